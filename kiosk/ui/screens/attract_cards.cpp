#include "kiosk/ui/screens/attract_cards.h"

#include "kiosk/core/services.h"
#include "kiosk/ui/chrome.h"
#include "kiosk/ui/phrases.h"
#include "kiosk/ui/screens/participation.h"
#include "kiosk/ui/widgets.h"

#include <algorithm>
#include <cmath>

namespace rancak::kiosk {
namespace {

// As many lines as there may be; what is left out is told by an ellipsis.
std::string shortened(const Page& page, Type type, const std::string& text, float width, std::size_t lines) {
    const auto count = [&](std::string_view tried) { return break_lines(page.fonts(), type, tried, width).lines.size(); };
    if (count(text) <= lines) return text;
    const BrokenText broken = break_lines(page.fonts(), type, text, width);
    std::string kept(text.data(), broken.lines[lines - 1].data() + broken.lines[lines - 1].size());
    while (!kept.empty()) {
        while (!kept.empty() && kept.back() == ' ') kept.pop_back();
        if (count(kept + "…") <= lines) return kept + "…";
        const std::size_t word = kept.find_last_of(' ');
        if (word != std::string::npos) {
            kept.resize(word);
            continue;
        }
        while (!kept.empty() && (static_cast<unsigned char>(kept.back()) & 0xC0U) == 0x80U) kept.pop_back();
        if (!kept.empty()) kept.pop_back();
    }
    return "…";
}

// The words of one card, one below the other in the middle of the cloth.
class Column {
public:
    Column(Page& page, Box at, const CardLetters& letters) : page_(page), at_(at), letters_(letters), y_(at.y) {}

    // A sentence is never as large as the hour or a figure.
    [[nodiscard]] Type sentence() const { return letters_.large == Type::display ? Type::title : letters_.large; }
    // What says all that it must: a date, an hour, a figure.
    void whole(Type type, const std::string& words, Role role = Role::text) {
        y_ += page_.text({at_.x, y_, at_.width, 0}, words,
                         {.type = type, .paint = page_.paints().on_cloth, .align = Align::centre, .balanced = true, .role = role});
    }
    // What may be cut short.
    void text(Type type, const std::string& words, Role role = Role::text) {
        whole(type, shortened(page_, type, words, at_.width, letters_.lines), role);
    }
    // There is room for what matters less.
    [[nodiscard]] bool roomy() const { return letters_.lines > 3; }
    void gap(Millimetres wide, Millimetres small) { y_ += page_.px(page_.small_screen() ? small : wide); }
    void gap() { gap(space::medium, space::gap); }
    // What kind of card it is, above a golden thread.
    void heading(const std::string& words) {
        whole(Type::strong, words, Role::heading);
        gap(space::small, 2_mm);
        const float length = page_.px(22_mm), thread = page_.px(stroke::bold);
        if (Brush* brush = page_.brush()) brush->fill({at_.x + (at_.width - length) / 2, y_, length, thread}, page_.paints().gold);
        y_ += thread;
        gap(space::medium, space::gap);
    }
    void icon(Icon icon) {
        const float line = page_.line(Type::strong);
        page_.icon(icon, Type::strong, {at_.x + at_.width / 2, y_ + line / 2}, page_.paints().gold);
        y_ += line;
    }
    void face(const Officer& officer) {
        const float radius = page_.px(page_.small_screen() ? 20_mm : 44_mm) / 2;
        portrait(page_, {at_.x + at_.width / 2, y_ + radius}, radius, officer.name, officer.photo);
        y_ += 2 * radius;
        gap(space::small, 2_mm);
    }
    [[nodiscard]] float height() const { return y_ - at_.y; }

private:
    Page& page_;
    Box at_;
    const CardLetters& letters_;
    float y_;
};

struct DrawCard {
    Page& page;
    Box at;
    const State& state;
    const CardLetters& letters;

    [[nodiscard]] const std::string& word(Word one) const { return page.word(one); }

