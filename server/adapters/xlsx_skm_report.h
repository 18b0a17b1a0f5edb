#pragma once

#include "server/core/report.h"

#include <filesystem>

namespace rancak::server {

// A report as a spreadsheet, by libxlsxwriter: a sheet a section, numbers as numbers, bars as a chart. Texts are never formulas.
// The library writes files alone, so each report passes through `folder` and leaves nothing there.
class XlsxReportWriter final : public ReportWriter {
public:
    explicit XlsxReportWriter(std::filesystem::path folder) : folder_(std::move(folder)) {}
    [[nodiscard]] Result<std::string> write(const Report&) const override;

private:
    std::filesystem::path folder_;
};

}  // namespace rancak::server
