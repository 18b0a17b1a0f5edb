#pragma once

#include "server/core/report.h"

namespace rancak::server {

// A report as a PDF of A4 pages, by pango and cairo.
class PdfReportWriter final : public ReportWriter {
public:
    [[nodiscard]] Result<std::string> write(const Report&) const override;
};

}  // namespace rancak::server
