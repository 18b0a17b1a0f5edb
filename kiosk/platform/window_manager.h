#pragma once

struct SDL_Window;

namespace rancak::kiosk {

// Whether somebody else decides where this window lies: true except on an X server without a window manager
// (_NET_SUPPORTING_WM_CHECK of the Extended Window Manager Hints, version 1.5), as kiosks often run. The main thread.
[[nodiscard]] bool has_window_manager(SDL_Window& window);

}  // namespace rancak::kiosk
