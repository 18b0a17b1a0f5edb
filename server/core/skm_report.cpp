#include "server/core/skm_report.h"

#include <algorithm>

namespace rancak::server {
namespace {

using std::string;

constexpr std::array<std::string_view, 12> months{"Januari", "Februari", "Maret", "April", "Mei", "Juni",
                                                  "Juli", "Agustus", "September", "Oktober", "November", "Desember"};

// What usually helps; the office decides what it does.
constexpr std::array<std::string_view, survey_elements.size()> advice{
    "Periksa kembali persyaratan yang diminta, hapus yang tidak diperlukan, dan pasang daftar persyaratan di loket, di situs, dan di layar layanan.",
    "Sederhanakan alur layanan, kurangi jumlah loket yang harus didatangi, dan pasang gambar alurnya di ruang tunggu.",
    "Tetapkan dan umumkan janji waktu setiap layanan, ukur waktu nyata, dan tambah petugas pada jam ramai.",
    "Umumkan tarif resmi atau keterangan gratis di setiap loket, dan cegah pungutan di luar ketentuan.",
    "Pastikan hasil layanan sesuai dengan standar pelayanan, dan periksa kembali sebelum diserahkan.",
    "Beri petugas pelatihan dan pendampingan sesuai layanannya, dan siapkan panduan kerja di loket.",
    "Bina sikap sopan dan ramah petugas, beri teladan, dan hargai petugas yang baik.",
    "Umumkan saluran pengaduan, jawab setiap pengaduan sesuai batas waktunya, dan beri tahu warga apa yang sudah diperbaiki.",
    "Perbaiki ruang tunggu, tempat duduk, kebersihan, dan kemudahan bagi lansia dan penyandang disabilitas.",
};

// 12345 is "12.345".
string whole(std::uint64_t number) {
    string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, '.');
    return text;
}

// a / b with so many decimals, the last rounded half up.
string decimal(std::uint64_t a, std::uint64_t b, int decimals) {
    std::uint64_t scale = 1;
    for (int i = 0; i < decimals; ++i) scale *= 10;
    const auto scaled = (2 * a * scale + b) / (2 * b);
    const auto rest = std::to_string(scaled % scale);
    return whole(scaled / scale) + "," + string(static_cast<std::size_t>(decimals) - rest.size(), '0') + rest;
}

Cell text(std::string_view words) { return {string(words)}; }
Cell count(std::uint64_t n) { return {whole(n), static_cast<double>(n), 0}; }
Cell ratio(std::uint64_t a, std::uint64_t b, int decimals) { return {decimal(a, b, decimals), static_cast<double>(a) / static_cast<double>(b), decimals}; }
Cell index(int hundredths) { return {index_text(hundredths, ','), hundredths / 100.0, 2}; }
Cell letter(int hundredths) { return {string(1, skm_quality(hundredths))}; }

struct Told {
    const SkmFigures& figures;
    const Catalogue& catalogue;
    string office, service, period;
    std::uint64_t n;
    int hundredths;
    char quality;
};

string service_name(const Catalogue& catalogue, const string& id) {
    if (id.empty()) return "Tidak disebutkan";
    const auto* service = catalogue.service(id);
    return service ? service->name.indonesian : id;
}

Told told(const SkmFigures& figures, const Catalogue& catalogue) {
    const auto* office = catalogue.office(figures.office);
    const auto hundredths = index_of(figures.tally).value_or(least_index);
    return {figures, catalogue, office ? office->name.indonesian : figures.office, figures.service.empty() ? "" : service_name(catalogue, figures.service),
            indonesian_date(figures.period.from) + " sampai dengan " + indonesian_date(figures.period.until),
            std::max<std::uint64_t>(figures.tally.n, 1), hundredths, skm_quality(hundredths)};
}

string lower(string words) {
    if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z') words[0] = static_cast<char>(words[0] - 'A' + 'a');
    return words;
}

// ---- Sections ----------------------------------------------------------------------------------------------------------

Section introduction(const Told& told) {
    const string whom = told.service.empty() ? told.office : "layanan " + told.service + " pada " + told.office;
    return {"I. Pendahuluan", "Pendahuluan",
            {Paragraph{"Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik mewajibkan penyelenggara pelayanan mengukur kepuasan masyarakat secara berkala. "
                       "Pengukuran itu diatur dalam Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 14 Tahun 2017 tentang Pedoman "
                       "Penyusunan Survei Kepuasan Masyarakat Unit Penyelenggara Pelayanan Publik."},
             Paragraph{"Laporan ini memuat hasil Survei Kepuasan Masyarakat (SKM) " + whom + " periode " + told.period +
                       ". Tujuannya mengetahui tingkat kepuasan masyarakat, menemukan unsur pelayanan yang perlu diperbaiki, dan menjadi dasar rencana tindak lanjut."}}};
}

Table bands() {
    return {"Nilai Indeks Kepuasan Masyarakat (IKM) dan mutu pelayanan",
            {"Mutu pelayanan", "Kinerja unit pelayanan", "Nilai interval (NRR)", "Nilai konversi (IKM)"},
            {{text("A"), text("Sangat baik"), text("3,5324 – 4,00"), text("88,31 – 100,00")},
             {text("B"), text("Baik"), text("3,0644 – 3,532"), text("76,61 – 88,30")},
             {text("C"), text("Kurang baik"), text("2,60 – 3,064"), text("65,00 – 76,60")},
             {text("D"), text("Tidak baik"), text("1,00 – 2,5996"), text("25,00 – 64,99")}},
            {2, 3, 3, 3}};
}

string sample_words(const SkmFigures& figures) {
    const auto n = whole(figures.tally.n);
    const auto needed = figures.needed();
    if (!needed) return "Responden yang mengisi survei berjumlah " + n + " orang. Jumlah penerima layanan pada periode ini belum diisi, sehingga kecukupan sampel belum dinilai.";
    const bool enough = figures.tally.n >= *needed;
    return "Penerima layanan pada periode ini berjumlah " + whole(*figures.population) + " orang. Menurut tabel Krejcie dan Morgan (tingkat kepercayaan 95%, "
           "galat 5%) diperlukan paling sedikit " + whole(*needed) + " responden. Responden yang mengisi survei berjumlah " + n + " orang, sehingga jumlah sampel " +
           (enough ? "terpenuhi." : "belum terpenuhi; hasil di bawah ini dibaca dengan kehati-hatian.");
}

Section method(const Told& told) {
    Section section{"II. Metodologi", "Metodologi", {}};
    section.blocks = {
        Paragraph{"Survei dilaksanakan pada " + told.period + " dengan kuesioner pada layar layanan di kantor. Setiap responden menjawab sembilan unsur pelayanan dengan "
                  "empat pilihan jawaban (nilai 1 sampai 4). Jawaban disimpan tanpa nama dan tidak terhubung dengan penilaian terhadap petugas."},
        Paragraph{sample_words(told.figures)},
        Paragraph{"Nilai rata-rata (NRR) setiap unsur adalah jumlah nilai unsur dibagi jumlah kuesioner yang terisi. NRR tertimbang adalah NRR dibagi sembilan, dan ditampilkan "
                  "sebagai keterangan saja. IKM adalah jumlah kesembilan NRR dibagi sembilan dikali 25. Tidak ada angka yang dibulatkan sebelum hasil akhir; hasil "
                  "akhir dibulatkan ke dua angka desimal."},
        bands()};
    return section;
}

template <class T, std::size_t size>
Table profile(const Told& told, string caption, const string& what, const std::array<T, size>& values, const std::array<std::uint64_t, size>& counts) {
    Table table{std::move(caption), {what, "Jumlah (orang)", "Persentase (%)"}, {}, {5, 2, 2}};
    for (std::size_t i = 0; i < size; ++i) table.rows.push_back({text(name_of(values[i])), count(counts[i]), ratio(100 * counts[i], told.n, 1)});
    table.total = {text("Jumlah"), count(told.figures.tally.n), ratio(100, 1, 1)};
    return table;
}

Table of_services(const Told& told) {
    Table table{"Responden menurut layanan yang diterima", {"Layanan", "Jumlah (orang)", "Persentase (%)"}, {}, {5, 2, 2}};
    for (const auto& [id, n] : told.figures.of_service) table.rows.push_back({text(service_name(told.catalogue, id)), count(n), ratio(100 * n, told.n, 1)});
    table.total = {text("Jumlah"), count(told.figures.tally.n), ratio(100, 1, 1)};
    return table;
}

Table of_elements(const Told& told) {
    const auto& tally = told.figures.tally;
    Table table{"Nilai setiap unsur pelayanan", {"No.", "Unsur pelayanan", "Jumlah nilai", "NRR", "NRR tertimbang", "Nilai konversi", "Mutu"}, {}, {2, 9, 3, 3, 4, 4, 2}};
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < survey_elements.size(); ++i) {
        const auto element = survey_elements[i];
        const auto sum = tally.sum(element);
        const auto own = *index_of(tally, element);
        all += sum;
        table.rows.push_back({count(i + 1), text(name_of(element)), count(sum), ratio(sum, told.n, 4), ratio(sum, 9 * told.n, 4), index(own), letter(own)});
    }
    table.total = {text(""), text("Indeks Kepuasan Masyarakat (IKM)"), count(all), ratio(all, 9 * told.n, 4), ratio(all, 9 * told.n, 4), index(told.hundredths), letter(told.hundredths)};
    return table;
}

