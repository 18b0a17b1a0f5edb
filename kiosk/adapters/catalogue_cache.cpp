#include "kiosk/adapters/catalogue_cache.h"

#include "shared/file.h"
#include "shared/protocol.h"

#include <algorithm>
#include <set>

namespace rancak::kiosk {

namespace {

namespace fs = std::filesystem;

fs::path newest_path(const DataPaths& paths) { return paths.catalogue() / "catalogue.json"; }
fs::path shown_path(const DataPaths& paths) { return paths.catalogue() / "shown.json"; }

std::shared_ptr<const Catalogue> usable(const Result<std::string>& json, std::string_view office) {
    if (!json) return nullptr;
    auto catalogue = decode_catalogue(*json);
    if (!catalogue || !catalogue->office(office)) return nullptr;
    return std::make_shared<const Catalogue>(std::move(*catalogue));
}

CatalogueRefused refused(const std::string& why, bool for_good) {
    return {"The new catalogue was refused, the old one stays: " + why, for_good};
}

Result<void> keep(const fs::path& file, std::string_view bytes) {
    std::error_code failed;
    fs::create_directories(file.parent_path(), failed);
    if (failed) return fail("Cannot make the folder " + file.parent_path().string() + ": " + failed.message() + ".");
    return write_atomically(file, bytes);
}

}  // namespace

fs::path CatalogueCache::medium_path(const DataPaths& paths, const Hash& hash) { return paths.media() / to_hex(hash); }

CatalogueCache CatalogueCache::open(const DataFolder& folder, std::string office) {
    CatalogueCache cache(folder.paths(), std::move(office));
    const auto json = read_file(newest_path(cache.paths_), max_catalogue_bytes);
    cache.newest_ = usable(json, cache.office_);
    cache.shown_ = usable(read_file(shown_path(cache.paths_), max_catalogue_bytes), cache.office_);
    if (cache.newest_) {
        cache.etag_ = to_hex(blake2b(*json));
        // A cut may have come between the two files. What cannot be written now is shown all the same.
        static_cast<void>(cache.settle());
    }
    return cache;
}

bool CatalogueCache::have(const Hash& hash) const { return fs::exists(medium_path(paths_, hash)); }

// Makes what is shown from the newest catalogue and the media that are here.
Result<void> CatalogueCache::settle() {
    auto next = std::make_shared<Catalogue>(*newest_);
    for (auto& officer : next->officers) {
        if (!officer.photo || have(*officer.photo)) continue;
        const Officer* before = shown_ ? shown_->officer(officer.id) : nullptr;
        officer.photo = before && before->photo && have(*before->photo) ? before->photo : std::nullopt;
    }
    if (shown_ && *shown_ == *next) return {};
    shown_ = std::move(next);
    auto kept = keep(shown_path(paths_), encode(*shown_));
    if (kept) remove_unused_media();
    return kept;
}

void CatalogueCache::remove_unused_media() const {
    std::set<std::string> used;
    for (const auto* catalogue : {newest_.get(), shown_.get()}) {
        for (const auto& officer : catalogue->officers) {
            if (officer.photo) used.insert(to_hex(*officer.photo));
        }
    }
    std::error_code ignored;  // a file too many harms nobody; it is tried again with the next catalogue
    for (const auto& entry : fs::directory_iterator(paths_.media(), ignored)) {
        if (!used.contains(entry.path().filename().string())) fs::remove(entry.path(), ignored);
    }
}

CatalogueRefused CatalogueCache::too_large() {
    return refused("it is larger than " + std::to_string(max_catalogue_bytes >> 20U) + " MiB.", true);
}

tl::expected<void, CatalogueRefused> CatalogueCache::replace(std::string_view json, std::string_view etag) {
    const auto no = [](const std::string& why, bool for_good) { return tl::unexpected(refused(why, for_good)); };
    if (json.size() > max_catalogue_bytes) return tl::unexpected(too_large());
    const std::string computed = to_hex(blake2b(json));
    if (computed != etag) return no("its bytes are not what its ETag says.", false);
    auto catalogue = decode_catalogue(json);
    if (!catalogue) return no(catalogue.error().message, true);
    if (!catalogue->office(office_)) return no("it does not have this kiosk's office, " + office_ + ".", true);
    if (auto kept = keep(newest_path(paths_), json); !kept) return no(kept.error().message, false);
    newest_ = std::make_shared<const Catalogue>(std::move(*catalogue));
    etag_ = computed;
    static_cast<void>(settle());  // what cannot be written now is shown all the same
    return {};
}

std::vector<Hash> CatalogueCache::missing_media() const {
    std::vector<Hash> missing;
    if (!newest_) return missing;
    for (const auto& officer : newest_->officers) {
        if (officer.photo && !have(*officer.photo)) missing.push_back(*officer.photo);
    }
    std::sort(missing.begin(), missing.end());
    missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
    return missing;
}

Result<void> CatalogueCache::keep_medium(const Hash& hash, std::string_view bytes) {
    if (bytes.size() > max_media_bytes) return fail("A photo arrived that is larger than 2 MiB; the old one stays.");
    if (blake2b(bytes) != hash) return fail("A photo arrived that is not the one asked for; the old one stays.");
    if (auto kept = keep(medium_path(paths_, hash), bytes); !kept) return kept;
    return newest_ ? settle() : Result<void>{};
}

}  // namespace rancak::kiosk
