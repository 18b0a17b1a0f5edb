#include "shared/message_signature.h"

#include "shared/encoding.h"
#include "shared/event_line.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <sodium.h>

namespace rancak {
namespace {

constexpr std::string_view components = R"(("@method" "@path" "@query" "content-digest"))";

// RFC 9421 section 2.5.
std::string signature_base(const RequestParts& request, std::string_view digest, std::string_view parameters) {
    std::string base;
    base.reserve(320 + request.path.size() + request.query.size());
    base.append("\"@method\": ").append(request.method).append("\n");
    base.append("\"@path\": ").append(request.path).append("\n");
    base.append("\"@query\": ?").append(request.query).append("\n");
    base.append("\"content-digest\": ").append(digest).append("\n");
    base.append("\"@signature-params\": ").append(parameters);
    return base;
}

}  // namespace

std::string sha512_in_base64(std::string_view bytes) {
    std::array<char, crypto_hash_sha512_BYTES> digest;
    crypto_hash_sha512(reinterpret_cast<unsigned char*>(digest.data()),
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return to_base64({digest.data(), digest.size()});
}

std::string content_digest(std::string_view body) { return "sha-512=:" + sha512_in_base64(body) + ":"; }

SignatureHeaders sign_request(const RequestParts& request, std::string_view body, std::int64_t created_seconds,
                              std::string_view keyid, const SigningKey& key) {
    SignatureHeaders headers;
    headers.content_digest = content_digest(body);
    std::string parameters{components};
    parameters.append(";created=").append(std::to_string(created_seconds));
    parameters.append(";keyid=\"").append(keyid).append("\"");
    const Signature signature = key.sign(signature_base(request, headers.content_digest, parameters));
    headers.signature_input = "sig1=" + parameters;
    headers.signature =
        "sig1=:" + to_base64({reinterpret_cast<const char*>(signature.data()), signature.size()}) + ":";
    return headers;
}

Result<SignatureInput> read_signature_input(std::string_view header) {
    const auto refuse = [] {
        return fail("Signature-Input must be sig1=" + std::string{components} +
                    ";created=<seconds>;keyid=\"<journal>\".");
    };
    if (header.size() > 256 || !header.starts_with("sig1=")) return refuse();
    SignatureInput input;
    input.parameters = header.substr(5);
    std::string_view rest = input.parameters;
    const auto skip = [&rest](std::string_view expected) {
        if (!rest.starts_with(expected)) return false;
        rest.remove_prefix(expected.size());
        return true;
    };
    if (!skip(components) || !skip(";created=")) return refuse();
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), input.created);
    // 15 digits are all that a structured field's integer has (RFC 8941 section 3.3.1)
    if (error != std::errc{} || end - rest.data() > 15 || input.created < 0) return refuse();
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    if (!skip(";keyid=\"")) return refuse();
    input.keyid = rest.substr(0, journal_id_length);
    rest.remove_prefix(input.keyid.size());
    if (!is_journal_id(input.keyid) || rest != "\"") return refuse();
    return input;
}

bool request_is_authentic(const RequestParts& request, std::string_view body, const SignatureInput& input,
                          std::string_view digest, std::string_view signature, const VerifyKey& key) {
    if (digest != content_digest(body)) return false;
    if (!signature.starts_with("sig1=:") || !signature.ends_with(":") || signature.size() < 7) return false;
    const auto bytes = from_base64(signature.substr(6, signature.size() - 7));
    Signature value;
    if (!bytes || bytes->size() != value.size()) return false;
    std::copy(bytes->begin(), bytes->end(), value.begin());
    return verify(key, signature_base(request, digest, input.parameters), value);
}

}  // namespace rancak
