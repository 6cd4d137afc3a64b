// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/paper/papercomposer.h"
#include "app/paper/reportexport.h"
#include "backend/async/workerthread.h"

#include <QObject>

#include <memory>
#include <stop_token>

namespace watchfloor {

/// From a question to a PDF without a page: for the command line and cron. Needs a QApplication
/// (QT_QPA_PLATFORM=offscreen does), a running loop and no network. One report; begin another with
/// another object.
class ReportRun : public QObject {
    Q_OBJECT
public:
    /// The worker outlives it: what is under way when the run goes ends there, and nobody waits.
    ReportRun(WorkerThread &worker, ReportService &reports, Clock &clock, PaperQuestion question,
              QString file, QString profileDir, QObject *parent = nullptr);
    ~ReportRun() override;

    void start();
    /// finished() follows with Cancelled, unless the file was being put in its place already.
    void cancel();

    /// Before finished(): sections that are missing, a logo that cannot be read; a sentence each.
    const QStringList &problems() const { return m_problems; }
    int pageCount() const { return m_pageCount; }

Q_SIGNALS:
    void progressed(int pagesDone, int pages);
    void finished(const watchfloor::Result<void> &written);

private:
    void compose(const GatheredAnswers &answers);
    void write(const ComposedReport &report);

    WorkerThread &m_worker;
    ReportService &m_reports;
    Clock &m_clock;
    PaperQuestion m_question;
    QString m_file;
    QString m_profileDir;
    PaperFonts m_fonts;
    QStringList m_problems;
    int m_pageCount = 0;
    std::stop_source m_stop;
    std::unique_ptr<ReportExport> m_export;
};

} // namespace watchfloor
