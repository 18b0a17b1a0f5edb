#include "kiosk/core/services.h"

#include "kiosk/core/participation.h"
#include "kiosk/core/survey.h"
#include "kiosk/core/turn.h"
#include "shared/public_address.h"

#include <algorithm>

namespace rancak::kiosk {
namespace {

bool is_of(const State& state, const Service& service) { return service.office == state.setup.office; }

bool has_services(const State& state) {
    const auto& services = state.catalogue->services;
    return std::any_of(services.begin(), services.end(), [&](const Service& one) { return is_of(state, one); });
}

// What was typed has changed, or the catalogue has: what it finds now.
void search(Turn& turn, ServiceList& list) {
    if (!list.typing.text.says_something()) {
        list.found = {};
        return;
    }
    Visit& visit = turn.visit();
    if (!visit.index) visit.index = std::make_shared<const ServiceIndex>(*turn.state.catalogue, turn.state.setup.office);
    list.found = visit.index->find(list.typing.text.utf8());
}

void show_list(Turn& turn) {
    ServiceList list;
    list.typing = typing_at_most(max_searched);
    turn.show(std::move(list));
}

const Service* own_service(const State& state, std::string_view id) {
    const Service* service = state.catalogue->service(id);
    return service && is_of(state, *service) ? service : nullptr;
}

void add_line(std::string& text, const std::string& line) { text += (text.empty() ? "" : "\n") + line; }

}  // namespace

// ---- What is shown ---------------------------------------------------------------------------------------------------

std::vector<Door> doors(const State& state) {
    std::vector<Door> list{Door::rate};
    if (has_services(state)) list.push_back(Door::services);
    list.push_back(Door::cases);
    if (survey_is_on(state)) list.push_back(Door::survey);
    if (has_participation(state)) list.push_back(Door::participation);
    const Office* office = office_of(state);
    if (office && !office->pledge.promises.empty()) list.push_back(Door::pledge);
    return list;
}

bool has_home(const State& state) { return doors(state).size() > 1; }

std::vector<const ServiceCategory*> categories_of(const State& state) {
    std::vector<const ServiceCategory*> list;
    const auto& services = state.catalogue->services;
    for (const ServiceCategory& category : state.catalogue->categories)
        if (std::any_of(services.begin(), services.end(),
                        [&](const Service& one) { return is_of(state, one) && one.category == category.id; }))
            list.push_back(&category);
    return list;
}

Listed listed(const State& state, const ServiceList& list) {
    const auto& services = state.catalogue->services;
    Listed result;
    const auto add = [&](const Service& service) {
        if (result.services.size() < most_listed) result.services.push_back(&service);
        else ++result.more;
    };
    if (list.typing.text.says_something()) {
        for (const std::size_t place : list.found.services)
            if (place < services.size()) add(services[place]);
        return result;
    }
    for (const Service& service : services)
        if (is_of(state, service) && (list.category.empty() || service.category == list.category)) add(service);
    return result;
}

const Service* service_of(const State& state, const ServicePage& page) { return own_service(state, page.service); }

bool is_ticked(const State& state, const ServicePage& page, std::size_t requirement) {
    if (!state.visit) return false;
    const auto ticked = state.visit->ticked.find(page.service);
    return ticked != state.visit->ticked.end() && ticked->second.contains(requirement);
}

bool has_management(const Service& service) {
    return std::any_of(managements.begin(), managements.end(),
                       [&](Management one) { return !service.standard.of(one).indonesian.empty(); });
}

Opening opening_of(const Office& office, Timestamp wall) {
    const LocalDay today = local_day(wall, office.utc_offset);
    const auto into_day = std::chrono::floor<std::chrono::minutes>(wall.time_since_epoch() + office.utc_offset) -
                          std::chrono::duration_cast<std::chrono::minutes>(today.time_since_epoch());
    // Each day that it is shut hides at most one on which it would have been open.
    const int week = 7, furthest = week * (1 + static_cast<int>(office.shut_days.size()));
    for (int later = 0; later <= furthest; ++later) {
        const LocalDay day = today + std::chrono::days{later};
        const OpeningHours hours = hours_on(office, day);
        if (hours.closes <= hours.opens) continue;
        if (later == 0 && into_day >= hours.opens && into_day < hours.closes) return {true, Opening::Change{day, hours.closes}};
        if (later > 0 || into_day < hours.opens) return {false, Opening::Change{day, hours.opens}};
    }
    return {};
}

std::string link_of(const Service& service, const Office& office) {
    if (!service.link.empty() || office.public_address.empty()) return service.link;
    return page_of_service(office.public_address, service.id);
}

std::string taken_along(const Service& service, const Office& office, Language language) {
    if (const std::string link = link_of(service, office); !link.empty()) return link;
    constexpr std::string_view goes_on = "…";
    std::string text;
    add_line(text, service.name.in(language));
    add_line(text, office.name.in(language));
    int number = 0;
    for (const LocalText& requirement : service.standard.requirements) {
        const std::string line = std::to_string(++number) + ". " + requirement.in(language);
        if (text.size() + 1 + line.size() + 1 + goes_on.size() > max_taken_bytes) {
            add_line(text, std::string(goes_on));
            break;
        }
        add_line(text, line);
    }
    return text;
}

// ---- What a citizen does ---------------------------------------------------------------------------------------------

void open_home(Turn& turn) {
    if (!turn.on<Attract>() || !has_home(turn.state)) return;
    turn.visit().through_home = true;
    turn.show(Home{});
}

void open_services(Turn& turn) {
    if (turn.on<Home>() && has_services(turn.state)) show_list(turn);
}

void open_pledge(Turn& turn) {
    if (!turn.on<Home>()) return;
    const auto open = doors(turn.state);
    if (std::find(open.begin(), open.end(), Door::pledge) != open.end()) turn.show(PledgePage{});
}

void pick_category(Turn& turn, const std::string& category) {
    auto* list = turn.on<ServiceList>();
    if (!list) return;
    if (!category.empty() && !turn.state.catalogue->category(category)) return;
    // Words and categories are two ways to look; the later one counts.
    clear(list->typing);
    list->keyboard = false;
    list->category = list->category == category ? std::string{} : category;
    search(turn, *list);
}

void open_keyboard(Turn& turn, bool open) {
    auto* list = turn.on<ServiceList>();
    if (!list) return;
    list->keyboard = open;
    if (open) list->category.clear();
}

void text_changed(Turn& turn) {
    if (auto* list = turn.on<ServiceList>()) search(turn, *list);
}

void open_service(Turn& turn, const std::string& id) {
    auto* list = turn.on<ServiceList>();
    if (!list || !own_service(turn.state, id)) return;
    ServiceList from = *list;
    from.keyboard = false;
    turn.show(ServicePage{id, false, std::move(from)});
}

void toggle_requirement(Turn& turn, std::size_t requirement) {
    const auto* page = turn.on<ServicePage>();
    const Service* service = page ? service_of(turn.state, *page) : nullptr;
    if (!service || requirement >= service->standard.requirements.size()) return;
    auto& ticked = turn.visit().ticked[page->service];
    if (ticked.erase(requirement) == 0) ticked.insert(requirement);
}

void toggle_more(Turn& turn) {
    auto* page = turn.on<ServicePage>();
    const Service* service = page ? service_of(turn.state, *page) : nullptr;
    if (service && has_management(*service)) page->more = !page->more;
}

bool back_from_information(Turn& turn) {
    if (turn.on<Home>()) {
        turn.end_visit();
    } else if (auto* list = turn.on<ServiceList>()) {
        if (list->keyboard) list->keyboard = false;
        else turn.show(Home{});
    } else if (auto* page = turn.on<ServicePage>()) {
        // Moved out first: show() replaces the page that it is a part of.
        ServiceList from = std::move(page->from);
        turn.show(std::move(from));
    } else if (turn.on<PledgePage>()) {
        turn.show(Home{});
    } else {
        return false;
    }
    return true;
}

void information_changed(Turn& turn) {
    if (!turn.state.visit) return;
    turn.state.visit->index.reset();
    turn.state.visit->ticked.clear();  // they are places in lists that may be other lists now
    const auto renew = [&](ServiceList& list) {
        if (!turn.state.catalogue->category(list.category)) list.category.clear();
        search(turn, list);
    };
    if (auto* page = turn.on<ServicePage>()) {
        renew(page->from);
        if (!service_of(turn.state, *page)) back_from_information(turn);
    }
    if (auto* list = turn.on<ServiceList>()) {
        renew(*list);
        if (!has_services(turn.state)) turn.show(Home{});
    }
    if (turn.on<PledgePage>()) {
        const auto open = doors(turn.state);
        if (std::find(open.begin(), open.end(), Door::pledge) == open.end()) turn.show(Home{});
    }
}

}  // namespace rancak::kiosk
