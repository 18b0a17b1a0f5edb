#include "kiosk/core/cases.h"

#include "kiosk/core/roster.h"
#include "kiosk/core/turn.h"
#include "shared/tracking_code.h"

#include <algorithm>
#include <concepts>

namespace rancak::kiosk {
namespace {

// Back to where somebody chooses what to do, or to clean where there is no such screen.
void leave_unwritten(Turn& turn) {
    if (turn.state.visit && turn.state.visit->through_home) turn.show(Home{});
    else turn.end_visit();
}

void leave(Turn& turn, const CaseDraft& draft) {
    if (draft.text.empty() && draft.contact.empty()) leave_unwritten(turn);
    else turn.tell_nothing_stored(Left::What::told);
}

void write(Turn& turn, CaseDraft draft) {
    Typing typing = typing_at_most(max_free_text);
    type(typing, draft.text);
    turn.show(CaseWriting{std::move(draft), std::move(typing)});
}

void ask_privacy(Turn& turn, CaseDraft draft) { turn.show(CasePrivacyChoice{std::move(draft)}); }

void ask_contact(Turn& turn, CaseDraft draft) {
    Typing typing = typing_at_most(max_contact);
    type(typing, draft.contact);
    turn.show(CaseContact{std::move(draft), std::move(typing)});
}

void ask_about(Turn& turn, CaseDraft draft) { turn.show(CaseAbouts{std::move(draft)}); }

void ask_name_or_text(Turn& turn, CaseDraft draft) {
    if (has_names(turn.state, draft.about)) turn.show(CaseNames{std::move(draft)});
    else write(turn, std::move(draft));
}

}  // namespace

std::vector<const Service*> services_to_name(const State& state) {
    std::vector<const Service*> services;
    for (const Service& service : state.catalogue->services)
        if (service.office == state.setup.office) services.push_back(&service);
    return services;
}

bool has_names(const State& state, CaseAbout about) {
    return (about == CaseAbout::officer && !officers_by_counter(state).empty()) ||
           (about == CaseAbout::service && !services_to_name(state).empty());
}

const CaseDraft* draft_of(const Screen& screen) {
    return std::visit(
        [](const auto& shown) -> const CaseDraft* {
            if constexpr (requires { { shown.draft } -> std::convertible_to<const CaseDraft&>; }) return &shown.draft;
            else return nullptr;
        },
        screen);
}

void open_case(Turn& turn) {
    if (turn.on<Home>()) turn.show(CaseKinds{});
}

void pick_case_kind(Turn& turn, CaseKind kind) {
    auto* screen = turn.on<CaseKinds>();
    if (!screen) return;
    screen->draft.kind = kind;
    ask_about(turn, std::move(screen->draft));
}

void pick_case_about(Turn& turn, CaseAbout about) {
    auto* screen = turn.on<CaseAbouts>();
    if (!screen) return;
    CaseDraft& draft = screen->draft;
    if (draft.about != about) draft.officer = draft.service = {};
    draft.about = about;
    ask_name_or_text(turn, std::move(draft));
}

void pick_case_name(Turn& turn, const std::string& id) {
    auto* screen = turn.on<CaseNames>();
    if (!screen) return;
    CaseDraft& draft = screen->draft;
    const auto is_offered = [&](const auto& list, auto id_of) {
        return id.empty() || std::any_of(list.begin(), list.end(), [&](const auto& one) { return id_of(one) == id; });
    };
    if (draft.about == CaseAbout::officer) {
        if (!is_offered(officers_by_counter(turn.state), [](const Seat& one) { return one.officer->id; })) return;
        draft.officer = id;
    } else {
        if (!is_offered(services_to_name(turn.state), [](const Service* one) { return one->id; })) return;
        draft.service = id;
    }
    write(turn, std::move(draft));
}

void case_written(Turn& turn) {
    if (auto* writing = turn.on<CaseWriting>(); writing && writing->typing.text.says_something()) {
        writing->draft.text = writing->typing.text.utf8();
        ask_privacy(turn, std::move(writing->draft));
    } else if (auto* contact = turn.on<CaseContact>(); contact && contact->typing.text.says_something()) {
        contact->draft.contact = contact->typing.text.utf8();
        turn.show(CaseCheck{std::move(contact->draft)});
    }
}

void pick_case_privacy(Turn& turn, CasePrivacy privacy) {
    auto* screen = turn.on<CasePrivacyChoice>();
    if (!screen) return;
    CaseDraft& draft = screen->draft;
    draft.privacy = privacy;
    if (privacy == CasePrivacy::confidential) return ask_contact(turn, std::move(draft));
    draft.contact.clear();
    turn.show(CaseCheck{std::move(draft)});
}

void send_case(Turn& turn) {
    const auto* screen = turn.on<CaseCheck>();
    if (!screen || turn.moment.fresh_code.empty()) return;
    const CaseDraft& draft = screen->draft;
    CaseBody body;
    body.office = turn.state.setup.office;
    body.kind = draft.kind;
    body.about = draft.about;
    body.service = draft.service;
    body.officer = draft.officer;
    body.privacy = draft.privacy;
    body.language = turn.state.preferences.language;
    body.code = tracking_hash(turn.moment.fresh_code);
    std::vector<FreeText> texts{{TextRole::case_text, draft.text}};
    if (draft.privacy == CasePrivacy::confidential) texts.push_back({TextRole::case_contact, draft.contact});
    turn.append({std::move(body)}, PendingCase{turn.moment.fresh_code}, std::move(texts));
}

void case_stored(Turn& turn, const PendingCase& pending) {
    if (turn.state.visit) turn.show(CaseSent{pending.code});
}

void cancel_case(Turn& turn) {
    if (auto* screen = turn.on<CaseCheck>()) leave(turn, CaseDraft{screen->draft});
}

bool back_in_case(Turn& turn) {
    if (auto* kinds = turn.on<CaseKinds>()) {
        leave(turn, CaseDraft{kinds->draft});
    } else if (auto* abouts = turn.on<CaseAbouts>()) {
        turn.show(CaseKinds{CaseDraft{abouts->draft}});
    } else if (auto* names = turn.on<CaseNames>()) {
        ask_about(turn, CaseDraft{names->draft});
    } else if (auto* writing = turn.on<CaseWriting>()) {
        CaseDraft draft = writing->draft;
        draft.text = writing->typing.text.utf8();
        if (has_names(turn.state, draft.about)) turn.show(CaseNames{std::move(draft)});
        else ask_about(turn, std::move(draft));
    } else if (auto* privacy = turn.on<CasePrivacyChoice>()) {
        write(turn, CaseDraft{privacy->draft});
    } else if (auto* contact = turn.on<CaseContact>()) {
        CaseDraft draft = contact->draft;
        draft.contact = contact->typing.text.utf8();
        ask_privacy(turn, std::move(draft));
    } else if (auto* check = turn.on<CaseCheck>()) {
        CaseDraft draft = check->draft;
        if (draft.privacy == CasePrivacy::confidential) ask_contact(turn, std::move(draft));
        else ask_privacy(turn, std::move(draft));
    } else {
        return false;
    }
    return true;
}

}  // namespace rancak::kiosk
