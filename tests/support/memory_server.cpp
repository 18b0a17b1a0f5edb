#include "tests/support/memory_server.h"

#include "shared/event_body.h"
#include "shared/message_signature.h"

#include <algorithm>

namespace rancak::test {

namespace {

struct Target {
    std::string path, query;
};
Target split(const std::string& target) {
    const auto mark = target.find('?');
    if (mark == std::string::npos) return {target, ""};
    return {target.substr(0, mark), target.substr(mark + 1)};
}

std::string header(const HttpRequest& request, const std::string& name) {
    for (const auto& line : request.headers) {
        if (line.starts_with(name + ": ")) return line.substr(name.size() + 2);
    }
    return {};
}

std::vector<std::string> lines_of(const std::string& body) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < body.size();) {
        const auto end = body.find('\n', begin);
        lines.push_back(body.substr(begin, end - begin));
        begin = end == std::string::npos ? body.size() : end + 1;
    }
    return lines;
}

std::string last_part(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::optional<std::string> why_parked(const std::string& line) {
    const auto event = read_event_line(line);
    if (!event) return "this is not an event line";
    const auto body = decode_body(event->kind, event->body);
    return body ? std::nullopt : std::optional(body.error().message);
}

}  // namespace

HttpReply json_reply(int status, std::string body) {
    return {status, {{"content-type", "application/json"}}, std::move(body)};
}

HttpReply problem_reply(int status, std::string_view type, std::map<std::string, std::string> extra) {
    return {status,
            {{"content-type", "application/problem+json"}},
            encode(Problem{std::string(type), status, "Refused", "", std::move(extra)})};
}

MemoryServer::MemoryServer() = default;

Head MemoryServer::head(const std::string& journal) const {
    const auto found = devices.find(journal);
    if (found == devices.end() || found->second.lines.empty()) return {};
    return {found->second.lines.size(), blake2b(found->second.lines.back())};
}

HttpReply MemoryServer::handle(const HttpRequest& request) {
    requests.push_back(request);
    if (instead) {
        if (auto reply = instead(request)) return *reply;
    }
    const auto [path, query] = split(request.target);
    if (path == "/v1/enrolments") return enrol(request);
    const std::string input_header = header(request, "Signature-Input");
    const auto input = read_signature_input(input_header);
    const auto device = input ? devices.find(std::string(input->keyid)) : devices.end();
    if (device == devices.end()) return problem_reply(401, problem::not_enrolled);
    if (!request_is_authentic({request.method, path, query}, request.body, *input, header(request, "Content-Digest"),
                              header(request, "Signature"), device->second.key)) {
        return problem_reply(401, "about:blank");
    }
    const std::string events = "/v1/journals/" + device->first + "/events";
    if (request.method == "POST" && path == events) return ingest(device->first, device->second, request);
    if (request.method == "PUT" && path.starts_with("/v1/attachments/")) return take_attachment(request);
    const std::chrono::seconds created(input->created);
    const auto off = time.time_since_epoch() - created;
    if (control_calls_check_the_clock && (off > control_clock_tolerance || -off > control_clock_tolerance)) {
        return problem_reply(401, problem::clock, {{"now", to_rfc3339(time)}});
    }
    return control(request);
}

HttpReply MemoryServer::enrol(const HttpRequest& request) {
    const auto enrolment = decode_enrolment_request(request.body);
    if (!enrolment) return problem_reply(400, "about:blank");
    if (enrolment->code != code) return problem_reply(403, problem::bad_code);
    if (enrolment->placement == "counter") return problem_reply(409, problem::wrong_placement);
    devices[enrolment->journal].key = enrolment->key;
    return json_reply(201, encode(EnrolmentReply{enrolment->journal, office, "", open_key.seal, time}));
}

HttpReply MemoryServer::take_attachment(const HttpRequest& request) {
    const std::string name = last_part(request.target);
    if (to_hex(blake2b(request.body)) != name) return problem_reply(422, "about:blank");
    attachments[name] = request.body;
    return json_reply(200, "{\"hash\":\"" + name + "\"}");
}

HttpReply MemoryServer::ingest(const std::string& journal, Device& device, const HttpRequest& request) {
    const auto first = std::stoull(split(request.target).query.substr(std::string("first=").size()));
    auto lines = lines_of(request.body);
    if (lines.size() > most_events_a_batch) return problem_reply(413, "about:blank");
    if (takes_at_most && lines.size() > *takes_at_most) lines.resize(*takes_at_most);
    if (first > device.lines.size() + 1) {
        return problem_reply(409, problem::gap, {{"expected", std::to_string(device.lines.size() + 1)}});
    }
    std::vector<Parked> parked;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::size_t seq = first + i;
        if (seq <= device.lines.size()) {
            if (device.lines[seq - 1] != lines[i]) {
                return problem_reply(409, problem::fork, {{"seq", std::to_string(seq)}});
            }
            continue;
        }
        if (auto why = why_parked(lines[i])) parked.push_back({seq, *why});
        device.lines.push_back(lines[i]);
    }
    device.parked.insert(device.parked.end(), parked.begin(), parked.end());
    const std::string etag = catalogue.empty() ? "" : to_hex(blake2b(catalogue));
    return json_reply(200, encode(Receipt{journal, head(journal), parked, etag}));
}

HttpReply MemoryServer::control(const HttpRequest& request) {
    const std::string etag = catalogue.empty() ? "" : to_hex(blake2b(catalogue));
    const std::string path = split(request.target).path;
    if (path == "/v1/heartbeat") {
        const auto heartbeat = decode_heartbeat(request.body);
        if (!heartbeat) return problem_reply(400, "about:blank");
        heartbeats.push_back(*heartbeat);
        return json_reply(200, encode(HeartbeatReply{time, etag}));
    }
    if (path == "/v1/catalogue") {
        if (catalogue.empty()) return problem_reply(404, "about:blank");
        if (header(request, "If-None-Match") == "\"" + etag + "\"") return {304, {{"etag", "\"" + etag + "\""}}, ""};
        return {200, {{"etag", "\"" + etag + "\""}, {"content-type", "application/json"}}, catalogue};
    }
    if (path.starts_with("/v1/media/")) {
        const auto found = media.find(last_part(path));
        if (found == media.end()) return problem_reply(404, "about:blank");
        return {200, {{"content-type", "image/png"}}, found->second};
    }
    if (path.starts_with("/v1/officers/")) {
        const auto inner = path.substr(std::string("/v1/officers/").size());
        const auto found = standings.find(inner.substr(0, inner.find('/')));
        if (found == standings.end()) return problem_reply(404, "about:blank");
        return json_reply(200, found->second);
    }
    return problem_reply(404, "about:blank");
}

}  // namespace rancak::test
