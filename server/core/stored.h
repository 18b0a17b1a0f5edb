#pragma once

#include <string>
#include <tl/expected.hpp>

namespace rancak::server {

struct StoreFailure {
    enum class Kind { full, unavailable };  // full: no space left; unavailable: anything else, try again later
    Kind kind = Kind::unavailable;
    std::string message;  // for the log, not for the caller of the API
};
template <class T>
using Stored = tl::expected<T, StoreFailure>;

}  // namespace rancak::server
