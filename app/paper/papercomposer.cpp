// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/papercomposer.h"

#include "app/paper/pseudonymsalt.h"
#include "app/paper/reportcharts.h"
#include "backend/async/guithread.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QImageReader>
#include <QPainter>

namespace watchfloor {
namespace {

/// 300 dpi at the largest size it is printed in.
constexpr QSize mostLogo(600, 160);
constexpr qint64 mostLogoBytes = 20 * 1024 * 1024;

QString composerWords(const char *text)
{
    return QCoreApplication::translate("PaperComposer", text);
}

/// The user's own picture on white, no larger than paper can show. Null: the sentence says why.
QImage logoOf(const QString &file, QString &problem)
{
    const QFileInfo info(file);
    const auto leftOut = [&](const QString &why) {
        problem = composerWords("The logo “%1” was left out: %2.").arg(info.fileName(), why);
        return QImage();
    };
    if (!info.exists())
        return leftOut(composerWords("the file is not there any more"));
    if (!info.isFile() || !info.isReadable())
        return leftOut(composerWords("the file cannot be read"));
    if (info.size() > mostLogoBytes)
        return leftOut(composerWords("the file is larger than 20 MB"));
    QImageReader reader(file);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    const bool drawn = reader.format() == "svg" || reader.format() == "svgz";
    if (size.isValid() &&
        (drawn || size.width() > mostLogo.width() || size.height() > mostLogo.height()))
        reader.setScaledSize(size.scaled(mostLogo, Qt::KeepAspectRatio).expandedTo(QSize(1, 1)));
    const QImage read = reader.read();
    if (read.isNull())
        return leftOut(composerWords("it is no picture that can be read"));
    // What shines through would be a second bitmap.
    QImage flat(read.size(), QImage::Format_RGB32);
    flat.fill(Qt::white);
    QPainter painter(&flat);
    painter.drawImage(0, 0, read);
    painter.end();
    return flat.width() > mostLogo.width() || flat.height() > mostLogo.height()
               ? flat.scaled(mostLogo, Qt::KeepAspectRatio, Qt::SmoothTransformation)
               : flat;
}

/// Boxes on paper are not told from boxes in a name, so it is said here.
QString missingLetters(const QString &missing)
{
    const QList<uint> letters = missing.toUcs4();
    const char32_t first = letters.front();
    const QString shown =
        QStringLiteral("%1 (U+%2)")
            .arg(QString::fromUcs4(&first, 1),
                 QString::number(static_cast<uint>(first), 16).toUpper().rightJustified(4, u'0'));
    return composerWords("No font of this computer has %1 of the letters of this report, such as "
                         "%2: boxes stand for them. Install a font that has them; for Chinese, "
                         "Japanese and Korean the package fonts-noto-cjk.")
        .arg(QString::number(letters.size()), shown);
}

ChartContext chartContext(const ReportPlan &plan, const ReportAnswers &answers)
{
    ChartContext context;
    context.scope.zone = answers.zone;
    context.scope.business = answers.business;
    context.format =
        MetricFormatter(plan.locale.isEmpty() ? QLocale() : QLocale(plan.locale), answers.zone);
    context.now = answers.now;
    context.aggregate = plan.timeValue;
    return context;
}

} // namespace

Result<Pseudonyms> namesFor(const ReportPlan &plan, const ReportAnswers &answers,
                            const QString &profileDir)
{
    if (!plan.pseudonymous)
        return Pseudonyms();
    Result<Pseudonyms> names = pseudonymsOf(profileDir);
    if (names)
        names->setAccounts(answers.accounts);
    return names;
}

Result<ComposedReport> composeReport(const ReportPlan &plan, const ReportAnswers &answers,
                                     const PaperFonts &fonts, const QString &profileDir,
                                     const std::stop_token &stop)
{
    refuseOnGuiThread("composing a report");
    const Result<Pseudonyms> names = namesFor(plan, answers, profileDir);
    if (!names)
        return names.error();
    ComposedReport report;
    QImage logo;
    if (!plan.logoFile.isEmpty()) {
        QString problem;
        logo = logoOf(plan.logoFile, problem);
        if (!problem.isEmpty())
            report.problems << problem;
    }
    PaperLetters letters(fonts.font(PaperFont::Body));
    PaperLetters chartLetters(fonts.screen());
    PaperContent content = reportContent(
        plan, answers, *names, logo,
        paperCharts(chartContext(plan, answers), plan.view.topAgents, chartLetters), stop);
    if (stop.stop_requested())
        return Error::cancelled();
    content = letters.printable(std::move(content));
    if (!letters.missing().isEmpty())
        report.problems << missingLetters(letters.missing());
    report.pages = std::make_shared<PaperLayout>(layOut(content, FontMeasure(fonts), stop));
    if (stop.stop_requested())
        return Error::cancelled();
    return report;
}

} // namespace watchfloor
