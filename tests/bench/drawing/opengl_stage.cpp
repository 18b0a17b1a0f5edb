#include "tests/bench/drawing/opengl_stage.h"

#include "tests/bench/drawing/scenes.h"

#include <GL/gl.h>
#include <SDL.h>
#include <backends/imgui_impl_opengl3.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

namespace rancak::bench {
namespace {

[[noreturn]] void give_up(const std::string& what) { throw std::runtime_error(what + ": " + SDL_GetError()); }

// A window with an OpenGL context that is current while it lives.
class GlWindow {
public:
    GlWindow() {
        if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) give_up("SDL's video does not start");
        SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
        SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
        SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
        window_ =
            SDL_CreateWindow("OpenGL", 0, 0, screen_width, screen_height, SDL_WINDOW_OPENGL | SDL_WINDOW_BORDERLESS);
        if (window_ == nullptr) give_up("No window for OpenGL");
        context_ = SDL_GL_CreateContext(window_);
        if (context_ == nullptr) give_up("No OpenGL 3.3");
        SDL_GL_SetSwapInterval(0);  // paced by the bench
    }
    ~GlWindow() {
        if (context_ != nullptr) SDL_GL_DeleteContext(context_);
        if (window_ != nullptr) SDL_DestroyWindow(window_);
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
    }
    GlWindow(const GlWindow&) = delete;
    GlWindow& operator=(const GlWindow&) = delete;
    void swap() { SDL_GL_SwapWindow(window_); }

private:
    SDL_Window* window_ = nullptr;
    SDL_GLContext context_ = nullptr;
};

// Takes pictures as a raster does and leaves them to OpenGL; they end with the context.
class GlPictures final : public kiosk::Raster {
public:
    void set_canvas(kiosk::Canvas) override {}
    kiosk::TextureId upload(kiosk::Image image) override {
        GLuint texture = 0;
        glGenTextures(1, &texture);
        glBindTexture(GL_TEXTURE_2D, texture);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, image.width, image.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                     as_rgba(image).data());
        return static_cast<kiosk::TextureId>(texture);
    }
    bool update(kiosk::TextureId, kiosk::Image) override { return false; }
    void release(kiosk::TextureId) override {}
    std::span<const kiosk::Rectangle> draw(const ImDrawData&, kiosk::Colour) override { return {}; }

private:
    static std::vector<std::uint8_t> as_rgba(const kiosk::Image& image) {
        if (image.format == kiosk::PixelFormat::rgba32) return image.pixels;
        std::vector<std::uint8_t> rgba;
        for (const std::uint8_t alpha : image.pixels) rgba.insert(rgba.end(), {255, 255, 255, alpha});
        return rgba;
    }
};

// An ImGui context that is current while the object lives; the caller's is again afterwards.
class Current {
public:
    explicit Current(ImGuiContext* context) : before_(ImGui::GetCurrentContext()) { ImGui::SetCurrentContext(context); }
    ~Current() { ImGui::SetCurrentContext(before_); }
    Current(const Current&) = delete;
    Current& operator=(const Current&) = delete;

private:
    ImGuiContext* before_;
};

}  // namespace

struct OpenGlStage::Parts {
    GlWindow window;
    GlPictures pictures;
    ImGuiContext* scenes = ImGui::CreateContext();
    // The backend makes a font atlas of its own; ours keeps its fonts when it lives elsewhere.
    ImGuiContext* backend = ImGui::CreateContext();
    Materials materials;

    Parts() {
        const Current of_scenes(scenes);
        materials = prepare(pictures);
        ImGui::GetIO().DisplaySize = {screen_width, screen_height};
        const Current of_backend(backend);
        ImGui::GetIO().IniFilename = nullptr;
        if (!ImGui_ImplOpenGL3_Init("#version 330 core")) give_up("ImGui's OpenGL backend does not start");
        ImGui_ImplOpenGL3_NewFrame();
    }
    ~Parts() {
        {
            const Current of_backend(backend);
            ImGui_ImplOpenGL3_Shutdown();
        }
        ImGui::DestroyContext(backend);
        ImGui::DestroyContext(scenes);
    }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    void show(float scrolled) {
        const Current of_scenes(scenes);
        ImGui::GetIO().DeltaTime = 1.0F / 60;
        ImGui::NewFrame();
        officers_screen(materials, scrolled);
        ImGui::Render();
        const auto share = [](std::uint8_t channel) { return static_cast<float>(channel) / 255.0F; };
        glViewport(0, 0, screen_width, screen_height);
        glClearColor(share(paper.red), share(paper.green), share(paper.blue), 1);
        glClear(GL_COLOR_BUFFER_BIT);
        ImDrawData* drawn = ImGui::GetDrawData();
        {
            const Current of_backend(backend);
            ImGui_ImplOpenGL3_RenderDrawData(drawn);
        }
        window.swap();
    }
};

OpenGlStage::OpenGlStage() : parts_(std::make_unique<Parts>()) {
    for (int frame = 0; frame < 30; ++frame) parts_->show(0);
}
OpenGlStage::~OpenGlStage() = default;

Motion OpenGlStage::scroll(int frames) {
    const auto began = std::chrono::steady_clock::now();
    return measure_motion(frames, [&](int frame) {
        std::this_thread::sleep_until(began + std::chrono::microseconds(1'000'000 / 60) * frame);
        SDL_PumpEvents();
        parts_->show(7.0F * static_cast<float>(frame));
    });
}

}  // namespace rancak::bench
