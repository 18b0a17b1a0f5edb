#pragma once

#include "shared/catalogue.h"
#include "shared/config/toml_file.h"

#include <set>
#include <string>

namespace rancak::admin {

// Ids that a catalogue's announcements, forums, changes and awards have so far.
struct ParticipationIds {
    std::set<std::string> announcements, forums, changes, awards;
};

// participation.toml, of the whole city or (in its folder) of an office: [[announcement]], [[forum]] and [[change]], and of an
// office also [[award]] and [index]. Appended to the catalogue, which already has the office and its people; `office` empty: the city's.
void read_participation(TomlTable&, Catalogue&, const std::string& office, ParticipationIds& taken);

}  // namespace rancak::admin
