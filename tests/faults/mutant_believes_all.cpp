// A mutant: believes every 2xx without looking at the head. Linked into a program of its own in place of
// kiosk/core/acknowledgement.cpp; the rest of the product is the same.

#include "kiosk/core/acknowledgement.h"

namespace rancak::kiosk {

Verdict judge(const SentBatch& sent, const BatchReply& reply, const OurHash& our_hash) {
    if (reply.status < 200 || reply.status >= 300) return RetryLater{.why = "not 2xx", .after = {}};
    const auto last = sent.first + sent.count - 1;
    return Delivered{{last, our_hash(last).value_or(Hash{})}, {}, {}};
}

}  // namespace rancak::kiosk
