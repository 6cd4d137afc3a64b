// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/paper/reportgathering.h"
#include "views/paperfonts.h"
#include "views/paperlayout.h"

#include <memory>

namespace watchfloor {

/// A report ready to be shown, printed or written.
struct ComposedReport {
    std::shared_ptr<const PaperLayout> pages;
    QStringList problems; ///< what could not be put on it (the logo), a sentence each
};

/// The names that may be shown: the profile's pseudonyms where the plan wants them. Reads a file.
Result<Pseudonyms> namesFor(const ReportPlan &plan, const ReportAnswers &answers,
                            const QString &profileDir);

/// Answers -> pages, with the charts of the Charts page, the logo, and the profile's pseudonyms
/// where the plan wants them. Reads files: never on the window's thread. The same plan and answers
/// make the same pages. The program needs a QGuiApplication, if only an off-screen one. Cancelled
/// soon after `stop` asks.
Result<ComposedReport> composeReport(const ReportPlan &plan, const ReportAnswers &answers,
                                     const PaperFonts &fonts, const QString &profileDir,
                                     const std::stop_token &stop = {});

} // namespace watchfloor
