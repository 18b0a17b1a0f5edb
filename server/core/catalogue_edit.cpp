#include "server/core/catalogue_edit.h"

#include "server/core/kiosk_words.h"
#include "shared/json_fields.h"
#include "shared/keys.h"

#include <algorithm>
#include <initializer_list>
#include <tuple>
#include <utility>

namespace rancak::server {
namespace {

using nlohmann::json;

constexpr auto keeps_pins = {"officers", "caretakers"};

// Every kind of thing in a catalogue, once: its name, and where it is.
constexpr auto kinds = std::tuple{
    std::pair{"offices", &Catalogue::offices},       std::pair{"counters", &Catalogue::counters},
    std::pair{"officers", &Catalogue::officers},     std::pair{"caretakers", &Catalogue::caretakers},
    std::pair{"categories", &Catalogue::categories}, std::pair{"services", &Catalogue::services},
    std::pair{"reasons", &Catalogue::reasons},       std::pair{"forums", &Catalogue::forums},
    std::pair{"changes", &Catalogue::changes},       std::pair{"awards", &Catalogue::awards},
    std::pair{"announcements", &Catalogue::announcements}, std::pair{"words", &Catalogue::words}};

template <class Use>
void each_kind(Use use) {
    std::apply([&](const auto&... kind) { (use(kind.first, kind.second), ...); }, kinds);
}

// Whose a thing is, in a catalogue; empty: the city's.
std::string_view owner(const Catalogue&, const Office& one) { return one.id; }
std::string_view owner(const Catalogue& in, const Award& one) {
    const auto* officer = in.officer(one.officer);
    return officer ? std::string_view(officer->office) : std::string_view();
}
std::string_view owner(const Catalogue&, const ServiceCategory&) { return {}; }
std::string_view owner(const Catalogue&, const Reason&) { return {}; }
std::string_view owner(const Catalogue&, const Wording&) { return {}; }
template <class Thing>
std::string_view owner(const Catalogue&, const Thing& one) {
    return one.office;
}

template <class Thing>
const Thing* find(const std::vector<Thing>& list, const std::string& id) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const Thing& one) { return one.id == id; });
    return found == list.end() ? nullptr : &*found;
}

template <class Thing, class Mine>
std::vector<Thing> chosen(const std::vector<Thing>& list, Mine mine) {
    std::vector<Thing> kept;
    std::copy_if(list.begin(), list.end(), std::back_inserter(kept), mine);
    return kept;
}

// The places of what is replaced stay where they are, so that an unchanged part leaves the whole unchanged.
template <class Thing, class Mine>
std::vector<Thing> replaced(const std::vector<Thing>& list, Mine mine, const std::vector<Thing>& by) {
    const auto last = std::find_if(list.rbegin(), list.rend(), mine).base();
    std::vector<Thing> out;
    auto next = by.begin();
    for (auto at = list.begin(); at != list.end(); ++at) {
        if (!mine(*at)) out.push_back(*at);
        else if (next != by.end()) out.push_back(*next++);
        if (at + 1 == last) out.insert(out.end(), std::exchange(next, by.end()), by.end());
    }
    out.insert(out.end(), next, by.end());
    return out;
}

// ---- PINs --------------------------------------------------------------------------------------------------------------

std::string pin_in_force(const Catalogue& seen, const std::string& kind, const std::string& id) {
    if (kind == "officers") {
        const auto* officer = seen.officer(id);
        return officer ? officer->pin_hash : std::string();
    }
    const auto* caretaker = seen.caretaker(id);
    return caretaker ? caretaker->pin_hash : std::string();
}

Result<void> settle_pin(json& person, const std::string& kind, const Catalogue& seen, const HashPin& hash, int& made) {
    if (!person.is_object()) return {};  // the reader will say so
    const auto pin = person.find("pin");
    if (pin == person.end()) {
        const auto id = person.find("id");
        if (!person.contains("pin_hash") && id != person.end() && id->is_string()) person["pin_hash"] = pin_in_force(seen, kind, id->get<std::string>());
        return {};
    }
    if (!pin->is_string()) return fail(kind + ": pin must be a text of digits.");
    const auto digits = pin->get<std::string>();
    person.erase("pin");
    if (digits.empty()) {
        person["pin_hash"] = "";
        return {};
    }
    if (!is_pin(digits)) return fail(kind + ": a PIN has " + pin_expected + ".");
    if (++made > max_new_pins) return fail("At most " + std::to_string(max_new_pins) + " new PINs at once; store some of them first.");
    auto hashed = hash(digits);
    if (!hashed) return tl::unexpected<Error>(hashed.error());
    person["pin_hash"] = std::move(*hashed);
    return {};
}

