#include "server/core/text_opener.h"

#include "shared/encoding.h"

namespace rancak::server {

Stored<OpenedText> TextOpener::open(const std::string& office, const Hash& hash, std::size_t max_code_points) const {
    const auto sealed = library_.attachment(office, hash);
    if (!sealed) return tl::unexpected<StoreFailure>(sealed.error());
    if (!*sealed) return OpenedText{{}, "missing"};
    auto text = rancak::open(key_, **sealed);
    if (!text || !is_plain_text(*text) || code_points(*text) > max_code_points) return OpenedText{{}, "sealed"};
    return OpenedText{std::move(*text), {}};
}

}  // namespace rancak::server
