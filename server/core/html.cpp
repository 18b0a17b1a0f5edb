#include "server/core/html.h"

namespace rancak::server {

Html& Html::text(std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '&': out_ += "&amp;"; break;
            case '<': out_ += "&lt;"; break;
            case '>': out_ += "&gt;"; break;
            case '"': out_ += "&quot;"; break;
            case '\'': out_ += "&#39;"; break;
            default: out_ += c;
        }
    }
    return *this;
}

}  // namespace rancak::server
