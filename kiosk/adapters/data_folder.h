#pragma once

#include "shared/file.h"
#include "shared/result.h"

#include <filesystem>

namespace rancak::kiosk {

// Where everything in a kiosk's data folder is.
struct DataPaths {
    std::filesystem::path root;

    [[nodiscard]] std::filesystem::path journal() const { return root / "journal.db"; }
    [[nodiscard]] std::filesystem::path courier() const { return root / "courier.db"; }
    [[nodiscard]] std::filesystem::path visits() const { return root / "visits.db"; }
    [[nodiscard]] std::filesystem::path device_key() const { return root / "device.key"; }
    [[nodiscard]] std::filesystem::path enrolment() const { return root / "enrolment.json"; }
    [[nodiscard]] std::filesystem::path next_enrolment() const { return root / "enrolment.next"; }
    [[nodiscard]] std::filesystem::path former() const { return root / "former"; }  // journals of earlier enrolments
    [[nodiscard]] std::filesystem::path catalogue() const { return root / "catalogue"; }
    [[nodiscard]] std::filesystem::path media() const { return root / "media"; }
    [[nodiscard]] std::filesystem::path exports() const { return root / "exports"; }
    [[nodiscard]] std::filesystem::path lock() const { return root / "lock"; }
};

// The folder, held for this process alone from open() until the object ends, however the process ends. All who write
// in it are made from it, so that none of them can run beside another instance.
class DataFolder {
public:
    // Creates the folder (0700) when it is missing. Fails with a sentence when another instance holds it.
    [[nodiscard]] static Result<DataFolder> open(const std::filesystem::path&);

    [[nodiscard]] const DataPaths& paths() const { return paths_; }

private:
    DataFolder(DataPaths paths, FileDescriptor lock) : paths_(std::move(paths)), lock_(std::move(lock)) {}
    DataPaths paths_;
    FileDescriptor lock_;
};

}  // namespace rancak::kiosk
