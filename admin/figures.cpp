#include "admin/figures.h"

#include "admin/commands.h"
#include "admin/output_file.h"
#include "admin/print.h"
#include "shared/encoding.h"
#include "shared/json_fields.h"

#include <algorithm>
#include <fmt/format.h>

namespace rancak::admin {
namespace {

constexpr std::uint64_t any_count = 1'000'000'000'000;
constexpr std::size_t any_name = 200, any_list = 100'000;

tl::unexpected<Error> unexpected_reply(const std::string& why) {
    return fail("The server's answer is not one of a Rancak server: " + why);
}

// An address with those members of the query that are not empty.
std::string target(std::string path, std::initializer_list<std::pair<const char*, std::string>> query) {
    char sign = '?';
    for (const auto& [name, value] : query)
        if (!value.empty()) path += std::exchange(sign, '&') + (std::string(name) + "=") + percent_encoded(value);
    return path;
}

int tell(World& world, const Result<std::string>& text) {
    if (!text) return say_failed(world, text.error().message);
    world.out << *text;
    return exit_ok;
}

// "4.25   95 % interval 3.10 to 4.80   n 12"
std::string figures_text(JsonFields& fields) {
    const auto n = fields.number("n", 0, any_count);
    if (!fields.has("mean")) return fmt::format("no mean   n {}", thousands(n));
    Interval interval{0, 0};
    const double mean = fields.real("mean", 1, 5);
    fields.inside("interval", [&](JsonFields& inner) { interval = {inner.real("low", 1, 5), inner.real("high", 1, 5)}; });
    return fmt::format("{:.2f}   95 % interval {:.2f} to {:.2f}   n {}", mean, interval.low, interval.high, thousands(n));
}

std::string part_text(JsonFields& part, const char* what) {
    std::string figures, name;
    part.inside("all", [&](JsonFields& all) { figures = figures_text(all); });
    if (std::string_view(what) == "officer") name = part.text("name", any_name);
    else part.inside("name", [&](JsonFields& text) { name = text.text("id", any_name); });
    return fmt::format("  {:<24}  {}  {}\n", part.id(what), figures, name);
}

std::string parts_text(JsonFields& fields, const char* list, const char* title, const char* what) {
    if (!fields.has(list)) return {};
    std::string out = fmt::format("\n{}, by name\n", title);
    fields.each(list, any_list, [&](JsonFields& part) { out += part_text(part, what); });
    return out;
}

std::string or_unknown(const std::optional<std::uint64_t>& number) { return number ? thousands(*number) : "not told"; }

std::optional<std::uint64_t> maybe_number(JsonFields& fields, const char* member) {
    if (!fields.has(member)) return std::nullopt;
    return fields.number(member, 0, any_count);
}

}  // namespace

Result<std::string> describe_figures(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) return unexpected_reply(json.error().message);
    JsonFields fields(*json, "");
    std::string out = fmt::format("Office    {}\nPeriod    {} to {}, as of {}\n", fields.id("office"), to_iso_date(fields.date("from")),
                                  to_iso_date(fields.date("until")), to_rfc3339(fields.time("as_of")));
    for (const auto& [name, member] : {std::pair{"All       ", "all"}, std::pair{"Unflagged ", "without_flagged"}})
        fields.inside(member, [&](JsonFields& inner) { out += name + figures_text(inner) + "\n"; });
    fields.inside("previous", [&](JsonFields& inner) { inner.inside("all", [&](JsonFields& all) { out += "Before    " + figures_text(all) + "\n"; }); });
    std::string reasons;
    fields.each("reasons", any_list, [&](JsonFields& one) {
        reasons += fmt::format("  {:<28}{:>8}  about the {}\n", one.id("reason"), thousands(one.number("times", 0, any_count)), one.text("cause", 16));
    });
    if (!reasons.empty()) out += "\nReasons\n" + reasons;
    std::string flags;
    fields.each("flags", 64, [&](JsonFields& one) { flags += fmt::format("  {:<28}{:>8}\n", one.text("flag", 32), thousands(one.number("times", 0, any_count))); });
    if (!flags.empty()) out += "\nFlagged because\n" + flags;
    out += parts_text(fields, "services", "Services", "service") + parts_text(fields, "officers", "Officers", "officer") +
           parts_text(fields, "counters", "Counters", "counter");
    if (!fields.error().empty()) return unexpected_reply(fields.error());
    return out;
}

