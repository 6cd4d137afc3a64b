// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reportfilesexport.h"

#include "app/paper/papercomposer.h"
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
constexpr int mostPictures = 300; ///< each is an open file until all are there

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
    (void)m_worker.run([files = m_files]() -> Result<void> {
        files->drop();
        return {};
    });
}

bool ReportFilesExport::isOver(const Result<void> &last)
{
    if (last && !m_stop.stop_requested())
        return false;
    fail(last ? Error::cancelled() : last.error());
    return true;
}

void ReportFilesExport::fail(const Error &error)
{
    const auto drop = [files = m_files]() -> Result<void> {
        files->drop();
        return {};
    };
    whenDone(m_worker.run(drop), this,
             [this, error](const Result<void> &) { Q_EMIT finished(error); });
}

void ReportFilesExport::startTables(const ReportPlan &plan,
                                    std::shared_ptr<const ReportAnswers> answers,
                                    const QString &profileDir)
{
    m_plan = plan;
    m_answers = std::move(answers);
    Q_EMIT progressed(0, static_cast<int>(m_plan.sections.size()));
    const auto job = [plan, answers = m_answers, profileDir] {
        return namesFor(plan, *answers, profileDir);
    };
    whenDone(m_worker.run(job), this, [this](const Result<Pseudonyms> &names) {
        if (isOver(names ? Result<void>() : Result<void>(names.error())))
            return;
        m_names = *names;
        writeTable(0);
    });
}

void ReportFilesExport::writeTable(std::size_t at)
{
    Q_EMIT progressed(static_cast<int>(at), static_cast<int>(m_plan.sections.size()));
    if (isOver({}))
        return;
    if (at == m_plan.sections.size())
        return commit();
    const ReportSection section = m_plan.sections[at];
    const auto job = [plan = m_plan, answers = m_answers, names = m_names, target = m_target,
                      files = m_files, stop = m_stop.get_token(), section]() -> Result<bool> {
        refuseOnGuiThread("writing a report's table");
        const TableFormat format =
            target.format == ExportFormat::Json ? TableFormat::Json : TableFormat::Csv;
        const auto write = [&files, file = tableFile(target, section)](const QByteArray &bytes) {
            return files->add(file, bytes);
        };
        return writeReportTable(section, plan, *answers, names, format, write, stop);
    };
    whenDone(m_worker.run(job), this, [this, at, section](const Result<bool> &written) {
        if (isOver(written ? Result<void>() : Result<void>(written.error())))
            return;
        if (!*written)
            m_without << sectionTitle(section);
        writeTable(at + 1);
    });
}

void ReportFilesExport::startPages(std::shared_ptr<const PaperLayout> layout,
                                   const PaperFonts &fonts)
{
    m_layout = std::move(layout);
    m_fonts = fonts;
    if (m_layout->pageCount() > mostPictures)
        return fail(Error(Error::Kind::BadInput,
                          tr("A report of %1 pages is too long for pictures: there may be %2")
                              .arg(m_layout->pageCount())
                              .arg(mostPictures),
                          QString(),
                          tr("Export a PDF, or choose a shorter range or fewer sections")));
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
        if (!isOver(painted ? Result<void>() : Result<void>(painted.error())))
            paintCharts(page, 0, *painted);
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
                      file = pageFile(m_target, page, m_layout->pageCount())]() -> Result<void> {
        const QByteArray png = pngOf(image, title);
        return png.isEmpty() ? Error(Error::Kind::Internal, tr("A page could not be packed"))
                             : files->add(file, png);
    };
    whenDone(m_worker.run(job), this, [this, page](const Result<void> &written) {
        if (!isOver(written))
            paintPage(page + 1);
    });
}

void ReportFilesExport::commit()
{
    whenDone(m_worker.run([files = m_files] { return files->commit(); }), this,
             [this](const Result<QStringList> &files) {
                 if (files)
                     Q_EMIT finished(files);
                 else
                     fail(files.error());
             });
}

} // namespace watchfloor
