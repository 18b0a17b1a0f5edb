#include "tests/support/reference_gl/compared_raster.h"

#define GL_GLEXT_PROTOTYPES
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <GL/gl.h>
#include <GL/glext.h>
#include <backends/imgui_impl_opengl3.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>
#include <utility>
#include <vector>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

namespace rancak::kiosk::test {
namespace {

std::vector<std::uint8_t> as_rgba(const Image& image) {
    if (image.format == PixelFormat::rgba32) return image.pixels;
    std::vector<std::uint8_t> rgba(image.pixels.size() * 4, 255);
    for (std::size_t pixel = 0; pixel < image.pixels.size(); ++pixel) rgba[4 * pixel + 3] = image.pixels[pixel];
    return rgba;
}

// Mesa and LLVM keep what they once made until the process ends, some of it from libraries that are gone by then.
class UncheckedForLeaks {
public:
#ifdef __SANITIZE_ADDRESS__
    UncheckedForLeaks() { __lsan_disable(); }
    ~UncheckedForLeaks() { __lsan_enable(); }
#else
    UncheckedForLeaks() = default;
    ~UncheckedForLeaks() = default;
#endif
    UncheckedForLeaks(const UncheckedForLeaks&) = delete;
    UncheckedForLeaks& operator=(const UncheckedForLeaks&) = delete;
};

// ImGui's backend lives in a context of its own, so that it leaves the fonts of the tested one alone.
class BackendContext {
public:
    BackendContext() : caller_(ImGui::GetCurrentContext()) {}
    explicit BackendContext(ImGuiContext* own) : BackendContext() { ImGui::SetCurrentContext(own); }
    ~BackendContext() { ImGui::SetCurrentContext(caller_); }
    BackendContext(const BackendContext&) = delete;
    BackendContext& operator=(const BackendContext&) = delete;

private:
    ImGuiContext* caller_;
};

}  // namespace

class ComparedRaster::OpenGl {
public:
    OpenGl() = default;
    OpenGl(const OpenGl&) = delete;
    OpenGl& operator=(const OpenGl&) = delete;

    ~OpenGl() {
        if (imgui_ != nullptr) {
            const BackendContext current(imgui_);
            ImGui_ImplOpenGL3_Shutdown();
        }
        if (imgui_ != nullptr) ImGui::DestroyContext(imgui_);
        for (const auto& [id, texture] : textures_) glDeleteTextures(1, &texture);
        if (context_ != EGL_NO_CONTEXT) {
            eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
            eglDestroyContext(display_, context_);
        }
        if (display_ != EGL_NO_DISPLAY) eglTerminate(display_);
    }

    Result<void> start() {
        [[maybe_unused]] const UncheckedForLeaks mesa;  // does nothing without AddressSanitizer
        display_ = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
        if (display_ == EGL_NO_DISPLAY || eglInitialize(display_, nullptr, nullptr) == EGL_FALSE) {
            return fail("Mesa's EGL without a display cannot be started; install libegl1 and libgl1-mesa-dri.");
        }
        eglBindAPI(EGL_OPENGL_API);
        const std::array<EGLint, 3> wanted{EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
        const std::array<EGLint, 7> version{
            EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
            EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
        EGLConfig config = nullptr;
        EGLint found = 0;
        eglChooseConfig(display_, wanted.data(), &config, 1, &found);
        context_ = eglCreateContext(display_, found > 0 ? config : nullptr, EGL_NO_CONTEXT, version.data());
        if (context_ == EGL_NO_CONTEXT ||
            eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_) == EGL_FALSE) {
            return fail("Mesa gives no OpenGL 3.3 context.");
        }
        const BackendContext current;
        imgui_ = ImGui::CreateContext();
        ImGui::SetCurrentContext(imgui_);
        ImGui::GetIO().IniFilename = nullptr;
        if (!ImGui_ImplOpenGL3_Init("#version 330 core")) return fail("ImGui's OpenGL backend does not start.");
        ImGui_ImplOpenGL3_NewFrame();
        return {};
    }

    void store(TextureId id, const Image& image) {
        GLuint& texture = textures_[imgui_texture(id)];
        if (texture == 0) glGenTextures(1, &texture);
        glBindTexture(GL_TEXTURE_2D, texture);
        for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER}) {
            glTexParameteri(GL_TEXTURE_2D, filter, GL_LINEAR);
        }
        for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T}) {
            glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
        }
        glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, image.width, image.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                     as_rgba(image).data());
    }

    void forget(TextureId id) {
        const auto found = textures_.find(imgui_texture(id));
        if (found == textures_.end()) return;
        glDeleteTextures(1, &found->second);
        textures_.erase(found);
    }

    Image draw(const ImDrawData& data, Colour clear, int width, int height) {
        [[maybe_unused]] const UncheckedForLeaks mesa;  // does nothing without AddressSanitizer
        std::array<GLuint, 2> objects{};
        glGenFramebuffers(1, &objects[0]);
        glGenRenderbuffers(1, &objects[1]);
        glBindFramebuffer(GL_FRAMEBUFFER, objects[0]);
        glBindRenderbuffer(GL_RENDERBUFFER, objects[1]);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, objects[1]);
        const auto share = [](std::uint8_t channel) { return static_cast<float>(channel) / 255.0F; };
        glDisable(GL_SCISSOR_TEST);
        glClearColor(share(clear.red), share(clear.green), share(clear.blue), 1);
        glClear(GL_COLOR_BUFFER_BIT);
        draw_lists(data);
        Image image = read_back(width, height);
        glBindFramebuffer(GL_FRAMEBUFFER, 0);
        glDeleteRenderbuffers(1, &objects[1]);
        glDeleteFramebuffers(1, &objects[0]);
        return image;
    }

