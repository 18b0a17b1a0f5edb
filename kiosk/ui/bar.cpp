#include "kiosk/ui/chrome.h"
#include "kiosk/ui/choices.h"
#include "kiosk/ui/widgets.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace rancak::kiosk {
namespace {

// How a setting is told: by its picture and words in the letters that were chosen; by its picture and small words in two
// lines; by small words where nobody knows the picture, else by the picture; by the picture.
enum class Form { words, captioned, brief, picture };

struct BarItem {
    std::string id;
    std::string label;
    Icon icon = Icon::none;
    bool known = true;  // by its picture alone
    bool selected = false;
    bool disabled = false;
    std::string value = {};
    Action action;
    float picture = 0;  // width without words; 0: it has none
    float words = 0;    // width with them
    float caption = 0;  // of the words in two lines
    float captioned = 0;  // width with picture and caption
    Form form = Form::picture;
    [[nodiscard]] float width() const {
        switch (form) {
            case Form::words: return words;
            case Form::captioned: return captioned;
            case Form::brief: return known ? picture : std::max(picture, caption);
            case Form::picture: break;
        }
        return picture;
    }
};
using BarItems = std::vector<BarItem>;

// What gives way when there is no room: first the size of the settings' words, then the languages' names, then the words of
// what is at the left; on the narrowest glass one button goes on to the next language, by its code or, where not even that
// fits, by a picture. Nothing hides behind another button: whoever needs one of these may not find a second.
enum class Wording { names, codes, pictures, next_language, next_picture };
struct Wish {
    Form form;  // of the settings
    Wording wording;
};
constexpr std::array wishes{
    Wish{Form::words, Wording::names},      Wish{Form::captioned, Wording::names},      Wish{Form::captioned, Wording::codes},
    Wish{Form::brief, Wording::names},      Wish{Form::brief, Wording::codes},          Wish{Form::brief, Wording::pictures},
    Wish{Form::brief, Wording::next_language}, Wish{Form::brief, Wording::next_picture}, Wish{Form::picture, Wording::pictures},
    Wish{Form::picture, Wording::next_language}, Wish{Form::picture, Wording::next_picture}};

Millimetres caption_padding(const Page& page, Form form) { return page.small_screen() ? 0.8_mm : form == Form::brief ? 2_mm : 2.5_mm; }
Millimetres bar_gap(const Page& page) { return page.small_screen() ? size::touch_gap : space::gap; }

// The least width in which it takes two lines.
float caption_width(const Page& page, std::string_view label) {
    const auto width = [&](std::string_view text) { return text_width(page.fonts(), Type::caption, text); };
    float least = width(label);
    for (std::size_t space = label.find(' '); space != label.npos; space = label.find(' ', space + 1))
        least = std::min(least, std::max(width(label.substr(0, space)), width(label.substr(space + 1))));
    return std::ceil(least) + 1;
}

// ---- The text size: a small and a large A, and a dot for each step.

constexpr int size_steps = 4;

float letters_width(const Page& page) {
    return text_width(page.fonts(), Type::strong, "A") + text_width(page.fonts(), Type::title, "A") + page.px(1.5_mm);
}

void draw_size_letters(Page& page, Box box, Paint paint) {
    Brush* brush = page.brush();
    if (brush == nullptr) return;
    const float dot = page.px(0.75_mm), gap = page.px(0.9_mm);
    const float capital = baseline(page.fonts(), Type::title) - capital_top(page.fonts(), Type::title);
    const float top = box.y + (box.height - capital - 4 * dot - gap) / 2;
    const float foot = top + capital;
    float x = box.x + (box.width - letters_width(page)) / 2;
    for (const Type type : {Type::strong, Type::title}) {
        const float lead = line_height(page.fonts(), type) * (1 - 1 / 1.06F) / 2;
        brush->text(type, {x, foot - baseline(page.fonts(), type) + lead}, paint, "A");
        x += text_width(page.fonts(), type, "A") + page.px(1.5_mm);
    }
    const float step = 2 * dot + gap;
    for (int i = 0; i < size_steps; ++i) {
        const Point at{box.centre().x + (static_cast<float>(i) - (size_steps - 1) / 2.0F) * step, foot + gap + 3 * dot};
        if (i <= static_cast<int>(page.preferences().text_size)) brush->disc(at, dot, paint);
        else brush->ring(at, dot, page.glass().stroke(stroke::hair), paint);
    }
}

bool size_button(Page& page, Box box, const BarItem& item) {
    const float radius = page.px(radius::button);
    const Palette& paints = page.paints();
    return page
        .target({.id = item.id, .label = item.label, .box = box, .value = item.value, .radius = radius},
                [&](const Press& now) {
                    raised(page, box, now.held ? paints.pressed : paints.card, Edge::firm, radius, now.held);
                    const Paint ink = now.held ? paints.on_pressed : paints.ink;
                    Box letters = box;
                    if (item.form == Form::words || item.form == Form::captioned) {
                        const float pad = page.px(item.form == Form::words ? space::small : caption_padding(page, Form::captioned));
                        letters = {box.x + pad, box.y, letters_width(page), box.height};
                        const Box words{letters.right() + pad, box.y, box.right() - letters.right() - 1.5F * pad, box.height};
                        const TextLook look{.type = item.form == Form::words ? Type::strong : Type::caption, .paint = ink};
                        const float height = page.text_height(item.label, look, words.width);
                        if (item.form == Form::words) page.label(words, item.label, look);
                        else page.text({words.x, box.y + std::floor((box.height - height) / 2), words.width, height}, item.label, look);
                    }
                    draw_size_letters(page, letters, ink);
                })
        .done;
}

// ---- What the bar holds

BarItems languages_of(const Page& page, Wording wording) {
    BarItems items;
    const Language next = next_language(page.language());
    for (const Language language : languages) {
        if (wording >= Wording::next_language && language != next) continue;
        const std::string& shown =
            page.words().in(language, wording == Wording::names ? Word::language_name : Word::language_short);
        items.push_back({.id = "language/" + std::string(code(language)), .label = shown, .selected = language == page.language(),
                         .action = ChooseLanguage{language}, .words = button_width(page, shown, false), .form = Form::words});
        if (wording != Wording::next_picture) continue;
        items.back() = {.id = items.back().id, .label = page.words().in(language, Word::language_name), .icon = Icon::translate,
                        .action = ChooseLanguage{language}, .picture = page.px(size::touch), .words = page.whole().width};
    }
    return items;
}

BarItem size_item(const Page& page) {
    const std::string& label = page.word(Word::text_size);
    const float letters = letters_width(page) + 2 * page.px(space::small);
    const float narrow = letters_width(page) + 2 * page.px(1.5_mm);
    const TextSize size = page.preferences().text_size;
    return {.id = "text-size", .label = label, .value = page.word(after(Word::text_size_small, static_cast<int>(size))),
            .action = ChooseTextSize{next_size(size)}, .picture = std::max(narrow, page.px(size::touch)),
            .words = letters + text_width(page.fonts(), Type::strong, label) + 1.5F * page.px(space::small),
            .captioned = letters_width(page) + caption_width(page, label) + 3.5F * page.px(caption_padding(page, Form::captioned))};
}

BarItem setting(const Page& page, const char* id, Word word, Icon icon, bool on, Action action) {
    const std::string& label = page.word(word);
    const float caption = caption_width(page, label);
    return {.id = id, .label = label, .icon = icon, .selected = on, .action = std::move(action),
            .picture = std::max(page.px(size::touch), page.line(Type::title) + page.px(space::small)),
            .words = button_width(page, label, true),
            .caption = caption + 2 * page.px(caption_padding(page, Form::brief)),
            .captioned = std::max(page.px(size::touch), caption + button_icon_room(page) + 2 * page.px(caption_padding(page, Form::captioned)))};
}

struct VoiceLook {
    Word value;
    Icon icon;
};

BarItem voice_item(const Page& page) {
    constexpr std::array looks{VoiceLook{Word::volume_off, Icon::voice_high}, VoiceLook{Word::volume_soft, Icon::voice_low},
                               VoiceLook{Word::volume_usual, Icon::voice_medium}, VoiceLook{Word::volume_loud, Icon::voice_high}};
    const Voice voice = page.preferences().voice;
    const VoiceLook& look = looks[static_cast<std::size_t>(voice)];
    if (!page.voice_works()) {
        BarItem broken = setting(page, "voice", Word::voice_broken, Icon::voice_off, false, ChooseVoice{Voice::off});
        broken.disabled = true;
        return broken;
    }
    BarItem item = setting(page, "voice", Word::voice, look.icon, voice != Voice::off, ChooseVoice{next_voice(voice)});
    item.value = page.word(look.value);
    return item;
}

BarItems settings_of(const Page& page) {
    const Preferences& chosen = page.preferences();
    BarItems items{voice_item(page), size_item(page)};
    items.push_back(setting(page, "contrast", Word::contrast, Icon::contrast, page.high_contrast(), ChooseTheme{other_theme(chosen.theme)}));
    const auto add = [&](const char* id, Word word, Icon icon, bool on, Action action) {
        items.push_back(setting(page, id, word, icon, on, std::move(action)));
        items.back().known = false;
    };
    if (low_reach_helps(page.glass()))
        add("low-reach", Word::low_reach, Icon::wheelchair, chosen.low_reach, switched(chosen, Aid::low_reach));
    add("mirrored", Word::mirrored, Icon::mirror, chosen.mirrored, switched(chosen, Aid::mirrored));
    add("calm", Word::calm, Icon::pause, chosen.calm, switched(chosen, Aid::calm));
    add("more-time", Word::more_time, Icon::hourglass, chosen.more_time, switched(chosen, Aid::more_time));
    return items;
}

BarItems leave_of(const Page& page, Leave leave, Wording wording) {
    const auto item = [&](const char* id, Word word, Icon icon, Action action, bool known = true) {
        const std::string& label = page.word(word);
        return BarItem{.id = id, .label = label, .icon = icon, .known = known, .action = std::move(action), .picture = page.px(size::touch),
                       .words = button_width(page, label, true),
                       .caption = caption_width(page, label) + 2 * page.px(caption_padding(page, Form::brief)),
                       .form = wording < Wording::pictures ? Form::words : wording == Wording::next_picture ? Form::picture : Form::brief};
    };
    switch (leave) {
        case Leave::back: return {item("back", Word::back, Icon::back, Back{})};
        case Leave::staff: return {item("staff", Word::staff_entry, Icon::key, OpenSignIn{})};
        case Leave::staff_and_home:
            return {item("home", Word::home_open, Icon::grid, OpenHome{}, false), item("staff", Word::staff_entry, Icon::key, OpenSignIn{})};
        case Leave::done: return {item("done", Word::done, Icon::check, Done{})};
        case Leave::nothing: break;
    }
    return {};
}

// ---- Where it stands

struct BarRow {
    BarItems leave, settings;  // at the left, at the right; the other way round in the mirror
};
using BarRows = std::vector<BarRow>;

float items_width(const Page& page, const BarItems& items) {
    float width = 0;
    for (const BarItem& item : items) width += item.width() + page.px(bar_gap(page));
    return items.empty() ? 0 : width - page.px(bar_gap(page));
}

float row_width(const Page& page, const BarRow& row) {
    const float beside = row.leave.empty() ? 0 : items_width(page, row.leave) + page.px(bar_gap(page));
    return items_width(page, row.settings) + beside;
}

float bar_width(const Page& page) { return page.whole().width - 2 * page.px(side_margin(page)); }

bool fits(const Page& page, const BarRows& rows) {
    return std::all_of(rows.begin(), rows.end(), [&](const BarRow& row) { return row_width(page, row) <= bar_width(page); });
}

int rows_of_bar(const Page& page) { return page.glass().portrait() ? 2 : 1; }

// In two rows the settings stand below the languages; as many as have no room there go up to them.
BarRows rows_of(const Page& page, Leave leave, const Wish& wish) {
    const auto [form, wording] = wish;
    BarItems all = languages_of(page, wording), settings = settings_of(page);
    for (BarItem& item : settings) item.form = form;
    const auto named = static_cast<std::ptrdiff_t>(all.size());
    std::move(settings.begin(), settings.end(), std::back_inserter(all));
    if (rows_of_bar(page) == 1) return {{leave_of(page, leave, wording), std::move(all)}};
    BarRows rows;
    for (std::ptrdiff_t above = named; above <= std::ssize(all); ++above) {
        rows = {{leave_of(page, leave, wording), {all.begin(), all.begin() + above}}, {{}, {all.begin() + above, all.end()}}};
        if (row_width(page, rows.back()) <= bar_width(page)) break;
    }
    return rows;
}

// Words for whoever is switched on, then for the others, as long as the row has room.
void give_words(const Page& page, BarRow& row) {
    for (const bool selected : {true, false}) {
        for (BarItem& item : row.settings) {
            if (item.form != Form::picture || item.selected != selected) continue;
            item.form = Form::words;
            if (row_width(page, row) <= bar_width(page)) continue;
            item.form = Form::picture;
            if (!selected) return;  // the rest stay alike
        }
    }
}

BarRows layout_of(const Page& page, Leave leave) {
    BarRows rows;
    for (const Wish& wish : wishes) {
        rows = rows_of(page, leave, wish);
        if (fits(page, rows)) break;
    }
    for (BarRow& row : rows) give_words(page, row);
    return rows;
}

Millimetres bar_padding(const Page& page) { return page.small_screen() ? 2.5_mm : space::small; }

ButtonLook look_of(const Page& page, const BarItem& item) {
    ButtonLook look{.id = item.id, .label = item.label, .icon = item.icon, .selected = item.selected, .disabled = item.disabled, .value = item.value};
    const bool brief = item.form == Form::brief && !item.known;
    look.icon_only = item.form == Form::picture || (item.form == Form::brief && item.known);
    if (!brief && item.form != Form::captioned) return look;
    look.type = Type::caption;
    look.padding = caption_padding(page, item.form);
    if (brief) look.icon = Icon::none;
    return look;
}

void draw_items(Page& page, const BarItems& items, float left, float top) {
    for (const BarItem& item : items) {
        const Box box{left, top, item.width(), page.px(size::touch)};
        if (item.id == "text-size" ? size_button(page, box, item) : button(page, box, look_of(page, item))) page.act(item.action);
        left += item.width() + page.px(bar_gap(page));
    }
}

void draw_row(Page& page, const BarRow& row, float top) {
    const float left = page.px(side_margin(page)), right = page.whole().width - left;
    const bool mirrored = page.preferences().mirrored;
    const BarItems &first = mirrored ? row.settings : row.leave, &last = mirrored ? row.leave : row.settings;
    draw_items(page, first, left, top);
    draw_items(page, last, right - items_width(page, last), top);
}

}  // namespace

float bar_height(const Page& page) {
    const auto rows = static_cast<float>(rows_of_bar(page));
    return rows * page.px(size::touch) + (rows - 1) * page.px(space::gap) + 2 * page.px(bar_padding(page));
}

void draw_bar(Page& page, Leave leave) {
    const Box screen = page.whole();
    const float top = screen.height - bar_height(page);
    if (Brush* brush = page.brush())
        brush->fill({0, top, screen.width, page.glass().stroke(stroke::hair)}, page.paints().divider);
    float y = top + page.px(bar_padding(page));
    for (const BarRow& row : layout_of(page, leave)) {
        draw_row(page, row, y);
        y += page.px(size::touch) + page.px(space::gap);
    }
}

}  // namespace rancak::kiosk
