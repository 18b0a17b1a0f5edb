#include "admin/catalogue_folder.h"

#include "admin/catalogue_values.h"
#include "admin/participation_file.h"
#include "admin/service_file.h"
#include "shared/config/toml_file.h"
#include "shared/encoding.h"
#include "shared/file.h"
#include "shared/keys.h"
#include "shared/protocol.h"
#include "shared/public_address.h"

#include <algorithm>
#include <set>

namespace rancak::admin {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view categories_file = "categories.toml";
constexpr std::string_view participation_file = "participation.toml";
constexpr std::string_view words_file = "words.toml";
constexpr std::string_view sample_mark = "(contoh)";

// "08:00-16:00" or "closed".
std::optional<OpeningHours> opening_hours(std::string_view text) {
    if (text == "closed") return OpeningHours{};
    if (text.size() != 11 || text[5] != '-') return std::nullopt;
    const auto opens = time_of_day(text.substr(0, 5)), closes = time_of_day(text.substr(6));
    if (!opens || !closes || *opens >= *closes) return std::nullopt;
    return OpeningHours{*opens, *closes};
}

bool is_photo(std::string_view bytes) {
    return bytes.starts_with("\x89PNG\r\n\x1a\n") || bytes.starts_with("\xff\xd8\xff");
}

class Reader {
public:
    explicit Reader(fs::path root) : root_(std::move(root)) {}

    tl::expected<CatalogueFolder, std::vector<std::string>> read() {
        std::error_code error;
        if (!fs::is_directory(root_, error)) {
            return tl::unexpected(std::vector{root_.string() + ": found no such folder, expected a catalogue's"});
        }
        read_toml(root_ / "reasons.toml", [this](TomlTable& file) { read_reasons(file); });
        if (fs::exists(root_ / categories_file, error)) {
            read_toml(root_ / categories_file, [this](TomlTable& file) {
                folder_.catalogue.categories = read_categories(file, category_ids_);
            });
        }
        if (fs::exists(root_ / words_file, error)) read_toml(root_ / words_file, [this](TomlTable& file) { read_words(file); });
        for (const fs::path& folder : office_folders()) read_office_folder(folder);
        read_participation_file(root_, "");
        if (folder_.catalogue.offices.empty() && mistakes_.empty()) {
            mistakes_.push_back(root_.string() + ": found no office, expected a folder with an office.toml");
        }
        // Everything was checked at its line above; this is the rule itself, in case it knows more.
        if (mistakes_.empty()) mistakes_ = mistakes(folder_.catalogue);
        if (mistakes_.empty()) hash_pins();
        if (!mistakes_.empty()) return tl::unexpected(std::move(mistakes_));
        return std::move(folder_);
    }

private:
    struct PlainPin {
        std::string pin;
        bool caretaker;
        std::size_t index;  // among the catalogue's officers or caretakers
    };

    std::vector<fs::path> office_folders() {
        std::vector<fs::path> folders;
        for (const auto& entry : fs::directory_iterator(root_)) {
            const std::string name = entry.path().filename().string();
            if (name.starts_with('.') || name == "reasons.toml" || name == categories_file || name == participation_file || name == words_file)
                continue;
            if (entry.is_directory()) {
                folders.push_back(entry.path());
            } else if (entry.path().extension() == ".toml") {
                mistakes_.push_back(entry.path().string() +
                                    ": found a file that nothing reads, expected reasons.toml, categories.toml, "
                                    "participation.toml, words.toml or an office's folder");
            }
        }
        std::sort(folders.begin(), folders.end());
        return folders;
    }

    void read_office_folder(const fs::path& folder) {
        for (const auto& entry : fs::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (entry.path().extension() == ".toml" && name != "office.toml" && name != "officers.toml" &&
                name != "services.toml" && name != participation_file) {
                mistakes_.push_back(entry.path().string() +
                                    ": found a file that nothing reads, expected office.toml, officers.toml, "
                                    "services.toml or participation.toml");
            }
        }
        const std::string office = folder.filename().string();
        if (!is_id(office)) {
            mistakes_.push_back(folder.string() + ": found \"" + office +
                                "\" as an office's id, expected 1 to 40 of a-z, 0-9 and -");
        }
        read_toml(folder / "office.toml", [&](TomlTable& file) { read_office(file, office); });
        read_toml(folder / "officers.toml", [&](TomlTable& file) { read_people(file, office, folder); });
        read_toml(folder / "services.toml", [&](TomlTable& file) {
            read_services(file, folder_.catalogue, office, service_ids_);
        });
        read_participation_file(folder, office);
    }

