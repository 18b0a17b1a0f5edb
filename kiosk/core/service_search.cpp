#include "kiosk/core/service_search.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace rancak::kiosk {
namespace {

// Per cent of a match by where the word stands, and by how it was found.
constexpr std::uint16_t in_name = 100, in_other_name = 90, in_category = 60, in_product = 50;
constexpr std::uint16_t as_stem = 85;
constexpr std::uint16_t exactly = 100, beginning_least = 70, beginning_span = 20;
constexpr std::uint16_t with_edits = 60, per_edit = 12, beginning_with_edits = 8;
constexpr std::uint16_t filler_share = 30;
constexpr std::uint32_t most_name_words = 12;

std::uint16_t share(std::uint32_t value, std::uint32_t per_cent) { return static_cast<std::uint16_t>(value * per_cent / 100); }

// One bit a letter; letters above z share the rest.
std::uint64_t letters_of(std::u16string_view word) {
    std::uint64_t letters = 0;
    for (const char16_t c : word) letters |= std::uint64_t{1} << (c >= 'a' && c <= 'z' ? c - 'a' : 26 + c % 38);
    return letters;
}

struct Told {
    SearchWord word;
    std::uint16_t weight;
};

// The service's words, the most telling first, at most so many.
std::vector<Told> words_of(const Service& service, const Catalogue& catalogue) {
    std::vector<Told> words;
    const auto add = [&](std::string_view text, std::uint16_t weight) {
        for (SearchWord& word : search_words(text, max_words_of_service - words.size(), Hyphen::parts_and_whole)) words.push_back({std::move(word), weight});
    };
    const auto add_text = [&](const LocalText& text, std::uint16_t weight) {
        add(text.indonesian, weight);
        add(text.minangkabau, weight);
        add(text.english, weight);
    };
    add_text(service.name, in_name);
    for (const std::string& other : service.also) add(other, in_other_name);
    if (const ServiceCategory* category = catalogue.category(service.category)) add_text(category->name, in_category);
    add_text(service.standard.product, in_product);
    return words;
}

std::uint16_t match(const SearchWord& typed, std::uint64_t typed_letters, const SearchWord& form, std::uint64_t form_letters) {
    if (form.starts_with(typed)) {
        if (form.size() == typed.size()) return exactly;
        return static_cast<std::uint16_t>(beginning_least + beginning_span * typed.size() / form.size());
    }
    const std::size_t limit = edits_allowed(typed.size());
    // Each letter of the typed word that the form does not have costs an edit.
    if (limit == 0 || static_cast<std::size_t>(__builtin_popcountll(typed_letters & ~form_letters)) > limit) return 0;
    const Edits edits = edits_between(typed, form, limit);
    if (edits.beginning > limit) return 0;
    if (edits.whole <= edits.beginning) return static_cast<std::uint16_t>(with_edits - per_edit * edits.whole);
    return static_cast<std::uint16_t>(with_edits - beginning_with_edits - per_edit * edits.beginning);
}

// Numbers for words, counting from 0 in the order in which they are met.
class Numbers {
public:
    std::uint32_t of(SearchWord word) {
        const auto [at, is_new] = numbers_.try_emplace(std::move(word), static_cast<std::uint32_t>(words_.size()));
        if (is_new) words_.push_back(&at->first);
        return at->second;
    }
    [[nodiscard]] const std::vector<const SearchWord*>& words() const { return words_; }

private:
    std::unordered_map<SearchWord, std::uint32_t> numbers_;
    std::vector<const SearchWord*> words_;  // by number
};

bool all_fillers(const std::vector<SearchWord>& words) {
    return std::all_of(words.begin(), words.end(), [](const SearchWord& word) {
        const auto forms = forms_of(word);
        return std::any_of(forms.begin(), forms.end(), [](const SearchWord& form) { return is_filler(form); });
    });
}

}  // namespace

