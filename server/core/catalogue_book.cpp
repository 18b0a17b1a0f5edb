#include "server/core/catalogue_book.h"

#include "server/core/kiosk_words.h"

#include <algorithm>
#include <chrono>

namespace rancak::server {
namespace {

constexpr std::chrono::seconds freshness{1};
constexpr int tries = 5;  // of an import, while others come in between

std::shared_ptr<const Edition> make_edition(Timestamp imported, Catalogue catalogue) {
    auto edition = std::make_shared<Edition>();
    edition->imported = imported;
    edition->facts = CatalogueFacts(catalogue);
    for (const auto& office : catalogue.offices) {
        auto json = encode(of_office(catalogue, office.id));
        auto etag = to_hex(blake2b(json));
        edition->offices.emplace(office.id, OfficeCatalogue{std::move(etag), std::move(json)});
    }
    edition->catalogue = std::move(catalogue);
    return edition;
}

// The offices whose kiosks get something else, also those that came or went.
std::vector<std::string> changed_offices(const Edition& from, const Edition& to) {
    std::vector<std::string> changed;
    for (const auto& [id, office] : to.offices)
        if (from.etag(id) != office.etag) changed.push_back(id);
    for (const auto& [id, office] : from.offices)
        if (!to.offices.contains(id)) changed.push_back(id);
    return changed;
}

}  // namespace

std::string_view Edition::etag(std::string_view office) const {
    const auto at = offices.find(office);
    return at == offices.end() ? std::string_view{} : at->second.etag;
}

CatalogueBook::CatalogueBook(Library& library, const Clock& clock) : library_(library), clock_(clock) {}

std::shared_ptr<const Edition> CatalogueBook::current() { return look(false); }
std::shared_ptr<const Edition> CatalogueBook::newest() { return look(true); }

std::shared_ptr<const Edition> CatalogueBook::look(bool at_once) {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.monotonic();
    if (!at_once && looked_ && now - *looked_ < freshness) return edition_;
    looked_ = now;
    const auto stored = library_.catalogue_after(edition_->imported);
    if (!stored || !*stored) return edition_;
    // What was imported was valid then; if it no longer is, the edition before stays in force.
    if (auto catalogue = read_stored_catalogue((*stored)->json)) edition_ = make_edition((*stored)->imported, std::move(*catalogue));
    return edition_;
}

Stored<bool> CatalogueBook::put(const Edition& from, Catalogue next, const AuditEntry& entry) {
    if (from.imported && from.catalogue == next) return true;
    // Later than the edition before even when the clock was set back, so that "the newest" stays true.
    auto imported = clock_.now();
    if (from.imported) imported = std::max(imported, *from.imported + Milliseconds{1});
    auto json = encode(next);
    auto edition = make_edition(imported, std::move(next));
    const auto stored = library_.put_catalogue({imported, std::move(json), entry.who}, from.imported, changed_offices(from, *edition), entry);
    if (!stored || !*stored) return stored;
    const std::lock_guard lock(mutex_);
    edition_ = std::move(edition);
    looked_ = clock_.monotonic();
    return true;
}

Stored<CatalogueBook::Imported> CatalogueBook::import(std::string_view json, const AuditEntry& entry) {
    const auto catalogue = read_sent_catalogue(json);
    if (!catalogue) return Imported(tl::unexpected<Error>(catalogue.error()));
    auto from = current();
    for (int i = 0; i < tries; ++i, from = newest()) {
        const auto done = put(*from, *catalogue, entry);
        if (!done) return tl::unexpected<StoreFailure>(done.error());
        if (*done) return Imported(to_hex(blake2b(encode(*catalogue))));
    }
    return tl::unexpected<StoreFailure>({StoreFailure::Kind::unavailable, "the catalogue is changed by others all the time"});
}

}  // namespace rancak::server
