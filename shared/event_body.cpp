#include "shared/event_body.h"

#include "shared/encoding.h"

#include <algorithm>
#include <simdjson.h>

namespace rancak {

std::string_view code(WithdrawalWhy why) {
    switch (why) {
        case WithdrawalWhy::wrong_officer: return "wrong_officer";
        case WithdrawalWhy::replaced: return "replaced";
        case WithdrawalWhy::undo: break;
    }
    return "undo";
}

std::optional<WithdrawalWhy> parse_withdrawal_why(std::string_view text) {
    for (auto why : {WithdrawalWhy::undo, WithdrawalWhy::wrong_officer, WithdrawalWhy::replaced})
        if (code(why) == text) return why;
    return std::nullopt;
}

namespace {

using simdjson::dom::element;
using simdjson::dom::object;

// ---- Writing ---------------------------------------------------------------------------------------------------------

class ObjectWriter {
public:
    ObjectWriter& member(std::string_view name, std::string_view text) { return raw(name, json_string(text)); }
    ObjectWriter& member(std::string_view name, std::uint64_t number) { return raw(name, std::to_string(number)); }
    ObjectWriter& raw(std::string_view name, std::string_view json) {
        text_.append(text_.empty() ? "{" : ",").append(json_string(name)).append(":").append(json);
        return *this;
    }
    [[nodiscard]] std::string done() { return (text_.empty() ? "{" : text_) + "}"; }

private:
    std::string text_;
};

struct Encoder {
    std::string operator()(const RatingBody& body) const {
        ObjectWriter out;
        out.member("visit", body.visit).member("score", static_cast<std::uint64_t>(body.score));
        out.member("office", body.office);
        if (!body.counter.empty()) out.member("counter", body.counter);
        if (!body.officer.empty()) out.member("officer", body.officer);
        out.member("language", rancak::code(body.language));
        return out.done();
    }
    std::string operator()(const RatingDetailBody& body) const {
        ObjectWriter out;
        out.member("rating", body.rating);
        std::string reasons = "[";
        for (const std::string& reason : body.reasons)
            reasons.append(reasons.size() == 1 ? "" : ",").append(json_string(reason));
        out.raw("reasons", reasons + "]");
        if (body.cause) out.member("cause", rancak::code(*body.cause));
        if (body.comment) out.member("comment", to_hex(body.comment->bytes));
        if (body.pressed) out.raw("pressed", "true");
        return out.done();
    }
    std::string operator()(const WithdrawalBody& body) const {
        return ObjectWriter{}.member("rating", body.rating).member("why", code(body.why)).done();
    }
    std::string operator()(const ShiftBody& body) const {
        return ObjectWriter{}
            .member("office", body.office)
            .member("counter", body.counter)
            .member("officer", body.officer)
            .member("state", std::string_view{body.taken ? "taken" : "left"})
            .done();
    }
    std::string operator()(const CaretakerBody& body) const {
        return ObjectWriter{}.member("caretaker", body.caretaker).member("action", body.action).done();
    }
    std::string operator()(const StartedBody& body) const {
        return ObjectWriter{}.member("version", body.version).done();
    }
    std::string operator()(const CaseBody& body) const {
        ObjectWriter out;
        out.member("office", body.office).member("kind", rancak::code(body.kind)).member("about", rancak::code(body.about));
        if (!body.service.empty()) out.member("service", body.service);
        if (!body.officer.empty()) out.member("officer", body.officer);
        out.member("privacy", rancak::code(body.privacy)).member("language", rancak::code(body.language));
        out.member("code", to_hex(body.code.bytes)).member("text", to_hex(body.text.bytes));
        if (body.contact) out.member("contact", to_hex(body.contact->bytes));
        return out.done();
    }
    std::string operator()(const SupportBody& body) const {
        return ObjectWriter{}.member("office", body.office).member("forum", body.forum).member("topic", body.topic).done();
    }
    std::string operator()(const SurveyBody& body) const {
        ObjectWriter out, answers;
        out.member("office", body.office);
        if (!body.service.empty()) out.member("service", body.service);
        out.member("sex", rancak::code(body.sex)).member("education", rancak::code(body.education));
        out.member("occupation", rancak::code(body.occupation)).member("language", rancak::code(body.language));
        for (const SurveyElement element : survey_elements)
            answers.member(rancak::code(element), static_cast<std::uint64_t>(body.answer(element)));
        return out.raw("answers", answers.done()).done();
    }
};

// ---- Reading ---------------------------------------------------------------------------------------------------------

// Takes members of a known body; the first mistake stays.
class Members {
public:
    explicit Members(object from) : from_(from) {}

