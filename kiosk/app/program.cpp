#include "kiosk/app/program.h"

#include "kiosk/app/app.h"
#include "kiosk/app/options.h"
#include "kiosk/platform/child_speech.h"

#include <imgui.h>
#include <malloc.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace rancak::kiosk {
namespace {

constexpr int failed = 1;
constexpr std::string_view agent = "rancak-kiosk/" RANCAK_VERSION;
constexpr std::size_t max_reply_bytes = max_catalogue_bytes;
constexpr Millimetres photo_side = 34_mm;

Result<std::unique_ptr<HttpClient>> http_client(const Settings& settings) {
    HttpSettings http;
    http.server = settings.server;
    http.ca_file = settings.ca_file;
    http.agent = agent;
    http.max_reply_bytes = max_reply_bytes;
    return make_http_client(http);
}

// Who this kiosk is: as enrolled before, or by the code given now. nullopt: enrolled nowhere.
Result<std::optional<DeviceIdentity>> identify(const Options& options, const Settings& settings, const DataFolder& folder,
                                               Random& random) {
    if (options.enrolment_code.empty()) return load_identity(folder);
    auto http = http_client(settings);
    if (!http) return tl::unexpected(http.error());
    auto identity = enrol(folder, **http, {settings.server, options.enrolment_code, RANCAK_VERSION, settings.placement}, random);
    if (!identity) return tl::unexpected(identity.error());
    spdlog::info("Enrolled as journal {} of office {}{}.", identity->journal, identity->office,
                 identity->counter.empty() ? "" : ", counter " + identity->counter);
    return std::optional{std::move(*identity)};
}

// Everything behind the screen, in the order in which it must be made and, backwards, ended.
class Backstage {
public:
    Backstage(const DataFolder& folder, std::optional<DeviceIdentity> identity, const Clock& clock, Random& random)
        : folder_(folder), identity_(std::move(identity)), clock_(clock), random_(random) {}
    ~Backstage() {
        if (performer_) performer_->connect(nullptr, nullptr);
        if (thread_) thread_->stop();
    }

    [[nodiscard]] Result<void> begin(const Settings& settings) {
        Performer::Parts parts{folder_, {}, {}, "This kiosk is enrolled nowhere.", clock_, alarms_, mailbox_};
        catalogue_ = std::make_shared<Catalogue>();
        if (identity_) open_journal(parts);
        else spdlog::warn("This kiosk is enrolled nowhere and takes no ratings. Start it once with --enrol and a code of `rancak-admin enrol`.");
        performer_.emplace(std::move(parts));
        return identity_ ? begin_courier(settings) : Result<void>{};
    }

    [[nodiscard]] State first(const Settings& settings) const {
        Setup setup{settings.placement, identity_ ? identity_->office : "", identity_ ? identity_->counter : "",
                    RANCAK_VERSION, settings.server, settings.reduced_motion, ChildSpeech::installed()};
        const Moment moment{clock_.monotonic(), clock_.now(), {}};
        return first_state(std::move(setup), catalogue_, duty(moment.wall), moment);
    }

    [[nodiscard]] Performer& performer() { return *performer_; }
    [[nodiscard]] Mailbox<Action>& mailbox() { return mailbox_; }
    [[nodiscard]] ChildSpeech::Parts speech() {
        return {[this](const ChildSpeech::Ended& ended) {
            if (ended.fault.empty()) alarms_.clear(Alarms::Topic::voice);
            else alarms_.raise(Alarms::Topic::voice, "The voice cannot speak: " + ended.fault + " Is a sound card connected?");
            mailbox_.post(VoiceEnded{ended.number, ended.fault});
        }};
    }
    void look_for_voice() {
        if (ChildSpeech::installed()) return;
        alarms_.raise(Alarms::Topic::voice, "The voice cannot speak: espeak-ng is not installed.");
    }
    // The version that started, as the journal's first word after each start; without it the screen takes no ratings.
    void tell_start() {
        if (!identity_) return;
        const auto answer = performer_->perform(Append{0, {StartedBody{RANCAK_VERSION}}});
        const auto fault = performer_->settle();
        if (fault) mailbox_.post(*fault);
        else if (const auto* refused = answer ? std::get_if<StoreFailed>(&*answer) : nullptr) mailbox_.post(*refused);
    }

private:
    void open_journal(Performer::Parts& parts) {
        parts.journal_id = identity_->journal;
        parts.seal_key = identity_->seal_key;
        auto journal = Journal::open(folder_, identity_->journal, clock_);
        if (journal) {
            parts.journal = std::move(*journal);
            return;
        }
        parts.journal_fault = journal.error().message;
        alarms_.raise(Alarms::Topic::journal, journal.error().message);
    }

