// Bodies, queries and cursors as anybody may send them. The first byte chooses the reader. What is read must survive being
// written and read again.

#include "server/core/audit.h"
#include "server/core/caller_gate.h"
#include "server/core/export.h"
#include "server/core/http_message.h"
#include "server/core/webhook.h"
#include "shared/protocol.h"
#include "tests/fuzz/check.h"

#include <cstdint>
#include <string_view>

using namespace rancak;
using namespace rancak::server;

namespace {

template <class T>
void check_round_trip(const Result<T>& read, Result<T> (*decode)(std::string_view)) {
    if (!read) FUZZ_CHECK(!read.error().message.empty());
    else FUZZ_CHECK(decode(encode(*read)) == read);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    switch (data[0]) {
        case 'e': check_round_trip(decode_enrolment_request(text), decode_enrolment_request); break;
        case 'h': check_round_trip(decode_heartbeat(text), decode_heartbeat); break;
        case 'r': check_round_trip(decode_receipt(text), decode_receipt); break;
        case 'u': {
            const auto cursor = decode_cursor(text);
            FUZZ_CHECK(!cursor || decode_cursor(encode(*cursor)) == cursor);
            break;
        }
        case 'q': static_cast<void>(parse_query(text)); break;
        case 'p':
            if (text.starts_with("/")) FUZZ_CHECK(!split_path(text).empty());
            break;
        case 'k': {
            Request request;
            request.cookie = text;
            FUZZ_CHECK(session_secret(request).size() <= text.size());
            break;
        }
        case 'a': {
            const auto place = decode_audit_place(text);
            FUZZ_CHECK(!place || decode_audit_place(encode(*place)) == place);
            break;
        }
        case 'w': {
            const auto address = read_webhook_url(text, {true});
            if (!address) FUZZ_CHECK(!address.error().empty());
            else FUZZ_CHECK(read_webhook_url(address->origin + address->target, {true}) && text.starts_with(address->origin) && address->target.starts_with("/"));
            break;
        }
        default: break;
    }
    return 0;
}
