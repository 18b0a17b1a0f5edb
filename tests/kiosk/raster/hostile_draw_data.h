#pragma once

#include <imgui.h>

#include <cstdint>
#include <cstring>
#include <random>

namespace rancak::kiosk::test {

// Draw data that ImGui would never make: coordinates and colours of any bits, indices and offsets beyond their buffers,
// clips without area or without end, textures that nobody uploaded. The same `next` numbers give the same data.
// Lifecycle: construct with an ImGui context current, use `data`, destroy before the context.
class HostileDrawData {
public:
    template <class Next>
    explicit HostileDrawData(Next&& next) {
        const std::uint32_t vertices = next() % 60;
        for (std::uint32_t vertex = 0; vertex < vertices; ++vertex) {
            list_.VtxBuffer.push_back({{coordinate(next), coordinate(next)}, {share(next), share(next)}, next()});
        }
        const std::uint32_t indices = next() % 200;
        for (std::uint32_t index = 0; index < indices; ++index) {
            const bool stray = next() % 40 == 0;
            list_.IdxBuffer.push_back(static_cast<ImDrawIdx>(stray || vertices == 0 ? next() : next() % vertices));
        }
        list_.CmdBuffer.clear();
        for (std::uint32_t command = next() % 6; command > 0; --command) add_command(next);
        data.Valid = true;
        data.CmdLists = &lists_;
        data.CmdListsCount = 1;
        data.DisplaySize = {100, 100};
        data.FramebufferScale = {1, 1};
    }
    HostileDrawData(const HostileDrawData&) = delete;
    HostileDrawData& operator=(const HostileDrawData&) = delete;

    ImDrawData data;

private:
    template <class Next>
    static float any_float(Next&& next) {
        const std::uint32_t word = next();
        float value = 0;
        static_assert(sizeof value == sizeof word);
        std::memcpy(&value, &word, sizeof value);
        return value;
    }

    template <class Next>
    static float coordinate(Next&& next) {
        switch (next() % 8) {
            case 0:
                return any_float(next);
            case 1:
                return static_cast<float>(static_cast<std::int32_t>(next()));
            case 2:
                return static_cast<float>(next() % 200);
            default:
                return static_cast<float>(next() % 60'000) / 256.0F - 40.0F;
        }
    }

    template <class Next>
    static float share(Next&& next) {
        return next() % 6 == 0 ? any_float(next) : static_cast<float>(next() % 1000) / 900.0F;
    }

    template <class Next>
    void add_command(Next&& next) {
        ImDrawCmd command;
        if (next() % 3 == 0)
            command.ClipRect = {coordinate(next), coordinate(next), coordinate(next), coordinate(next)};
        else
            command.ClipRect = {0, 0, 100, 100};
        command.TextureId = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(next() % 4));
        const bool stray = next() % 8 == 0;
        command.VtxOffset = stray ? next() : 0;
        command.IdxOffset = stray ? next() : next() % 50;
        command.ElemCount = next() % 16 == 0 ? next() : next() % 200;
        list_.CmdBuffer.push_back(command);
    }

    ImDrawList list_{nullptr};
    ImDrawList* lists_ = &list_;
};

}  // namespace rancak::kiosk::test