    float operator()(const WelcomeCard&) const {
        Column column(page, at, letters);
        const auto offset = offset_of(state);
        column.text(letters.middle, office_name(state, page.language()), Role::heading);
        column.gap(space::large, space::small);
        if (is_resting(state)) {
            column.whole(Type::strong, word(Word::attract_shut));
            column.gap(space::small, 2_mm);
            column.whole(column.sentence(), opens_again(page, state));
            if (!column.roomy()) return column.height();
            column.gap();
            column.whole(Type::body, word(Word::attract_shut_still));
            return column.height();
        }
        column.whole(letters.large, clock_time(page.words(), page.language(), state.wall, offset));
        column.whole(Type::body, long_date(page.words(), page.language(), local_day(state.wall, offset)));
        return column.height();
    }
    float operator()(const AnnouncementCard& card) const {
        Column column(page, at, letters);
        const Announcement& announcement = *card.announcement;
        column.heading(word(Word::announcement_title));
        column.text(column.sentence(), page.local(announcement.title));
        column.gap(space::small, 2_mm);
        column.text(Type::body, page.local(announcement.text));
        column.gap();
        column.whole(Type::body, marked(page, office_or_city(page, state, announcement.office), announcement.sample));
        return column.height();
    }
    float operator()(const ChangeCard& card) const {
        Column column(page, at, letters);
        column.heading(word(Word::changes_title));
        column.text(Type::body, "“" + page.local(card.change->said) + "”");
        column.icon(Icon::down);
        column.text(column.sentence(), page.local(card.change->did));
        column.gap();
        column.whole(Type::body, marked(page, change_since(page, *card.change), card.change->sample));
        column.text(Type::body, office_or_city(page, state, card.change->office));
        return column.height();
    }
    float operator()(const AwardCard& card) const {
        Column column(page, at, letters);
        column.heading(word(Word::award_title));
        if (column.roomy()) column.face(*card.officer);  // on the smallest cloth the words matter more
        column.text(column.sentence(), card.officer->name);
        column.gap(space::small, 2_mm);
        column.text(Type::body, page.local(card.award->why));
        column.gap();
        column.whole(Type::body, marked(page, period_text(page, card.award->period), card.award->sample));
        return column.height();
    }
    float operator()(const ForumCard& card) const {
        Column column(page, at, letters);
        column.heading(word(Word::attract_forum));
        column.text(column.sentence(), page.local(card.forum->title));
        column.gap();
        column.whole(Type::strong, marked(page, forum_time(page, *card.forum), card.forum->sample));
        column.gap(space::small, 2_mm);
        column.text(Type::body, page.local(card.forum->place));
        return column.height();
    }
    float operator()(const IndexCard& card) const {
        Column column(page, at, letters);
        const PublishedIndex& index = *card.index;
        column.heading(word(Word::index_title));
        column.whole(letters.large, decimal(page.words(), page.language(), index.hundredths / 100.0, 2));
        column.whole(letters.middle, fill(word(Word::index_letter), {{"letter", std::string(1, quality_of(index))}}));
        column.gap();
        column.whole(Type::body, counted(page.words(), page.language(), Word::index_respondents_one, index.respondents));
        column.whole(Type::body, marked(page, period_text(page, index.period), index.sample));
        return column.height();
    }
};

}  // namespace

float draw_attract_card(Page& page, Box at, const State& state, const AttractCard& card, const CardLetters& letters) {
    return std::visit(DrawCard{page, at, state, letters}, card);
}

std::string opens_again(const Page& page, const State& state) {
    const Office* office = office_of(state);
    const auto next = office ? opening_of(*office, state.wall).next : std::nullopt;
    if (!next) return {};
    const Timestamp at{next->day.time_since_epoch() + next->at};
    const std::string time = clock_time(page.words(), page.language(), at, std::chrono::minutes{0});
    if (next->day == local_day(state.wall, office->utc_offset)) return fill(page.word(Word::attract_opens_today), {{"time", time}});
    return fill(page.word(Word::attract_opens), {{"date", long_date(page.words(), page.language(), next->day)}, {"time", time}});
}

}  // namespace rancak::kiosk
