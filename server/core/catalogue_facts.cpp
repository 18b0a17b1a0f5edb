#include "server/core/catalogue_facts.h"

namespace rancak::server {

CatalogueFacts::CatalogueFacts(const Catalogue& catalogue) {
    for (const auto& office : catalogue.offices) offices_.emplace(office.id, office);
    for (const auto& service : catalogue.services)
        for (const auto& counter : service.counters) {
            const auto [at, only] = services_.emplace(counter, service.id);
            if (!only) at->second.clear();
        }
}

const Office* CatalogueFacts::office(const std::string& id) const {
    const auto at = offices_.find(id);
    return at == offices_.end() ? nullptr : &at->second;
}

const std::string& CatalogueFacts::service_at(const std::string& counter) const {
    static const std::string none;
    const auto at = services_.find(counter);
    return at == services_.end() ? none : at->second;
}

}  // namespace rancak::server
