#include "tests/bench/screen/observer.h"

#include "tests/bench/screen/virtual_screen.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

// After ours: Xlib defines words like None and Status.
#include <X11/Xlib.h>

namespace rancak::bench {

namespace {

using std::chrono::milliseconds;

// A program with a window over the whole screen that paints when it is told to.
class Painter {
public:
    explicit Painter(const std::string& display) : display_(XOpenDisplay(display.c_str())) {
        REQUIRE(display_ != nullptr);
        window_ = XCreateSimpleWindow(display_, DefaultRootWindow(display_), 0, 0, 320, 200, 0, 0, 0);
        XSelectInput(display_, window_, ButtonPressMask | ButtonReleaseMask | ExposureMask);
        XMapWindow(display_, window_);
        (void)next(Expose);
    }
    ~Painter() { XCloseDisplay(display_); }
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;

    void paint(unsigned long colour) {
        XSetForeground(display_, DefaultGC(display_, 0), colour);
        XFillRectangle(display_, window_, DefaultGC(display_, 0), 10, 10, 100, 50);
        XSync(display_, False);
    }
    XEvent next(int type) {
        XEvent event;
        do XNextEvent(display_, &event);
        while (event.type != type);
        return event;
    }

private:
    Display* display_;
    Window window_ = 0;
};

struct Stage {
    test::TemporaryFolder folder;
    Result<VirtualScreen> screen = VirtualScreen::start(320, 200, folder / "xvfb.log");
    std::string display = screen ? screen->display() : screen.error().message;
    Painter painter{display};
    Result<Observer> observer = Observer::open(display);
};

}  // namespace

TEST_CASE("the observer sees that another program painted, and when the picture was painted last") {
    Stage stage;
    REQUIRE(stage.observer);
    const auto before = stage.observer->picture_hash();
    const auto told = std::chrono::steady_clock::now();
    stage.painter.paint(0xff0000);
    const auto change = change_of(before, stage.observer->watch(milliseconds{10'000}, milliseconds{20}));
    REQUIRE(change);
    CHECK(change->first >= told);
    CHECK(change->last <= std::chrono::steady_clock::now());

    const auto picture = stage.observer->picture();
    REQUIRE(picture.valid());
    const auto pixel = [&picture](int x, int y, int channel) {
        return int{picture.pixels[static_cast<std::size_t>((y * picture.width + x) * 4 + channel)]};
    };
    CHECK(pixel(10, 10, 0) == 255);
    CHECK(pixel(10, 10, 1) == 0);
    CHECK(pixel(9, 10, 0) == 0);
}

TEST_CASE("the observer counts what paints the same again, but not as a change") {
    Stage stage;
    REQUIRE(stage.observer);
    stage.painter.paint(0x00ff00);
    (void)stage.observer->watch(milliseconds{10'000}, milliseconds{20});
    const auto before = stage.observer->picture_hash();
    stage.painter.paint(0x00ff00);
    const auto paintings = stage.observer->watch(milliseconds{10'000}, milliseconds{20});
    CHECK_FALSE(paintings.empty());
    CHECK_FALSE(change_of(before, paintings).has_value());
}

TEST_CASE("the observer's finger is a pointer button at a point of the screen") {
    Stage stage;
    REQUIRE(stage.observer);
    stage.observer->move_to({50, 40});
    (void)stage.observer->press();
    const auto pressed = stage.painter.next(ButtonPress);
    CHECK(pressed.xbutton.x == 50);
    CHECK(pressed.xbutton.y == 40);
    (void)stage.observer->release();
    CHECK(stage.painter.next(ButtonRelease).xbutton.button == 1);
}

TEST_CASE("a display that is not there is an error, no crash") { CHECK_FALSE(Observer::open(":987").has_value()); }

}  // namespace rancak::bench
