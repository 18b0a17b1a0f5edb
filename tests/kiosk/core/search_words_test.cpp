#include "kiosk/core/search_words.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace rancak::kiosk;

namespace {

using Words = std::vector<SearchWord>;

Words words(std::string_view text, Hyphen hyphen = Hyphen::parts_and_whole) { return search_words(text, 8, hyphen); }

bool share_a_form(const SearchWord& a, const SearchWord& b) {
    const auto one = forms_of(a), other = forms_of(b);
    return std::any_of(one.begin(), one.end(),
                       [&](const SearchWord& form) { return std::find(other.begin(), other.end(), form) != other.end(); });
}

std::size_t whole_edits(std::u16string_view typed, std::u16string_view word) { return edits_between(typed, word, 2).whole; }

}  // namespace

TEST_CASE("search words: capitals, accents, invisible characters and punctuation make no difference") {
    CHECK(words("Akta  Kelahiran!") == Words{u"akta", u"kelahiran"});
    CHECK(words("\xC3\x81kt\xC3\xA4 ke\xE2\x80\x8Blahi\xCC\x81ran") == Words{u"akta", u"kelahiran"});
    CHECK(words("KTP-el (baru)") == Words{u"ktp", u"el", u"ktpel", u"baru"});
    CHECK(words("KTP-el", Hyphen::parts) == Words{u"ktp", u"el"});
    CHECK(words("-a- --") == Words{u"a"});
    CHECK(words("1 2 3 4 5 6 7 8 9").size() == 8);
    CHECK(words(std::string(100, 'x')) == Words{SearchWord(max_search_letters, u'x')});
    CHECK(words("").empty());
}

TEST_CASE("search words: affixes come off, in Indonesian and in Minangkabau") {
    CHECK(share_a_form(u"mengurus", u"urus"));
    CHECK(share_a_form(u"pengurusan", u"urus"));
    CHECK(share_a_form(u"kelahiran", u"lahir"));
    CHECK(share_a_form(u"kalahiran", u"lahir"));
    CHECK(share_a_form(u"pernikahan", u"menikah"));
    CHECK(share_a_form(u"penerbitan", u"terbitkan"));
    CHECK(share_a_form(u"memperpanjang", u"perpanjangan"));
    CHECK(share_a_form(u"kepindahan", u"pindah"));
    CHECK(share_a_form(u"menulis", u"tulis"));
    CHECK(share_a_form(u"menyewa", u"sewa"));
    CHECK(share_a_form(u"kartunya", u"kartu"));
    CHECK_FALSE(share_a_form(u"kartu", u"keluarga"));
    CHECK_FALSE(share_a_form(u"akta", u"kartu"));
    CHECK(forms_of(u"ktp") == Words{u"ktp"});
}

TEST_CASE("search words: an edit is a letter too many, too few, another, or two that changed places") {
    CHECK(whole_edits(u"kartu", u"kartu") == 0);
    CHECK(whole_edits(u"karrtu", u"kartu") == 1);
    CHECK(whole_edits(u"katu", u"kartu") == 1);
    CHECK(whole_edits(u"kertu", u"kartu") == 1);
    CHECK(whole_edits(u"kratu", u"kartu") == 1);
    CHECK(whole_edits(u"krtau", u"kartu") == 2);
    CHECK(whole_edits(u"utrak", u"kartu") == 3);  // more than the limit is not counted
    CHECK(edits_between(u"kelair", u"kelahiran", 1).beginning == 1);
    CHECK(edits_between(u"kelair", u"kelahiran", 1).whole == 2);
    CHECK(edits_between(u"", u"a", 1).beginning == 0);
}

TEST_CASE("search words: what surrounds the thing that somebody wants is known as such") {
    for (const char16_t* word : {u"urus", u"caro", u"apply", u"untuk"}) CHECK(is_filler(word));
    for (const char16_t* word : {u"ktp", u"akta", u"", u"hilang"}) CHECK_FALSE(is_filler(word));
}

TEST_CASE("search words: edits are the same both ways, and never more than letters were changed") {
    CHECK(rc::check("symmetric, and bounded by the changes made", [] {
        const auto letters = *rc::gen::container<std::vector<char16_t>>(rc::gen::inRange<char16_t>(u'a', u'f'));
        SearchWord word(letters.begin(), letters.end());
        word.resize(std::min(word.size(), max_search_letters));
        SearchWord changed = word;
        const auto times = *rc::gen::inRange(0, 3);
        for (int i = 0; i < times; ++i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, changed.size() + 1);
            if (*rc::gen::arbitrary<bool>() || at == changed.size()) changed.insert(changed.begin() + static_cast<std::ptrdiff_t>(at), u'z');
            else changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(at));
        }
        if (changed.size() > max_search_letters) return;
        RC_ASSERT(whole_edits(changed, word) <= static_cast<std::size_t>(times));
        RC_ASSERT(whole_edits(changed, word) == whole_edits(word, changed));
    }));
}

TEST_CASE("search words: any bytes give few, short words") {
    CHECK(rc::check("bounded", [](const std::string& bytes) {
        const auto found = search_words(bytes, 5, Hyphen::parts_and_whole);
        RC_ASSERT(found.size() <= 5U);
        for (const SearchWord& word : found) {
            RC_ASSERT(!word.empty() && word.size() <= max_search_letters);
            const auto forms = forms_of(word);
            RC_ASSERT(forms.size() <= max_forms && forms.front() == word);
        }
    }));
}
