#include "shared/file.h"
#include "shared/json_fields.h"
#include "tests/support/visitor/visitor.h"

#include <algorithm>

namespace rancak::test {

namespace {

constexpr std::size_t max_tree_bytes = 4 * 1024 * 1024;
constexpr std::size_t max_nodes = 5000;
constexpr std::uint64_t max_pixels = 32768;

SeenNode read_node(JsonFields& fields) {
    SeenNode node;
    node.id = fields.text("id", 200);
    node.role = fields.text("role", 40);
    node.label = fields.text("label", 2000);
    node.value = fields.optional_text("value", 2000);
    node.x = static_cast<int>(fields.real("x", -1e6, 1e6));
    node.y = static_cast<int>(fields.real("y", -1e6, 1e6));
    node.width = static_cast<int>(fields.number("width", 0, max_pixels));
    node.height = static_cast<int>(fields.number("height", 0, max_pixels));
    node.visible = fields.boolean("visible");
    const auto state = fields.texts("state", 10, 40);
    const auto is = [&](const char* word) { return std::find(state.begin(), state.end(), word) != state.end(); };
    node.disabled = is("disabled");
    node.selected = is("selected");
    node.focused = is("focused");
    return node;
}

}  // namespace

const SeenNode* SeenTree::find(std::string_view label_or_id) const {
    for (const auto member : {&SeenNode::label, &SeenNode::id}) {
        const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const SeenNode& node) {
            return node.visible && node.*member == label_or_id;
        });
        if (found != nodes.end()) return &*found;
    }
    return nullptr;
}

Result<SeenTree> read_tree(const std::filesystem::path& path) {
    const auto text = read_file(path, max_tree_bytes);
    if (!text) return tl::unexpected(text.error());
    const auto json = parse_json(*text);
    if (!json) return fail(path.string() + " is no accessibility tree: " + json.error().message);
    JsonFields fields(*json, "");
    SeenTree tree;
    tree.screen = fields.text("screen", 100);
    tree.width = static_cast<int>(fields.number("width", 1, max_pixels));
    tree.height = static_cast<int>(fields.number("height", 1, max_pixels));
    fields.each("nodes", max_nodes, [&](JsonFields& inner) { tree.nodes.push_back(read_node(inner)); });
    if (!fields.error().empty()) return fail(path.string() + " is no accessibility tree: " + fields.error());
    return tree;
}

}  // namespace rancak::test