private:
    // OpenGL names the textures otherwise than the tested raster; commands on unknown ones are left out.
    void draw_lists(const ImDrawData& data) {
        std::vector<ImDrawList*> lists;
        for (int list = 0; list < data.CmdListsCount; ++list) {
            lists.push_back(data.CmdLists[list]->CloneOutput());
            for (ImDrawCmd& command : lists.back()->CmdBuffer) {
                const auto found = textures_.find(command.TextureId);
                if (found == textures_.end())
                    command.ElemCount = 0;
                else
                    command.TextureId = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(found->second));
            }
        }
        ImDrawData renamed = data;
        renamed.CmdLists = lists.data();
        const BackendContext current(imgui_);
        ImGui_ImplOpenGL3_RenderDrawData(&renamed);
        for (ImDrawList* list : lists) IM_DELETE(list);
    }

    static Image read_back(int width, int height) {
        Image image{width, height, PixelFormat::rgba32, {}};
        image.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
        glPixelStorei(GL_PACK_ALIGNMENT, 1);
        glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, image.pixels.data());
        const std::ptrdiff_t row = std::ptrdiff_t{4} * width;
        for (int top = 0; top < height / 2; ++top) {  // OpenGL's rows come from the bottom
            const auto upper = image.pixels.begin() + top * row;
            std::swap_ranges(upper, upper + row, image.pixels.end() - (top + 1) * row);
        }
        return image;
    }

    EGLDisplay display_ = EGL_NO_DISPLAY;
    EGLContext context_ = EGL_NO_CONTEXT;
    ImGuiContext* imgui_ = nullptr;
    std::map<ImTextureID, GLuint> textures_;
};

Result<std::unique_ptr<ComparedRaster>> ComparedRaster::wrap(Raster& tested) {
    auto open_gl = std::make_unique<OpenGl>();
    if (auto started = open_gl->start(); !started) return tl::unexpected(started.error());
    return std::unique_ptr<ComparedRaster>(new ComparedRaster(tested, std::move(open_gl)));
}

ComparedRaster::ComparedRaster(Raster& tested, std::unique_ptr<OpenGl> open_gl)
    : tested_(tested), open_gl_(std::move(open_gl)) {}

ComparedRaster::~ComparedRaster() = default;

void ComparedRaster::set_canvas(Canvas canvas) {
    canvas_ = canvas;
    tested_.set_canvas(canvas);
}

TextureId ComparedRaster::upload(Image image) {
    const TextureId id = tested_.upload(image);
    if (id != TextureId::none) open_gl_->store(id, image);
    return id;
}

bool ComparedRaster::update(TextureId id, Image image) {
    if (!tested_.update(id, image)) return false;
    open_gl_->store(id, image);
    return true;
}

void ComparedRaster::release(TextureId id) {
    tested_.release(id);
    open_gl_->forget(id);
}

std::span<const Rectangle> ComparedRaster::draw(const ImDrawData& data, Colour clear) {
    return tested_.draw(data, clear);
}

Image ComparedRaster::reference(const ImDrawData& data, Colour clear) {
    return open_gl_->draw(data, clear, canvas_.width, canvas_.height);
}

PictureReport ComparedRaster::compare(const ImDrawData& data, Colour clear) {
    return compare_pictures(picture_of(canvas_), reference(data, clear));
}

Image ComparedRaster::difference(const ImDrawData& data, Colour clear) {
    return difference_of(picture_of(canvas_), reference(data, clear));
}

}  // namespace rancak::kiosk::test
