// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scopejson.h"

#include "models/plaintext.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace watchfloor {
namespace {

const QString keyRange = QStringLiteral("range");
const QString keyFrom = QStringLiteral("from");
const QString keyTo = QStringLiteral("to");
const QString keyZone = QStringLiteral("zone");
const QString keyAccounts = QStringLiteral("accounts");
const QString keyFilter = QStringLiteral("filter");
const QString keyBusiness = QStringLiteral("business");
const QString keyCompare = QStringLiteral("compare");
const QString keyRow = QStringLiteral("row");
const QString keyName = QStringLiteral("name");
const QString keyAccount = QStringLiteral("account");
const QString keyId = QStringLiteral("id");
const QString wordHumans = QStringLiteral("humans");
const QString wordBots = QStringLiteral("bots");

QString dateText(QDate day, QTime time)
{
    const QString date = day.toString(Qt::ISODate);
    return time.isValid() ? date + QLatin1Char('T') + time.toString(QStringLiteral("HH:mm")) : date;
}

void readDate(const QString &text, QDate &day, QTime &time)
{
    day = QDate::fromString(text.left(10), Qt::ISODate);
    time = text.size() > 11 ? QTime::fromString(text.mid(11, 5), QStringLiteral("HH:mm")) : QTime();
}

/// Rows beyond 2^53 do not survive a JSON reader of doubles; no cache has so many.
RowId jsonRow(const QJsonObject &json)
{
    return std::max<RowId>(0, json.value(keyRow).toInteger(0));
}

QJsonArray valuesToJson(const std::vector<FilterValue> &values, FilterDimension dimension,
                        const FilterCatalogue &catalogue)
{
    QJsonArray list;
    for (const FilterValue &value : values) {
        if (isOfWords(dimension)) {
            list.append(value.word.isEmpty() ? QJsonValue(QJsonValue::Null)
                                             : QJsonValue(value.word));
            continue;
        }
        if (value.id == 0) {
            list.append(QJsonValue(QJsonValue::Null));
            continue;
        }
        QJsonObject one{{keyRow, value.id}};
        if (const FilterEntry *entry = catalogue.find(dimension, value)) {
            one.insert(keyAccount, entry->account);
            one.insert(keyId, entry->remoteId);
            one.insert(keyName, entry->title);
        }
        list.append(one);
    }
    return list;
}

/// Row of one person or group; 0 and a name in `lost` when it is gone.
RowId resolved(const QJsonObject &json, FilterDimension dimension, const FilterCatalogue &catalogue,
               QStringList &lost)
{
    const RowId row = jsonRow(json);
    if (!catalogue.isKnown())
        return row;
    const QString account = json.value(keyAccount).toString();
    const QString remoteId = json.value(keyId).toString();
    // The vendor's id decides: a cache made anew gives its rows to others.
    const FilterEntry *entry = remoteId.isEmpty() && account.isEmpty()
                                   ? catalogue.find(dimension, FilterValue{row, {}})
                                   : catalogue.find(dimension, account, remoteId);
    const QString title = json.value(keyName).toString();
    if (!entry) { // of an account that has another name by now
        const FilterEntry *same = catalogue.find(dimension, FilterValue{row, {}});
        if (same && same->remoteId == remoteId && same->title == title)
            entry = same;
    }
    if (entry && !entry->isNone)
        return entry->value.id;
    const QString name = oneLine(title, 120);
    lost << (name.isEmpty()
                 ? dimensionTitle(dimension) + QStringLiteral(" #") + QString::number(row)
                 : name);
    return 0;
}

std::vector<FilterValue> valuesFromJson(const QJsonArray &list, FilterDimension dimension,
                                        const FilterCatalogue &catalogue, QStringList &lost)
{
    std::vector<FilterValue> values;
    for (const QJsonValue &one : list) {
        if (one.isNull()) {
            values.push_back({});
        } else if (isOfWords(dimension)) {
            // A word no conversation bears now may come back: it is kept.
            if (one.isString() && !one.toString().isEmpty())
                values.push_back({0, one.toString()});
        } else if (one.isObject()) {
            const RowId row = resolved(one.toObject(), dimension, catalogue, lost);
            if (row != 0)
                values.push_back({row, {}});
        }
    }
    return values;
}

} // namespace

