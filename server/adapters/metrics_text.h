#pragma once

#include "server/core/metrics.h"

namespace rancak::server {

// Prometheus' text format, version 0.0.4, by prometheus-cpp.
[[nodiscard]] std::string metrics_text(const std::vector<MetricFamily>&);

}  // namespace rancak::server
