#include "tests/support/kiosk_screen.h"
#include "tests/support/places.h"

#include "kiosk/adapters/words_file.h"
#include "kiosk/platform/font_atlas.h"
#include "kiosk/platform/pictures.h"
#include "kiosk/platform/touch_input.h"

#include <SDL.h>
#include <imgui.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace rancak::kiosk::test {
namespace {

std::string first_of(const Error& error) { return error.message; }
std::string first_of(const std::vector<std::string>& mistakes) { return mistakes.front(); }

template <class T, class Problem>
T must(tl::expected<T, Problem> result) {
    if (!result) throw std::runtime_error(first_of(result.error()));
    return std::move(*result);
}

// A picture that can be told from a real person's: head and shoulders as two discs.
Image sample_portrait() {
    constexpr int side = 128;
    Image image{.width = side, .height = side, .format = PixelFormat::rgba32, .pixels = {}};
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const auto inside = [&](int cx, int cy, int r) { return (x - cx) * (x - cx) + (y - cy) * (y - cy) < r * r; };
            const bool body = inside(64, 52, 25) || inside(64, 140, 56);
            const auto shade = static_cast<std::uint8_t>(body ? 90 : 205 - y / 3);
            image.pixels.insert(image.pixels.end(), {shade, static_cast<std::uint8_t>(shade - 15),
                                                     static_cast<std::uint8_t>(shade - 35), 255});
        }
    }
    return image;
}

class SamplePhotos final : public Photos {
public:
    void* texture(const Hash&) override { return picture; }
    void* picture = nullptr;
};

}  // namespace

struct KioskScreen::Parts {
    explicit Parts(Photos* given) : ui(words(), given == nullptr ? photos : *given) {}
    SamplePhotos photos;
    Ui ui;
    std::unique_ptr<Raster> own;
    Raster* raster;
    TouchInput input;
    std::vector<std::uint32_t> pixels;
    TextureId atlas = TextureId::none;
};

const Words& words() {
    static const Words loaded = must(load_words(rancak::test::source_folder() + "/assets/words"));
    return loaded;
}

KioskScreen::KioskScreen(State first, const ScreenSize& size, Pixels wanted, Raster* raster, Photos* photos)
    : state(std::move(first)),
      now(state.now),
      context_(ImGui::CreateContext()),
      glass_(size.width, size.height, size.diagonal),
      wanted_(wanted),
      parts_(std::make_unique<Parts>(photos)) {
    if (raster == nullptr) parts_->own = make_raster();
    parts_->raster = raster == nullptr ? parts_->own.get() : raster;
    ImGui::SetCurrentContext(context_);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {static_cast<float>(size.width), static_cast<float>(size.height)};
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;
    parts_->input.resize(size.width, size.height);
    if (wanted_ == Pixels::drawn) parts_->pixels.resize(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height));
    if (wanted_ == Pixels::drawn) parts_->raster->set_canvas({parts_->pixels.data(), size.width, size.height, size.width});
    parts_->photos.picture = imgui_texture(parts_->raster->upload(sample_portrait()));
    draw();
}

KioskScreen::~KioskScreen() { ImGui::DestroyContext(context_); }

void KioskScreen::fill_atlas(const AtlasNeed& needs) {
    std::vector<FontRequest> requests;
    for (const FontNeed& need : needs.fonts) requests.push_back({need.file, need.pixels, need.ranges, need.merge});
    std::vector<StampRequest> stamps;
    for (const Stamp& stamp : needs.stamps) stamps.push_back({stamp.character, stamp.width, stamp.height, stamp.alpha});
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    Image image = must(build_font_atlas(atlas, requests, stamps));
    if (parts_->atlas == TextureId::none) parts_->atlas = parts_->raster->upload(std::move(image));
    else if (!parts_->raster->update(parts_->atlas, std::move(image))) throw std::runtime_error("the atlas was refused");
    atlas.SetTexID(imgui_texture(parts_->atlas));
}

