// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/viewexport.h"

#include "app/drillquery.h"
#include "app/modeltable.h"
#include "app/pagebindings.h"
#include "app/scopequery.h"
#include "models/conversationlistmodel.h"
#include "models/plaintext.h"
#include "models/rangewords.h"
#include "models/scopechips.h"
#include "models/sortedrows.h"
#include "views/chartfile.h"
#include "views/mainwindow.h"
#include "views/page.h"
#include "views/scopedesk.h"
#include "views/tableview.h"
#include "views/taskcell.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>
#include <QTimer>
#include <QUrl>

namespace watchfloor {
namespace {

QString nativeName(const QString &file)
{
    return oneLine(QFileInfo(file).fileName(), 80);
}

} // namespace

ViewExport::ViewExport(QString profileDir, const PageServices &services, MainWindow &window,
                       const PageBindings &bindings, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_window(window)
    , m_bindings(bindings)
    , m_popup(new ExportPopup(&window))
    , m_profileDir(profileDir)
    , m_files(std::move(profileDir))
{
    connect(&window, &MainWindow::exportRequested, this, &ViewExport::begin);
    connect(m_popup, &ExportPopup::chosen, this,
            [this](int offer) { choose(m_popup->offers()[static_cast<std::size_t>(offer)]); });
    TaskCell *task = window.statusStrip()->task();
    connect(task, &TaskCell::cancelRequested, this, [this] {
        m_files.cancel();
        if (m_table)
            m_table->cancel();
        if (m_picture)
            m_picture->cancel();
        if (m_report)
            m_report->cancel();
    });
    connect(task, &TaskCell::actionRequested, this, &ViewExport::showFolder);
    connect(&m_files, &FileExport::progressed, this, [this](qint64 done, qint64 all) {
        if (m_files.isRunning())
            tellRows(done, all);
    });
    connect(&m_files, &FileExport::finished, this,
            [this](const Result<qint64> &rows) { onFinished(rows); });
}

ViewExport::~ViewExport() = default;

void ViewExport::tellRows(qint64 done, qint64 all)
{
    const MetricFormatter format = m_window.formatter();
    m_window.statusStrip()->task()->setProgress(
        tr("%1: %2 of %3").arg(nativeName(m_file), format.count(done), format.count(all)),
        all > 0 ? static_cast<double>(done) / static_cast<double>(all) : -1);
}

QString ViewExport::scopeWords(bool withFilters) const
{
    const Page *page = m_window.currentPage();
    if (!page || !page->usesScope())
        return {};
    const ViewScope &scope = m_window.scope();
    const FilterCatalogue &catalogue = m_window.scopeDesk()->catalogue();
    QStringList words{rangeText(scope.range, m_services.clock.now(), m_window.formatter()),
                      zoneText(scope.zone)};
    QStringList accounts;
    for (const Account &account : catalogue.accounts()) {
        if (std::find(scope.accounts.begin(), scope.accounts.end(), account.id) !=
            scope.accounts.end())
            accounts << oneLine(account.name, 40);
    }
    if (!accounts.isEmpty())
        words.prepend(accounts.join(QStringLiteral(", ")));
    if (!withFilters)
        return words.join(QStringLiteral(" · "));
    for (const ScopeChip &chip : scopeChips(scope.filter, catalogue, {}))
        words << chip.text;
    if (scope.business)
        words << tr("business hours");
    return words.join(QStringLiteral(" · "));
}

std::vector<ExportOffer> ViewExport::offers() const
{
    std::vector<ExportOffer> offers;
    const Page *page = m_window.currentPage();
    if (!page)
        return offers;
    const PageExport exported = page->exported();
    const MetricFormatter format = m_window.formatter();
    if (exported.plan) {
        QString paper = exported.plan->paper == PaperSize::Letter
                            ? tr("US Letter, with the definitions of its figures")
                            : tr("A4, with the definitions of its figures");
        QStringList without = exported.notOnPaper;
        if (m_window.scope().compare)
            without << tr("the period before");
        if (!without.isEmpty())
            paper +=
                QStringLiteral("; ") + tr("without %1").arg(without.join(QStringLiteral(", ")));
        offers.push_back({ExportFormat::Pdf, 0, paper});
        for (std::size_t i = 0; i < exported.papers.size(); ++i)
            offers.push_back({ExportFormat::Pdf, static_cast<int>(i) + 1,
                              tr("%1 alone").arg(exported.papers[i].title)});
    }
    for (std::size_t i = 0; i < exported.tables.size(); ++i) {
        const PageExport::Table &table = exported.tables[i];
        const auto rows =
            table.view ? qint64{table.view->rows()->rowCount()} : qint64(table.rows.rows.size());
        if (rows == 0)
            continue;
        const std::size_t columns =
            table.view ? table.view->visibleColumns().size() : table.rows.columns.size();
        const QString size =
            table.ofConversations
                ? tr("%1 rows").arg(format.count(rows))
                : tr("%1 rows, %2 columns")
                      .arg(format.count(rows), format.count(static_cast<qint64>(columns)));
        for (const ExportFormat each : {ExportFormat::Csv, ExportFormat::Json})
            offers.push_back(
                {each, static_cast<int>(i), table.title + QStringLiteral(", ") + size});
    }
    for (std::size_t i = 0; i < exported.pictures.size(); ++i) {
        for (const ExportFormat each : {ExportFormat::Png, ExportFormat::Svg})
            offers.push_back({each, static_cast<int>(i), exported.pictures[i].title});
    }
    return offers;
}

void ViewExport::begin()
{
    Page *page = m_window.currentPage();
    if (!page || page->exportItself())
        return;
    QString word;
    std::vector<ExportOffer> all;
    if (isRunning())
        word = tr("“%1” is still being written; the line at the foot can cancel it.")
                   .arg(nativeName(m_file));
    else
        all = offers();
    if (word.isEmpty() && all.empty())
        word = tr("There is nothing on this page that could be exported just now.");
    m_popup->open(tr("Export this view: %1").arg(page->title()), scopeWords(), std::move(all),
                  word);
}

QString ViewExport::nameOf(const ExportOffer &offer) const
{
    const PageExport exported = m_window.currentPage()->exported();
    const auto at = static_cast<std::size_t>(offer.part);
    const bool table = offer.format == ExportFormat::Csv || offer.format == ExportFormat::Json;
    if (table && at < exported.tables.size())
        return exported.tables[at].name;
    if (offer.format == ExportFormat::Pdf && at > 0 && at <= exported.papers.size())
        return exported.papers[at - 1].name;
    if (!table && offer.format != ExportFormat::Pdf && at < exported.pictures.size())
        return exported.pictures[at].name;
    return m_window.currentPage()->key();
}

QString ViewExport::suggestedName(const ExportOffer &offer) const
{
    const ViewScope &scope = m_window.scope();
    const TimeMs now = m_services.clock.now();
    const TimeRange range = m_window.currentPage()->usesScope()
                                ? rangeOf(scope.range, now, scope.zone)
                                : TimeRange{now, now};
    const auto dayOf = [&scope](TimeMs at) {
        return QDateTime::fromMSecsSinceEpoch(at, scope.zone).date().toString(Qt::ISODate);
    };
    QString name = nameOf(offer) + QLatin1Char(' ') + dayOf(range.from);
    if (const QString last = dayOf(range.to - 1);
        range.to > range.from && last != dayOf(range.from))
        name += QStringLiteral(" to ") + last;
    for (const QChar c : QStringLiteral("/\\:*?\"<>|"))
        name.replace(c, QLatin1Char('-'));
    return name + QLatin1Char('.') + formatSuffix(offer.format);
}

void ViewExport::choose(const ExportOffer &offer)
{
    QString folder = m_folder;
    if (folder.isEmpty() || !QFileInfo(folder).isDir())
        folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (!QFileInfo(folder).isDir())
        folder = QDir::homePath();
    const QString suffix = formatSuffix(offer.format);
    auto *dialog =
        new QFileDialog(&m_window, tr("Export this view"), folder,
                        QStringLiteral("%1 (*.%2)").arg(formatTitle(offer.format), suffix));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(suggestedName(offer));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, offer](const QString &file) { save(offer, file); });
    dialog->open();
}

