#pragma once

#include "server/core/html.h"
#include "server/core/http_message.h"
#include "shared/language.h"
#include "shared/time.h"

#include <string>
#include <string_view>

namespace rancak::server {

// What the public pages share: their language, their look, and the frame around what each says.

// A text of the pages themselves.
struct PublicWord {
    std::string_view indonesian, english;
    [[nodiscard]] std::string_view in(Language language) const { return language == Language::english ? english : indonesian; }
};

[[nodiscard]] Language public_language(const Query&);  // English with bahasa=en

// 24 November 2026
[[nodiscard]] std::string written_day(LocalDay, Language);

// Which of the links in the head is the page's own.
enum class PublicPlace { home, services, cases, changes };

// The whole page around `content`. `path` is its own, with a query or without, for the link to the other language.
[[nodiscard]] Reply public_reply(Language, PublicPlace, std::string_view title, std::string_view path, Html content, int status = 200);

}  // namespace rancak::server
