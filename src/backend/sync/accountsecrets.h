// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/providerinfo.h"
#include "backend/domain/result.h"
#include "backend/sync/provider.h"

namespace watchfloor {

// Which secrets an account needs and which are kept. Pure.

/// Every secret that may be stored: all but the one-time ones. Those that are needed whatever the
/// way to sign in, then those that are not.
QStringList neededSecrets(const ProviderInfo &info);
QStringList otherSecrets(const ProviderInfo &info);

/// BadInput naming the first secret that is missing or empty; where there are several ways to sign
/// in, of the way that most was given of.
Result<void> checkedSecrets(const ProviderInfo &info, const Secrets &secrets);

/// What is stored, with what was given now. Secrets of another way to sign in than the given ones
/// are left out: the vendor must not be asked with an old token when a password was entered.
Secrets mergedSecrets(const ProviderInfo &info, const Secrets &stored, const Secrets &given);

/// What to store after a probe: what the server granted, else what was given; nothing one-time.
Secrets secretsToKeep(const ProviderInfo &info, const Secrets &given, const ProbeResult &probe);

/// Stored ones that are no more to be kept: of another way to sign in.
QStringList staleSecrets(const Secrets &stored, const Secrets &kept);

} // namespace watchfloor
