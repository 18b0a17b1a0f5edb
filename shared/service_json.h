#pragma once

// The catalogue's texts and services as JSON. Heavy: include it in .cpp files only.

#include "shared/json_fields.h"
#include "shared/service.h"

namespace rancak {

// {"id","min","en"}; an empty min or en is left out.
[[nodiscard]] nlohmann::json to_json(const LocalText&);
[[nodiscard]] LocalText read_text(JsonFields&, const char* member, std::size_t max_code_points);

// A list of such, each of at most max_service_item code points.
[[nodiscard]] nlohmann::json to_json(const std::vector<LocalText>&);
[[nodiscard]] std::vector<LocalText> read_texts(JsonFields&, const char* member, std::size_t most);  // missing: empty

[[nodiscard]] nlohmann::json to_json(const ServiceCategory&);
[[nodiscard]] ServiceCategory read_category(JsonFields&);

// What is empty is left out, and what is left out is empty: a catalogue from before the standards reads as one without.
[[nodiscard]] nlohmann::json to_json(const Service&);
[[nodiscard]] Service read_service(JsonFields&);

[[nodiscard]] nlohmann::json to_json(const Pledge&);
[[nodiscard]] Pledge read_pledge(JsonFields&);

}  // namespace rancak
