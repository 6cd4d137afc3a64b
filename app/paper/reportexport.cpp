// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/reportexport.h"

#include "backend/async/guithread.h"
#include "backend/async/whendone.h"
#include "backend/async/wholefile.h"

#include <QTimer>

#include <utility>

namespace watchfloor {

ReportExport::ReportExport(WorkerThread &worker, std::shared_ptr<const PaperLayout> layout,
                           const PaperFonts &fonts, QString file, TimeMs made, QObject *parent)
    : QObject(parent)
    , m_worker(worker)
    , m_layout(std::move(layout))
    , m_pages(std::make_shared<PdfPages>(m_layout, fonts))
    , m_file(std::move(file))
    , m_made(made)
{
}

ReportExport::~ReportExport()
{
    m_stop.request_stop();
    // Fonts go with the thread that loaded them, and unfinished pages write theirs when they end:
    // that is the worker's, behind what it is at, and nobody waits for it.
    (void)m_worker.run([pages = std::exchange(m_pages, nullptr)]() mutable -> Result<void> {
        pages.reset();
        return {};
    });
}

void ReportExport::start()
{
    paintText(0);
}

void ReportExport::paintText(int page)
{
    if (m_stop.stop_requested()) {
        Q_EMIT finished(Error::cancelled());
        return;
    }
    Q_EMIT progressed(page, m_layout->pageCount());
    if (page == m_layout->pageCount())
        return writeFile();
    whenDone(m_worker.run([pages = m_pages, page] { return pages->paintText(page); }), this,
             [this, page](const Result<void> &painted) {
                 if (painted)
                     paintCharts(page, 0);
                 else
                     Q_EMIT finished(painted);
             });
}

void ReportExport::paintCharts(int page, int chart)
{
    const PaperPage &sheet = m_layout->pages[static_cast<std::size_t>(page)];
    if (chart == static_cast<int>(sheet.charts.size()))
        return paintText(page + 1);
    QTimer::singleShot(0, this, [this, page, chart] {
        m_pages->paintChart(page, chart);
        paintCharts(page, chart + 1);
    });
}

void ReportExport::writeFile()
{
    const auto job = [pages = m_pages, file = m_file, made = m_made,
                      stop = m_stop.get_token()]() -> Result<void> {
        refuseOnGuiThread("writing a PDF");
        const Result<QByteArray> pdf = pages->finish(made, stop);
        if (!pdf)
            return pdf.error();
        if (stop.stop_requested())
            return Error::cancelled();
        return writeWhole(file, *pdf);
    };
    whenDone(m_worker.run(job), this,
             [this](const Result<void> &written) { Q_EMIT finished(written); });
}

} // namespace watchfloor
