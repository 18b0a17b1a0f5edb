// CMake makes a target's precompiled header only when one of its own sources uses it, and main.cpp may not: this one
// does, for all the tests that reuse the header.
