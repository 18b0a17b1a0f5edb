#include "server/core/figures_json.h"

#include "shared/encoding.h"

namespace rancak::server {

std::string period_json(const Period& period) {
    return "\"from\":\"" + to_iso_date(period.from) + "\",\"until\":\"" + to_iso_date(period.until) + "\"";
}

std::string text_json(const LocalText& text) {
    std::string json = "{\"id\":" + json_string(text.indonesian);
    if (!text.minangkabau.empty()) json += ",\"min\":" + json_string(text.minangkabau);
    if (!text.english.empty()) json += ",\"en\":" + json_string(text.english);
    return json + "}";
}

std::string visits_json(const Visits& visits) {
    if (visits.count == 0) return "\"visits\":null";
    return "\"visits\":{\"count\":" + std::to_string(visits.count) + ",\"rated\":" + std::to_string(visits.rated) + "}";
}

Visits visits_of(const VisitsByOffice& visits, std::string_view office) {
    const auto found = visits.find(office);
    return found == visits.end() ? Visits{} : found->second;
}

}  // namespace rancak::server
