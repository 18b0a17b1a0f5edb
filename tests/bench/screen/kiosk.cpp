#include "tests/bench/screen/kiosk.h"
#include "tests/support/places.h"

#include "kiosk/adapters/data_folder.h"
#include "kiosk/adapters/journal_reader.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>

namespace rancak::bench {

namespace {

// Which screen a thing is on, and how the accessibility tree's id of it begins.
struct Place {
    std::string_view thing, screen, id;
};
constexpr std::array places{Place{"face", "attract", "face/5"}, Place{"reason", "why", "reason/"},
                            Place{"cause", "why", "cause/queue"}, Place{"done", "why", "done"},
                            Place{"thanks", "thanks", "done"}};

std::optional<Point> find(const std::filesystem::path& tree, std::string_view thing) {
    const auto place = std::find_if(places.begin(), places.end(), [&](const Place& p) { return p.thing == thing; });
    std::ifstream file(tree);
    const auto json = nlohmann::json::parse(file, nullptr, false);
    if (place == places.end() || json.is_discarded() || json.value("screen", "") != place->screen) return std::nullopt;
    for (const auto& node : json.at("nodes")) {
        if (!node.value("id", "").starts_with(place->id) || !node.value("visible", false)) continue;
        return Point{node.at("x").get<int>() + node.at("width").get<int>() / 2,
                     node.at("y").get<int>() + node.at("height").get<int>() / 2};
    }
    return std::nullopt;
}

void write_config(const std::filesystem::path& file, const std::string& server) {
    std::ofstream(file) << fmt::format(R"(server = "{}"
placement = "counter"
reduced_motion = true
[screen]
diagonal_inches = 21.5
width = 1920
height = 1080
fullscreen = true
[data]
folder = "data"
[assets]
words = "{}/assets/words"
)",
                                       server, rancak::test::source_folder());
}

}  // namespace

Result<Contestant> kiosk_at_counter(const Centre& centre, const std::string& display,
                                    const std::filesystem::path& folder) {
    const auto code = centre.enrolment_code();
    if (!code) return tl::unexpected(code.error());
    std::filesystem::create_directories(folder);
    const auto config = folder / "kiosk.toml", tree = folder / "tree.json";
    write_config(config, centre.address());

    Contestant kiosk;
    kiosk.name = "kiosk";
    kiosk.settled = std::chrono::milliseconds(12);  // a frame whenever there is something to draw
    kiosk.setup = [=, code = *code](bool rehearsal) {
        Program::Setup setup{.command = {program("rancak-kiosk"), "--config", config},
                             .environment = {"DISPLAY=" + display},
                             .log = folder / "kiosk.log",
                             .pass_as_3 = -1};
        if (rehearsal) setup.command.insert(setup.command.end(), {"--tree", tree, "--enrol", code});
        return setup;
    };
    kiosk.find = [tree](std::string_view thing, Observer&) { return find(tree, thing); };
    return kiosk;
}

Result<std::uint64_t> ratings_in_journal(const std::filesystem::path& folder) {
    auto reader = kiosk::JournalReader::open(kiosk::DataPaths{folder / "data"}.journal());
    if (!reader) return tl::unexpected(reader.error());
    std::uint64_t ratings = 0, next = 1;
    for (;;) {
        const auto lines = reader->read_from(next, {1000, 1'000'000});
        if (!lines) return tl::unexpected(lines.error());
        if (lines->count == 0) return ratings;
        next = lines->first + lines->count;
        constexpr std::string_view rating = R"("kind":"rating",)";
        for (auto at = lines->text.find(rating); at != std::string::npos; at = lines->text.find(rating, at + 1))
            ++ratings;
    }
}

}  // namespace rancak::bench
