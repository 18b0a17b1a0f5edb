#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace rancak::kiosk {

// What is wrong with this kiosk now, one sentence a topic: for the caretaker's screen and the heartbeat. Any thread.
class Alarms {
 public:
    enum class Topic { journal, chain, fork, sending, catalogue, photo, courier_memory, attachment, voice, visits };

    // `told` hears each sentence once, when it comes up, in the thread that raises it.
    explicit Alarms(std::function<void(const std::string&)> told = [](const std::string&) {}) : told_(std::move(told)) {}

    void raise(Topic topic, const std::string& sentence) {
        {
            const std::lock_guard lock(mutex_);
            std::string& kept = sentences_[topic];
            if (kept == sentence) return;
            kept = sentence;
        }
        told_(sentence);
    }
    void clear(Topic topic) {
        const std::lock_guard lock(mutex_);
        sentences_.erase(topic);
    }
    [[nodiscard]] std::vector<std::string> sentences() const {
        const std::lock_guard lock(mutex_);
        std::vector<std::string> all;
        for (const auto& [topic, sentence] : sentences_) all.push_back(sentence);
        return all;
    }

 private:
    const std::function<void(const std::string&)> told_;
    mutable std::mutex mutex_;
    std::map<Topic, std::string> sentences_;  // guarded by mutex_
};

}  // namespace rancak::kiosk
