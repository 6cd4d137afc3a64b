// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/metriccatalog.h"
#include "backend/engine/timebuckets.h"
#include "backend/reports/reportservice.h"
#include "support/sqldesk.h"
#include "support/sqlfigures.h"

#include <random>

namespace watchfloor::test {

/// What one may ask a report, in words that mean the same in every cache of the same facts:
/// "Acme/3" is what account Acme knows as 3, "" is none.
struct ReportQuestion {
    enum Kind { Breakdown, Volume, Trend, Heat, Distribution };

    Kind kind = Breakdown;
    Dimension groupBy = Dimension::Agent;
    QStringList metrics;
    std::map<Dimension, QStringList> filter;
    QStringList labels;
    bool subGroups = true;
    TimeRange range;
    bool business = false;
    BucketUnit unit = BucketUnit::Day;
    QByteArray zone = "UTC";
    Qt::DayOfWeek weekStart = Qt::Monday;

    QString text() const
    {
        static const QStringList kinds{QStringLiteral("breakdown"), QStringLiteral("volume"),
                                       QStringLiteral("trend"), QStringLiteral("heat map"),
                                       QStringLiteral("distribution")};
        QString said = QStringLiteral("%1 by %2 of %3 from %4 to %5%6%7, unit %8 in %9, week from "
                                      "%10")
                           .arg(kinds[kind])
                           .arg(static_cast<int>(groupBy))
                           .arg(metrics.join(u'+'))
                           .arg(range.from)
                           .arg(range.to)
                           .arg(business ? QStringLiteral(" in business hours") : QString(),
                                subGroups ? QString() : QStringLiteral(" without sub-groups"))
                           .arg(static_cast<int>(unit))
                           .arg(QString::fromLatin1(zone))
                           .arg(weekStart);
        for (const auto &[dimension, words] : filter)
            said += QStringLiteral(", %1 in [%2]")
                        .arg(static_cast<int>(dimension))
                        .arg(words.join(u' '));
        return labels.isEmpty() ? said
                                : said + QStringLiteral(", labels [%1]").arg(labels.join(u' '));
    }
};

/// Column of the SQL desk's facts.
inline QString wordColumn(Dimension dimension)
{
    static const std::map<Dimension, QString> names{{Dimension::Account, QStringLiteral("account")},
                                                    {Dimension::Agent, QStringLiteral("agent")},
                                                    {Dimension::Group, QStringLiteral("grp")},
                                                    {Dimension::Skill, QStringLiteral("skill")},
                                                    {Dimension::Inbox, QStringLiteral("inbox")},
                                                    {Dimension::Channel, QStringLiteral("channel")},
                                                    {Dimension::Actor, QStringLiteral("actor")}};
    return names.at(dimension);
}

/// Every word of a dimension that the cache has a row for.
inline QString wordsSql(Dimension dimension)
{
    switch (dimension) {
    case Dimension::Account:
        return QStringLiteral("SELECT name, id FROM account");
    case Dimension::Agent:
        return QStringLiteral("SELECT word, id FROM people");
    case Dimension::Group:
        return QStringLiteral("SELECT word, id FROM units WHERE kind IN (0, 3, 4)");
    case Dimension::Skill:
        return QStringLiteral("SELECT word, id FROM units WHERE kind = 1");
    case Dimension::Inbox:
        return QStringLiteral("SELECT word, id FROM units WHERE kind = 2");
    case Dimension::Channel:
        return QStringLiteral("SELECT name, id FROM channel");
    default:
        break;
    }
    return QStringLiteral("SELECT '0', 0 UNION VALUES ('1', 1), ('2', 2)");
}

/// The question in the row numbers of this cache.
inline FigureRequest requestOf(const ReportQuestion &question, SqlDesk &desk)
{
    FigureRequest request;
    request.range = question.range;
    request.business = question.business;
    request.filter.subGroups = question.subGroups;
    request.filter.labels = question.labels;
    for (const auto &[dimension, words] : question.filter) {
        if (dimension == Dimension::Channel) {
            request.filter.channels = words;
            continue;
        }
        const QHash<QString, qint64> &ids = desk.numbers(wordsSql(dimension));
        std::vector<qint64> &keys = dimension == Dimension::Account ? request.filter.accounts
                                    : dimension == Dimension::Agent ? request.filter.agents
                                    : dimension == Dimension::Group ? request.filter.groups
                                    : dimension == Dimension::Skill ? request.filter.skills
                                    : dimension == Dimension::Inbox ? request.filter.inboxes
                                                                    : request.filter.actors;
        for (const QString &word : words) {
            const qint64 unheardOf = 900'000;
            keys.push_back(word.isEmpty() ? kNoKey : ids.value(word, unheardOf));
        }
    }
    return request;
}

/// Questions at random, about what the cache holds.
class ReportQuestions {
public:
    ReportQuestions(SqlDesk &desk, std::mt19937_64 &random, TimeRange usual)
        : m_desk(desk)
        , m_random(random)
        , m_usual(usual)
    {
    }

