#pragma once

#include "shared/standing.h"
#include "tests/support/places.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/virtual_display.h"
#include "tests/support/visitor/visitor.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace rancak::test {

inline const std::filesystem::path programs = build_folder() + "/bin";
inline const std::filesystem::path sources = source_folder();

// The real programs of one office, as a newcomer starts them: a server on a free port, the sample catalogue, one kiosk in
// a window of a virtual display. Everything in a temporary folder; everything ends with the object.
class House {
public:
    enum class Placement { lobby, counter };
    struct Wish {
        Placement placement = Placement::lobby;
        int width = 1920, height = 1080;
        std::string diagonal_inches = "21.5";
        std::filesystem::path catalogue = sources / "config/sawahlunto";
        std::string store = "sqlite";  // or an address of PostgreSQL
    };

    House() : House(Wish{}) {}
    explicit House(const Wish&);

    void start_server();   // on the port it had, else on a free one
    void kill_server();
    [[nodiscard]] std::optional<int> end_server();  // by SIGTERM; its exit code

    // Enrols when it is not yet; waits for the first screen.
    void start_kiosk(const Environment& trouble = {});
    void kill_kiosk();
    [[nodiscard]] std::optional<int> end_kiosk();

    [[nodiscard]] Ran admin(std::vector<std::string> arguments) const;  // with server and token
    [[nodiscard]] std::vector<std::string> server_command(const std::string& listen) const;
    [[nodiscard]] std::vector<std::string> kiosk_command() const;
    [[nodiscard]] Environment on_display() const;
    [[nodiscard]] std::filesystem::path server_data() const { return folder_ / "server"; }
    [[nodiscard]] std::filesystem::path kiosk_data() const { return folder_ / "kiosk"; }
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }
    [[nodiscard]] const std::string& address() const { return address_; }
    [[nodiscard]] Process& server() { return *server_; }
    [[nodiscard]] Process& kiosk() { return *kiosk_; }

    // The visitor in front of the kiosk; each fails the test when it is in vain.
    void tap(const std::string& label_or_id);
    void tap_all(const std::vector<std::string>& labels_or_ids);
    void drag(const std::string& label_or_id, int right, int down);
    void press_key(const std::string& name);
    // With Tab, until it has the focus; then with Enter.
    void choose_by_keys(const std::string& id);
    SeenTree see(const std::string& label_or_id);
    SeenTree see_screen(const std::string& name);
    SeenTree see_until(const std::string& what, const std::function<bool(const SeenTree&)>&);
    void sign_in(const std::string& who, const std::string& pin);

    // Until the server has acknowledged everything that the journal holds.
    void wait_until_sent() const;
    // The officer's standing as admins get it: how many ratings, and their mean; what it looks like at which hour is the
    // flags' business.
    [[nodiscard]] Standing standing(const std::string& officer) const;
    // Exports from the server; fails the test when the program does.
    [[nodiscard]] std::string exported(const std::string& table, const std::string& format) const;
    // Rows of `export ratings --format csv` by the names of the columns.
    [[nodiscard]] std::vector<std::map<std::string, std::string>> ratings() const;

private:
    TemporaryFolder folder_;
    const Wish wish_;
    VirtualDisplay display_;
    std::string address_;
    std::unique_ptr<Process> server_;
    std::unique_ptr<Process> kiosk_;
    std::optional<Visitor> visitor_;
};

// RFC 4180.
[[nodiscard]] std::vector<std::vector<std::string>> read_csv(const std::string&);

}  // namespace rancak::test
