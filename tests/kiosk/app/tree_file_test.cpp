#include "kiosk/app/tree_file.h"

#include "shared/file.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::kiosk;

namespace {
Tree tree_of(std::string label) {
    Tree tree;
    tree.screen = "attract";
    tree.nodes.push_back({"begin", Role::button, std::move(label), {1, 2, 3, 4}});
    return tree;
}
}  // namespace

TEST_CASE("the tree is written when it differs, as one whole file") {
    const test::TemporaryFolder folder;
    TreeFile file{folder / "tree.json"};
    REQUIRE(file.show(tree_of("Mulai")));
    CHECK(read_file(folder / "tree.json", 4096).value() == encode(tree_of("Mulai")) + "\n");
    std::filesystem::remove(folder / "tree.json");
    REQUIRE(file.show(tree_of("Mulai")));
    CHECK_FALSE(std::filesystem::exists(folder / "tree.json"));
    REQUIRE(file.show(tree_of("Mulailah")));
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("a place that cannot be written is told") {
    TreeFile file{"/nowhere/tree.json"};
    const auto shown = file.show(tree_of("Mulai"));
    REQUIRE_FALSE(shown);
    CHECK(shown.error().message.find("/nowhere/tree.json") != std::string::npos);
}
