#include "admin/people.h"

#include "admin/replies.h"
#include "shared/random.h"

#include <fmt/format.h>
#include <ostream>

namespace rancak::admin {
namespace {

using nlohmann::json;

// 100 random bits that can be read aloud and typed.
std::string made_password() {
    SystemRandom random;
    auto letters = random_id(random).substr(0, 20);
    for (const std::size_t at : {15, 10, 5}) letters.insert(at, "-");
    return letters;
}

struct Password {
    std::string text;
    bool made = false;
};
std::optional<Password> take_password(World& world, bool generate) {
    if (generate) return Password{made_password(), true};
    auto read = world.read_secret("Password");
    if (!read || read->empty()) {
        static_cast<void>(say_failed(world, "No password came on standard input; type one, or let --generate make it."));
        return std::nullopt;
    }
    return Password{std::move(*read), false};
}

int told(World& world, const Result<HttpReply>& reply, const std::string& what, const Password& password) {
    if (!reply) return say_failed(world, reply.error().message);
    world.err << what << (password.made ? " The password is printed this once:" : "") << '\n';
    if (password.made) world.out << password.text << '\n';
    return exit_ok;
}

Result<HttpReply> change(Centre& centre, const std::string& name, const json& what) {
    return centre.ask("PATCH", "/v1/admin/users/" + percent_encoded(name), "application/json", what.dump());
}

}  // namespace

int add_user_account(World& world, Centre& centre, const NewUser& user, bool generate) {
    const auto password = take_password(world, generate);
    if (!password) return exit_failed;
    const json body{{"name", user.name}, {"display", user.display.empty() ? user.name : user.display}, {"role", user.role},
                    {"office", user.office}, {"password", password->text}};
    return told(world, centre.ask("POST", "/v1/admin/users", "application/json", body.dump()), "User " + user.name + " may sign in.", *password);
}

int set_password(World& world, Centre& centre, const std::string& name, bool generate) {
    const auto password = take_password(world, generate);
    if (!password) return exit_failed;
    return told(world, change(centre, name, {{"password", password->text}}), "User " + name + " has another password.", *password);
}

int set_disabled(World& world, Centre& centre, const std::string& name, bool disabled) {
    return told(world, change(centre, name, {{"disabled", disabled}}), "User " + name + (disabled ? " may no longer sign in." : " may sign in again."), {});
}

int list_users(World& world, Centre& centre) {
    return show(world, centre.ask("GET", "/v1/admin/users"), lines_of("users", [](JsonFields& user) {
        const auto name = user.id("name"), role = user.text("role", 16), office = or_all(user.optional_id("office"));
        const auto display = user.text("display", 100), seen = or_never(user, "last_seen");
        return fmt::format("{:<20} {:<7} {:<20} seen {:<24} {}{}", name, role, office, seen, display,
                           user.boolean("disabled") ? " (disabled)" : "");
    }));
}

int add_machine_token(World& world, Centre& centre, const NewToken& token) {
    json body{{"name", token.name}, {"rights", token.rights}, {"office", token.office}};
    if (token.days) body["days"] = *token.days;
    return show(world, centre.ask("POST", "/v1/admin/tokens", "application/json", body.dump()), [&](JsonFields& made) {
        world.err << "Token " << made.text("id", 40) << " for " << or_all(token.office) << "; it is printed this once:\n";
        return made.text("token", 100) + "\n";
    });
}

int list_tokens(World& world, Centre& centre) {
    return show(world, centre.ask("GET", "/v1/admin/tokens"), lines_of("tokens", [](JsonFields& token) {
        std::string rights;
        for (const auto& right : token.texts("rights", 16, 16)) rights += (rights.empty() ? "" : ",") + right;
        const auto id = token.text("id", 40), office = or_all(token.optional_id("office")), name = token.text("name", 100);
        return fmt::format("{} {:<20} {:<30} used {:<24} expires {:<24} {}", id, office, rights, or_never(token, "last_used"), or_never(token, "expires"), name);
    }));
}

int revoke_token(World& world, Centre& centre, const std::string& id) {
    return told(world, centre.ask("DELETE", "/v1/admin/tokens/" + percent_encoded(id)), "Token " + id + " is revoked.", {});
}

}  // namespace rancak::admin
