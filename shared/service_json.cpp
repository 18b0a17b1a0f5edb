#include "shared/service_json.h"

namespace rancak {
namespace {

using nlohmann::json;

constexpr std::size_t max_counters = 200;

LocalText read_members(JsonFields& fields, std::size_t most) {
    LocalText text;
    text.indonesian = fields.text("id", most);
    text.minangkabau = fields.optional_text("min", most);
    text.english = fields.optional_text("en", most);
    return text;
}

// The components that are one text each, by their members.
template <class Standard, class Visit>
void each_text(Standard& standard, Visit visit) {
    visit("time", standard.time);
    visit("cost", standard.cost);
    visit("product", standard.product);
    visit("complaints", standard.complaints);
    for (const Management one : managements) visit(code(one).data(), standard.management[static_cast<std::size_t>(one)]);
}

json to_json(const ServiceStandard& standard) {
    json value = json::object();
    if (!standard.requirements.empty()) value["requirements"] = rancak::to_json(standard.requirements);
    if (!standard.procedure.empty()) value["procedure"] = rancak::to_json(standard.procedure);
    each_text(standard, [&](const char* member, const LocalText& text) {
        if (!text.indonesian.empty()) value[member] = rancak::to_json(text);
    });
    return value;
}

ServiceStandard read_standard(JsonFields& fields) {
    ServiceStandard standard;
    standard.requirements = read_texts(fields, "requirements", max_service_items);
    standard.procedure = read_texts(fields, "procedure", max_service_items);
    each_text(standard, [&](const char* member, LocalText& text) {
        if (fields.has(member)) text = read_text(fields, member, max_service_text);
    });
    return standard;
}

}  // namespace

json to_json(const LocalText& text) {
    json value{{"id", text.indonesian}};
    if (!text.minangkabau.empty()) value["min"] = text.minangkabau;
    if (!text.english.empty()) value["en"] = text.english;
    return value;
}

LocalText read_text(JsonFields& fields, const char* member, std::size_t most) {
    LocalText text;
    fields.inside(member, [&](JsonFields& inner) { text = read_members(inner, most); });
    return text;
}

json to_json(const std::vector<LocalText>& texts) {
    json array = json::array();
    for (const LocalText& text : texts) array.push_back(to_json(text));
    return array;
}

std::vector<LocalText> read_texts(JsonFields& fields, const char* member, std::size_t most) {
    std::vector<LocalText> list;
    if (!fields.has(member)) return list;
    fields.each(member, most, [&](JsonFields& entry) { list.push_back(read_members(entry, max_service_item)); });
    return list;
}

json to_json(const ServiceCategory& category) { return {{"id", category.id}, {"name", to_json(category.name)}}; }

ServiceCategory read_category(JsonFields& fields) {
    return {fields.id("id"), read_text(fields, "name", max_category_name)};
}

json to_json(const Service& service) {
    json value{{"id", service.id}, {"office", service.office}, {"name", to_json(service.name)}, {"counters", service.counters}};
    if (!service.category.empty()) value["category"] = service.category;
    if (!service.also.empty()) value["also"] = service.also;
    if (json standard = to_json(service.standard); !standard.empty()) value["standard"] = std::move(standard);
    if (service.checked_on) value["checked_on"] = to_iso_date(*service.checked_on);
    if (service.sample) value["sample"] = true;
    if (!service.link.empty()) value["link"] = service.link;
    return value;
}

Service read_service(JsonFields& fields) {
    Service service;
    service.id = fields.id("id");
    service.office = fields.id("office");
    service.name = read_text(fields, "name", max_name);
    service.counters = fields.texts("counters", max_counters, 40);
    service.category = fields.optional_id("category");
    if (fields.has("also")) service.also = fields.texts("also", max_also_words, max_also);
    if (fields.has("standard"))
        fields.inside("standard", [&](JsonFields& inner) { service.standard = read_standard(inner); });
    if (fields.has("checked_on")) service.checked_on = fields.date("checked_on");
    service.sample = fields.has("sample") && fields.boolean("sample");
    service.link = fields.optional_text("link", max_link_bytes);
    return service;
}

json to_json(const Pledge& pledge) {
    json value{{"promises", rancak::to_json(pledge.promises)}};
    if (pledge.sample) value["sample"] = true;
    return value;
}

Pledge read_pledge(JsonFields& fields) {
    Pledge pledge;
    pledge.promises = read_texts(fields, "promises", max_promises);
    pledge.sample = fields.has("sample") && fields.boolean("sample");
    return pledge;
}

}  // namespace rancak