Section results(const Told& told) {
    Section section{"III. Hasil Survei", "Hasil", {}};
    const auto& figures = told.figures;
    section.blocks = {profile(told, "Responden menurut jenis kelamin", "Jenis kelamin", sexes, figures.of_sex),
                      profile(told, "Responden menurut pendidikan terakhir", "Pendidikan", educations, figures.of_education),
                      profile(told, "Responden menurut pekerjaan", "Pekerjaan", occupations, figures.of_occupation)};
    if (figures.service.empty()) section.blocks.push_back(of_services(told));
    section.blocks.push_back(of_elements(told));
    Bars bars{"Nilai rata-rata (NRR) setiap unsur, 1 sampai 4", {}, 1, 4};
    for (const auto element : survey_elements) {
        const auto sum = figures.tally.sum(element);
        bars.bars.push_back({string(name_of(element)), static_cast<double>(sum) / static_cast<double>(told.n), decimal(sum, told.n, 3)});
    }
    section.blocks.push_back(std::move(bars));
    section.blocks.push_back(Paragraph{"Dari " + whole(figures.tally.n) + " kuesioner diperoleh IKM sebesar " + index_text(told.hundredths, ',') + ". Nilai ini berada pada mutu pelayanan " +
                                       string(1, told.quality) + " dengan kinerja unit pelayanan " + lower(string(performance_of(told.quality))) + "."});
    return section;
}

