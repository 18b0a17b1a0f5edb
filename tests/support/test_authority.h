#pragma once

#include "tests/support/temporary_folder.h"

#include <filesystem>
#include <string>

namespace rancak::test {

// A server's certificate with its key, as PEM files.
struct Certificate {
    std::filesystem::path certificate, key;
};

// A certificate authority of a test's own, made by openssl. Its files go with it.
class TestAuthority {
public:
    TestAuthority();

    [[nodiscard]] std::filesystem::path file() const { return folder_ / "authority.pem"; }  // what a client trusts
    [[nodiscard]] Certificate issue(const std::string& host) { return issue(host, 2); }
    [[nodiscard]] Certificate issue_expired(const std::string& host) { return issue(host, -1); }

private:
    [[nodiscard]] Certificate issue(const std::string& host, int days);

    TemporaryFolder folder_;
    int issued_ = 0;
};

}  // namespace rancak::test
