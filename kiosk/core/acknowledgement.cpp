#include "kiosk/core/acknowledgement.h"

#include <charconv>

namespace rancak::kiosk {

namespace {

Verdict judge_receipt(const SentBatch& sent, std::string_view body, const OurHash& our_hash) {
    auto receipt = decode_receipt(body);
    if (!receipt) return RetryLater{.why = "The reply is not from our server: " + receipt.error().message, .after = {}};
    if (receipt->journal != sent.journal) {
        return RetryLater{.why = "The reply names journal " + receipt->journal + ", which is not ours.", .after = {}};
    }
    const Head& head = receipt->head;
    const auto ours = our_hash(head.seq);
    if (!ours || *ours != head.hash) {
        return RetryLater{.why = "The reply names a head for event " + std::to_string(head.seq) +
                                 " that is not what this kiosk holds.",
                          .after = {}};
    }
    if (head.seq + 1 < sent.first) return GoBack{head.seq + 1};
    if (head.seq + 1 == sent.first) return RetryLater{.why = "The server took none of the events.", .after = {}};
    return Delivered{head, std::move(receipt->parked), std::move(receipt->catalogue)};
}

Verdict judge_conflict(const SentBatch& sent, const BatchReply& reply) {
    const auto problem = decode_problem(reply.body);
    if (problem && problem->type == problem::fork) {
        return Fork{"The server holds another history of this journal: " + problem->detail};
    }
    if (problem && problem->type == problem::gap) {
        const auto expected = problem->extra.find("expected");
        std::uint64_t seq = 0;
        if (expected != problem->extra.end()) {
            const std::string& text = expected->second;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seq);
            if (error != std::errc{} || end != text.data() + text.size()) seq = 0;
        }
        // Never forward: what lies between would count as acknowledged without a head.
        if (seq > 0 && seq < sent.first) return GoBack{seq};
    }
    return RetryLater{.why = "The server refused the events as a conflict, in words that make no sense here.",
                      .after = reply.retry_after};
}

Verdict judge_refusal(const BatchReply& reply) {
    const auto problem = decode_problem(reply.body);
    if (problem && problem->type == problem::not_enrolled) {
        return RetryLater{.why = "The server does not know this kiosk; enrol it again. All events are kept.",
                          .after = reply.retry_after,
                          .needs_a_person = true};
    }
    if (problem && problem->type == problem::revoked) {
        return RetryLater{.why = "The server has revoked this kiosk's key; enrol it again. All events are kept.",
                          .after = reply.retry_after,
                          .needs_a_person = true};
    }
    return RetryLater{.why = "The server answered " + std::to_string(reply.status) + ".", .after = reply.retry_after};
}

}  // namespace

Verdict judge(const SentBatch& sent, const BatchReply& reply, const OurHash& our_hash) {
    if (reply.status >= 200 && reply.status < 300) return judge_receipt(sent, reply.body, our_hash);
    if (reply.status == 409) return judge_conflict(sent, reply);
    if (reply.status == 413) {
        if (sent.count > 1) return HalveBatch{};
        return RetryLater{.why = "Event " + std::to_string(sent.first) + " is too large for the server.",
                          .after = reply.retry_after,
                          .needs_a_person = true};
    }
    return judge_refusal(reply);
}

}  // namespace rancak::kiosk
