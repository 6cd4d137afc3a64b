// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/reportfiles.h"

#include <QFileInfo>

#include <algorithm>

namespace watchfloor {
namespace {

/// Its own ending stays where it is.
QString withPart(const QString &file, const QString &part)
{
    const QString suffix = QFileInfo(file).suffix();
    const qsizetype end = file.size() - (suffix.isEmpty() ? 0 : suffix.size() + 1);
    return file.left(end) + QLatin1Char('-') + part + file.mid(end);
}

} // namespace

QString tableFile(const QString &file, ReportSection section)
{
    return withPart(file, sectionKey(section).replace(QLatin1Char('_'), QLatin1Char('-')));
}

QString pageFile(const QString &file, int page, int pages)
{
    const auto digits = std::max<qsizetype>(2, QString::number(pages).size());
    return withPart(file, QString::number(page + 1).rightJustified(digits, QLatin1Char('0')));
}

QStringList filesOf(const ReportTarget &target, const ReportPlan &plan, int pages)
{
    QStringList files;
    switch (target.format) {
    case ExportFormat::Csv:
    case ExportFormat::Json:
        for (const ReportSection section : plan.sections)
            files << tableFile(target.file, section);
        break;
    case ExportFormat::Png:
        for (int page = 0; page < pages; ++page)
            files << pageFile(target.file, page, pages);
        break;
    case ExportFormat::Pdf:
    case ExportFormat::Svg:
        files << target.file;
        break;
    }
    return files;
}

} // namespace watchfloor
