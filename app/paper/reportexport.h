// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/workerthread.h"
#include "backend/domain/ids.h"
#include "backend/domain/result.h"
#include "views/pdffile.h"

#include <QObject>

#include <memory>
#include <stop_token>

namespace watchfloor {

/// Writes pages into a PDF: texts on the worker, charts on this thread, one per turn of the loop.
/// The file appears whole or not at all. One export; begin another with another object.
class ReportExport : public QObject {
    Q_OBJECT
public:
    /// The worker outlives it.
    ReportExport(WorkerThread &worker, std::shared_ptr<const PaperLayout> layout,
                 const PaperFonts &fonts, QString file, TimeMs made, QObject *parent = nullptr);
    ~ReportExport() override;

    void start();
    /// finished() follows with Cancelled, unless the file was being put in its place already.
    void cancel() { m_stop.request_stop(); }
    const QString &file() const { return m_file; }

Q_SIGNALS:
    void progressed(int pagesDone, int pages);
    void finished(const watchfloor::Result<void> &written);

private:
    void paintText(int page);
    void paintCharts(int page, int chart);
    void writeFile();

    WorkerThread &m_worker;
    std::shared_ptr<const PaperLayout> m_layout;
    std::shared_ptr<PdfPages> m_pages;
    QString m_file;
    TimeMs m_made;
    std::stop_source m_stop;
};

} // namespace watchfloor
