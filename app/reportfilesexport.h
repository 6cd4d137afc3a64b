// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/severalfiles.h"
#include "backend/async/workerthread.h"
#include "views/paperlayout.h"
#include "views/reportanswers.h"
#include "views/reportfiles.h"

#include <QImage>
#include <QObject>

#include <memory>
#include <stop_token>

namespace watchfloor {

/// Writes a report as files beside each other: its tables, or its pages as pictures of 150 dots per
/// inch. Made, packed and written on the worker; charts are painted on this thread, one per turn of
/// the loop. One export; begin another with another object.
class ReportFilesExport : public QObject {
    Q_OBJECT
public:
    /// The worker outlives it.
    ReportFilesExport(WorkerThread &worker, ReportTarget target, QObject *parent = nullptr);
    /// What is beside its places goes, on the worker.
    ~ReportFilesExport() override;

    void startPages(std::shared_ptr<const PaperLayout> layout, const PaperFonts &fonts);
    void startTables(const ReportPlan &plan, std::shared_ptr<const ReportAnswers> answers,
                     const QString &profileDir);
    /// finished() follows with Cancelled, unless the files are being put in their places already.
    void cancel() { m_stop.request_stop(); }
    /// Before finished(): sections that have no table.
    const QStringList &without() const { return m_without; }

Q_SIGNALS:
    void progressed(int done, int all);
    /// What was written. After an error nothing is left beside its place.
    void finished(const watchfloor::Result<QStringList> &files);

private:
    void writeTable(std::size_t at);
    void paintPage(int page);
    void paintCharts(int page, int chart, QImage image);
    void commit();
    void fail(const Error &error);
    bool isOver(const Result<void> &last);

    WorkerThread &m_worker;
    ReportTarget m_target;
    std::shared_ptr<SeveralFiles> m_files;
    std::stop_source m_stop;

    std::shared_ptr<const PaperLayout> m_layout; ///< of pages
    PaperFonts m_fonts;

    ReportPlan m_plan; ///< of tables
    std::shared_ptr<const ReportAnswers> m_answers;
    Pseudonyms m_names;
    QStringList m_without;
};

} // namespace watchfloor
