#include "kiosk/adapters/free_text.h"

namespace rancak::kiosk {
namespace {

// False when the event has no such text.
bool name_text(EventBody& event, TextRole role, const Hash& hash) {
    if (auto* detail = std::get_if<RatingDetailBody>(&event); detail && role == TextRole::comment) {
        detail->comment = hash;
        return true;
    }
    auto* told = std::get_if<CaseBody>(&event);
    if (!told || role == TextRole::comment) return false;
    if (role == TextRole::case_text) told->text = hash;
    else told->contact = hash;
    return true;
}

}  // namespace

Result<SealedEvents> seal_texts(const Append& append, const SealKey& key) {
    SealedEvents sealed{append.events, {}};
    for (const FreeText& text : append.texts) {
        auto attachment = seal_attachment(key, text.utf8);
        if (!attachment) return tl::unexpected(attachment.error());
        if (sealed.events.empty() || !name_text(sealed.events.back(), text.role, attachment->hash))
            return fail("What was written belongs to no event; nothing was stored.");
        sealed.attachments.push_back(std::move(*attachment));
    }
    return sealed;
}

}  // namespace rancak::kiosk
