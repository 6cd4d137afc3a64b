// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/truthkeyquery.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <random>

namespace watchfloor::test {

/// A key-metrics request by chance.
struct KeyBody {
    QByteArray json;
    QString sort;
    qint64 offset = 0;
    qint64 limit = 50;
    bool plain = true; ///< asks for exactly one scope of the vendor's own figures

    sandbox::TruthParams params() const
    {
        sandbox::TruthParams all{{QStringLiteral("offset"), QString::number(offset)},
                                 {QStringLiteral("limit"), QString::number(limit)}};
        if (!sort.isEmpty())
            all.push_back({QStringLiteral("sort"), sort});
        return all;
    }
};

/// The vendor's own figures there are only for scopes it was asked for.
inline bool isOwnFigure(const char *asked)
{
    const QByteArray name(asked);
    return name.endsWith("load") || name == "active_conversations" || name == "available_slots";
}

class KeyBodies {
public:
    KeyBodies(const sandbox::World &world, unsigned seed)
        : m_world(world)
        , m_random(seed)
    {
    }

    KeyBody next()
    {
        KeyBody body;
        QJsonObject filters{{QStringLiteral("time"), window()}};
        QJsonObject object;
        const QJsonArray agents = some(m_world.agents(), 0.25);
        const QJsonArray groups = some(m_world.groups(), 0.3);
        const QJsonArray skills = some(m_world.skills(), 0.3);
        put(filters, "agentIds", agents);
        put(filters, "agentGroupIds", groups);
        put(filters, "skillIds", skills);
        const bool byKind = chance(0.3);
        if (byKind)
            filters.insert(
                QStringLiteral("userTypes"),
                QJsonArray{chance(0.7) ? QStringLiteral("HUMAN") : QStringLiteral("BOT")});
        const bool subGroups = chance(0.4);
        if (subGroups)
            filters.insert(QStringLiteral("includeSubGroups"), true);
        object.insert(QStringLiteral("filters"), filters);
        const int grouping = int(m_random() % 3);
        if (grouping)
            object.insert(QStringLiteral("groupBy"), grouping == 1
                                                         ? QStringLiteral("skillId")
                                                         : QStringLiteral("agentGroupId"));
        if (chance(0.4))
            object.insert(
                QStringLiteral("responseSections"),
                QJsonArray{chance(0.5) ? QStringLiteral("all") : QStringLiteral("groupBy")});
        body.plain = agents.isEmpty() && !byKind && !subGroups && groups.size() < 2 &&
                     skills.size() < 2 && (groups.isEmpty() || skills.isEmpty()) &&
                     (grouping != 2 || skills.isEmpty()) && (grouping != 1 || groups.isEmpty());
        addMetrics(object, body);
        if (chance(0.5))
            body.sort = sortBy(body);
        body.offset = chance(0.4) ? qint64(m_random() % 6) : 0;
        body.limit = chance(0.5) ? qint64(1 + m_random() % 5) : 50;
        body.json = QJsonDocument(object).toJson(QJsonDocument::Compact);
        return body;
    }

    /// Any filters, and every figure that is the vendor's own.
    QByteArray withOwnFigures()
    {
        QJsonObject object = QJsonDocument::fromJson(next().json).object();
        QJsonArray own;
        for (const auto &name : sandbox::keyMetricNames()) {
            if (isOwnFigure(name.asked))
                own.append(QLatin1String(name.asked));
        }
        object.remove(QStringLiteral("metricsToRetrieveByTime"));
        object.insert(QStringLiteral("metricsToRetrieveCurrentValue"), own);
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    }

private:
    bool chance(double p) { return double(m_random()) / double(std::mt19937::max()) < p; }

    QJsonObject window()
    {
        const qint64 span = m_world.now() - m_world.config().epoch;
        const qint64 from = m_world.config().epoch + qint64(m_random()) % span;
        const qint64 length = chance(0.3) ? qint64(m_random()) % (7 * sandbox::Day)
                                          : qint64(m_random()) % sandbox::Day;
        if (chance(0.2)) // as text, as the documents print numbers
            return {{QStringLiteral("from"), QString::number(from)},
                    {QStringLiteral("to"), QString::number(from + length)}};
        return {{QStringLiteral("from"), from}, {QStringLiteral("to"), from + length}};
    }

    template<typename Row>
    QJsonArray some(const std::vector<Row> &rows, double p)
    {
        QJsonArray ids;
        if (rows.empty() || !chance(p))
            return ids;
        for (int i = int(m_random() % 3); i >= 0; --i)
            ids.append(rows[m_random() % rows.size()].id);
        if (chance(0.1))
            ids.append(QStringLiteral("unknown"));
        return ids;
    }

    static void put(QJsonObject &filters, const char *name, const QJsonArray &ids)
    {
        if (!ids.isEmpty())
            filters.insert(QLatin1String(name), ids);
    }

    void addMetrics(QJsonObject &object, const KeyBody &body)
    {
        QJsonArray byTime;
        QJsonArray current;
        for (const auto &name : sandbox::keyMetricNames()) {
            if (chance(0.6) && (body.plain || !isOwnFigure(name.asked)))
                (name.byTime ? byTime : current).append(QLatin1String(name.asked));
        }
        byTime.append(QStringLiteral("closed_conversations"));
        object.insert(QStringLiteral("metricsToRetrieveByTime"), byTime);
        object.insert(QStringLiteral("metricsToRetrieveCurrentValue"), current);
    }

    QString sortBy(const KeyBody &body)
    {
        const QString order = chance(0.5) ? QStringLiteral(":asc") : QStringLiteral(":desc");
        const auto &name = sandbox::keyMetricNames()[m_random() % sandbox::KeyMetricCount];
        if (!name.sortable || (!body.plain && isOwnFigure(name.asked)))
            return QStringLiteral("key") + order;
        return QLatin1String(name.answered) + order;
    }

    const sandbox::World &m_world;
    std::mt19937 m_random;
};

} // namespace watchfloor::test