QJsonObject scopeToJson(const ViewScope &scope, const FilterCatalogue &catalogue)
{
    QJsonObject json{{keyRange, rangeKey(scope.range.preset)},
                     {keyZone, QString::fromLatin1(scope.zone.id())}};
    if (scope.range.preset == RangePreset::Custom) {
        json.insert(keyFrom, dateText(scope.range.first, scope.range.from));
        json.insert(keyTo, dateText(scope.range.last, scope.range.to));
    }
    QJsonArray accounts;
    for (const RowId id : scope.accounts) {
        QJsonObject one{{keyRow, id}};
        if (const Account *account = catalogue.account(id))
            one.insert(keyName, account->name);
        accounts.append(one);
    }
    if (!accounts.isEmpty())
        json.insert(keyAccounts, accounts);
    QJsonObject filter;
    for (const FilterDimension dimension : filterDimensions) {
        const auto values = valuesOf(scope.filter, dimension);
        if (values.empty())
            continue;
        if (dimension == FilterDimension::Who)
            filter.insert(dimensionKey(dimension),
                          values.front().id == kWhoBots ? wordBots : wordHumans);
        else
            filter.insert(dimensionKey(dimension), valuesToJson(values, dimension, catalogue));
    }
    if (!filter.isEmpty())
        json.insert(keyFilter, filter);
    if (scope.business)
        json.insert(keyBusiness, true);
    if (scope.compare)
        json.insert(keyCompare, true);
    return json;
}

ReadScope scopeFromJson(const QJsonObject &json, const FilterCatalogue &catalogue)
{
    ReadScope read;
    ViewScope &scope = read.scope;
    scope.range.preset = rangePresetFromKey(json.value(keyRange).toString(), RangePreset::Today);
    if (scope.range.preset == RangePreset::Custom) {
        readDate(json.value(keyFrom).toString(), scope.range.first, scope.range.from);
        readDate(json.value(keyTo).toString(), scope.range.last, scope.range.to);
        if (!scope.range.first.isValid())
            scope.range = {};
    }
    const QTimeZone zone(json.value(keyZone).toString().toLatin1());
    if (zone.isValid())
        scope.zone = zone;
    const QJsonArray accounts = json.value(keyAccounts).toArray();
    for (const QJsonValue &one : accounts) {
        const RowId row = jsonRow(one.toObject());
        const QString name = one.toObject().value(keyName).toString();
        const Account *account =
            name.isEmpty() ? catalogue.account(row) : catalogue.accountNamed(name);
        // A renamed account keeps its row.
        if (!account && catalogue.isKnown())
            account = catalogue.account(row);
        if (account || !catalogue.isKnown())
            scope.accounts.push_back(account ? account->id : row);
        else
            read.lost << (name.isEmpty() ? QString::number(row) : oneLine(name, 120));
    }
    std::sort(scope.accounts.begin(), scope.accounts.end());
    const QJsonObject filter = json.value(keyFilter).toObject();
    for (const FilterDimension dimension : filterDimensions) {
        const QJsonValue part = filter.value(dimensionKey(dimension));
        if (dimension != FilterDimension::Who) {
            setValues(scope.filter, dimension,
                      valuesFromJson(part.toArray(), dimension, catalogue, read.lost));
        } else if (part.toString() == wordHumans) {
            scope.filter.who = ViewFilter::Who::Humans;
        } else if (part.toString() == wordBots) {
            scope.filter.who = ViewFilter::Who::Bots;
        }
    }
    scope.business = json.value(keyBusiness).toBool();
    scope.compare = json.value(keyCompare).toBool();
    return read;
}

QString lostSentence(const QStringList &lost)
{
    constexpr qsizetype most = 3;
    if (lost.isEmpty())
        return {};
    QString names = lost.mid(0, most).join(QStringLiteral(", "));
    if (lost.size() > most)
        names = QCoreApplication::translate("filter", "%1 and %2 more")
                    .arg(names)
                    .arg(lost.size() - most);
    return QCoreApplication::translate("filter", "No longer there, so taken out of the filters: %1")
        .arg(names);
}

} // namespace watchfloor
