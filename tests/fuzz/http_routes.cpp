// Whole requests through every route, by anybody, by an admin and by a kiosk that signs what it sends. Six lines, method,
// path, query, content type, If-None-Match and who asks (n, a, k), then the body. Whatever is asked is answered once, refusals
// as problems or, of the public's pages, as a page, and nothing tells of the server's inside.

#include "server/adapters/jpeg_photo.h"
#include "server/adapters/metrics_text.h"
#include "server/adapters/pdf_report.h"
#include "server/adapters/png_photo.h"
#include "server/adapters/sqlite_store.h"
#include "server/adapters/xlsx_skm_report.h"
#include "server/core/api.h"
#include "shared/encoding.h"
#include "shared/protocol.h"
#include "shared/xlsx/xlsx.h"
#include "tests/fuzz/check.h"
#include "tests/support/manual_clock.h"
#include "tests/support/signed_device.h"
#include "tests/support/small_catalogue.h"
#include "tests/support/temporary_folder.h"

#include <algorithm>
#include <cstdint>
#include <future>
#include <string_view>

using namespace rancak;
using namespace rancak::server;

namespace {

// One server for all inputs, as one server meets all requests.
class World {
public:
    World() : store_(SqliteStore::open(folder_ / "server.db").value()), catalogue_(*store_, clock_) {
        const auto noted = [&] { return audit_entry(random_, clock_.now(), {"contoh", all_rights, {}}, "contoh", "contoh"); };
        FUZZ_CHECK(catalogue_.import(encode(test::small_catalogue()), noted()).value().has_value());
        const auto made = make_code(random_, "dukcapil", "a-1", clock_.now());
        FUZZ_CHECK(store_->add_code(made.code, noted()).value());
        FUZZ_CHECK(store_->enrol({made.text, kiosk_.journal(), kiosk_.key(), "0.1.0", clock_.now(), false})->device.has_value());
    }
    ~World() { api_.stop(); }

    Reply ask(Request request, char who) {
        request.content_length = request.body.size();
        if (who == 'a') request.authorization = "Bearer secret";
        if (who == 'k') sign(request);
        Request head = request;
        head.body.clear();
        auto admission = api_.admit(head);
        if (admission.refusal) return std::move(*admission.refusal);
        if (request.body.size() > admission.body_limit) return problem_reply(413, "");  // as the HTTP server does it
        std::promise<Reply> answer;
        auto told = answer.get_future();
        api_.handle(std::move(request), [&](Reply reply) { answer.set_value(std::move(reply)); });  // a second one throws
        return told.get();
    }

private:
    void sign(Request& request) const {
        for (const auto& line : kiosk_.request(request.method, request.path, request.query, request.body, "", clock_.now()).headers) {
            const auto colon = line.find(": ");
            const auto name = line.substr(0, colon), value = line.substr(colon + 2);
            if (name == "Content-Digest") request.content_digest = value;
            if (name == "Signature-Input") request.signature_input = value;
            if (name == "Signature") request.signature = value;
        }
    }

    const test::TemporaryFolder folder_;
    test::ManualClock clock_;
    SystemRandom random_;
    const test::SignedDevice kiosk_{1};
    std::unique_ptr<Store> store_;
    CatalogueBook catalogue_;
    const Log log_ = [](Severity, const std::string&) {};
    Metrics metrics_;
    FailureLog failures_{log_, metrics_};
    const WebFiles web_;
    const PdfReportWriter pdf_;
    const XlsxReportWriter xlsx_{folder_.path()};
    const PngReader png_;
    const JpegReader jpeg_;
    const JpegWriter jpeg_writer_;
    Api api_{{.store = *store_, .catalogue = catalogue_, .clock = clock_, .random = random_, .log = log_, .failures = failures_,
              .seal_key = open_key_from_seed({9}), .admin_token = blake2b("secret"), .photos = {{&png_, &jpeg_}, &jpeg_writer_}, .web = web_,
              .qr_svg = [](std::string_view) { return std::string(); }, .pdf = pdf_, .xlsx = xlsx_, .metrics = metrics_,
              .metrics_text = metrics_text, .make_spreadsheet = make_xlsx},
             // Of passwords few are tried: each takes as long as it must.
             {.device = {1e9, 1e9}, .lookups = {1e9, 1e9}, .enrolments = {1e9, 1e9}}};
};

std::string_view take_line(std::string_view& text) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return line;
}

bool is_visible(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > ' ' && c < 127; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static World world;
    std::string_view text(reinterpret_cast<const char*>(data), size);
    Request request;
    request.method = take_line(text);
    request.path = take_line(text);
    request.query = take_line(text);
    request.content_type = take_line(text);
    request.if_none_match = take_line(text);
    const auto who = take_line(text);
    request.body = text;
    const std::string_view all(reinterpret_cast<const char*>(data), size);
    // What an HTTP server lets through.
    if (!request.path.starts_with("/") || !is_visible(request.path) || !is_visible(request.query)) return 0;
    const auto reply = world.ask(std::move(request), who.empty() ? 'n' : who.front());
    FUZZ_CHECK(reply.status >= 200 && reply.status < 600 && reply.status != 500);
    for (const char* inside : {"sqlite", "SQLITE", "server.db", "secret"}) if (all.find(inside) == all.npos) FUZZ_CHECK(reply.status < 400 || reply.body.find(inside) == std::string::npos);
    if (reply.status < 400 || reply.content_type.starts_with("text/html")) return 0;
    const auto problem = decode_problem(reply.body);
    FUZZ_CHECK(problem && problem->status == reply.status);
    return 0;
}