std::string text_of(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

}  // namespace

Catalogue seen_of(const Catalogue& whole, std::string_view office) { return office.empty() ? whole : of_office(whole, office); }

std::string admin_json(const Catalogue& catalogue) {
    auto value = parse_json(encode(catalogue)).value();
    for (const char* kind : keeps_pins)
        for (auto& person : value[kind]) {
            person["has_pin"] = !person.value("pin_hash", "").empty();
            person.erase("pin_hash");
        }
    return text_of(value);
}

Result<Catalogue> read_admin_json(std::string_view text, const Catalogue& seen, const HashPin& hash) {
    auto value = parse_json(text);
    if (!value) return fail("The catalogue cannot be read: " + value.error().message);
    int made = 0;
    for (const char* kind : keeps_pins) {
        if (!value->is_object() || !value->contains(kind) || !(*value)[kind].is_array()) continue;
        for (auto& person : (*value)[kind])
            if (auto settled = settle_pin(person, kind, seen, hash, made); !settled) return tl::unexpected<Error>(settled.error());
    }
    return read_sent_catalogue(text_of(*value));
}

Result<Catalogue> with_part(const Catalogue& whole, std::string_view office, const Catalogue& part) {
    const auto seen = seen_of(whole, office);
    Catalogue merged = whole;
    std::string differs;
    const auto not_theirs = [&](const char* kind, const std::string& id) {
        if (differs.empty()) differs = std::string(kind) + (id.empty() ? "" : " " + id);
    };
    each_kind([&](const char* kind, auto list) {
        const auto mine = [&](const auto& one) { return owner(whole, one) == office; };
        const auto theirs = [&](const auto& one) { return owner(part, one) == office; };
        for (const auto& one : part.*list)
            if (!theirs(one)) {
                const auto* before = find(whole.*list, one.id);
                if (!before || !(*before == one)) not_theirs(kind, one.id);
            }
        for (const auto& one : seen.*list)
            if (!mine(one) && !find(part.*list, one.id)) not_theirs(kind, one.id);
        merged.*list = replaced(whole.*list, mine, chosen(part.*list, theirs));
    });
    if (part.offices.size() != 1 || !whole.office(office)) not_theirs("offices", std::string(office));
    if (!differs.empty()) return fail("This is not the office's to change: " + differs + ". Whoever looks after the whole city can.");
    return merged;
}

Catalogue part_of(const Catalogue& old, std::string_view office, const Catalogue& now) {
    const auto present = seen_of(now, office), before = seen_of(old, office);
    Catalogue part;
    each_kind([&](const char*, auto list) {
        const auto mine = [&](const auto& one) { return owner(present, one) == office; };
        const auto was_mine = [&](const auto& one) { return owner(before, one) == office; };
        part.*list = replaced(present.*list, mine, chosen(before.*list, was_mine));
    });
    return part;
}

std::vector<std::string> summary(const Catalogue& before, const Catalogue& after) {
    std::vector<std::string> lines;
    each_kind([&](const char* kind, auto list) {
        int added = 0, gone = 0, changed = 0;
        for (const auto& one : after.*list) {
            const auto* was = find(before.*list, one.id);
            if (!was) ++added;
            else if (!(*was == one)) ++changed;
        }
        for (const auto& one : before.*list) gone += find(after.*list, one.id) ? 0 : 1;
        std::string line = kind;
        for (const auto& [sign, n] : {std::pair{" +", added}, std::pair{" -", gone}, std::pair{" ~", changed}})
            if (n > 0) line.append(sign).append(std::to_string(n));
        if (added + gone + changed > 0) lines.push_back(std::move(line));
    });
    return lines;
}

}  // namespace rancak::server
