#include "server/core/open_cases.h"

#include <algorithm>

namespace rancak::server {
namespace {

constexpr std::size_t read_at_once = 500, told = 10;

class Sorter {
public:
    explicit Sorter(const Centre& centre) : centre_(centre), edition_(centre.catalogue.current()), now_(centre.clock.now()) {}

    void add(CaseFile file) {
        const auto& office = office_of(file);
        const auto today = local_day(now_, office.utc_offset);
        auto& counts = found_.offices[file.row.id.office];
        ++counts.open;
        const auto due = next_deadline(file.status.state, deadlines(office, centre_.case_rules, file.row.told.body, file.row.received, file.status));
        if (!due) return;
        if (*due < today) ++counts.overdue;
        else if (*due <= after_working_days(office, today, 1)) ++counts.due_soon;
        found_.nearest.push_back({std::move(file), *due});
        if (found_.nearest.size() >= 2 * read_at_once) keep_nearest();
    }
    [[nodiscard]] OpenCases take() {
        keep_nearest();
        return std::move(found_);
    }

private:
    [[nodiscard]] const Office& office_of(const CaseFile& file) const {
        static const Office unknown;
        const auto* office = edition_->facts.office(file.row.id.office);
        return office ? *office : unknown;
    }
    void keep_nearest() {
        std::stable_sort(found_.nearest.begin(), found_.nearest.end(), [](const auto& a, const auto& b) { return a.deadline < b.deadline; });
        if (found_.nearest.size() > told) found_.nearest.erase(found_.nearest.begin() + told, found_.nearest.end());
    }

    const Centre& centre_;
    std::shared_ptr<const Edition> edition_;
    Timestamp now_;
    OpenCases found_;
};

}  // namespace

Stored<OpenCases> open_cases(const Centre& centre, const Caller& caller) {
    Sorter sorter(centre);
    for (const auto state : {CaseState::received, CaseState::verified, CaseState::in_progress}) {
        CaseWish wish;
        wish.office = caller.office;
        wish.state = state;
        wish.limit = read_at_once;
        for (;;) {
            auto files = centre.store.case_files(wish);
            if (!files) return tl::unexpected<StoreFailure>(files.error());
            if (files->empty()) break;
            const auto& last = files->back();
            wish.before = PlaceInTime{last.row.received, last.row.id, last.row.told.seq};
            const bool more = files->size() == read_at_once;
            for (auto& file : *files) sorter.add(std::move(file));
            if (!more) break;
        }
    }
    return sorter.take();
}

}  // namespace rancak::server
