// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QMap>
#include <QString>

#include <vector>

namespace watchfloor {

/// Made-up names for people on paper that is handed on. The same person has the same name in every
/// section and in every report with the same salt; who does not know the salt cannot work it out.
class Pseudonyms {
    Q_DECLARE_TR_FUNCTIONS(watchfloor::Pseudonyms)
public:
    /// Off: names pass as they are.
    Pseudonyms() = default;
    explicit Pseudonyms(QByteArray salt)
        : m_salt(std::move(salt))
        , m_on(true)
    {
    }

    bool isOn() const { return m_on; }
    /// Whose people they are: by what the vendor calls an account, so that one which is added again
    /// keeps its people's names. An account that is not told goes by its row.
    void setAccounts(const std::vector<Account> &accounts);
    /// "Agent K7QF2M"; the name on one line when off. Without id and name (nobody) empty.
    QString agent(RowId account, const QString &remoteId, const QString &name) const;
    QString contact(RowId account, const QString &name) const;

private:
    QString code(char kind, RowId account, const QString &id) const;

    QByteArray m_salt;
    QMap<RowId, QByteArray> m_accounts;
    bool m_on = false;
};

} // namespace watchfloor
