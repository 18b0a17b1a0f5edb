#include "server/core/comment_api.h"

#include "server/core/desk_query.h"
#include "server/core/masking.h"
#include "server/core/text_opener.h"
#include "shared/encoding.h"
#include "shared/json_fields.h"

namespace rancak::server {

Reply list_comments(const Centre& centre, const Call& call) {
    const auto page = read_desk_page(call);
    if (!page) return page.error();
    CommentWish wish{page->office, CommentState::pending, page->before, page->limit + 1};
    if (const auto state = call.query_value("state"); !state.empty()) {
        const auto known = parse_comment_state(state);
        if (!known) return problem_reply(400, "state is pending, shown or hidden.");
        wish.state = *known;
    }
    auto comments = centre.store.comments(wish);
    if (!comments) return centre.failed(comments.error());
    const bool more = comments->size() > page->limit;
    if (more) comments->pop_back();
    const TextOpener opener(centre.store, centre.seal_key);
    std::string json = "{\"comments\":[";
    for (const auto& comment : *comments) {
        const auto opened = opener.open(comment.id.office, comment.text, max_free_text);
        if (!opened) return centre.failed(opened.error());
        json += (json.back() == '}' ? ",{\"comment\":" : "{\"comment\":") + json_string(name_of(comment.id, comment.seq));
        json += ",\"office\":" + json_string(comment.id.office) + ",\"officer\":" + json_string(comment.officer);
        json += ",\"day\":" + json_string(to_iso_date(comment.day)) + ",\"score\":" + std::to_string(comment.score);
        json += ",\"text\":" + (opened->unread.empty() ? json_string(masked(opened->text)) : "null");
        json += ",\"unread\":" + json_string(opened->unread) + ",\"state\":" + json_string(code(comment.state)) + "}";
    }
    json += "],\"next\":";
    json += more ? json_string(place_text({comments->back().at, comments->back().id, comments->back().seq})) : "null";
    auto reply = json_reply(json + "}");
    reply.headers.emplace_back("Cache-Control", "no-store");
    return reply;
}

Reply decide_comment(const Centre& centre, const Call& call) {
    const auto unknown = [] { return problem_reply(404, "There is no such comment."); };
    const auto name = read_event_name(call.parameters[0]);
    if (!name) return unknown();
    const auto found = centre.store.comment(name->journal, name->seq);
    if (!found) return centre.failed(found.error());
    if (!*found || !call.caller.sees((*found)->id.office)) return unknown();
    const auto json = parse_json(call.request.body);
    if (!json) return problem_reply(422, json.error().message);
    JsonFields fields(*json, "");
    const auto decision = fields.text("decision", 10);
    if (!fields.error().empty()) return problem_reply(422, fields.error());
    if (decision != "show" && decision != "hide") return problem_reply(422, "decision is show or hide.");
    const auto state = decision == "show" ? CommentState::shown : CommentState::hidden;
    const auto decided = centre.store.decide_comment(**found, state, centre.entry(call.caller, "comment." + decision, call.parameters[0], (*found)->id.office));
    if (!decided) return centre.failed(decided.error());
    centre.log(Severity::info, "comment " + std::string(call.parameters[0]) + " is " + std::string(code(state)) + " by " + call.caller.name);
    Reply reply;
    reply.status = 204;
    return reply;
}

}  // namespace rancak::server