void ViewExport::save(const ExportOffer &offer, const QString &file)
{
    if (isRunning() || file.isEmpty())
        return;
    m_file = file;
    m_folder = QFileInfo(file).absolutePath();
    m_window.statusStrip()->task()->setProgress(tr("Writing %1").arg(nativeName(file)), -1);
    const PageExport exported = m_window.currentPage()->exported();
    const auto at = static_cast<std::size_t>(offer.part);
    const bool table = offer.format == ExportFormat::Csv || offer.format == ExportFormat::Json;
    const bool paper = offer.format == ExportFormat::Pdf;
    if (paper && (at == 0 ? exported.plan.has_value() : at <= exported.papers.size())) {
        ReportPlan plan = at == 0 ? *exported.plan : exported.papers[at - 1].plan;
        plan.pseudonymous = offer.pseudonymous;
        saveReport(plan, file);
    } else if (table && at < exported.tables.size()) {
        saveTable(exported.tables[at], offer.format, file);
    } else if (!table && !paper && at < exported.pictures.size()) {
        savePicture(exported.pictures[at], offer.format, file);
    } else {
        onFinished(Error(Error::Kind::NotFound, tr("It is no longer on screen")));
    }
}

void ViewExport::saveConversations(const TableView &table, ExportFormat format, const QString &file)
{
    const auto *model = qobject_cast<const ConversationListModel *>(table.rows()->sourceModel());
    if (!model)
        return onFinished(Error(Error::Kind::NotFound, tr("It is no longer on screen")));
    ConversationExport asked;
    asked.list = model->report().list;
    asked.asOf = model->report().asOf;
    asked.gaps = model->report().gaps;
    asked.format = format == ExportFormat::Json ? TableFormat::Json : TableFormat::Csv;
    asked.zone = m_window.scope().zone;
    // Copied as they lie; which rows of the list these are is found out behind the window.
    m_files.writeConversations(
        file, std::move(asked), [shown = table.rows()->sourceRows(), places = model->places()] {
            std::vector<quint32> rows;
            rows.reserve(shown.size());
            for (const int row : shown)
                rows.push_back(places ? (*places)[static_cast<std::size_t>(row)]
                                      : static_cast<quint32>(row));
            return rows;
        });
}

