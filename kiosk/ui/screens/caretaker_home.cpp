#include "kiosk/ui/chrome.h"
#include "kiosk/ui/deeds.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/screens/screens.h"
#include "kiosk/ui/tile_grid.h"

#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

struct Fact {
    Word name;
    std::string value;
    bool wide = false;  // takes a row of its own
};

std::string when(const Page& page, const State& state, const std::optional<Timestamp>& at) {
    return at ? moment(page.words(), page.language(), *at, offset_of(state)) : page.word(Word::health_never);
}

// In groups that an eye can compare, and between which a line may end.
std::string grouped(std::string_view hash) {
    constexpr std::size_t size = 8;
    std::string groups;
    for (std::size_t at = 0; at < hash.size(); at += size) {
        if (at > 0) groups += ' ';
        groups += hash.substr(at, size);
    }
    return groups;
}

std::vector<Fact> facts_of(const Page& page, const State& state, const Health& health) {
    const auto number = [&](std::uint64_t value) { return whole_number(page.words(), page.language(), value); };
    const std::string head = fill(page.word(Word::health_head_value), {{"seq", number(health.head_seq)}, {"hash", grouped(health.head)}});
    return {{Word::health_waiting, number(health.waiting)},
            {Word::health_parked, number(health.parked)},
            {Word::health_recorded, number(health.events)},
            {Word::health_disk, bytes(page.words(), page.language(), health.disk_free)},
            {Word::health_last_receipt, when(page, state, health.last_receipt)},
            {Word::health_version, state.setup.version},
            {Word::health_server, state.setup.server, true},
            {Word::health_folder, health.data_folder, true},
            {Word::health_journal, health.journal, true},
            {Word::health_head, head, true}};
}

float draw_fact(Page& page, Box at, const Fact& fact) {
    float y = at.y + page.text(at, page.word(fact.name), {.paint = page.paints().ink_soft});
    return y + page.text({at.x, y, at.width, 0}, fact.value, {.type = Type::strong, .paint = page.paints().ink}) - at.y;
}