void KioskScreen::draw(const std::vector<Step>& steps) {
    ImGui::SetCurrentContext(context_);
    if (const auto needs = parts_->ui.prepare(state, glass_)) fill_atlas(*needs);
    ImGuiIO& io = ImGui::GetIO();
    io.DeltaTime = 0.016F;
    parts_->input.feed(io);
    ImGui::NewFrame();
    Ui::Drawn drawn = parts_->ui.draw(state, glass_, steps, now);
    ImGui::Render();
    const Paint ground = Ui::ground(state);
    if (wanted_ == Pixels::drawn)
        changed_ = parts_->raster->draw(*ImGui::GetDrawData(), {ground.red, ground.green, ground.blue}).size();
    tree_ = std::move(drawn.tree);
    next_frame_ = drawn.next_frame;
    for (Action& action : drawn.actions) actions_.push_back(std::move(action));
}

void KioskScreen::show(State next) {
    state = std::move(next);
    now = state.now;
    draw();
}

void KioskScreen::settle() {
    for (int frames = 0; frames < 100 && (next_frame_ || parts_->input.pending()); ++frames) {
        now += Milliseconds{16};
        draw();
    }
}

void KioskScreen::touch(unsigned kind, Point at) {
    SDL_Event event{};
    event.type = kind;
    event.tfinger.type = kind;
    event.tfinger.touchId = 1;
    event.tfinger.fingerId = 1;
    event.tfinger.x = at.x / static_cast<float>(glass_.width());
    event.tfinger.y = at.y / static_cast<float>(glass_.height());
    const std::chrono::steady_clock::time_point when{now.time_since_epoch()};
    parts_->input.handle(event, when);
    do {
        draw();
        now += Milliseconds{16};
    } while (parts_->input.pending_change());
}

void KioskScreen::press(Point at) { touch(SDL_FINGERDOWN, at); }
void KioskScreen::move(Point at) { touch(SDL_FINGERMOTION, at); }
void KioskScreen::lift(Point at) {
    touch(SDL_FINGERUP, at);
    settle();
}

const Node* KioskScreen::pressable_called(std::string_view label_or_id) const {
    const auto pressable_with = [&](auto is_called) -> const Node* {
        const auto found = std::find_if(tree_.nodes.begin(), tree_.nodes.end(), [&](const Node& node) {
            return kiosk::pressable(node.role) && is_called(node) && !node.visible.empty();
        });
        return found == tree_.nodes.end() ? nullptr : &*found;
    };
    const Node* labelled = pressable_with([&](const Node& node) { return node.label == label_or_id; });
    return labelled ? labelled : pressable_with([&](const Node& node) { return node.id == label_or_id; });
}

void KioskScreen::tap(std::string_view label_or_id) {
    const Node* node = pressable_called(label_or_id);
    if (node == nullptr) throw std::runtime_error("nothing on the screen " + tree_.screen + " is called " + std::string(label_or_id));
    const Point at = node->visible.centre();
    press(at);
    lift(at);
}

std::vector<Action> KioskScreen::take_actions() { return std::exchange(actions_, {}); }

Paint paint_of(std::uint32_t value) {
    return {static_cast<std::uint8_t>(value >> 16U), static_cast<std::uint8_t>(value >> 8U), static_cast<std::uint8_t>(value)};
}

std::span<const std::uint32_t> KioskScreen::row(int y) const {
    const auto width = static_cast<std::size_t>(glass_.width());
    return std::span<const std::uint32_t>(parts_->pixels).subspan(static_cast<std::size_t>(y) * width, width);
}

void KioskScreen::save(const std::filesystem::path& png) const {
    std::filesystem::create_directories(png.parent_path());
    const Image image = picture_of({parts_->pixels.data(), glass_.width(), glass_.height(), glass_.width()});
    if (const auto written = write_png(png, image); !written) throw std::runtime_error(written.error().message);
}

}  // namespace rancak::kiosk::test
