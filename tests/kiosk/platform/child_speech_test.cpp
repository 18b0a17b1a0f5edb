#include "kiosk/platform/child_speech.h"

#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <condition_variable>
#include <cstdint>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <future>
#include <iterator>
#include <unistd.h>
#include <vector>

namespace rancak::kiosk {
namespace {

using std::chrono::milliseconds;
constexpr std::chrono::seconds patience{60};  // only a test that fails waits so long

// The real espeak-ng, its sound in a pipe instead of on a card.
class Listener {
public:
    explicit Listener(std::string program = "espeak-ng", std::vector<std::string> more = {"--stdout"}) {
        REQUIRE(::pipe2(ends_.data(), O_CLOEXEC) == 0);
        speech_.emplace(ChildSpeech::Parts{[this](const ChildSpeech::Ended& ended) { hear(ended); }, std::move(program), std::move(more),
                                           ends_[1], milliseconds{1}});
    }
    ~Listener() {
        speech_.reset();
        shut_writing();
        ::close(ends_[0]);
    }

    ChildSpeech& speech() { return *speech_; }

    ChildSpeech::Ended wait_for_end() {
        std::unique_lock lock(mutex_);
        REQUIRE(heard_.wait_for(lock, patience, [&] { return !ended_.empty(); }));
        const ChildSpeech::Ended first = ended_.front();
        ended_.erase(ended_.begin());
        return first;
    }
    std::size_t ends() {
        const std::lock_guard lock(mutex_);
        return ended_.size();
    }

    // All of the sound until nobody has the pipe any more. Reads while it is made: a pipe holds little.
    std::future<std::string> record() {
        return std::async(std::launch::async, [from = ends_[0]] {
            std::string sound;
            std::array<char, 4096> buffer{};
            for (ssize_t got = 0; (got = ::read(from, buffer.data(), buffer.size())) > 0;) sound.append(buffer.data(), static_cast<std::size_t>(got));
            return sound;
        });
    }
    // Waits until the child has begun to make sound.
    void wait_for_sound() const {
        std::array<char, 4096> buffer{};
        std::size_t heard = 0;
        while (heard < 8192) {
            const ssize_t got = ::read(ends_[0], buffer.data(), buffer.size());
            REQUIRE(got > 0);
            heard += static_cast<std::size_t>(got);
        }
    }
    void shut_writing() {
        if (ends_[1] >= 0) ::close(ends_[1]);
        ends_[1] = -1;
    }

private:
    void hear(const ChildSpeech::Ended& ended) {
        {
            const std::lock_guard lock(mutex_);
            ended_.push_back(ended);
        }
        heard_.notify_all();
    }

    std::array<int, 2> ends_{-1, -1};
    std::mutex mutex_;
    std::condition_variable heard_;
    std::vector<ChildSpeech::Ended> ended_;
    std::optional<ChildSpeech> speech_;
};

struct Sound {
    double energy = 0;  // root of the mean square, of 32768
    std::size_t samples = 0;
    std::string bytes;
};

// espeak-ng's WAV: a header of 44 bytes, then one channel of 16 bits.
Sound sound_of(const std::string& wav) {
    REQUIRE(wav.size() > 44);
    REQUIRE(wav.starts_with("RIFF"));
    Sound sound{0, (wav.size() - 44) / 2, wav.substr(44)};
    double sum = 0;
    for (std::size_t i = 44; i + 1 < wav.size(); i += 2) {
        const auto value = static_cast<std::int16_t>(static_cast<std::uint8_t>(wav[i]) | static_cast<std::uint8_t>(wav[i + 1]) << 8U);
        sum += static_cast<double>(value) * value;
    }
    sound.energy = std::sqrt(sum / static_cast<double>(std::max<std::size_t>(1, sound.samples)));
    return sound;
}

Sound sound_of(const std::string& ssml, const std::string& voice, int loudness) {
    Listener listener;
    auto recording = listener.record();
    listener.speech().say({ssml, voice, loudness});
    CHECK(listener.wait_for_end().fault == "");
    listener.shut_writing();
    return sound_of(recording.get());
}

// Command lines of all processes that this test may see.
std::string command_lines() {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        std::ifstream file(entry.path() / "cmdline", std::ios::binary);
        all.append(std::istreambuf_iterator<char>(file), {});
        all += '\n';
    }
    return all;
}

void write_program(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file) << text;
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
}

}  // namespace

