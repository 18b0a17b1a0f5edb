#pragma once

#include "shared/http/client.h"
#include "shared/keys.h"
#include "shared/message_signature.h"
#include "shared/protocol.h"
#include "tests/support/event_chain.h"

#include <string>
#include <string_view>

namespace rancak::test {

// A kiosk as the server sees it: a key, a journal, and requests signed with them. The same number, the same device.
class SignedDevice {
public:
    explicit SignedDevice(unsigned number) : key_(SigningKey::from_seed(seed(number))), chain_(journal_of(number)) {}

    [[nodiscard]] EventChain& chain() { return chain_; }
    [[nodiscard]] const EventChain& chain() const { return chain_; }
    [[nodiscard]] const std::string& journal() const { return chain_.journal(); }
    [[nodiscard]] const VerifyKey& key() const { return key_.verify_key(); }

    [[nodiscard]] HttpRequest enrolment(const std::string& code) const {
        return {"POST", "/v1/enrolments", {"Content-Type: application/json"}, encode(EnrolmentRequest{code, journal(), key(), "0.1.0"})};
    }
    // `created`: when it was signed.
    [[nodiscard]] HttpRequest request(std::string method, const std::string& path, const std::string& query,
                                      std::string body, const std::string& content_type, Timestamp created) const {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(created).time_since_epoch().count();
        const auto headers = sign_request({method, path, query}, body, seconds, journal(), key_);
        HttpRequest request{std::move(method), query.empty() ? path : path + "?" + query, {}, std::move(body)};
        if (!content_type.empty()) request.headers.push_back("Content-Type: " + content_type);
        request.headers.push_back("Content-Digest: " + headers.content_digest);
        request.headers.push_back("Signature-Input: " + headers.signature_input);
        request.headers.push_back("Signature: " + headers.signature);
        return request;
    }
    [[nodiscard]] HttpRequest events(std::uint64_t first, std::string lines, Timestamp created) const {
        return request("POST", "/v1/journals/" + journal() + "/events", "first=" + std::to_string(first), std::move(lines),
                       "application/x-ndjson", created);
    }

private:
    static std::array<std::uint8_t, 32> seed(unsigned number) {
        std::array<std::uint8_t, 32> bytes{};
        for (std::size_t i = 0; i < 4; ++i) bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
        bytes[31] = 1;
        return bytes;
    }
    // Ids are random in the field: spread them as randomly here.
    static std::string journal_of(unsigned number) {
        constexpr std::string_view digits = "0123456789abcdefghjkmnpqrstvwxyz";
        const auto hash = blake2b("journal " + std::to_string(number));
        std::string id;
        for (std::size_t i = 0; i < journal_id_length; ++i) id += digits[hash.bytes[i] % digits.size()];
        return id;
    }

    SigningKey key_;
    EventChain chain_;
};

}  // namespace rancak::test
