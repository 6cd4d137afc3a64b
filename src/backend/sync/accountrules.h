// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/providerinfo.h"
#include "backend/domain/result.h"
#include "backend/sync/provider.h"

namespace watchfloor {

/// May the user set this key of this vendor? Besides the vendor's own ones: history_days and sla.*.
bool isKnownSetting(const ProviderInfo &info, const QString &key);

/// The keys `--set` takes, each once, for a sentence.
QStringList settingKeys(const ProviderInfo &info);

/// What a person typed after KEY=, as JSON: true, false and whole numbers keep their type.
QJsonValue settingFromText(const QString &text);

/// The account as it can be stored, or BadInput: name, URL (https, or http to this machine; no
/// password, query or trailing slash in it) and settings (history_days 1 to 36,500 whole days,
/// sla.* seconds above 0), as far as no server is needed.
Result<Account> checkedAccount(const ProviderInfo &info, Account account);

/// BadInput naming the first required secret that is missing or empty.
Result<void> checkedSecrets(const ProviderInfo &info, const Secrets &secrets);

/// Which of the vendor's accounts is meant: the one wanted, else the only usable one, else
/// BadInput with the choices. A vendor that lists none leaves `wanted` as it is.
Result<QString> chosenRemoteAccount(const ProviderInfo &info, const QString &wanted,
                                    const ProbeResult &probe);

} // namespace watchfloor
