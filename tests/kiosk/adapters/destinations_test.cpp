#include "kiosk/adapters/destinations.h"

#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::kiosk;

TEST_CASE("sticks are what is mounted under /media or /run/media and can be written") {
    const auto mounts = removable_mounts(
        "/dev/sda1 / ext4 rw,relatime 0 0\n"
        "/dev/sdb1 /media/kiosk/USB\\040DISK vfat rw,nosuid 0 0\n"
        "/dev/sdc1 /media/kiosk/OLD vfat ro,nosuid 0 0\n"
        "/dev/sdd1 /run/media/kiosk/BARU exfat rw 0 0\n"
        "tmpfs /media/ tmpfs rw 0 0\n"
        "tmpfs /mediatheque tmpfs rw 0 0\n"
        "garbage\n");
    CHECK(mounts == std::vector<std::filesystem::path>{"/media/kiosk/USB DISK", "/run/media/kiosk/BARU"});
}

TEST_CASE("without a stick there is still the kiosk's own folder") {
    const test::TemporaryFolder folder;
    const auto found = find_destinations(DataPaths{folder.path()});
    REQUIRE(!found.empty());
    CHECK(found.back().path == (folder / "exports").string());
    CHECK(std::filesystem::is_directory(folder / "exports"));
}
