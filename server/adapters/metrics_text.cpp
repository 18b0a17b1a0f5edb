#include "server/adapters/metrics_text.h"

#include <limits>
#include <prometheus/text_serializer.h>

namespace rancak::server {
namespace {

prometheus::MetricType type_of(MetricFamily::Kind kind) {
    switch (kind) {
        case MetricFamily::Kind::counter: return prometheus::MetricType::Counter;
        case MetricFamily::Kind::gauge: return prometheus::MetricType::Gauge;
        case MetricFamily::Kind::histogram: return prometheus::MetricType::Histogram;
    }
    return prometheus::MetricType::Untyped;
}

prometheus::ClientMetric metric_of(const MetricFamily::Sample& sample) {
    prometheus::ClientMetric metric;
    if (!sample.label.empty()) metric.label.push_back({sample.label, sample.label_value});
    metric.counter.value = metric.gauge.value = sample.value;
    const auto& measured = sample.histogram;
    metric.histogram.sample_count = measured.times;
    metric.histogram.sample_sum = static_cast<double>(measured.sum) * sample.unit;
    for (const auto& [bound, times] : measured.up_to)
        metric.histogram.bucket.push_back({times, static_cast<double>(bound) * sample.unit});
    metric.histogram.bucket.push_back({measured.times, std::numeric_limits<double>::infinity()});
    return metric;
}

}  // namespace

std::string metrics_text(const std::vector<MetricFamily>& families) {
    std::vector<prometheus::MetricFamily> told;
    for (const auto& family : families) {
        told.push_back({family.name, family.help, type_of(family.kind), {}});
        for (const auto& sample : family.samples) told.back().metric.push_back(metric_of(sample));
    }
    return prometheus::TextSerializer().Serialize(told);
}

}  // namespace rancak::server
