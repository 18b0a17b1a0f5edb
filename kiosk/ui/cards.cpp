#include "kiosk/ui/chrome.h"
#include "kiosk/ui/widgets.h"

#include <algorithm>
#include <cctype>
#include <cmath>

namespace rancak::kiosk {
namespace {

// The first character of a word, whole in UTF-8.
std::string_view first_character(std::string_view word) {
    std::size_t end = 1;
    while (end < word.size() && (static_cast<unsigned char>(word[end]) & 0xC0U) == 0x80U) ++end;
    return word.substr(0, end);
}

struct TileLayout {
    float disc, text_left, text_width, title, subtitle, height;
};

TileLayout tile_layout(const Page& page, const TileLook& look, float width) {
    TileLayout layout{};
    const float pad = page.px(space::small);
    layout.disc = look.plain ? 0 : page.px(size::portrait) / 2;
    layout.text_left = look.plain ? pad : pad + 2 * layout.disc + pad;
    layout.text_width = width - layout.text_left - pad;
    layout.title = page.text_height(look.title, {.type = Type::strong, .paint = {}}, layout.text_width);
    layout.subtitle = look.subtitle.empty() ? 0 : page.text_height(look.subtitle, {.paint = {}}, layout.text_width);
    layout.height = std::max(page.px(size::touch), std::max(2 * layout.disc, layout.title + layout.subtitle) + 2 * pad * 0.8F);
    return layout;
}

}  // namespace

std::string initials(std::string_view name) {
    std::string letters;
    int words = 0;
    while (!name.empty() && words < 2) {
        const std::size_t start = name.find_first_not_of(' ');
        if (start == std::string_view::npos) break;
        name.remove_prefix(start);
        if (std::isalpha(static_cast<unsigned char>(name.front())) != 0 || static_cast<unsigned char>(name.front()) >= 0x80) {
            letters += first_character(name);
            ++words;
        }
        const std::size_t end = name.find(' ');
        if (end == std::string_view::npos) break;
        name.remove_prefix(end);
    }
    return letters;
}

void portrait(Page& page, Point centre, float radius, std::string_view name, const std::optional<Hash>& photo) {
    Brush* brush = page.brush();
    if (brush == nullptr) return;
    const Palette& paints = page.paints();
    const Box box{centre.x - radius, centre.y - radius, 2 * radius, 2 * radius};
    void* texture = photo ? page.photos().texture(*photo) : nullptr;
    const float edge = page.glass().stroke(stroke::bold);
    if (texture != nullptr) {
        brush->picture(texture, box, radius);
        brush->ring(centre, radius, edge, paints.gold);
    } else {
        brush->framed_disc(centre, radius, paints.cloth, paints.gold, edge);
        const std::string letters = initials(name);
        const auto touches_the_ring = [&](Type type) {
            return std::hypot(text_width(page.fonts(), type, letters), page.line(type)) / 2 > radius - edge;
        };
        Type type = Type::title;
        for (const Type smaller : {Type::strong, Type::body})
            if (touches_the_ring(type)) type = smaller;
        page.label(box, letters, {.type = type, .paint = paints.on_cloth, .align = Align::centre});
    }
}

float tile_height(const Page& page, const TileLook& look, float width) { return tile_layout(page, look, width).height; }

bool tile(Page& page, Box box, const TileLook& look) {
    const float radius = page.px(radius::card);
    const Palette& paints = page.paints();
    const Press press = page.target(
        {.id = look.id, .role = Role::tile, .label = std::string(look.title), .box = box,
         .value = std::string(look.subtitle), .radius = radius},
        [&](const Press& now) {
            Brush* brush = page.brush();
            if (brush == nullptr) return;
            raised(page, box, now.held ? paints.pressed : paints.card, Edge::quiet, radius, now.held);
            const TileLayout layout = tile_layout(page, look, box.width);
            const Point disc{box.x + page.px(space::small) + layout.disc, box.centre().y};
            if (look.icon == Icon::none && !look.plain) {
                portrait(page, disc, layout.disc, look.title, look.photo);
            } else if (!look.plain) {
                brush->framed_disc(disc, layout.disc, now.held ? paints.pressed : paints.card, paints.gold_deep, page.glass().stroke(stroke::line));
                page.icon(look.icon, Type::title, disc, now.held ? paints.on_pressed : paints.gold_deep);
            }
            const float top = box.y + (box.height - layout.title - layout.subtitle) / 2;
            const Box text{box.x + layout.text_left, top, layout.text_width, layout.title};
            page.text(text, look.title, {.type = Type::strong, .paint = now.held ? paints.on_pressed : paints.ink});
            if (look.subtitle.empty()) return;
            page.text({text.x, top + layout.title, text.width, layout.subtitle}, look.subtitle,
                      {.paint = now.held ? paints.on_pressed : paints.ink_soft});
        });
    return press.done;
}

void raised(Page& page, Box box, Paint ground, Edge edge, float radius, bool held) {
    Brush* brush = page.brush();
    if (brush == nullptr) return;
    const Palette& paints = page.paints();
    const Paint line = edge == Edge::firm || held ? paints.outline : paints.divider;
    const float lift = held || page.high_contrast() ? 0 : page.px(stroke::bold);
    const float thin = page.glass().stroke(edge == Edge::firm ? stroke::line : stroke::hair);
    brush->fill({box.x, box.y, box.width, box.height + lift}, line, radius);
    brush->fill(box.inset(thin), ground, radius - thin);
}

float card_padding(const Page& page) { return page.px(page.small_screen() ? space::small : space::medium); }

float card(Page& page, Box at, Call<float(Box)> content) {
    const float pad = card_padding(page);
    const Box inside{at.x + pad, at.y + pad, at.width - 2 * pad, 0};
    const float height = std::max(at.height, page.measure([&] { return content(inside); }) + 2 * pad);
    if (page.brush() != nullptr) {
        raised(page, {at.x, at.y, at.width, height}, page.paints().card, Edge::quiet, page.px(radius::card));
        content(inside);
    }
    return height;
}

float note(Page& page, Box at, Icon icon, std::string_view text, Paint paint, Type type) {
    // Icons are baked in the strong and the title size; the body's lines are as high as the strong ones.
    const Type icon_type = type == Type::body ? Type::strong : type;
    const float side = page.line(icon_type), gap = page.px(space::gap) * 0.8F;
    page.icon(icon, icon_type, {at.x + side / 2, at.y + side / 2}, paint);
    const float height =
        page.text({at.x + side + gap, at.y, at.width - side - gap, 0}, text, {.type = type, .paint = paint, .balanced = true});
    return std::max(height, side);
}

float keypad(Page& page, Box at, bool enabled, bool enter_enabled) {
    const float gap = page.px(space::gap);
    const float side = std::clamp((at.width - 2 * gap) / 3, page.px(size::touch), page.px(size::face) * 1.5F);
    const float height = std::clamp((at.height - 3 * gap) / 4, page.px(size::touch), page.px(size::face) * 1.1F);
    const auto cell = [&](int column, int row) {
        return Box{at.x + static_cast<float>(column) * (side + gap), at.y + static_cast<float>(row) * (height + gap), side,
                   height};
    };
    const auto key = [&](Box box, const ButtonLook& look) { return button(page, box, look); };
    for (int digit = 1; digit <= 9; ++digit) {
        const std::string label = std::to_string(digit);
        if (key(cell((digit - 1) % 3, (digit - 1) / 3), {.id = "key/" + label, .label = label, .type = Type::title, .disabled = !enabled}))
            page.act(TypeDigit{label.front()});
    }
    if (key(cell(0, 3), {.id = "key/erase", .label = page.word(Word::pin_erase), .icon = Icon::erase, .icon_only = true,
                         .disabled = !enabled}))
        page.act(EraseDigit{});
    if (key(cell(1, 3), {.id = "key/0", .label = "0", .type = Type::title, .disabled = !enabled})) page.act(TypeDigit{'0'});
    if (key(cell(2, 3), {.id = "key/enter", .label = page.word(Word::pin_enter), .icon = Icon::forward,
                         .kind = ButtonKind::primary, .icon_only = true, .disabled = !enter_enabled}))
        page.act(EnterPin{});
    return 4 * height + 3 * gap;
}

void progress_bar(Page& page, Box box, std::string_view label, double share) {
    share = std::clamp(share, 0.0, 1.0);
    page.group("progress", Role::progress, std::string(label), box, [&] {
        Brush* brush = page.brush();
        if (brush == nullptr) return;
        brush->fill(box, page.paints().track, box.height / 2);
        const Box done{box.x, box.y, std::max(box.height, box.width * static_cast<float>(share)), box.height};
        if (share > 0) brush->fill(done, page.paints().gold_deep, box.height / 2);
    });
}

void dialog(Page& page, std::string id, std::string_view title, Call<float(Box)> content) {
    const Box screen = page.whole();
    if (Brush* brush = page.brush()) brush->fill(screen, page.paints().scrim);
    const float pad = page.px(page.small_screen() ? space::medium : space::large);
    const float width = std::min(screen.width - 2 * page.px(space::medium), page.px(230_mm));
    const float high = reach_top(page), most = screen.height - high - 2 * page.px(space::medium);
    const TextLook heading{.type = Type::title, .paint = page.paints().ink, .balanced = true, .role = Role::heading};
    const auto inside = [&](Box at) {
        const float top = page.text(at, title, heading) + page.px(space::small);
        return top + content({at.x, at.y + top, at.width, 0});
    };
    const float natural = page.measure([&] { return inside({0, 0, width - 2 * pad, 0}); });
    const float height = std::min(most, natural + 2 * pad);
    const Box box{std::round((screen.width - width) / 2), std::round(high + (screen.height - high - height) / 2), width, height};
    page.group(id, Role::dialog, std::string(title), box, [&] {
        if (Brush* brush = page.brush()) {
            brush->framed(box, page.paints().card, page.paints().gold, page.glass().stroke(stroke::bold), page.px(radius::card));
        }
        page.upon(page.paints().card, [&] { page.scrolled(id + "/scroll", box.inset(pad), inside); });
    });
}

}  // namespace rancak::kiosk
