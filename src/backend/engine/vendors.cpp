// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/vendors.h"

#include <QHash>

#include <algorithm>
#include <map>

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

DurationMs pollOf(const QString &provider)
{
    constexpr DurationMs usual = 60'000;
    std::map<Topic, DurationMs> quickest; // of several feeds the quickest keeps a topic fresh
    const QString prefix = provider + u' ';
    const auto &feeds = knownVendors().feeds;
    for (auto feed = feeds.begin(); feed != feeds.end(); ++feed) {
        if (!feed.key().startsWith(prefix))
            continue;
        for (const Topic topic : feed->brings) {
            const auto known = quickest.try_emplace(topic, feed->everyMs).first;
            known->second = std::min(known->second, feed->everyMs);
        }
    }
    DurationMs slowest = usual;
    for (const Topic topic : {Topic::Agents, Topic::Conversations}) {
        if (const auto known = quickest.find(topic); known != quickest.end())
            slowest = std::max(slowest, known->second);
    }
    return slowest;
}

} // namespace watchfloor