    /// Reads what there is to ask about; after commits.
    void refresh()
    {
        m_times.clear();
        for (const QString &time : m_desk.texts(
                 QStringLiteral("SELECT t FROM event_facts UNION SELECT created FROM talks "
                                "UNION SELECT closed FROM talks WHERE closed IS NOT NULL")))
            m_times.push_back(time.toLongLong());
        for (const Dimension dimension :
             {Dimension::Account, Dimension::Agent, Dimension::Group, Dimension::Skill,
              Dimension::Inbox, Dimension::Channel, Dimension::Actor}) {
            QStringList &words = m_words[dimension] = m_desk.texts(wordsSql(dimension));
            words.sort();
            if (dimension == Dimension::Channel)
                words << QStringLiteral("fax");
            if (dimension != Dimension::Account && dimension != Dimension::Actor)
                words << QString();
        }
        m_labels = m_desk.texts(QStringLiteral("SELECT DISTINCT name FROM label ORDER BY 1"));
        m_labels << QString() << QStringLiteral("never used");
    }

    ReportQuestion next()
    {
        ReportQuestion q;
        const int kind = below(100);
        q.kind = kind < 52   ? ReportQuestion::Breakdown
                 : kind < 60 ? ReportQuestion::Volume
                 : kind < 74 ? ReportQuestion::Trend
                 : kind < 88 ? ReportQuestion::Heat
                             : ReportQuestion::Distribution;
        q.groupBy = static_cast<Dimension>(1 + below(6));
        q.range = range();
        q.business = chance(35);
        q.subGroups = chance(70);
        q.unit = static_cast<BucketUnit>(below(4));
        q.zone = zones()[static_cast<std::size_t>(below(static_cast<int>(zones().size())))];
        q.weekStart = chance(60) ? Qt::Monday : chance(50) ? Qt::Sunday : Qt::Saturday;
        while (chance(40))
            q.filter.try_emplace(static_cast<Dimension>(1 + below(7)));
        for (auto &[dimension, words] : q.filter)
            words = chosen(m_words.at(dimension));
        if (chance(22))
            q.labels = chosen(m_labels);
        if (q.kind == ReportQuestion::Trend && q.unit == BucketUnit::Hour)
            q.range.to = std::min(q.range.to, q.range.from + 50 * 3'600'000LL);
        if (q.kind == ReportQuestion::Trend && q.range.to - q.range.from > 120 * 86'400'000LL)
            q.unit = BucketUnit::Month;
        q.metrics = metrics(q.kind);
        return q;
    }

    static const std::vector<QByteArray> &zones()
    {
        static const std::vector<QByteArray> all{
            "UTC",          "Europe/Berlin",       "America/New_York", "Australia/Lord_Howe",
            "Asia/Kolkata", "America/Sao_Paulo",   "Asia/Beirut",      "Africa/Cairo",
            "Pacific/Apia", "America/St_Johns",    "Asia/Kathmandu",   "Pacific/Chatham",
            "Asia/Tokyo",   "America/Los_Angeles", "Asia/Almaty",      "America/Scoresbysund",
        };
        return all;
    }

private:
    int below(int n) { return static_cast<int>(m_random() % static_cast<unsigned>(n)); }
    bool chance(int percent) { return below(100) < percent; }

    QStringList chosen(const QStringList &from)
    {
        QStringList out;
        for (int i = below(3); i >= 0; --i)
            out << from[below(static_cast<int>(from.size()))];
        return out; // sometimes one twice
    }

    TimeMs time()
    {
        const TimeMs usual =
            m_usual.from +
            static_cast<TimeMs>(m_random() % static_cast<quint64>(m_usual.to - m_usual.from));
        if (chance(20))
            return usual - usual % 86'400'000;
        if (chance(45) && !m_times.empty())
            return m_times[static_cast<std::size_t>(below(static_cast<int>(m_times.size())))] +
                   (chance(30) ? below(3) - 1 : 0);
        return usual;
    }
    TimeRange range()
    {
        if (chance(12))
            return {m_usual.from - 400 * 86'400'000LL, m_usual.to + 20 * 86'400'000LL};
        if (chance(15))
            return m_usual;
        const TimeMs one = time(), other = time();
        return {std::min(one, other), std::max(one, other)}; // sometimes empty
    }

    QStringList metrics(ReportQuestion::Kind kind)
    {
        if (kind == ReportQuestion::Volume)
            return {QStringLiteral("conversations")};
        std::vector<QString> fitting;
        for (const SqlMetric &metric : sqlMetrics()) {
            const bool past = metric.kind == SqlMetric::Quotient
                                  ? !sqlMetric(metric.part).time.isEmpty()
                                  : !metric.time.isEmpty();
            if (kind == ReportQuestion::Breakdown ||
                (kind == ReportQuestion::Distribution ? metric.kind == SqlMetric::Times : past))
                fitting.push_back(metric.key);
        }
        QStringList out;
        const int most = kind == ReportQuestion::Breakdown || kind == ReportQuestion::Trend ? 2 : 0;
        for (int i = most > 0 ? below(most + 1) : 0; i >= 0; --i)
            out << fitting[static_cast<std::size_t>(below(static_cast<int>(fitting.size())))];
        out.removeDuplicates();
        return out;
    }

    SqlDesk &m_desk;
    std::mt19937_64 &m_random;
    TimeRange m_usual;
    std::vector<TimeMs> m_times;
    std::map<Dimension, QStringList> m_words;
    QStringList m_labels;
};

} // namespace watchfloor::test
