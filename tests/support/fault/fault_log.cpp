#include "tests/support/fault/fault_log.h"

#include "shared/file.h"

#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <sys/stat.h>

namespace rancak::test {

namespace {

namespace fs = std::filesystem;

struct RecordHead {
    std::uint64_t kind, inode, offset, path, second, data;
};

FileCall::Kind kind_of(std::uint64_t letter) {
    switch (letter) {
        case 'c':
            return FileCall::Kind::create;
        case 'w':
            return FileCall::Kind::write;
        case 't':
            return FileCall::Kind::truncate;
        case 's':
            return FileCall::Kind::sync;
        case 'r':
            return FileCall::Kind::rename;
        case 'u':
            return FileCall::Kind::unlink;
        default:
            throw std::runtime_error("the fault log is garbled");
    }
}

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/')); }

}  // namespace

std::vector<FileCall> read_fault_log(const fs::path& file) {
    std::vector<FileCall> calls;
    const auto bytes = read_file(file, std::size_t{1} << 30);
    if (!bytes) return calls;  // no call at all
    std::string_view rest = *bytes;
    const auto take = [&](std::size_t size) {
        const auto part = rest.substr(0, size);
        rest.remove_prefix(part.size());
        return std::string(part);
    };
    while (rest.size() >= sizeof(RecordHead)) {
        RecordHead head;
        std::memcpy(&head, rest.data(), sizeof head);
        if (rest.size() < sizeof head + head.path + head.second + head.data) break;  // killed while writing it
        rest.remove_prefix(sizeof head);
        FileCall call{kind_of(head.kind), head.inode, head.offset, {}, {}, {}};
        call.path = take(head.path);
        call.second = take(head.second);
        call.data = take(head.data);
        calls.push_back(std::move(call));
    }
    return calls;
}

DurableFolder::DurableFolder(const fs::path& root) : root_(root) {
    if (!fs::exists(root)) return;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const std::string name = entry.path().string();
        if (!entry.is_regular_file() || name.ends_with("-shm")) continue;
        const auto bytes = read_file(entry.path(), std::size_t{1} << 30);
        struct stat found {};
        if (!bytes || stat(name.c_str(), &found) != 0) throw std::runtime_error("cannot read " + name);
        auto content = std::make_shared<Content>(Content{*bytes, *bytes});
        files_[found.st_ino] = content;
        durable_[name] = content;
    }
}

void DurableFolder::rename_in(Names& names, const NameCall& change) {
    const FileCall& call = change.call;
    if (call.kind == FileCall::Kind::create) {
        names[call.path] = change.created;
    } else if (const auto found = names.find(call.path); found != names.end()) {
        if (call.kind == FileCall::Kind::rename) names[call.second] = found->second;
        names.erase(call.path);
    }
}

void DurableFolder::apply(const FileCall& call) {
    switch (call.kind) {
        case FileCall::Kind::create: {
            auto content = std::make_shared<Content>();
            files_[call.inode] = content;  // a number may be used again after an unlink
            pending_[folder_of(call.path)].push_back({call, std::move(content)});
            return;
        }
        case FileCall::Kind::rename:
            // Between two folders it would be two changes; ours stay in one folder or go to an older, synced one.
            pending_[folder_of(call.second)].push_back({call, nullptr});
            return;
        case FileCall::Kind::unlink:
            pending_[folder_of(call.path)].push_back({call, nullptr});
            return;
        case FileCall::Kind::sync:
            if (const auto names = pending_.find(call.path); names != pending_.end()) {
                for (const auto& change : names->second) rename_in(durable_, change);
                pending_.erase(names);
            }
            break;
        default:
            break;
    }
    const auto file = files_.find(call.inode);
    if (file == files_.end()) return;
    auto& [now, durable] = *file->second;
    if (call.kind == FileCall::Kind::sync) {
        durable = now;
    } else if (call.kind == FileCall::Kind::truncate) {
        now.resize(call.offset);
    } else {
        now.resize(std::max<std::size_t>(now.size(), call.offset + call.data.size()));
        now.replace(call.offset, call.data.size(), call.data);
    }
}

void DurableFolder::restore(const fs::path& to) const {
    fs::create_directories(to);
    for (const auto& [name, content] : durable_) {
        const fs::path path = to / fs::path(name).lexically_relative(root_);
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << content->durable;
        fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    }
}

}  // namespace rancak::test
