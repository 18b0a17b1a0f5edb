#include "admin/command_line.h"

#include "admin/commands.h"
#include "admin/figures.h"
#include "admin/kiosk_folder.h"
#include "admin/people.h"
#include "admin/server_folder.h"
#include "admin/webhooks.h"

#include "shared/file.h"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <fstream>

namespace rancak::admin {

namespace {

constexpr std::string_view default_server = "http://127.0.0.1:8460";

constexpr const char* where_tokens_are =
    "--token-file names a copy of admin.token, which the server wrote into its data folder when it first started.";

struct Connection {
    std::string server{default_server};
    std::string token_file;
    std::string ca_file;
};

Result<std::string> read_token(const Connection& connection, const World& world) {
    if (connection.token_file.empty()) {
        if (auto token = world.environment("RANCAK_TOKEN")) return *token;
        return fail("This needs the admin's token: name the server's admin.token with --token-file, or set "
                    "RANCAK_TOKEN.");
    }
    std::ifstream file(connection.token_file);  // may be a pipe
    const int error = file ? 0 : errno;
    std::string token;
    if (error) return fail("Cannot read " + connection.token_file + ": " + system_message(error) + ". " + where_tokens_are);
    if (!std::getline(file, token)) return fail("Cannot read a token from " + connection.token_file + ". " + where_tokens_are);
    return token;
}

// Runs a command that speaks to the server.
int with_centre(World& world, const Connection& connection, const std::function<int(Centre&)>& command) {
    const auto token = read_token(connection, world);
    if (!token) {
        (void)say_failed(world, token.error().message);
        return exit_used_wrongly;
    }
    HttpSettings settings;
    settings.server = connection.server;
    settings.ca_file = connection.ca_file;
    settings.agent = "rancak-admin/" RANCAK_VERSION;
    settings.reply_within = std::chrono::seconds{60};
    settings.max_reply_bytes = max_page_bytes;
    auto http = make_http_client(std::move(settings));
    if (!http) {
        (void)say_failed(world, http.error().message);
        return exit_used_wrongly;
    }
    Centre centre(**http, *token);
    return command(centre);
}

// A day as 2026-11-24.
const CLI::Validator iso_date(
    [](std::string& text) { return parse_iso_date(text) ? std::string() : "\"" + text + "\" is no date like 2026-11-24"; },
    "DATE");

// The arguments of every command, and which one was chosen.
class CommandLine {
public:
    explicit CommandLine(World& world) : world_(world) {
        app_.failure_message([](const CLI::App*, const CLI::Error& error) {
            return std::string("rancak-admin: ") + error.what() + "; see --help\n";
        });
        app_.set_version_flag("--version", "rancak-admin " RANCAK_VERSION);
        app_.require_subcommand(1);
        app_.add_option("--server", connection_.server, "Address of the server, as https://rancak.example")->capture_default_str()->envname("RANCAK_SERVER");
        app_.add_option("--token-file", connection_.token_file,
                        "File that holds the admin's token: the server's admin.token (else RANCAK_TOKEN)");
        app_.add_option("--ca-file", connection_.ca_file, "Trust only this certificate authority (PEM)");
        add_import();
        add_enrol();
        add_export();
        add_standing();
        add_figures();
        add_skm();
        add(app_, "supports", "Show how often each topic of a forum was supported",
            at_centre([this](Centre& centre) { return show_supports(world_, centre); }));
        add(app_, "kiosks", "Show what each kiosk last said, and alarms",
            at_centre([this](Centre& centre) { return show_kiosks(world_, centre); }));
        add_revoke();
        add_user();
        add_token();
        add_webhooks();
        add_verify();
        add_hash_pin();
        add_backup();
        add_journal();
    }

    int run(int argc, const char* const* argv) {
        try {
            app_.parse(argc, argv);
        } catch (const CLI::ParseError& stopped) {
            return app_.exit(stopped, world_.out, world_.err) == 0 ? exit_ok : exit_used_wrongly;
        }
        return command_();
    }

private:
    CLI::App* add(CLI::App& parent, const char* name, const char* what, std::function<int()> command) {
        CLI::App* sub = parent.add_subcommand(name, what);
        sub->fallthrough();
        sub->callback([this, command = std::move(command)] { command_ = command; });
        return sub;
    }
    std::function<int()> at_centre(std::function<int(Centre&)> command) {
        return [this, command = std::move(command)] { return with_centre(world_, connection_, command); };
    }

