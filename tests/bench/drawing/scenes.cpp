#include "tests/bench/drawing/scenes.h"

#include "kiosk/platform/font_atlas.h"

#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <string>

namespace rancak::bench {
namespace {

constexpr ImU32 ink = IM_COL32(24, 20, 18, 255);
constexpr ImU32 maroon = IM_COL32(122, 28, 44, 255);
constexpr ImU32 gold = IM_COL32(201, 154, 46, 255);
constexpr ImU32 card = IM_COL32(255, 253, 248, 255);
constexpr ImU32 outline = IM_COL32(150, 132, 104, 255);

constexpr float face_width = 300;
constexpr float face_height = 420;
constexpr float face_gap = 50;
constexpr float faces_left = (screen_width - 5 * face_width - 4 * face_gap) / 2;
constexpr float faces_top = 420;

constexpr std::array words{"Sangat tidak puas", "Tidak puas", "Cukup", "Puas", "Sangat puas"};

kiosk::Image portrait(int shade) {
    constexpr int side = 160;
    kiosk::Image image{side, side, kiosk::PixelFormat::rgba32, {}};
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const bool head = std::hypot(x - 80, y - 70) < 38 || std::hypot(x - 80, y - 170) < 70;
            image.pixels.push_back(static_cast<std::uint8_t>(head ? 190 - shade : 90 + x / 2));
            image.pixels.push_back(static_cast<std::uint8_t>(head ? 140 : 120 + y / 3));
            image.pixels.push_back(static_cast<std::uint8_t>(head ? 110 + shade : 140));
            image.pixels.push_back(255);
        }
    }
    return image;
}

void border(ImDrawList& list, float top) {
    for (int tooth = 0; tooth < 64; ++tooth) {
        const float left = 30.0F * static_cast<float>(tooth);
        list.AddTriangleFilled({left, top + 48}, {left + 15, top}, {left + 30, top + 48},
                               tooth % 2 == 0 ? maroon : gold);
        list.AddTriangleFilled({left + 8, top + 48}, {left + 15, top + 22}, {left + 22, top + 48}, card);
    }
}

void face(ImDrawList& list, ImVec2 middle, float radius, int score) {
    const float bend = -0.3F + 0.15F * static_cast<float>(score - 1);
    list.AddCircleFilled(middle, radius, gold);
    for (const float side : {-1.0F, 1.0F}) {
        list.AddCircleFilled({middle.x + side * radius * 0.36F, middle.y - radius * 0.22F}, radius * 0.1F, ink);
        list.PathArcTo({middle.x + side * radius * 0.36F, middle.y - radius * 0.4F}, radius * 0.2F,
                       std::numbers::pi_v<float> * 1.2F, std::numbers::pi_v<float> * 1.8F);
        list.PathStroke(ink, 0, radius * 0.07F);
    }
    const float mouth = middle.y + radius * 0.4F;
    list.AddBezierCubic({middle.x - radius * 0.45F, mouth}, {middle.x - radius * 0.2F, mouth + radius * bend},
                        {middle.x + radius * 0.2F, mouth + radius * bend}, {middle.x + radius * 0.45F, mouth}, ink,
                        radius * 0.11F);
}

void centred(ImDrawList& list, ImFont* font, ImVec2 middle, ImU32 colour, const char* text) {
    const ImVec2 size = font->CalcTextSizeA(font->FontSize, screen_width, 0, text);
    list.AddText(font, font->FontSize, {std::floor(middle.x - size.x / 2), std::floor(middle.y - size.y / 2)}, colour,
                 text);
}

