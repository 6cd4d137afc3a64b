// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/providerinfo.h"
#include "backend/domain/result.h"
#include "backend/sync/provider.h"

namespace watchfloor {

/// Puts the value into the account's settings under the key's one name; an empty one removes it,
/// also a key nobody knows any more. BadInput for a key the account cannot have: besides the
/// vendor's own ones there are history_days, keep, refresh_minutes, sla.* and business_hours*.
Result<void> changeSetting(const ProviderInfo &info, Account *account, const QString &key,
                           const QString &value);

/// Do the two differ in nothing but settings that no server needs to hear of (keep,
/// refresh_minutes, sla.*, business_hours*)?
bool differLocally(const Account &before, Account after);
/// Can those be read?
Result<void> checkedLocalSettings(const Account &account);

/// What a person typed after KEY=, as JSON: true, false and whole numbers keep their type.
QJsonValue settingFromText(const QString &text);

/// The account as it can be stored, or BadInput: name, URL (https, or http to this machine; no
/// password, query or trailing slash in it) and settings (history_days 1 to 36,500 whole days,
/// refresh_minutes 1 to 60, sla.* seconds above 0, business_hours*), as far as no server is needed.
Result<Account> checkedAccount(const ProviderInfo &info, Account account);

/// Which of the vendor's accounts is meant: the one wanted, else the only usable one, else
/// BadInput with the choices. A vendor that lists none leaves `wanted` as it is.
Result<QString> chosenRemoteAccount(const ProviderInfo &info, const QString &wanted,
                                    const ProbeResult &probe);

} // namespace watchfloor
