#pragma once

#include "server/core/centre.h"

namespace rancak::server {

// The survey (SKM) of an office the caller may see: its figures, the report on them, and what was published.
[[nodiscard]] Reply get_skm(const Centre&, const Call&);
[[nodiscard]] Reply get_skm_report(const Centre&, const Call&);
[[nodiscard]] Reply list_publications(const Centre&, const Call&);
[[nodiscard]] Reply publish_skm(const Centre&, const Call&);

}  // namespace rancak::server