void ViewExport::saveTable(const PageExport::Table &table, ExportFormat format, const QString &file)
{
    if (table.ofConversations)
        return saveConversations(*table.view, format, file);
    const TableFormat as = format == ExportFormat::Json ? TableFormat::Json : TableFormat::Csv;
    if (!table.view) {
        RawTable rows = table.rows;
        rows.asOf = m_bindings.asOf();
        m_files.writeTable(file, std::move(rows), as, m_window.scope().zone);
        return;
    }
    ModelTable::Ports ports;
    ports.asOf = [this] { return m_bindings.asOf(); };
    const Page *page = m_window.currentPage();
    ports.sameQuestion = [this, page, scope = m_window.scope(), state = page->saveState()] {
        return m_window.currentPage() == page && m_window.scope() == scope &&
               page->saveState() == state;
    };
    m_table = std::make_unique<ModelTable>(table.view->rows(), table.view->visibleColumns(),
                                           std::move(ports), this);
    connect(m_table.get(), &ModelTable::progressed, this, &ViewExport::tellRows);
    connect(m_table.get(), &ModelTable::finished, this,
            [this, file, as, zone = m_window.scope().zone](const Result<void> &read) {
                RawTable raw = m_table->take();
                m_table.release()->deleteLater(); // it is still speaking
                if (!read)
                    return onFinished(read.error());
                m_window.statusStrip()->task()->setProgress(tr("Writing %1").arg(nativeName(file)),
                                                            -1);
                m_files.writeTable(file, std::move(raw), as, zone);
            });
    m_table->start();
}

