#include "kiosk/ui/theme.h"

#include <cmath>

namespace rancak::kiosk {
namespace {

constexpr Paint rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U), static_cast<std::uint8_t>(hex)};
}
constexpr Paint with_alpha(Paint paint, std::uint8_t alpha) { return {paint.red, paint.green, paint.blue, alpha}; }

constexpr Palette paper{
    .paper = rgb(0xf7f0e3),
    .card = rgb(0xfffcf6),
    .ink = rgb(0x1d1815),
    .ink_soft = rgb(0x3d332c),
    .accent = rgb(0x6a1224),
    .on_accent = rgb(0xfff8ea),
    .accent_pressed = rgb(0x420913),
    .pressed = rgb(0xf0d9a4),
    .on_pressed = rgb(0x1d1815),
    .good = rgb(0x16462e),
    .on_good = rgb(0xfff8ea),
    .cloth = rgb(0x5a0f1e),
    .on_cloth = rgb(0xfff3dc),
    .gold = rgb(0xd8a548),
    .gold_deep = rgb(0x93641a),
    .outline = rgb(0x8b7760),
    .divider = rgb(0xe3d6bf),
    .track = rgb(0xe9ddc7),
    .focus = rgb(0x0b4f8a),
    .scrim = with_alpha(rgb(0x1d1815), 170),
    .faces = {rgb(0x6d1326), rgb(0x8f3a1d), rgb(0x9b641b), rgb(0x6b8328), rgb(0x3e9b55)},
    .face_line = rgb(0xfffcf6),
};

constexpr Palette high_contrast{
    .paper = rgb(0x000000),
    .card = rgb(0x000000),
    .ink = rgb(0xffffff),
    .ink_soft = rgb(0xffffff),
    .accent = rgb(0xffffff),
    .on_accent = rgb(0x000000),
    .accent_pressed = rgb(0xffffff),
    .pressed = rgb(0xffffff),
    .on_pressed = rgb(0x000000),
    .good = rgb(0x000000),
    .on_good = rgb(0xffffff),
    .cloth = rgb(0x000000),
    .on_cloth = rgb(0xffffff),
    .gold = rgb(0xffc845),
    .gold_deep = rgb(0xffc845),
    .outline = rgb(0xffffff),
    .divider = rgb(0xffffff),
    .track = rgb(0x333333),
    .focus = rgb(0x5ac8ff),
    .scrim = with_alpha(rgb(0x000000), 225),
    .faces = {rgb(0xc8505a), rgb(0xe07a3c), rgb(0xeba63a), rgb(0xd2d85c), rgb(0xa6f5b4)},
    .face_line = rgb(0x000000),
};

// Calm and dark: an office that is shut still says when it opens, to whom walks by.
constexpr Palette night{
    .paper = rgb(0x15110e),
    .card = rgb(0x1d1814),
    .ink = rgb(0xe0d5c4),
    .ink_soft = rgb(0xd3c9b9),
    .accent = rgb(0xd3be92),
    .on_accent = rgb(0x15110e),
    .accent_pressed = rgb(0xe4d2ab),
    .pressed = rgb(0x3a2e1c),
    .on_pressed = rgb(0xf6ecdc),
    .good = rgb(0x10301f),
    .on_good = rgb(0xe8f3ea),
    .cloth = rgb(0x2a0a12),
    .on_cloth = rgb(0xdccfb8),
    .gold = rgb(0x8f6d31),
    .gold_deep = rgb(0xa07c3a),
    .outline = rgb(0x857460),
    .divider = rgb(0x2e261f),
    .track = rgb(0x2c241c),
    .focus = rgb(0x5ca7e6),
    .scrim = with_alpha(rgb(0x000000), 170),
    .faces = {rgb(0xad4d60), rgb(0xbd6d3e), rgb(0xb98e3a), rgb(0xb3b950), rgb(0x9be0a8)},
    .face_line = rgb(0x15110e),
};

