#pragma once

#include "shared/catalogue.h"

#include <filesystem>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace rancak::admin {

// The catalogue as people write it: a folder of TOML files, described in docs/operations.md.
//
//   reasons.toml            the chips, for all offices
//   OFFICE/office.toml      name, hours, counters; the folder's name is the office's id
//   OFFICE/officers.toml    officers and caretakers
//   OFFICE/services.toml    services
//   OFFICE/participation.toml  announcements, forums, changes, awards, the published index; may be missing
//   participation.toml      announcements, forums and changes of the whole city; may be missing
//   words.toml              the city's own wording of the kiosk's texts; may be missing
//   OFFICE/photos/…         PNG or JPEG, named by officers.toml
struct Photo {
    Hash hash;
    std::string bytes;
};

struct CatalogueFolder {
    Catalogue catalogue;
    std::vector<Photo> photos;  // each once
};

// Reads everything or nothing. On failure one sentence a mistake, of all files at once, as file:line: key: found,
// expected. PINs are hashed here; a plain `pin` is accepted only of a sample, whose name ends with "(contoh)".
[[nodiscard]] tl::expected<CatalogueFolder, std::vector<std::string>> read_catalogue_folder(
    const std::filesystem::path&);

}  // namespace rancak::admin
