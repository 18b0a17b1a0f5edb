#include "admin/service_file.h"

#include "admin/catalogue_values.h"

namespace rancak::admin {
namespace {

ServiceStandard read_standard(TomlTable& table, const ServiceStandard& common) {
    const auto text = [&](std::string_view key, const LocalText& fallback) {
        return read_local_text(table, key, max_service_text, fallback);
    };
    ServiceStandard standard;
    standard.requirements = read_local_texts(table, "requirements", max_service_items, common.requirements);
    standard.procedure = read_local_texts(table, "procedure", max_service_items, common.procedure);
    standard.time = text("time", common.time);
    standard.cost = text("cost", common.cost);
    standard.product = text("product", common.product);
    standard.complaints = text("complaints", common.complaints);
    for (const Management one : managements)
        standard.management[static_cast<std::size_t>(one)] = text(code(one), common.of(one));
    return standard;
}

std::vector<std::string> read_counters(TomlTable& table, const Catalogue& catalogue, const std::string& office) {
    std::vector<std::string> counters = table.texts("counters");
    for (const std::string& id : counters) {
        const Counter* counter = catalogue.counter(id);
        if (!counter || counter->office != office) table.mistake("counters", '"' + id + '"', "counters of this office's office.toml");
    }
    return counters;
}

std::string read_category(TomlTable& table, const Catalogue& catalogue) {
    std::string category = table.text("category", "");
    if (!category.empty() && !catalogue.category(category))
        table.mistake("category", '"' + category + '"', "a category of categories.toml");
    return category;
}

std::vector<std::string> read_also(TomlTable& table) {
    std::vector<std::string> also = table.texts("also");
    if (also.size() > max_also_words)
        table.mistake("also", std::to_string(also.size()) + " entries", "at most " + std::to_string(max_also_words));
    for (const std::string& other : also)
        if (const auto wrong = fault_of_text(other, max_also)) table.mistake("also", wrong->found, wrong->expected);
    return also;
}

std::string read_link(TomlTable& table) {
    std::string link = table.text("link", "");
    if (!link.empty() && !is_link(link))
        table.mistake("link", '"' + link + '"',
                      "an address that begins with https:// and has at most " + std::to_string(max_link_bytes) + " characters");
    return link;
}

}  // namespace

std::vector<ServiceCategory> read_categories(TomlTable& file, std::set<std::string>& taken_ids) {
    std::vector<ServiceCategory> categories;
    for (TomlTable& table : file.tables("category"))
        categories.push_back({read_id(table, taken_ids), read_local_text(table, "name", max_category_name)});
    return categories;
}

void read_services(TomlTable& file, Catalogue& catalogue, const std::string& office, std::set<std::string>& taken_ids) {
    TomlTable common_table = file.table("common");
    const ServiceStandard common = read_standard(common_table, {});
    for (TomlTable& table : file.tables("service")) {
        Service service;
        service.id = read_id(table, taken_ids);
        service.office = office;
        service.name = read_local_text(table, "name", max_name);
        service.counters = read_counters(table, catalogue, office);
        service.category = read_category(table, catalogue);
        service.also = read_also(table);
        service.standard = read_standard(table, common);
        service.checked_on = table.date("checked_on");
        service.sample = table.boolean("sample", false);
        service.link = read_link(table);
        catalogue.services.push_back(std::move(service));
    }
}

}  // namespace rancak::admin