Result<std::string> describe_skm(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) return unexpected_reply(json.error().message);
    JsonFields fields(*json, "");
    const auto service = fields.optional_id("service");
    std::string out = fmt::format("SKM       {}{}\nPeriod    {} to {}\nAnswered  {}\nServed    {}, needed {}\n", fields.id("office"),
                                  service.empty() ? "" : ", service " + service, to_iso_date(fields.date("from")), to_iso_date(fields.date("until")),
                                  thousands(fields.number("n", 0, any_count)), or_unknown(maybe_number(fields, "population")),
                                  or_unknown(maybe_number(fields, "needed")));
    if (fields.has("ikm")) out += fmt::format("IKM       {:.2f}, {}\n", fields.real("ikm", 25, 100), fields.text("quality", 1));
    else out += "IKM       none without an answer\n";
    out += "\nElements\n";
    fields.each("elements", 9, [&](JsonFields& one) {
        out += fmt::format("  {:<14}", one.id("element"));
        if (one.has("nrr")) out += fmt::format("{:>8.4f}  {}", one.real("nrr", 1, 4), one.text("quality", 1));
        out += fmt::format("  {}\n", one.text("name", any_name));
    });
    if (!fields.error().empty()) return unexpected_reply(fields.error());
    return out;
}

Result<std::string> describe_publication(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) return unexpected_reply(json.error().message);
    JsonFields fields(*json, "");
    const bool whole = fields.optional_id("service").empty();
    auto out = fmt::format("Published IKM {:.2f}, {}, of {} answers as {}.{}\n", fields.real("ikm", 25, 100), fields.text("quality", 1),
                           thousands(fields.number("n", 1, any_count)), fields.text("id", 40),
                           whole ? " The office's kiosks show it with their next contact." : "");
    if (!fields.error().empty()) return unexpected_reply(fields.error());
    return out;
}

int show_figures(World& world, Centre& centre, const FiguresWish& wish) {
    const auto reply = centre.read(target("/v1/admin/figures", {{"office", wish.office}, {"service", wish.service}, {"officer", wish.officer},
                                                                {"counter", wish.counter}, {"from", wish.from}, {"until", wish.until}, {"by", wish.by}}));
    if (!reply) return say_failed(world, reply.error().message);
    return wish.json ? tell(world, *reply + "\n") : tell(world, describe_figures(*reply));
}

int publish_skm(World& world, Centre& centre, const SkmWish& wish) {
    std::string body = "{\"office\":" + json_string(wish.office) + ",\"service\":" + json_string(wish.service);
    body += ",\"from\":" + json_string(wish.from) + ",\"until\":" + json_string(wish.until);
    if (wish.population) body += ",\"population\":" + std::to_string(*wish.population);
    const auto reply = centre.post("/v1/admin/skm/publications", body + "}");
    return reply ? tell(world, describe_publication(*reply)) : say_failed(world, reply.error().message);
}

int show_skm(World& world, Centre& centre, const SkmWish& wish) {
    const bool report = wish.format != "text" && wish.format != "json";
    auto output = Output::to(world, wish.out);
    if (!output) return say_failed(world, output.error().message);
    const auto reply = centre.read(target(report ? "/v1/admin/skm/report" : "/v1/admin/skm",
                                          {{"office", wish.office}, {"service", wish.service}, {"from", wish.from}, {"until", wish.until},
                                           {"population", wish.population ? std::to_string(*wish.population) : ""}, {"format", report ? wish.format : ""}}));
    if (!reply) return say_failed(world, reply.error().message);
    const auto text = wish.format == "text" ? describe_skm(*reply) : Result<std::string>(wish.format == "json" ? *reply + "\n" : *reply);
    if (!text) return say_failed(world, text.error().message);
    if (const auto written = output->write(*text); !written) return say_failed(world, written.error().message);
    if (const auto done = output->finish(); !done) return say_failed(world, done.error().message);
    return exit_ok;
}

}  // namespace rancak::admin
