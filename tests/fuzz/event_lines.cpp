// A batch as a kiosk may send it: read, decided, and decided again as a repetition.

#include "server/core/ingest.h"
#include "tests/fuzz/check.h"

#include <cstdint>

using namespace rancak;
using namespace rancak::server;

namespace {

const JournalId id{"dukcapil", "0123456789abcdefghjkmnpqrs"};

void check_batch(const Batch& batch) {
    FUZZ_CHECK(!batch.events.empty());
    const auto* begin = batch.bytes.data();
    for (const auto& event : batch.events) {
        FUZZ_CHECK(event.line.data() >= begin && event.line.data() + event.line.size() < begin + batch.bytes.size());
        FUZZ_CHECK(event.hash == blake2b(event.line));
        FUZZ_CHECK(event.parked.empty() || event.body.index() == 0);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto batch = read_batch(id, {}, {}, 1, std::string(reinterpret_cast<const char*>(data), size));
    if (!batch) return 0;
    check_batch(**batch);
    const std::vector<const Batch*> group{batch->get(), batch->get()};
    const auto needs = needs_of(group);
    Found found;
    found.journals.resize(needs.journals.size());
    found.ratings.resize(needs.ratings.size());
    const auto decision = decide(group, needs, found, {});
    FUZZ_CHECK(decision.outcomes.size() == 2);
    // Either both are taken, the second as a repetition, or the first line already names what cannot be.
    FUZZ_CHECK(decision.outcomes[0].index() == decision.outcomes[1].index());
    if (const auto* receipt = std::get_if<Receipt>(&decision.outcomes[0])) {
        FUZZ_CHECK(*receipt == std::get<Receipt>(decision.outcomes[1]));
        FUZZ_CHECK(decode_receipt(encode(*receipt)) == *receipt);
        FUZZ_CHECK(decision.changes.runs.size() == 1);
    }
    return 0;
}
