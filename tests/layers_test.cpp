// The house's doors: which folder may include which. Every Debian header is visible to every target, so linking
// enforces nothing; the include lines are read instead.

#include "tests/support/places.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

struct Room {
    std::string folder;
    Words ours;     // folders of ours, by prefix
    Words foreign;  // headers of libraries, by prefix
};

const Words std_only{};

// The longest folder that fits a file is its room.
const std::vector<Room> rooms{
    {"shared/", {"shared/"}, {"sodium.h", "nlohmann/", "simdjson.h"}},
    {"shared/sqlite/", {"shared/"}, {"sqlite3.h"}},
    {"shared/config/", {"shared/"}, {"toml++/"}},
    {"shared/http/", {"shared/"}, {"curl/"}},
    {"shared/qr/", {"shared/"}, {"qrencode.h"}},
    {"shared/xlsx/", {"shared/"}, {"xlsxwriter.h"}},
    {"kiosk/core/", {"kiosk/core/", "shared/"}, std_only},
    {"kiosk/ui/", {"kiosk/ui/", "kiosk/core/", "kiosk/raster/image.h", "shared/"}, {"imgui"}},
    {"kiosk/raster/", {"kiosk/raster/"}, {"imgui", "SDL"}},
    {"kiosk/platform/", {"kiosk/platform/", "kiosk/raster/", "shared/"}, {"imgui", "SDL", "X11/"}},
    {"kiosk/adapters/", {"kiosk/adapters/", "kiosk/core/", "shared/"}, {}},
    {"kiosk/app/", {"kiosk/", "shared/"}, {"CLI/", "spdlog/", "imgui", "malloc.h"}},
    {"kiosk/main.cpp", {"kiosk/app/"}, std_only},
    {"server/core/", {"server/core/", "shared/"}, std_only},
    {"server/adapters/", {"server/", "shared/"}, {"microhttpd.h", "spdlog/", "nlohmann/", "sqlite3.h", "libpq-fe.h", "png.h", "turbojpeg.h",
                                                      "cairo-pdf.h", "pango/", "xlsxwriter.h", "prometheus/"}},
    {"server/web/", {"server/web/", "server/core/web_files.h"}, std_only},
    {"server/main.cpp", {"server/", "shared/"}, {"CLI/", "spdlog/", "fmt/", "malloc.h"}},
    {"admin/",
     {"admin/", "kiosk/adapters/journal_reader.h", "kiosk/adapters/courier_memory.h", "kiosk/adapters/data_folder.h", "shared/"},
     {"CLI/", "nlohmann/", "spdlog/", "fmt/"}},
};

// Of what an inner shared folder wraps, core knows nothing.
const Words not_for_core{"shared/sqlite/", "shared/config/", "shared/http/", "shared/qr/", "shared/xlsx/"};

bool starts_with_any(const std::string& text, const Words& prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& one) { return text.starts_with(one); });
}

const Room* room_of(const std::string& file) {
    const Room* best = nullptr;
    for (const Room& room : rooms)
        if (file.starts_with(room.folder) && (!best || room.folder.size() > best->folder.size())) best = &room;
    return best;
}

// What the C and C++ standard and POSIX give, and the expected that C++23 will; everybody may use it.
bool is_standard(const std::string& header) {
    if (header.find('.') == header.npos && header.find('/') == header.npos) return true;
    static const Words posix{"tl/expected.hpp", "sys/", "unistd.h", "fcntl.h", "poll.h", "signal.h", "spawn.h", "errno.h", "netinet/", "arpa/", "pthread.h",
                             "immintrin.h", "emmintrin.h", "linux/", "ifaddrs.h", "dirent.h", "mntent.h", "termios.h", "pwd.h"};
    return starts_with_any(header, posix);
}

// Empty: allowed. Else the sentence that says why not.
std::string objection(const std::string& file, const std::string& header, bool quoted) {
    const Room* room = room_of(file);
    if (!room) return file + " stands in no room of the house";
    const bool inside = starts_with_any(header, {"kiosk/", "server/", "shared/", "admin/", "tests/"});
    if (inside != quoted) return file + " includes " + header + (quoted ? " in quotes" : " in angle brackets");
    const bool core = room->folder.ends_with("/core/");
    if (inside && core && starts_with_any(header, not_for_core)) return file + " lets core know of " + header;
    if (inside ? starts_with_any(header, room->ours) : is_standard(header) || starts_with_any(header, room->foreign)) return {};
    return room->folder + " may not include " + header + " (" + file + ")";
}

struct Include {
    std::string header;
    bool quoted;
};

std::optional<Include> include_of(const std::string& line) {
    if (!line.starts_with("#include ")) return std::nullopt;
    const char open = line[9];
    const auto end = line.find(open == '<' ? '>' : '"', 10);
    if (end == line.npos) return std::nullopt;
    return Include{line.substr(10, end - 10), open == '"'};
}

Words sources(std::initializer_list<const char*> folders) {
    Words files;
    const fs::path root = rancak::test::source_folder();
    for (const char* top : folders)
        for (const auto& entry : fs::recursive_directory_iterator(root / top))
            if (entry.path().extension() == ".h" || entry.path().extension() == ".cpp")
                files.push_back(fs::relative(entry.path(), root).string());
    return files;
}

}  // namespace

TEST_CASE("every include leads along an open door") {
    std::size_t includes = 0;
    for (const std::string& file : sources({"kiosk", "server", "shared", "admin"})) {
        std::ifstream in{fs::path{rancak::test::source_folder()} / file};
        for (std::string line; std::getline(in, line);) {
            const auto include = include_of(line);
            if (!include) continue;
            ++includes;
            const std::string wrong = objection(file, include->header, include->quoted);
            CHECK_MESSAGE(wrong.empty(), wrong);
        }
    }
    CHECK(includes > 100);
}

TEST_CASE("a door that must stay shut is seen to be shut") {
    CHECK(objection("kiosk/core/update.cpp", "kiosk/adapters/journal.h", true) ==
          "kiosk/core/ may not include kiosk/adapters/journal.h (kiosk/core/update.cpp)");
    CHECK_FALSE(objection("kiosk/core/update.cpp", "imgui.h", false).empty());
    CHECK_FALSE(objection("kiosk/core/update.cpp", "shared/sqlite/sqlite.h", true).empty());
    CHECK_FALSE(objection("kiosk/ui/theme.cpp", "server/core/store.h", true).empty());
    CHECK_FALSE(objection("kiosk/ui/theme.cpp", "SDL.h", false).empty());
    CHECK_FALSE(objection("kiosk/platform/window.cpp", "kiosk/core/state.h", true).empty());
    CHECK_FALSE(objection("server/core/ingest.cpp", "kiosk/core/state.h", true).empty());
    CHECK_FALSE(objection("shared/time.cpp", "curl/curl.h", false).empty());
    CHECK_FALSE(objection("kiosk/core/update.cpp", "shared/time.h", false).empty());
    CHECK(objection("kiosk/core/update.cpp", "shared/time.h", true).empty());
    CHECK(objection("shared/http/client.cpp", "curl/curl.h", false).empty());
}

TEST_CASE("every test stands in a file whose name ctest goes by") {
    std::size_t tests = 0;
    for (const std::string& file : sources({"tests"})) {
        std::ifstream in{fs::path{rancak::test::source_folder()} / file};
        for (std::string line; std::getline(in, line);) {
            if (!line.starts_with("TEST_CASE")) continue;
            ++tests;
            CHECK_MESSAGE(file.ends_with("_test.cpp"), file, ": ", line);
        }
    }
    CHECK(tests > 500);
}
