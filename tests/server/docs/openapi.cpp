#include "tests/server/docs/openapi.h"

#include <algorithm>
#include <regex.h>

namespace rancak::test {
namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::toupper(c); });
    return text;
}

bool fits(const std::string& pattern, const std::string& text) {
    regex_t compiled;
    if (regcomp(&compiled, pattern.c_str(), REG_EXTENDED | REG_NOSUB) != 0) return false;
    const bool found = regexec(&compiled, text.c_str(), 0, nullptr, 0) == 0;
    regfree(&compiled);
    return found;
}

bool is_of(const std::string& type, const nlohmann::json& value) {
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    return type == value.type_name();
}

bool has_type(const YAML::Node& type, const nlohmann::json& value) {
    if (type.IsScalar()) return is_of(type.as<std::string>(), value);
    return std::any_of(type.begin(), type.end(), [&](const YAML::Node& one) { return is_of(one.as<std::string>(), value); });
}

}  // namespace

YAML::Node OpenApi::resolve(YAML::Node node) const {
    while (node.IsMap() && node["$ref"]) {
        auto path = node["$ref"].as<std::string>().substr(2);
        node.reset(document_);
        while (!path.empty()) {
            const auto name = path.substr(0, path.find('/'));
            path.erase(0, name.size() + 1);
            node.reset(node[name]);
        }
    }
    return node;
}

std::vector<OpenApi::Operation> OpenApi::operations() const {
    std::vector<Operation> all;
    for (const auto& path : document_["paths"])
        for (const auto& operation : path.second) {
            const auto& node = operation.second;
            Operation one{node["operationId"].as<std::string>(), upper(operation.first.as<std::string>()),
                          path.first.as<std::string>(), false, false, {}, node["requestBody"].IsDefined(), {}};
            for (const auto& scheme : node["security"]) {
                one.kiosk |= scheme["kiosk"].IsDefined();
                one.session |= scheme["session"].IsDefined();
                if (scheme["admin"]) one.right = scheme["admin"][0].as<std::string>();
            }
            for (const auto& response : node["responses"]) one.statuses.push_back(response.first.as<int>());
            all.push_back(std::move(one));
        }
    return all;
}

std::vector<std::string> OpenApi::mistakes(const Operation& operation, const HttpReply& reply) const {
    const auto node = document_["paths"][operation.path][lower(operation.method)];
    const auto documented = node["responses"][std::to_string(reply.status)];
    if (!documented) return {"status " + std::to_string(reply.status) + " is not documented: " + reply.body};
    const auto response = resolve(documented);
    std::vector<std::string> wrong;
    for (const auto& header : response["headers"]) {
        const auto name = header.first.as<std::string>();
        const auto value = reply.header(lower(name));
        if (value.empty()) {
            if (header.second["required"].as<bool>()) wrong.push_back("header " + name + " is missing");
        } else {
            check(header.second["schema"], value, "header " + name, wrong);
        }
    }
    check_body(response, reply, wrong);
    return wrong;
}

std::vector<std::string> OpenApi::message_types() const {
    std::vector<std::string> types;
    for (const auto& webhook : document_["webhooks"]) types.push_back(webhook.first.as<std::string>());
    return types;
}

std::vector<std::string> OpenApi::message_mistakes(const std::string& type, const std::string& body) const {
    const auto webhook = document_["webhooks"][type];
    if (!webhook) return {"messages of type " + type + " are not documented"};
    const auto json = nlohmann::json::parse(body, nullptr, false);
    if (json.is_discarded()) return {"the message is no JSON"};
    std::vector<std::string> wrong;
    check(webhook["post"]["requestBody"]["content"]["application/json"]["schema"], json, "message", wrong);
    return wrong;
}

void OpenApi::check_body(const YAML::Node& response, const HttpReply& reply, std::vector<std::string>& wrong) const {
    if (!response["content"]) {
        if (!reply.body.empty()) wrong.push_back("there is a body, and none is documented");
        return;
    }
    const auto type = reply.header("content-type");
    const auto base = type.substr(0, type.find(';'));
    const auto content = response["content"][base];
    if (!content) {
        wrong.push_back("content type \"" + type + "\" is not documented");
        return;
    }
    if (base != "application/json" && base != "application/problem+json") return;
    const auto json = nlohmann::json::parse(reply.body, nullptr, false);
    if (json.is_discarded()) wrong.push_back("the body is no JSON");
    else check(content["schema"], json, "body", wrong);
}

void OpenApi::check(const YAML::Node& unresolved, const nlohmann::json& value, const std::string& place,
                    std::vector<std::string>& wrong) const {
    const auto schema = resolve(unresolved);
    const auto complain = [&](const std::string& what) { wrong.push_back(place + " " + what + ": " + value.dump()); };
    if (schema["type"] && !has_type(schema["type"], value)) return complain("is of another type");
    if (schema["const"] && schema["const"].as<std::string>() != value) complain("is not " + schema["const"].as<std::string>());
    if (schema["enum"]) {
        const auto& words = schema["enum"];
        if (std::none_of(words.begin(), words.end(), [&](const YAML::Node& word) { return word.as<std::string>() == value; }))
            complain("is none of its words");
    }
    if (value.is_string() && schema["pattern"] &&
        !fits(schema["pattern"].as<std::string>(), value.get<std::string>()))
        complain("does not fit its pattern");
    if (value.is_number()) {
        if (schema["minimum"] && value.get<double>() < schema["minimum"].as<double>()) complain("is too small");
        if (schema["maximum"] && value.get<double>() > schema["maximum"].as<double>()) complain("is too large");
    }
    if (value.is_array()) {
        if (schema["minItems"] && value.size() < schema["minItems"].as<std::size_t>()) complain("is too short");
        if (schema["maxItems"] && value.size() > schema["maxItems"].as<std::size_t>()) complain("is too long");
        for (std::size_t i = 0; i < value.size(); ++i) check(schema["items"], value[i], place + "[" + std::to_string(i) + "]", wrong);
    }
    if (value.is_object()) check_object(schema, value, place, wrong);
}

void OpenApi::check_object(const YAML::Node& schema, const nlohmann::json& value, const std::string& place,
                           std::vector<std::string>& wrong) const {
    for (const auto& name : schema["required"])
        if (!value.contains(name.as<std::string>())) wrong.push_back(place + " has no " + name.as<std::string>());
    const bool closed = schema["additionalProperties"] && !schema["additionalProperties"].as<bool>();
    for (const auto& [name, member] : value.items()) {
        const auto property = schema["properties"] ? schema["properties"][name] : YAML::Node(YAML::NodeType::Undefined);
        if (property) check(property, member, place + "." + name, wrong);
        else if (closed) wrong.push_back(place + " has a member that is not documented: " + name);
    }
}

}  // namespace rancak::test
