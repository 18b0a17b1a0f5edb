#pragma once

#include "server/core/http_message.h"
#include "shared/result.h"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace rancak::server {

// A file of server/web, as it is in the program.
struct WebFile {
    std::string_view name;  // its path there: "pages/today.js"
    std::string_view bytes;
};

// The admins' pages as browsers get them. A file names another by a quoted "./name" or "../folder/name"; each such name is
// replaced by /assets/name-hash.ext, whose hash is that of the bytes as they are sent. So a browser may keep a file for ever
// and never mixes two versions.
class WebFiles {
public:
    WebFiles() = default;  // none: every page is answered with 404
    // An Error when a file names one that is not there, when files name each other in a circle, or when two have one name.
    [[nodiscard]] static Result<WebFiles> of(std::span<const WebFile>);

    // index.html, which is never kept.
    [[nodiscard]] Reply page() const;
    // "app-0123456789abcdef.js"; if_none_match as the browser sent it.
    [[nodiscard]] Reply asset(std::string_view name, std::string_view if_none_match) const;

    [[nodiscard]] std::size_t total_bytes() const;
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& assets() const { return assets_; }

private:
    std::string page_;
    std::map<std::string, std::string, std::less<>> assets_;  // by the name in the address
};

}  // namespace rancak::server
