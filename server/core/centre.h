#pragma once

#include "server/core/caller.h"
#include "server/core/catalogue_book.h"
#include "server/core/failure_log.h"
#include "server/core/http_message.h"
#include "server/core/log.h"
#include "server/core/metrics.h"
#include "server/core/photo.h"
#include "server/core/report.h"
#include "server/core/store.h"
#include "server/core/web_files.h"
#include "server/core/webhook.h"
#include "shared/keys.h"
#include "shared/random.h"
#include "shared/spreadsheet.h"
#include "shared/time.h"

#include <string>
#include <string_view>
#include <vector>

namespace rancak::server {

// What the calls of the API work with; all outlive them. Callable from any thread.
struct Centre {
    Store& store;
    CatalogueBook& catalogue;
    const Clock& clock;
    Random& random;
    Log log;
    FailureLog& failures;
    OpenKey seal_key;      // attachments are sealed to it, and opened for admins alone
    Hash admin_token;      // blake2b of the bearer token
    PhotoTools photos{};   // for pictures that admins bring
    const WebFiles& web;
    std::string (*qr_svg)(std::string_view text);  // a drawing of a QR code; empty when no code holds the text
    const ReportWriter &pdf, &xlsx;
    CaseRules case_rules{};
    WebhookRules webhook_rules{};
    Metrics& metrics;
    MetricsText metrics_text;
    MakeSpreadsheet make_spreadsheet;

    // Notes what failed for the log and makes the reply for it.
    [[nodiscard]] Reply failed(const StoreFailure&) const;
    // What the caller changes now, for the audit log.
    [[nodiscard]] AuditEntry entry(const Caller&, std::string_view what, std::string_view subject, std::string_view office = {},
                                   std::string_view detail = {}) const;
};

// One call, routed and allowed.
struct Call {
    const Request& request;
    std::vector<std::string_view> parameters;  // what stands for each * of the route
    const Query& query;
    const Device* device = nullptr;  // set when the route is a device's
    Caller caller;                   // set when it is an admin's

    [[nodiscard]] std::string_view query_value(std::string_view key) const;  // empty when missing
};

}  // namespace rancak::server
