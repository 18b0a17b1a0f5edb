#include "server/core/people_api.h"

#include "shared/encoding.h"
#include "shared/json_fields.h"
#include "shared/keys.h"

#include <charconv>

namespace rancak::server {
namespace {

tl::unexpected<Reply> refuse(int status, std::string why) { return tl::unexpected<Reply>(problem_reply(status, std::move(why))); }

// Empty: the catalogue has the office, or none is named.
std::string unknown_office(const Centre& centre, const std::string& office) {
    if (office.empty() || centre.catalogue.current()->catalogue.office(office)) return {};
    return "The catalogue has no office " + office + ".";
}

tl::expected<std::string, Reply> hashed(std::string_view password) {
    if (const auto objection = password_objection(password); !objection.empty()) return refuse(422, objection);
    auto hash = hash_password(password);
    if (!hash) return tl::unexpected<Reply>(with_retry_after(problem_reply(503, "The server is short of memory; try again."), std::chrono::seconds{5}));
    return std::move(*hash);
}

// ---- Users -------------------------------------------------------------------------------------------------------------

std::string user_json(const UserState& state) {
    const auto& user = state.user;
    std::string json = "{\"name\":" + json_string(user.name) + ",\"display\":" + json_string(user.display);
    json += ",\"role\":" + json_string(code(user.role)) + ",\"office\":" + json_string(user.office);
    json += std::string(",\"disabled\":") + (user.disabled ? "true" : "false") + ",\"last_seen\":" + time_json(user.last_seen);
    return json + ",\"locked_until\":" + time_json(state.locked_until) + "}";
}

Role read_role(JsonFields& fields) {
    const auto role = parse_role(fields.text("role", 16));
    if (!role) fields.wrong("role", "city, office or viewer");
    return role.value_or(Role::viewer);
}

std::string read_display(JsonFields& fields) {
    auto display = fields.text("display", max_display);
    if (display.empty() || !is_plain_text(display)) fields.wrong("display", "a name of at most " + std::to_string(max_display) + " characters");
    return display;
}

std::string read_password(JsonFields& fields) { return fields.text("password", max_password_bytes); }

struct NewUser {
    User user;
    std::string password;
};
tl::expected<NewUser, Reply> read_new_user(std::string_view body) {
    const auto json = parse_json(body);
    if (!json) return refuse(422, json.error().message);
    JsonFields fields(*json, "");
    NewUser made;
    made.user.name = fields.id("name");
    made.user.display = read_display(fields);
    made.user.role = read_role(fields);
    made.user.office = fields.optional_id("office");
    made.password = read_password(fields);
    if (!fields.error().empty()) return refuse(422, fields.error());
    if (const auto objection = office_objection(made.user.role, made.user.office); !objection.empty()) return refuse(422, objection);
    return made;
}

struct WantedChange {
    UserChange change;
    std::string detail;  // the names of what changes
};
tl::expected<WantedChange, Reply> read_change(std::string_view body) {
    const auto json = parse_json(body);
    if (!json) return refuse(422, json.error().message);
    JsonFields fields(*json, "");
    WantedChange wanted;
    const auto member = [&](const char* name, auto read) {
        if (!fields.has(name)) return;
        read();
        wanted.detail.append(wanted.detail.empty() ? "" : ", ").append(name);
    };
    member("display", [&] { wanted.change.display = read_display(fields); });
    member("role", [&] { wanted.change.role = read_role(fields); });
    member("office", [&] { wanted.change.office = fields.optional_id("office"); });
    member("disabled", [&] { wanted.change.disabled = fields.boolean("disabled"); });
    member("password", [&] { wanted.change.password = read_password(fields); });
    if (!fields.error().empty()) return refuse(422, fields.error());
    if (wanted.detail.empty()) return refuse(422, "Nothing to change is named: display, role, office, disabled or password.");
    return wanted;
}

// ---- Tokens ------------------------------------------------------------------------------------------------------------

std::string token_json(const MachineToken& token, std::string_view secret = {}) {
    std::string json = "{\"id\":" + json_string(token.id) + ",\"name\":" + json_string(token.name);
    json += ",\"rights\":" + rights_json(token.rights) + ",\"office\":" + json_string(token.office);
    json += ",\"created\":" + time_json(token.created) + ",\"expires\":" + time_json(token.expires);
    json += ",\"last_used\":" + time_json(token.last_used);
    if (!secret.empty()) json += ",\"token\":" + json_string(secret);
    return json + "}";
}

std::uint8_t read_rights(JsonFields& fields) {
    std::uint8_t rights = 0;
    for (const auto& text : fields.texts("rights", rights_in_order.size(), 16)) {
        const auto right = parse_right(text);
        if (!right) fields.wrong("rights", "a list of figures, texts, cases, catalogue, kiosks, people");
        else rights |= static_cast<std::uint8_t>(*right);
    }
    if (rights == 0) fields.wrong("rights", "one right at least");
    return rights;
}

tl::expected<MachineToken, Reply> read_new_token(const Centre& centre, const Call& call) {
    const auto json = parse_json(call.request.body);
    if (!json) return refuse(422, json.error().message);
    JsonFields fields(*json, "");
    MachineToken token;
    token.name = fields.text("name", max_display);
    if (token.name.empty() || !is_plain_text(token.name)) fields.wrong("name", "what the token is for");
    token.rights = read_rights(fields);
    token.office = fields.optional_id("office");
    token.created = centre.clock.now();
    if (fields.has("days")) token.expires = token.created + std::chrono::days{static_cast<int>(fields.number("days", 1, max_token_days))};
    if (!fields.error().empty()) return refuse(422, fields.error());
    if (const auto unknown = unknown_office(centre, token.office); !unknown.empty()) return refuse(422, unknown);
    if (!token.office.empty() && (token.rights & static_cast<std::uint8_t>(Right::people)))
        return refuse(422, "People are the city's: a token with that right belongs to no single office.");
    if ((token.rights & ~call.caller.rights) != 0) return refuse(403, "Nobody can give a token more than they may do themselves.");
    return token;
}

std::string entry_json(const AuditEntry& entry) {
    std::string json = "{\"at\":" + json_string(to_rfc3339(entry.place.at)) + ",\"who\":" + json_string(entry.who);
    json += ",\"what\":" + json_string(entry.what) + ",\"subject\":" + json_string(entry.subject);
    return json + ",\"office\":" + json_string(entry.office) + ",\"detail\":" + json_string(entry.detail) + "}";
}

}  // namespace

Reply list_users(const Centre& centre, const Call&) {
    const auto users = centre.store.users();
    if (!users) return centre.failed(users.error());
    std::string json = "{\"users\":[";
    for (const auto& state : *users) json += (json.back() == '}' ? "," : "") + user_json(state);
    return not_kept(json_reply(json + "]}"));
}

Reply add_user(const Centre& centre, const Call& call) {
    auto made = read_new_user(call.request.body);
    if (!made) return made.error();
    auto& user = made->user;
    if (const auto unknown = unknown_office(centre, user.office); !unknown.empty()) return problem_reply(422, unknown);
    if ((rights_of(user.role) & ~call.caller.rights) != 0) return problem_reply(403, "Nobody can let in somebody who may do more than they may themselves.");
    auto hash = hashed(made->password);
    if (!hash) return hash.error();
    user.password = std::move(*hash);
    user.created = centre.clock.now();
    const auto added = centre.store.add_user(user, centre.entry(call.caller, "user.add", user.name, user.office, code(user.role)));
    if (!added) return centre.failed(added.error());
    if (!*added) return problem_reply(409, "There is a user " + user.name + " already; choose another name.");
    return not_kept(json_reply(user_json({user, std::nullopt}), 201));
}

Reply change_user(const Centre& centre, const Call& call) {
    auto wanted = read_change(call.request.body);
    if (!wanted) return wanted.error();
    auto& change = wanted->change;
    const std::string name(call.parameters[0]);
    if (name == call.caller.name && (change.disabled == true || change.role || change.office))
        return problem_reply(409, "Nobody can disable themselves or change their own role or office; ask another user of the city.");
    if (change.office)
        if (const auto unknown = unknown_office(centre, *change.office); !unknown.empty()) return problem_reply(422, unknown);
    if (change.role && (rights_of(*change.role) & ~call.caller.rights) != 0)
        return problem_reply(403, "Nobody can let somebody do more than they may do themselves.");
    if (change.password) {
        auto hash = hashed(*change.password);
        if (!hash) return hash.error();
        change.password = std::move(*hash);
    }
    const auto done = centre.store.change_user(name, change, centre.entry(call.caller, "user.change", name, {}, wanted->detail));
    if (!done) return centre.failed(done.error());
    if (*done) return not_kept(json_reply(user_json({**done, std::nullopt})));
    switch (done->error()) {
        case ChangeRefused::unknown: return problem_reply(404, "There is no user " + name + ".");
        case ChangeRefused::last_city: return problem_reply(409, "This is the last user of the city; make another one first.");
        case ChangeRefused::office: break;
    }
    return problem_reply(422, "A user of an office needs its id in office; a user of the city has none.");
}

Reply list_tokens(const Centre& centre, const Call&) {
    const auto tokens = centre.store.tokens();
    if (!tokens) return centre.failed(tokens.error());
    std::string json = "{\"tokens\":[";
    for (const auto& token : *tokens) json += (json.back() == '}' ? "," : "") + token_json(token);
    return not_kept(json_reply(json + "]}"));
}

Reply add_token(const Centre& centre, const Call& call) {
    auto token = read_new_token(centre, call);
    if (!token) return token.error();
    const auto secret = new_secret(centre.random);
    token->id = random_id(centre.random);
    token->hash = secret_hash(secret);
    const auto added = centre.store.add_token(*token, centre.entry(call.caller, "token.add", token->id, token->office, token->name));
    if (!added) return centre.failed(added.error());
    return not_kept(json_reply(token_json(*token, secret), 201));
}

Reply revoke_token(const Centre& centre, const Call& call) {
    const auto revoked = centre.store.revoke_token(call.parameters[0], centre.entry(call.caller, "token.revoke", call.parameters[0]));
    if (!revoked) return centre.failed(revoked.error());
    if (!*revoked) return problem_reply(404, "There is no such token.");
    Reply reply;
    reply.status = 204;
    return reply;
}

Reply list_audit(const Centre& centre, const Call& call) {
    constexpr std::size_t most = 500;
    AuditWish wish;
    if (const auto since = call.query_value("since"); !since.empty()) {
        wish.before = decode_audit_place(since);
        if (!wish.before) return problem_reply(400, "since is what the page before gave as next.");
    }
    if (const auto limit = call.query_value("limit"); !limit.empty()) {
        const auto [end, error] = std::from_chars(limit.data(), limit.data() + limit.size(), wish.limit);
        if (error != std::errc{} || end != limit.data() + limit.size() || wish.limit < 1 || wish.limit > most)
            return problem_reply(400, "limit is a number of entries from 1 to " + std::to_string(most) + ".");
    }
    if (const auto office = call.query_value("office"); !office.empty()) {
        if (!is_id(office)) return problem_reply(400, "office is the id of an office.");
        wish.office = office;
    }
    const auto entries = centre.store.audit(wish);
    if (!entries) return centre.failed(entries.error());
    std::string json = "{\"entries\":[";
    for (const auto& entry : *entries) json += (json.back() == '}' ? "," : "") + entry_json(entry);
    json += "],\"next\":" + (entries->size() == wish.limit ? json_string(encode(entries->back().place)) : "null");
    return not_kept(json_reply(json + "}"));
}

}  // namespace rancak::server
