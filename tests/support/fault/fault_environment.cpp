#include "tests/support/fault/fault_environment.h"

#include <cstdlib>

namespace rancak::test {
namespace {

Environment troubled(const std::filesystem::path& folder) {
    Environment all = unharmed();
    all["LD_PRELOAD"] = RANCAK_FAULT_PRELOAD;
    all["RANCAK_FAULT_FOLDER"] = folder.string();
    return all;
}

}  // namespace

Environment unharmed() {
    const char* options = std::getenv("ASAN_OPTIONS");
    // The preload library stands before the sanitizer's; it calls none of its functions.
    return {{"ASAN_OPTIONS", std::string(options ? options : "") + ":detect_leaks=0:verify_asan_link_order=0"}};
}

Environment killed_at(long n, const std::filesystem::path& folder, const std::filesystem::path& log) {
    Environment all = troubled(folder);
    all["RANCAK_FAULT_AT"] = std::to_string(n);
    all["RANCAK_FAULT_LOG"] = log.string();
    return all;
}

Environment disk_full_while(const std::filesystem::path& file, const std::filesystem::path& folder) {
    Environment all = troubled(folder);
    all["RANCAK_FAULT_FULL"] = file.string();
    return all;
}

}  // namespace rancak::test
