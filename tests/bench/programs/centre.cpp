#include "tests/bench/programs/centre.h"
#include "tests/support/places.h"

namespace rancak::bench {

namespace {

const std::filesystem::path source = rancak::test::source_folder();

}  // namespace

std::filesystem::path program(const std::string& name) {
    return std::filesystem::path(rancak::test::build_folder()) / "bin" / name;
}

Result<Centre> Centre::start(const std::filesystem::path& folder, const test::Environment& environment) {
    Centre centre;
    centre.token_ = folder / "admin.token";
    centre.server_ = std::make_unique<test::Process>(std::vector<std::string>{program("rancak-server"), "--config",
                                                                              source / "config/server.toml", "--data",
                                                                              folder, "--listen", "127.0.0.1:0"},
                                                     environment);
    const auto line = centre.server_->wait_for_line("istening on http://");
    if (!line) return fail("rancak-server did not start: " + centre.server_->err());
    const auto address = line->substr(line->find("http://"));
    centre.address_ = address.substr(0, address.find_first_of(" \r\n"));
    if (const auto imported = centre.admin({"import", source / "config/sawahlunto"}); !imported) {
        return tl::unexpected(imported.error());
    }
    return centre;
}

Result<std::string> Centre::enrolment_code() const {
    auto said = admin({"enrol", "--office", "disdukcapil", "--counter", "dukcapil-1"});
    if (said) said->erase(said->find_last_not_of(" \n") + 1);
    return said;
}

std::vector<std::string> Centre::admin_command(const std::vector<std::string>& arguments) const {
    std::vector<std::string> command{program("rancak-admin"), "--server", address_, "--token-file", token_};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
}

Result<std::string> Centre::admin(const std::vector<std::string>& arguments) const {
    const auto ran = test::run_process(admin_command(arguments));
    if (ran.exit_code != 0) return fail("rancak-admin failed: " + ran.err);
    return ran.out;
}

}  // namespace rancak::bench
