#pragma once

#include "server/core/photo.h"

namespace rancak::server {

// JPEG by libjpeg-turbo.
class JpegReader final : public PhotoReader {
public:
    std::optional<PhotoSize> size_of(std::string_view bytes) const override;
    std::optional<Pixels> read(std::string_view bytes) const override;
};

class JpegWriter final : public PhotoWriter {
public:
    std::optional<std::string> write(const Pixels&) const override;
};

}  // namespace rancak::server
