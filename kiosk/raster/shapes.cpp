#include "kiosk/raster/shapes.h"
#include "kiosk/raster/hash.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <optional>

namespace rancak::kiosk {
namespace {

// Beyond this many pixels nothing is drawn: sums of products of 1/256 pixels must fit 64 bits.
constexpr float farthest = 1 << 20;

bool near_enough(float coordinate) { return std::fabs(coordinate) <= farthest; }  // false for NaN

// The scissor box of ImGui's OpenGL3 backend, which truncates towards zero, counting rows from the bottom.
std::optional<Rectangle> clip_of(const ImDrawCmd& command, int width, int height) {
    const auto [left, top, right, bottom] =
        std::array{command.ClipRect.x, command.ClipRect.y, command.ClipRect.z, command.ClipRect.w};
    if (!near_enough(left) || !near_enough(top) || !near_enough(right) || !near_enough(bottom)) return std::nullopt;
    if (right <= left || bottom <= top) return std::nullopt;
    const int x = static_cast<int>(left);
    const int end_y = height - static_cast<int>(static_cast<float>(height) - bottom);
    const int end_x = std::min(x + static_cast<int>(right - left), width);
    const int y = end_y - static_cast<int>(bottom - top);
    const Rectangle clip{std::max(x, 0), std::max(y, 0), end_x - std::max(x, 0),
                         std::min(end_y, height) - std::max(y, 0)};
    if (clip.empty()) return std::nullopt;
    return clip;
}

std::uint64_t hash_vertex(const ImDrawVert& vertex) {
    std::uint64_t position = 0;
    std::uint64_t texel = 0;
    std::memcpy(&position, &vertex.pos, sizeof position);
    std::memcpy(&texel, &vertex.uv, sizeof texel);
    return mix(fold(position ^ 0xa0761d6478bd642fU, texel ^ 0xe7037ed1a0b428dbU), vertex.col);
}

// Of what is near enough; std::floor calls a function where the processor may lack the instruction.
int rounded_down(float coordinate) {
    const int whole = static_cast<int>(coordinate);
    return whole - (static_cast<float>(whole) > coordinate ? 1 : 0);
}

struct Extent {
    float left = farthest;
    float top = farthest;
    float right = -farthest;
    float bottom = -farthest;

    void include(const ImVec2& position) {
        left = std::min(left, position.x);
        top = std::min(top, position.y);
        right = std::max(right, position.x);
        bottom = std::max(bottom, position.y);
    }

    [[nodiscard]] Rectangle pixels() const {
        const int x = rounded_down(left);
        const int y = rounded_down(top);
        return {x, y, -rounded_down(-right) - x, -rounded_down(-bottom) - y};
    }
};

bool is_quad(const ImDrawIdx* index) {
    return (index[3] == index[0] && index[4] == index[2]) || (index[3] == index[2] && index[5] == index[0]);
}

// How many triangles from here on continue a fan of one colour around the first corner. The fringe that ImGui draws
// around a filled shape often begins as the fan would go on, but its outer corners are transparent.
std::uint32_t fan_length(const DrawCommand& command, const ImDrawIdx* index, std::uint32_t triangles) {
    const auto colour_of = [&](ImDrawIdx corner) {
        return corner < command.vertices.size() ? std::optional(command.vertices[corner].col) : std::nullopt;
    };
    const auto colour = colour_of(index[0]);
    std::uint32_t length = 1;
    while (length < triangles && index[3 * length] == index[0] && index[3 * length + 1] == index[3 * length - 1] &&
           colour_of(index[3 * length + 2]) == colour) {
        ++length;
    }
    return length;
}

}  // namespace

void Shapes::collect(const ImDrawData& data, const Textures& textures, int width, int height) {
    commands_.clear();
    shapes_.clear();
    hashes_.clear();
    for (int number = 0; number < data.CmdListsCount; ++number) {
        collect_list(*data.CmdLists[number], textures, width, height);
    }
}

void Shapes::collect_list(const ImDrawList& list, const Textures& textures, int width, int height) {
    const std::span vertices(list.VtxBuffer.Data, static_cast<std::size_t>(list.VtxBuffer.Size));
    const std::span indices(list.IdxBuffer.Data, static_cast<std::size_t>(list.IdxBuffer.Size));
    vertex_hashes_.resize(vertices.size());
    std::transform(vertices.begin(), vertices.end(), vertex_hashes_.begin(), hash_vertex);
    for (const ImDrawCmd& command : list.CmdBuffer) {
        const auto clip = clip_of(command, width, height);
        const Texture* texture = textures.find(command.GetTexID());
        if (command.UserCallback != nullptr || !clip || texture == nullptr) continue;
        if (command.VtxOffset >= vertices.size() || command.IdxOffset >= indices.size()) continue;
        const auto reach = std::min<std::size_t>(command.ElemCount, indices.size() - command.IdxOffset);
        commands_.push_back({vertices.subspan(command.VtxOffset), indices.subspan(command.IdxOffset, reach - reach % 3),
                             texture, *clip});
        split(static_cast<std::uint32_t>(commands_.size() - 1),
              std::span<const std::uint64_t>(vertex_hashes_).subspan(command.VtxOffset));
    }
}

void Shapes::split(std::uint32_t command_number, std::span<const std::uint64_t> vertex_hashes) {
    const DrawCommand& command = commands_[command_number];
    const ImDrawIdx* const indices = command.indices.data();
    const auto triangles = static_cast<std::uint32_t>(command.indices.size() / 3);
    for (std::uint32_t done = 0; done < triangles;) {
        const ImDrawIdx* index = indices + std::size_t{3} * done;
        Shape shape{.kind = Shape::Kind::triangle,
                    .command = command_number,
                    .first_index = 3 * done,
                    .triangles = 1,
                    .bounds = {}};
        if (done + 1 < triangles && is_quad(index)) {
            shape.triangles = std::max(2U, fan_length(command, index, triangles - done));
            shape.kind = shape.triangles == 2 ? Shape::Kind::quad : Shape::Kind::fan;
        }
        add(shape, vertex_hashes);
        done += shape.triangles;
    }
}

void Shapes::add(Shape shape, std::span<const std::uint64_t> vertex_hashes) {
    const DrawCommand& command = commands_[shape.command];
    Extent extent;
    std::uint64_t hash = command.texture->revision + shape.triangles;
    bool drawable = true;
    for_each_corner(command, shape, [&](ImDrawIdx corner) {
        drawable = drawable && corner < command.vertices.size();
        if (!drawable) return;
        const ImVec2& position = command.vertices[corner].pos;
        drawable = near_enough(position.x) && near_enough(position.y);
        extent.include(position);
        hash = hash * 0x9e3779b97f4a7c15U + vertex_hashes[corner];  // the terms are hashes already
    });
    if (!drawable) return;
    const Rectangle whole = extent.pixels();
    shape.bounds = intersection(whole, command.clip);
    if (shape.bounds.empty()) return;
    if (shape.bounds != whole) {
        hash = mix(mix(hash, std::bit_cast<std::uint64_t>(std::array{shape.bounds.x, shape.bounds.y})),
                   std::bit_cast<std::uint64_t>(std::array{shape.bounds.width, shape.bounds.height}));
    }
    shapes_.push_back(shape);
    hashes_.push_back(hash);
}

}  // namespace rancak::kiosk
