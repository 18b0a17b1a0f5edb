#pragma once

#include "admin/centre.h"
#include "admin/world.h"

#include <optional>
#include <string>
#include <vector>

namespace rancak::admin {

// Users of the dashboard and tokens of machines. Each command says what it did or why it could not, and answers the exit code.

struct NewUser {
    std::string name, display, role, office;
};
// A password is read as a secret, or made and printed: only that goes to standard output.
[[nodiscard]] int add_user_account(World&, Centre&, const NewUser&, bool generate);
[[nodiscard]] int set_password(World&, Centre&, const std::string& name, bool generate);
[[nodiscard]] int set_disabled(World&, Centre&, const std::string& name, bool disabled);
[[nodiscard]] int list_users(World&, Centre&);

struct NewToken {
    std::string name, office;
    std::vector<std::string> rights;
    std::optional<int> days;
};
[[nodiscard]] int add_machine_token(World&, Centre&, const NewToken&);
[[nodiscard]] int list_tokens(World&, Centre&);
[[nodiscard]] int revoke_token(World&, Centre&, const std::string& id);

}  // namespace rancak::admin
