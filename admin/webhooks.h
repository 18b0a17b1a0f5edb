#pragma once

#include "admin/centre.h"
#include "admin/world.h"

#include <string>
#include <vector>

namespace rancak::admin {

// Who is told of what happens at the centre. Each command says what it did or why it could not, and answers the exit code.

struct NewWebhook {
    std::string url, office;
    std::vector<std::string> kinds;
};
// A secret is printed once: only that goes to standard output.
[[nodiscard]] int add_webhook(World&, Centre&, const NewWebhook&);
[[nodiscard]] int rotate_webhook(World&, Centre&, const std::string& id);
[[nodiscard]] int list_webhooks(World&, Centre&);
[[nodiscard]] int remove_webhook(World&, Centre&, const std::string& id);
[[nodiscard]] int set_webhook_active(World&, Centre&, const std::string& id, bool active);
[[nodiscard]] int test_webhook(World&, Centre&, const std::string& id);

}  // namespace rancak::admin
