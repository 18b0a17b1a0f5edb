#include "tests/support/visitor/visitor.h"

#include "shared/folder_watch.h"

#include <SDL.h>
#include <SDL_image.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <algorithm>
#include <optional>

namespace rancak::test {

namespace {

using std::chrono::steady_clock;

struct CloseDisplay {
    void operator()(::Display* display) const { XCloseDisplay(display); }
};
struct FreeImage {
    void operator()(XImage* image) const { XDestroyImage(image); }
};
struct FreeSurface {
    void operator()(SDL_Surface* surface) const { SDL_FreeSurface(surface); }
};
constexpr int left_button = 1;
constexpr int drag_steps = 12;

// The window of this size nearest to the root: the kiosk's own, whether a window manager put a frame around it or not.
Window window_of_size(::Display* display, int width, int height) {
    std::vector<Window> level{DefaultRootWindow(display)};
    while (!level.empty()) {
        std::vector<Window> below;
        for (const Window parent : level) {
            Window root = 0, above = 0, *children = nullptr;
            unsigned count = 0;
            if (!XQueryTree(display, parent, &root, &above, &children, &count)) continue;
            for (unsigned i = count; i-- > 0;) {  // the topmost first
                XWindowAttributes attributes{};
                if (!XGetWindowAttributes(display, children[i], &attributes)) continue;
                if (attributes.map_state == IsViewable && attributes.width == width && attributes.height == height) {
                    const Window found = children[i];
                    XFree(children);
                    return found;
                }
                below.push_back(children[i]);
            }
            if (children) XFree(children);
        }
        level = std::move(below);
    }
    return 0;
}

}  // namespace

struct Visitor::Display {
    std::unique_ptr<::Display, CloseDisplay> x;
    std::filesystem::path tree;
    std::chrono::milliseconds patience;
    std::optional<FolderWatch> changes;  // of the tree's folder

    Result<Window> window(const SeenTree& seen) {
        if (const Window found = window_of_size(x.get(), seen.width, seen.height)) return found;
        return fail("No window of " + std::to_string(seen.width) + "x" + std::to_string(seen.height) +
                    " pixels is on the display.");
    }

