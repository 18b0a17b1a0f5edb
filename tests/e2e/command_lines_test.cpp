#include "shared/file.h"
#include "tests/e2e/house.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace rancak;
using namespace rancak::test;

namespace {

Ran run(const std::string& program, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), programs / program);
    return run_process(arguments, {{"DISPLAY", ""}, {"WAYLAND_DISPLAY", ""}, {"RANCAK_TOKEN", ""}});
}

// The file with one line replaced, and which line it was.
struct Spoilt {
    std::filesystem::path path;
    std::size_t line = 0;
};
Spoilt spoilt(const TemporaryFolder& folder, const std::string& name, const std::string& begins, const std::string& instead) {
    std::string text = read_file(sources / "config" / name, 100'000).value();
    const auto at = text.find("\n" + begins);
    REQUIRE(at != std::string::npos);
    text.replace(at + 1, text.find('\n', at + 1) - at - 1, instead);
    const auto path = folder / name;
    REQUIRE(write_atomically(path, text));
    return {path, static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at) + 1, '\n')) + 1};
}

}  // namespace

TEST_CASE("e2e: every program has --help and --version on standard output, with 0") {
    for (const std::string program : {"rancak-kiosk", "rancak-server", "rancak-admin", "rancak-visitor"}) {
        CAPTURE(program);
        const Ran help = run(program, {"--help"});
        CHECK(help.exit_code == 0);
        CHECK(help.out.find("--help") != std::string::npos);
        const Ran version = run(program, {"--version"});
        CHECK(version.exit_code == 0);
        CHECK(version.out == program + " " RANCAK_VERSION "\n");
        CHECK(version.err.empty());
    }
}

TEST_CASE("e2e: used wrongly is 2, with nothing on standard output") {
    const std::vector<std::pair<std::string, std::vector<std::string>>> wrong{
        {"rancak-kiosk", {}},
        {"rancak-kiosk", {"--fly"}},
        {"rancak-kiosk", {"--config", sources / "config/kiosk.toml", "--size", "big"}},
        {"rancak-server", {}},
        {"rancak-server", {"--config", sources / "config/server.toml", "--listen", "here"}},
        {"rancak-admin", {}},
        {"rancak-admin", {"standing"}},
        {"rancak-admin", {"standing", "petugas-01"}},
        {"rancak-visitor", {"--tree", "/tmp/none"}},
    };
    for (const auto& [program, arguments] : wrong) {
        CAPTURE(program);
        const Ran ran = run(program, arguments);
        CHECK(ran.exit_code == 2);
        CHECK(ran.out.empty());
        CHECK_MESSAGE(ran.err.starts_with(program + ": "), ran.err);
    }
    // What is wrong is named, also when something is missing besides.
    for (const std::string program : {"rancak-kiosk", "rancak-server"})
        CHECK(run(program, {"--fly"}).err.find("--fly") != std::string::npos);
}

TEST_CASE("e2e: a mistake in a TOML file is answered with file, line, key, found and expected, with 1") {
    const TemporaryFolder folder;
    const Spoilt kiosk = spoilt(folder, "kiosk.toml", "diagonal_inches", "diagonal_inches = \"large\"");
    const Ran kiosk_ran = run("rancak-kiosk", {"--config", kiosk.path, "--data", folder / "kiosk"});
    CHECK(kiosk_ran.exit_code == 1);
    CHECK(kiosk_ran.err.find("rancak-kiosk: " + kiosk.path.string() + ":" + std::to_string(kiosk.line) +
                             ": screen.diagonal_inches: found \"large\", expected a number from ") != std::string::npos);

    const Spoilt server = spoilt(folder, "server.toml", "listen", "listen = 8460");
    const Ran server_ran = run("rancak-server", {"--config", server.path, "--data", folder / "server"});
    CHECK(server_ran.exit_code == 1);
    CHECK(server_ran.err.find("rancak-server: " + server.path.string() + ":" + std::to_string(server.line) + ": listen: found 8460, expected ") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(folder / "kiosk"));
    CHECK_FALSE(std::filesystem::exists(folder / "server"));
}

TEST_CASE("e2e: an import with a mistake is answered with file, line, key, found and expected, and the old catalogue stays") {
    House house;
    const TemporaryFolder folder;
    const auto copy = folder / "catalogue";
    std::filesystem::copy(sources / "config/sawahlunto", copy, std::filesystem::copy_options::recursive);
    std::string reasons = read_file(copy / "reasons.toml", 100'000).value();
    reasons += "\n[[reason]]\nid = \"cuaca\"\ncause = \"weather\"\nscores = [1]\ntext = { id = \"Cuaca\" }\n";
    REQUIRE(write_atomically(copy / "reasons.toml", reasons));
    const auto line = std::count(reasons.begin(), reasons.end(), '\n') - 2;
    const Ran ran = house.admin({"import", copy});
    CHECK(ran.exit_code == 1);
    CHECK(ran.err.find("rancak-admin: " + (copy / "reasons.toml").string() + ":" + std::to_string(line) + ": reason[18].cause: found \"weather\", expected ") !=
          std::string::npos);
    CHECK(house.admin({"enrol", "--office", "disdukcapil"}).exit_code == 0);
}

TEST_CASE("e2e: the server refuses a wrong token, an unknown office and an unknown officer, each with its words") {
    House house;
    const Ran token = run_process({programs / "rancak-admin", "--server", house.address(), "export", "ratings", "--format", "csv"},
                                  {{"RANCAK_TOKEN", "0123"}});
    CHECK(token.exit_code == 1);
    CHECK(token.err.find("does not accept this token") != std::string::npos);
    const Ran office = house.admin({"enrol", "--office", "nowhere"});
    CHECK(office.exit_code == 1);
    CHECK(office.err.find("nowhere") != std::string::npos);
    CHECK(house.admin({"enrol", "--office", "disdukcapil", "--counter", "mpp-1"}).exit_code == 1);
    const Ran officer = house.admin({"standing", "nobody"});
    CHECK(officer.exit_code == 1);
    CHECK(officer.err == "rancak-admin: The server answered 404: There is no officer nobody: none of this id was ever rated or is in "
                         "the catalogue. The ids are those of officers.toml in the folder that was imported.\n");
    const Ran journal = house.admin({"revoke", "nowhere"});
    CHECK(journal.exit_code == 1);
    CHECK(journal.err.find("journal") != std::string::npos);
    CHECK(house.admin({"export", "ratings", "--format", "csv", "--since", "not-a-cursor"}).exit_code == 1);
}
