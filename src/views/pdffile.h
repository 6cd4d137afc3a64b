// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "backend/domain/result.h"
#include "views/paperlayout.h"

#include <QByteArray>

#include <memory>
#include <stop_token>

namespace watchfloor {

/// A PDF being painted page by page, in order. One thread at a time; charts on the GUI thread.
class PdfPages {
public:
    PdfPages(std::shared_ptr<const PaperLayout> layout, const PaperFonts &fonts);
    ~PdfPages();
    PdfPages(const PdfPages &) = delete;
    PdfPages &operator=(const PdfPages &) = delete;

    /// Begins the page with all but its charts.
    Result<void> paintText(int page);
    void paintChart(int page, int chart);
    /// The whole file; nothing is painted afterwards. Cancelled soon after `stop` asks.
    Result<QByteArray> finish(TimeMs made, const std::stop_token &stop = {});

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// All of it on this thread.
Result<QByteArray> pdfOf(std::shared_ptr<const PaperLayout> layout, const PaperFonts &fonts,
                         TimeMs made);

} // namespace watchfloor
