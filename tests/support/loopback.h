#pragma once

#include "shared/file.h"

#include <string>

namespace rancak::test {

// Bare sockets on 127.0.0.1. A failure to get one throws.
struct Listener {
    FileDescriptor socket;
    int port = 0;
};
[[nodiscard]] Listener listen_on_loopback();                 // on a free port
[[nodiscard]] FileDescriptor connect_to_loopback(int port);  // none: nobody listens there

// One HTTP message: the head and as much body as its Content-Length says, `already` read of it included. Empty: the
// other side hung up before. What came beyond the message is left in `already`.
[[nodiscard]] std::string receive_message(const FileDescriptor&, std::string& already);
// Until the other side hangs up.
void wait_for_end(const FileDescriptor&);
bool send_all(const FileDescriptor&, std::string_view bytes);  // false: the other side hung up

}  // namespace rancak::test