float draw_facts(Page& page, Box at, std::span<const Fact> facts) {
    const float gap = page.px(space::medium), row_gap = page.px(space::small);
    const float narrowest = page.line(Type::body) * 7.5F;
    const int columns = std::clamp(static_cast<int>((at.width + gap) / (narrowest + gap)), 1, 3);
    const float width = (at.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    float y = at.y, row = 0;
    int column = 0;
    const auto end_row = [&] {
        if (column == 0) return;
        y += row + row_gap;
        row = 0;
        column = 0;
    };
    for (const Fact& fact : facts) {
        if (fact.wide) end_row();
        const Box box{at.x + static_cast<float>(column) * (width + gap), y, fact.wide ? at.width : width, 0};
        row = std::max(row, draw_fact(page, box, fact));
        ++column;
        if (fact.wide || column == columns) end_row();
    }
    end_row();
    return y - row_gap - at.y;
}

float draw_connection(Page& page, Box at, const State& state, const Health& health) {
    const Palette& paints = page.paints();
    const float disc = page.px(8_mm), indent = 2 * disc + page.px(space::small);
    const Box text{at.x + indent, at.y, at.width - indent, 0};
    const std::string title = page.word(health.online ? Word::health_online : Word::health_offline);
    std::string since;
    if (health.online_changed)
        since = fill(page.word(health.online ? Word::health_online_since : Word::health_offline_since),
                     {{"moment", when(page, state, health.online_changed)}});
    float y = at.y + page.text(text, title, {.type = Type::title, .paint = paints.ink});
    if (!since.empty()) y += page.text({text.x, y, text.width, 0}, since, {.paint = paints.ink_soft});
    if (!health.online && !health.last_error.empty())
        y += page.text({text.x, y, text.width, 0}, fill(page.word(Word::health_last_error), {{"why", health.last_error}}),
                       {.paint = paints.ink});
    const float height = std::max(2 * disc, y - at.y);
    if (Brush* brush = page.brush()) {
        const Point centre{at.x + disc, at.y + disc};
        brush->disc(centre, disc, health.online ? paints.good : paints.accent);
        page.icon(health.online ? Icon::wifi : Icon::unplugged, Type::strong, centre, health.online ? paints.on_good : paints.on_accent);
    }
    return height;
}

float draw_alarms(Page& page, Box at, const Health& health) {
    const Palette& paints = page.paints();
    if (health.alarms.empty()) return note(page, at, Icon::check_circle, page.word(Word::health_no_alarms), paints.ink);
    float y = at.y + page.text(at, page.word(Word::health_alarms), {.type = Type::strong, .paint = paints.ink, .role = Role::heading});
    for (const std::string& alarm : health.alarms) {
        y += page.px(space::gap);
        y += note(page, {at.x, y, at.width, 0}, Icon::alert, alarm, paints.ink);
    }
    return y - at.y;
}

std::array<Deed, 2> export_deeds(const Page& page) {
    return {Deed{"export/ratings", page.word(Word::export_ratings), Icon::usb, OpenExport{ExportKind::ratings_csv}},
            Deed{"export/journal", page.word(Word::export_journal), Icon::usb, OpenExport{ExportKind::journal}}};
}

float draw_exports(Page& page, Box at) {
    const float gap = page.px(space::gap);
    float y = at.y + page.text(at, page.word(Word::export_title), {.type = Type::strong, .paint = page.paints().ink, .role = Role::heading}) + gap;
    std::array<Point, 2> sizes{};
    const auto deeds = export_deeds(page);
    for (std::size_t i = 0; i < deeds.size(); ++i) {
        const float width = std::min(at.width, button_width(page, deeds[i].label, true));
        sizes[i] = {width, button_height(page, deeds[i].label, true, width)};
    }
    y += flow(page, {at.x, y, at.width, 0}, sizes, [&](std::size_t i, Box box) {
        if (button(page, box, {.id = deeds[i].id, .label = deeds[i].label, .icon = deeds[i].icon})) page.act(deeds[i].action);
    });
    return y - at.y;
}

float draw_health(Page& page, Box at, const State& state, const CaretakerHome& home) {
    const float gap = page.px(space::small);
    float y = at.y + page.text(at, page.word(Word::health_title), {.type = Type::title, .paint = page.paints().ink, .role = Role::heading}) + gap;
    if (!home.health) return y - at.y + page.text({at.x, y, at.width, 0}, page.word(Word::health_loading), {.paint = page.paints().ink});
    const Health& health = *home.health;
    const std::vector<Fact> facts = facts_of(page, state, health);
    const auto connection = [&](Box box) { return draw_connection(page, box, state, health); };
    const auto alarms = [&](Box box) { return draw_alarms(page, box, health); };
    const auto details = [&](Box box) { return draw_facts(page, box, facts); };
    const auto exports = [&](Box box) { return draw_exports(page, box); };
    if (at.width >= page.line(Type::body) * 30 && !page.glass().portrait()) {
        const float left = std::floor((at.width - gap) * 0.42F);
        float one = card(page, {at.x, y, left, 0}, connection) + gap;
        one += card(page, {at.x, y + one, left, 0}, alarms) + gap;
        one += card(page, {at.x, y + one, left, 0}, exports);
        const float other = card(page, {at.x + left + gap, y, at.width - left - gap, 0}, details);
        return y + std::max(one, other) - at.y;
    }
    y += card(page, {at.x, y, at.width, 0}, connection) + gap;
    y += card(page, {at.x, y, at.width, 0}, alarms) + gap;
    y += card(page, {at.x, y, at.width, 0}, exports) + gap;
    return y + card(page, {at.x, y, at.width, 0}, details) - at.y;
}

// ---- The export

float draw_destinations(Page& page, Box at, const ExportState& exporting) {
    float y = at.y;
    const float gap = page.px(space::gap);
    if (exporting.destinations.empty())
        y += note(page, at, Icon::usb, page.word(Word::export_no_destination), page.paints().ink) + gap;
    for (const Destination& destination : exporting.destinations) {
        const TileLook look{.id = "destination/" + destination.path, .title = destination.label, .subtitle = destination.path,
                            .icon = Icon::folder};
        const float height = tile_height(page, look, at.width);
        if (tile(page, {at.x, y, at.width, height}, look)) page.act(StartExport{destination.path});
        y += height + gap;
    }
    return y - at.y;
}

float draw_running(Page& page, Box at, const ExportState& exporting) {
    const auto number = [&](std::uint64_t value) { return whole_number(page.words(), page.language(), value); };
    const std::string said = fill(page.word(Word::export_progress), {{"done", number(exporting.done)}, {"total", number(exporting.total)}});
    float y = at.y + page.text(at, said, {.paint = page.paints().ink}) + page.px(space::small);
    const double share = exporting.total == 0 ? 0 : static_cast<double>(exporting.done) / static_cast<double>(exporting.total);
    progress_bar(page, {at.x, y, at.width, page.px(6_mm)}, said, share);
    return y + page.px(6_mm) + page.px(space::medium) - at.y;
}

float draw_ended(Page& page, Box at, const ExportState& exporting) {
    using Step = ExportState::Step;
    const Palette& paints = page.paints();
    const bool done = exporting.step == Step::done;
    const Word title = done ? Word::export_done : exporting.step == Step::failed ? Word::export_failed : Word::export_cancelled;
    float y = at.y + note(page, at, done ? Icon::check_circle : Icon::alert, page.word(title), paints.ink, Type::strong);
    if (!exporting.message.empty() && exporting.step != Step::cancelled)
        y += page.px(space::gap) + page.text({at.x, y + page.px(space::gap), at.width, 0}, exporting.message, {.paint = paints.ink});
    return y + page.px(space::medium) - at.y;
}

void draw_export(Page& page, const ExportState& exporting) {
    using Step = ExportState::Step;
    const Word kind = exporting.kind == ExportKind::journal ? Word::export_journal : Word::export_ratings;
    const std::string title = page.word(kind) + (exporting.step == Step::choosing ? ". " + page.word(Word::export_destination) : "");
    dialog(page, "export", title, [&](Box at) {
        float y = at.y;
        switch (exporting.step) {
            case Step::choosing: y += draw_destinations(page, at, exporting); break;
            case Step::running: y += draw_running(page, at, exporting); break;
            case Step::done:
            case Step::failed:
            case Step::cancelled: y += draw_ended(page, at, exporting); break;
        }
        const bool running = exporting.step == Step::running;
        const std::string& label = page.word(running ? Word::export_cancel : Word::export_close);
        const float height = button_height(page, label, true, at.width);
        if (button(page, {at.x, y, at.width, height}, {.id = running ? "cancel" : "close", .label = label, .icon = Icon::close}))
            page.act(running ? Action(CancelExport{}) : Action(CloseExport{}));
        return y + height - at.y;
    });
}

void draw_home(Page& page, const State& state, const CaretakerHome& home) {
    const Box body = draw_header(page, state);
    page.scrolled("health", body, [&](Box at) { return draw_health(page, at, state, home); }, 0);
    draw_bar(page, Leave::done);
}

}  // namespace

void draw_screen(Page& page, const State& state, const CaretakerHome& home) {
    if (!home.exporting) return draw_home(page, state, home);
    page.inert([&] { draw_home(page, state, home); });
    draw_export(page, *home.exporting);
}

}  // namespace rancak::kiosk
