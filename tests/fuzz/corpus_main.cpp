// Stands in for libFuzzer: gives each file of the folders named to the target, and each of its prefixes of up to 64 bytes.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int count, char** names) {
    std::size_t files = 0;
    for (int i = 1; i < count; ++i)
        for (const auto& entry : std::filesystem::directory_iterator(names[i])) {
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string bytes{std::istreambuf_iterator<char>(file), {}};
            const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
            LLVMFuzzerTestOneInput(data, bytes.size());
            for (std::size_t size = 0; size < bytes.size() && size <= 64; ++size) LLVMFuzzerTestOneInput(data, size);
            ++files;
        }
    std::cout << files << " files\n";
    return files > 0 ? 0 : 1;
}
