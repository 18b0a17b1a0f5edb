#include "tests/kiosk/raster/sample_scenes.h"

#include <array>
#include <cmath>
#include <numbers>

namespace rancak::kiosk::test {
namespace {

const ImU32 black = IM_COL32(24, 20, 18, 255);
const ImU32 maroon = IM_COL32(122, 28, 44, 255);
const ImU32 gold = IM_COL32(201, 154, 46, 255);
const ImU32 green = IM_COL32(28, 92, 60, 255);
const ImU32 white = IM_COL32(255, 255, 255, 255);

void text_in_many_sizes(ImDrawList& list, const Scene& scene) {
    float y = 8;
    for (const float size : {14.0F, 18.0F, 23.0F, 31.0F, 44.0F, 72.0F}) {
        list.AddText(scene.font(size), size, {12, y}, black, "Salamaik datang, Anda dilayani oleh");
        y += size * 1.2F;
    }
    list.AddRectFilled({0, 300}, {640, 480}, maroon);
    list.AddText(scene.font(44), 44, {20.4F, 320.7F}, white, "Terima kasih, sanak!");
    list.AddText(scene.font(31), 26.5F, {20, 390}, gold, "scaled to 26.5 pixels");
    list.AddText(scene.font(23), 23, {20, 440}, IM_COL32(255, 255, 255, 128), "half seen");
}

void rounded_rectangles(ImDrawList& list, const Scene&) {
    for (int row = 0; row < 4; ++row) {
        for (int column = 0; column < 5; ++column) {
            const float x = 10.0F + 125.0F * static_cast<float>(column) + 0.25F * static_cast<float>(row);
            const float y = 10.0F + 115.0F * static_cast<float>(row) + 0.3F * static_cast<float>(column);
            const float rounding = 4.0F + 6.0F * static_cast<float>(column + row);
            list.AddRectFilled({x, y}, {x + 110, y + 96}, row % 2 == 0 ? maroon : gold, rounding);
            list.AddRect({x + 8, y + 8}, {x + 102, y + 88}, black, rounding, 0, 1.0F + static_cast<float>(column));
        }
    }
}

void plain_rectangles(ImDrawList& list, const Scene&) {
    for (int step = 0; step < 24; ++step) {
        const float shift = 20.0F * static_cast<float>(step) + static_cast<float>(step) / 8.0F;
        list.AddRectFilled({shift, 0.7F * shift}, {shift + 60.5F, 0.7F * shift + 40.25F},
                           IM_COL32(10 * step, 120, 200 - 8 * step, step % 2 == 0 ? 255 : 140));
    }
    list.AddLine({10, 470}, {630, 470}, black, 1);
    list.AddLine({10, 10.5F}, {10.5F, 460}, black, 3);
    list.AddQuadFilled({400, 60}, {560, 90}, {600, 220}, {420, 180}, green);
    list.AddTriangleFilled({450, 300}, {620, 330}, {500, 450}, gold);
}

void circles(ImDrawList& list, const Scene&) {
    for (int step = 0; step < 14; ++step) {
        const auto size = static_cast<float>(step);
        list.AddCircleFilled({40 + 44 * size, 60 + 3.3F * size}, 3 + 2.7F * size, step % 2 == 0 ? maroon : green);
        list.AddCircle({40 + 44 * size, 190 + 3.3F * size}, 3 + 2.7F * size, black, 0, 1 + size / 2);
    }
    list.AddCircleFilled({160, 370}, 100, gold, 96);
    list.AddCircle({160, 370}, 100, black, 96, 7);
    list.AddNgonFilled({420, 370}, 90, maroon, 7);
}

void face(ImDrawList& list, ImVec2 middle, float radius, float smile) {
    list.AddCircleFilled(middle, radius, gold, 0);
    list.AddCircle(middle, radius, black, 0, radius * 0.07F);
    for (const float side : {-1.0F, 1.0F}) {
        list.AddCircleFilled({middle.x + side * radius * 0.36F, middle.y - radius * 0.25F}, radius * 0.11F, black);
        list.PathArcTo({middle.x + side * radius * 0.36F, middle.y - radius * 0.45F}, radius * 0.2F,
                       std::numbers::pi_v<float> * 1.2F, std::numbers::pi_v<float> * 1.8F);
        list.PathStroke(black, 0, radius * 0.06F);
    }
    list.AddBezierCubic({middle.x - radius * 0.5F, middle.y + radius * 0.3F},
                        {middle.x - radius * 0.25F, middle.y + radius * (0.3F + smile)},
                        {middle.x + radius * 0.25F, middle.y + radius * (0.3F + smile)},
                        {middle.x + radius * 0.5F, middle.y + radius * 0.3F}, black, radius * 0.09F);
}

void faces(ImDrawList& list, const Scene&) {
    for (int score = 0; score < 5; ++score) {
        const auto step = static_cast<float>(score);
        face(list, {66 + 126 * step, 110.3F}, 58, -0.3F + 0.15F * step);
        face(list, {66.5F + 126 * step, 260}, 30 + 5 * step, -0.3F + 0.15F * step);
        face(list, {66 + 126 * step, 400.7F}, 12 + 9 * step, -0.3F + 0.15F * step);
    }
}

void strokes(ImDrawList& list, const Scene&) {
    for (int step = 0; step < 12; ++step) {
        const float angle = std::numbers::pi_v<float> * static_cast<float>(step) / 11.0F;
        list.AddLine({160, 230}, {160 + 150 * std::cos(angle), 230 - 150 * std::sin(angle)}, black,
                     0.5F + static_cast<float>(step));
    }
    std::array<ImVec2, 40> wave;
    for (std::size_t point = 0; point < wave.size(); ++point) {
        const auto along = static_cast<float>(point);
        wave[point] = {330 + 7.5F * along, 120 + 60 * std::sin(along / 3)};
    }
    list.AddPolyline(wave.data(), static_cast<int>(wave.size()), maroon, 0, 9);
    for (ImVec2& point : wave) point.y += 170;
    list.AddPolyline(wave.data(), static_cast<int>(wave.size()), green, 0, 1);
    for (ImVec2& point : wave) point.y += 120;
    list.AddPolyline(wave.data(), static_cast<int>(wave.size()), IM_COL32(201, 154, 46, 150), 0, 22);
    for (int zigzag = 0; zigzag < 16; ++zigzag) {  // the woven border
        const float x = 20.0F * static_cast<float>(zigzag);
        list.AddTriangleFilled({x, 480}, {x + 10, 440}, {x + 20, 480}, zigzag % 2 == 0 ? maroon : gold);
        list.AddLine({x, 430}, {x + 10, 400}, maroon, 2.5F);
        list.AddLine({x + 10, 400}, {x + 20, 430}, maroon, 2.5F);
    }
}

void gradients(ImDrawList& list, const Scene&) {
    list.AddRectFilledMultiColor({10, 10}, {300, 220}, maroon, gold, green, black);
    list.AddRectFilledMultiColor({320, 10}, {630, 220}, white, white, maroon, maroon);
    list.AddRectFilledMultiColor({10.4F, 240.6F}, {300.2F, 470.9F}, IM_COL32(0, 0, 0, 0), IM_COL32(0, 0, 0, 200),
                                 IM_COL32(0, 0, 0, 200), IM_COL32(0, 0, 0, 0));
    list.AddRectFilledMultiColor({320, 240}, {630, 470}, IM_COL32(255, 0, 0, 128), IM_COL32(0, 255, 0, 255),
                                 IM_COL32(0, 0, 255, 60), IM_COL32(255, 255, 0, 255));
}

void photos(ImDrawList& list, const Scene& scene) {
    ImTextureID const photo = scene.photo();
    list.AddImage(photo, {10, 10}, {250, 310});                                      // one texel a pixel
    list.AddImage(photo, {260.5F, 10.25F}, {380.5F, 160.25F});                       // minified by two
    list.AddImage(photo, {260, 170}, {340, 270}, {0.1F, 0.1F}, {0.9F, 0.8F});        // a part, minified by 2.4
    list.AddImage(photo, {390, 10}, {630, 180}, {0.3F, 0.2F}, {0.5F, 0.4F});         // magnified
    list.AddImageRounded(photo, {350, 190}, {490, 365}, {0, 0}, {1, 1}, white, 40);  // rounded, minified
    list.AddImageRounded(photo, {500, 190}, {630, 320}, {0.2F, 0.2F}, {0.6F, 0.6F}, white, 65);  // a disc
    list.AddImage(photo, {10, 330}, {120, 470}, {1, 0}, {0, 1}, IM_COL32(255, 200, 160, 180));   // mirrored, tinted
    list.AddImageQuad(photo, {160, 330}, {300, 350}, {280, 470}, {140, 440});                    // turned
    list.AddImageRounded(photo, {350.4F, 375.3F}, {470.2F, 470.8F}, {0, 0}, {1, 1}, white, 12);
    // A part of it one texel a pixel: a disc, and tinted with round corners. Its edges, too, are copied.
    list.AddImageRounded(photo, {480, 330}, {560, 410}, {80.0F / 240, 60.0F / 300}, {160.0F / 240, 140.0F / 300}, white, 40);
    list.AddImageRounded(photo, {565, 380}, {635, 470}, {0, 0}, {70.0F / 240, 90.0F / 300}, IM_COL32(255, 220, 180, 200), 16);
}

void clipped_list(ImDrawList& list, const Scene& scene) {
    list.AddRectFilled({40, 40}, {600, 440}, white, 20);
    list.PushClipRect({60.3F, 60.7F}, {580.6F, 420.2F}, true);
    for (int row = 0; row < 8; ++row) {
        const float y = 31.5F + 66.0F * static_cast<float>(row);
        list.AddRectFilled({70, y}, {570, y + 56}, row % 2 == 0 ? IM_COL32(240, 232, 214, 255) : gold, 12);
        list.AddCircleFilled({104, y + 28}, 22, maroon);
        list.AddText(scene.font(23), 23, {140, y + 16}, black, "Ibu Contoh, loket 3");
        list.AddImageRounded(scene.photo(), {500, y + 4}, {548, y + 52}, {0, 0}, {1, 1}, white, 24);
    }
    list.PopClipRect();
}

void translucent_layers(ImDrawList& list, const Scene& scene) {
    list.AddImage(scene.photo(), {0, 0}, {640, 480});
    list.AddRectFilled({0, 0}, {640, 480}, IM_COL32(0, 0, 0, 90));
    for (int layer = 0; layer < 12; ++layer) {
        const float shift = 24.0F * static_cast<float>(layer);
        list.AddRectFilled({20 + shift, 20 + shift}, {260 + 1.3F * shift, 180 + shift},
                           IM_COL32(250 - 20 * layer, 20 * layer, 120, 20 + 15 * layer), 18);
    }
    list.AddCircleFilled({450, 150}, 120, IM_COL32(255, 255, 255, 1));
    list.AddCircleFilled({150, 380}, 90, IM_COL32(255, 255, 255, 254));
    list.AddText(scene.font(72), 72, {60, 300}, IM_COL32(255, 255, 255, 200), "Tidak puas");
}

}  // namespace

std::span<const SampleScene> sample_scenes() {
    static constexpr std::array scenes{SampleScene{"text in many sizes", text_in_many_sizes},
                                       SampleScene{"rounded rectangles", rounded_rectangles},
                                       SampleScene{"plain rectangles", plain_rectangles},
                                       SampleScene{"circles", circles},
                                       SampleScene{"faces", faces},
                                       SampleScene{"strokes", strokes},
                                       SampleScene{"gradients", gradients},
                                       SampleScene{"photos", photos},
                                       SampleScene{"clipped list", clipped_list},
                                       SampleScene{"translucent layers", translucent_layers}};
    return scenes;
}

}  // namespace rancak::kiosk::test
