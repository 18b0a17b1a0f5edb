#include "shared/service.h"

#include <algorithm>

namespace rancak {

std::string_view code(Management one) {
    static constexpr std::array<std::string_view, managements.size()> codes{
        "legal_basis", "facilities", "competence", "supervision", "staffing", "guarantee", "safety", "evaluation"};
    return codes[static_cast<std::size_t>(one)];
}

bool is_link(std::string_view text) {
    constexpr std::string_view scheme = "https://";
    return text.size() > scheme.size() && text.size() <= max_link_bytes && text.starts_with(scheme) &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return c > ' ' && c < '\x7f' && std::string_view{"\"<>\\^`{|}"}.find(c) == std::string_view::npos;
           });
}

}  // namespace rancak
