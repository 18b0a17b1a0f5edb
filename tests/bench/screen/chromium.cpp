#include "tests/bench/screen/chromium.h"

#include <nlohmann/json.hpp>
#include <unistd.h>

namespace rancak::bench {

namespace {

// In rehearsal the page's title tells where things are: {"face":[x,y],"done":null,…} - Chromium.
std::optional<Point> find(std::string_view thing, Observer& observer) {
    for (const std::string& title : observer.window_titles()) {
        const auto end = title.rfind('}');
        if (title.empty() || title.front() != '{' || end == std::string::npos) continue;
        const auto json = nlohmann::json::parse(title.substr(0, end + 1), nullptr, false);
        const auto point = json.find(std::string(thing));
        if (point == json.end() || !point->is_array() || point->size() != 2) continue;
        return Point{(*point)[0].get<int>(), (*point)[1].get<int>()};
    }
    return std::nullopt;
}

}  // namespace

Contestant chromium(const std::filesystem::path& peers, const std::string& display,
                    const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    const auto start = [=](bool rehearsal) {
        Program::Setup setup;
        setup.command = {"chromium",
                         "--kiosk",
                         "--disable-gpu",
                         "--disable-quic",
                         "--no-first-run",
                         "--disable-background-networking",
                         "--disable-component-update",
                         "--disable-sync",
                         "--force-prefers-reduced-motion",
                         "--disable-features=Translate",
                         "--window-position=0,0",
                         "--window-size=1920,1080",
                         "--user-data-dir=" + (folder / "profile").string()};
        if (geteuid() == 0) setup.command.push_back("--no-sandbox");  // Chromium refuses root without it
        setup.command.push_back("file://" + (peers / "kiosk/index.html").string() + (rehearsal ? "#rehearsal" : ""));
        setup.environment = {"DISPLAY=" + display};
        setup.log = folder / "chromium.log";
        return setup;
    };
    return {.name = "chromium", .settled = std::chrono::milliseconds(60), .setup = start, .find = find};
}

}  // namespace rancak::bench
