// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/providerinfo.h"

#include <QString>

#include <vector>

namespace watchfloor {

/// One row of a vendor's table: its word on the wire, and ours.
struct WordPair {
    const char *wire;
    const char *ours;
};

/// Our word, or null for a word the table does not know. `Table` holds WordPair rows.
template<typename Table>
const char *findWord(const Table &table, const QString &word,
                     Qt::CaseSensitivity sensitivity = Qt::CaseSensitive)
{
    for (const WordPair &row : table) {
        if (word.compare(QLatin1String(row.wire), sensitivity) == 0)
            return row.ours;
    }
    return nullptr;
}

/// Our word; one the table does not know passes verbatim, so that a newer server shows what it
/// says instead of something invented.
template<typename Table>
QString translated(const Table &table, const QString &word,
                   Qt::CaseSensitivity sensitivity = Qt::CaseSensitive)
{
    const char *ours = findWord(table, word, sensitivity);
    return ours ? QString::fromLatin1(ours) : word;
}

/// The table's rows for ProviderInfo::dictionary.
template<typename Table>
void listWords(std::vector<DictionaryWord> &into, const char *kind, const Table &table,
               const QString &note = {})
{
    for (const WordPair &row : table)
        into.push_back(
            {QLatin1String(kind), QLatin1String(row.wire), QLatin1String(row.ours), note});
}

} // namespace watchfloor
