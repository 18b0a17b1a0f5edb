#include "server/core/device_gate.h"

#include "shared/message_signature.h"
#include "shared/protocol.h"

#include <chrono>

namespace rancak::server {
namespace {

using namespace std::chrono;

constexpr seconds freshness{1};

tl::unexpected<Reply> refuse(int status, std::string detail, std::string_view type = {},
                             std::map<std::string, std::string> extra = {}) {
    return tl::unexpected<Reply>(problem_reply(status, std::move(detail), type, std::move(extra)));
}

}  // namespace

Reply store_failed(const StoreFailure& failure) {
    if (failure.kind == StoreFailure::Kind::full)
        return with_retry_after(problem_reply(507, "The server has no space left; nothing was stored. Try again later."), 60s);
    return with_retry_after(problem_reply(503, "The server cannot store at the moment; nothing was stored. Try again later."), 5s);
}

tl::expected<Device, Reply> DeviceGate::device(const std::string& journal) {
    const auto now = clock_.monotonic();
    {
        const std::lock_guard lock(mutex_);
        const auto at = known_.find(journal);
        if (at != known_.end() && now - at->second.looked < freshness) return at->second.device;
    }
    auto found = store_.device(journal);
    if (!found) {
        failures_.failed(found.error());
        return tl::unexpected<Reply>(store_failed(found.error()));
    }
    if (!*found)
        return refuse(401, "No kiosk with this journal is enrolled here; enrol it again with a new code.", problem::not_enrolled);
    const std::lock_guard lock(mutex_);
    known_.insert_or_assign(journal, Known{**found, now});
    return std::move(**found);
}

tl::expected<Device, Reply> DeviceGate::admit(const Request& request, Age age) {
    if (request.signature_input.empty() || request.signature.empty() || request.content_digest.empty())
        return refuse(401, "The request is not signed: Content-Digest, Signature-Input and Signature are needed.");
    const auto input = read_signature_input(request.signature_input);
    if (!input) return refuse(401, input.error().message);
    auto found = device(std::string(input->keyid));
    if (!found) return found;
    if (!request_is_authentic({request.method, request.path, request.query}, request.body, *input, request.content_digest,
                              request.signature, found->key))
        return refuse(401, "The signature or the digest does not fit this request and this kiosk's key.");
    if (found->revoked) return refuse(403, "This kiosk was revoked; ask for a new enrolment code.", problem::revoked);
    const auto now = clock_.now();
    const auto created = Timestamp{seconds{input->created}};
    if (age == Age::recent && (created > now + control_clock_tolerance || created < now - control_clock_tolerance))
        return refuse(401, "The request was signed at another time than the server's clock shows.", problem::clock,
                      {{"now", to_rfc3339(now)}});
    if (const auto wait = limiter_.refuse(found->id.journal, clock_.monotonic()))
        return tl::unexpected<Reply>(with_retry_after(
            problem_reply(429, "This kiosk sends more requests than are taken; wait as Retry-After says."), *wait));
    return found;
}

void DeviceGate::forget(std::string_view journal) {
    const std::lock_guard lock(mutex_);
    if (const auto at = known_.find(journal); at != known_.end()) known_.erase(at);
}

}  // namespace rancak::server