Section suggestions(const Told& told) {
    Section section{"IV. Saran Perbaikan", "Saran", {}};
    section.blocks.push_back(Paragraph{"Tiga unsur dengan nilai terendah perlu didahulukan. Saran berikut bersifat umum; unit pelayanan menyesuaikannya dengan keadaan setempat."});
    Points points;
    for (const auto element : lowest(told.figures.tally))
        points.texts.push_back(string(name_of(element)) + " (NRR " + decimal(told.figures.tally.sum(element), told.n, 3) + "): " + string(advice[static_cast<std::size_t>(element)]));
    section.blocks.push_back(std::move(points));
    return section;
}

Section conclusion(const Told& told, Timestamp now) {
    Section section{"V. Kesimpulan dan Rencana Tindak Lanjut", "Kesimpulan dan RTL", {}};
    const auto low = lowest(told.figures.tally);
    section.blocks.push_back(Paragraph{"Kinerja pelayanan " + (told.service.empty() ? told.office : told.service + " pada " + told.office) + " pada periode " + told.period + " dinilai " +
                                       lower(string(performance_of(told.quality))) + " (mutu " + string(1, told.quality) + ", IKM " + index_text(told.hundredths, ',') + "). Unsur yang diprioritaskan untuk diperbaiki adalah " +
                                       string(name_of(low[0])) + "; " + string(name_of(low[1])) + "; dan " + string(name_of(low[2])) + "."});
    Table plan{"Rencana tindak lanjut (diisi oleh unit pelayanan)", {"No.", "Unsur prioritas", "Kegiatan", "Waktu", "Penanggung jawab"}, {}, {1, 5, 7, 3, 4}};
    plan.by_hand = true;
    for (std::size_t i = 0; i < low.size(); ++i) plan.rows.push_back({count(i + 1), text(name_of(low[i])), text(""), text(""), text("")});
    section.blocks.push_back(std::move(plan));
    const auto* office = told.catalogue.office(told.figures.office);
    section.blocks.push_back(Signature{"Sawahlunto, " + indonesian_date(local_day(now, office ? office->utc_offset : Office{}.utc_offset)), "Kepala " + told.office});
    return section;
}

