#include "tests/bench/screen/observer.h"

#include "kiosk/raster/hash.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#include <cstring>

namespace rancak::bench {

namespace {

// Between two frames of 60 Hz lie 16.7 ms; within one frame a program may send several rectangles.
constexpr std::chrono::milliseconds between_paintings{4};
constexpr std::chrono::seconds longest_watch{20};

Instant now() { return std::chrono::steady_clock::now(); }

}  // namespace

struct Observer::Connection {
    Display* display = nullptr;
    int damage_event = 0;
    XImage* image = nullptr;  // of the whole root window
    XShmSegmentInfo segment{};
    bool attached = false;

    ~Connection() {
        if (attached) XShmDetach(display, &segment);
        if (image != nullptr) XDestroyImage(image);
        if (segment.shmaddr != nullptr) shmdt(segment.shmaddr);
        if (display != nullptr) XCloseDisplay(display);
    }

    Result<void> connect(const std::string& name);
    Result<void> share_memory();
    std::optional<Instant> next_damage(Instant until);
    std::optional<Instant> next_painting(Instant until, Instant end);
    bool forget_damage_before(unsigned long serial);
    Painting look(Instant painted);
};

Result<void> Observer::Connection::connect(const std::string& name) {
    display = XOpenDisplay(name.c_str());
    if (display == nullptr) return fail("cannot open the X display " + name);
    int error = 0, opcode = 0, major = 0, minor = 0;
    if (!XTestQueryExtension(display, &opcode, &error, &major, &minor)) return fail("the X server has no XTEST");
    if (!XShmQueryExtension(display)) return fail("the X server has no MIT-SHM");
    if (!XDamageQueryExtension(display, &damage_event, &error)) return fail("the X server has no DAMAGE");
    XDamageCreate(display, DefaultRootWindow(display), XDamageReportRawRectangles);
    return share_memory();
}

Result<void> Observer::Connection::share_memory() {
    const int screen = DefaultScreen(display);
    image =
        XShmCreateImage(display, DefaultVisual(display, screen), static_cast<unsigned>(DefaultDepth(display, screen)),
                        ZPixmap, nullptr, &segment, static_cast<unsigned>(DisplayWidth(display, screen)),
                        static_cast<unsigned>(DisplayHeight(display, screen)));
    if (image == nullptr || image->bits_per_pixel != 32) return fail("the X screen has not 32 bits a pixel");
    const auto bytes = static_cast<std::size_t>(image->bytes_per_line) * static_cast<std::size_t>(image->height);
    segment.shmid = shmget(IPC_PRIVATE, bytes, IPC_CREAT | 0600);
    if (segment.shmid < 0) return fail("cannot make shared memory for the X screen");
    void* address = shmat(segment.shmid, nullptr, 0);
    if (address == reinterpret_cast<void*>(-1)) return fail("cannot map shared memory for the X screen");
    segment.shmaddr = image->data = static_cast<char*>(address);
    attached = XShmAttach(display, &segment) != 0;
    XSync(display, False);
    shmctl(segment.shmid, IPC_RMID, nullptr);  // lives until both sides let go of it
    if (!attached) return fail("the X server cannot attach shared memory");
    return {};
}

// When a damage was reported; nullopt when none was until then.
std::optional<Instant> Observer::Connection::next_damage(Instant until) {
    for (;;) {
        while (XPending(display) > 0) {
            XEvent event;
            XNextEvent(display, &event);
            if (event.type == damage_event + XDamageNotify) return now();
        }
        const auto left = until - now();
        if (left <= Instant::duration::zero()) return std::nullopt;
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
        const timespec timeout{seconds.count(), (left - seconds).count()};
        pollfd connection{ConnectionNumber(display), POLLIN, 0};
        ppoll(&connection, 1, &timeout, nullptr);
    }
}

// The same for paintings that follow each other closely: when the last of them was reported.
std::optional<Instant> Observer::Connection::next_painting(Instant until, Instant end) {
    auto painted = next_damage(until);
    while (painted && *painted < end) {
        const auto more = next_damage(*painted + between_paintings);
        if (!more) break;
        painted = more;
    }
    return painted;
}

// Removes the damage that happened before the server carried out the request `serial`; true when there was any.
bool Observer::Connection::forget_damage_before(unsigned long serial) {
    bool any = false;
    while (XEventsQueued(display, QueuedAlready) > 0) {
        XEvent event;
        XPeekEvent(display, &event);
        if (event.xany.serial >= serial) break;
        XNextEvent(display, &event);
        any = any || event.type == damage_event + XDamageNotify;
    }
    return any;
}

// The picture as it is now. When something more was painted before the server copied it, then this was painted later
// than was known: at the latest now.
Painting Observer::Connection::look(Instant painted) {
    const unsigned long serial = NextRequest(display);
    XShmGetImage(display, DefaultRootWindow(display), image, 0, 0, AllPlanes);
    if (forget_damage_before(serial)) painted = now();
    const auto words = static_cast<std::size_t>(image->bytes_per_line) * static_cast<std::size_t>(image->height) / 8;
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < words; ++i) {
        std::uint64_t word = 0;
        std::memcpy(&word, image->data + i * 8, 8);
        hash = kiosk::mix(hash, word);
    }
    return {painted, hash};
}

