#pragma once

#include <string>
#include <string_view>

namespace rancak::server {

// A page of HTML as it grows. What goes in by text() is escaped; html() takes literals of the code alone.
class Html {
public:
    Html& html(std::string_view literal) { return out_ += literal, *this; }
    Html& text(std::string_view);  // for content and for values in double quotes
    // <tag>text</tag>
    Html& element(std::string_view tag, std::string_view content) { return html("<").html(tag).html(">").text(content).html("</").html(tag).html(">"); }
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    std::string out_;
};

}  // namespace rancak::server
