#pragma once

#include "kiosk/ui/page.h"
#include "shared/statistics.h"

#include <string>
#include <string_view>

namespace rancak::kiosk {

// The kiosk's own widgets. Each draws itself into the box, records its node, and tells whether it was pressed.

enum class ButtonKind { primary, secondary };

struct ButtonLook {
    std::string id;
    std::string_view label;
    Icon icon = Icon::none;
    ButtonKind kind = ButtonKind::secondary;
    bool icon_only = false;  // the label is only read out
    Type type = Type::strong;  // of the label
    Millimetres padding = 5_mm;  // at the label's sides
    bool selected = false;
    bool disabled = false;
    std::string value = {};
    bool repeats = false;  // while it is held
    Role role = Role::button;
};
[[nodiscard]] bool button(Page&, Box, const ButtonLook&);
// What its icon takes beside the label.
[[nodiscard]] float button_icon_room(const Page&);
// Wide enough for the label on one line; at least a touch.
[[nodiscard]] float button_width(const Page&, std::string_view label, bool with_icon);
// High enough for the label in this width; at least a touch.
[[nodiscard]] float button_height(const Page&, std::string_view label, bool with_icon, float width, Type = Type::strong);

// Chosen or not, among others.
struct ChipLook {
    std::string id;
    std::string_view label;
    bool selected = false;
};
[[nodiscard]] bool chip(Page&, Box, const ChipLook&);
[[nodiscard]] Point chip_size(const Page&, std::string_view label, float widest);

// A choice with a picture above its word: the causes.
struct ChoiceLook {
    std::string id;
    std::string_view label;
    Icon icon = Icon::none;
    bool selected = false;
};
[[nodiscard]] bool choice(Page&, Box, const ChoiceLook&);
[[nodiscard]] float choice_height(const Page&, std::string_view label, float width);

// A face with its word: below it, or at its right in a row that is wider than high.
struct FaceLook {
    Type word;      // of its word
    float disc;     // diameter
};
// Of the words under faces in columns as wide: with air at both sides, on a small screen with less where a word needs it.
[[nodiscard]] float face_word_width(const Page&, Type, float column);
[[nodiscard]] bool face_button(Page&, Box, int score, const FaceLook&);
// Alone, in the box's middle.
void draw_face(Brush&, const Palette&, int score, Point centre, float radius);

// Photo or initials in a disc.
void portrait(Page&, Point centre, float radius, std::string_view name, const std::optional<Hash>& photo);
[[nodiscard]] std::string initials(std::string_view name);

struct TileLook {
    std::string id;
    std::string_view title;
    std::string_view subtitle;  // empty: none
    std::optional<Hash> photo = {};
    Icon icon = Icon::none;     // instead of a portrait
    bool plain = false;         // neither: only the words
};
[[nodiscard]] bool tile(Page&, Box, const TileLook&);
[[nodiscard]] float tile_height(const Page&, const TileLook&, float width);

// The ground of what lies on the paper: a card, a tile, a button. Its lower edge is a little darker, so it seems to lie
// there; under a finger it does not.
enum class Edge { quiet, firm };  // firm: it can be pressed and stands alone
void raised(Page&, Box, Paint ground, Edge, float radius, bool held = false);

// A card that only shows. `content` draws in the padded box and returns its height; the card is at least as high as `at`.
float card(Page&, Box at, Call<float(Box)> content);
[[nodiscard]] float card_padding(const Page&);

// Icon and text in one line of thought; the text wraps beside the icon.
float note(Page&, Box at, Icon, std::string_view text, Paint, Type = Type::body);

// Ten digits, erase and enter: the actions of the PIN.
float keypad(Page&, Box at, bool enabled, bool enter_enabled);

void progress_bar(Page&, Box, std::string_view label, double share);

// ---- Figures
// Five bars, their scores as faces, and how often each was given.
float distribution_bars(Page&, Box at, const Distribution&);
// The scale from 1 to 5, the interval as a band and the mean as a mark on it.
float mean_scale(Page&, Box at, double mean, Interval, std::string_view label);
struct TrendPoint {
    std::string when;
    Mean mean;
};
void trend_plot(Page&, Box, std::string_view label, std::span<const TrendPoint>);

// Over everything: dims the screen and shows `content` on a card in its middle.
void dialog(Page&, std::string id, std::string_view title, Call<float(Box)> content);

}  // namespace rancak::kiosk