    void read_participation_file(const fs::path& folder, const std::string& office) {
        if (!fs::exists(folder / participation_file)) return;
        read_toml(folder / participation_file,
                  [&](TomlTable& file) { read_participation(file, folder_.catalogue, office, participation_ids_); });
    }

    template <class Read>
    void read_toml(const fs::path& path, const Read& read) {
        auto file = TomlTable::load(path);
        if (!file) {
            mistakes_.push_back(file.error().message);
            return;
        }
        read(*file);
        const std::vector<std::string> found = file->mistakes();
        mistakes_.insert(mistakes_.end(), found.begin(), found.end());
    }

    bool counter_exists(std::string_view counter, std::string_view office) const {
        const Counter* found = folder_.catalogue.counter(counter);
        return found && found->office == office;
    }

    // ---- Files ------------------------------------------------------------------------------------------------------

    void read_reasons(TomlTable& file) {
        for (TomlTable& table : file.tables("reason")) {
            Reason reason;
            reason.id = read_id(table, reason_ids_);
            reason.text = read_local_text(table, "text", max_reason);
            reason.cause = parse_cause(table.choice("cause", {"officer", "rule", "queue", "place"})).value_or(Cause::rule);
            const auto scores = table.integers("scores");
            if (scores.empty()) table.mistake("scores", "none", "the scores that offer it, as [1, 2]");
            for (const std::int64_t score : scores) {
                if (score < 1 || score > 5) {
                    table.mistake("scores", std::to_string(score), "scores from 1 to 5");
                } else {
                    reason.scores[static_cast<std::size_t>(score - 1)] = true;
                }
            }
            folder_.catalogue.reasons.push_back(std::move(reason));
        }
    }

    // Whether a kiosk has such a text, and room for it, the server knows.
    void read_words(TomlTable& file) {
        std::set<std::string> taken;
        for (TomlTable& table : file.tables("word")) {
            Wording wording{table.text("key"), {}};
            if (!is_word_key(wording.id) || !taken.insert(wording.id).second)
                table.mistake("key", '"' + wording.id + '"', "a key of the kiosk's words that nothing before it has");
            wording.text = {read_plain_text(table, "id", max_wording, ""), read_plain_text(table, "min", max_wording, ""),
                            read_plain_text(table, "en", max_wording, "")};
            folder_.catalogue.words.push_back(std::move(wording));
        }
    }

    static SurveyPeriod read_survey_period(TomlTable& file) {
        TomlTable table = file.table("survey");
        SurveyPeriod period;
        for (const auto& [key, day] : {std::pair{"from", &period.from}, std::pair{"until", &period.until}}) {
            const auto read = table.date(key);
            if (read) *day = *read;
            else if (!table.has(key)) table.mistake(key, "nothing", "a date such as 2026-11-01");
        }
        if (period.until < period.from) table.mistake("until", to_iso_date(period.until), "a day not before from");
        return period;
    }

    void read_office(TomlTable& file, const std::string& id_of_folder) {
        Office office;
        office.id = id_of_folder;
        office.name = read_local_text(file, "name", max_name);
        office.utc_offset = std::chrono::minutes{file.integer("utc_offset_minutes", -12 * 60, 14 * 60, 7 * 60)};
        office.contact_kept = std::chrono::days{file.integer("contact_days", 1, max_contact_days, 365)};
        office.public_address = file.text("public_address", "");
        if (!office.public_address.empty() && !is_public_address(office.public_address))
            file.mistake("public_address", '"' + office.public_address + '"',
                         "an address such as \"https://rancak.example.go.id\": https or http, a host in small letters, no path, at most " +
                             std::to_string(max_public_address_bytes) + " characters");
        TomlTable hours = file.table("hours");
        for (std::size_t day = 0; day < weekdays.size(); ++day) {
            const std::string text = hours.text(weekdays[day]);
            const auto open = opening_hours(text);
            if (open) {
                office.hours[day] = *open;
            } else if (hours.has(weekdays[day])) {
                hours.mistake(weekdays[day], '"' + text + '"', "\"HH:MM-HH:MM\" or \"closed\"");
            }
        }
        if (file.has("survey")) office.survey = read_survey_period(file);
        TomlTable pledge = file.table("pledge");
        office.pledge.promises = read_local_texts(pledge, "promises", max_promises);
        office.pledge.sample = pledge.boolean("sample", false);
        for (TomlTable& table : file.tables("shut_day"))
            office.shut_days.push_back({read_date(table, "date"), read_local_text(table, "why", max_shut_why)});
        folder_.catalogue.offices.push_back(office);
        for (TomlTable& table : file.tables("counter")) {
            folder_.catalogue.counters.push_back(
                {read_id(table, counter_ids_), office.id, read_local_text(table, "name", max_name)});
        }
    }

