#include "server/core/accounts.h"

#include "shared/encoding.h"

#include <algorithm>

namespace rancak::server {
namespace {

using namespace std::chrono;

constexpr seconds first_lock{30};
constexpr hours longest_lock{1};
constexpr minutes clocks_differ{5};  // between servers of one store, at most

constexpr std::uint8_t bit(Right right) { return static_cast<std::uint8_t>(right); }

Milliseconds lock_after(int failed) {
    if (failed < free_tries) return {};
    return std::min<Milliseconds>(first_lock * (1 << std::min(failed - free_tries, 10)), longest_lock);
}

}  // namespace

std::string_view code(Right right) {
    switch (right) {
        case Right::figures: return "figures";
        case Right::texts: return "texts";
        case Right::cases: return "cases";
        case Right::catalogue: return "catalogue";
        case Right::kiosks: return "kiosks";
        case Right::people: break;
    }
    return "people";
}

std::optional<Right> parse_right(std::string_view text) {
    const auto found = std::find_if(rights_in_order.begin(), rights_in_order.end(), [&](Right one) { return code(one) == text; });
    return found == rights_in_order.end() ? std::nullopt : std::optional(*found);
}

std::string rights_json(std::uint8_t rights) {
    std::string json = "[";
    for (const Right right : rights_in_order)
        if (Caller{{}, rights, {}}.may(right)) json += (json.size() > 1 ? "," : "") + json_string(code(right));
    return json + "]";
}

std::string_view code(Role role) { return role == Role::city ? "city" : role == Role::office ? "office" : "viewer"; }

std::optional<Role> parse_role(std::string_view text) {
    for (const Role role : {Role::city, Role::office, Role::viewer})
        if (code(role) == text) return role;
    return std::nullopt;
}

std::uint8_t rights_of(Role role) {
    switch (role) {
        case Role::city: return all_rights;
        case Role::office: return all_rights & static_cast<std::uint8_t>(~bit(Right::people));
        case Role::viewer: break;
    }
    return bit(Right::figures);
}

Caller caller_of(const User& user) { return {user.name, rights_of(user.role), user.office}; }
Caller caller_of(const MachineToken& token) { return {"token:" + token.id, token.rights, token.office}; }

std::string password_objection(std::string_view password) {
    if (!is_utf8(password) || code_points(password) < least_password)
        return "A password has at least " + std::to_string(least_password) + " characters.";
    if (password.size() > max_password_bytes) return "A password has at most " + std::to_string(max_password_bytes) + " bytes.";
    return {};
}

std::string office_objection(Role role, std::string_view office) {
    if (role == Role::city && !office.empty()) return "A user of the city belongs to no single office: leave office empty.";
    if (role == Role::office && office.empty()) return "A user of an office needs its id in office.";
    return {};
}

tl::expected<User, ChangeRefused> changed(const User& before, const UserChange& change, std::uint64_t other_city_users) {
    User after = before;
    if (change.display) after.display = *change.display;
    if (change.role) after.role = *change.role;
    if (change.office) after.office = *change.office;
    else if (change.role == Role::city) after.office.clear();
    if (change.disabled) after.disabled = *change.disabled;
    if (change.password) after.password = *change.password;
    if (!office_objection(after.role, after.office).empty()) return tl::unexpected(ChangeRefused::office);
    const auto rules = [](const User& user) { return user.role == Role::city && !user.disabled; };
    if (rules(before) && !rules(after) && other_city_users == 0) return tl::unexpected(ChangeRefused::last_city);
    return after;
}

CountedTry count_try(const std::optional<Tries>& before, Timestamp now) {
    // What lies further ahead than any lock was written by a clock that has been set back since.
    const bool holds = before && now - before->last < tries_remembered && before->last <= now + longest_lock;
    Tries tries = holds ? *before : Tries{};
    if (tries.locked_until && now < *tries.locked_until) return {tries, *tries.locked_until - now};
    ++tries.failed;
    tries.last = now;
    tries.locked_until.reset();
    if (const auto lock = lock_after(tries.failed); lock > Milliseconds{0}) tries.locked_until = now + lock;
    return {tries, std::nullopt};
}

Timestamp Session::expires() const { return opened + session_lifetime; }
bool Session::is_open(Timestamp now) const { return opened <= now + clocks_differ && now < expires() && now < seen + session_idle; }

std::string new_secret(Random& random) {
    std::array<std::uint8_t, 32> bytes;
    random.fill(bytes);
    return to_hex(bytes);
}
Hash secret_hash(std::string_view secret) { return blake2b(secret); }
std::string page_token(std::string_view secret) { return to_hex(blake2b("rancak page " + std::string(secret))); }

}  // namespace rancak::server
