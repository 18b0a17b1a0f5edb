#include "kiosk/ui/screens/standing.h"

#include "kiosk/ui/chrome.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/widgets.h"

#include <array>

namespace rancak::kiosk {
namespace {

constexpr std::size_t most_reasons = 6;

std::string period(const Page& page, const Standing& standing) {
    return fill(page.word(Word::standing_period), {{"from", short_date(page.words(), page.language(), standing.from)},
                                                   {"until", short_date(page.words(), page.language(), standing.until)}});
}

float sub_heading(Page& page, Box at, std::string_view text) {
    return page.text(at, text, {.type = Type::strong, .paint = page.paints().ink, .role = Role::heading}) + page.px(space::gap);
}

float draw_mean(Page& page, Box at, const Standing& standing) {
    const Palette& paints = page.paints();
    const auto number = [&](double value) { return decimal(page.words(), page.language(), value, 1); };
    const std::string n = counted(page.words(), page.language(), Word::standing_ratings_one, standing.n);
    float y = at.y;
    if (!standing.mean || !standing.interval) {
        y += page.text(at, n, {.type = Type::title, .paint = paints.ink}) + page.px(space::gap);
        return y - at.y + note(page, {at.x, y, at.width, 0}, Icon::eye_off,
                    fill(page.word(Word::standing_mean_floor), {{"floor", std::to_string(mean_floor)}}), paints.ink);
    }
    const std::string mean = number(*standing.mean);
    const float width = text_width(page.fonts(), Type::display, mean) + page.px(space::medium);
    const std::string between = fill(page.word(Word::standing_interval),
                                     {{"low", number(standing.interval->low)}, {"high", number(standing.interval->high)}});
    const Box beside{at.x + width, at.y, at.width - width, 0};
    const float big = page.line(Type::display);
    const float first = page.text_height(n, {.type = Type::strong, .paint = {}}, beside.width);
    const float second = page.text_height(between, {.paint = {}}, beside.width);
    const float height = std::max(big, first + second);
    page.text({at.x, at.y + (height - big) / 2, width, 0}, mean, {.type = Type::display, .paint = paints.ink});
    const float top = at.y + (height - first - second) / 2;
    page.text({beside.x, top, beside.width, 0}, n, {.type = Type::strong, .paint = paints.ink});
    page.text({beside.x, top + first, beside.width, 0}, between, {.paint = paints.ink_soft});
    y += height + page.px(space::gap);
    const std::string said = page.word(Word::standing_mean) + ": " + mean + ". " + between + ".";
    return y - at.y + mean_scale(page, {at.x, y, at.width, 0}, *standing.mean, *standing.interval, said);
}

struct CauseWord {
    Cause cause;
    Word word;
    Icon icon;
};
constexpr std::array cause_words{
    CauseWord{Cause::officer, Word::cause_officer, Icon::person}, CauseWord{Cause::rule, Word::cause_rule, Icon::file},
    CauseWord{Cause::queue, Word::cause_queue, Icon::people}, CauseWord{Cause::place, Word::cause_place, Icon::home}};

// Under each cause its reasons, most named first.
float draw_reasons(Page& page, Box at, const State& state, const Standing& standing) {
    float y = at.y + sub_heading(page, at, page.word(Word::standing_reasons));
    if (standing.reasons.empty())
        return y - at.y + page.text({at.x, y, at.width, 0}, page.word(Word::standing_no_reasons), {.paint = page.paints().ink_soft});
    for (const CauseWord& cause : cause_words) {
        std::size_t shown = 0;
        for (const ReasonCount& count : standing.reasons) {
            const Reason* reason = state.catalogue->reason(count.reason);
            if (count.cause != cause.cause || reason == nullptr || shown == most_reasons) continue;
            if (shown++ == 0) {
                y += note(page, {at.x, y, at.width, 0}, cause.icon, page.word(cause.word), page.paints().ink, Type::strong);
            }
            const std::string times = whole_number(page.words(), page.language(), count.times);
            const float width = text_width(page.fonts(), Type::strong, times) + page.px(space::small);
            const float indent = page.line(Type::strong) + page.px(space::gap) * 0.8F;
            const float used = page.text({at.x + indent, y, at.width - width - indent, 0}, page.local(reason->text), {.paint = page.paints().ink});
            page.text({at.right() - width, y, width, 0}, times, {.type = Type::strong, .paint = page.paints().ink, .align = Align::right});
            y += used;
        }
        if (shown > 0) y += page.px(space::gap);
    }
    return y - page.px(space::gap) - at.y;
}

float draw_trend(Page& page, Box at, const Standing& standing) {
    const std::string& title = page.word(Word::standing_trend);
    const float top = sub_heading(page, at, title);
    std::vector<TrendPoint> points;
    std::string said = title + ":";
    for (const Week& week : standing.trend) {
        const auto mean_of_week = mean(week.distribution);
        if (!mean_of_week) continue;
        points.push_back({brief_date(page.words(), page.language(), week.monday), *mean_of_week});
        said += " " + points.back().when + " " + decimal(page.words(), page.language(), mean_of_week->value, 1) + ";";
    }
    const float height = points.empty() ? 0 : page.px(42_mm) + 2 * page.line(Type::body);
    trend_plot(page, {at.x, at.y + top, at.width, height}, said, points);
    return top + height;
}

// When the figures are from, and what nobody should expect of them.
float draw_origin(Page& page, Box at, const State& state, const StandingView& view) {
    const Palette& paints = page.paints();
    float y = at.y;
    if (view.offline)
        y += note(page, at, Icon::unplugged, page.word(Word::standing_offline), paints.ink, Type::strong) + page.px(space::gap);
    const std::string when = moment(page.words(), page.language(), view.as_of, offset_of(state));
    y += note(page, {at.x, y, at.width, 0}, Icon::clock, fill(page.word(Word::standing_as_of), {{"moment", when}}), paints.ink_soft);
    y += note(page, {at.x, y, at.width, 0}, Icon::eye_off, page.word(Word::standing_delay), paints.ink_soft);
    return y - at.y;
}

}  // namespace

float draw_standing(Page& page, Box at, const State& state, const StaffHome& home) {
    const Palette& paints = page.paints();
    const float gap = page.px(space::small);
    float y = at.y + page.text(at, page.word(Word::standing_title), {.type = Type::title, .paint = paints.ink, .role = Role::heading});
    const auto add_card = [&](Call<float(Box)> content) { y += card(page, {at.x, y, at.width, 0}, content) + gap; };
    if (!home.standing) {
        y += gap;
        const Word word = home.loading ? Word::standing_loading : Word::standing_missing;
        add_card([&](Box box) {
            return note(page, box, home.loading ? Icon::clock : Icon::unplugged, page.word(word), paints.ink);
        });
        return y - gap - at.y;
    }
    const Standing& standing = home.standing->standing;
    y += page.text({at.x, y, at.width, 0}, period(page, standing), {.paint = paints.ink_soft}) + gap;
    add_card([&](Box box) { return draw_mean(page, box, standing); });
    if (standing.distribution) {
        add_card([&](Box box) {
            const float top = sub_heading(page, box, page.word(Word::standing_distribution));
            return top + distribution_bars(page, {box.x, box.y + top, box.width, 0}, *standing.distribution);
        });
        add_card([&](Box box) { return draw_reasons(page, box, state, standing); });
        if (!standing.trend.empty()) add_card([&](Box box) { return draw_trend(page, box, standing); });
    } else {
        add_card([&](Box box) {
            return note(page, box, Icon::eye_off,
                        fill(page.word(Word::standing_rest_floor), {{"floor", std::to_string(distribution_floor)}}), paints.ink);
        });
    }
    y += draw_origin(page, {at.x, y, at.width, 0}, state, *home.standing);
    return y - at.y;
}

}  // namespace rancak::kiosk
