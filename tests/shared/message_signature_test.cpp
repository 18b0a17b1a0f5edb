#include "shared/encoding.h"
#include "shared/message_signature.h"

#include <doctest/doctest.h>

using namespace rancak;

namespace {
const std::string journal = "0123456789abcdefghjkmnpqrs";
const SigningKey key = SigningKey::from_seed({1, 2, 3});
const RequestParts request{"POST", "/v1/journals/0123456789abcdefghjkmnpqrs/events", "first=12"};
const std::string body = "{\"v\":1}\n";

bool authentic(const RequestParts& parts, std::string_view content, const SignatureHeaders& headers,
               const VerifyKey& with = key.verify_key()) {
    const auto input = read_signature_input(headers.signature_input);
    return input && request_is_authentic(parts, content, *input, headers.content_digest, headers.signature, with);
}
}  // namespace

TEST_CASE("a signed request is authentic") {
    const SignatureHeaders headers = sign_request(request, body, 1795400000, journal, key);
    CHECK(authentic(request, body, headers));
    CHECK(headers.signature_input == "sig1=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=1795400000;keyid=\"" +
                                         journal + "\"");
    const auto input = read_signature_input(headers.signature_input);
    CHECK(input->keyid == journal);
    CHECK(input->created == 1795400000);
}

TEST_CASE("the digest is RFC 9530's") {
    // printf '{"hello": "world"}\n' | openssl dgst -sha512 -binary | base64: the example of RFC 9530 appendix B
    CHECK(content_digest("{\"hello\": \"world\"}\n") ==
          "sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCsyRZOtw8MjkM7iw7yZ/WkppmM44T3qg==:");
}

TEST_CASE("the signature base is the one of RFC 9421") {
    const SignatureHeaders headers = sign_request({"GET", "/v1/catalogue", ""}, "", 1, journal, key);
    const std::string base = "\"@method\": GET\n\"@path\": /v1/catalogue\n\"@query\": ?\n\"content-digest\": " +
                             content_digest("") + "\n\"@signature-params\": " + headers.signature_input.substr(5);
    const Signature expected = key.sign(base);
    CHECK(headers.signature == "sig1=:" + to_base64({reinterpret_cast<const char*>(expected.data()), 64}) + ":");
}

TEST_CASE("a change of any signed part is noticed") {
    const SignatureHeaders good = sign_request(request, body, 1795400000, journal, key);
    CHECK_FALSE(authentic({"PUT", request.path, request.query}, body, good));
    CHECK_FALSE(authentic({"POST", "/v1/journals/x", request.query}, body, good));
    CHECK_FALSE(authentic({"POST", request.path, "first=13"}, body, good));
    CHECK_FALSE(authentic(request, "{\"v\":2}\n", good));
    CHECK_FALSE(authentic(request, body, good, SigningKey::from_seed({9}).verify_key()));
    SignatureHeaders changed = good;
    changed.content_digest = content_digest("{\"v\":2}\n");
    CHECK_FALSE(authentic(request, "{\"v\":2}\n", changed));
    changed = good;
    changed.signature_input.replace(changed.signature_input.find("1795400000"), 10, "1795400001");
    CHECK_FALSE(authentic(request, body, changed));
    for (const char* signature : {"", "sig1=", "sig1=:", "sig1=::", "sig1=:AAAA:", "sig2=:AAAA:"}) {
        changed = good;
        changed.signature = signature;
        CHECK_FALSE(authentic(request, body, changed));
    }
}

TEST_CASE("a signature over other components is refused with a sentence") {
    for (const char* header :
         {"", "sig1=()", "sig1=(\"@method\");created=1;keyid=\"0123456789abcdefghjkmnpqrs\"",
          "sig1=(\"@method\" \"@path\" \"@query\" \"content-digest\");keyid=\"0123456789abcdefghjkmnpqrs\"",
          "sig1=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=-1;keyid=\"0123456789abcdefghjkmnpqrs\"",
          "sig1=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=9999999999999999;keyid=\"0123456789abcdefghjkmnpqrs\"",
          "sig1=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=1;keyid=\"short\"",
          "sig1=(\"@method\" \"@path\" \"@query\" \"content-digest\");created=1;keyid=\"0123456789abcdefghjkmnpqrs\";x=1"}) {
        const auto input = read_signature_input(header);
        CHECK_FALSE_MESSAGE(input, header);
        if (!input) CHECK(input.error().message.starts_with("Signature-Input must be"));
    }
}
