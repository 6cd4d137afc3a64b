// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tsv.h"

#include "models/columnspec.h"
#include "models/plaintext.h"
#include "models/roles.h"

namespace watchfloor {
namespace {

QString safeText(const QString &text, bool numeric)
{
    QString line = oneLine(text, 10'000);
    if (!numeric && !line.isEmpty() && QStringLiteral("=+-@").contains(line.at(0)))
        line.prepend(QLatin1Char('\''));
    return line;
}

} // namespace

QString toTsv(const QAbstractItemModel &model, const std::vector<int> &rows,
              const std::vector<int> &columns)
{
    QStringList lines;
    QStringList cells;
    std::vector<bool> numeric;
    for (const int column : columns) {
        cells.append(safeText(model.headerData(column, Qt::Horizontal).toString(), false));
        const auto kind =
            static_cast<ColumnKind>(model.headerData(column, Qt::Horizontal, KindRole).toInt());
        numeric.push_back(kind == ColumnKind::Number || kind == ColumnKind::Duration);
    }
    lines.append(cells.join(QLatin1Char('\t')));
    for (const int row : rows) {
        cells.clear();
        for (size_t i = 0; i < columns.size(); ++i) {
            const QVariant value = model.index(row, columns[i]).data(CopyRole);
            cells.append(safeText(value.toString(), numeric[i]));
        }
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace watchfloor
