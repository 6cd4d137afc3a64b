// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/worldcache.h"

#include "sandbox/truthkeyquery.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace watchfloor::test {

using sandbox::KeyMetricCount;
using sandbox::Truth;
using sandbox::Vendor;
using sandbox::World;

namespace {

void mustHold(const Result<ChangeSet> &result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().sentence()));
}

/// One `metrics` request for every current value.
QJsonObject currentMetrics(const Truth &answers, qint64 now, const QString &groupBy,
                           const QString &agent)
{
    QJsonArray metrics;
    for (const auto &name : sandbox::keyMetricNames()) {
        if (!name.byTime)
            metrics.append(QLatin1String(name.asked));
    }
    QJsonObject filters{{QStringLiteral("time"), QJsonObject{{QStringLiteral("from"), now - 60'000},
                                                             {QStringLiteral("to"), now}}}};
    if (!agent.isEmpty())
        filters.insert(QStringLiteral("agentIds"), QJsonArray{agent});
    QJsonObject body{{QStringLiteral("filters"), filters},
                     {QStringLiteral("metricsToRetrieveCurrentValue"), metrics}};
    if (!groupBy.isEmpty())
        body.insert(QStringLiteral("groupBy"), groupBy);
    const auto answer = answers.keyMetrics({}, QJsonDocument(body).toJson());
    if (answer.status != 200)
        qFatal("%s", answer.json.constData());
    return QJsonDocument::fromJson(answer.json).object();
}

/// agent_view knows these of an agent; `metrics` has no rows by agent.
bool isOfAgents(const QString &metric)
{
    static const QStringList known{QStringLiteral("assigned_conversations"),
                                   QStringLiteral("active_conversations"),
                                   QStringLiteral("agent_load"), QStringLiteral("available_slots")};
    return known.contains(metric);
}

void addFigures(SyncBatch &batch, const QJsonObject &metrics, MetricScope scope, const QString &key,
                qint64 now)
{
    for (const auto &name : sandbox::keyMetricNames()) {
        const QJsonValue value = metrics.value(QLatin1String(name.answered));
        if (!value.isDouble() ||
            (scope == MetricScope::Agent && !isOfAgents(QLatin1String(name.asked))))
            continue;
        MetricValue row;
        row.metric = QLatin1String(name.asked);
        row.scope = scope;
        row.scopeKey = key;
        row.value = value.toDouble();
        row.takenAt = now;
        batch.metricValues.push_back(row);
    }
}

} // namespace

void addWorldFigures(SyncBatch &batch, const World &world, const Truth &answers)
{
    if (world.vendor() != Vendor::LivePerson)
        return;
    const qint64 now = world.now();
    for (const auto &[groupBy, scope] :
         {std::pair(QStringLiteral("agentGroupId"), MetricScope::Group),
          std::pair(QStringLiteral("skillId"), MetricScope::Skill)}) {
        const QJsonObject answer = currentMetrics(answers, now, groupBy, {});
        const QJsonArray groups = answer[u"groupBy"][u"groups"].toArray();
        for (const QJsonValue group : groups)
            addFigures(batch, group[u"metrics"].toObject(), scope, group[u"key"].toString(), now);
        addFigures(batch, answer[u"all"].toObject(), MetricScope::Account, {}, now);
    }
    for (const sandbox::Agent &agent : world.agents()) {
        if (!agent.removed())
            addFigures(batch, currentMetrics(answers, now, {}, agent.id)[u"all"].toObject(),
                       MetricScope::Agent, agent.id, now);
    }
}

SyncBatch worldBatch(const World &world, const Truth &answers, const sandbox::TruthAccount &account)
{
    SyncBatch batch;
    batch.fetchedAt = world.now();
    addWorldStaff(batch, world, account.baseUrl);
    for (const sandbox::Conversation &c : world.conversations()) {
        if (c.deleted())
            continue;
        addWorldConversation(batch, world, c);
        addWorldEvents(batch, world, c);
    }
    addWorldFigures(batch, world, answers);
    return batch;
}

RowId fillCache(Store &store, const World &world, const sandbox::TruthAccount &account,
                const QString &name)
{
    Account row;
    row.provider = sandbox::vendorWord(world.vendor());
    row.name = name;
    row.baseUrl = QUrl(account.baseUrl);
    row.remoteAccountId = account.id;
    const auto id = store.addAccount(row);
    if (!id)
        qFatal("%s", qPrintable(id.error().sentence()));
    FeedProgress progress;
    progress.passEnded = true;
    progress.backfilled = true;
    progress.at = world.now();
    progress.feed = QStringLiteral("conversations");
    mustHold(store.apply(*id, worldBatch(world, Truth(world, account), account), progress));
    for (const char *feed : {"active_conversations", "agents", "reporting_events"}) {
        progress.feed = QLatin1String(feed);
        mustHold(store.apply(*id, {}, progress));
    }
    return *id;
}

} // namespace watchfloor::test
