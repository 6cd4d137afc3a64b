// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/vendors.h"

#include <QHash>

namespace watchfloor {
namespace {

struct KnownVendors {
    QHash<QString, const ProviderRules *> rules;
    QHash<QString, FeedInfo> feeds;
};

KnownVendors &knownVendors()
{
    static KnownVendors known;
    return known;
}

} // namespace

void knowVendors(const std::vector<ProviderInfo> &vendors)
{
    KnownVendors &known = knownVendors();
    for (const ProviderInfo &vendor : vendors) {
        if (vendor.rules != nullptr)
            known.rules.insert(vendor.id, vendor.rules);
        for (const FeedInfo &feed : vendor.feeds) {
            if (!known.feeds.contains(feed.key))
                known.feeds.insert(feed.key, feed);
        }
    }
}

const ProviderRules &rulesFor(const QString &provider)
{
    const ProviderRules *own = knownVendors().rules.value(provider);
    return own != nullptr ? *own : vendorrules::neutral();
}

const FeedInfo *knownFeed(const QString &key)
{
    const auto found = knownVendors().feeds.constFind(key);
    return found == knownVendors().feeds.constEnd() ? nullptr : &*found;
}

} // namespace watchfloor
