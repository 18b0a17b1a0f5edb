// Signature headers as anybody may send them. The first line is Signature-Input, the second Signature, the rest the body.

#include "shared/message_signature.h"
#include "tests/fuzz/check.h"

#include <cstdint>
#include <string_view>

using namespace rancak;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    const auto take_line = [&rest] {
        const auto line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        return line;
    };
    const auto header = take_line();
    const auto signature = take_line();
    const auto input = read_signature_input(header);
    if (!input) return 0;
    FUZZ_CHECK(input->keyid.size() == 26 && input->created >= 0);
    const auto digest = content_digest(rest);
    // Nobody holds the key of all zeros' discrete logarithm: nothing may pass.
    FUZZ_CHECK(!request_is_authentic({"POST", "/v1/heartbeat", ""}, rest, *input, digest, signature, VerifyKey{}));
    FUZZ_CHECK(!request_is_authentic({"POST", "/v1/heartbeat", ""}, rest, *input, signature, signature, VerifyKey{}));
    return 0;
}
