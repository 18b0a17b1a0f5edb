#include "admin/output_file.h"

#include <ostream>

namespace rancak::admin {

Result<Output> Output::to(World& world, const std::filesystem::path& file) {
    Output output(world);
    if (file.empty()) return output;
    auto created = OutputFile::create(file);
    if (!created) return tl::unexpected(created.error());
    output.file_.emplace(std::move(*created));
    return output;
}

Result<void> Output::write(std::string_view bytes) {
    if (file_) return file_->write(bytes);
    if (world_.out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return {};
    return fail("Standard output takes no more.");
}

Result<void> Output::finish() {
    if (file_) return file_->commit();
    if (world_.out.flush()) return {};
    return fail("Standard output takes no more.");
}

}  // namespace rancak::admin
