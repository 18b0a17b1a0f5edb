#pragma once

#include "admin/centre.h"
#include "admin/world.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace rancak::admin {

// What is asked of an office's figures; what is empty is left to the server.
struct FiguresWish {
    std::string office, service, officer, counter;
    std::string from, until;  // 2026-11-24
    std::string by;           // day, week, month
    bool json = false;
};
[[nodiscard]] int show_figures(World&, Centre&, const FiguresWish&);

struct SkmWish {
    std::string office, service, from, until;
    std::optional<std::uint64_t> population;  // how many were served
    std::string format = "text";              // json, html, pdf, xlsx
    std::filesystem::path out;                // empty: standard output
};
[[nodiscard]] int show_skm(World&, Centre&, const SkmWish&);
[[nodiscard]] int publish_skm(World&, Centre&, const SkmWish&);  // which names its days

// What is written for a person of the server's reply; an Error when it is not one of a Rancak server.
[[nodiscard]] Result<std::string> describe_figures(std::string_view json);
[[nodiscard]] Result<std::string> describe_skm(std::string_view json);
[[nodiscard]] Result<std::string> describe_publication(std::string_view json);

}  // namespace rancak::admin
