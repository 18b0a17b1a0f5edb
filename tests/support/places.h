#pragma once

#include <string>

namespace rancak::test {

// The top folder of the sources, and the one that this was built in, which tests write in besides temporary folders. Known to
// one file alone: a path in each compiler's command would make its cache worthless to the next clone.
[[nodiscard]] const std::string& source_folder();
[[nodiscard]] const std::string& build_folder();

}  // namespace rancak::test
