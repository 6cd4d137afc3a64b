// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pagebinding.h"
#include "app/paper/papercomposer.h"
#include "app/paper/reportexport.h"
#include "app/reportfilesexport.h"
#include "backend/async/workerthread.h"
#include "views/reportspage.h"

#include <memory>
#include <stop_token>

namespace watchfloor {

/// The Reports page: plan and scope -> answers -> pages, and pages -> a file.
class ReportsBinding : public PageBinding {
    Q_OBJECT
public:
    explicit ReportsBinding(const PageServices &services);
    ~ReportsBinding() override;

    Page &page() override { return *m_page; }
    void ask(const ViewScope &scope, bool isNew) override;
    bool isIdle() const override { return m_underWay == 0; }
    std::optional<TimeMs> asOf() const override { return m_asOf; }
    std::optional<TimeMs> lateAt() const override { return m_lateAt; }

private:
    void send(bool isNew);
    void arrived(const Result<GatheredAnswers> &answers, bool isNew);
    void compose(bool samePlace);
    void settle();
    /// The answers are those the plan and the scope of now need.
    bool answersFit() const;
    void drop(const Error &error);
    void writeWanted();
    void write(const QString &file, const std::shared_ptr<const PaperLayout> &pages);
    void writeFiles(const ReportTarget &target);

    PageServices m_services;
    ReportsPage *m_page;
    PaperFonts m_fonts;
    ViewScope m_scope;
    GatheredAnswers m_answers;
    ReportPlan m_asked; ///< the last question's
    std::shared_ptr<const PaperLayout> m_layout;
    std::stop_source m_stop; ///< of the question under way
    std::optional<TimeMs> m_asOf;
    std::optional<TimeMs> m_lateAt;
    int m_number = 0; ///< of the last question
    int m_composed = 0;
    std::stop_source m_composing; ///< of the pages under way
    int m_underWay = 0;
    QString m_wanted; ///< the file to write as soon as the pages fit
    bool m_again = false;
    bool m_awaited = false; ///< another question than that of m_answers is under way
    WorkerThread m_worker;
    std::unique_ptr<ReportExport> m_export; ///< before its worker goes
    std::unique_ptr<ReportFilesExport> m_files;
};

} // namespace watchfloor
