#include "kiosk/ui/phrases.h"
#include "kiosk/ui/widgets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace rancak::kiosk {
namespace {

float share_of_scale(double score) { return static_cast<float>(std::clamp((score - 1) / 4, 0.0, 1.0)); }

void draw_trend(Page& page, Box plot, std::span<const TrendPoint> points) {
    Brush* brush = page.brush();
    if (brush == nullptr) return;
    const Palette& paints = page.paints();
    const float hair = page.glass().stroke(stroke::hair), bold = page.px(stroke::bold);
    const auto y_of = [&](double score) { return plot.bottom() - plot.height * share_of_scale(score); };
    for (int score = 1; score <= 5; ++score)
        brush->fill({plot.x, std::round(y_of(score)), plot.width, hair}, paints.divider);
    const float step = plot.width / static_cast<float>(points.size());
    std::vector<Point> line;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const float x = plot.x + step * (static_cast<float>(i) + 0.5F);
        const Mean& mean = points[i].mean;
        const float top = y_of(mean.interval.high), bottom = y_of(mean.interval.low);
        const float half = std::min(step * 0.3F, page.px(3_mm));
        brush->fill({x - half, top, 2 * half, std::max(bottom - top, hair)}, paints.track, half / 2);
        line.push_back({x, y_of(mean.value)});
    }
    if (line.size() > 1) brush->stroke(line, bold, paints.gold_deep);
    for (const Point& point : line) brush->disc(point, bold * 1.9F, paints.accent);
}

// Labels under the points, as many as have room, the newest always.
void draw_trend_labels(Page& page, Box plot, float y, std::span<const TrendPoint> points) {
    const float step = plot.width / static_cast<float>(points.size());
    float widest = 0;
    for (const TrendPoint& point : points)
        widest = std::max(widest, text_width(page.fonts(), Type::body, point.when) + page.px(space::gap));
    const auto every = static_cast<std::size_t>(std::max(1.0F, std::ceil(widest / step)));
    for (std::size_t i = 0; i < points.size(); ++i) {
        if ((points.size() - 1 - i) % every != 0) continue;
        const float x = plot.x + step * (static_cast<float>(i) + 0.5F);
        const float left = std::clamp(x - widest / 2, plot.x - page.px(space::gap), plot.right() + page.px(space::gap) - widest);
        page.text({left, y, widest, 0}, points[i].when,
                  {.paint = page.paints().ink_soft, .align = Align::centre});
    }
}

}  // namespace

float distribution_bars(Page& page, Box at, const Distribution& distribution) {
    const float row = std::max(page.line(Type::strong), page.px(9_mm)), gap = page.px(space::gap) * 0.8F;
    std::uint64_t most = 1;
    float count_width = 0;
    for (const std::uint64_t count : distribution.counts) {
        most = std::max(most, count);
        const std::string text = whole_number(page.words(), page.language(), count);
        count_width = std::max(count_width, text_width(page.fonts(), Type::strong, text) + 1);
    }
    for (int score = 5; score >= 1; --score) {
        const std::uint64_t count = distribution.counts[static_cast<std::size_t>(score - 1)];
        const float y = at.y + static_cast<float>(5 - score) * (row + gap);
        const Box line{at.x, y, at.width, row};
        const std::string number = whole_number(page.words(), page.language(), count);
        page.group("bar/" + std::to_string(score), Role::plot,
                   page.word(after(Word::score_1, score - 1)) + ": " + number, line, [&] {
            if (Brush* brush = page.brush()) {
                draw_face(*brush, page.paints(), score, {at.x + row / 2, y + row / 2}, row / 2);
                const Box track{at.x + row + gap * 2, y + row * 0.2F, at.width - row - count_width - gap * 4, row * 0.6F};
                brush->fill(track, page.paints().track, track.height / 2);
                const float share = static_cast<float>(count) / static_cast<float>(most);
                if (count > 0)
                    brush->fill({track.x, track.y, std::max(track.height, track.width * share), track.height},
                                page.paints().gold_deep, track.height / 2);
            }
            page.label({line.right() - count_width, y, count_width, row}, number,
                       {.type = Type::strong, .paint = page.paints().ink, .align = Align::right});
        });
    }
    return 5 * row + 4 * gap;
}

float mean_scale(Page& page, Box at, double mean, Interval interval, std::string_view label) {
    const float bar = page.px(4_mm), mark = page.px(3.2_mm), top = mark * 0.6F;
    const float numbers = page.line(Type::body);
    const float side = std::max(mark, text_width(page.fonts(), Type::body, "5") / 2 + 1);
    const Box track{at.x + side, at.y + top, at.width - 2 * side, bar};
    page.group("mean", Role::plot, std::string(label), {at.x, at.y, at.width, top + bar + numbers + mark}, [&] {
        if (Brush* brush = page.brush()) {
            const Palette& paints = page.paints();
            brush->fill(track, paints.track, bar / 2);
            const float low = track.x + track.width * share_of_scale(interval.low);
            const float high = track.x + track.width * share_of_scale(interval.high);
            brush->fill({low, track.y, std::max(bar, high - low), bar}, paints.gold_deep, bar / 2);
            const Point dot{track.x + track.width * share_of_scale(mean), track.centre().y};
            brush->disc(dot, mark, paints.card);
            brush->disc(dot, mark * 0.78F, paints.accent);
        }
        for (int score = 1; score <= 5; ++score) {
            const std::string text = std::to_string(score);
            const float width = text_width(page.fonts(), Type::body, text) + 1;
            page.text({track.x + track.width * share_of_scale(score) - width / 2, track.bottom() + mark * 0.6F, width, 0},
                      text, {.paint = page.paints().ink_soft});
        }
    });
    return top + bar + mark * 0.6F + numbers;
}

void trend_plot(Page& page, Box box, std::string_view label, std::span<const TrendPoint> points) {
    if (points.empty()) return;
    page.group("trend", Role::plot, std::string(label), box, [&] {
        const float numbers = text_width(page.fonts(), Type::body, "5") + page.px(space::gap);
        const float below = page.line(Type::body), half = below / 2;
        const Box plot{box.x + numbers, box.y + half, box.width - numbers, box.height - below - half - page.px(space::gap)};
        for (const int score : {1, 3, 5})
            page.text({box.x, plot.bottom() - plot.height * share_of_scale(score) - half, numbers, 0},
                      std::to_string(score), {.paint = page.paints().ink_soft});
        draw_trend(page, plot, points);
        draw_trend_labels(page, plot, box.bottom() - below, points);
    });
}

}  // namespace rancak::kiosk
