// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "backend/domain/providerinfo.h"

#include <QHash>
#include <QMap>
#include <QString>
#include <QStringList>

namespace watchfloor {

/// What a person typed into the account dialog. Holds secrets: never logged, never stored.
struct AccountForm {
    RowId id = 0; ///< 0 = a new account
    QString provider;
    QString name;
    QString url;
    QString remoteAccountId;
    QMap<QString, QString> settings; ///< by field key; empty = the default
    QString way;                     ///< SignInWay::key; empty where there is only one
    QHash<QString, QString> secrets; ///< by field key; empty = what is stored already
    bool secretsInFile = false;      ///< said explicitly
};

/// "chat.example.com/" -> "https://chat.example.com".
QString completedUrl(const QString &typed);

/// One sentence for each field that cannot be right, before any server is asked. Keys: "url" and
/// those of the provider's fields.
QMap<QString, QString> formFaults(const ProviderInfo &provider, const AccountForm &form);
/// Empty = the name can be used.
QString nameFault(const QString &name, const QStringList &taken);

/// The way of this key, else the first; null where there is only one.
const SignInWay *signInWay(const ProviderInfo &provider, const QString &key);
/// The field beside which an error of the server is best read: "url", a secret's key (of the way
/// chosen), or empty.
QString faultyField(const ProviderInfo &provider, const QString &way, const Error &error);
/// A yes/no setting, shown as a check box.
bool isYesNo(const ProviderField &field);

} // namespace watchfloor
