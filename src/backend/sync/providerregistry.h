// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/providerinfo.h"
#include "backend/sync/provider.h"

#include <functional>
#include <memory>
#include <vector>

namespace watchfloor {

/// One known vendor: what it says about itself, and how to talk to it for one account.
struct ProviderEntry {
    ProviderInfo info;
    std::function<std::unique_ptr<Provider>(Account, Secrets, ProviderContext)> create;
};

/// Each type has `static ProviderInfo staticInfo()` and a constructor (Account, Secrets,
/// ProviderContext). A new vendor is one more type in the list of providerregistry.cpp.
template<typename... Providers>
struct ProviderList {
    static std::vector<ProviderEntry> entries()
    {
        return {ProviderEntry{
            Providers::staticInfo(), [](Account account, Secrets secrets, ProviderContext context) {
                return std::unique_ptr<Provider>(
                    std::make_unique<Providers>(std::move(account), std::move(secrets), context));
            }}...};
    }
};

/// All vendors of this program, and those it was told besides.
std::vector<ProviderEntry> knownProviders();

/// Vendors from outside this list (tests). At the start, before the first account is used.
void alsoProvide(std::vector<ProviderEntry> entries);

/// The vendor with this id, or nothing.
const ProviderEntry *findProvider(const std::vector<ProviderEntry> &entries, const QString &id);

} // namespace watchfloor
