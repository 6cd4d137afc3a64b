// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/livepersonclient.h"
#include "sandbox/simulation.h"
#include "sandbox/truthkeyquery.h"

#include <QDateTime>

namespace watchfloor::sandbox {

inline const Ms FactsEpoch = QDateTime(QDate(2026, 3, 2), QTime(0, 0), Qt::UTC).toMSecsSinceEpoch();

inline QString path(const char *text)
{
    return QString::fromUtf8(text);
}

inline QJsonArray words(std::initializer_list<const char *> list)
{
    QJsonArray made;
    for (const char *word : list)
        made.append(path(word));
    return made;
}

inline QJsonObject timeFilter(Ms from, Ms to)
{
    return lpObject({{"time", lpObject({{"from", from}, {"to", to}})}});
}

/// Eight days and a morning of a LivePerson account, and the bodies the tests ask it with.
struct LivePersonRig {
    LivePersonRig()
    {
        SimulationConfig config;
        config.vendor = Vendor::LivePerson;
        config.seed = 5;
        config.epoch = FactsEpoch;
        config.agents = 30;
        config.conversationsPerDay = 150;
        config.days = 8;
        m_sim = std::make_unique<Simulation>(config);
        m_sim->advanceTo(FactsEpoch + 8 * Day + 11 * Hour + 20 * Minute + 345);
    }
    const World &world() const { return m_sim->world(); }
    Ms now() const { return world().now(); }

    static const QJsonArray &content()
    {
        static const QJsonArray all = words(
            {"agentParticipants", "agentParticipantsLeave", "agentParticipantsActive", "transfers",
             "interactions", "messageRecords", "messageStatuses", "conversationSurveys",
             "responseTime", "dialogs", "skillChanges", "summary", "campaign"});
        return all;
    }
    static QJsonObject searchBody(Ms from, Ms to)
    {
        return lpObject(
            {{"start", lpObject({{"from", from}, {"to", to}})}, {"contentToRetrieve", content()}});
    }
    /// All pages; the count of the first page must hold.
    static QJsonArray records(LivePersonClient *client, const QJsonObject &body,
                              const char *sort = "start:asc")
    {
        QJsonArray all;
        for (int offset = 0;; offset += 100) {
            const QJsonObject answer = LivePersonClient::object(client->post(
                client->history("conversations/search?limit=100&source=WF_Test&offset=%1&sort=%2")
                    .arg(offset)
                    .arg(path(sort).replace(QLatin1Char(':'), QLatin1String("%3A"))),
                body));
            for (const QJsonValue row : answer[u"conversationHistoryRecords"].toArray())
                all.append(row);
            const bool more = answer[u"_metadata"].toObject().contains(QLatin1String("next"));
            if (more != (offset + 100 < answer[u"_metadata"][u"count"].toInt()))
                qFatal("next does not fit the count");
            if (!more)
                return all;
        }
    }
    static QStringList metricNames(bool byTime)
    {
        QStringList names;
        for (const KeyMetricName &name : keyMetricNames()) {
            if (name.byTime == byTime)
                names << QLatin1String(name.asked);
        }
        return names;
    }
    static QJsonObject allMetrics(Ms from, Ms to, const char *groupBy = nullptr)
    {
        QJsonObject body = lpObject(
            {{"filters", timeFilter(from, to)},
             {"metricsToRetrieveByTime", QJsonArray::fromStringList(metricNames(true))},
             {"metricsToRetrieveCurrentValue", QJsonArray::fromStringList(metricNames(false))}});
        if (groupBy)
            body.insert(QStringLiteral("groupBy"), QLatin1String(groupBy));
        return body;
    }

private:
    std::unique_ptr<Simulation> m_sim;
};

} // namespace watchfloor::sandbox