template <const Palette& p>
constexpr std::array text_pairs_of{
    Pair{"ink on paper", p.ink, p.paper},
    Pair{"ink on card", p.ink, p.card},
    Pair{"soft ink on paper", p.ink_soft, p.paper},
    Pair{"soft ink on card", p.ink_soft, p.card},
    Pair{"on accent", p.on_accent, p.accent},
    Pair{"on pressed accent", p.on_accent, p.accent_pressed},
    Pair{"on pressed", p.on_pressed, p.pressed},
    Pair{"on good", p.on_good, p.good},
    Pair{"on cloth", p.on_cloth, p.cloth},
};

template <const Palette& p>
constexpr std::array graphic_pairs_of{
    Pair{"gold on cloth", p.gold, p.cloth},
    Pair{"deep gold on paper", p.gold_deep, p.paper},
    Pair{"deep gold on card", p.gold_deep, p.card},
    Pair{"outline on paper", p.outline, p.paper},
    Pair{"outline on card", p.outline, p.card},
    Pair{"accent on paper", p.accent, p.paper},
    Pair{"accent on card", p.accent, p.card},
    Pair{"deep gold on track", p.gold_deep, p.track},
    Pair{"focus on paper", p.focus, p.paper},
    Pair{"focus on card", p.focus, p.card},
    Pair{"face 1 on card", p.faces[0], p.card},
    Pair{"face 2 on card", p.faces[1], p.card},
    Pair{"face 3 on card", p.faces[2], p.card},
    Pair{"face 4 on card", p.faces[3], p.card},
    Pair{"face 5 on card", p.faces[4], p.card},
    Pair{"line on face 1", p.face_line, p.faces[0]},
    Pair{"line on face 2", p.face_line, p.faces[1]},
    Pair{"line on face 3", p.face_line, p.faces[2]},
    Pair{"line on face 4", p.face_line, p.faces[3]},
    Pair{"line on face 5", p.face_line, p.faces[4]},
};

double linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

}  // namespace

double luminance(Paint paint) {
    return 0.2126 * linear(paint.red) + 0.7152 * linear(paint.green) + 0.0722 * linear(paint.blue);
}

double contrast(Paint a, Paint b) {
    const double one = luminance(a), other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

const Palette& palette(Theme theme) {
    switch (theme) {
        case Theme::high_contrast: return high_contrast;
        case Theme::night: return night;
        case Theme::paper: break;
    }
    return paper;
}

std::span<const Pair> text_pairs(Theme theme) {
    switch (theme) {
        case Theme::high_contrast: return text_pairs_of<high_contrast>;
        case Theme::night: return text_pairs_of<night>;
        case Theme::paper: break;
    }
    return text_pairs_of<paper>;
}

std::span<const Pair> graphic_pairs(Theme theme) {
    switch (theme) {
        case Theme::high_contrast: return graphic_pairs_of<high_contrast>;
        case Theme::night: return graphic_pairs_of<night>;
        case Theme::paper: break;
    }
    return graphic_pairs_of<paper>;
}

Millimetres capital_height(TextSize size, Type type, bool small_screen) {
    // A larger body needs less of a step to its title: the steps shrink, or a title would fill the screen.
    struct Scale {
        Millimetres body;
        float title, display;
    };
    static constexpr std::array<Scale, 4> scales{{{4.2_mm, 1.75F, 3.0F}, {5_mm, 1.6F, 2.7F}, {6.5_mm, 1.35F, 2.2F},
                                                  {8.5_mm, 1.2F, 1.75F}}};
    static constexpr std::array<Scale, 4> small{{{4.2_mm, 1.4F, 2.0F}, {4.8_mm, 1.3F, 1.8F}, {5.4_mm, 1.2F, 1.6F}, {6_mm, 1.1F, 1.4F}}};
    const Scale& scale = (small_screen ? small : scales)[static_cast<std::size_t>(size)];
    switch (type) {
        case Type::title: return scale.body * scale.title;
        case Type::display: return scale.body * scale.display;
        case Type::caption: return scales.front().body;
        case Type::body:
        case Type::strong: break;
    }
    return scale.body;
}

}  // namespace rancak::kiosk
