// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The pages on their way out: files and the printer.
#include "views/elidedlabel.h"
#include "views/paperpreview.h"
#include "views/paperprinter.h"
#include "views/reportspage.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QPrintDialog>
#include <QPrinter>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>
#include <QToolButton>

#include <algorithm>

namespace watchfloor {

void ReportsPage::buildFormats()
{
    auto *formats = new QMenu(m_more);
    const std::pair<ExportFormat, QString> offers[] = {
        {ExportFormat::Csv, tr("CSV, a file for each table…")},
        {ExportFormat::Json, tr("JSON, a file for each table…")},
        {ExportFormat::Png, tr("PNG, a picture of each page…")}};
    for (const auto &[format, title] : offers)
        formats->addAction(title, this, [this, format = format] {
            m_files = format;
            exportFiles();
        });
    m_more->setMenu(formats);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setArrowType(Qt::DownArrow);
    m_more->setFocusPolicy(Qt::TabFocus);
    m_more->setObjectName(QStringLiteral("moreFormats"));
    m_more->setAccessibleName(tr("Export in another format"));
    m_more->setToolTip(tr("Exports its tables as CSV or JSON, or its pages as PNG"));
}

void ReportsPage::exportPdf()
{
    if (m_exporting || waits(&ReportsPage::exportPdf) || !m_fits)
        return;
    QFileDialog *dialog = saveDialog(tr("Export PDF"), ExportFormat::Pdf);
    connect(dialog, &QFileDialog::fileSelected, this, &ReportsPage::exportRequested);
    dialog->open();
}

QFileDialog *ReportsPage::saveDialog(const QString &title, ExportFormat format)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString suffix = formatSuffix(format);
    QString name = m_plan.name.isEmpty() ? m_preview->pages()->title : m_plan.name;
    for (const QChar c : QStringLiteral("/\\:*?\"<>|"))
        name.replace(c, QLatin1Char('-'));
    auto *dialog = new QFileDialog(this, title, folder,
                                   QStringLiteral("%1 (*.%2)").arg(suffix.toUpper(), suffix));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(name + QLatin1Char('.') + suffix);
    return dialog;
}

void ReportsPage::exportFiles()
{
    if (m_exporting || waits(&ReportsPage::exportFiles) || !m_fits)
        return;
    const ExportFormat format = m_files;
    QFileDialog *dialog =
        saveDialog(format == ExportFormat::Png ? tr("Name of the pictures, before their page")
                                               : tr("Name of the tables, before their section"),
                   format);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // these are others: asked behind it
    connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString &file) {
        confirmFiles({file, format});
    });
    dialog->open();
}

void ReportsPage::confirmFiles(ReportTarget target)
{
    QStringList names;
    const int pages = m_preview->pages() ? m_preview->pages()->pageCount() : 0;
    for (const QString &file : filesOf(target, m_plan, pages)) {
        if (!QFileInfo::exists(file))
            continue;
        target.replaces << file;
        names << QFileInfo(file).fileName();
    }
    if (names.isEmpty()) {
        Q_EMIT filesRequested(target);
        return;
    }
    const QString question = names.size() == 1
                                 ? tr("This file is there already. Replace it?")
                                 : tr("%1 of these files are there already. Replace them?")
                                       .arg(m_format.count(qint64{names.size()}));
    constexpr qsizetype mostNamed = 12;
    if (names.size() > mostNamed)
        names = names.mid(0, mostNamed) << QStringLiteral("…");
    auto *box =
        new QMessageBox(QMessageBox::Warning, tr("Export"), question, QMessageBox::Cancel, this);
    box->setTextFormat(Qt::PlainText); // of the question alone, not of what would stand below it
    box->setText(question + QStringLiteral("\n\n") + names.join(QLatin1Char('\n')));
    QPushButton *replace = box->addButton(tr("Replace"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(replace, &QPushButton::clicked, this,
            [this, target] { Q_EMIT filesRequested(target); });
    box->open();
}

void ReportsPage::print()
{
    if (m_exporting || waits(&ReportsPage::print) || !m_fits)
        return;
    m_printer = std::make_unique<PaperPrinter>(m_preview->sharedPages());
    connect(m_printer.get(), &PaperPrinter::progressed, this,
            [this](int page, int pages) { setWorking(page, pages, tr("Printing page %1 of %2")); });
    connect(m_printer.get(), &PaperPrinter::finished, this, [this](const Result<void> &printed) {
        // The printer is still speaking.
        m_printer.release()->deleteLater();
        if (printed) {
            m_exporting = false;
            m_outcome = tr("Sent to the printer");
            describe();
        } else {
            setExportFailed(printed.error());
        }
    });
    auto *dialog = new QPrintDialog(&m_printer->printer(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QAbstractPrintDialog::PrintPageRange);
    dialog->setMinMax(1, m_preview->pages()->pageCount());
    connect(dialog, &QDialog::accepted, this, [this] { printWith(*m_printer); });
    connect(dialog, &QDialog::rejected, this, [this] { m_printer.reset(); });
    dialog->open();
}

void ReportsPage::printWith(PaperPrinter &printer)
{
    const QString file = printer.file();
    if (file.isEmpty())
        return printer.start();
    // A file is written whole or not at all, which no printer does.
    const auto [first, end] = printer.pageRange();
    m_printer.release()->deleteLater(); // its dialog is still closing
    Q_EMIT pagesToFileRequested(file, first, end);
}

void ReportsPage::setExporting(int pagesDone, int pages)
{
    setWorking(pagesDone, pages, tr("Writing page %1 of %2"));
}

void ReportsPage::setWorking(int pagesDone, int pages, const QString &words)
{
    m_exporting = true;
    m_progress->setRange(0, pages);
    m_progress->setValue(pagesDone);
    m_outcome = words.arg(m_format.count(qint64{std::min(pagesDone + 1, pages)}),
                          m_format.count(qint64{pages}));
    describe();
}

void ReportsPage::setTablesExporting(int done, int tables)
{
    setWorking(done, tables, tr("Writing table %1 of %2"));
}

void ReportsPage::setFilesExported(const QStringList &files, const QStringList &without)
{
    if (files.isEmpty())
        return setExportFailed(Error(Error::Kind::NotFound,
                                     tr("Nothing was written: no section has a table"), QString(),
                                     tr("Choose others, or export a PDF")));
    m_exporting = false;
    const QString folder = QDir::toNativeSeparators(QFileInfo(files.front()).absolutePath());
    m_outcome = files.size() == 1 ? tr("Written: %1").arg(QDir::toNativeSeparators(files.front()))
                                  : tr("Written: %1 files, %2 to %3, in %4")
                                        .arg(m_format.count(qint64{files.size()}),
                                             QFileInfo(files.front()).fileName(),
                                             QFileInfo(files.back()).fileName(), folder);
    if (!without.isEmpty())
        m_outcome += QStringLiteral(" · ") +
                     tr("without a table: %1").arg(without.join(QStringLiteral(", ")));
    describe();
}

void ReportsPage::setExported(const QString &file)
{
    m_exporting = false;
    m_outcome = tr("Written: %1").arg(QDir::toNativeSeparators(file));
    describe();
}

void ReportsPage::setExportFailed(const Error &error)
{
    m_exporting = false;
    m_outcome = error.kind() == Error::Kind::Cancelled ? QString() : error.sentence();
    describe();
}

} // namespace watchfloor