    void read_people(TomlTable& file, const std::string& office, const fs::path& folder) {
        for (TomlTable& table : file.tables("officer")) {
            Officer officer;
            officer.id = read_id(table, person_ids_);
            officer.office = office;
            officer.name = read_plain_text(table, "name", max_name);
            officer.counter = table.text("counter", "");
            if (!officer.counter.empty() && !counter_exists(officer.counter, office)) {
                table.mistake("counter", '"' + officer.counter + '"', "a counter of this office's office.toml");
            }
            if (table.has("photo")) officer.photo = photo(table, folder);
            officer.pin_hash = pin_hash(table, officer.name, false);
            folder_.catalogue.officers.push_back(std::move(officer));
        }
        for (TomlTable& table : file.tables("caretaker")) {
            Caretaker caretaker;
            caretaker.id = read_id(table, person_ids_);
            caretaker.office = office;
            caretaker.name = read_plain_text(table, "name", max_name);
            caretaker.pin_hash = pin_hash(table, caretaker.name, true);
            folder_.catalogue.caretakers.push_back(std::move(caretaker));
        }
    }

    // ---- People's secrets and pictures --------------------------------------------------------------------------------

    // The hash as given; empty when the person cannot sign in or a plain PIN waits for hash_pins().
    std::string pin_hash(TomlTable& table, const std::string& name, bool caretaker) {
        if (table.has("pin")) {
            const std::string pin = table.text("pin");
            if (table.has("pin_hash")) {
                table.mistake("pin", "both pin and pin_hash", "one of them");
            } else if (!name.ends_with(sample_mark)) {
                table.mistake("pin", "a plain PIN of a real person",
                              "pin_hash, as `rancak-admin hash-pin` makes it; plain only for names that end with (contoh)");
            } else if (!is_pin(pin)) {
                table.mistake("pin", "something else", "6 to 12 digits in quotes");
            } else {
                const auto index = caretaker ? folder_.catalogue.caretakers.size() : folder_.catalogue.officers.size();
                plain_pins_.push_back({pin, caretaker, index});
                return {};
            }
        }
        std::string hash = table.text("pin_hash", "");
        if (!hash.empty() && (!hash.starts_with("$argon2id$") || hash.size() > 127 || !is_plain_text(hash))) {
            table.mistake("pin_hash", "something else", "an Argon2id hash, as `rancak-admin hash-pin` makes it");
        }
        return hash;
    }

    void hash_pins() {
        for (const PlainPin& plain : plain_pins_) {
            auto hash = hash_password(plain.pin);
            if (!hash) {
                mistakes_.push_back(hash.error().message);
                return;
            }
            Catalogue& catalogue = folder_.catalogue;
            (plain.caretaker ? catalogue.caretakers[plain.index].pin_hash : catalogue.officers[plain.index].pin_hash) =
                *hash;
        }
    }

    std::optional<Hash> photo(TomlTable& table, const fs::path& folder) {
        const std::string name = table.text("photo");
        const fs::path relative = fs::path(name).lexically_normal();
        if (name.empty() || relative.is_absolute() || relative.begin()->string() == "..") {
            table.mistake("photo", '"' + name + '"', "a file inside this office's folder");
            return std::nullopt;
        }
        auto bytes = read_file(folder / relative, max_media_bytes);
        if (!bytes) {
            table.mistake("photo", bytes.error().message, "a file of at most 2 MiB");
            return std::nullopt;
        }
        if (!is_photo(*bytes)) {
            table.mistake("photo", '"' + name + "\", which is neither PNG nor JPEG", "a PNG or JPEG picture");
            return std::nullopt;
        }
        const Hash hash = blake2b(*bytes);
        const auto same = [&](const Photo& other) { return other.hash == hash; };
        if (std::none_of(folder_.photos.begin(), folder_.photos.end(), same)) {
            folder_.photos.push_back({hash, std::move(*bytes)});
        }
        return hash;
    }

    const fs::path root_;
    CatalogueFolder folder_;
    std::vector<std::string> mistakes_;
    std::vector<PlainPin> plain_pins_;
    std::set<std::string> reason_ids_, counter_ids_, person_ids_, category_ids_, service_ids_;
    ParticipationIds participation_ids_;
};

}  // namespace

tl::expected<CatalogueFolder, std::vector<std::string>> read_catalogue_folder(const std::filesystem::path& folder) {
    try {
        return Reader(folder).read();
    } catch (const fs::filesystem_error& failure) {
        return tl::unexpected(std::vector<std::string>{failure.what()});
    }
}

}  // namespace rancak::admin
