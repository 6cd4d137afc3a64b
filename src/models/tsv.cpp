// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tsv.h"

#include "models/columnspec.h"
#include "models/plaintext.h"
#include "models/roles.h"

#include <utility>

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

TsvLines::TsvLines(const QAbstractItemModel &model, std::vector<int> columns)
    : m_model(model)
    , m_columns(std::move(columns))
{
    for (const int column : m_columns) {
        const auto kind =
            static_cast<ColumnKind>(model.headerData(column, Qt::Horizontal, KindRole).toInt());
        m_numeric.push_back(kind == ColumnKind::Number || kind == ColumnKind::Duration);
    }
}

QString TsvLines::header() const
{
    QStringList cells;
    for (const int column : m_columns)
        cells.append(safeText(m_model.headerData(column, Qt::Horizontal).toString(), false));
    return cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
}

QString TsvLines::line(int row) const
{
    QStringList cells;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const QVariant value = m_model.index(row, m_columns[i]).data(CopyRole);
        cells.append(safeText(value.toString(), m_numeric[i]));
    }
    return cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
}

QString toTsv(const QAbstractItemModel &model, const std::vector<int> &rows,
              const std::vector<int> &columns)
{
    const TsvLines lines(model, columns);
    QString text = lines.header();
    for (const int row : rows)
        text += lines.line(row);
    return text;
}

} // namespace watchfloor
