#include "tests/server/postgres_database.h"

#include "server/adapters/postgres_store.h"

#include <stdexcept>

namespace rancak::server {
namespace {

std::string new_name() {
    static int count = 0;
    return "test_" + std::to_string(++count);
}

// Its name; made by the store itself.
const std::string& template_database() {
    static const std::string name = [] {
        const std::string made = "laid_down";
        postgres_cluster().create_database(made);
        const auto store = PostgresStore::open({postgres_cluster().address(made)});
        if (!store) throw std::runtime_error(store.error().message);
        return made;
    }();
    return name;
}

}  // namespace

test::PostgresCluster& postgres_cluster() {
    static test::PostgresCluster cluster(test::PostgresCluster::Disk::memory);
    return cluster;
}

std::string fresh_database() {
    const auto name = new_name();
    postgres_cluster().create_database(name, template_database());
    return postgres_cluster().address(name);
}

std::string empty_database() {
    const auto name = new_name();
    postgres_cluster().create_database(name);
    return postgres_cluster().address(name);
}

}  // namespace rancak::server
