#include "server/core/catalogue_book.h"

#include <algorithm>
#include <chrono>

namespace rancak::server {
namespace {

constexpr std::chrono::seconds freshness{1};

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

}  // namespace

std::string_view Edition::etag(std::string_view office) const {
    const auto at = offices.find(office);
    return at == offices.end() ? std::string_view{} : at->second.etag;
}

CatalogueBook::CatalogueBook(Library& library, const Clock& clock) : library_(library), clock_(clock) {}

std::shared_ptr<const Edition> CatalogueBook::current() {
    const std::lock_guard lock(mutex_);
    const auto now = clock_.monotonic();
    if (looked_ && now - *looked_ < freshness) return edition_;
    looked_ = now;
    const auto stored = library_.catalogue_after(edition_->imported);
    if (!stored || !*stored) return edition_;
    // What was imported was valid then; if it no longer is, the edition before stays in force.
    if (auto catalogue = decode_catalogue((*stored)->json)) edition_ = make_edition((*stored)->imported, std::move(*catalogue));
    return edition_;
}

Stored<CatalogueBook::Imported> CatalogueBook::import(std::string_view json) {
    auto catalogue = decode_catalogue(json);
    if (!catalogue) return Imported(tl::unexpected<Error>(catalogue.error()));
    auto canonical = encode(*catalogue);
    auto etag = to_hex(blake2b(canonical));
    const auto before = current();
    if (before->imported && before->catalogue == *catalogue) return Imported(std::move(etag));

    // Later than the edition before even when the clock was set back, so that "the newest" stays true.
    auto imported = clock_.now();
    if (before->imported) imported = std::max(imported, *before->imported + Milliseconds{1});
    if (auto stored = library_.put_catalogue({imported, std::move(canonical)}); !stored)
        return tl::unexpected<StoreFailure>(stored.error());
    const std::lock_guard lock(mutex_);
    edition_ = make_edition(imported, std::move(*catalogue));
    looked_ = clock_.monotonic();
    return Imported(std::move(etag));
}

}  // namespace rancak::server
