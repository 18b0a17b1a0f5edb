#pragma once

#include "kiosk/platform/speech.h"

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <sys/types.h>
#include <thread>
#include <vector>

namespace rancak::kiosk {

// Lifecycle: construct; say() and stop() as often as wanted; destroy, which silences it.
//
// espeak-ng as a child process, one an utterance: silence is its end, and it comes at once. The text goes through its
// standard input, never through its arguments, which anybody on the machine can read. A child that dies or finds no sound
// card is started again a few times, each time later. It dies with this process.
class ChildSpeech final : public Speech {
public:
    struct Ended {
        std::uint64_t number;
        std::string fault;  // empty: it was said
    };
    struct Parts {
        std::function<void(const Ended&)> ended;  // from a thread of its own; not for what was stopped or replaced
        std::string program = "espeak-ng";
        std::vector<std::string> more = {};       // further arguments
        int output = -1;                          // the child's standard output; -1: nowhere
        std::chrono::milliseconds first_wait{200};  // before the second try; then twice as long each time
    };
    static constexpr int most_tries = 3;

    // Whether the program is on PATH.
    [[nodiscard]] static bool installed(const std::string& program = "espeak-ng");

    explicit ChildSpeech(Parts);
    ~ChildSpeech() override;
    ChildSpeech(const ChildSpeech&) = delete;
    ChildSpeech& operator=(const ChildSpeech&) = delete;

    std::uint64_t say(Utterance) override;
    void stop() override;

private:
    void loop();
    void speak(const Utterance&, std::uint64_t number);
    // Its fault; empty: it was said.
    [[nodiscard]] std::string run(const Utterance&, std::uint64_t number);
    [[nodiscard]] bool is_current(std::uint64_t number);
    void replace(std::optional<Utterance>);
    [[nodiscard]] bool rest(std::chrono::milliseconds, std::uint64_t number);

    const Parts parts_;
    const int woken_;  // eventfd: something was asked
    std::mutex mutex_;
    std::optional<Utterance> wanted_;  // guarded by mutex_, as all below
    std::uint64_t number_ = 0;
    bool silent_ = true;               // the last that was asked is silence
    pid_t child_ = -1;                 // while it can be killed
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace rancak::kiosk
