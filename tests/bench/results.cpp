// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/results.h"

#include "bench/yearfile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace watchfloor::bench {

namespace {

QString pathIn(const QString &folder, qint64 conversations)
{
    return QDir(folder).filePath(YearFile::sizeName(conversations) +
                                 QStringLiteral("/results.json"));
}

QJsonArray rowsIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("rows")).toArray();
}

} // namespace

OtherSize otherSize(const QString &folder, qint64 conversations)
{
    OtherSize other;
    if (folder.isEmpty()) {
        return other;
    }
    for (const bool smaller : {true, false}) {
        const qint64 size = smaller ? conversations / 10 : conversations * 10;
        const QJsonArray rows = rowsIn(pathIn(folder, size));
        if (rows.isEmpty()) {
            continue;
        }
        other.name = YearFile::sizeName(size);
        other.smaller = smaller;
        for (const QJsonValue &row : rows) {
            other.medians.insert(row[QLatin1String("name")].toString(),
                                 row[QLatin1String("median")].toDouble());
        }
        return other;
    }
    return other;
}

void fillGrowth(std::vector<BenchRow> &rows, const OtherSize &other)
{
    for (BenchRow &row : rows) {
        const double median = other.medians.value(row.name, 0);
        if (median > 0 && row.median > 0) {
            row.growth = other.smaller ? row.median / median : median / row.median;
        }
    }
}

void keepResults(const QString &folder, qint64 conversations, const std::vector<BenchRow> &rows)
{
    const QString path = pathIn(folder, conversations);
    QJsonObject kept = asJson(rows);
    QJsonArray all = kept.value(QStringLiteral("rows")).toArray();
    for (const QJsonValue &before : rowsIn(path)) {
        const QString name = before[QLatin1String("name")].toString();
        if (std::none_of(rows.begin(), rows.end(),
                         [&](const BenchRow &row) { return row.name == name; })) {
            all.append(before);
        }
    }
    kept.insert(QStringLiteral("rows"), all);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(kept).toJson()) < 0) {
        throw BenchError{QStringLiteral("%1: %2").arg(path, file.errorString())};
    }
}

} // namespace watchfloor::bench
