#include "kiosk/adapters/device_identity.h"

#include "shared/encoding.h"
#include "shared/file.h"
#include "shared/json_fields.h"
#include "shared/protocol.h"

#include <cerrno>
#include <cstdio>
#include <sys/stat.h>
#include <unistd.h>

namespace rancak::kiosk {

namespace {

namespace fs = std::filesystem;
constexpr std::size_t max_file_bytes = 64 * 1024;

using Seed = std::array<std::uint8_t, 32>;

struct Enrolment {
    EnrolmentReply reply;
    std::string server;
    VerifyKey key;
    Seed seed{};  // only in enrolment.next and device.key
};

nlohmann::json to_json(const Enrolment& enrolment) {
    return {{"v", 1},
            {"journal", enrolment.reply.journal},
            {"office", enrolment.reply.office},
            {"counter", enrolment.reply.counter},
            {"seal_key", to_text(enrolment.reply.seal_key)},
            {"time", to_rfc3339(enrolment.reply.time)},
            {"server", enrolment.server},
            {"key", to_text(enrolment.key)}};
}

tl::unexpected<Error> unusable(const fs::path& file, const std::string& why) {
    return fail("The enrolment in " + file.string() + " cannot be used: " + why +
                ". Restore the file, or enrol the kiosk again with a new code.");
}

std::string key_text(const Seed& seed) { return to_hex(seed) + "\n"; }

Result<Seed> read_seed(std::string text, const fs::path& file) {
    while (text.ends_with('\n')) text.pop_back();
    Seed seed;
    if (!from_hex(text, seed)) return unusable(file, "it holds no key");
    return seed;
}

Result<Enrolment> read_enrolment(const fs::path& file, bool with_seed) {
    const auto bytes = read_file(file, max_file_bytes);
    if (!bytes) return tl::unexpected(bytes.error());
    auto reply = decode_enrolment_reply(*bytes);
    if (!reply) return unusable(file, reply.error().message);
    const auto json = parse_json(*bytes);
    if (!json) return unusable(file, json.error().message);
    JsonFields fields(*json, "");
    Enrolment enrolment{*reply, fields.text("server", 300), {}, {}};
    const auto key = parse_verify_key(fields.text("key", 64));
    const std::string seed = with_seed ? fields.text("seed", 64) : "";
    if (!fields.error().empty()) return unusable(file, fields.error());
    if (!key) return unusable(file, "it holds no key");
    enrolment.key = *key;
    if (with_seed) {
        const auto read = read_seed(seed, file);
        if (!read) return tl::unexpected(read.error());
        enrolment.seed = *read;
    }
    return enrolment;
}

Result<void> make_folder(const fs::path& folder) {
    if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) {
        return fail("Cannot make the folder " + folder.string() + ": " + system_message(errno) + ".");
    }
    return sync_folder(folder.parent_path());
}

Result<void> move_aside(const fs::path& file, const fs::path& folder) {
    if (!fs::exists(file)) return {};
    const fs::path to = folder / file.filename();
    if (fs::exists(to)) return fail("Cannot move " + file.string() + " aside: " + to.string() + " exists already.");
    if (rename(file.c_str(), to.c_str()) != 0) {
        return fail("Cannot move " + file.string() + " aside: " + system_message(errno) + ".");
    }
    return {};
}

// Moves all that belongs to the enrolment before `next` out of the way. What is already the new one stays.
Result<void> move_former_aside(const DataPaths& paths, const Enrolment& next) {
    const auto former = read_enrolment(paths.enrolment(), false);
    const auto key = read_file(paths.device_key(), max_file_bytes);
    const bool key_is_new = key && *key == key_text(next.seed);
    if (key_is_new) return {};  // moved before a cut
    if (!fs::exists(paths.enrolment()) && !fs::exists(paths.journal()) && !fs::exists(paths.device_key())) return {};
    // An unreadable enrolment.json does not tell the name; the new one's is free and as random.
    const fs::path folder = paths.former() / (former ? former->reply.journal : "before-" + next.reply.journal);
    if (auto made = make_folder(paths.former()); !made) return made;
    if (auto made = make_folder(folder); !made) return made;
    // enrolment.json last: it names the folder if a cut makes us begin again.
    for (const auto& database : {paths.journal(), paths.courier(), paths.visits()}) {
        for (const auto* ending : {"-shm", "-wal", ""}) {
            if (auto moved = move_aside(fs::path(database.string() + ending), folder); !moved) return moved;
        }
    }
    for (const auto& file : {paths.device_key(), paths.enrolment()}) {
        if (auto moved = move_aside(file, folder); !moved) return moved;
    }
    if (auto synced = sync_folder(folder); !synced) return synced;
    return sync_folder(paths.root);
}

Result<void> finish(const DataPaths& paths) {
    if (!fs::exists(paths.next_enrolment())) return {};
    const auto next = read_enrolment(paths.next_enrolment(), true);
    if (!next) return tl::unexpected(next.error());
    if (auto moved = move_former_aside(paths, *next); !moved) return moved;
    if (auto kept = write_atomically(paths.device_key(), key_text(next->seed), 0600); !kept) return kept;
    if (auto kept = write_atomically(paths.enrolment(), to_json(*next).dump(2) + "\n", 0600); !kept) return kept;
    if (unlink(paths.next_enrolment().c_str()) != 0) {
        return fail("Cannot remove " + paths.next_enrolment().string() + ": " + system_message(errno) + ".");
    }
    return sync_folder(paths.root);
}

// What the server said to the code, as an Enrolment; not yet stored.
Result<EnrolmentReply> ask(HttpClient& http, const EnrolmentRequest& request) {
    const auto reply = http.send({"POST", "/v1/enrolments", {"Content-Type: application/json"}, encode(request)});
    if (!reply) return tl::unexpected(reply.error());
    if (reply->status != 201) {
        const auto problem = decode_problem(reply->body);
        if (problem && problem->type == problem::wrong_placement)
            return fail("placement is \"counter\", but the code is for no counter. It still holds: set placement = \"lobby\" and "
                        "try it again, or take a code of `rancak-admin enrol --office … --counter …`.");
        const std::string why = problem ? problem->title + (problem->detail.empty() ? "" : ": " + problem->detail)
                                        : "it answered " + std::to_string(reply->status);
        return fail("The server did not enrol this kiosk: " + why + (why.ends_with('.') ? "" : ".") +
                    " Ask for a new code and try again.");
    }
    auto accepted = decode_enrolment_reply(reply->body);
    if (accepted && accepted->journal != request.journal)
        return fail("The server enrolled another journal than asked.");
    return accepted;
}

}  // namespace