Observer::Observer(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Observer::Observer(Observer&&) noexcept = default;
Observer& Observer::operator=(Observer&&) noexcept = default;
Observer::~Observer() = default;

Result<Observer> Observer::open(const std::string& display) {
    auto connection = std::make_unique<Connection>();
    if (auto connected = connection->connect(display); !connected) return tl::unexpected(connected.error());
    return Observer(std::move(connection));
}

int Observer::width() const { return connection_->image->width; }
int Observer::height() const { return connection_->image->height; }

void Observer::move_to(Point point) {
    XTestFakeMotionEvent(connection_->display, -1, point.x, point.y, CurrentTime);
    XSync(connection_->display, False);
}

Instant Observer::press() {
    const auto sent = now();
    XTestFakeButtonEvent(connection_->display, 1, True, CurrentTime);
    XFlush(connection_->display);
    return sent;
}

Instant Observer::release() {
    const auto sent = now();
    XTestFakeButtonEvent(connection_->display, 1, False, CurrentTime);
    XFlush(connection_->display);
    return sent;
}

std::vector<Painting> Observer::watch(std::chrono::milliseconds first, std::chrono::milliseconds quiet) {
    std::vector<Painting> paintings;
    const Instant end = now() + longest_watch;
    Instant until = now() + first;
    while (const auto painted = connection_->next_painting(std::min(until, end), end)) {
        paintings.push_back(connection_->look(*painted));
        until = paintings.back().at + quiet;
    }
    return paintings;
}

int Observer::count_paintings(std::chrono::milliseconds during) {
    int count = 0;
    const Instant end = now() + during;
    while (connection_->next_painting(end, end)) ++count;
    return count;
}

std::uint64_t Observer::picture_hash() { return connection_->look(now()).picture; }

kiosk::Image Observer::picture() {
    (void)connection_->look(now());
    const XImage& screen = *connection_->image;
    kiosk::Image image{screen.width, screen.height, kiosk::PixelFormat::rgba32, {}};
    image.pixels.reserve(static_cast<std::size_t>(screen.width) * static_cast<std::size_t>(screen.height) * 4);
    for (int y = 0; y < screen.height; ++y) {
        for (int x = 0; x < screen.width; ++x) {
            const char* pixel = screen.data + y * screen.bytes_per_line + x * 4;  // blue, green, red
            for (const int channel : {2, 1, 0}) image.pixels.push_back(static_cast<std::uint8_t>(pixel[channel]));
            image.pixels.push_back(255);
        }
    }
    return image;
}

std::vector<std::string> Observer::window_titles() {
    Display* display = connection_->display;
    const Atom name = XInternAtom(display, "_NET_WM_NAME", False);
    Window root = 0, parent = 0, *children = nullptr;
    unsigned count = 0;
    std::vector<std::string> titles;
    if (XQueryTree(display, DefaultRootWindow(display), &root, &parent, &children, &count) == 0) return titles;
    for (unsigned i = 0; i < count; ++i) {
        Atom type = 0;
        int format = 0;
        unsigned long items = 0, left = 0;
        unsigned char* text = nullptr;
        XGetWindowProperty(display, children[i], name, 0, 4096, False, AnyPropertyType, &type, &format, &items, &left,
                           &text);
        if (text != nullptr && format == 8) titles.emplace_back(reinterpret_cast<const char*>(text), items);
        if (text != nullptr) XFree(text);
    }
    if (children != nullptr) XFree(children);
    return titles;
}

}  // namespace rancak::bench
