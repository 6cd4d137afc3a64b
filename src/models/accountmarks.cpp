// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/accountmarks.h"

#include "models/plaintext.h"

namespace watchfloor {

QHash<RowId, QString> accountMarks(const std::vector<Account> &accounts)
{
    const auto wordsOf = [](const Account &account) {
        return oneLine(account.name).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    };
    QHash<RowId, QString> marks;
    for (const Account &own : accounts) {
        QStringList words = wordsOf(own);
        for (const Account &other : accounts) {
            for (const QString &taken : other.id == own.id ? QStringList() : wordsOf(other))
                words.removeIf([&taken](const QString &word) {
                    return word.compare(taken, Qt::CaseInsensitive) == 0;
                });
        }
        marks.insert(own.id, words.isEmpty() ? oneLine(own.name) : words.constFirst());
    }
    return marks;
}

} // namespace watchfloor