Result<std::optional<DeviceIdentity>> load_identity(const DataFolder& folder) {
    const DataPaths& paths = folder.paths();
    if (auto finished = finish(paths); !finished) return tl::unexpected(finished.error());
    if (!fs::exists(paths.enrolment())) return std::nullopt;
    const auto enrolment = read_enrolment(paths.enrolment(), false);
    if (!enrolment) return tl::unexpected(enrolment.error());
    auto text = read_file(paths.device_key(), max_file_bytes);
    if (!text) return tl::unexpected(text.error());
    const auto seed = read_seed(std::move(*text), paths.device_key());
    if (!seed) return tl::unexpected(seed.error());
    const SigningKey key = SigningKey::from_seed(*seed);
    if (key.verify_key() != enrolment->key) return unusable(paths.device_key(), "it is not the key that was enrolled");
    const EnrolmentReply& reply = enrolment->reply;
    return DeviceIdentity{reply.journal, reply.office, reply.counter, enrolment->server, reply.seal_key, key};
}

Result<DeviceIdentity> enrol(const DataFolder& folder, HttpClient& http, const EnrolmentWish& wish, Random& random) {
    const DataPaths& paths = folder.paths();
    if (auto finished = finish(paths); !finished) return tl::unexpected(finished.error());
    const SigningKey key = SigningKey::generate(random);
    const std::string placement = wish.placement == Placement::counter ? "counter" : "lobby";
    const auto reply = ask(http, {wish.code, random_id(random), key.verify_key(), wish.version, placement});
    if (!reply) return tl::unexpected(reply.error());
    auto json = to_json({*reply, wish.server, key.verify_key(), {}});
    json["seed"] = to_hex(key.seed());
    if (auto kept = write_atomically(paths.next_enrolment(), json.dump() + "\n", 0600); !kept) {
        return tl::unexpected(kept.error());
    }
    auto identity = load_identity(folder);
    if (!identity) return tl::unexpected(identity.error());
    return std::move(**identity);
}

}  // namespace rancak::kiosk