// A window without any look of its own.
void begin_screen() {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({screen_width, screen_height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::Begin("screen", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground);
    ImGui::PopStyleVar();
}

}  // namespace

Materials prepare(kiosk::Raster& raster) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;
    const std::string folder = "/usr/share/fonts/opentype/inter/";
    const std::array requests{kiosk::FontRequest{folder + "Inter-Medium.otf", 30, {{u' ', u'~'}}},
                              kiosk::FontRequest{folder + "Inter-SemiBold.otf", 56, {{u' ', u'~'}}}};
    auto atlas = kiosk::build_font_atlas(*io.Fonts, requests);
    if (!atlas) throw std::runtime_error(atlas.error().message);
    io.Fonts->SetTexID(kiosk::imgui_texture(raster.upload(std::move(*atlas))));
    Materials materials{io.Fonts->Fonts[0], io.Fonts->Fonts[1], {}};
    for (int shade = 0; shade < 100; shade += 10) {
        materials.photos.push_back(kiosk::imgui_texture(raster.upload(portrait(shade))));
    }
    return materials;
}

ImVec2 middle_of_face(int score) {
    const float x = faces_left + static_cast<float>(score - 1) * (face_width + face_gap) + face_width / 2;
    return {x / screen_width, (faces_top + face_height / 2) / screen_height};
}

int rating_screen(const Materials& materials) {
    begin_screen();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    int taps = 0;
    border(list, 0);
    border(list, screen_height - 48);
    centred(list, materials.title, {screen_width / 2.0F, 150}, ink, "Bagaimana pelayanan yang Anda terima?");
    centred(list, materials.body, {screen_width / 2.0F, 240}, ink,
            "Penilaian ini dibaca atasan petugas, tujuh hari lagi, tanpa nama Anda.");
    for (int score = 1; score <= 5; ++score) {
        const ImVec2 from{faces_left + static_cast<float>(score - 1) * (face_width + face_gap), faces_top};
        const ImVec2 to{from.x + face_width, from.y + face_height};
        ImGui::SetCursorPos(from);
        ImGui::PushID(score);
        if (ImGui::InvisibleButton("face", {face_width, face_height})) ++taps;
        const bool pressed = ImGui::IsItemActive() && ImGui::IsItemHovered();
        ImGui::PopID();
        list.AddRectFilled(from, to, pressed ? maroon : card, 32);
        list.AddRect(from, to, outline, 32, 0, 3);
        face(list, {from.x + face_width / 2, from.y + 160}, 120, score);
        centred(list, materials.body, {from.x + face_width / 2, to.y - 70}, pressed ? card : ink,
                words[static_cast<std::size_t>(score - 1)]);
    }
    ImGui::End();
    return taps;
}

void officers_screen(const Materials& materials, float scrolled) {
    begin_screen();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    constexpr float width = 440;
    constexpr float height = 230;
    constexpr float pitch = 260;
    for (int row = 0; row < 40; ++row) {
        const float top = 20 + pitch * static_cast<float>(row) - scrolled;
        if (top + height < 0 || top > screen_height) continue;
        for (int column = 0; column < 4; ++column) {
            const ImVec2 from{35 + 470 * static_cast<float>(column), top};
            const ImVec2 to{from.x + width, from.y + height};
            const int officer = 4 * row + column;
            list.AddRectFilled(from, to, card, 24);
            list.AddRect(from, to, outline, 24, 0, 3);
            list.AddImageRounded(materials.photos[static_cast<std::size_t>(officer) % materials.photos.size()],
                                 {from.x + 24, from.y + 35}, {from.x + 184, from.y + 195}, {0, 0}, {1, 1},
                                 IM_COL32_WHITE, 80);
            list.AddText(materials.body, 30, {from.x + 210, from.y + 50}, ink,
                         ("Petugas contoh " + std::to_string(officer + 1)).c_str());
            list.AddText(materials.body, 30, {from.x + 210, from.y + 95}, ink,
                         ("Loket " + std::to_string(officer % 23 + 1)).c_str());
            list.AddText(materials.body, 30, {from.x + 210, from.y + 140}, maroon, "KTP-el dan KK");
        }
    }
    ImGui::End();
}

}  // namespace rancak::bench
