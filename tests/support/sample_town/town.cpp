#include "tests/support/sample_town/town.h"

#include "shared/encoding.h"
#include "shared/file.h"
#include "shared/json_fields.h"
#include "shared/tracking_code.h"

#include <algorithm>
#include <future>
#include <stdexcept>

namespace rancak::test {
namespace {

using namespace std::chrono;

constexpr std::size_t longest_secret = 1000;
constexpr unsigned first_device = 7000;

std::string secret(const server::DataFolder& folder, const char* name) {
    const auto text = read_file(folder / name, longest_secret);
    if (!text) throw std::runtime_error(text.error().message + " Start rancak-server once on this folder first.");
    return text->substr(0, text->find('\n'));
}

OpenKey key_of(const server::DataFolder& folder) {
    std::array<std::uint8_t, 32> seed;
    if (!from_hex(secret(folder, "seal.key"), seed)) throw std::runtime_error("seal.key is no key");
    return open_key_from_seed(seed);
}

// As the HTTP library would hand it over.
server::Request request_of(const HttpRequest& sent) {
    server::Request request;
    request.method = sent.method;
    request.path = sent.target.substr(0, sent.target.find('?'));
    if (request.path.size() < sent.target.size()) request.query = sent.target.substr(request.path.size() + 1);
    request.content_length = sent.body.size();
    for (const auto& header : sent.headers) {
        const auto name = header.substr(0, header.find(':')), value = header.substr(header.find(':') + 2);
        if (name == "Content-Type") request.content_type = value;
        if (name == "Authorization") request.authorization = value;
        if (name == "Content-Digest") request.content_digest = value;
        if (name == "Signature-Input") request.signature_input = value;
        if (name == "Signature") request.signature = value;
    }
    return request;
}

}  // namespace

struct Town::Kiosk {
    SignedDevice device;
    const Office& office;
    std::string counter;
    SampleDays days;
    bool falls_silent = false;
    bool counts_visits = true;
};

Town::Town(server::Store& store, const server::DataFolder& folder, Timestamp begins)
    : clock_(begins), key_(key_of(folder)), token_(secret(folder, "admin.token")) {
    const auto silent = [](server::Severity, const std::string&) {};
    book_ = std::make_unique<server::CatalogueBook>(store, clock_);
    failures_ = std::make_unique<server::FailureLog>(silent, metrics_);
    const server::Centre centre{.store = store, .catalogue = *book_, .clock = clock_, .random = random_, .log = silent, .failures = *failures_,
                                .seal_key = key_, .admin_token = blake2b(token_), .web = no_pages_,
                                .qr_svg = [](std::string_view) { return std::string{}; }, .pdf = no_reports_, .xlsx = no_reports_,
                                .metrics = metrics_, .metrics_text = [](const auto&) { return std::string{}; },
                                .make_spreadsheet = nullptr};  // nobody exports anything
    api_ = std::make_unique<server::Api>(centre, server::Api::Limits{});
}

Town::~Town() {
    if (api_) api_->stop();
}

server::Reply Town::send(const HttpRequest& sent, int expected) {
    auto request = request_of(sent);
    auto admission = api_->admit(request);
    server::Reply reply;
    if (admission.refusal) {
        reply = std::move(*admission.refusal);
    } else {
        request.body = sent.body;
        std::promise<server::Reply> answered;
        api_->handle(std::move(request), [&](server::Reply one) { answered.set_value(std::move(one)); });
        reply = answered.get_future().get();
    }
    if (reply.status != expected) throw std::runtime_error(sent.method + " " + sent.target + " was answered with " + reply.body);
    return reply;
}

server::Reply Town::ask(std::string method, std::string path, std::string body, std::string type, int expected) {
    return send({std::move(method), std::move(path), {"Authorization: Bearer " + token_, "Content-Type: " + std::move(type)}, std::move(body)}, expected);
}

void Town::import(const admin::CatalogueFolder& folder) {
    for (const auto& photo : folder.photos) ask("PUT", "/v1/admin/media/" + to_hex(photo.hash), photo.bytes, "application/octet-stream", 200);
    ask("PUT", "/v1/admin/catalogue", encode(folder.catalogue), "application/json", 200);
    catalogue_ = folder.catalogue;
    enrol_all();
}

// One in each lobby and one at each first counter; the last of all falls silent some days before the end, and those of the last
// office are of a version that counts no visits.
void Town::enrol_all() {
    for (const auto& office : catalogue_.offices) {
        std::vector<std::string> places{""};
        for (const auto& counter : catalogue_.counters)
            if (counter.office == office.id && places.size() < 2) places.push_back(counter.id);
        for (const auto& place : places) {
            const auto number = first_device + static_cast<unsigned>(kiosks_.size());
            kiosks_.push_back(std::make_unique<Kiosk>(Kiosk{SignedDevice(number), office, place, SampleDays(catalogue_, number)}));
            const auto body = "{\"office\":" + json_string(office.id) + (place.empty() ? "" : ",\"counter\":" + json_string(place)) + "}";
            const auto code = parse_json(ask("POST", "/v1/admin/enrolment-codes", body, "application/json", 201).body);
            send(kiosks_.back()->device.enrolment(code->at("code")), 201);
        }
    }
    if (!kiosks_.empty()) kiosks_.back()->falls_silent = true;
    for (auto& kiosk : kiosks_) kiosk->counts_visits = kiosk->office.id != catalogue_.offices.back().id;
}

void Town::put(Kiosk& kiosk, const std::string& sealed) {
    send(kiosk.device.request("PUT", "/v1/attachments/" + to_hex(blake2b(sealed)), "", sealed, "application/octet-stream", clock_.now()), 200);
}

void Town::deliver(Kiosk& kiosk, LocalDay on, std::vector<SampleEvent> day) {
    auto& chain = kiosk.device.chain();
    const auto first = chain.head().seq + 1;
    const auto sealed = [&](const std::string& text) {
        auto bytes = seal(key_.seal, text);
        put(kiosk, bytes);
        return blake2b(bytes);
    };
    for (auto& event : day) {
        if (auto* detail = std::get_if<RatingDetailBody>(&event.body)) {
            detail->rating = chain.head().seq;
            if (!event.written.text.empty()) detail->comment = sealed(event.written.text);
        }
        if (auto* told = std::get_if<CaseBody>(&event.body)) {
            told->code = tracking_hash(make_tracking_code(random_));
            told->text = sealed(event.written.text);
            if (!event.written.contact.empty()) told->contact = sealed(event.written.contact);
        }
        chain.add(event.body, event.at);
    }
    for (auto from = first; from <= chain.head().seq; from += max_batch_events) {
        const auto last = std::min(chain.head().seq, from + max_batch_events - 1);
        send(kiosk.device.events(from, chain.batch(from, last), clock_.now()), 200);
    }
    events_ += day.size();
    Heartbeat beat{"0.1.0", chain.head(), 0, 0, 12'000'000'000, 86'400, {}};
    // Each of its ratings is of a visit of its own; about as many others read something, or looked.
    const auto rated = static_cast<std::uint64_t>(std::count_if(day.begin(), day.end(), [](const auto& one) { return std::holds_alternative<RatingBody>(one.body); }));
    if (kiosk.counts_visits && rated > 0) beat.visits = {{on, rated + rated * (1 + chain.head().seq % 9) / 8, rated}};
    send(kiosk.device.request("POST", "/v1/heartbeat", "", encode(beat), "application/json", clock_.now()), 200);
}

void Town::play(LocalDay day, Timestamp until) {
    const auto evening = std::min(until, Timestamp{day.time_since_epoch()} + hours{14});  // 21.00 WIB
    if (evening > clock_.now()) clock_.advance(evening - clock_.now());
    for (auto& kiosk : kiosks_) {
        auto events = kiosk->days.day(kiosk->office, day, evening - seconds{10});
        if (kiosk->falls_silent && until - evening < hours{72}) continue;
        deliver(*kiosk, day, std::move(events));
    }
}

}  // namespace rancak::test
