// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndexList>
#include <QString>

#include <vector>

namespace watchfloor {

/// One line of it after the other; the model and its columns must not change meanwhile.
class TsvLines {
public:
    TsvLines(const QAbstractItemModel &model, std::vector<int> columns);

    QString header() const;
    QString line(int row) const;

private:
    const QAbstractItemModel &m_model;
    std::vector<int> m_columns;
    std::vector<bool> m_numeric;
};

/// Rows as tab separated text with a header line, for the clipboard. `columns` in the order they
/// stand on screen. Cells hold no tab or line break, and a text that a spreadsheet would run as a
/// formula gets an apostrophe in front.
QString toTsv(const QAbstractItemModel &model, const std::vector<int> &rows,
              const std::vector<int> &columns);

} // namespace watchfloor