Section appendix(const Told& told) {
    Section section{"Lampiran", "Lampiran", {}, true};
    Table spread{"Lampiran 1. Sebaran jawaban responden", {"No.", "Unsur pelayanan", "Nilai 1", "Nilai 2", "Nilai 3", "Nilai 4", "Jumlah"}, {}, {2, 10, 3, 3, 3, 3, 3}};
    Table questions{"Lampiran 2. Pilihan jawaban kuesioner", {"No.", "Unsur pelayanan", "Nilai 1", "Nilai 2", "Nilai 3", "Nilai 4"}, {}, {2, 8, 5, 5, 5, 5}};
    for (std::size_t i = 0; i < survey_elements.size(); ++i) {
        const auto element = survey_elements[i];
        std::vector<Cell> row{count(i + 1), text(name_of(element))}, question = row;
        for (int answer = 1; answer <= survey_answers; ++answer) {
            row.push_back(count(told.figures.tally.answers[i][static_cast<std::size_t>(answer - 1)]));
            question.push_back(text(answer_of(element, answer)));
        }
        row.push_back(count(told.figures.tally.n));
        spread.rows.push_back(std::move(row));
        questions.rows.push_back(std::move(question));
    }
    section.blocks = {std::move(spread), std::move(questions)};
    return section;
}

}  // namespace

string indonesian_date(LocalDay day) {
    const std::chrono::year_month_day date{day};
    return std::to_string(static_cast<unsigned>(date.day())) + " " + string(months[static_cast<unsigned>(date.month()) - 1]) + " " + std::to_string(int{date.year()});
}

Report skm_report(const SkmFigures& figures, const Catalogue& catalogue, Timestamp now) {
    const auto told = server::told(figures, catalogue);
    Report report;
    report.authority = "Pemerintah Kota Sawahlunto";
    report.title = "Laporan Hasil Survei Kepuasan Masyarakat (SKM)";
    report.subtitles = {told.office};
    if (!told.service.empty()) report.subtitles.push_back("Layanan " + told.service);
    report.subtitles.push_back("Periode " + told.period);
    report.summary.facts = {{"Indeks Kepuasan Masyarakat (IKM)", index_text(told.hundredths, ',')},
                            {"Mutu pelayanan", string(1, told.quality)},
                            {"Kinerja unit pelayanan", string(performance_of(told.quality))},
                            {"Jumlah responden", whole(figures.tally.n) + " orang"}};
    if (const auto needed = figures.needed())
        report.summary.facts.emplace_back("Sampel yang diperlukan", whole(*needed) + " orang dari " + whole(*figures.population) + " penerima layanan");
    report.sections = {introduction(told), method(told), results(told), suggestions(told), conclusion(told, now), appendix(told)};
    report.footer = "Laporan SKM " + told.office;
    report.made = now;
    return report;
}

}  // namespace rancak::server
