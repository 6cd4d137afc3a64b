// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace watchfloor {

enum class ColumnKind { Text, Number, Duration, Time, State };

/// A column as data: header, alignment, first sort order and width follow from this one row.
struct ColumnSpec {
    QString key; ///< stable: settings use it, and CSV and JSON but for `exportKey`
    QString title;
    QString toolTip; ///< the definition
    ColumnKind kind = ColumnKind::Text;
    int width = 96; ///< px at 1x
    int grow = 0;
    bool hidden = false;
    bool ages = false;       ///< its text counts from "now"
    QString family = {};     ///< where a chooser of columns lists it; empty = first
    QString unit = {};       ///< of its raw values in files: "ratio", "time"; empty = by its kind
    QString exportKey = {};  ///< in files: says also what else its numbers hang on; empty = `key`
    QStringList second = {}; ///< in files a column of its own beside it: key and unit; none

    /// Numbers stand on the right so that they compare down a column.
    bool isNumeric() const { return kind == ColumnKind::Number || kind == ColumnKind::Duration; }
    /// The interesting end of numbers and times is the large one.
    bool startsDescending() const { return isNumeric() || kind == ColumnKind::Time; }
};

} // namespace watchfloor
