// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/figuredesk.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace watchfloor::test {

// An independent reference for reports over figures: plain loops over rows and remote ids, without
// the engine's code.

/// One row that may count, with everything one can ask for it as text ("" = none).
struct PlainFact {
    TimeMs time = 0;
    std::map<QString, QString> of; ///< "account", "agent", "group", "skill", "inbox", "channel"
    QString actor;                 ///< "human", "bot", ""
    QStringList labels;
    QString conversation;
    QString event;
    double value = 0;
    std::optional<double> business;
    double target = 0; ///< ms
};

struct PlainFigure {
    qint64 n = 0;
    std::optional<double> value;
    std::optional<double> median;
    std::optional<double> p90;
    std::optional<double> min;
    std::optional<double> max;
};

struct PlainAsk {
    TimeRange window;
    std::map<QString, QStringList> filter; ///< by dimension, with "actor" and "label"
    bool business = false;
};

inline bool plainPasses(const PlainFact &fact, const PlainAsk &ask)
{
    if (fact.time < ask.window.from || fact.time >= ask.window.to)
        return false;
    for (const auto &[dimension, wanted] : ask.filter) {
        if (dimension == QLatin1String("label")) {
            bool any = fact.labels.isEmpty() && wanted.contains(QString());
            for (const QString &label : fact.labels)
                any = any || wanted.contains(label);
            if (!any)
                return false;
        } else if (dimension == QLatin1String("actor")) {
            if (!wanted.contains(fact.actor))
                return false;
        } else if (!wanted.contains(fact.of.at(dimension))) {
            return false;
        }
    }
    return true;
}

/// What the vendor's rows say about one metric. Which events make it is written down here once
/// more, by hand.
class PlainMetric {
public:
    enum Kind { Count, Times, Share, Distinct, Except, Sum, Hits, Rate };

    QString key;
    Kind kind = Count;
    std::map<QString, QStringList> events; ///< by provider
    QStringList created;                   ///< providers of conversations by creation
    QStringList closed;
    bool (*counts)(const Conversation &, bool assigned) = nullptr;
    QString target; ///< the account's setting, in seconds

    std::optional<std::vector<PlainFact>> facts(const AccountRows &rows) const
    {
        auto all = allFacts(rows);
        if (target.isEmpty() || !all)
            return all;
        if (!rows.account.settings.contains(target))
            return std::nullopt;
        for (PlainFact &fact : *all)
            fact.target = rows.account.settings.value(target).toDouble() * 1000;
        return all;
    }

private:
    std::optional<std::vector<PlainFact>> allFacts(const AccountRows &rows) const
    {
        const QString &provider = rows.account.provider;
        std::vector<PlainFact> out;
        if (events.count(provider)) {
            for (const ReportingEvent &event : rows.events) {
                if (events.at(provider).contains(event.name) ||
                    (kind == Except && event.name == QLatin1String("conversation_bot_handoff")))
                    addEvent(rows, event, out);
            }
            return out;
        }
        const bool atClose = closed.contains(provider);
        if (!atClose && !created.contains(provider))
            return std::nullopt;
        for (const Conversation &c : rows.conversations) {
            if (c.goneAt || (atClose && !c.closed))
                continue;
            PlainFact fact = basics(rows, c);
            if (counts && !counts(c, !fact.of[QStringLiteral("agent")].isEmpty()))
                continue;
            fact.time = atClose ? *c.closed : c.created;
            fact.value = kind == Sum ? *c.cost : atClose ? double(*c.closed - c.created) : 0;
            out.push_back(fact);
        }
        return out;
    }

