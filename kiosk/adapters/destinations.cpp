#include "kiosk/adapters/destinations.h"

#include <array>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace rancak::kiosk {
namespace {

// The table writes blanks and the like as three octal digits (getmntent(3)).
std::string unescaped(const std::string& text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto octal = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '7'; };
        if (text[i] == '\\' && octal(i + 1) && octal(i + 2) && octal(i + 3)) {
            plain += static_cast<char>((text[i + 1] - '0') << 6 | (text[i + 2] - '0') << 3 | (text[i + 3] - '0'));
            i += 3;
        } else {
            plain += text[i];
        }
    }
    return plain;
}

bool is_read_only(const std::string& options) { return options == "ro" || options.starts_with("ro,"); }

}  // namespace

std::vector<std::filesystem::path> removable_mounts(std::string_view table) {
    static constexpr std::array<std::string_view, 2> roots{"/media/", "/run/media/"};
    std::vector<std::filesystem::path> mounts;
    std::istringstream lines{std::string{table}};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words{line};
        std::string device, point, kind, options;
        if (!(words >> device >> point >> kind >> options) || is_read_only(options)) continue;
        const std::string path = unescaped(point);
        for (const std::string_view root : roots)
            if (path.starts_with(root) && path.size() > root.size()) mounts.emplace_back(path);
    }
    return mounts;
}

std::vector<Destination> find_destinations(const DataPaths& paths) {
    std::vector<Destination> found;
    std::ifstream file{"/proc/self/mounts"};
    std::ostringstream table;
    table << file.rdbuf();
    for (const auto& mount : removable_mounts(table.str()))
        if (access(mount.c_str(), W_OK) == 0) found.push_back({mount.string(), mount.filename().string()});
    std::error_code error;
    std::filesystem::create_directories(paths.exports(), error);
    if (!error) found.push_back({paths.exports().string(), paths.exports().string()});
    return found;
}

}  // namespace rancak::kiosk
