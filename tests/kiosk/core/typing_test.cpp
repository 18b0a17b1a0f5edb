#include "kiosk/core/typing.h"

#include "shared/encoding.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace rancak;
using namespace rancak::kiosk;

namespace {

Typing typed(std::u32string_view text) {
    Typing typing;
    for (const char32_t c : text) type(typing, c);
    return typing;
}

}  // namespace

TEST_CASE("what is typed is UTF-8, counted in characters and not in bytes") {
    const Typing typing = typed(U"Antre lama… é€😀");
    CHECK(typing.text.utf8() == "Antre lama… é€😀");
    CHECK(typing.text.length() == 15);
}

TEST_CASE("a full text takes no more, and takes again what was made room for") {
    TypedText text(3);
    for (const char32_t c : U"abcd") text.type(c);
    CHECK(text.utf8() == "abc");
    CHECK_FALSE(text.type(U'd'));
    text.erase();
    CHECK(text.type(U'd'));
    CHECK(text.utf8() == "abd");
}

TEST_CASE("nothing gets in that cannot be shown or makes a line read as something else") {
    TypedText text;
    for (const char32_t c : {U'\0', U'\x1b', U'\x7f', char32_t{0x85}, char32_t{0x202E}, char32_t{0x2066}, char32_t{0xFEFF},
                             char32_t{0xD800}, char32_t{0xDFFF}, char32_t{0x110000}})
        CHECK_FALSE(text.type(c));
    CHECK(text.empty());
}

TEST_CASE("marks do not pile up on one letter") {
    TypedText text;
    CHECK(text.type(U'e'));
    CHECK(text.type(0x301));
    CHECK(text.type(0x323));
    CHECK_FALSE(text.type(0x302));
    CHECK(text.type(U'a'));
    CHECK(text.type(0x301));
}

TEST_CASE("erasing takes a letter with the marks on it, and from an empty text nothing") {
    Typing typing = typed(U"ae\u0301");
    erase(typing);
    CHECK(typing.text.utf8() == "a");
    CHECK(typing.text.length() == 1);
    erase(typing);
    erase(typing);
    CHECK(typing.text.empty());
    CHECK(typing.text.length() == 0);
}

TEST_CASE("a sentence begins with a capital, and so does the text") {
    CHECK(Typing{}.layer == KeyLayer::capitals);
    CHECK(typed(U"A").layer == KeyLayer::letters);
    CHECK(typed(U"Lama. ").layer == KeyLayer::capitals);
    CHECK(typed(U"Lama.").layer == KeyLayer::letters);
    CHECK(typed(U"Lama ").layer == KeyLayer::letters);
    Typing typing = typed(U"Lama. B");
    erase(typing);
    CHECK(typing.layer == KeyLayer::capitals);
    clear(typing);
    CHECK(typing == Typing{});
}

TEST_CASE("signs stay until a space") {
    Typing typing = typed(U"Rp");
    typing.layer = KeyLayer::symbols;
    type(typing, U'5');
    type(typing, U'0');
    CHECK(typing.layer == KeyLayer::symbols);
    erase(typing);
    CHECK(typing.layer == KeyLayer::symbols);
    type(typing, U' ');
    CHECK(typing.layer == KeyLayer::letters);
}

TEST_CASE("spaces alone say nothing") {
    CHECK_FALSE(typed(U"   ").text.says_something());
    CHECK(typed(U"  a").text.says_something());
}

TEST_CASE("whatever is typed and erased, the text is plain, within its limit and counted") {
    CHECK(rc::check([] {
        TypedText text(20);
        for (const auto c : *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(0, 0x110010))) {
            if (c % 5 == 0) text.erase();
            else text.type(static_cast<char32_t>(c));
            RC_ASSERT(is_plain_text(text.utf8()));
            RC_ASSERT(text.length() <= text.limit());
            RC_ASSERT(text.length() == code_points(text.utf8()));
        }
    }));
}
