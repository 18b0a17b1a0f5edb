// Drawing alone: the kiosk's window, loop and raster with scenes like its own, beside SDL's software renderer behind
// the same interface.

#include "kiosk/platform/frame_loop.h"
#include "tests/bench/drawing/motion.h"
#include "tests/bench/drawing/opengl_stage.h"
#include "tests/bench/drawing/scenes.h"
#include "tests/bench/frame/bench.h"
#include "tests/bench/screen/virtual_screen.h"
#include "tests/support/temporary_folder.h"

#include <SDL.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace rancak::bench {
namespace {

using kiosk::Instant;
using Milliseconds = std::chrono::duration<double, std::milli>;
using Make = std::unique_ptr<kiosk::Raster> (*)();

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

    // The officers scroll, 60 frames a second at most.
    Motion scroll(int frames) {
        return measure_motion(frames, [&](int frame) {
            next(Instant{});
            officers_screen(materials_, 7.0F * static_cast<float>(frame));
            paint();
        });
    }

private:
    void next(std::optional<Instant> deadline) {
        if (!loop_->next(deadline)) throw std::runtime_error("The bench was told to end.");
        ImGui::NewFrame();
    }

    void paint() {
        ImGui::Render();
        auto painted = loop_->draw(*ImGui::GetDrawData(), paper);
        if (painted) painted = loop_->present();
        if (!painted) throw std::runtime_error(painted.error().message);
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
    std::vector<double> cpu_milliseconds;  // a frame

    void add(Make make, const Options& options) {
        Stage stage(make);
        const auto touches = stage.touches(options.quick ? 5 : 20);
        touch_median.push_back(median(touches));
        touch_p95.push_back(quantile(touches, 0.95));
        add(stage.scroll(frames_of(options)));
    }
    void add_opengl(const Options& options) {
        OpenGlStage stage;
        add(stage.scroll(frames_of(options)));
    }

private:
    static int frames_of(const Options& options) { return options.quick ? 60 : 300; }
    void add(const Motion& motion) {
        frames_a_second.push_back(motion.frames_a_second);
        cpu_percent.push_back(motion.cpu_percent);
        cpu_milliseconds.push_back(10 * motion.cpu_percent / motion.frames_a_second);
    }
};

void measure(const Options& options) {
    const test::TemporaryFolder folder;
    const auto screen = checked(VirtualScreen::start(screen_width, screen_height, folder / "xvfb.log"));
    ::setenv("DISPLAY", screen.display().c_str(), 1);
    Runs ours;
    Runs sdl;
    Runs opengl;
    interleave(
        3, [&](int) { ours.add(&kiosk::make_raster, options); },
        [&](int) {
            sdl.add(&kiosk::make_sdl_raster, options);
            opengl.add_opengl(options);
        });
    const auto tell = [&](const char* name, const char* unit, std::vector<double> Runs::*values, const Runs& other,
                          const Goal& goal) {
        const char* beside = &other == &sdl ? "SDL's software renderer, dirty rectangles" : "ImGui's OpenGL on llvmpipe";
        print({name, unit, ours.*values, beside, other.*values, goal, {}});
    };
    const auto twice_as_fast = [](std::optional<double> at_most) { return Goal{at_most, {}, 0.5, {}}; };
    const Goal sixty{{}, 59, {}, {}};
    tell("60 Hz, whole screen changing", "frames/s", &Runs::frames_a_second, opengl, sixty);
    tell("its CPU", "% of a core", &Runs::cpu_percent, opengl, {15, {}, {}, {}});
    tell("its CPU time a frame", "ms", &Runs::cpu_milliseconds, sdl, twice_as_fast({}));
    tell("drawing alone: finger up to painted, median", "ms", &Runs::touch_median, sdl, twice_as_fast(3));
    tell("drawing alone: finger up to painted, p95", "ms", &Runs::touch_p95, sdl, twice_as_fast(8));
}

}  // namespace
}  // namespace rancak::bench

int main(int argc, char** argv) { return rancak::bench::run_bench(argc, argv, rancak::bench::measure); }
