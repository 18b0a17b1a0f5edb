#pragma once

#include "admin/catalogue_folder.h"
#include "server/adapters/data_folder.h"
#include "server/adapters/pdf_report.h"
#include "server/core/api.h"
#include "server/core/catalogue_book.h"
#include "server/core/store.h"
#include "tests/support/manual_clock.h"
#include "tests/support/sample_town/sample_days.h"
#include "tests/support/signed_device.h"

#include <memory>
#include <string>
#include <vector>

namespace rancak::test {

// The centre of a town whose clock is moved from day to day, and its kiosks, which speak the real protocol with it: they enrol,
// seal, sign, send batches and heartbeats. It stands in this process, on the store and with the secrets of a server that does
// not run now. Throws when anything is refused.
class Town {
public:
    Town(server::Store&, const server::DataFolder&, Timestamp begins);
    ~Town();

    void import(const admin::CatalogueFolder&);
    // One day of all offices, up to `until`.
    void play(LocalDay, Timestamp until);
    [[nodiscard]] std::size_t events() const { return events_; }

private:
    struct Kiosk;
    server::Reply send(const HttpRequest&, int expected);
    server::Reply ask(std::string method, std::string path, std::string body, std::string type, int expected);
    void enrol_all();
    void deliver(Kiosk&, LocalDay, std::vector<SampleEvent>);
    void put(Kiosk&, const std::string& sealed);

    ManualClock clock_;
    SystemRandom random_;
    OpenKey key_;
    std::string token_;
    server::WebFiles no_pages_;
    server::PdfReportWriter no_reports_;  // none is asked for
    server::Metrics metrics_;
    std::unique_ptr<server::CatalogueBook> book_;
    std::unique_ptr<server::FailureLog> failures_;
    std::unique_ptr<server::Api> api_;
    Catalogue catalogue_;
    std::vector<std::unique_ptr<Kiosk>> kiosks_;
    std::size_t events_ = 0;
};

}  // namespace rancak::test
