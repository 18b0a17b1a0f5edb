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

}  // namespace rancak::server
