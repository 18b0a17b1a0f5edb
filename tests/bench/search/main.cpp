// How long the search takes for each letter that somebody types, over as many services as a city has.

#include "kiosk/core/service_search.h"
#include "tests/bench/frame/bench.h"

#include <array>
#include <chrono>
#include <fmt/format.h>

namespace rancak::bench {
namespace {

constexpr std::size_t how_many = 2000;
constexpr double frame = 1000.0 / 60;  // ms

constexpr std::array kinds{"Akta", "Kartu", "Surat keterangan", "Izin", "Rekomendasi", "Pendaftaran", "Perpanjangan", "Legalisasi"};
constexpr std::array things{"kelahiran", "kematian", "keluarga", "pindah", "usaha", "bangunan", "kendaraan", "perkawinan", "tanah",
                            "kesehatan", "reklame", "penelitian", "keramaian", "pangan", "koperasi", "perpustakaan"};
constexpr std::array marks{"baru", "hilang", "rusak", "perubahan data", "warga asing", "sementara", "bersama", "anak"};

// Names of four to six words, each with Minangkabau and English, three other names and a product, as the sample has them.
Catalogue catalogue_of(std::size_t services) {
    Catalogue catalogue;
    catalogue.offices = {{"a", {"Kantor (contoh)", "", ""}}};
    catalogue.categories = {{"c", {"Layanan kota", "Layanan kota", "City services"}}};
    for (std::size_t i = 0; i < services; ++i) {
        const char *kind = kinds[i % kinds.size()], *thing = things[i / 8 % things.size()], *mark = marks[i / 128 % marks.size()];
        Service service{fmt::format("s-{}", i), "a", {}};
        service.name = {fmt::format("{} {} {} {}", kind, thing, mark, i), fmt::format("{} ka{} {} {}", kind, thing, mark, i),
                        fmt::format("Certificate {} of {} number {}", mark, thing, i)};
        service.category = "c";
        service.also = {fmt::format("{} {}", kind, mark), fmt::format("mengurus {}", thing), fmt::format("surek {}", thing)};
        service.standard.product = {fmt::format("Kutipan {} {}", kind, thing), "", fmt::format("{} document", thing)};
        catalogue.services.push_back(std::move(service));
    }
    return catalogue;
}

double milliseconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// The slowest letter of the words, each searched for after every letter, as the screen does.
double slowest_letter(const kiosk::ServiceIndex& index, std::string_view words) {
    double slowest = 0;
    std::size_t found = 0;
    for (std::size_t letters = 1; letters <= words.size(); ++letters)
        slowest = std::max(slowest, milliseconds([&] { found += index.find(words.substr(0, letters)).services.size(); }));
    if (found == 0) throw std::runtime_error("the search found nothing");
    return slowest;
}

void measure(const Options& options) {
    const Catalogue catalogue = catalogue_of(how_many);
    Figure made{.name = fmt::format("search over {} services, made ready", how_many), .unit = "ms", .beside = "a frame at 60 Hz"};
    Figure letter{.name = fmt::format("search over {} services, slowest letter", how_many), .unit = "ms", .beside = "a frame at 60 Hz"};
    made.goal.ratio_at_most = letter.goal.ratio_at_most = 1;
    for (int round = 0; round < (options.quick ? 3 : 9); ++round) {
        std::optional<kiosk::ServiceIndex> index;
        made.runs.push_back(milliseconds([&] { index.emplace(catalogue, "a"); }));
        double slowest = 0;
        // Typed right, with slips in the longest words, and as much as is looked at.
        for (const char* words : {"akta kelahiran", "mengurus perkawinna hilnag", "rekomendasi perpustakan perubahan data 1999 kutipan kartu keluarga"})
            slowest = std::max(slowest, slowest_letter(*index, words));
        letter.runs.push_back(slowest);
        made.beside_runs.push_back(frame);
        letter.beside_runs.push_back(frame);
    }
    print(made);
    print(letter);
}

}  // namespace
}  // namespace rancak::bench

int main(int argc, char** argv) { return rancak::bench::run_bench(argc, argv, rancak::bench::measure); }
