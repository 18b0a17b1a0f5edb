#pragma once

#include "kiosk/raster/image.h"
#include "shared/result.h"
#include "tests/bench/screen/painting.h"

#include <memory>
#include <string>
#include <vector>

namespace rancak::bench {

struct Point {
    int x = 0, y = 0;
};

// Lifecycle: open, then touch and watch in turns. An X screen as somebody sees it who stands before it and knows
// nothing of the programs: a finger (the pointer of the XTest extension), and eyes that learn of each painting by the
// DAMAGE extension and then look at the pixels through shared memory. Sleeps until something happens, so that it takes
// no time from what it measures. One thread. A lost connection ends the process, as Xlib does.
class Observer {
public:
    [[nodiscard]] static Result<Observer> open(const std::string& display);
    Observer(Observer&&) noexcept;
    Observer& operator=(Observer&&) noexcept;
    ~Observer();

    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;

    void move_to(Point);
    // When it was sent to the X server.
    Instant press();
    Instant release();

    // Paintings from now on: waits `first` for the first, then until none came for `quiet`, 20 s in all at most.
    [[nodiscard]] std::vector<Painting> watch(std::chrono::milliseconds first, std::chrono::milliseconds quiet);
    // How often something was painted, seen or not: paintings less than 4 ms apart are one.
    [[nodiscard]] int count_paintings(std::chrono::milliseconds during);

    [[nodiscard]] std::uint64_t picture_hash();
    [[nodiscard]] kiosk::Image picture();
    [[nodiscard]] std::vector<std::string> window_titles();  // of the windows directly on the screen

private:
    struct Connection;
    explicit Observer(std::unique_ptr<Connection>);
    std::unique_ptr<Connection> connection_;
};

}  // namespace rancak::bench