    std::string id(std::string_view name, bool required) { return text(name, 40, required, is_id_character); }
    std::string word(std::string_view name, std::size_t most) {
        return text(name, most, true, [](char c) { return c > ' ' && c < 0x7F; });
    }
    std::uint64_t number(std::string_view name, std::uint64_t low, std::uint64_t high) {
        std::uint64_t value = 0;
        if (from_[name].get(value) != simdjson::SUCCESS || value < low || value > high)
            wrong(name, "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
        return value;
    }
    std::vector<std::string> ids(std::string_view name, std::size_t most) {
        std::vector<std::string> list;
        simdjson::dom::array array;
        if (from_[name].get(array) != simdjson::SUCCESS || array.size() > most) {
            wrong(name, "a list of at most " + std::to_string(most) + " ids");
            return list;
        }
        for (element entry : array) {
            std::string_view value;
            if (entry.get(value) != simdjson::SUCCESS || !fits(value, 40, is_id_character)) {
                wrong(name, "a list of ids");
                return {};
            }
            list.emplace_back(value);
        }
        return list;
    }
    template <class T, class Parse>
    T one_of(std::string_view name, Parse parse, const char* expected, T fallback) {
        std::string_view value;
        if (from_[name].get(value) == simdjson::SUCCESS)
            if (const std::optional<T> parsed = parse(value)) return *parsed;
        wrong(name, expected);
        return fallback;
    }
    Hash hash(std::string_view name) {
        std::string_view value;
        Hash hash;
        if (from_[name].get(value) != simdjson::SUCCESS || !from_hex(value, hash.bytes)) wrong(name, "64 hexadecimal digits");
        return hash;
    }
    bool truth(std::string_view name) {
        bool value = false;
        if (has(name) && from_[name].get(value) != simdjson::SUCCESS) wrong(name, "true or false");
        return value;
    }
    template <class Read>
    void inside(std::string_view name, Read read) {
        object members;
        if (from_[name].get(members) != simdjson::SUCCESS) return wrong(name, "an object");
        Members inner{members};
        read(inner);
        if (!inner.error().empty() && error_.empty()) error_ = std::string{name} + ": " + inner.error();
    }
    std::optional<Hash> optional_hash(std::string_view name) { return has(name) ? std::optional(hash(name)) : std::nullopt; }
    [[nodiscard]] bool has(std::string_view name) const { return from_[name].error() == simdjson::SUCCESS; }
    void wrong(std::string_view name, const std::string& expected) {
        if (error_.empty()) error_ = std::string{name} + " must be " + expected;
    }
    [[nodiscard]] const std::string& error() const { return error_; }

private:
    static bool is_id_character(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '-'; }
    template <class Check>
    static bool fits(std::string_view value, std::size_t most, Check check) {
        return !value.empty() && value.size() <= most && std::all_of(value.begin(), value.end(), check);
    }
    template <class Check>
    std::string text(std::string_view name, std::size_t most, bool required, Check check) {
        if (!required && !has(name)) return {};
        std::string_view value;
        if (from_[name].get(value) == simdjson::SUCCESS && fits(value, most, check)) return std::string{value};
        wrong(name, "a word of at most " + std::to_string(most) + " characters");
        return {};
    }

    object from_;
    std::string error_;
};

RatingBody read_rating(Members& from) {
    RatingBody body;
    body.visit = from.id("visit", true);
    body.score = static_cast<int>(from.number("score", 1, 5));
    body.office = from.id("office", true);
    body.counter = from.id("counter", false);
    body.officer = from.id("officer", false);
    body.language = from.one_of<Language>("language", parse_language, "id, min or en", Language::indonesian);
    return body;
}

RatingDetailBody read_detail(Members& from) {
    RatingDetailBody body;
    body.rating = from.number("rating", 1, INT64_MAX);
    body.reasons = from.ids("reasons", 32);
    if (from.has("cause"))
        body.cause = from.one_of<Cause>("cause", parse_cause, "officer, rule, queue or place", Cause::officer);
    body.comment = from.optional_hash("comment");
    body.pressed = from.truth("pressed");
    return body;
}

WithdrawalBody read_withdrawal(Members& from) {
    WithdrawalBody body;
    body.rating = from.number("rating", 1, INT64_MAX);
    body.why = from.one_of<WithdrawalWhy>("why", parse_withdrawal_why, "undo, wrong_officer or replaced", WithdrawalWhy::undo);
    return body;
}

ShiftBody read_shift(Members& from) {
    ShiftBody body;
    body.office = from.id("office", true);
    body.counter = from.id("counter", true);
    body.officer = from.id("officer", true);
    const auto parse = [](std::string_view text) -> std::optional<bool> {
        if (text == "taken") return true;
        if (text == "left") return false;
        return std::nullopt;
    };
    body.taken = from.one_of<bool>("state", parse, "taken or left", true);
    return body;
}

CaseBody read_case(Members& from) {
    CaseBody body;
    body.office = from.id("office", true);
    body.kind = from.one_of<CaseKind>("kind", parse_case_kind, "complaint, suggestion or question", CaseKind::complaint);
    body.about = from.one_of<CaseAbout>("about", parse_case_about, "service, officer, place, illegal_fee or other", CaseAbout::other);
    body.service = from.id("service", false);
    body.officer = from.id("officer", false);
    body.privacy = from.one_of<CasePrivacy>("privacy", parse_case_privacy, "anonymous or confidential", CasePrivacy::anonymous);
    body.language = from.one_of<Language>("language", parse_language, "id, min or en", Language::indonesian);
    body.code = from.hash("code");
    body.text = from.hash("text");
    body.contact = from.optional_hash("contact");
    if (body.contact && body.privacy == CasePrivacy::anonymous) from.wrong("contact", "left out of an anonymous case");
    return body;
}

SurveyBody read_survey(Members& from) {
    SurveyBody body;
    body.office = from.id("office", true);
    body.service = from.id("service", false);
    body.sex = from.one_of<Sex>("sex", parse_sex, "male or female", Sex::male);
    body.education = from.one_of<Education>("education", parse_education, "sd, smp, sma, s1, s2 or s3", Education::sd);
    body.occupation = from.one_of<Occupation>("occupation", parse_occupation,
                                              "civil_servant, army, police, employee, self_employed or other", Occupation::other);
    body.language = from.one_of<Language>("language", parse_language, "id, min or en", Language::indonesian);
    from.inside("answers", [&](Members& answers) {
        for (std::size_t i = 0; i < survey_elements.size(); ++i)
            body.answers[i] = static_cast<std::uint8_t>(answers.number(code(survey_elements[i]), 1, survey_answers));
    });
    return body;
}

// Sized once, so that parsing never allocates and refuses what is nested deeper than the protocol allows.
simdjson::dom::parser& thread_parser() {
    thread_local simdjson::dom::parser parser = [] {
        simdjson::dom::parser sized;
        // simdjson counts the document itself as a level
        if (sized.allocate(max_body_bytes, max_body_depth + 1) != simdjson::SUCCESS) throw std::bad_alloc{};
        return sized;
    }();
    return parser;
}

template <class Body>
Result<DecodedBody> checked(const Members& from, Body body) {
    if (!from.error().empty()) return fail(from.error());
    return DecodedBody{std::move(body)};
}

}  // namespace

std::string_view kind_of(const EventBody& body) {
    static constexpr std::array<std::string_view, std::variant_size_v<EventBody>> names{
        "rating", "rating_detail", "withdrawal", "shift", "caretaker", "started", "case", "support", "survey"};
    return names[body.index()];
}

std::string encode(const EventBody& body) { return std::visit(Encoder{}, body); }

Result<DecodedBody> decode_body(std::string_view kind, std::string_view json) {
    if (json.size() > max_body_bytes)
        return fail("the body is longer than " + std::to_string(max_body_bytes) + " bytes");
    object members;
    switch (thread_parser().parse(json.data(), json.size(), true).get(members)) {
        case simdjson::SUCCESS: break;
        case simdjson::DEPTH_ERROR: return fail("the body is nested too deeply");
        default: return fail("the body is not a JSON object");
    }
    Members from{members};
    if (kind == "rating") return checked(from, read_rating(from));
    if (kind == "rating_detail") return checked(from, read_detail(from));
    if (kind == "withdrawal") return checked(from, read_withdrawal(from));
    if (kind == "shift") return checked(from, read_shift(from));
    if (kind == "caretaker") {
        CaretakerBody body{from.id("caretaker", true), from.word("action", 40)};
        return checked(from, std::move(body));
    }
    if (kind == "started") return checked(from, StartedBody{from.word("version", 40)});
    if (kind == "survey") return checked(from, read_survey(from));
    if (kind == "case") return checked(from, read_case(from));
    if (kind == "support") {
        SupportBody body{from.id("office", true), from.id("forum", true), from.id("topic", true)};
        return checked(from, std::move(body));
    }
    return DecodedBody{};
}

}  // namespace rancak