    static QString mine(const AccountRows &rows, const QString &id)
    {
        return id.isEmpty() ? id : rows.account.name + u'/' + id;
    }
    static QString actorOf(const AccountRows &rows, const QString &agentId)
    {
        for (const Agent &agent : rows.agents) {
            if (agent.remoteId == agentId)
                return agent.kind == AgentKind::Bot ? QStringLiteral("bot")
                                                    : QStringLiteral("human");
        }
        return {};
    }
    static PlainFact basics(const AccountRows &rows, const Conversation &c)
    {
        QString agent = c.agentRemoteId;
        for (const Agent &one : rows.agents) {
            if (rows.account.provider == QLatin1String("chatwoot") && one.goneAt &&
                one.remoteId == agent)
                agent.clear();
        }
        PlainFact fact;
        fact.of = {{QStringLiteral("account"), rows.account.name},
                   {QStringLiteral("agent"), mine(rows, agent)},
                   {QStringLiteral("group"), mine(rows, c.groupRemoteId)},
                   {QStringLiteral("skill"), mine(rows, c.skillRemoteId)},
                   {QStringLiteral("inbox"), mine(rows, c.inboxRemoteId)},
                   {QStringLiteral("channel"), c.channel}};
        fact.actor = actorOf(rows, agent);
        fact.labels = c.labels;
        fact.conversation = mine(rows, c.remoteId);
        return fact;
    }
    static void addEvent(const AccountRows &rows, const ReportingEvent &event,
                         std::vector<PlainFact> &out)
    {
        for (const Conversation &c : rows.conversations) {
            if (c.remoteId != event.conversationRemoteId)
                continue;
            if (c.goneAt)
                return;
            PlainFact fact = basics(rows, c);
            fact.of[QStringLiteral("agent")] = mine(rows, event.agentRemoteId);
            fact.of[QStringLiteral("skill")] = mine(rows, event.skillRemoteId);
            if (rows.account.provider == QLatin1String("liveperson"))
                fact.of[QStringLiteral("group")] = mine(rows, event.groupRemoteId);
            if (!event.inboxRemoteId.isEmpty())
                fact.of[QStringLiteral("inbox")] = mine(rows, event.inboxRemoteId);
            if (!event.channel.isEmpty())
                fact.of[QStringLiteral("channel")] = event.channel;
            fact.actor = actorOf(rows, event.agentRemoteId);
            fact.time = event.created;
            fact.event = event.name;
            fact.value = double(event.value);
            if (event.valueInBusinessHours)
                fact.business = double(*event.valueInBusinessHours);
            out.push_back(fact);
            return;
        }
    }
};

/// `facts` pass already and belong together.
inline PlainFigure plainFigure(const PlainMetric &metric, const std::vector<PlainFact> &facts,
                               bool business)
{
    std::vector<double> values;
    std::set<QString> conversations;
    std::set<QString> handed;
    qint64 good = 0, hits = 0;
    double sum = 0;
    const bool timed = metric.kind == PlainMetric::Times || metric.kind == PlainMetric::Hits ||
                       metric.kind == PlainMetric::Rate;
    for (const PlainFact &fact : facts) {
        if (fact.event == QLatin1String("conversation_bot_handoff"))
            handed.insert(fact.conversation);
    }
    PlainFigure figure;
    for (const PlainFact &fact : facts) {
        if (metric.kind == PlainMetric::Except &&
            (fact.event == QLatin1String("conversation_bot_handoff") ||
             handed.count(fact.conversation)))
            continue;
        if (metric.kind == PlainMetric::Distinct && !conversations.insert(fact.conversation).second)
            continue;
        if (timed && business && !fact.business)
            continue;
        const double value = timed && business ? *fact.business : fact.value;
        hits += value <= fact.target;
        figure.n += 1;
        sum += value;
        good += value >= 4;
        values.push_back(value);
    }
    std::sort(values.begin(), values.end());
    if (metric.kind == PlainMetric::Times && figure.n > 0) {
        const auto ranked = [&values](double p) {
            return values[static_cast<std::size_t>(std::ceil(p * double(values.size()) - 1e-9)) -
                          1];
        };
        figure.value = sum / double(figure.n);
        figure.median = ranked(0.5);
        figure.p90 = ranked(0.9);
        figure.min = values.front();
        figure.max = values.back();
    } else if (metric.kind == PlainMetric::Hits) {
        if (figure.n > 0 || facts.empty()) // else nobody knows the business hours
            figure.value = double(hits);
    } else if (metric.kind == PlainMetric::Rate) {
        if (figure.n > 0)
            figure.value = double(hits) / double(figure.n);
    } else if (metric.kind == PlainMetric::Share) {
        if (figure.n > 0)
            figure.value = double(good) / double(figure.n);
    } else if (metric.kind == PlainMetric::Sum) {
        figure.value = sum;
    } else if (metric.kind != PlainMetric::Times) {
        figure.value = double(figure.n);
    }
    return figure;
}

} // namespace watchfloor::test
