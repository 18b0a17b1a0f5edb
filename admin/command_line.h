#pragma once

#include "admin/world.h"

namespace rancak::admin {

// The whole program: reads the arguments, runs the one command, answers its exit code: 0 done, 1 failed, 2 used wrongly.
[[nodiscard]] int run(int argc, const char* const* argv, World&);

}  // namespace rancak::admin