TEST_CASE("espeak-ng is installed, and speaks with sound that has energy") {
    REQUIRE(ChildSpeech::installed());
    CHECK_FALSE(ChildSpeech::installed("espeak-ng-that-is-not-there"));
    const Sound sound = sound_of("Terima kasih. Penilaian Anda sudah tersimpan.", "id", 100);
    CHECK(sound.samples > 22'050);  // more than a second
    CHECK(sound.energy > 500);
}

TEST_CASE("louder is louder, and another language sounds otherwise") {
    const Sound soft = sound_of("Terima kasih", "id", 40), usual = sound_of("Terima kasih", "id", 100);
    CHECK(usual.energy > 1.5 * soft.energy);
    CHECK(sound_of("Terima kasih", "en", 100).bytes != usual.bytes);
    CHECK(sound_of("Terima kasih", "id", 100).bytes == usual.bytes);
}

TEST_CASE("a code read letter by letter takes longer than as a word, and a sign is named") {
    CHECK(sound_of("K, 7, M, A", "id", 100).samples > sound_of("K7MA", "id", 100).samples);
    CHECK(sound_of("<say-as interpret-as=\"tts:char\">?</say-as>", "id", 100).energy > 500);
    CHECK(sound_of("Antre &lt;contoh&gt; &amp; bayar", "id", 100).energy > 500);
}

TEST_CASE("silence comes at once and is no end; the text stands in no process's arguments") {
    std::string endless;
    for (int i = 0; i < 400; ++i) endless += "Rahasia nomor " + std::to_string(i) + ". ";
    Listener listener;
    listener.speech().say({endless, "id", 100});
    listener.wait_for_sound();
    const std::string running = command_lines();
    CHECK(running.find("espeak-ng") != running.npos);
    CHECK(running.find("Rahasia") == running.npos);
    listener.speech().stop();
    listener.shut_writing();
    // Nobody writes into the pipe any more: the child is gone, with most of the text unsaid.
    CHECK(listener.record().get().size() < 3'000'000);
    CHECK(listener.ends() == 0);
}

TEST_CASE("what is said next takes the place of what is being said") {
    std::string endless;
    for (int i = 0; i < 400; ++i) endless += "Kalimat yang panjang sekali. ";
    Listener listener;
    const auto first = listener.speech().say({endless, "id", 100});
    listener.wait_for_sound();
    const auto second = listener.speech().say({"Baik", "id", 100});
    CHECK(second == first + 1);
    auto recording = listener.record();
    const ChildSpeech::Ended ended = listener.wait_for_end();
    CHECK(ended.number == second);
    CHECK(ended.fault == "");
    CHECK(listener.ends() == 0);
    listener.shut_writing();
    CHECK_FALSE(recording.get().empty());
}

TEST_CASE("without a sound card the voice says so after a few tries, and so does a missing program") {
    // The machine that runs the tests may have a card; this one is not there.
    const rancak::test::TemporaryFolder folder;
    std::ofstream(folder / "asound.conf") << "pcm.!default { type hw card 31 }\nctl.!default { type hw card 31 }\n";
    const std::string config = (folder / "asound.conf").string();
    REQUIRE(setenv("ALSA_CONFIG_PATH", config.c_str(), 1) == 0);
    REQUIRE(setenv("PULSE_SERVER", "/nowhere", 1) == 0);
    {
        Listener listener("espeak-ng", {});
        listener.speech().say({"Baik", "id", 100});
        CHECK(listener.wait_for_end().fault.find("error") != std::string::npos);
    }
    unsetenv("ALSA_CONFIG_PATH");
    unsetenv("PULSE_SERVER");
    Listener listener("espeak-ng-that-is-not-there");
    listener.speech().say({"Baik", "id", 100});
    CHECK(listener.wait_for_end().fault == "espeak-ng-that-is-not-there ended with 127.");
}

TEST_CASE("a child that dies is started again, and what it had to say is said") {
    const rancak::test::TemporaryFolder folder;
    const std::string program = (folder / "dies-once").string();
    write_program(program, "#!/bin/sh\ncd " + folder.path().string() + "\n[ -e died ] && exec espeak-ng \"$@\"\ntouch died\nkill -KILL $$\n");
    Listener listener(program);
    auto recording = listener.record();
    listener.speech().say({"Baik", "id", 100});
    CHECK(listener.wait_for_end().fault == "");
    CHECK(std::filesystem::exists(folder / "died"));
    listener.shut_writing();
    CHECK(sound_of(recording.get()).energy > 500);
}

TEST_CASE("a child that always dies is given up, and its number is told") {
    const rancak::test::TemporaryFolder folder;
    const std::string program = (folder / "dies").string();
    write_program(program, "#!/bin/sh\necho . >>" + (folder / "tries").string() + "\nkill -KILL $$\n");
    Listener listener(program);
    const auto number = listener.speech().say({"Baik", "id", 100});
    const ChildSpeech::Ended ended = listener.wait_for_end();
    CHECK(ended.number == number);
    CHECK(ended.fault.find("signal 9") != std::string::npos);
    CHECK(std::filesystem::file_size(folder / "tries") == 2 * ChildSpeech::most_tries);
}

}  // namespace rancak::kiosk
