#include "server/adapters/jpeg_photo.h"

#include <turbojpeg.h>

#include <memory>

namespace rancak::server {
namespace {

constexpr int quality = 85;

struct Destroy {
    void operator()(void* handle) const { tjDestroy(handle); }
};
using Handle = std::unique_ptr<void, Destroy>;

const unsigned char* data(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

std::optional<PhotoSize> size_in(const Handle& handle, std::string_view bytes) {
    int width = 0, height = 0, subsampling = 0, colours = 0;
    if (!handle || tjDecompressHeader3(handle.get(), data(bytes), bytes.size(), &width, &height, &subsampling, &colours) != 0) return std::nullopt;
    return PhotoSize{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
}

}  // namespace

std::optional<PhotoSize> JpegReader::size_of(std::string_view bytes) const {
    if (!bytes.starts_with("\xff\xd8\xff")) return std::nullopt;
    return size_in(Handle(tjInitDecompress()), bytes);
}

std::optional<Pixels> JpegReader::read(std::string_view bytes) const {
    const Handle handle(tjInitDecompress());
    const auto size = size_in(handle, bytes);
    if (!size) return std::nullopt;
    Pixels pixels{*size, std::vector<std::uint8_t>(std::size_t{size->width} * size->height * 3)};
    // A progressive file of many scans would keep a processor busy for minutes.
    const int done = tjDecompress2(handle.get(), data(bytes), bytes.size(), pixels.rgb.data(), static_cast<int>(size->width), 0,
                                   static_cast<int>(size->height), TJPF_RGB, TJFLAG_LIMITSCANS | TJFLAG_STOPONWARNING);
    return done == 0 ? std::optional(std::move(pixels)) : std::nullopt;
}

std::optional<std::string> JpegWriter::write(const Pixels& pixels) const {
    const Handle handle(tjInitCompress());
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    if (!handle) return std::nullopt;
    const int done = tjCompress2(handle.get(), pixels.rgb.data(), static_cast<int>(pixels.size.width), 0, static_cast<int>(pixels.size.height),
                                 TJPF_RGB, &bytes, &size, TJSAMP_420, quality, 0);
    const std::unique_ptr<unsigned char, decltype(&tjFree)> owned(bytes, tjFree);
    if (done != 0) return std::nullopt;
    return std::string(reinterpret_cast<const char*>(owned.get()), size);
}

}  // namespace rancak::server
