#include "server/core/session_api.h"

#include "server/core/caller_gate.h"
#include "shared/encoding.h"
#include "shared/json_fields.h"
#include "shared/keys.h"

namespace rancak::server {
namespace {

// Of a password that nobody has: whoever asks for a name that nobody has waits as long as for one that somebody has.
const std::string nobodys_password =
    "$argon2id$v=19$m=19456,t=2,p=1$6WP6ZIAUwNKS/m0RgFVn1A$KhAcWPxzElw7oEtRKIz4FPtQln4ayr/lHyDY7jI6TIU";

// A telephone's keyboard begins with a capital letter. What can be no name is one name that nobody has.
std::string normal_name(std::string name) {
    while (!name.empty() && name.back() == ' ') name.pop_back();
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return is_id(name) ? name : std::string();
}

Reply locked(Milliseconds wait) {
    return with_retry_after(problem_reply(429, "This name was tried with a wrong password too often; wait as Retry-After says."), wait);
}

std::string session_json(const User& user, const Session& session, std::string_view secret) {
    std::string json = "{\"name\":" + json_string(user.name) + ",\"display\":" + json_string(user.display);
    json += ",\"role\":" + json_string(code(user.role)) + ",\"office\":" + json_string(user.office);
    json += ",\"rights\":" + rights_json(rights_of(user.role)) + ",\"csrf\":" + json_string(page_token(secret));
    return json + ",\"expires\":" + json_string(to_rfc3339(session.expires())) + "}";
}

// The user whose password this is; a reply when it is nobody's, or the name is locked.
tl::expected<User, Reply> proven(const Centre& centre, const std::string& name, const std::string& password, std::string_view refusal) {
    const auto begun = centre.store.begin_sign_in(name, centre.clock.now());
    if (!begun) return tl::unexpected<Reply>(centre.failed(begun.error()));
    if (begun->wait) return tl::unexpected<Reply>(locked(*begun->wait));
    const auto& user = begun->user;
    const bool matches = password_matches(password, user ? user->password : nobodys_password);
    if (user && matches && !user->disabled) return *user;
    centre.log(Severity::warning, "a password was wrong");
    auto reply = problem_reply(401, std::string(refusal));
    reply.headers.emplace_back("WWW-Authenticate", "Bearer");
    return tl::unexpected<Reply>(std::move(reply));
}

struct Credentials {
    std::string first, second;
};
tl::expected<Credentials, Reply> read_two(std::string_view body, const char* first, const char* second) {
    const auto json = parse_json(body);
    if (!json) return tl::unexpected<Reply>(problem_reply(422, json.error().message));
    JsonFields fields(*json, "");
    Credentials read{fields.text(first, max_password_bytes), fields.text(second, max_password_bytes)};
    if (!fields.error().empty()) return tl::unexpected<Reply>(problem_reply(422, fields.error()));
    return read;
}

}  // namespace

Reply sign_in(const Centre& centre, const Call& call) {
    const auto given = read_two(call.request.body, "name", "password");
    if (!given) return given.error();
    constexpr std::string_view refusal = "The name or the password is wrong.";
    const auto user = proven(centre, normal_name(given->first), given->second, refusal);
    if (!user) return user.error();
    const auto now = centre.clock.now();
    const auto secret = new_secret(centre.random);
    const Session session{secret_hash(secret), user->name, now, now};
    const auto opened = centre.store.open_session(session, *user, centre.entry(caller_of(*user), "session.open", user->name, user->office));
    if (!opened) return centre.failed(opened.error());
    if (!*opened) return problem_reply(401, std::string(refusal));  // changed in this very moment
    auto reply = not_kept(json_reply(session_json(*user, session, secret), 201));
    reply.headers.emplace_back("Set-Cookie", session_cookie(call.request, secret, session_lifetime));
    return reply;
}

Reply show_session(const Centre& centre, const Call& call) {
    const auto secret = session_secret(call.request);
    const auto found = centre.store.session(secret_hash(secret));
    if (!found) return centre.failed(found.error());
    if (!*found) return problem_reply(401, "You are signed out; sign in again.");
    return not_kept(json_reply(session_json((*found)->user, (*found)->session, secret)));
}

Reply sign_out(const Centre& centre, const Call& call) {
    const auto& caller = call.caller;
    const auto entry = centre.entry(caller, "session.end", caller.name, caller.office);
    const auto ended = centre.store.end_session(secret_hash(session_secret(call.request)), entry);
    if (!ended) return centre.failed(ended.error());
    Reply reply;
    reply.status = 204;
    reply.headers.emplace_back("Set-Cookie", session_cookie(call.request, "", std::chrono::seconds{0}));
    return reply;
}

Reply change_own_password(const Centre& centre, const Call& call) {
    const auto given = read_two(call.request.body, "old", "new");
    if (!given) return given.error();
    if (const auto objection = password_objection(given->second); !objection.empty()) return problem_reply(422, objection);
    // A stolen session must not become a way to guess the password.
    auto user = proven(centre, call.caller.name, given->first, "The old password is wrong.");
    if (!user) {
        if (user.error().status == 401) return problem_reply(403, "The old password is wrong.");  // the session is still good
        return user.error();
    }
    auto hash = hash_password(given->second);
    if (!hash) return with_retry_after(problem_reply(503, "The server is short of memory; try again."), std::chrono::seconds{5});
    UserChange change;
    change.password = std::move(*hash);
    change.keeps = secret_hash(session_secret(call.request));
    const auto entry = centre.entry(call.caller, "user.password", call.caller.name, call.caller.office);
    const auto done = centre.store.change_user(call.caller.name, change, entry);
    if (!done) return centre.failed(done.error());
    Reply reply;
    reply.status = 204;
    return reply;
}

}  // namespace rancak::server
