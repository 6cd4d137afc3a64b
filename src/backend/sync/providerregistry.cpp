// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providerregistry.h"

#include "backend/sync/providers/chatdash/chatdashprovider.h"
#include "backend/sync/providers/chatwoot/chatwootprovider.h"
#include "backend/sync/providers/liveperson/livepersonprovider.h"
#include "backend/sync/providers/rocketchat/rocketchatprovider.h"

#include <algorithm>

namespace watchfloor {
namespace {

// In the order of the dialog.
using BuiltIn =
    ProviderList<ChatwootProvider, RocketChatProvider, LivePersonProvider, ChatDashProvider>;

std::vector<ProviderEntry> &otherProviders()
{
    static std::vector<ProviderEntry> others;
    return others;
}

} // namespace

std::vector<ProviderEntry> knownProviders()
{
    std::vector<ProviderEntry> all = BuiltIn::entries();
    const std::vector<ProviderEntry> &others = otherProviders();
    all.insert(all.end(), others.begin(), others.end());
    return all;
}

void alsoProvide(std::vector<ProviderEntry> entries)
{
    for (ProviderEntry &entry : entries)
        otherProviders().push_back(std::move(entry));
}

const ProviderEntry *findProvider(const std::vector<ProviderEntry> &entries, const QString &id)
{
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const ProviderEntry &e) { return e.info.id == id; });
    return found == entries.end() ? nullptr : &*found;
}

} // namespace watchfloor
