#pragma once

#include <functional>
#include <string>

namespace rancak::server {

// Lines for the person who runs the server: never texts, PINs, keys, tokens, codes or contacts.
enum class Severity { info, warning, error };
using Log = std::function<void(Severity, const std::string&)>;  // callable from any thread

}  // namespace rancak::server
