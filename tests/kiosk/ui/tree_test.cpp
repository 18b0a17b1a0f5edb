#include "kiosk/ui/page.h"
#include "kiosk/ui/tree.h"

#include <doctest/doctest.h>

namespace rancak::kiosk {
namespace {

Node node(std::string id, Role role, Box box) {
    return {.id = std::move(id), .role = role, .label = "nama", .box = box, .visible = box};
}

// a b
// c d
Tree square() {
    Tree tree;
    tree.nodes = {node("a", Role::button, {0, 0, 10, 10}), node("b", Role::chip, {20, 0, 10, 10}),
                  node("t", Role::text, {0, 15, 10, 4}), node("c", Role::tile, {0, 20, 10, 10}),
                  node("d", Role::face, {20, 20, 10, 10})};
    return tree;
}

}  // namespace

TEST_CASE("the tree is written as JSON with rectangles in whole pixels") {
    Tree tree;
    tree.screen = "faces";
    tree.width = 1920;
    tree.height = 1080;
    tree.nodes.push_back({.id = "face/5", .role = Role::face, .label = "Sangat \"puas\"\n", .box = {0.4F, 10, 20.2F, 30},
                          .visible = {0.4F, 10, 20.2F, 30}, .state = {.pressed = true, .focused = true}, .value = "5"});
    tree.nodes.push_back({.id = "text/1", .role = Role::text, .label = "puas", .box = {1, 2, 3, 4}, .parent = 0});
    CHECK(encode(tree) ==
          R"({"screen":"faces","language":"id","width":1920,"height":1080,"nodes":[)"
          R"({"id":"face/5","role":"face","label":"Sangat \"puas\"\u000a","x":0,"y":10,"width":21,"height":30,)"
          R"("visible":true,"state":["pressed","focused"],"value":"5","parent":-1},)"
          R"({"id":"text/1","role":"text","label":"puas","x":1,"y":2,"width":3,"height":4,)"
          R"("visible":false,"state":[],"value":"","parent":0}]})"
          "\n");
}

TEST_CASE("what a person wrote is read out, but never stands in the file") {
    Tree tree;
    tree.nodes = {{.id = "typed", .role = Role::status, .label = "rahasia", .box = {}, .value = "rahasia", .personal = true}};
    CHECK(encode(tree).find("rahasia") == std::string::npos);
    CHECK(encode(tree).find(R"("id":"typed","role":"status","label":"…")") != std::string::npos);
}

TEST_CASE("an empty screen is a tree without nodes") {
    CHECK(encode(Tree{}) == "{\"screen\":\"\",\"language\":\"id\",\"width\":0,\"height\":0,\"nodes\":[]}\n");
}

TEST_CASE("next and previous walk through what can be pressed, in reading order and around") {
    const Tree tree = square();
    CHECK(moved_focus(tree, "", Step::next) == "a");
    CHECK(moved_focus(tree, "", Step::previous) == "d");
    CHECK(moved_focus(tree, "b", Step::next) == "c");
    CHECK(moved_focus(tree, "d", Step::next) == "a");
    CHECK(moved_focus(tree, "a", Step::previous) == "d");
    CHECK(moved_focus(tree, "gone", Step::next) == "a");
    CHECK(moved_focus(Tree{}, "a", Step::next).empty());
}

TEST_CASE("arrows go to what lies in their direction and stay at the edge") {
    const Tree tree = square();
    CHECK(moved_focus(tree, "a", Step::right) == "b");
    CHECK(moved_focus(tree, "a", Step::down) == "c");
    CHECK(moved_focus(tree, "d", Step::left) == "c");
    CHECK(moved_focus(tree, "d", Step::up) == "b");
    CHECK(moved_focus(tree, "a", Step::up) == "a");
    CHECK(moved_focus(tree, "b", Step::right) == "b");
}

TEST_CASE("what is disabled is passed over") {
    Tree tree = square();
    tree.nodes[1].state.disabled = true;
    CHECK(moved_focus(tree, "a", Step::next) == "c");
}

}  // namespace rancak::kiosk
