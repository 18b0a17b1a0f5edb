#include "tests/support/places.h"

namespace rancak::test {

const std::string& source_folder() {
    static const std::string folder = RANCAK_SOURCE_DIR;
    return folder;
}

const std::string& build_folder() {
    static const std::string folder = RANCAK_BINARY_DIR;
    return folder;
}

}  // namespace rancak::test
