// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/rowkeys.h"

#include <Qt>

namespace watchfloor {

struct RowSort {
    int column = 0;
    Qt::SortOrder order = Qt::AscendingOrder;

    bool operator==(const RowSort &) const = default;
};

/// Which rows, and in which order. Pure: may be answered on any thread.
struct RowOrderQuestion {
    std::vector<RowSort> sorts; ///< the first counts most; ties stay in the rows' own order
    QStringList words;          ///< must all be found
    QString state;              ///< must be it; null = any
    std::vector<quint8> chosen; ///< 1 = passes; empty = all pass
    std::vector<quint8> kept;   ///< 1 = stays whatever words and choice say; empty = none
    std::vector<int> all;       ///< every row in this order already; empty = not known

    bool operator==(const RowOrderQuestion &) const = default;
};

std::vector<int> orderOf(const RowKeys &keys, const RowOrderQuestion &question);

} // namespace watchfloor
