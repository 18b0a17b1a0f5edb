#include "tests/support/test_authority.h"

#include "tests/support/process.h"

#include <stdexcept>
#include <vector>

namespace rancak::test {
namespace {

// A new key, and what asks for a certificate of it or is one.
void make_key(std::vector<std::string> request, const std::filesystem::path& key, const std::filesystem::path& out) {
    std::vector<std::string> command{"openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                                     "-keyout", key.string(), "-out", out.string()};
    command.insert(command.end(), request.begin(), request.end());
    if (const auto ran = run_process(command); ran.exit_code != 0) throw std::runtime_error("openssl req: " + ran.err);
}

}  // namespace

TestAuthority::TestAuthority() { make_key({"-x509", "-days", "2", "-subj", "/CN=Rancak (contoh)"}, folder_ / "authority.key", file()); }

Certificate TestAuthority::issue(const std::string& host, int days) {
    const auto name = std::to_string(++issued_);
    const Certificate made{folder_ / (name + ".pem"), folder_ / (name + ".key")};
    const auto request = folder_ / (name + ".csr");
    make_key({"-subj", "/CN=" + host, "-addext", "subjectAltName=DNS:" + host}, made.key, request);
    const auto signing = run_process({"openssl", "x509", "-req", "-in", request.string(), "-CA", file().string(), "-CAkey",
                                      (folder_ / "authority.key").string(), "-CAcreateserial", "-copy_extensions", "copy", "-days",
                                      std::to_string(days), "-out", made.certificate.string()});
    if (signing.exit_code != 0) throw std::runtime_error("openssl x509: " + signing.err);
    return made;
}

}  // namespace rancak::test