    [[nodiscard]] DutyToday duty(Timestamp now) const {
        auto reader = identity_ ? JournalReader::open(folder_.paths().journal()) : Result<JournalReader>{fail("")};
        const auto shifts = reader ? reader->shifts() : Result<std::vector<ShiftEvent>>{fail("")};
        if (!shifts) return {};  // a journal that cannot be read has raised its alarm
        const Office* office = catalogue_->office(identity_->office);
        return duty_after(*shifts, now, office ? office->utc_offset : Office{}.utc_offset);
    }

    [[nodiscard]] Result<void> begin_courier(const Settings& settings) {
        CatalogueCache cache = CatalogueCache::open(folder_, identity_->office);
        if (cache.shown()) catalogue_ = cache.shown();
        auto reader = JournalReader::open(folder_.paths().journal());
        if (!reader) return {};  // the screen says that nothing can be stored
        auto memory = CourierMemory::open(folder_, identity_->journal);
        if (!memory) return tl::unexpected(memory.error());
        auto http = http_client(settings);
        if (!http) return tl::unexpected(http.error());
        courier_.emplace(CourierParts{folder_.paths(), *identity_, RANCAK_VERSION, std::move(*reader), std::move(*memory),
                                      std::move(cache), std::move(*http), clock_, random_, alarms_, mailbox_});
        thread_.emplace(*courier_);
        performer_->connect(&*courier_, &*thread_);
        return {};
    }

    const DataFolder& folder_;
    const std::optional<DeviceIdentity> identity_;
    const Clock& clock_;
    Random& random_;
    Alarms alarms_{[](const std::string& sentence) { spdlog::error("Alarm: {}", sentence); }};
    Mailbox<Action> mailbox_{Window::wake};
    std::shared_ptr<const Catalogue> catalogue_;
    std::optional<Performer> performer_;
    std::optional<Courier> courier_;
    std::optional<CourierThread> thread_;
};

struct ImGuiOwner {
    ImGuiOwner() {
        ImGui::CreateContext();
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().LogFilename = nullptr;
        ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
        ImGui::GetStyle().AntiAliasedLinesUseTex = false;
    }
    ~ImGuiOwner() { ImGui::DestroyContext(); }
};

Result<void> run(const Options& options, const Settings& settings, const Words& words) {
    const SystemClock clock;
    SystemRandom random;
    const auto folder = DataFolder::open(settings.data_folder);
    if (!folder) return tl::unexpected(folder.error());
    auto identity = identify(options, settings, *folder, random);
    if (!identity) return tl::unexpected(identity.error());
    if (settings.placement == Placement::counter && *identity && (*identity)->counter.empty())
        return fail("placement is \"counter\" but this kiosk was enrolled for no counter. Set placement = \"lobby\", or enrol "
                    "it again with a new code of `rancak-admin enrol --office … --counter …`; a code serves once.");
    const auto window = Window::open({"Rancak", settings.width, settings.height, settings.fullscreen,
                                      settings.diagonal_millimetres});
    if (!window) return tl::unexpected(window.error());
    Backstage backstage{*folder, std::move(*identity), clock, random};
    if (auto begun = backstage.begin(settings); !begun) return begun;
    backstage.tell_start();
    backstage.look_for_voice();

    const ImGuiOwner imgui;
    const auto raster = make_raster();
    TouchInput touch;
    FrameLoop frames{**window, *raster, touch};
    const Millimetres diagonal{static_cast<float>(settings.diagonal_millimetres)};
    const Glass glass{(*window)->width(), (*window)->height(), diagonal};
    PhotoShelf photos{folder->paths(), *raster, static_cast<int>(glass.pixels(photo_side))};
    Ui ui{words, photos};
    ChildSpeech speech{backstage.speech()};
    Narrator narrator{speech, ui.words()};
    App app{{**window, *raster, frames, ui, photos, narrator, backstage.performer(), backstage.mailbox(), clock, random, diagonal,
             options.tree.empty() ? std::nullopt : std::optional{TreeFile{options.tree}}},
            backstage.first(settings)};
    return app.run();
}

}  // namespace

int run_program(int argc, const char* const* argv) {
    mallopt(M_ARENA_MAX, 1);  // a heap for each thread would keep what none of them needs
    const auto options = parse_options(argc, argv);
    if (const int* status = std::get_if<int>(&options)) return *status;
    spdlog::set_default_logger(spdlog::stderr_logger_mt("rancak-kiosk"));
    spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    const auto settings = settings_for(std::get<Options>(options));
    if (const int* status = std::get_if<int>(&settings)) return *status;
    const auto words = words_for(std::get<Settings>(settings));
    if (const int* status = std::get_if<int>(&words)) return *status;
    const auto ended = run(std::get<Options>(options), std::get<Settings>(settings), std::get<Words>(words));
    if (ended) return 0;
    spdlog::error("{}", ended.error().message);
    return failed;
}

}  // namespace rancak::kiosk
