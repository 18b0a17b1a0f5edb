#include "kiosk/ui/voice.h"

#include "shared/tracking_code.h"

#include <algorithm>
#include <set>

namespace rancak::kiosk {
namespace {

// ---- How it sounds

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '&') safe += "&amp;";
        else if (c == '<') safe += "&lt;";
        else if (c == '>') safe += "&gt;";
        else if (static_cast<unsigned char>(c) >= 0x20) safe += c;
        else safe += ' ';
    }
    return safe;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string result;
    for (auto at = text.find(from); at != text.npos; at = text.find(from)) {
        result.append(text.substr(0, at)).append(to);
        text.remove_prefix(at + from.size());
    }
    return result.append(text);
}

// "10.05" where a clock is written so: two figures, a point, two figures, and no figure beside them.
bool is_clock(std::string_view text, std::size_t at) {
    const auto digit = [&](std::size_t i) { return i < text.size() && is_digit(text[i]); };
    const auto number = [&](std::size_t i) { return (text[i] - '0') * 10 + text[i + 1] - '0'; };
    if (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == '.' || text[at - 1] == ',')) return false;
    return digit(at) && digit(at + 1) && at + 2 < text.size() && text[at + 2] == '.' && digit(at + 3) && digit(at + 4) &&
           !digit(at + 5) && number(at) < 24 && number(at + 3) < 60;
}

std::string with_clocks(const Words& words, Language language, std::string_view text) {
    std::string said;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_clock(text, at)) {
            said += text[at++];
            continue;
        }
        const std::string hour = std::to_string(std::stoi(std::string(text.substr(at, 2))));
        const int minute = std::stoi(std::string(text.substr(at + 3, 2)));
        said += minute == 0 ? hour : fill(words.in(language, Word::voice_clock), {{"hour", hour}, {"minute", std::to_string(minute)}});
        at += 5;
    }
    return said;
}

std::string letter_by_letter(std::string_view code) {
    std::string said;
    for (const char c : code) said += (said.empty() ? "" : ", ") + std::string(1, c);
    return said;
}

bool one_character(std::string_view label) {
    std::size_t count = 0;
    for (const char c : label) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    return count == 1;
}

bool is_letter_or_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A sign has a name, which is not its sound.
std::string of_key(const Words& words, Language language, std::string_view label) {
    if (!one_character(label) || (label.size() == 1 && is_letter_or_digit(label[0]))) return spoken(words, language, label);
    return "<say-as interpret-as=\"tts:char\">" + escaped(label) + "</say-as>";
}

// ---- What is read

bool says_for_its_children(const Node& node) {
    return pressable(node.role) || node.role == Role::status || node.role == Role::progress || node.role == Role::plot ||
           node.role == Role::image;
}

// Spoken for by what it stands on.
bool is_part(const Tree& tree, const Node& node) {
    for (int up = node.parent; up != no_parent; up = tree.nodes[static_cast<std::size_t>(up)].parent)
        if (says_for_its_children(tree.nodes[static_cast<std::size_t>(up)])) return true;
    return false;
}

bool is_read(const Tree& tree, const Node& node) {
    if (pressable(node.role) || node.role == Role::group || node.role == Role::dialog) return false;
    return !node.label.empty() && !is_part(tree, node);
}

bool is_announced(const Tree& tree, const Node& node) { return is_read(tree, node) && !node.quiet; }

std::string without_digits(std::string_view text) {
    std::string rest;
    std::copy_if(text.begin(), text.end(), std::back_inserter(rest), [](char c) { return !is_digit(c); });
    return rest;
}

const Node* focused(const Tree& tree) {
    const auto found = std::find_if(tree.nodes.begin(), tree.nodes.end(), [](const Node& node) { return node.state.focused; });
    return found == tree.nodes.end() ? nullptr : &*found;
}

std::string dialog_of(const Tree& tree) {
    for (const Node& node : tree.nodes)
        if (node.role == Role::dialog) return node.id;
    return {};
}

bool same_place(const Tree& a, const Tree& b) {
    return a.screen == b.screen && a.language == b.language && dialog_of(a) == dialog_of(b);
}

void add(std::string& all, const std::string& sentence) {
    if (sentence.empty()) return;
    if (!all.empty()) all += all.ends_with('.') || all.ends_with('?') || all.ends_with('!') ? " " : ". ";
    all += sentence;
}

class Reader {
public:
    Reader(const Words& words, const Tree& tree) : words_(words), tree_(tree) {}

