#include "kiosk/app/program.h"

int main(int argc, char** argv) { return rancak::kiosk::run_program(argc, argv); }
