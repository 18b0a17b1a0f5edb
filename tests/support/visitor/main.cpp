// rancak-visitor: visits a running kiosk, one step after the other, as the arguments say.

#include "tests/support/visitor/visitor.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace {

using rancak::Result;
using rancak::test::SeenTree;
using rancak::test::Visitor;

struct Step {
    const char* name;
    const char* arguments;
    const char* what;
    std::size_t count;  // of its arguments
    Result<void> (*take)(Visitor&, const std::string* arguments);
};

Result<void> without_tree(const Result<SeenTree>& seen) {
    if (!seen) return tl::unexpected(seen.error());
    return {};
}

constexpr Step steps[] = {
    {"screen", "NAME", "wait for the screen", 1,
     [](Visitor& visitor, const std::string* a) { return without_tree(visitor.wait_for_screen(a[0])); }},
    {"see", "LABEL", "wait until it is shown (a label or an id of the tree)", 1,
     [](Visitor& visitor, const std::string* a) { return without_tree(visitor.see(a[0])); }},
    {"gone", "LABEL", "wait until it is not shown", 1,
     [](Visitor& visitor, const std::string* a) { return without_tree(visitor.see_no(a[0])); }},
    {"chosen", "LABEL", "wait until it is shown as chosen", 1,
     [](Visitor& visitor, const std::string* a) {
         return without_tree(visitor.wait_until('"' + a[0] + "\" to be chosen", [&](const SeenTree& seen) {
             const auto* node = seen.find(a[0]);
             return node && node->selected;
         }));
     }},
    {"tap", "LABEL", "wait until it can be pressed, and press it", 1,
     [](Visitor& visitor, const std::string* a) { return visitor.tap(a[0]); }},
    {"drag", "LABEL RIGHT DOWN", "press it, move by pixels, let go", 3,
     [](Visitor& visitor, const std::string* a) { return visitor.drag(a[0], std::atoi(a[1].c_str()), std::atoi(a[2].c_str())); }},
    {"picture", "FILE", "write the window as PNG", 1,
     [](Visitor& visitor, const std::string* a) { return visitor.take_picture(a[0]); }},
};

std::string usage_of_steps() {
    std::string text = "Steps:\n";
    for (const Step& step : steps) {
        std::string head = std::string("  ") + step.name + " " + step.arguments;
        head.resize(std::max<std::size_t>(head.size(), 26), ' ');
        text += head + step.what + "\n";
    }
    return text;
}

int used_wrongly(const std::string& why) {
    std::cerr << "rancak-visitor: " << why << '\n' << usage_of_steps();
    return 2;
}

int visit(Visitor& visitor, const std::vector<std::string>& words) {
    for (std::size_t at = 0; at < words.size();) {
        const auto step = std::find_if(std::begin(steps), std::end(steps), [&](const Step& one) { return words[at] == one.name; });
        if (step == std::end(steps)) return used_wrongly("\"" + words[at] + "\" is no step");
        if (words.size() - at - 1 < step->count) return used_wrongly(words[at] + " needs " + step->arguments);
        if (const auto taken = step->take(visitor, &words[at + 1]); !taken) {
            std::cerr << "rancak-visitor: " << taken.error().message << '\n';
            return 1;
        }
        at += 1 + step->count;
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Visits a running rancak-kiosk by touching its window, one step after the other."};
    app.failure_message([](const CLI::App*, const CLI::Error& error) {
        return std::string("rancak-visitor: ") + error.what() + "; see --help\n";
    });
    std::string tree, display;
    double patience = 10;
    std::vector<std::string> words;
    app.add_option("--tree", tree, "The file that rancak-kiosk keeps with --tree")->required();
    app.add_option("--display", display, "X display; without: $DISPLAY");
    app.add_option("--patience", patience, "Seconds after which a wait is in vain")->capture_default_str()->check(CLI::Range(0.0, 3600.0));
    app.add_option("STEPS", words, "What to do")->required();
    app.footer(usage_of_steps());
    app.set_version_flag("--version", "rancak-visitor " RANCAK_VERSION);
    app.positionals_at_end();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& stopped) {
        return app.exit(stopped) == 0 ? 0 : 2;
    }
    auto visitor = Visitor::open(display, tree, std::chrono::milliseconds{static_cast<std::int64_t>(patience * 1000)});
    if (!visitor) {
        std::cerr << "rancak-visitor: " << visitor.error().message << '\n';
        return 1;
    }
    return visit(*visitor, words);
}
