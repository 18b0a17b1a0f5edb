#pragma once

#include "kiosk/adapters/data_folder.h"
#include "shared/catalogue.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace rancak::kiosk {

// Why a catalogue was not taken.
struct CatalogueRefused {
    std::string message;
    bool for_good;  // the same catalogue would be refused again; else the transfer or the disk is to blame
};

// Lifecycle: open at start (the screen needs what it holds), then the courier's alone.
//
// The last good catalogue and its media on disk, each replaced atomically. What is shown differs from what the server
// sent in one thing: while an officer's new photo has not arrived whole, the old one stays.
//   catalogue/catalogue.json  as the server sent it; its hash is its ETag
//   catalogue/shown.json      as it is shown
//   media/<hash>              whole and checked
class CatalogueCache {
 public:
    // Files that cannot be read count as missing: they come again from the server.
    [[nodiscard]] static CatalogueCache open(const DataFolder&, std::string office);

    [[nodiscard]] const std::shared_ptr<const Catalogue>& shown() const { return shown_; }  // null: none yet
    [[nodiscard]] const std::string& etag() const { return etag_; }  // hex, of the newest; empty: none yet

    // Takes a new catalogue, or refuses it whole with the reason: not what its ETag says, mistakes in it, not for this
    // office, or the disk. When it is refused the old one stays.
    [[nodiscard]] tl::expected<void, CatalogueRefused> replace(std::string_view json, std::string_view etag);
    [[nodiscard]] static CatalogueRefused too_large();

    [[nodiscard]] std::vector<Hash> missing_media() const;
    // Keeps a medium if the bytes have that hash.
    [[nodiscard]] Result<void> keep_medium(const Hash&, std::string_view bytes);

    [[nodiscard]] static std::filesystem::path medium_path(const DataPaths&, const Hash&);

 private:
    CatalogueCache(DataPaths paths, std::string office) : paths_(std::move(paths)), office_(std::move(office)) {}
    [[nodiscard]] bool have(const Hash&) const;
    [[nodiscard]] Result<void> settle();
    void remove_unused_media() const;

    DataPaths paths_;
    std::string office_;
    std::shared_ptr<const Catalogue> newest_, shown_;
    std::string etag_;
};

}  // namespace rancak::kiosk
