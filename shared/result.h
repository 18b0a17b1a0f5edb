#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace rancak {

// An expected failure: a sentence for a person, saying what is wrong and what to do about it.
struct Error {
    std::string message;
    friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(std::string message) {
    return tl::unexpected<Error>(Error{std::move(message)});
}

}  // namespace rancak
