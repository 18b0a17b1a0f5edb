#pragma once

#include "kiosk/raster/raster.h"
#include "kiosk/raster/textures.h"

#include <imgui.h>

#include <cstdint>
#include <span>
#include <vector>

namespace rancak::kiosk {

// One ImDrawCmd, looked up and checked: every index lies inside `vertices`, the clip lies inside the canvas.
struct DrawCommand {
    std::span<const ImDrawVert> vertices;  // from the command's offset
    std::span<const ImDrawIdx> indices;    // three a triangle
    const Texture* texture = nullptr;
    Rectangle clip;
};

// Consecutive triangles that ImGui emitted as one thing.
struct Shape {
    enum class Kind : std::uint8_t {
        triangle,  // corners 0 1 2
        quad,      // two triangles that share an edge: corners 0 1 2 and 0 2 3
        fan,       // corners 0 1 2, 0 2 3, 0 3 4 …
    };
    Kind kind = Kind::triangle;
    std::uint32_t command = 0;
    std::uint32_t first_index = 0;
    std::uint32_t triangles = 0;
    Rectangle bounds;  // all pixels that it can touch, inside the clip; never empty
};

// Calls visit(index of a vertex) for each corner, once.
template <class Visit>
void for_each_corner(const DrawCommand& command, const Shape& shape, const Visit& visit) {
    const ImDrawIdx* const index = command.indices.data() + shape.first_index;
    for (const int corner : {0, 1, 2}) visit(index[corner]);
    if (shape.kind == Shape::Kind::quad) {
        // ImGui writes it as (0 1 2) (0 2 3), or in anti-aliased lines and fringes as (0 1 2) (2 3 0).
        visit(index[index[3] == index[0] ? 5 : 4]);
        return;
    }
    for (std::uint32_t triangle = 1; triangle < shape.triangles; ++triangle) visit(index[3 * triangle + 2]);
}

// Lifecycle: collect once a frame; spans are valid until the draw data or the next collect.
// Takes draw data apart into shapes in drawing order, each with a hash of all that decides its pixels.
class Shapes {
public:
    void collect(const ImDrawData& data, const Textures& textures, int width, int height);

    [[nodiscard]] std::span<const DrawCommand> commands() const { return commands_; }
    [[nodiscard]] std::span<const Shape> shapes() const { return shapes_; }
    [[nodiscard]] std::span<const std::uint64_t> hashes() const { return hashes_; }

private:
    void collect_list(const ImDrawList& list, const Textures& textures, int width, int height);
    void split(std::uint32_t command_number, std::span<const std::uint64_t> vertex_hashes);
    void add(Shape shape, std::span<const std::uint64_t> vertex_hashes);

    std::vector<DrawCommand> commands_;
    std::vector<Shape> shapes_;
    std::vector<std::uint64_t> hashes_;
    std::vector<std::uint64_t> vertex_hashes_;
};

}  // namespace rancak::kiosk
