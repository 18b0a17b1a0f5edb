#pragma once

#include "server/core/catalogue_facts.h"
#include "server/core/store.h"
#include "shared/catalogue.h"
#include "shared/time.h"

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace rancak::server {

// What one office's kiosks get.
struct OfficeCatalogue {
    std::string etag;  // hash of the bytes, hex, without the quotes that HTTP puts around it
    std::string json;
};

// One catalogue as it was imported, with all that is made of it. Never changes.
struct Edition {
    std::optional<Timestamp> imported;  // none: nothing was imported yet, and the catalogue is empty
    Catalogue catalogue;
    CatalogueFacts facts;
    std::map<std::string, OfficeCatalogue, std::less<>> offices;

    [[nodiscard]] std::string_view etag(std::string_view office) const;  // empty when the office has no catalogue
};

// The catalogue that is in force. Looks into the store again when its answer is older than a second, so that servers
// beside one store agree. Callable from any thread.
class CatalogueBook {
public:
    // Both outlive it.
    CatalogueBook(Library& library, const Clock& clock);

    // The last known edition when the store cannot answer.
    [[nodiscard]] std::shared_ptr<const Edition> current();

    // The same, asked of the store now.
    [[nodiscard]] std::shared_ptr<const Edition> newest();

    // Puts a valid catalogue in force. False when `from` is no longer the newest: another came in between, and nothing was
    // stored. Putting what is in force already changes nothing.
    [[nodiscard]] Stored<bool> put(const Edition& from, Catalogue, const AuditEntry&);
    // Whole or not at all, whatever was in force. An Error names the mistakes; a StoreFailure says that nothing was stored.
    using Imported = tl::expected<std::string, Error>;  // the ETag of the whole
    [[nodiscard]] Stored<Imported> import(std::string_view json, const AuditEntry&);

private:
    [[nodiscard]] std::shared_ptr<const Edition> look(bool now);

    Library& library_;
    const Clock& clock_;
    std::mutex mutex_;
    // guarded by mutex_
    std::shared_ptr<const Edition> edition_ = std::make_shared<Edition>();
    std::optional<Monotonic> looked_;
};

}  // namespace rancak::server