    void move_to(int x_position, int y_position) {
        XTestFakeMotionEvent(x.get(), DefaultScreen(x.get()), x_position, y_position, CurrentTime);
    }
    void button(bool down) { XTestFakeButtonEvent(x.get(), left_button, down ? True : False, CurrentTime); }
};

Visitor::Visitor(std::unique_ptr<Display> display) : display_(std::move(display)) {}
Visitor::Visitor(Visitor&&) noexcept = default;
Visitor& Visitor::operator=(Visitor&&) noexcept = default;
Visitor::~Visitor() = default;

Result<Visitor> Visitor::open(const std::string& display, std::filesystem::path tree,
                              std::chrono::milliseconds patience) {
    auto opened = std::make_unique<Display>();
    opened->x.reset(XOpenDisplay(display.empty() ? nullptr : display.c_str()));
    if (!opened->x) return fail("The display " + std::string(XDisplayName(display.c_str())) + " cannot be opened.");
    int ignored = 0;
    if (!XTestQueryExtension(opened->x.get(), &ignored, &ignored, &ignored, &ignored)) {
        return fail("The display has no XTEST extension, so nothing can be touched on it.");
    }
    opened->tree = std::move(tree);
    opened->patience = patience;
    const auto folder = opened->tree.has_parent_path() ? opened->tree.parent_path() : std::filesystem::path(".");
    auto watch = FolderWatch::open(folder);
    if (!watch) return tl::unexpected(watch.error());
    opened->changes.emplace(std::move(*watch));
    return Visitor(std::move(opened));
}

Result<SeenTree> Visitor::wait_until(const std::string& what, const std::function<bool(const SeenTree&)>& holds) {
    const auto until = steady_clock::now() + display_->patience;
    for (;;) {
        auto seen = read_tree(display_->tree);
        if (seen && holds(*seen)) return seen;
        if (display_->changes->wait(until)) continue;
        if (!seen) return fail("Waited in vain for " + what + ": " + seen.error().message);
        std::string labels;
        for (const SeenNode& node : seen->nodes) {
            if (node.visible && !node.label.empty()) labels += "\n  " + node.role + " \"" + node.label + "\" (" + node.id + ")";
        }
        return fail("Waited in vain for " + what + ". The screen is \"" + seen->screen + "\" and shows:" + labels);
    }
}

Result<SeenTree> Visitor::wait_for_screen(const std::string& name) {
    return wait_until("the screen \"" + name + "\"", [&](const SeenTree& seen) { return seen.screen == name; });
}

Result<SeenTree> Visitor::see(const std::string& label_or_id) {
    return wait_until('"' + label_or_id + '"', [&](const SeenTree& seen) { return seen.find(label_or_id) != nullptr; });
}

Result<SeenTree> Visitor::see_no(const std::string& label_or_id) {
    return wait_until('"' + label_or_id + "\" to go away",
                      [&](const SeenTree& seen) { return seen.find(label_or_id) == nullptr; });
}

Result<void> Visitor::tap(const std::string& label_or_id) { return drag(label_or_id, 0, 0); }

Result<void> Visitor::drag(const std::string& label_or_id, int right, int down) {
    const auto seen = wait_until('"' + label_or_id + "\" that can be pressed", [&](const SeenTree& tree) {
        const SeenNode* node = tree.find(label_or_id);
        return node && !node->disabled && node->width > 0 && node->height > 0;
    });
    if (!seen) return tl::unexpected(seen.error());
    const auto window = display_->window(*seen);
    if (!window) return tl::unexpected(window.error());
    ::Display* x = display_->x.get();
    const SeenNode& node = *seen->find(label_or_id);
    int left = 0, top = 0;
    Window child = 0;
    XTranslateCoordinates(x, *window, DefaultRootWindow(x), node.x + node.width / 2, node.y + node.height / 2, &left,
                          &top, &child);
    display_->move_to(left, top);
    display_->button(true);
    const int steps = right == 0 && down == 0 ? 0 : drag_steps;
    for (int step = 1; step <= steps; ++step) {
        display_->move_to(left + right * step / steps, top + down * step / steps);
    }
    display_->button(false);
    XSync(x, False);
    return {};
}

Result<void> Visitor::press_key(const std::string& name) {
    const auto seen = wait_until("a screen", [](const SeenTree&) { return true; });
    if (!seen) return tl::unexpected(seen.error());
    const auto window = display_->window(*seen);
    if (!window) return tl::unexpected(window.error());
    ::Display* x = display_->x.get();
    const KeyCode key = XKeysymToKeycode(x, XStringToKeysym(name.c_str()));
    if (key == 0) return fail("The display has no key " + name + ".");
    // Without a window manager nobody else says whose the keyboard is.
    XSetInputFocus(x, *window, RevertToPointerRoot, CurrentTime);
    XTestFakeKeyEvent(x, key, True, CurrentTime);
    XTestFakeKeyEvent(x, key, False, CurrentTime);
    XSync(x, False);
    return {};
}

Result<void> Visitor::take_picture(const std::filesystem::path& path) {
    const auto seen = wait_until("a screen", [](const SeenTree&) { return true; });
    if (!seen) return tl::unexpected(seen.error());
    const auto window = display_->window(*seen);
    if (!window) return tl::unexpected(window.error());
    const std::unique_ptr<XImage, FreeImage> image(XGetImage(display_->x.get(), *window, 0, 0,
                                                             static_cast<unsigned>(seen->width),
                                                             static_cast<unsigned>(seen->height), AllPlanes, ZPixmap));
    if (!image || image->bits_per_pixel != 32) return fail("The display gives no picture with 32 bits a pixel.");
    const std::unique_ptr<SDL_Surface, FreeSurface> surface(SDL_CreateRGBSurfaceFrom(
        image->data, image->width, image->height, 32, image->bytes_per_line, static_cast<Uint32>(image->red_mask),
        static_cast<Uint32>(image->green_mask), static_cast<Uint32>(image->blue_mask), 0));
    if (!surface || IMG_SavePNG(surface.get(), path.c_str()) != 0) {
        return fail("Cannot write the picture " + path.string() + ": " + SDL_GetError() + ".");
    }
    return {};
}

}  // namespace rancak::test
