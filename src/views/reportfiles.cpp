// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/reportfiles.h"

#include <algorithm>

namespace watchfloor {
namespace {

/// Before the format's own ending; another one belongs to the name.
QString withPart(const ReportTarget &target, const QString &part)
{
    const QString ending = QLatin1Char('.') + formatSuffix(target.format);
    const bool ends = target.file.endsWith(ending, Qt::CaseInsensitive);
    return target.file.chopped(ends ? ending.size() : 0) + QLatin1Char('-') + part + ending;
}

} // namespace

QString tableFile(const ReportTarget &target, ReportSection section)
{
    return withPart(target, sectionKey(section).replace(QLatin1Char('_'), QLatin1Char('-')));
}

QString pageFile(const ReportTarget &target, int page, int pages)
{
    const auto digits = std::max<qsizetype>(2, QString::number(pages).size());
    return withPart(target, QString::number(page + 1).rightJustified(digits, QLatin1Char('0')));
}

QStringList filesOf(const ReportTarget &target, const ReportPlan &plan, int pages)
{
    QStringList files;
    switch (target.format) {
    case ExportFormat::Csv:
    case ExportFormat::Json:
        for (const ReportSection section : plan.sections)
            files << tableFile(target, section);
        break;
    case ExportFormat::Png:
        for (int page = 0; page < pages; ++page)
            files << pageFile(target, page, pages);
        break;
    case ExportFormat::Pdf:
    case ExportFormat::Svg:
        files << target.file;
        break;
    }
    return files;
}

} // namespace watchfloor
