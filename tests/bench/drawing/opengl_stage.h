#pragma once

#include "tests/bench/drawing/motion.h"

#include <memory>

namespace rancak::bench {

// The same scenes drawn by ImGui's own OpenGL3 backend in a window of the same size: whole frames, by Mesa's llvmpipe
// where there is no GPU. Throws when there is no OpenGL.
class OpenGlStage {
public:
    OpenGlStage();
    ~OpenGlStage();
    OpenGlStage(const OpenGlStage&) = delete;
    OpenGlStage& operator=(const OpenGlStage&) = delete;

    // The officers scroll, 60 frames a second at most.
    [[nodiscard]] Motion scroll(int frames);

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace rancak::bench
