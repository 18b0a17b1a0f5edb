#include "kiosk/ui/fonts.h"

#include "kiosk/ui/icons.h"
#include "kiosk/ui/ornament.h"

#include <imgui.h>

#include <string>

namespace rancak::kiosk {
namespace {

constexpr const char* regular_file = "/usr/share/fonts/opentype/inter/Inter-Regular.otf";
constexpr const char* semibold_file = "/usr/share/fonts/opentype/inter/Inter-SemiBold.otf";
constexpr const char* icons_file = "/usr/share/fonts/truetype/materialdesignicons-webfont/materialdesignicons-webfont.ttf";

// Of Inter: the height of a capital (1490 units) in what ImGui calls a font's size, ascender to descender (1984 + 494).
constexpr float capital_share = 1490.0F / (1984.0F + 494.0F);

constexpr char16_t behind_latin = 0x250;  // Unicode 15: the end of Latin Extended-B

constexpr auto icon_characters = [] {
    std::array<char16_t, icons.size()> characters{};
    for (std::size_t i = 0; i < icons.size(); ++i) characters[i] = static_cast<char16_t>(icons[i]);
    return characters;
}();

// Gathers characters text by text: a catalogue has too much of it to lay it all together.
class Characters {
public:
    void add(std::string_view text) { builder_.AddText(text.data(), text.data() + text.size()); }
    void add(const LocalText& text) {
        add(text.indonesian);
        add(text.minangkabau);
        add(text.english);
    }
    void add(const std::vector<LocalText>& texts) {
        for (const LocalText& text : texts) add(text);
    }
    void add(const Service& service) {
        add(service.name);
        add(service.link);
        const ServiceStandard& standard = service.standard;
        for (const auto* list : {&standard.requirements, &standard.procedure}) add(*list);
        for (const LocalText* text : {&standard.time, &standard.cost, &standard.product, &standard.complaints}) add(*text);
        for (const LocalText& text : standard.management) add(text);
    }
    void add(const Forum& forum) {
        add(forum.title);
        add(forum.place);
        add(forum.agenda);
        for (const ForumTopic& topic : forum.topics) add(topic.text);
    }
    [[nodiscard]] Glyphs take() {
        Glyphs glyphs;
        ImVector<ImWchar> ranges;
        builder_.BuildRanges(&ranges);
        for (int i = 0; i + 1 < ranges.Size && ranges[i] != 0; i += 2)
            for (unsigned c = ranges[i]; c <= ranges[i + 1]; ++c) glyphs.insert(static_cast<char16_t>(c));
        return glyphs;
    }

private:
    ImFontGlyphRangesBuilder builder_;
};

std::vector<std::pair<char16_t, char16_t>> ranges_of(const Glyphs& glyphs) {
    std::vector<std::pair<char16_t, char16_t>> ranges;
    for (const char16_t glyph : glyphs) {
        if (!ranges.empty() && ranges.back().second + 1 == glyph) ranges.back().second = glyph;
        else ranges.emplace_back(glyph, glyph);
    }
    return ranges;
}

}  // namespace

Glyphs glyphs_of(const Words& words, const Catalogue& catalogue) {
    Characters all;
    all.add(" 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,:;!?'\"()[]/+-_%&=@#*…–·“”");
    for (const auto& language : words.texts)
        for (const std::string& text : language) all.add(text);
    for (const Office& office : catalogue.offices) {
        all.add(office.name);
        all.add(office.pledge.promises);
        for (const ShutDay& shut : office.shut_days) all.add(shut.why);
    }
    for (const Forum& forum : catalogue.forums) all.add(forum);
    for (const Announcement& announcement : catalogue.announcements) {
        all.add(announcement.title);
        all.add(announcement.text);
    }
    for (const Change& change : catalogue.changes) {
        all.add(change.said);
        all.add(change.did);
    }
    for (const Award& award : catalogue.awards) all.add(award.why);
    for (const Counter& counter : catalogue.counters) all.add(counter.name);
    for (const Reason& reason : catalogue.reasons) all.add(reason.text);
    for (const Officer& officer : catalogue.officers) all.add(officer.name);
    for (const Caretaker& caretaker : catalogue.caretakers) all.add(caretaker.name);
    for (const ServiceCategory& category : catalogue.categories) all.add(category.name);
    for (const Service& service : catalogue.services) all.add(service);
    return all.take();
}

std::optional<AtlasNeed> Fonts::need(const Glass& glass, TextSize size, const Glyphs& glyphs) {
    Baked wanted{glass.millimetres(1), size, glyphs};
    if (baked_ == wanted) return std::nullopt;
    // Captions are few and short words: ImGui's tables end with the highest letter, so dashes and quotes would cost them 50 kB.
    const auto letters = ranges_of(glyphs), latin = ranges_of(Glyphs(glyphs.begin(), glyphs.lower_bound(behind_latin)));
    const auto pictures = ranges_of(Glyphs(icon_characters.begin(), icon_characters.end()));
    AtlasNeed needs{{}, songket_stamps(glass)};
    for (const Type type : types) {
        const float pixels = glass.pixels(capital_height(size, type, glass.small())) / capital_share;
        needs.fonts.push_back({type == Type::body ? regular_file : semibold_file, pixels, type == Type::caption ? latin : letters, false});
        if (type == Type::strong || type == Type::title) needs.fonts.push_back({icons_file, pixels, pictures, true});
    }
    baked_ = std::move(wanted);
    return needs;
}

ImFont* Fonts::font(Type type) const { return ImGui::GetIO().Fonts->Fonts[static_cast<int>(type)]; }

}  // namespace rancak::kiosk
