#pragma once

#include "server/core/photo.h"

namespace rancak::server {

// PNG by libpng.
class PngReader final : public PhotoReader {
public:
    std::optional<PhotoSize> size_of(std::string_view bytes) const override;
    std::optional<Pixels> read(std::string_view bytes) const override;
};

}  // namespace rancak::server
