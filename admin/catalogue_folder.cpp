#include "admin/catalogue_folder.h"

#include "shared/config/toml_file.h"
#include "shared/encoding.h"
#include "shared/file.h"
#include "shared/keys.h"
#include "shared/protocol.h"

#include <algorithm>
#include <set>

namespace rancak::admin {

namespace {

namespace fs = std::filesystem;

constexpr std::array days{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::string_view sample_mark = "(contoh)";

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
    });
}

// "08:00" as minutes after midnight.
std::optional<std::chrono::minutes> time_of_day(std::string_view text) {
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 100; };
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const int hours = digit(0) * 10 + digit(1), minutes = digit(3) * 10 + digit(4);
    if (hours > 24 || minutes > 59 || hours * 60 + minutes > 24 * 60) return std::nullopt;
    return std::chrono::minutes{hours * 60 + minutes};
}

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
        for (const fs::path& folder : office_folders()) read_office_folder(folder);
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
            if (name.starts_with('.') || name == "reasons.toml") continue;
            if (entry.is_directory()) {
                folders.push_back(entry.path());
            } else if (entry.path().extension() == ".toml") {
                mistakes_.push_back(entry.path().string() +
                                    ": found a file that nothing reads, expected reasons.toml or an office's folder");
            }
        }
        std::sort(folders.begin(), folders.end());
        return folders;
    }

    void read_office_folder(const fs::path& folder) {
        for (const auto& entry : fs::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (entry.path().extension() == ".toml" && name != "office.toml" && name != "officers.toml" &&
                name != "services.toml") {
                mistakes_.push_back(entry.path().string() +
                                    ": found a file that nothing reads, expected office.toml, officers.toml or "
                                    "services.toml");
            }
        }
        const std::string office = folder.filename().string();
        if (!is_id(office)) {
            mistakes_.push_back(folder.string() + ": found \"" + office +
                                "\" as an office's id, expected 1 to 40 of a-z, 0-9 and -");
        }
        read_toml(folder / "office.toml", [&](TomlTable& file) { read_office(file, office); });
        read_toml(folder / "officers.toml", [&](TomlTable& file) { read_people(file, office, folder); });
        read_toml(folder / "services.toml", [&](TomlTable& file) { read_services(file, office); });
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

    // ---- Values -----------------------------------------------------------------------------------------------------

    std::string id(TomlTable& table, std::set<std::string>& taken) {
        const std::string value = table.text("id");
        if (value.empty()) return value;  // missing: already a mistake
        if (!is_id(value)) {
            table.mistake("id", '"' + value + '"', "1 to 40 of a-z, 0-9 and -");
        } else if (!taken.insert(value).second) {
            table.mistake("id", '"' + value + '"', "an id that nothing before it has");
        }
        return value;
    }

    std::string plain_text(TomlTable& table, std::string_view key, std::size_t longest,
                           std::optional<std::string> fallback = {}) {
        const bool required = !fallback;
        std::string value = table.text(key, std::move(fallback));
        if (!table.has(key)) return value;
        if (required && value.empty()) table.mistake(key, "an empty text", "words");
        if (!is_plain_text(value) || value.find('\n') != std::string::npos) {
            table.mistake(key, "hidden characters", "one line of plain text");
        } else if (code_points(value) > longest) {
            table.mistake(key, std::to_string(code_points(value)) + " characters",
                          "at most " + std::to_string(longest));
        }
        return value;
    }

    LocalText local_text(TomlTable& table, std::string_view key, std::size_t longest) {
        if (!table.has(key)) {
            table.mistake(key, "nothing", "{ id = \"…\", min = \"…\", en = \"…\" }");
            return {};
        }
        TomlTable texts = table.table(key);
        return {plain_text(texts, "id", longest), plain_text(texts, "min", longest, ""),
                plain_text(texts, "en", longest, "")};
    }

    bool counter_exists(std::string_view counter, std::string_view office) const {
        const Counter* found = folder_.catalogue.counter(counter);
        return found && found->office == office;
    }

    // ---- Files ------------------------------------------------------------------------------------------------------

    void read_reasons(TomlTable& file) {
        for (TomlTable& table : file.tables("reason")) {
            Reason reason;
            reason.id = id(table, reason_ids_);
            reason.text = local_text(table, "text", longest_reason);
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

    void read_office(TomlTable& file, const std::string& id_of_folder) {
        Office office;
        office.id = id_of_folder;
        office.name = local_text(file, "name", longest_text);
        office.utc_offset = std::chrono::minutes{file.integer("utc_offset_minutes", -12 * 60, 14 * 60, 7 * 60)};
        TomlTable hours = file.table("hours");
        for (std::size_t day = 0; day < days.size(); ++day) {
            const std::string text = hours.text(days[day]);
            const auto open = opening_hours(text);
            if (open) {
                office.hours[day] = *open;
            } else if (hours.has(days[day])) {
                hours.mistake(days[day], '"' + text + '"', "\"HH:MM-HH:MM\" or \"closed\"");
            }
        }
        folder_.catalogue.offices.push_back(office);
        for (TomlTable& table : file.tables("counter")) {
            folder_.catalogue.counters.push_back(
                {id(table, counter_ids_), office.id, local_text(table, "name", longest_text)});
        }
    }

    void read_people(TomlTable& file, const std::string& office, const fs::path& folder) {
        for (TomlTable& table : file.tables("officer")) {
            Officer officer;
            officer.id = id(table, person_ids_);
            officer.office = office;
            officer.name = plain_text(table, "name", longest_text);
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
            caretaker.id = id(table, person_ids_);
            caretaker.office = office;
            caretaker.name = plain_text(table, "name", longest_text);
            caretaker.pin_hash = pin_hash(table, caretaker.name, true);
            folder_.catalogue.caretakers.push_back(std::move(caretaker));
        }
    }

    void read_services(TomlTable& file, const std::string& office) {
        for (TomlTable& table : file.tables("service")) {
            Service service;
            service.id = id(table, service_ids_);
            service.office = office;
            service.name = local_text(table, "name", longest_text);
            service.counters = table.texts("counters");
            for (const std::string& counter : service.counters) {
                if (!counter_exists(counter, office)) {
                    table.mistake("counters", '"' + counter + '"', "counters of this office's office.toml");
                }
            }
            folder_.catalogue.services.push_back(std::move(service));
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

    static constexpr std::size_t longest_text = 120, longest_reason = 60;

    const fs::path root_;
    CatalogueFolder folder_;
    std::vector<std::string> mistakes_;
    std::vector<PlainPin> plain_pins_;
    std::set<std::string> reason_ids_, counter_ids_, person_ids_, service_ids_;
};

}  // namespace

tl::expected<CatalogueFolder, std::vector<std::string>> read_catalogue_folder(const std::filesystem::path& folder) {
    try {
        return Reader(folder).read();
    } catch (const fs::filesystem_error& failure) {
        return tl::unexpected(std::vector<std::string>{failure.what()});
    }
}

bool is_pin(std::string_view text) {
    return text.size() >= 6 && text.size() <= 12 &&
           std::all_of(text.begin(), text.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

}  // namespace rancak::admin
