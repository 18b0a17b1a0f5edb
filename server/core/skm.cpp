#include "server/core/skm.h"

#include "server/core/figures.h"
#include "shared/encoding.h"

#include <algorithm>

namespace rancak::server {
namespace {

constexpr std::array<std::string_view, survey_elements.size()> element_names{
    "Persyaratan", "Sistem, Mekanisme, dan Prosedur", "Waktu Penyelesaian", "Biaya/Tarif", "Produk Spesifikasi Jenis Pelayanan",
    "Kompetensi Pelaksana", "Perilaku Pelaksana", "Penanganan Pengaduan, Saran dan Masukan", "Sarana dan Prasarana"};
constexpr std::array<std::string_view, sexes.size()> sex_names{"Laki-laki", "Perempuan"};
constexpr std::array<std::string_view, educations.size()> education_names{"SD", "SMP", "SMA", "S1", "S2", "S3"};
constexpr std::array<std::string_view, occupations.size()> occupation_names{"PNS", "TNI", "POLRI", "Swasta", "Wirausaha", "Lainnya"};
constexpr std::array<std::array<std::string_view, survey_answers>, survey_elements.size()> answers{{
    {"Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"},
    {"Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"},
    {"Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"},
    {"Sangat mahal", "Cukup mahal", "Murah", "Gratis"},
    {"Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"},
    {"Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"},
    {"Tidak sopan dan ramah", "Kurang sopan dan ramah", "Sopan dan ramah", "Sangat sopan dan ramah"},
    {"Tidak ada", "Ada tetapi tidak berfungsi", "Berfungsi kurang maksimal", "Dikelola dengan baik"},
    {"Buruk", "Cukup", "Baik", "Sangat baik"},
}};

template <class T, std::size_t size>
std::string counts_json(const std::array<T, size>& values, const std::array<std::uint64_t, size>& counts) {
    std::string json;
    for (std::size_t i = 0; i < size; ++i) json += (i == 0 ? "{" : ",") + json_string(code(values[i])) + ":" + std::to_string(counts[i]);
    return json + "}";
}

std::string element_json(const SkmTally& tally, SurveyElement element) {
    const auto sum = tally.sum(element);
    std::string json = "{\"element\":" + json_string(code(element)) + ",\"name\":" + json_string(name_of(element));
    json += ",\"n\":" + std::to_string(tally.n) + ",\"sum\":" + std::to_string(sum);
    const auto index = index_of(tally, element);
    if (!index) return json + ",\"nrr\":null,\"weighted\":null,\"quality\":null}";
    const double nrr = static_cast<double>(sum) / static_cast<double>(tally.n);
    json += ",\"nrr\":" + number_json(nrr) + ",\"weighted\":" + number_json(nrr / static_cast<double>(survey_elements.size()));
    return json + ",\"quality\":\"" + skm_quality(*index) + "\"}";
}

std::string maybe(const std::optional<std::uint64_t>& number) { return number ? std::to_string(*number) : "null"; }

}  // namespace

void SkmFigures::add(const SurveyBody& body) {
    if (!service.empty() && body.service != service) return;
    tally.add(body.answers);
    ++of_sex[static_cast<std::size_t>(body.sex)];
    ++of_education[static_cast<std::size_t>(body.education)];
    ++of_occupation[static_cast<std::size_t>(body.occupation)];
    ++of_service[body.service];
}

std::optional<std::uint64_t> SkmFigures::needed() const {
    if (!population) return std::nullopt;
    return sample_needed(*population);
}

std::vector<SurveyElement> lowest(const SkmTally& tally) {
    if (tally.n == 0) return {};
    std::vector<SurveyElement> elements(survey_elements.begin(), survey_elements.end());
    std::stable_sort(elements.begin(), elements.end(), [&](auto a, auto b) { return tally.sum(a) < tally.sum(b); });
    elements.resize(3);
    return elements;
}

std::string_view name_of(SurveyElement element) { return element_names[static_cast<std::size_t>(element)]; }
std::string_view name_of(Sex sex) { return sex_names[static_cast<std::size_t>(sex)]; }
std::string_view name_of(Education education) { return education_names[static_cast<std::size_t>(education)]; }
std::string_view name_of(Occupation occupation) { return occupation_names[static_cast<std::size_t>(occupation)]; }
std::string_view answer_of(SurveyElement element, int answer) {
    return answers[static_cast<std::size_t>(element)][static_cast<std::size_t>(answer - 1)];
}
std::string_view performance_of(char quality) {
    switch (quality) {
        case 'A': return "Sangat baik";
        case 'B': return "Baik";
        case 'C': return "Kurang baik";
        default: return "Tidak baik";
    }
}

std::string index_text(int hundredths, char decimal_point) {
    const auto rest = std::to_string(hundredths % 100);
    return std::to_string(hundredths / 100) + decimal_point + (rest.size() == 1 ? "0" : "") + rest;
}

std::string encode(const SkmFigures& figures) {
    const auto& tally = figures.tally;
    std::string json = "{\"office\":" + json_string(figures.office) + ",\"service\":" + json_string(figures.service);
    json += ",\"from\":\"" + to_iso_date(figures.period.from) + "\",\"until\":\"" + to_iso_date(figures.period.until) + "\"";
    json += ",\"n\":" + std::to_string(tally.n) + ",\"population\":" + maybe(figures.population) + ",\"needed\":" + maybe(figures.needed());
    for (const auto element : survey_elements)
        json += (element == survey_elements.front() ? ",\"elements\":[" : ",") + element_json(tally, element);
    const auto index = index_of(tally);
    json += "],\"ikm\":" + (index ? index_text(*index, '.') : "null");
    json += ",\"quality\":" + (index ? std::string{'"', skm_quality(*index), '"'} : "null");
    json += ",\"by\":{\"sex\":" + counts_json(sexes, figures.of_sex) + ",\"education\":" + counts_json(educations, figures.of_education);
    json += ",\"occupation\":" + counts_json(occupations, figures.of_occupation) + ",\"service\":{";
    for (const auto& [service, n] : figures.of_service) json += (json.back() == '{' ? "" : ",") + json_string(service) + ":" + std::to_string(n);
    json += "}},\"lowest\":[";
    for (const auto element : lowest(tally)) json += (json.back() == '[' ? "" : ",") + json_string(code(element));
    return json + "]}";
}

}  // namespace rancak::server
