#pragma once

#include "shared/catalogue.h"
#include "shared/config/toml_file.h"

#include <set>

namespace rancak::admin {

// categories.toml: [[category]] with id and name.
[[nodiscard]] std::vector<ServiceCategory> read_categories(TomlTable&, std::set<std::string>& taken_ids);

// An office's services.toml: [[service]] with its components, appended to the catalogue, which already has the
// categories and the office's counters. A component that a service leaves out is taken from [common], so that what holds
// for all services of an office is written once.
void read_services(TomlTable&, Catalogue&, const std::string& office, std::set<std::string>& taken_ids);

}  // namespace rancak::admin
