// A catalogue as any centre may send it: refused with a sentence, or one that survives being written and read again, and of
// which a kiosk makes all that it makes of one.

#include "kiosk/core/service_search.h"
#include "kiosk/core/words.h"
#include "shared/catalogue.h"
#include "shared/encoding.h"
#include "tests/fuzz/check.h"

#include <cstdint>
#include <string_view>

using namespace rancak;

namespace {

// A kiosk takes what fits the words that it brings and tells of the rest; what is laid over has the placeholders that it fills.
void check_words(const Catalogue& catalogue) {
    static const kiosk::Words built_in = [] {
        kiosk::Words words;
        for (auto& language : words.texts) language.fill("{count} huruf lagi");
        return words;
    }();
    const auto in_force = kiosk::laid_over(built_in, catalogue.words);
    for (const auto& language : in_force.words.texts)
        for (const std::string& text : language) FUZZ_CHECK(placeholders(text) == std::vector<std::string>{"count"} && code_points(text) <= 18);
    FUZZ_CHECK(in_force.left_out.size() <= catalogue.words.size());
}

void check_search(const Catalogue& catalogue, std::string_view office) {
    const kiosk::ServiceIndex index(catalogue, office);
    for (const Service& service : catalogue.services) {
        for (const std::string* name : {&service.name.indonesian, &service.name.minangkabau, &service.name.english})
            for (const std::size_t place : index.find(*name).services) FUZZ_CHECK(catalogue.services.at(place).office == office);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto read = decode_catalogue(text);
    if (!read) {
        FUZZ_CHECK(!read.error().message.empty() && read.error().message.size() < 10'000);
        return 0;
    }
    FUZZ_CHECK(mistakes(*read).empty());
    FUZZ_CHECK(decode_catalogue(encode(*read)) == read);
    for (const Office& office : read->offices) {
        const Catalogue part = of_office(*read, office.id);
        FUZZ_CHECK(mistakes(part).empty());
        FUZZ_CHECK(part.offices.size() == 1);
        check_search(part, office.id);
        check_words(part);
    }
    return 0;
}
