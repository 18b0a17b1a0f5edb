// Drawing alone: the kiosk's window, loop and raster with scenes like its own, beside SDL's software renderer behind
// the same interface.

#include "kiosk/platform/frame_loop.h"
#include "tests/bench/drawing/scenes.h"
#include "tests/bench/frame/figure.h"
#include "tests/bench/screen/virtual_screen.h"
#include "tests/support/temporary_folder.h"

#include <SDL.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace rancak::bench {
namespace {

using kiosk::Instant;
using Milliseconds = std::chrono::duration<double, std::milli>;
using Make = std::unique_ptr<kiosk::Raster> (*)();

template <class Value>
Value checked(Result<Value> result) {
    if (!result) throw std::runtime_error(result.error().message);
    return std::move(*result);
}

double cpu_milliseconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto milliseconds = [](const timeval& time) {
        return 1000.0 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1000.0;
    };
    return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime);
}

class Stage {
public:
    explicit Stage(Make make) : raster_(make()), materials_(prepare(*raster_)) {
        kiosk::WindowOptions options;
        options.title = "drawing";
        options.width = screen_width;
        options.height = screen_height;
        window_ = checked(kiosk::Window::open(options));
        loop_ = std::make_unique<kiosk::FrameLoop>(*window_, *raster_, touch_);
        for (int frame = 0; frame < 30; ++frame) rating(std::chrono::steady_clock::now());
    }
    ~Stage() {
        loop_.reset();
        window_.reset();
        ImGui::DestroyContext(context_);
    }
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    // Milliseconds from each lift to the painted frame that answers it.
    std::vector<double> touches(int count) {
        std::vector<double> times;
        for (int touch = 0; touch < count; ++touch) {
            const ImVec2 at = middle_of_face(touch % 5 + 1);
            push(SDL_FINGERDOWN, at);
            const Instant pressed = std::chrono::steady_clock::now();
            while (std::chrono::steady_clock::now() < pressed + std::chrono::milliseconds(80)) {
                rating(pressed + std::chrono::milliseconds(80));
            }
            push(SDL_FINGERUP, at);
            int taps = 0;
            while (taps == 0) taps = rating(std::nullopt);
            if (!loop_->lift_to_painted()) throw std::logic_error("The tap was painted without a lift.");
            times.push_back(Milliseconds(*loop_->lift_to_painted()).count());
            const Instant done = std::chrono::steady_clock::now();
            while (std::chrono::steady_clock::now() < done + std::chrono::milliseconds(60)) {
                rating(done + std::chrono::milliseconds(60));
            }
        }
        return times;
    }

    struct Motion {
        double frames_a_second = 0;
        double cpu_percent = 0;
    };
    // The officers scroll, 60 frames a second at most.
    Motion scroll(int frames) {
        const Instant began = std::chrono::steady_clock::now();
        const double cpu_before = cpu_milliseconds();
        for (int frame = 0; frame < frames; ++frame) {
            next(Instant{});
            officers_screen(materials_, 7.0F * static_cast<float>(frame));
            paint();
        }
        const double passed = Milliseconds(std::chrono::steady_clock::now() - began).count();
        return {1000 * frames / passed, 100 * (cpu_milliseconds() - cpu_before) / passed};
    }

private:
    void next(std::optional<Instant> deadline) {
        if (!loop_->next(deadline)) throw std::runtime_error("The bench was told to end.");
        ImGui::NewFrame();
    }

    void paint() {
        ImGui::Render();
        if (const auto painted = loop_->paint(*ImGui::GetDrawData(), paper); !painted) {
            throw std::runtime_error(painted.error().message);
        }
    }

    int rating(std::optional<Instant> deadline) {
        next(deadline);
        const int taps = rating_screen(materials_);
        paint();
        return taps;
    }

    static void push(std::uint32_t type, ImVec2 at) {
        SDL_Event event{};
        event.type = type;
        event.tfinger.touchId = 1;
        event.tfinger.fingerId = 1;
        event.tfinger.x = at.x;
        event.tfinger.y = at.y;
        SDL_PushEvent(&event);
    }

    ImGuiContext* context_ = ImGui::CreateContext();
    std::unique_ptr<kiosk::Raster> raster_;
    Materials materials_;
    std::unique_ptr<kiosk::Window> window_;
    kiosk::TouchInput touch_;
    std::unique_ptr<kiosk::FrameLoop> loop_;
};

struct Runs {
    std::vector<double> touch_median;
    std::vector<double> touch_p95;
    std::vector<double> frames_a_second;
    std::vector<double> cpu_percent;

    void add(Make make, const Options& options) {
        Stage stage(make);
        const auto touches = stage.touches(options.quick ? 5 : 20);
        touch_median.push_back(median(touches));
        touch_p95.push_back(quantile(touches, 0.95));
        const Stage::Motion motion = stage.scroll(options.quick ? 60 : 300);
        frames_a_second.push_back(motion.frames_a_second);
        cpu_percent.push_back(motion.cpu_percent);
    }
};

void measure(const Options& options) {
    const test::TemporaryFolder folder;
    const auto screen = checked(VirtualScreen::start(screen_width, screen_height, folder / "xvfb.log"));
    ::setenv("DISPLAY", screen.display().c_str(), 1);
    Runs ours;
    Runs sdl;
    interleave(
        3, [&](int) { ours.add(&kiosk::make_raster, options); },
        [&](int) { sdl.add(&kiosk::make_sdl_raster, options); });
    const auto tell = [](const char* name, const char* unit, const std::vector<double>& own,
                         const std::vector<double>& other, const Goal& goal) {
        Figure figure;
        figure.name = name;
        figure.unit = unit;
        figure.runs = own;
        figure.beside = "SDL's software renderer, dirty rectangles";
        figure.beside_runs = other;
        figure.goal = goal;
        print(figure);
    };
    const auto limit = [](double at_most) {
        Goal goal;
        goal.at_most = at_most;
        goal.ratio_at_most = 0.5;
        return goal;
    };
    Goal sixty;
    sixty.at_least = 59;
    tell("drawing: finger up to painted, median", "ms", ours.touch_median, sdl.touch_median, limit(3));
    tell("drawing: finger up to painted, p95", "ms", ours.touch_p95, sdl.touch_p95, limit(8));
    tell("drawing: officers scrolling", "frames/s", ours.frames_a_second, sdl.frames_a_second, sixty);
    tell("drawing: CPU while they scroll", "% of a core", ours.cpu_percent, sdl.cpu_percent, limit(15));
}

}  // namespace
}  // namespace rancak::bench

int main(int argc, char** argv) {
    try {
        rancak::bench::measure(rancak::bench::read_options(argc, argv));
        return EXIT_SUCCESS;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "drawing: %s\n", error.what());
        return EXIT_FAILURE;
    }
}
