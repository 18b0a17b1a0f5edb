#pragma once

#include "shared/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

// A picture of foreign bytes becomes one of ours: decoded, turned upright, made small, and written anew, so that nothing of
// its file but what is seen goes on, neither where it was taken nor what a reader of pictures might stumble over.

struct PhotoSize {
    std::uint32_t width = 0, height = 0;
    friend bool operator==(const PhotoSize&, const PhotoSize&) = default;
};

// Rows from above, three bytes a pixel: red, green, blue.
struct Pixels {
    PhotoSize size;
    std::vector<std::uint8_t> rgb;
    friend bool operator==(const Pixels&, const Pixels&) = default;
};

// One kind of file. Callable from any thread.
class PhotoReader {
public:
    virtual ~PhotoReader() = default;
    // Of the head alone, whatever comes behind it; nullopt: this is no such file.
    [[nodiscard]] virtual std::optional<PhotoSize> size_of(std::string_view bytes) const = 0;
    // What is transparent stands on white. nullopt: it is damaged.
    [[nodiscard]] virtual std::optional<Pixels> read(std::string_view bytes) const = 0;
};

class PhotoWriter {
public:
    virtual ~PhotoWriter() = default;
    [[nodiscard]] virtual std::optional<std::string> write(const Pixels&) const = 0;  // nullopt: no memory
};

struct PhotoTools {
    std::vector<const PhotoReader*> readers;
    const PhotoWriter* writer = nullptr;
};

inline constexpr std::uint64_t max_photo_pixels = 16'000'000;
inline constexpr std::uint32_t photo_side = 1024;  // the longer one, of what is kept

// How the picture must be turned to stand upright, as EXIF numbers it, 1 to 8; 1 when the file does not say.
[[nodiscard]] int exif_orientation(std::string_view jpeg);
[[nodiscard]] Pixels upright(Pixels, int orientation);
// Not larger than it was; each pixel the mean of those it stands for.
[[nodiscard]] Pixels at_most(Pixels, std::uint32_t longer_side);

struct Photo {
    std::string bytes;  // JPEG
    PhotoSize size;
};
[[nodiscard]] Result<Photo> make_photo(const PhotoTools&, std::string_view bytes);

}  // namespace rancak::server
