#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace rancak::bench {

// Whom a store knows: each officer has as many ratings as every other, spread over the year, at a counter and a kiosk of their
// own. What is laid down is what an ingest of so many ratings leaves behind, but for the raw lines: by SQL, because ten million
// would take an ingest minutes.
struct City {
    std::int64_t offices = 1;
    int officers = 1;  // an office
    std::int64_t of_officer = 10'000;
    std::int64_t ratings_a_run = 20;  // that a kiosk brings at once, at most
    [[nodiscard]] std::int64_t ratings() const { return offices * officers * of_officer; }

    static constexpr int days = 365;
    static constexpr std::int64_t last_day = 20'786;  // 2026-11-29
};

[[nodiscard]] std::string office_id(std::int64_t office);
[[nodiscard]] std::string officer_id(std::int64_t office, int officer);

// Into the file of an empty SQLite store that nobody writes to meanwhile: ratings, counts, and a kiosk an officer that spoke
// at `heartbeat_at` (UTC milliseconds). Throws.
void fill(const std::filesystem::path& file, const City&, std::int64_t heartbeat_at);

// The statements that lay the same ratings down in an empty PostgreSQL store; without counts and heartbeats.
[[nodiscard]] std::string postgres_filling(const City&);

}  // namespace rancak::bench
