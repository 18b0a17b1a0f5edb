#include "server/core/failure_log.h"

#include <utility>

namespace rancak::server {

void FailureLog::failed(const StoreFailure& failure) {
    (failure.kind == StoreFailure::Kind::full ? metrics_.store_full : metrics_.store_unavailable).add();
    const std::lock_guard lock(mutex_);
    ++refused_;
    if (failing_ == failure.kind) return;
    failing_ = failure.kind;
    log_(Severity::error, "the store failed, calls are refused until it works again: " + failure.message);
}

void FailureLog::stored() {
    const std::lock_guard lock(mutex_);
    if (!failing_) return;
    failing_.reset();
    log_(Severity::info, "the store works again; calls refused meanwhile: " + std::to_string(std::exchange(refused_, 0)));
}

}  // namespace rancak::server
