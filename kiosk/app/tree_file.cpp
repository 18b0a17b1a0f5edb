#include "kiosk/app/tree_file.h"

#include <fstream>

namespace rancak::kiosk {

Result<void> TreeFile::show(const Tree& tree) {
    if (shown_ == tree) return {};
    std::filesystem::path fresh = file_;
    fresh += ".new";
    {
        std::ofstream out{fresh, std::ios::binary | std::ios::trunc};
        out << encode(tree) << '\n';
        if (!out.flush()) return fail("The accessibility tree cannot be written to " + fresh.string() + ".");
    }
    std::error_code error;
    std::filesystem::rename(fresh, file_, error);
    if (error) return fail("The accessibility tree cannot be put at " + file_.string() + ": " + error.message() + ".");
    shown_ = tree;
    return {};
}

}  // namespace rancak::kiosk