    [[nodiscard]] std::string said(std::string_view text) const { return spoken(words_, tree_.language, text); }

    // All texts but those that stand where they stood on the screen before: the office's name, the hour.
    [[nodiscard]] std::string whole(const Tree& before) const {
        std::string all;
        std::set<std::string> told;
        for (const Node& node : tree_.nodes) {
            if (!is_announced(tree_, node) || stood(before, node) || !told.insert(node.label).second) continue;
            add(all, said(node.label));
        }
        return all;
    }

    [[nodiscard]] std::string described(const Node& node) const {
        if (!pressable(node.role)) return said(node.label);
        std::string all = node.role == Role::key ? of_key(words_, tree_.language, node.label) : said(node.label);
        const auto more = [&](std::string_view part) {
            if (!part.empty()) all += ", " + said(part);
        };
        const bool choice = node.role == Role::face || node.role == Role::chip;
        if (node.role != Role::key) more(word(choice ? Word::voice_choice : Word::voice_button));
        if (node.state.selected) more(word(Word::voice_chosen));
        else if (node.role == Role::chip) more(word(Word::voice_not_chosen));
        if (node.state.disabled) more(word(Word::voice_shut));
        more(node.value);
        return all;
    }

    // Of choices that are otherwise than before, and texts that were not there.
    [[nodiscard]] std::string changes(const Tree& before) const {
        std::set<std::string> there;
        for (const Node& node : before.nodes) there.insert(without_digits(node.label));
        std::string all;
        for (const Node& node : tree_.nodes) {
            const Node* old = before.find(node.id);
            if (pressable(node.role)) add(all, change_of_control(node, old));
            else if (node.id == "typed" && old != nullptr) add(all, change_of_typed(node.label, old->label));
            else if (is_announced(tree_, node) && !there.contains(without_digits(node.label))) add(all, said(node.label));
        }
        return all;
    }

private:
    [[nodiscard]] const std::string& word(Word word) const { return words_.in(tree_.language, word); }

    static bool stood(const Tree& before, const Node& node) {
        return std::any_of(before.nodes.begin(), before.nodes.end(), [&](const Node& old) {
            return old.box == node.box && without_digits(old.label) == without_digits(node.label);
        });
    }

    [[nodiscard]] std::string change_of_control(const Node& node, const Node* old) const {
        if (old == nullptr || (old->state.selected == node.state.selected && old->value == node.value)) return {};
        std::string all = said(node.label);
        if (old->state.selected != node.state.selected)
            all += ", " + said(word(node.state.selected ? Word::voice_chosen : Word::voice_not_chosen));
        if (!node.value.empty()) all += ", " + said(node.value);
        return all;
    }

    // What was typed or taken away, not all of it each time.
    [[nodiscard]] std::string change_of_typed(const std::string& now, const std::string& before) const {
        if (now == before) return {};
        if (now.starts_with(before)) return of_key(words_, tree_.language, std::string_view(now).substr(before.size()));
        if (before.starts_with(now)) return of_key(words_, tree_.language, std::string_view(before).substr(now.size()));
        return said(now);
    }

    const Words& words_;
    const Tree& tree_;
};

}  // namespace

std::string_view voice_of(Language language) { return language == Language::english ? "en" : "id"; }

std::string spoken(const Words& words, Language language, std::string_view text) {
    if (const auto code = read_tracking_code(text)) return letter_by_letter(*code);
    std::string said = language == Language::english ? std::string(text) : with_clocks(words, language, text);
    said = replaced(std::move(said), " · ", ", ");
    return escaped(said);
}

Saying saying_of(const Words& words, const Tree& before, const Tree& now) {
    const Reader reader(words, now);
    if (!same_place(before, now)) return {reader.whole(before), true};
    const Node *had = focused(before), *has = focused(now);
    const bool moved = has != nullptr && (had == nullptr || had->id != has->id);
    std::string changed = reader.changes(before);
    if (!moved) return {std::move(changed), false};
    std::string all = reader.described(*has);
    add(all, changed);
    return {std::move(all), true};
}

Saying first_saying(const Words& words, const Tree& tree) {
    const Reader reader(words, tree);
    std::string all = reader.said(words.in(tree.language, Word::voice_greeting));
    add(all, reader.whole({}));
    return {std::move(all), true};
}

std::string readable_at(const Tree& tree, Point at) {
    std::string id;
    for (const Node& node : tree.nodes)
        if (is_read(tree, node) && node.visible.contains(at)) id = node.id;
    return id;
}

}  // namespace rancak::kiosk
