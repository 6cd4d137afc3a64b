// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/thresholdsjson.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace watchfloor {
namespace {

const QString listKey = QStringLiteral("thresholds");
const QString accountRowKey = QStringLiteral("account");
const QString accountNameKey = QStringLiteral("name");
const QString vendorKey = QStringLiteral("vendor");
const QString vendorAccountKey = QStringLiteral("remote");
const QString groupRowKey = QStringLiteral("group");
const QString groupIdKey = QStringLiteral("groupId");

/// By its own name, else (renamed since) by what the vendor calls it.
const Account *accountOf(const QJsonObject &entry, const FilterCatalogue &catalogue)
{
    if (!entry.contains(accountNameKey))
        return catalogue.account(entry.value(accountRowKey).toInteger());
    const QString vendor = entry.value(vendorKey).toString();
    const Account *named = catalogue.accountNamed(entry.value(accountNameKey).toString());
    if (named && named->provider == vendor)
        return named;
    const QString remote = entry.value(vendorAccountKey).toString();
    const std::vector<Account> &all = catalogue.accounts();
    const auto same = [&](const Account &account) {
        return account.provider == vendor && account.remoteAccountId == remote;
    };
    const auto found = std::find_if(all.begin(), all.end(), same);
    const bool one = !remote.isEmpty() && std::count_if(all.begin(), all.end(), same) == 1;
    return one ? &*found : nullptr;
}

/// False: whoever it is of is not there.
bool resolveEntry(QJsonObject &entry, const FilterCatalogue &catalogue)
{
    if (!entry.contains(accountRowKey))
        return true;
    const Account *account = accountOf(entry, catalogue);
    if (!account)
        return false;
    if (entry.contains(groupRowKey)) {
        const FilterEntry *group =
            entry.contains(groupIdKey)
                ? catalogue.find(FilterDimension::Group, account->name,
                                 entry.value(groupIdKey).toString())
                : catalogue.find(FilterDimension::Group,
                                 FilterValue{entry.value(groupRowKey).toInteger(), {}});
        if (!group || group->isNone)
            return false;
        entry.insert(groupRowKey, group->value.id);
    }
    entry.insert(accountRowKey, account->id);
    return true;
}

void nameEntry(QJsonObject &entry, const FilterCatalogue &catalogue)
{
    const Account *account = catalogue.account(entry.value(accountRowKey).toInteger());
    if (!account)
        return;
    entry.insert(accountNameKey, account->name);
    entry.insert(vendorKey, account->provider);
    entry.insert(vendorAccountKey, account->remoteAccountId);
    const FilterEntry *group = catalogue.find(
        FilterDimension::Group, FilterValue{entry.value(groupRowKey).toInteger(), {}});
    if (entry.contains(groupRowKey) && group)
        entry.insert(groupIdKey, group->remoteId);
}

} // namespace

QByteArray thresholdsToJson(const Thresholds &thresholds, const FilterCatalogue &catalogue,
                            const QJsonArray &waiting)
{
    QJsonObject root = QJsonDocument::fromJson(thresholds.toJson()).object();
    QJsonArray entries;
    for (const QJsonValue &value : root.value(listKey).toArray()) {
        QJsonObject entry = value.toObject();
        nameEntry(entry, catalogue);
        entries.append(entry);
    }
    for (const QJsonValue &value : waiting)
        entries.append(value);
    root.insert(listKey, entries);
    return QJsonDocument(root).toJson();
}

ReadThresholds thresholdsFromJson(const QByteArray &json, const FilterCatalogue &catalogue)
{
    ReadThresholds read;
    if (!catalogue.isKnown()) {
        read.thresholds = Thresholds::fromJson(json);
        return read;
    }
    QJsonObject root = QJsonDocument::fromJson(json).object();
    QJsonArray entries;
    for (const QJsonValue &value : root.value(listKey).toArray()) {
        QJsonObject entry = value.toObject();
        if (resolveEntry(entry, catalogue))
            entries.append(entry);
        else
            read.waiting.append(value);
    }
    root.insert(listKey, entries);
    read.thresholds = Thresholds::fromJson(QJsonDocument(root).toJson());
    return read;
}

} // namespace watchfloor
