// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonkeymetrics.h"

#include "backend/net/jsonreader.h"
#include "backend/sync/providers/liveperson/livepersonvalues.h"

#include <QJsonArray>

namespace watchfloor::liveperson {
namespace {

constexpr const char *keyCall = "metrics";

/// -1 is LivePerson's id for "unassigned", whose key is empty with us.
QString scopeKeyOf(const QString &key)
{
    return key == QLatin1String("-1") ? QString() : key;
}

Metrics askedOf(const KeyMetricsQuestion &question, bool byTime)
{
    Metrics asked = byTime ? metricsOf(keyCall, MetricClass::TimeBound) : Metrics();
    if (question.current) {
        const Metrics now = metricsOf(keyCall, MetricClass::Current);
        asked.insert(asked.end(), now.begin(), now.end());
    }
    return asked;
}

FigureScope figureScope(const KeyMetricsQuestion &question, MetricScope scope, const QString &key)
{
    FigureScope figures(scope, key, question.takenAt);
    figures.window = question.keptAs;
    figures.partial = question.partial;
    return figures;
}

void readGroup(const QJsonValue &value, const QString &path, const KeyMetricsQuestion &question,
               const Metrics &asked, KeyMetricsPage &page)
{
    Values row(value, path);
    const QString key = row.word("key");
    if (row.ok() && key.isEmpty())
        row.fail("key", QStringLiteral("an id"));
    if (!row.ok()) {
        page.batch.problems.push_back(row.error());
        return;
    }
    page.keys.append(key);
    const QJsonObject metrics = value.toObject().value(QLatin1String("metrics")).toObject();
    readFigures(metrics, asked, keyCall,
                figureScope(question, scopeOf(question.by), scopeKeyOf(key)), path, page.batch);
    if (metrics.contains(QLatin1String("onlineAgents")) ||
        metrics.contains(QLatin1String("awayAgents")))
        page.staffedKeys.append(key);
    const QString name = row.word("keyDescription");
    if (question.namesKeys && !name.isEmpty() && key != QLatin1String("-1")) {
        Grouping grouping;
        grouping.kind =
            question.by == KeyGroups::Skills ? GroupingKind::Skill : GroupingKind::Group;
        grouping.remoteId = key;
        grouping.name = name;
        page.batch.groupings.push_back(grouping);
    }
}

void readAll(const QJsonObject &root, const KeyMetricsQuestion &question, KeyMetricsPage &page)
{
    const QJsonValue all = root.value(QLatin1String("all"));
    const QJsonValue inner = all.toObject().value(QLatin1String("metrics"));
    const QJsonObject metrics = inner.isObject() ? inner.toObject() : all.toObject();
    FigureScope scope = figureScope(question, MetricScope::Account, {});
    // Left out as a whole the section says nothing, which is kept as such.
    scope.zeroIsOmitted = all.isObject();
    readFigures(metrics, askedOf(question, true), keyCall, scope, QStringLiteral("$.all"),
                page.batch);
}

} // namespace

Call keyMetricsCall(const KeyMetricsQuestion &question)
{
    QJsonObject time;
    time.insert(QStringLiteral("from"), question.window.from);
    time.insert(QStringLiteral("to"), question.window.to);
    QJsonObject filters;
    filters.insert(QStringLiteral("time"), time);
    QJsonArray sections{QStringLiteral("groupBy")};
    if (question.offset == 0)
        sections.prepend(QStringLiteral("all"));
    QJsonObject body;
    body.insert(QStringLiteral("filters"), filters);
    body.insert(QStringLiteral("groupBy"), wordOf(question.by));
    body.insert(QStringLiteral("responseSections"), sections);
    const auto names = [](MetricClass kind) {
        return QJsonArray::fromStringList(namesOf(metricsOf(keyCall, kind), keyCall));
    };
    body.insert(QStringLiteral("metricsToRetrieveByTime"), names(MetricClass::TimeBound));
    if (question.current)
        body.insert(QStringLiteral("metricsToRetrieveCurrentValue"), names(MetricClass::Current));
    // Without a sort the keys ascend, so that values that change between pages move nothing.
    return Call(question.by == KeyGroups::Skills ? QStringLiteral("the key metrics by skill")
                                                 : QStringLiteral("the key metrics by agent group"),
                Service::KeyMetrics, QStringLiteral("/manager_workspace/api/account/{id}/metrics"))
        .with("offset", question.offset)
        .with("limit", keyMetricsPerPage)
        .post(body);
}

Result<KeyMetricsPage> parseKeyMetrics(const HttpResponse &response,
                                       const KeyMetricsQuestion &question)
{
    QJsonObject root;
    if (response.status != 204) {
        const auto json = parseJson(response.body);
        if (!json)
            return json.error();
        if (!json->isObject()) {
            return Error(Error::Kind::WrongShape, QStringLiteral("The answer has another shape"),
                         QStringLiteral("$: object expected"));
        }
        root = json->toObject();
    }
    KeyMetricsPage page;
    const QJsonObject metadata = root.value(QLatin1String("metadata")).toObject();
    page.count = std::max<qint64>(0, metadata.value(QLatin1String("count")).toInteger());
    page.next = metadata.value(QLatin1String("next")).isObject();
    const QJsonArray groups =
        root.value(QLatin1String("groupBy")).toObject().value(QLatin1String("groups")).toArray();
    const Metrics asked = askedOf(question, question.keepByTime);
    for (qsizetype i = 0; i < groups.size(); ++i) {
        readGroup(groups.at(i), QStringLiteral("$.groupBy.groups[%1]").arg(i), question, asked,
                  page);
    }
    page.batch.wireRows = groups.size();
    if (question.offset == 0 && question.keepAll)
        readAll(root, question, page);
    return page;
}

void addMissingKeys(SyncBatch &batch, KeyGroups by, const QStringList &keys, TimeMs takenAt)
{
    const Metrics now = metricsOf(keyCall, MetricClass::Current);
    for (const QString &key : keys)
        readFigures({}, now, keyCall, FigureScope(scopeOf(by), scopeKeyOf(key), takenAt), {},
                    batch);
}

} // namespace watchfloor::liveperson
