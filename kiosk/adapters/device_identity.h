#pragma once

#include "kiosk/adapters/data_folder.h"
#include "kiosk/core/state.h"
#include "shared/http/client.h"
#include "shared/keys.h"
#include "shared/random.h"

#include <optional>
#include <string>

namespace rancak::kiosk {

// Who this kiosk is: its key in device.key (0600), the rest in enrolment.json. Made by enrol(), then only read.
struct DeviceIdentity {
    std::string journal;
    std::string office;
    std::string counter;  // empty: lobby
    std::string server;   // where it was enrolled
    SealKey seal_key;     // attachments are sealed to it
    SigningKey key;
};

// nullopt: enrolled nowhere yet. An Error: the files are there but cannot be used. Finishes an enrolment that a cut
// interrupted. Nobody may have the journal or the courier's memory open.
[[nodiscard]] Result<std::optional<DeviceIdentity>> load_identity(const DataFolder&);

struct EnrolmentWish {
    std::string server, code, version;
    Placement placement = Placement::lobby;  // of kiosk.toml: the server refuses a code that does not fit, and keeps it
};

// Enrols with a one-time code: a new key and a new random journal id, at each enrolment. The server's answer is durable
// before anything else changes; then the files of an earlier enrolment (journal, courier's memory, key) move to
// former/<their journal id>/, where nothing overwrites them, and the new ones take their place. A cut at any point
// leaves the old enrolment or, at the next load_identity(), the new one. Nobody may have the journal open.
[[nodiscard]] Result<DeviceIdentity> enrol(const DataFolder&, HttpClient&, const EnrolmentWish&, Random&);

}  // namespace rancak::kiosk
