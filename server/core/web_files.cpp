#include "server/core/web_files.h"

#include "shared/hash.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace rancak::server {
namespace {

constexpr std::string_view start_page = "index.html";
constexpr std::string_view address = "/assets/";
constexpr std::size_t hash_digits = 16;

// Nothing but our own files, no inline script or style; pictures may also be data: the songket is drawn by code.
constexpr std::string_view policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

std::string_view extension_of(std::string_view name) {
    const auto dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view{} : name.substr(dot + 1);
}

std::string_view type_of(std::string_view name) {
    const auto extension = extension_of(name);
    if (extension == "html") return "text/html; charset=utf-8";
    if (extension == "js") return "text/javascript; charset=utf-8";
    if (extension == "css") return "text/css; charset=utf-8";
    if (extension == "svg") return "image/svg+xml";
    if (extension == "woff2") return "font/woff2";
    return "text/plain; charset=utf-8";
}

// Others are sent as they are.
bool names_files(std::string_view name) {
    const auto extension = extension_of(name);
    return extension == "html" || extension == "js" || extension == "css";
}

// "pages/today.js" and "../parts/dom.js" give "parts/dom.js"; nullopt: it leads out of the folder.
std::optional<std::string> resolve(std::string_view from, std::string_view reference) {
    std::vector<std::string_view> path;
    const auto walk = [&](std::string_view text) {
        while (!text.empty()) {
            const auto step = text.substr(0, text.find('/'));
            text.remove_prefix(std::min(step.size() + 1, text.size()));
            if (step == ".") continue;
            if (step != "..") path.push_back(step);
            else if (path.empty()) return false;
            else path.pop_back();
        }
        return true;
    };
    const auto slash = from.rfind('/');
    if (slash != std::string_view::npos && !walk(from.substr(0, slash))) return std::nullopt;
    if (!walk(reference)) return std::nullopt;
    std::string joined;
    for (const auto step : path) joined.append(joined.empty() ? "" : "/").append(step);
    return joined;
}

// Renames leaves first: what a file is called depends on the names in it.
class Renamer {
public:
    explicit Renamer(std::span<const WebFile> files) {
        for (const auto& file : files) files_.emplace(file.name, Entry{file.bytes, State::waiting, {}, {}});
    }
    // Where browsers find the file; an empty one after a mistake.
    std::string_view address_of(const std::string& name) {
        const auto found = files_.find(name);
        if (found == files_.end()) return mistake(name + " is not there");
        auto& entry = found->second;
        if (entry.state == State::done) return entry.address;
        if (entry.state == State::open) return mistake(name + " names itself, through others");
        entry.state = State::open;
        entry.sent = names_files(name) ? rewritten(name, entry.bytes) : std::string(entry.bytes);
        entry.state = State::done;
        const auto base = std::string_view(name).substr(name.rfind('/') + 1);
        const auto extension = extension_of(base);
        entry.address = std::string(address) + std::string(base.substr(0, base.size() - extension.size() - 1)) + "-" +
                        to_hex(blake2b(entry.sent)).substr(0, hash_digits) + "." + std::string(extension);
        return entry.address;
    }
    [[nodiscard]] const std::string& sent(const std::string& name) const { return files_.at(name).sent; }
    [[nodiscard]] const std::string& wrong() const { return wrong_; }

private:
    enum class State { waiting, open, done };
    struct Entry {
        std::string_view bytes;
        State state;
        std::string sent, address;
    };

    std::string rewritten(const std::string& name, std::string_view text) {
        std::string out;
        while (!text.empty()) {
            const auto quote = text.find_first_of("\"'");
            if (quote == std::string_view::npos) break;
            const auto end = text.find(text[quote], quote + 1);
            const auto quoted = text.substr(quote + 1, end == std::string_view::npos ? 0 : end - quote - 1);
            const bool names = (quoted.starts_with("./") || quoted.starts_with("../")) && quoted.find('\n') == std::string_view::npos;
            if (!names) {
                out.append(text.substr(0, quote + 1));
                text.remove_prefix(quote + 1);
                continue;
            }
            const auto file = resolve(name, quoted);
            if (!file) mistake(std::string(quoted) + " leads out of the folder");
            out.append(text.substr(0, quote + 1)).append(file ? address_of(*file) : "").append(1, text[quote]);
            text.remove_prefix(end + 1);
        }
        return out.append(text);
    }
    std::string_view mistake(const std::string& what) {
        if (wrong_.empty()) wrong_ = what;
        return {};
    }

    std::map<std::string, Entry, std::less<>> files_;
    std::string wrong_;
};

Reply not_there() { return problem_reply(404, "There is no such page or file; reload the page, it may be of an older version."); }

Reply file_reply(std::string_view name, std::string bytes) {
    Reply reply;
    reply.content_type = type_of(name);
    reply.body = std::move(bytes);
    return reply;
}

}  // namespace

Result<WebFiles> WebFiles::of(std::span<const WebFile> files) {
    Renamer renamer(files);
    WebFiles web;
    for (const auto& file : files) {
        const std::string name(file.name);
        const std::string at(renamer.address_of(name));
        if (!renamer.wrong().empty()) return fail("The pages do not fit together: " + renamer.wrong() + ".");
        if (name == start_page) web.page_ = renamer.sent(name);
        else if (!web.assets_.emplace(at.substr(address.size()), renamer.sent(name)).second)
            return fail("The pages do not fit together: " + name + " is there twice.");
    }
    return web;
}

Reply WebFiles::page() const {
    if (page_.empty()) return not_there();
    auto reply = file_reply(start_page, page_);
    reply.headers.emplace_back("Cache-Control", "no-store");
    reply.headers.emplace_back("Content-Security-Policy", policy);
    reply.headers.emplace_back("Referrer-Policy", "no-referrer");
    return reply;
}

Reply WebFiles::asset(std::string_view name, std::string_view if_none_match) const {
    const auto found = assets_.find(name);
    if (found == assets_.end()) return not_there();
    const auto etag = "\"" + to_hex(blake2b(found->second)).substr(0, hash_digits) + "\"";
    auto reply = file_reply(name, if_none_match == etag ? std::string{} : found->second);
    if (if_none_match == etag) reply.status = 304;
    reply.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
    reply.headers.emplace_back("ETag", etag);
    return reply;
}

std::size_t WebFiles::total_bytes() const {
    std::size_t bytes = page_.size();
    for (const auto& [name, content] : assets_) bytes += content.size();
    return bytes;
}

}  // namespace rancak::server
