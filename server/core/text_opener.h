#pragma once

#include "server/core/store.h"
#include "shared/keys.h"

#include <string>
#include <string_view>

namespace rancak::server {

// What a citizen wrote, or why it cannot be told: "missing" (it is not here, or was erased), "sealed" (no key of this
// server opens it, or what it holds is no text of this length).
struct OpenedText {
    std::string text;
    std::string_view unread;
};

// Of a confidential case whoever sees one office alone reads neither text nor contact: only who handles complaints for the city
// does. `seen` is as Caller::office.
[[nodiscard]] inline bool is_withheld(CasePrivacy privacy, std::string_view seen) {
    return !seen.empty() && privacy == CasePrivacy::confidential;
}

// Opens what citizens wrote, for admins alone; nothing of it is kept or logged.
class TextOpener {
public:
    // The library outlives it.
    TextOpener(Library& library, const OpenKey& key) : library_(library), key_(key) {}

    [[nodiscard]] Stored<OpenedText> open(const std::string& office, const Hash&, std::size_t max_code_points) const;

private:
    Library& library_;
    OpenKey key_;
};

}  // namespace rancak::server
