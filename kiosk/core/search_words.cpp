#include "kiosk/core/search_words.h"

#include <algorithm>
#include <array>
#include <optional>

namespace rancak::kiosk {
namespace {

// ---- Letters ---------------------------------------------------------------------------------------------------------

constexpr char32_t broken = 0xFFFFFFFF;

// The next code point of UTF-8, taken off the text; `broken` for a byte that begins none.
char32_t take_code_point(std::string_view& text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    const std::size_t length = first < 0x80 ? 1 : first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xF0 && first < 0xF5 ? 4 : 0;
    char32_t value = length == 1 ? first : first & (0x7FU >> length);
    bool whole = length > 0 && length <= text.size();
    for (std::size_t i = 1; whole && i < length; ++i) {
        whole = (byte(i) & 0xC0U) == 0x80U;
        value = (value << 6U) | (byte(i) & 0x3FU);
    }
    text.remove_prefix(whole ? length : 1);
    return whole ? value : broken;
}

// U+00C0 to U+00FF without their accents; a blank where there is no letter.
constexpr std::string_view latin1_letters = "aaaaaaaceeeeiiiidnooooo ouuuuypsaaaaaaaceeeeiiiidnooooo ouuuuypy";

bool is_unseen(char32_t c) {
    return (c >= 0x300 && c <= 0x36F) || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

// The letter or digit as it is compared; nullopt: it separates words.
std::optional<char16_t> folded(char32_t c) {
    if (c >= 'A' && c <= 'Z') return static_cast<char16_t>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return static_cast<char16_t>(c);
    if (c < 0xC0) return std::nullopt;
    if (c <= 0xFF) {
        const char letter = latin1_letters[c - 0xC0];
        return letter == ' ' ? std::nullopt : std::optional(static_cast<char16_t>(letter));
    }
    if (c > 0xFFFF || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xD800 && c <= 0xF8FF))
        return std::nullopt;
    return static_cast<char16_t>(c);
}

bool joins(char32_t c) { return c == '-' || c == '\'' || c == 0x2010 || c == 0x2011 || c == 0x2019; }

// ---- Affixes ---------------------------------------------------------------------------------------------------------

// A prefix, and the letters one of which it may have swallowed before a vowel: menulis is men + tulis.
struct Prefix {
    std::u16string_view text, swallowed;
    bool keeps = true;  // what follows may also stand as it is
};
constexpr std::array prefixes{
    Prefix{u"meny", u"s", false}, Prefix{u"meng", u"k"}, Prefix{u"mem", u"p"}, Prefix{u"men", u"t"}, Prefix{u"me", u""},
    Prefix{u"peny", u"s", false}, Prefix{u"peng", u"k"}, Prefix{u"pem", u"p"}, Prefix{u"pen", u"t"}, Prefix{u"per", u""},
    Prefix{u"pe", u""}, Prefix{u"ber", u""}, Prefix{u"be", u""}, Prefix{u"ter", u""}, Prefix{u"di", u""}, Prefix{u"ke", u""},
    Prefix{u"se", u""},
    // Minangkabau
    Prefix{u"many", u"s", false}, Prefix{u"mang", u"k"}, Prefix{u"mam", u"p"}, Prefix{u"man", u"t"}, Prefix{u"ma", u""},
    Prefix{u"pany", u"s", false}, Prefix{u"pang", u"k"}, Prefix{u"pam", u"p"}, Prefix{u"pan", u"t"}, Prefix{u"pa", u""},
    Prefix{u"ba", u""}, Prefix{u"ta", u""}, Prefix{u"ka", u""}};
constexpr std::array<std::u16string_view, 9> suffixes{u"kan", u"an", u"i", u"nya", u"lah", u"kah", u"ku", u"mu", u"nyo"};
constexpr std::size_t least_stem = 4;
constexpr int most_rounds = 2;  // memperpanjang has two prefixes, perpanjangannya two suffixes

bool is_vowel(char16_t c) { return std::u16string_view{u"aeiou"}.find(c) != std::u16string_view::npos; }

void add_form(std::vector<SearchWord>& forms, SearchWord form) {
    if (form.size() >= least_stem && forms.size() < max_forms && std::find(forms.begin(), forms.end(), form) == forms.end())
        forms.push_back(std::move(form));
}

void add_without_prefix(std::vector<SearchWord>& forms, const SearchWord& word) {
    for (const Prefix& prefix : prefixes) {
        if (!word.starts_with(prefix.text)) continue;
        const SearchWord rest = word.substr(prefix.text.size());
        if (prefix.keeps) add_form(forms, rest);
        if (!rest.empty() && is_vowel(rest.front()))
            for (const char16_t letter : prefix.swallowed) add_form(forms, letter + rest);
    }
}

void add_without_suffix(std::vector<SearchWord>& forms, const SearchWord& word) {
    for (const std::u16string_view suffix : suffixes)
        if (word.ends_with(suffix)) add_form(forms, word.substr(0, word.size() - suffix.size()));
}

constexpr auto fillers = [] {
    std::array<std::u16string_view, 62> words{
        // Indonesian
        u"cara", u"urus", u"buat", u"bikin", u"minta", u"mohon", u"ajukan", u"ambil", u"ingin", u"mau", u"perlu", u"butuh", u"apa",
        u"saja", u"syarat", u"bagaimana", u"gimana", u"di", u"ke", u"dari", u"untuk", u"dan", u"atau", u"yang", u"saya", u"anda",
        u"aku", u"tolong", u"dengan",
        // Minangkabau
        u"caro", u"uruih", u"buek", u"mintak", u"nio", u"nak", u"paralu", u"apo", u"sajo", u"syaraik", u"baa", u"untuak", u"jo",
        u"nan", u"ambo", u"dek",
        // English
        u"how", u"to", u"get", u"make", u"apply", u"for", u"a", u"an", u"the", u"my", u"of", u"and", u"need", u"what", u"want",
        u"i", u"do"};
    std::sort(words.begin(), words.end());
    return words;
}();

}  // namespace

std::vector<SearchWord> search_words(std::string_view text, std::size_t most, Hyphen hyphen) {
    std::vector<SearchWord> words;
    SearchWord word, whole;  // whole: with the parts before a hyphen
    bool has_parts = false;
    const auto add = [&](const SearchWord& one) {
        if (!one.empty() && words.size() < most) words.push_back(one);
    };
    const auto end_word = [&] {
        add(word);
        if (has_parts && words.back() != whole) add(whole);
        word.clear();
        whole.clear();
        has_parts = false;
    };
    while (!text.empty() && words.size() < most) {
        const char32_t c = take_code_point(text);
        if (c != broken && is_unseen(c)) continue;
        if (const auto letter = c == broken ? std::nullopt : folded(c)) {
            if (word.size() < max_search_letters) word += *letter;
            if (whole.size() < max_search_letters) whole += *letter;
        } else if (c != broken && joins(c) && !word.empty()) {
            add(word);
            word.clear();
            has_parts = hyphen == Hyphen::parts_and_whole;
        } else {
            end_word();
        }
    }
    end_word();
    return words;
}

std::vector<SearchWord> forms_of(const SearchWord& word) {
    std::vector<SearchWord> forms{word};
    std::size_t from = 0;
    for (int round = 0; round < most_rounds; ++round) {
        const std::size_t until = forms.size();
        for (std::size_t i = from; i < until; ++i) {
            const SearchWord form = forms[i];
            add_without_prefix(forms, form);
            add_without_suffix(forms, form);
        }
        from = until;
    }
    return forms;
}

Edits edits_between(std::u16string_view typed, std::u16string_view word, std::size_t limit) {
    typed = typed.substr(0, max_search_letters);
    const std::size_t length = std::min({word.size(), typed.size() + limit, max_search_letters + limit});
    using Row = std::array<std::size_t, 2 * max_search_letters>;
    Row before_last{}, last{}, row{};
    for (std::size_t j = 0; j <= length; ++j) last[j] = j;
    for (std::size_t i = 1; i <= typed.size(); ++i) {
        row[0] = i;
        std::size_t least = i;
        for (std::size_t j = 1; j <= length; ++j) {
            const bool same = typed[i - 1] == word[j - 1];
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0U : 1U)});
            if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1])
                row[j] = std::min(row[j], before_last[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least > limit) return {limit + 1, limit + 1};
        before_last = last;
        last = row;
    }
    const std::size_t nearest = *std::min_element(last.begin(), last.begin() + static_cast<std::ptrdiff_t>(length) + 1);
    const std::size_t whole = length < word.size() ? limit + 1 : last[length];
    return {std::min(whole, limit + 1), std::min(nearest, limit + 1)};
}

bool is_filler(std::u16string_view form) { return std::binary_search(fillers.begin(), fillers.end(), form); }

}  // namespace rancak::kiosk
