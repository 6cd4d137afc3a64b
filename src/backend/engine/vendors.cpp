// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/vendors.h"

#include <QHash>

namespace watchfloor {
namespace {

struct KnownVendors {
    QHash<QString, const ProviderRules *> rules;
    QHash<QString, FeedInfo> feeds;    // by "provider key"
    QHash<QString, FeedInfo> anybodys; // by key, the first one told
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
            known.feeds.insert(vendor.id + u' ' + feed.key, feed);
            if (!known.anybodys.contains(feed.key))
                known.anybodys.insert(feed.key, feed);
        }
    }
}

const ProviderRules &rulesFor(const QString &provider)
{
    const ProviderRules *own = knownVendors().rules.value(provider);
    return own != nullptr ? *own : vendorrules::neutral();
}

std::vector<const ProviderRules *> knownRules()
{
    const auto &rules = knownVendors().rules;
    return std::vector<const ProviderRules *>(rules.begin(), rules.end());
}

const FeedInfo *knownFeed(const QString &provider, const QString &key)
{
    const KnownVendors &known = knownVendors();
    const auto own = known.feeds.constFind(provider + u' ' + key);
    if (own != known.feeds.constEnd())
        return &*own;
    const auto found = known.anybodys.constFind(key);
    return found == known.anybodys.constEnd() ? nullptr : &*found;
}

} // namespace watchfloor
