// bench-table RESULTS MACHINE: reads figures from standard input, writes the table to standard output and RESULTS.
#include "tests/bench/frame/table.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

int main(int argc, char** argv) {
    using namespace rancak::bench;
    if (argc != 3) {
        std::fprintf(stderr, "Usage: %s RESULTS.json MACHINE < figures\n", argv[0]);
        return 2;
    }
    std::vector<Row> rows;
    for (std::string line; std::getline(std::cin, line);) {
        auto figure = read_figure(line);
        if (!figure) {
            std::fprintf(stderr, "bench-table: %s\n", figure.error().message.c_str());
            return 1;
        }
        rows.push_back(judge(std::move(*figure)));
    }
    std::fputs(table_of(rows).c_str(), stdout);
    std::ofstream results(argv[1]);
    results << json_of(rows, argv[2]);
    results.close();
    if (results.fail()) {
        std::fprintf(stderr, "bench-table: cannot write %s\n", argv[1]);
        return 1;
    }
    return 0;
}