    void add_import() {
        CLI::App* sub = add(app_, "import", "Replace the server's catalogue by a folder of TOML files",
                            at_centre([this](Centre& centre) { return import_catalogue(world_, centre, folder_); }));
        sub->add_option("DIR", folder_, "The folder; docs/operations.md says what is in it")->required();
    }
    void add_enrol() {
        CLI::App* sub = add(app_, "enrol", "Print a code that enrols one kiosk within 15 minutes",
                            at_centre([this](Centre& centre) { return enrol(world_, centre, office_, counter_); }));
        sub->add_option("--office", office_, "Id of the office")->required();
        sub->add_option("--counter", counter_, "Id of the counter where it stands; without: in the lobby");
    }
    void add_export() {
        CLI::App* sub = add(app_, "export", "Write ratings, their details, cases, surveys, standings or raw events as CSV, JSON Lines or a spreadsheet",
                            at_centre([this](Centre& centre) {
                                export_.rows.table = static_cast<Table>(std::find(table_names.begin(), table_names.end(), table_) - table_names.begin());
                                export_.rows.format = format_ == "csv" ? Format::csv : Format::jsonl;
                                export_.spreadsheet = format_ == "xlsx";
                                if (!from_.empty()) export_.rows.from = parse_iso_date(from_);
                                if (!until_.empty()) export_.rows.until = parse_iso_date(until_);
                                return export_table(world_, centre, export_);
                            }));
        sub->add_option("TABLE", table_, "What to write")->required()->check(CLI::IsMember(std::vector<std::string>(table_names.begin(), table_names.end())))->type_name("");
        sub->add_option("--format", format_, "How to write it")->required()->check(CLI::IsMember({"csv", "jsonl", "xlsx"}))->type_name("");
        sub->add_option("--office", export_.rows.office, "Only this office's rows");
        sub->add_option("--from", from_, "First day, in the office's own time; of raw events, when they came in")->check(iso_date)->type_name("");
        sub->add_option("--until", until_, "Last day")->check(iso_date)->type_name("");
        sub->add_flag("--bom", export_.rows.mark, "CSV begins with the mark by which spreadsheet programs know UTF-8");
        sub->add_option("--since", export_.rows.since, "Only what is new since an earlier export: the cursor that it printed");
        sub->add_option("--out", export_.out, "File, written whole or not at all; prints the cursor. Without: standard output");
    }
    void add_standing() {
        CLI::App* sub = add(app_, "standing", "Show an officer's figures", at_centre([this](Centre& centre) {
                                if (!from_.empty()) standing_.from = parse_iso_date(from_);
                                if (!until_.empty()) standing_.until = parse_iso_date(until_);
                                return show_standing(world_, centre, standing_);
                            }));
        sub->add_option("OFFICER", standing_.officer, "Id of the officer")->required();
        sub->add_option("--from", from_, "First day")->check(iso_date)->type_name("");
        sub->add_option("--until", until_, "Last day")->check(iso_date)->type_name("");
        sub->add_flag("--json", standing_.json, "As JSON");
    }
    void add_figures() {
        CLI::App* sub = add(app_, "figures", "Show an office's figures, or those of one of its services, officers or counters",
                            at_centre([this](Centre& centre) { return show_figures(world_, centre, figures_); }));
        sub->add_option("--office", figures_.office, "Id of the office")->required();
        sub->add_option("--service", figures_.service, "Only of this service");
        sub->add_option("--officer", figures_.officer, "Only of this officer");
        sub->add_option("--counter", figures_.counter, "Only of this counter");
        sub->add_option("--from", figures_.from, "First day; without, the last 30 days")->check(iso_date)->type_name("");
        sub->add_option("--until", figures_.until, "Last day")->check(iso_date)->type_name("");
        sub->add_option("--by", figures_.by, "The steps of the trend in the JSON")->check(CLI::IsMember({"day", "week", "month"}))->type_name("");
        sub->add_flag("--json", figures_.json, "As JSON");
    }
    void add_skm() {
        CLI::App* sub = add(app_, "skm", "Show an office's public satisfaction survey (SKM), or write the report on it",
                            at_centre([this](Centre& centre) { return publishes_ ? publish_skm(world_, centre, skm_) : show_skm(world_, centre, skm_); }));
        sub->add_option("--office", skm_.office, "Id of the office")->required();
        sub->add_option("--service", skm_.service, "Only of this service");
        auto* from = sub->add_option("--from", skm_.from, "First day; without, the office's survey days")->check(iso_date)->type_name("");
        auto* until = sub->add_option("--until", skm_.until, "Last day")->check(iso_date)->type_name("");
        sub->add_flag("--publish", publishes_, "Publish the figures of these days, for good")->needs(from)->needs(until);
        sub->add_option("--population", skm_.population, "How many people were served: says how many answers are needed")->check(CLI::Range(1, 1'000'000'000))->type_name("N");
        sub->add_option("--format", skm_.format, "How to write it: the last three are the report")
            ->check(CLI::IsMember({"text", "json", "html", "pdf", "xlsx"}))->type_name("")->capture_default_str();
        sub->add_option("--out", skm_.out, "File, written whole or not at all. Without: standard output");
    }
    void add_revoke() {
        CLI::App* sub = add(app_, "revoke", "Take a kiosk's key back for good: of one that was stolen or replaced",
                            at_centre([this](Centre& centre) { return revoke(world_, centre, journal_); }));
        sub->add_option("JOURNAL", journal_, "Its journal, as `kiosks` names it")->required();
    }
    void add_user() {
        CLI::App* user = app_.add_subcommand("user", "Who may sign in to the dashboard");
        user->require_subcommand(1);
        user->fallthrough();
        CLI::App* made = add(*user, "add", "Let somebody in; their first password is read from standard input",
                             at_centre([this](Centre& centre) { return add_user_account(world_, centre, user_, generate_); }));
        CLI::App* password = add(*user, "password", "Give a user another password, end their sessions and unlock the name",
                                 at_centre([this](Centre& centre) { return set_password(world_, centre, user_.name, generate_); }));
        CLI::App* disabled = add(*user, "disable", "Let a user in no longer", at_centre([this](Centre& centre) { return set_disabled(world_, centre, user_.name, true); }));
        CLI::App* enabled = add(*user, "enable", "Let them in again", at_centre([this](Centre& centre) { return set_disabled(world_, centre, user_.name, false); }));
        add(*user, "list", "Show all users", at_centre([this](Centre& centre) { return list_users(world_, centre); }));
        for (CLI::App* sub : {made, password, disabled, enabled}) sub->add_option("NAME", user_.name, "What they type to sign in: a-z, 0-9 and -")->required();
        for (CLI::App* sub : {made, password}) sub->add_flag("--generate", generate_, "Make a password and print it, instead of reading one");
        made->add_option("--role", user_.role, "What they may: all of the city, all of an office, or look at figures")->required()->check(CLI::IsMember({"city", "office", "viewer"}))->type_name("");
        made->add_option("--office", user_.office, "Id of the only office that they see");
        made->add_option("--display", user_.display, "How colleagues call them; without: NAME");
    }
    void add_token() {
        CLI::App* token = app_.add_subcommand("token", "What machines ask the server with");
        token->require_subcommand(1);
        token->fallthrough();
        CLI::App* made = add(*token, "add", "Make a token and print it, once", at_centre([this](Centre& centre) { return add_machine_token(world_, centre, token_); }));
        made->add_option("NAME", token_.name, "What it is for")->required();
        made->add_option("--right", token_.rights, "What it may; may be given several times")->required()->check(CLI::IsMember({"figures", "texts", "cases", "catalogue", "kiosks", "people"}))->type_name("");
        made->add_option("--office", token_.office, "Id of the only office that it sees");
        made->add_option("--days", token_.days, "How long it holds; without: until it is revoked")->check(CLI::Range(1, 3650))->type_name("DAYS");
        add(*token, "list", "Show all tokens", at_centre([this](Centre& centre) { return list_tokens(world_, centre); }));
        add(*token, "revoke", "Refuse a token from now on", at_centre([this](Centre& centre) { return revoke_token(world_, centre, token_id_); }))
            ->add_option("ID", token_id_, "As `token list` names it")->required();
    }
    void add_webhooks() {
        CLI::App* webhook = app_.add_subcommand("webhook", "Other systems that the server tells what happens");
        webhook->require_subcommand(1);
        webhook->fallthrough();
        CLI::App* made = add(*webhook, "add", "Tell one from now on, and print its secret, once", at_centre([this](Centre& centre) { return add_webhook(world_, centre, webhook_); }));
        made->add_option("URL", webhook_.url, "Where to, as https://receiver.example/rancak")->required();
        made->add_option("--kind", webhook_.kinds, "What of; may be given several times")->required()
            ->check(CLI::IsMember({"case.received", "case.changed", "comment.waiting", "survey.published", "kiosk.alarm", "catalogue.changed", "ratings.arrived"}))->type_name("");
        made->add_option("--office", webhook_.office, "Id of the only office that it hears of");
        add(*webhook, "list", "Show all, with what came of them", at_centre([this](Centre& centre) { return list_webhooks(world_, centre); }));
        const auto named = [&](const char* name, const char* what, auto command) {
            add(*webhook, name, what, at_centre([this, command](Centre& centre) { return command(world_, centre, webhook_id_); }))
                ->add_option("ID", webhook_id_, "As `webhook list` names it")->required();
        };
        named("test", "Send one a message of type webhook.test", test_webhook);
        named("rotate", "Give one a new secret and print it, once; the one before signs too for 24 hours", rotate_webhook);
        named("off", "Tell one nothing until it is on again", [](World& world, Centre& centre, const std::string& id) { return set_webhook_active(world, centre, id, false); });
        named("on", "Tell it again", [](World& world, Centre& centre, const std::string& id) { return set_webhook_active(world, centre, id, true); });
        named("remove", "Tell one nothing any more", remove_webhook);
    }
    void add_verify() {
        CLI::App* sub = add(app_, "verify", "Recheck the chains of exported events",
                            [this] { return verify_file(world_, file_); });
        sub->add_option("FILE", file_, "JSON Lines of `export events` or `journal export`; - for standard input")->required();
    }
    void add_hash_pin() {
        add(app_, "hash-pin", "Read a PIN from standard input and print the pin_hash of officers.toml",
            [this] { return hash_pin(world_); });
    }
    void add_backup() {
        CLI::App* sub = add(app_, "backup", "Copy a server's data folder while the server runs", [this] { return back_up(world_, folder_, out_); });
        sub->add_option("--data", folder_, "The server's data folder, on its machine")->required();
        sub->add_option("--out", out_, "A new folder, made whole or not at all; a server can be started on it")->required();
    }
    void add_journal() {
        CLI::App* journal = app_.add_subcommand("journal", "Read a kiosk's data folder, without a network");
        journal->require_subcommand(1);
        journal->fallthrough();
        CLI::App* status = add(*journal, "status", "Say what the journal holds and what is still to be sent",
                               [this] {
                                   std::optional<std::chrono::seconds> patience;
                                   if (until_sent_) patience = std::chrono::seconds{*until_sent_};
                                   return journal_status(world_, folder_, patience);
                               });
        CLI::App* lines = add(*journal, "export", "Write all its events as JSON Lines",
                              [this] { return journal_export(world_, folder_, out_); });
        for (CLI::App* sub : {status, lines}) sub->add_option("--data", folder_, "The kiosk's data folder")->required();
        status->add_option("--until-sent", until_sent_, "Wait so many seconds at most until the server has everything")
            ->check(CLI::Range(0, 86400))
            ->type_name("SECONDS");
        lines->add_option("--out", out_, "File, written whole or not at all. Without: standard output");
    }

    World& world_;
    CLI::App app_{"Rancak for admins: fills the server's catalogue, enrols kiosks, takes the data out and rechecks it."};
    Connection connection_;
    std::function<int()> command_;

    std::optional<int> until_sent_;
    std::string folder_, file_, out_, journal_, office_, counter_, table_, format_, from_, until_;
    NewUser user_;
    NewToken token_;
    std::string token_id_;
    NewWebhook webhook_;
    std::string webhook_id_;
    bool generate_ = false;
    ExportWish export_;
    StandingWish standing_;
    FiguresWish figures_;
    SkmWish skm_;
    bool publishes_ = false;
};

}  // namespace

int run(int argc, const char* const* argv, World& world) { return CommandLine(world).run(argc, argv); }

}  // namespace rancak::admin
