#include "server/core/catalogue_api.h"

#include "server/core/catalogue_edit.h"
#include "server/core/kiosk_words.h"
#include "shared/encoding.h"
#include "shared/keys.h"

namespace rancak::server {
namespace {

using std::string_view;

constexpr std::size_t most_editions = 50;
constexpr int tries = 5;  // of a change, while others come in between

tl::unexpected<Reply> refuse(int status, std::string why) { return tl::unexpected<Reply>(problem_reply(status, std::move(why))); }

// The part that the caller sees, and what names its state.
struct Seen {
    Catalogue part;
    std::string etag;
};
Seen seen_by(const Caller& caller, const Catalogue& whole) {
    auto part = seen_of(whole, caller.office);
    auto etag = to_hex(blake2b(encode(part)));
    return {std::move(part), std::move(etag)};
}

bool still_fits(string_view if_match, string_view etag) {
    return if_match.empty() || if_match == "*" || if_match.find("\"" + std::string(etag) + "\"") != string_view::npos;
}

Reply with_etag(Reply reply, const std::string& etag) {
    reply.headers.emplace_back("ETag", "\"" + etag + "\"");
    return not_kept(std::move(reply));
}

// The whole with what the caller wants in it, or the reply that says why not.
tl::expected<Catalogue, Reply> whole_with(const Caller& caller, const Catalogue& whole, Catalogue wanted) {
    if (caller.office.empty()) return wanted;
    auto merged = with_part(whole, caller.office, wanted);
    if (!merged) return refuse(403, merged.error().message);
    // Each part may fit together and the whole not: an id may be another office's.
    auto checked = decode_catalogue(encode(*merged));
    if (!checked) return refuse(422, checked.error().message);
    return std::move(*checked);
}

// Puts a catalogue in force that `make` makes of the one in force; again when another came in between.
template <class Make>
Reply change(const Centre& centre, const Call& call, string_view what, Make make) {
    for (int i = 0; i < tries; ++i) {
        const auto base = i == 0 ? centre.catalogue.current() : centre.catalogue.newest();
        const auto seen = seen_by(call.caller, base->catalogue);
        if (!still_fits(call.request.if_match, seen.etag))
            return problem_reply(412, "The catalogue was changed meanwhile; load it again and repeat the change.");
        tl::expected<Catalogue, Reply> wanted = make(base->catalogue, seen.part);
        if (!wanted) return wanted.error();
        auto next = whole_with(call.caller, base->catalogue, std::move(*wanted));
        if (!next) return next.error();
        const auto etag = seen_by(call.caller, *next).etag;
        std::string lines;
        for (const auto& line : summary(base->catalogue, *next)) lines.append(lines.empty() ? "" : ", ").append(line);
        const auto entry = centre.entry(call.caller, what, etag.substr(0, 12), call.caller.office, lines);
        const auto put = centre.catalogue.put(*base, std::move(*next), entry);
        if (!put) return centre.failed(put.error());
        if (!*put) continue;
        centre.log(Severity::info, "catalogue " + etag + " is in force");
        return with_etag(json_reply("{\"etag\":" + json_string(etag) + "}"), etag);
    }
    return with_retry_after(problem_reply(503, "The catalogue is being changed by others; try again."), std::chrono::seconds{1});
}

struct OldEdition {
    Timestamp imported;
    Catalogue catalogue;
};
tl::expected<OldEdition, Reply> old_edition(const Centre& centre, const Call& call) {
    const auto text = percent_decoded(call.parameters[0]);
    const auto imported = text ? parse_rfc3339(*text) : std::nullopt;
    if (!imported) return refuse(404, "An edition is named by the time of its import, as 2026-11-24T03:12:45.123Z.");
    auto found = centre.store.catalogue_at(*imported);
    if (!found) return tl::unexpected<Reply>(centre.failed(found.error()));
    if (!*found) return refuse(404, "No catalogue was imported at that time.");
    auto catalogue = read_stored_catalogue((*found)->json);
    if (!catalogue) return refuse(404, "That edition is of an older version of the server, and no longer fits.");
    return OldEdition{*imported, std::move(*catalogue)};
}

// An edition, as the caller sees it.
struct SeenEdition {
    const StoredCatalogue* stored;
    std::string etag;
    std::vector<std::string> lines;
};

std::string edition_json(const SeenEdition& told, bool in_force) {
    std::string json = "{\"imported\":" + json_string(to_rfc3339(told.stored->imported)) + ",\"etag\":" + json_string(told.etag);
    json += ",\"who\":" + json_string(told.stored->who) + ",\"summary\":[";
    for (const auto& line : told.lines) json += (json.back() == '[' ? "" : ",") + json_string(line);
    return json + "],\"in_force\":" + (in_force ? "true}" : "false}");
}

std::string catalogue_json(const Seen& seen, const std::optional<Timestamp>& imported) {
    return "{\"etag\":" + json_string(seen.etag) + ",\"imported\":" + time_json(imported) + ",\"catalogue\":" + admin_json(seen.part) + "}";
}

}  // namespace

Reply show_catalogue(const Centre& centre, const Call& call) {
    const auto edition = centre.catalogue.current();
    const auto seen = seen_by(call.caller, edition->catalogue);
    return with_etag(json_reply(catalogue_json(seen, edition->imported)), seen.etag);
}

Reply show_kiosk_words(const Centre&, const Call&) { return not_kept(json_reply("{\"words\":" + kiosk_words_json() + "}")); }

Reply import_catalogue(const Centre& centre, const Call& call) {
    return change(centre, call, "catalogue.import", [&](const Catalogue&, const Catalogue& seen) -> tl::expected<Catalogue, Reply> {
        auto read = read_admin_json(call.request.body, seen, [](string_view pin) { return hash_password(pin); });
        if (!read) return refuse(422, read.error().message);
        return std::move(*read);
    });
}

Reply list_editions(const Centre& centre, const Call& call) {
    // One more than is told: each is told by how it differs from the one before.
    const auto stored = centre.store.newest_catalogues(most_editions + 1);
    if (!stored) return centre.failed(stored.error());
    std::vector<SeenEdition> told;  // the oldest first
    Seen before;
    for (auto at = stored->rbegin(); at != stored->rend(); ++at) {
        const auto catalogue = read_stored_catalogue(at->json);
        if (!catalogue) continue;  // an older version took it; nobody can put it back
        auto seen = seen_by(call.caller, *catalogue);
        if (seen.etag != before.etag) told.push_back({&*at, seen.etag, summary(before.part, seen.part)});
        before = std::move(seen);
    }
    if (stored->size() > most_editions && !told.empty()) told.erase(told.begin());
    std::string json = "{\"editions\":[";
    for (auto at = told.rbegin(); at != told.rend(); ++at)
        json += (json.back() == '}' ? "," : "") + edition_json(*at, at == told.rbegin());
    return not_kept(json_reply(json + "]}"));
}

Reply show_edition(const Centre& centre, const Call& call) {
    const auto old = old_edition(centre, call);
    if (!old) return old.error();
    const auto seen = seen_by(call.caller, old->catalogue);
    return with_etag(json_reply(catalogue_json(seen, old->imported)), seen.etag);
}

Reply restore_edition(const Centre& centre, const Call& call) {
    const auto old = old_edition(centre, call);
    if (!old) return old.error();
    return change(centre, call, "catalogue.restore", [&](const Catalogue& whole, const Catalogue&) -> tl::expected<Catalogue, Reply> {
        if (call.caller.office.empty()) return old->catalogue;
        return part_of(old->catalogue, call.caller.office, whole);
    });
}

Reply add_photo(const Centre& centre, const Call& call) {
    const auto photo = make_photo(centre.photos, call.request.body);
    if (!photo) return problem_reply(422, photo.error().message);
    const auto hash = blake2b(photo->bytes);
    const auto stored = centre.store.put_media(hash, photo->bytes, centre.entry(call.caller, "photo.add", to_hex(hash).substr(0, 12), call.caller.office));
    if (!stored) return centre.failed(stored.error());
    return json_reply("{\"hash\":\"" + to_hex(hash) + "\",\"width\":" + std::to_string(photo->size.width) +
                          ",\"height\":" + std::to_string(photo->size.height) + "}", 201);
}

}  // namespace rancak::server