ServiceIndex::ServiceIndex(const Catalogue& catalogue, std::string_view office) {
    for (std::size_t place = 0; place < catalogue.services.size(); ++place)
        if (catalogue.services[place].office == office)
            entries_.push_back({place, search_words(catalogue.services[place].name.indonesian, most_name_words, Hyphen::parts).size()});
    std::sort(entries_.begin(), entries_.end(), [&](const Entry& a, const Entry& b) {
        const Service &one = catalogue.services[a.place], &other = catalogue.services[b.place];
        return std::tie(one.name.indonesian, one.id) < std::tie(other.name.indonesian, other.id);
    });

    // Many services share their words, so each word's forms are found once.
    struct Mention {
        std::uint32_t word;
        Posting posting;
    };
    Numbers word_numbers;
    std::vector<Mention> mentions;
    std::vector<std::uint32_t> last_entry;  // that mentions the word
    for (std::uint32_t entry = 0; entry < entries_.size(); ++entry)
        for (Told& told : words_of(catalogue.services[entries_[entry].place], catalogue)) {
            const std::uint32_t word = word_numbers.of(std::move(told.word));
            if (word == last_entry.size()) last_entry.push_back(entry);
            else if (std::exchange(last_entry[word], entry) == entry) continue;  // the first is the most telling
            mentions.push_back({word, {entry, told.weight}});
        }

    Numbers form_numbers;
    std::vector<std::vector<std::uint32_t>> forms_of_word(word_numbers.words().size());
    for (std::uint32_t word = 0; word < forms_of_word.size(); ++word)
        for (SearchWord& form : forms_of(*word_numbers.words()[word])) forms_of_word[word].push_back(form_numbers.of(std::move(form)));
    for (const SearchWord* form : form_numbers.words()) forms_.push_back({*form, letters_of(*form), 0, 0});

    // The postings of each form beside each other.
    for (const Mention& mention : mentions)
        for (const std::uint32_t form : forms_of_word[mention.word]) ++forms_[form].count;
    std::uint32_t first = 0;
    for (Form& form : forms_) {
        form.first = first;
        first += std::exchange(form.count, 0);
    }
    postings_.resize(first);
    for (const Mention& mention : mentions)
        for (const std::uint32_t number : forms_of_word[mention.word]) {
            Form& form = forms_[number];
            const bool stem = number != forms_of_word[mention.word].front();
            postings_[form.first + form.count++] = {mention.posting.entry,
                                                    stem ? share(mention.posting.weight, as_stem) : mention.posting.weight};
        }
}

// Raises each entry's score to the best that a form of the typed word gets from one of the entry's.
void ServiceIndex::score(const SearchWord& typed, Scores& scores) const {
    const std::vector<SearchWord> typed_forms = forms_of(typed);
    for (std::size_t i = 0; i < typed_forms.size(); ++i) {
        const std::uint64_t letters = letters_of(typed_forms[i]);
        for (const Form& form : forms_) {
            std::uint16_t found = match(typed_forms[i], letters, form.text, form.letters);
            if (found == 0) continue;
            if (i > 0) found = share(found, as_stem);
            for (std::uint32_t at = form.first; at < form.first + form.count; ++at) {
                std::uint16_t& score = scores[postings_[at].entry];
                score = std::max(score, share(found, postings_[at].weight));
            }
        }
    }
}

ServiceIndex::Found ServiceIndex::find(std::string_view text) const {
    const std::vector<SearchWord> words = search_words(text, max_typed_words, Hyphen::parts);
    if (words.empty()) return {};
    const bool only_fillers = all_fillers(words);
    struct Total {
        std::uint32_t score = 0, wanted = 0;  // wanted: words that were found and are no fillers
    };
    std::vector<Total> totals(entries_.size());
    std::uint32_t wanted = 0;
    for (const SearchWord& word : words) {
        const bool filler = !only_fillers && all_fillers({word});
        wanted += filler ? 0 : 1;
        Scores scores(entries_.size());
        score(word, scores);
        for (std::size_t entry = 0; entry < entries_.size(); ++entry) {
            totals[entry].score += filler ? share(scores[entry], filler_share) : scores[entry];
            totals[entry].wanted += !filler && scores[entry] > 0 ? 1 : 0;
        }
    }
    const bool complete = std::any_of(totals.begin(), totals.end(), [&](const Total& one) { return one.wanted == wanted; });
    const std::uint32_t least = complete ? wanted : 1;
    std::vector<std::size_t> order;
    for (std::size_t entry = 0; entry < entries_.size(); ++entry)
        if (totals[entry].wanted >= least) order.push_back(entry);
    // A name that says little beside what was typed is nearer to it.
    const auto rank = [&](std::size_t entry) {
        return std::tuple{totals[entry].wanted, totals[entry].score * most_name_words - entries_[entry].name_words};
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) > rank(b); });
    Found found{{}, !complete};
    for (const std::size_t entry : order) found.services.push_back(entries_[entry].place);
    return found;
}

}  // namespace rancak::kiosk
