// Fills the store of a server that does not run now with some weeks of a town's offices, for tests of the admins' pages and for
// scripts/run. Everything in it is invented.

#include "admin/catalogue_folder.h"
#include "server/adapters/data_folder.h"
#include "server/adapters/postgres_store.h"
#include "server/adapters/sqlite_store.h"
#include "tests/support/sample_town/town.h"

#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <string>

namespace {

using namespace rancak;
using namespace std::chrono;

std::unique_ptr<server::Store> open_store(const server::DataFolder& folder) {
    const char* address = std::getenv("RANCAK_STORE");
    Result<std::unique_ptr<server::Store>> opened = [&]() -> Result<std::unique_ptr<server::Store>> {
        if (address && std::string_view(address) != "sqlite") return server::PostgresStore::open({address});
        return server::SqliteStore::open(folder / "server.db");
    }();
    if (!opened) throw std::runtime_error(opened.error().message);
    return std::move(*opened);
}

void run(const std::string& data, const std::string& catalogue, int days_back) {
    const auto folder = server::DataFolder::open(data);
    if (!folder) throw std::runtime_error(folder.error().message);
    const auto sample = admin::read_catalogue_folder(catalogue);
    if (!sample) throw std::runtime_error(sample.error().front());
    const auto store = open_store(*folder);
    const SystemClock clock;
    const auto now = clock.now();
    const auto first = local_day(now, hours{7}) - days{days_back};
    test::Town town(*store, *folder, Timestamp{first.time_since_epoch()});
    town.import(*sample);
    for (auto day = first; day <= local_day(now, hours{7}); day += days{1}) town.play(day, now);
    std::cout << days_back << " days of " << sample->catalogue.offices.size() << " offices: " << town.events() << " events\n";
}

}  // namespace

int main(int count, char** values) {
    if (count != 4) {
        std::cerr << "usage: rancak-sample-town DATA_FOLDER CATALOGUE_FOLDER DAYS; RANCAK_STORE as for rancak-server\n";
        return 2;
    }
    try {
        run(values[1], values[2], std::stoi(values[3]));
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "rancak-sample-town: " << error.what() << '\n';
        return 1;
    }
}
