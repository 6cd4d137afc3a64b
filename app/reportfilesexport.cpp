// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reportfilesexport.h"

#include "app/paper/pseudonymsalt.h"
#include "app/reporttablefiles.h"
#include "backend/async/guithread.h"
#include "backend/async/whendone.h"
#include "views/chartfile.h"
#include "views/paperpainter.h"

#include <QTimer>

#include <cmath>
#include <utility>

namespace watchfloor {
namespace {

constexpr int pictureDotsPerInch = 150;

} // namespace

ReportFilesExport::ReportFilesExport(WorkerThread &worker, ReportTarget target, QObject *parent)
    : QObject(parent)
    , m_worker(worker)
    , m_target(std::move(target))
    , m_files(std::make_shared<SeveralFiles>(m_target.replaces))
{
}

ReportFilesExport::~ReportFilesExport()
{
    *m_cancelled = true;
    (void)m_worker.run([files = std::exchange(m_files, nullptr)]() mutable -> Result<void> {
        files.reset();
        return {};
    });
}

bool ReportFilesExport::isOver(const Result<void> &last)
{
    if (last && !*m_cancelled)
        return false;
    Q_EMIT finished(last ? Error::cancelled() : last.error());
    return true;
}

void ReportFilesExport::startTables(const ReportPlan &plan,
                                    std::shared_ptr<const ReportAnswers> answers,
                                    const QString &profileDir)
{
    Q_EMIT progressed(0, static_cast<int>(plan.sections.size()));
    const auto job = [plan, answers = std::move(answers), profileDir, target = m_target,
                      files = m_files, cancelled = m_cancelled]() -> Result<void> {
        refuseOnGuiThread("writing a report's tables");
        Pseudonyms names;
        if (plan.pseudonymous) {
            const Result<Pseudonyms> kept = pseudonymsOf(profileDir);
            if (!kept)
                return kept.error();
            names = *kept;
            names.setAccounts(answers->accounts);
        }
        const TableFormat format =
            target.format == ExportFormat::Json ? TableFormat::Json : TableFormat::Csv;
        for (const SectionTable &one : reportTables(plan, *answers, names)) {
            if (*cancelled)
                return Error::cancelled();
            const Result<void> added = files->add(tableFile(target.file, one.section),
                                                  toBytes(one.table, format, answers->zone));
            if (!added)
                return added;
        }
        return {};
    };
    whenDone(m_worker.run(job), this, [this](const Result<void> &written) {
        if (!isOver(written))
            commit();
    });
}

void ReportFilesExport::startPages(std::shared_ptr<const PaperLayout> layout,
                                   const PaperFonts &fonts)
{
    m_layout = std::move(layout);
    m_fonts = fonts;
    paintPage(0);
}

void ReportFilesExport::paintPage(int page)
{
    Q_EMIT progressed(page, m_layout->pageCount());
    if (isOver({}))
        return;
    if (page == m_layout->pageCount())
        return commit();
    const auto across = static_cast<int>(
        std::lround(m_layout->size.width() * pictureDotsPerInch / paperUnitsPerInch));
    const auto job = [layout = m_layout, fonts = m_fonts, page, across]() -> Result<QImage> {
        return pageImage(*layout, page, fonts, across);
    };
    whenDone(m_worker.run(job), this, [this, page](const Result<QImage> &painted) {
        if (painted)
            paintCharts(page, 0, *painted);
        else
            Q_EMIT finished(painted.error());
    });
}

void ReportFilesExport::paintCharts(int page, int chart, QImage image)
{
    const PaperPage &sheet = m_layout->pages[static_cast<std::size_t>(page)];
    if (chart < static_cast<int>(sheet.charts.size())) {
        QTimer::singleShot(0, this, [this, page, chart, image = std::move(image)]() mutable {
            addChart(image, *m_layout, page, chart);
            paintCharts(page, chart + 1, std::move(image));
        });
        return;
    }
    const auto job = [image = std::move(image), files = m_files, title = m_layout->title,
                      file = pageFile(m_target.file, page, m_layout->pageCount())] {
        return files->add(file, pngOf(image, title));
    };
    whenDone(m_worker.run(job), this, [this, page](const Result<void> &written) {
        if (!isOver(written))
            paintPage(page + 1);
    });
}

void ReportFilesExport::commit()
{
    whenDone(m_worker.run([files = m_files] { return files->commit(); }), this,
             [this](const Result<QStringList> &files) { Q_EMIT finished(files); });
}

} // namespace watchfloor
