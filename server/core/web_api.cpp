#include "server/core/web_api.h"

namespace rancak::server {

Reply get_admin_page(const Centre& centre, const Call&) { return centre.web.page(); }

Reply get_asset(const Centre& centre, const Call& call) { return centre.web.asset(call.parameters[0], call.request.if_none_match); }

}  // namespace rancak::server
