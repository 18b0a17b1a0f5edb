#include "admin/world.h"

#include "admin/print.h"

#include <ostream>

namespace rancak::admin {

void Progress::at(std::uint64_t count) {
    if (!world_.terminal) return;
    drawn_ = true;
    world_.err << "\r\x1b[K" << thousands(count) << ' ' << what_ << std::flush;
}

Progress::~Progress() {
    if (drawn_) world_.err << "\r\x1b[K" << std::flush;
}

}  // namespace rancak::admin
