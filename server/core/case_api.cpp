#include "server/core/case_api.h"

#include "server/core/desk_query.h"
#include "server/core/text_opener.h"
#include "shared/encoding.h"
#include "shared/json_fields.h"
#include "shared/tracking_code.h"

#include <algorithm>

namespace rancak::server {
namespace {

constexpr std::size_t searched_cases = 2000;  // whose texts are opened for one search
constexpr std::size_t excerpt_length = 120;   // code points

bool may_read(const Caller& caller, const CaseFile& file) {
    return caller.may(Right::texts) && !is_withheld(file.row.told.body.privacy, caller.office);
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

std::string excerpt(const std::string& text) {
    std::size_t end = 0, count = 0;
    for (; end < text.size(); ++end)
        if ((static_cast<unsigned char>(text[end]) & 0xc0) != 0x80 && count++ == excerpt_length) break;
    auto cut = text.substr(0, end);
    std::replace(cut.begin(), cut.end(), '\n', ' ');
    return end < text.size() ? cut + "…" : cut;
}

class CaseWriter {
public:
    CaseWriter(const Centre& centre, const Call& call)
        : centre_(centre), caller_(call.caller), edition_(centre.catalogue.current()), opener_(centre.store, centre.seal_key) {}

    // The text, empty when the caller may not read it.
    [[nodiscard]] Stored<OpenedText> text(const CaseFile& file) const {
        if (!may_read(caller_, file)) return OpenedText{};
        return opener_.open(file.row.id.office, file.row.told.body.text, max_free_text);
    }
    [[nodiscard]] Stored<OpenedText> contact(const CaseFile& file) const {
        const auto& hash = file.row.told.body.contact;
        if (!hash || !may_read(caller_, file)) return OpenedText{};
        return opener_.open(file.row.id.office, *hash, max_contact);
    }
    // The members that a list shows, without the closing brace.
    [[nodiscard]] std::string begin(const CaseFile& file) const {
        const auto& body = file.row.told.body;
        const auto due = next_deadline(file.status.state, deadlines_of(file));
        std::string json = "{\"case\":" + json_string(name_of(file.row.id, file.row.told.seq));
        const auto add = [&](const char* name, std::string_view value) { json.append(",\"").append(name).append("\":") += json_string(value); };
        add("office", file.row.id.office);
        add("kind", code(body.kind));
        add("about", code(body.about));
        add("service", body.service);
        add("officer", body.officer);
        add("privacy", code(body.privacy));
        add("state", code(file.status.state));
        add("received", to_iso_date(local_day(file.row.received, office_of(file).utc_offset)));
        json += ",\"deadline\":" + (due ? json_string(to_iso_date(*due)) : "null");
        json += std::string(",\"overdue\":") + (due && *due < today(file) ? "true" : "false");
        add("assigned", file.status.assigned);
        json += std::string(",\"has_contact\":") + (body.contact ? "true" : "false");
        return json;
    }
    [[nodiscard]] CaseDeadlines deadlines_of(const CaseFile& file) const {
        return deadlines(office_of(file), centre_.case_rules, file.row.told.body, file.row.received, file.status);
    }

private:
    [[nodiscard]] const Office& office_of(const CaseFile& file) const {
        static const Office unknown;
        const auto* office = edition_->facts.office(file.row.id.office);
        return office ? *office : unknown;
    }
    [[nodiscard]] LocalDay today(const CaseFile& file) const { return local_day(centre_.clock.now(), office_of(file).utc_offset); }

    const Centre& centre_;
    const Caller& caller_;
    std::shared_ptr<const Edition> edition_;
    TextOpener opener_;
};

tl::expected<CaseWish, Reply> read_case_wish(const Call& call) {
    const auto refuse = [](std::string why) { return tl::unexpected<Reply>(problem_reply(400, std::move(why))); };
    auto page = read_desk_page(call);
    if (!page) return tl::unexpected<Reply>(std::move(page.error()));
    CaseWish wish;
    wish.office = page->office;
    wish.before = page->before;
    wish.limit = page->limit;
    if (const auto state = call.query_value("state"); !state.empty() && !(wish.state = parse_case_state(state)))
        return refuse("state is received, verified, in_progress, answered or closed.");
    if (const auto kind = call.query_value("kind"); !kind.empty() && !(wish.kind = parse_case_kind(kind)))
        return refuse("kind is complaint, suggestion or question.");
    if (call.query.contains("assigned")) wish.assigned = std::string(call.query_value("assigned"));
    return wish;
}

struct Listed {
    std::vector<std::pair<CaseFile, std::string>> rows;  // each with its opened text
    std::optional<PlaceInTime> next;
};

PlaceInTime place_of(const CaseFile& file) { return {file.row.received, file.row.id, file.row.told.seq}; }

// The one that a tracking code names, or those whose text holds the words.
Stored<Listed> find_cases(const Centre& centre, const CaseWriter& writer, CaseWish wish, std::string_view words) {
    Listed listed;
    if (const auto tracking = read_tracking_code(words)) {
        const auto found = centre.store.case_with(tracking_hash(*tracking));
        if (!found) return tl::unexpected<StoreFailure>(found.error());
        if (!*found || (!wish.office.empty() && (*found)->id.office != wish.office)) return listed;
        auto file = centre.store.case_file((*found)->id.journal, (*found)->told.seq);
        if (!file) return tl::unexpected<StoreFailure>(file.error());
        if (!*file) return listed;
        auto text = writer.text(**file);
        if (!text) return tl::unexpected<StoreFailure>(text.error());
        listed.rows.emplace_back(std::move(**file), std::move(text->text));
        return listed;
    }
    const auto needle = lower(words);
    const auto wanted = wish.limit;
    wish.limit = needle.empty() ? wanted + 1 : most_desk_rows;
    for (std::size_t looked = 0; looked < searched_cases;) {
        auto files = centre.store.case_files(wish);
        if (!files) return tl::unexpected<StoreFailure>(files.error());
        const bool last = files->size() < wish.limit;
        for (auto& file : *files) {
            if (listed.rows.size() == wanted) {
                listed.next = place_of(listed.rows.back().first);
                return listed;
            }
            wish.before = place_of(file);
            ++looked;
            auto text = writer.text(file);
            if (!text) return tl::unexpected<StoreFailure>(text.error());
            if (lower(text->text).find(needle) != std::string::npos) listed.rows.emplace_back(std::move(file), std::move(text->text));
        }
        if (last) return listed;
    }
    listed.next = wish.before;
    return listed;
}

Stored<std::string> counts_json(const Centre& centre, const std::string& only) {
    std::vector<std::string> offices{only};
    if (only.empty()) {
        const auto arrivals = centre.store.arrivals();
        if (!arrivals) return tl::unexpected<StoreFailure>(arrivals.error());
        offices.clear();
        for (const auto& [office, newest] : *arrivals) offices.push_back(office);
    }
    std::map<CaseState, std::uint64_t> sums;
    for (const auto& office : offices) {
        const auto counts = centre.store.case_counts(office);
        if (!counts) return tl::unexpected<StoreFailure>(counts.error());
        for (const auto& [state, n] : *counts) sums[state] += n;
    }
    std::string json;
    for (const auto state : all_case_states)
        json.append(json.empty() ? "{\"" : ",\"").append(code(state)).append("\":") += std::to_string(sums[state]);
    return json + "}";
}

// The case of the address, when the caller sees it.
tl::expected<CaseFile, Reply> case_of(const Centre& centre, const Call& call) {
    const auto unknown = [] { return tl::unexpected<Reply>(problem_reply(404, "There is no such case.")); };
    const auto name = read_event_name(call.parameters[0]);
    if (!name) return unknown();
    auto found = centre.store.case_file(name->journal, name->seq);
    if (!found) return tl::unexpected<Reply>(centre.failed(found.error()));
    if (!*found || !call.caller.sees((*found)->row.id.office)) return unknown();
    return std::move(**found);
}

std::string steps_json(const std::vector<CaseStep>& steps) {
    std::string json = "[";
    for (const auto& step : steps) {
        json += (json.size() > 1 ? ",{\"at\":" : "{\"at\":") + json_string(to_rfc3339(step.at)) + ",\"who\":" + json_string(step.who);
        json += ",\"action\":" + json_string(code(step.action)) + ",\"text\":" + json_string(step.text) + ",\"to\":" + json_string(step.to) + "}";
    }
    return json + "]";
}

std::string actions_json(CaseState state) {
    std::string json = "[";
    for (const auto action : allowed_actions(state)) json += (json.size() > 1 ? "," : "") + json_string(code(action));
    return json + "]";
}

Reply case_reply(const Centre& centre, const Call& call, const CaseFile& file, int status) {
    const CaseWriter writer(centre, call);
    const auto text = writer.text(file), contact = writer.contact(file);
    if (!text) return centre.failed(text.error());
    if (!contact) return centre.failed(contact.error());
    const auto steps = centre.store.case_steps(file.row.id, file.row.told.seq);
    if (!steps) return centre.failed(steps.error());
    const auto due = writer.deadlines_of(file);
    const bool readable = may_read(call.caller, file);
    auto json = writer.begin(file);
    json += ",\"text\":" + (readable && text->unread.empty() ? json_string(text->text) : "null");
    json += ",\"contact\":" + (readable && file.row.told.body.contact && contact->unread.empty() ? json_string(contact->text) : "null");
    json += std::string(",\"withheld\":") + (readable ? "false" : "true") + ",\"unread\":" + json_string(text->unread);
    json += ",\"language\":" + json_string(code(file.row.told.body.language));
    json += ",\"received_at\":" + json_string(to_rfc3339(file.row.received)) + ",\"at\":" + json_string(to_rfc3339(file.row.told.at));
    json += ",\"steps\":" + steps_json(*steps) + ",\"allowed\":" + actions_json(file.status.state);
    json += ",\"deadlines\":{\"verify\":" + json_string(to_iso_date(due.verify)) + ",\"answer\":" + json_string(to_iso_date(due.answer));
    json += ",\"resolve\":" + json_string(to_iso_date(due.resolve)) + ",\"close\":" + (due.close ? json_string(to_iso_date(*due.close)) : "null");
    auto reply = json_reply(json + "}}", status);
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
}

// One of another office is refused by the same words as one that does not exist.
std::optional<Reply> refuse_assignee(const Centre& centre, std::string_view name, std::string_view office) {
    const auto users = centre.store.users();
    if (!users) return centre.failed(users.error());
    const auto found = std::find_if(users->begin(), users->end(), [&](const UserState& state) { return state.user.name == name; });
    if (found != users->end() && !found->user.disabled) {
        const auto caller = caller_of(found->user);
        if (caller.may(Right::cases) && caller.sees(office)) return std::nullopt;
    }
    return problem_reply(422, "Say in \"to\" the name of a user who signs in here and may answer cases of this office.");
}

// What a step says, or why it cannot be done.
tl::expected<CaseStep, Reply> read_step(const Centre& centre, const Call& call, std::string_view office) {
    const auto refuse = [](std::string why) { return tl::unexpected<Reply>(problem_reply(422, std::move(why))); };
    const auto json = parse_json(call.request.body);
    if (!json) return refuse(json.error().message);
    JsonFields fields(*json, "");
    const auto action = parse_case_action(fields.text("action", 20));
    CaseStep step{centre.clock.now(), call.caller.name, action.value_or(CaseAction::note), fields.optional_text("text", max_step_text),
                  fields.optional_text("to", max_step_to)};
    if (!fields.error().empty()) return refuse(fields.error());
    if (!action) return refuse("action is verify, assign, note, answer, forward, close or reopen.");
    if (!is_plain_text(step.text) || !is_plain_text(step.to)) return refuse("The text holds characters that cannot be shown.");
    const bool needs_text = step.action == CaseAction::answer || step.action == CaseAction::note;
    if (needs_text && step.text.empty()) return refuse("An answer or a note needs a text.");
    const bool needs_to = step.action == CaseAction::assign || step.action == CaseAction::forward;
    if (needs_to && step.to.empty()) return refuse("Say in \"to\" who gets the case.");
    if (!needs_to && !step.to.empty()) return refuse("Only a case that is assigned or forwarded goes to somebody.");
    if (step.action == CaseAction::assign)
        if (auto refused = refuse_assignee(centre, step.to, office)) return tl::unexpected<Reply>(std::move(*refused));
    return step;
}

}  // namespace

Reply list_cases(const Centre& centre, const Call& call) {
    const auto wish = read_case_wish(call);
    if (!wish) return wish.error();
    const CaseWriter writer(centre, call);
    const auto listed = find_cases(centre, writer, *wish, call.query_value("q"));
    if (!listed) return centre.failed(listed.error());
    const auto counts = counts_json(centre, wish->office);
    if (!counts) return centre.failed(counts.error());
    std::string json = "{\"cases\":[";
    for (const auto& [file, text] : listed->rows) {
        if (json.back() == '}') json += ',';
        json += writer.begin(file) + ",\"excerpt\":" + json_string(excerpt(text)) + "}";
    }
    json += "],\"next\":" + (listed->next ? json_string(place_text(*listed->next)) : "null") + ",\"counts\":" + *counts + "}";
    auto reply = json_reply(std::move(json));
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
}

Reply show_case(const Centre& centre, const Call& call) {
    const auto file = case_of(centre, call);
    return file ? case_reply(centre, call, *file, 200) : file.error();
}

Reply add_case_step(const Centre& centre, const Call& call) {
    const auto file = case_of(centre, call);
    if (!file) return file.error();
    const auto step = read_step(centre, call, file->row.id.office);
    if (!step) return step.error();
    const auto allowed = allowed_actions(file->status.state);
    if (std::find(allowed.begin(), allowed.end(), step->action) == allowed.end()) {
        std::string names;
        for (const auto action : allowed) names.append(names.empty() ? "" : ", ").append(code(action));
        return problem_reply(409, "A case that is " + std::string(code(file->status.state)) + " takes only: " + names + ".");
    }
    if (file->status.steps >= max_case_steps) return problem_reply(409, "This case has as many steps as one may have.");
    const auto entry = centre.entry(call.caller, "case." + std::string(code(step->action)), name_of(file->row.id, file->row.told.seq), file->row.id.office);
    const auto added = centre.store.add_case_step(*file, *step, entry);
    if (!added) return centre.failed(added.error());
    if (!*added) return problem_reply(409, "Somebody else did a step meanwhile. Load the case again, then decide.");
    centre.log(Severity::info, "case " + name_of(file->row.id, file->row.told.seq) + ": " + std::string(code(step->action)) + " by " + step->who);
    return case_reply(centre, call, {file->row, after(file->status, *step)}, 201);
}

}  // namespace rancak::server
