#pragma once

#include <array>

namespace rancak::kiosk {

// Glyphs of Debian's fonts-materialdesignicons-webfont; only those named here are baked.
enum class Icon : char16_t {
    none = 0,
    alert = 0xF026,
    back = 0xF04D,
    bank = 0xF070,
    bulb = 0xF335,
    capitals = 0xF636,
    cash = 0xF114,
    check = 0xF12C,
    check_circle = 0xF5E0,
    checked_box = 0xF132,
    clock = 0xF150,
    close = 0xF156,
    contrast = 0xF197,
    dots = 0xF1D8,
    down = 0xF140,
    empty_box = 0xF131,
    erase = 0xF06E,
    eye_off = 0xF209,
    file = 0xF219,
    folder = 0xF24B,
    forward = 0xF054,
    grid = 0xF570,
    help = 0xF2D7,
    home = 0xF2DC,
    hourglass = 0xF51F,
    incognito = 0xF5F9,
    information = 0xF2FC,
    key = 0xF306,
    lock = 0xF33E,
    mirror = 0xF61F,
    papers = 0xF14E,
    pause = 0xF3E6,
    pencil = 0xF3EB,
    people = 0xF00E,
    person = 0xF004,
    place = 0xF34E,
    pledge = 0xF124,
    search = 0xF349,
    smile = 0xF1F5,
    swap = 0xF019,
    touch = 0xF1B7,
    trash = 0xF1C0,
    undo = 0xF54C,
    unplugged = 0xF5AA,
    up = 0xF143,
    usb = 0xF553,
    wheelchair = 0xF5A4,
    wifi = 0xF5A9,
};
inline constexpr std::array icons{
    Icon::alert,  Icon::back,  Icon::bank,  Icon::capitals, Icon::check, Icon::check_circle, Icon::clock,  Icon::close,
    Icon::contrast, Icon::down,  Icon::erase, Icon::eye_off, Icon::file,     Icon::folder, Icon::forward,
    Icon::help,   Icon::home,  Icon::key,   Icon::people, Icon::person,      Icon::swap,   Icon::touch, Icon::trash,
    Icon::undo,   Icon::unplugged, Icon::up, Icon::usb,  Icon::wifi, Icon::checked_box, Icon::empty_box, Icon::grid,
    Icon::information, Icon::papers, Icon::place, Icon::pledge, Icon::search, Icon::smile, Icon::bulb, Icon::cash,
    Icon::dots,   Icon::incognito, Icon::lock, Icon::pencil, Icon::hourglass, Icon::mirror, Icon::pause, Icon::wheelchair};

}  // namespace rancak::kiosk
