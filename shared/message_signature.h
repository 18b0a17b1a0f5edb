#pragma once

#include "shared/keys.h"
#include "shared/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace rancak {

// HTTP message signatures (RFC 9421) as Rancak uses them: one signature `sig1`, Ed25519, over exactly
// ("@method" "@path" "@query" "content-digest");created=…;keyid="…", and Content-Digest (RFC 9530) with sha-512, also
// of an empty body. The key id is the journal's id.

struct RequestParts {
    std::string_view method;  // upper case
    std::string_view path;    // as sent, percent-encoded
    std::string_view query;   // without the '?'; empty when there is none
};

struct SignatureHeaders {
    std::string content_digest, signature_input, signature;  // the three header values
};

[[nodiscard]] std::string sha512_in_base64(std::string_view bytes);
[[nodiscard]] std::string content_digest(std::string_view body);  // sha-512=:…:

[[nodiscard]] SignatureHeaders sign_request(const RequestParts&, std::string_view body, std::int64_t created_seconds,
                                            std::string_view keyid, const SigningKey&);

struct SignatureInput {
    std::string_view keyid;     // points into the header
    std::int64_t created = 0;   // Unix seconds
    std::string_view parameters;  // what follows "sig1=", as signed
};
// Only the form above; whoever signs other components is refused with a sentence.
[[nodiscard]] Result<SignatureInput> read_signature_input(std::string_view header);

// The body against Content-Digest, then the signature against the key. False: not what the key's owner sent.
[[nodiscard]] bool request_is_authentic(const RequestParts&, std::string_view body, const SignatureInput&,
                                        std::string_view content_digest, std::string_view signature, const VerifyKey&);

}  // namespace rancak
