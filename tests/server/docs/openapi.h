#pragma once

#include "shared/http/client.h"

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include <string>
#include <vector>

namespace rancak::test {

// docs/openapi.yaml, as far as it is used there: paths, webhooks, responses, headers, and schemas of type, enum, const, pattern, bounds,
// properties, required, additionalProperties, items and $ref.
class OpenApi {
public:
    explicit OpenApi(const std::string& file) : document_(YAML::LoadFile(file)) {}

    struct Operation {
        std::string id, method, path;
        bool kiosk = false, session = false;
        std::string right;  // that an admin needs; empty: not for admins
        bool has_body = false;
        std::vector<int> statuses;
    };
    [[nodiscard]] std::vector<Operation> operations() const;

    // What of the reply is not as the operation says; empty when all is.
    [[nodiscard]] std::vector<std::string> mistakes(const Operation&, const HttpReply&) const;
    // The same of the body of a webhook message, by the `webhooks:` entry of its type.
    [[nodiscard]] std::vector<std::string> message_mistakes(const std::string& type, const std::string& body) const;
    [[nodiscard]] std::vector<std::string> message_types() const;

private:
    [[nodiscard]] YAML::Node resolve(YAML::Node) const;
    void check(const YAML::Node& schema, const nlohmann::json&, const std::string& place, std::vector<std::string>& wrong) const;
    void check_object(const YAML::Node& schema, const nlohmann::json&, const std::string& place, std::vector<std::string>& wrong) const;
    void check_body(const YAML::Node& response, const HttpReply&, std::vector<std::string>& wrong) const;

    YAML::Node document_;
};

}  // namespace rancak::test