void ViewExport::savePicture(const PageExport::Picture &picture, ExportFormat format,
                             const QString &file)
{
    QString caption = scopeWords(!picture.unfiltered);
    if (const auto asOf = m_bindings.asOf())
        caption += QStringLiteral(" · ") + tr("as of %1").arg(m_window.formatter().full(*asOf));
    ChartFile chart;
    chart.scenes = picture.scenes;
    chart.painted = picture.painted;
    if (chart.scenes.empty())
        chart.title = picture.title;
    chart.caption = caption;
    chart.rightToLeft = m_window.layoutDirection() == Qt::RightToLeft;
    const bool points = format == ExportFormat::Png;
    if (picture.widget) { // a frame of the window's
        if (points)
            m_files.writePicture(file, widgetImage(*picture.widget), picture.title);
        else
            m_files.writeBytes(file, widgetSvg(*picture.widget, picture.title));
        return;
    }
    using Into = ChartDrawing::Into;
    m_picture = std::make_unique<PictureDrawing>(std::move(chart),
                                                 points ? Into::Points : Into::Vectors, this);
    connect(m_picture.get(), &PictureDrawing::progressed, this, &ViewExport::tellRows);
    connect(m_picture.get(), &PictureDrawing::finished, this,
            [this, file, points, title = picture.title](bool drawn) {
                PictureDrawing *done = m_picture.release();
                done->deleteLater(); // it is still speaking
                if (!drawn)
                    return onFinished(Error::cancelled());
                m_window.statusStrip()->task()->setProgress(tr("Writing %1").arg(nativeName(file)),
                                                            -1);
                if (points)
                    m_files.writePicture(file, done->drawing().takeImage(), title);
                else
                    m_files.writeBytes(file, done->drawing().takeSvg());
            });
    m_picture->start();
}

void ViewExport::saveReport(const ReportPlan &plan, const QString &file)
{
    ViewScope scope;
    scope.zone = m_window.scope().zone;
    if (m_window.currentPage()->usesScope())
        scope = m_window.scope();
    PaperQuestion question;
    question.plan = plan;
    question.request = figuresOf(scope, m_services.clock.now());
    question.zone = scope.zone;
    if (plan.view.list && plan.view.list->drill) {
        // The cover tells what the conversations were chosen by.
        FigureAsked behind = figureAsked(*plan.view.list->drill);
        question.request = behind.request;
        question.listBehind = {std::move(behind.request), std::move(behind.query)};
    }
    if (!m_paper)
        m_paper = std::make_unique<WorkerThread>(QStringLiteral("paper"));
    m_report = std::make_unique<ReportRun>(*m_paper, m_services.reports, m_services.clock,
                                           std::move(question), file, m_profileDir);
    connect(m_report.get(), &ReportRun::progressed, this, [this](int page, int pages) {
        if (m_report)
            m_window.statusStrip()->task()->setProgress(
                tr("%1: page %2 of %3").arg(nativeName(m_file)).arg(page).arg(pages),
                pages > 0 ? static_cast<double>(page) / pages : -1);
    });
    connect(m_report.get(), &ReportRun::finished, this, [this](const Result<void> &written) {
        const QStringList problems = m_report->problems();
        m_report.release()->deleteLater(); // it is still speaking
        onFinished(written ? Result<qint64>(qint64{0}) : Result<qint64>(written.error()), problems);
    });
    m_window.statusStrip()->task()->setProgress(tr("Reading for %1").arg(nativeName(file)), -1);
    m_report->start();
}

void ViewExport::onFinished(const Result<qint64> &rows, const QStringList &problems)
{
    TaskCell *task = m_window.statusStrip()->task();
    const QString name = nativeName(m_file);
    if (rows) {
        const QString told =
            *rows > 0 ? tr("%1 written, %2 rows").arg(name, m_window.formatter().count(*rows))
                      : tr("%1 written").arg(name);
        task->setOutcome((QStringList{told} + problems).join(QStringLiteral(". ")), false,
                         tr("Show folder"));
    } else if (rows.error().kind() == Error::Kind::Cancelled) {
        task->setOutcome(tr("%1 was not written: cancelled").arg(name), false);
    } else {
        task->setOutcome(rows.error().sentence(), true);
    }
}

void ViewExport::showFolder()
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder));
}

} // namespace watchfloor
