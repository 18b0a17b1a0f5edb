#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rancak::kiosk {

// A text as a person types it at the screen: UTF-8 of at most `limit` code points (500 where nothing else is said),
// changed only at its end.
class TypedText {
public:
    TypedText() = default;
    explicit TypedText(std::size_t limit) : limit_(limit) {}

    // False when the text is full or the character is none that may be shown.
    bool type(char32_t);
    // The last character and the marks that stand on it.
    void erase();
    void clear();

    [[nodiscard]] const std::string& utf8() const { return utf8_; }
    [[nodiscard]] bool empty() const { return utf8_.empty(); }
    // Something more than spaces.
    [[nodiscard]] bool says_something() const;
    [[nodiscard]] std::size_t length() const { return length_; }  // code points
    [[nodiscard]] std::size_t limit() const { return limit_; }
    friend bool operator==(const TypedText&, const TypedText&) = default;

private:
    std::string utf8_;
    std::size_t length_ = 0;
    std::size_t limit_ = 500;
};

// What the keys of the on-screen keyboard write.
enum class KeyLayer { letters, capitals, symbols };

// A screen that can be typed on has a member `Typing typing`; the keys then reach it without code of its own.
struct Typing {
    TypedText text;
    KeyLayer layer = KeyLayer::capitals;
    friend bool operator==(const Typing&, const Typing&) = default;
};

[[nodiscard]] Typing typing_at_most(std::size_t code_points);

void type(Typing&, char32_t);
void type(Typing&, std::string_view utf8);  // one character after the other
void erase(Typing&);
void clear(Typing&);

}  // namespace rancak::kiosk
