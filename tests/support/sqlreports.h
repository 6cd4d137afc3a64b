// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/sqlanswers.h"

#include <QDateTime>

#include <set>

namespace watchfloor::test {

/// What plain SQL says to a question, as lines of text; reportlines.h makes the same of a report.
class SqlReports : public SqlAnswers {
public:
    using SqlAnswers::SqlAnswers;

    QStringList lines(const ReportQuestion &question)
    {
        ask(question);
        switch (question.kind) {
        case ReportQuestion::Breakdown:
            return breakdown();
        case ReportQuestion::Volume:
            return volume();
        case ReportQuestion::Trend:
            return trend();
        case ReportQuestion::Heat:
            return heat();
        case ReportQuestion::Distribution:
            break;
        }
        return {total(sqlMetric(question.metrics.front())).text()};
    }

    /// The calendar's own words for an instant: "2024-03-31", for hours with the clock's offset.
    static QString bucketWord(const ReportQuestion &q, TimeMs time)
    {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(time, QTimeZone(q.zone));
        switch (q.unit) {
        case BucketUnit::Hour:
            return local.toString(QStringLiteral("yyyy-MM-dd HH ")) +
                   QString::number(local.offsetFromUtc() * 1000);
        case BucketUnit::Day:
            return local.date().toString(Qt::ISODate);
        case BucketUnit::Month:
            return local.toString(QStringLiteral("yyyy-MM"));
        case BucketUnit::Week:
            break;
        }
        const int back = (local.date().dayOfWeek() - q.weekStart + 7) % 7;
        return local.date().addDays(-back).toString(Qt::ISODate);
    }

private:
    static QString accountOf(const QString &key, Dimension dimension)
    {
        return dimension == Dimension::Channel ? QString() : key.section(u'/', 0, 0);
    }

    bool exists(const SqlMetric &metric, Dimension dimension) const
    {
        return metricSpec(metric.key)->existsFor(*scopeOf(dimension));
    }

    /// A key without a figure.
    FigureText blank(const SqlMetric &metric, const QString &key)
    {
        const QString account = accountOf(key, m_q->groupBy);
        bool tells =
            account.isEmpty() ? somebodyTells(metric) : metric.who.count(m_providers[account]) > 0;
        if (m_q->groupBy == Dimension::Channel) {
            // A channel that only vendors use who cannot tell it.
            SqlMetric used = sqlMetric(QStringLiteral("conversations"));
            const QString where =
                condition(used) + QStringLiteral(" AND f.channel = %1").arg(sqlList({key}));
            const auto users =
                sqlFigures(m_desk, used, where, QStringLiteral("f.provider"), false, m_now);
            if (!users.empty())
                tells = tells && std::any_of(users.begin(), users.end(), [&](const auto &user) {
                            return metric.who.count(user.first) > 0;
                        });
        }
        if (!tells)
            return absent("vendor_cannot");
        return exists(metric, m_q->groupBy) ? nothing(metric) : absent("no_such_rows");
    }

    QStringList listed()
    {
        QString sql;
        QString account = QStringLiteral("account");
        switch (m_q->groupBy) {
        case Dimension::Account:
            sql = QStringLiteral("SELECT name FROM account WHERE removed = 0");
            account = QStringLiteral("name");
            break;
        case Dimension::Agent:
            sql = QStringLiteral("SELECT agent FROM staff WHERE 1");
            break;
        case Dimension::Group:
        case Dimension::Skill:
        case Dimension::Inbox:
            sql =
                QStringLiteral("SELECT word FROM units WHERE removed = 0 AND NOT gone AND kind ") +
                (m_q->groupBy == Dimension::Group   ? QStringLiteral("IN (0, 3, 4)")
                 : m_q->groupBy == Dimension::Skill ? QStringLiteral("= 1")
                                                    : QStringLiteral("= 2"));
            break;
        default:
            return {};
        }
        return m_desk.texts(sql + in(account, Dimension::Account));
    }

    QStringList breakdown()
    {
        const QString group = QStringLiteral("f.") + wordColumn(m_q->groupBy);
        std::vector<std::map<QString, FigureText>> sets;
        QStringList totals;
        std::set<QString> keys;
        for (const QString &word : listed())
            keys.insert(word);
        for (const QString &name : m_q->metrics) {
            const SqlMetric &metric = sqlMetric(name);
            sets.emplace_back();
            if (exists(metric, m_q->groupBy))
                sets.back() = byKey(metric, group);
            totals << total(metric).text();
            for (const auto &[key, figure] : sets.back())
                keys.insert(key);
        }
        // People are of several groups: those not chosen are no rows.
        if (m_q->filter.count(m_q->groupBy)) {
            const QStringList wanted = wantedOf(m_q->groupBy);
            std::erase_if(keys, [&](const QString &key) { return !wanted.contains(key); });
        }
        QStringList out;
        for (const QString &key : keys) {
            QStringList figures;
            for (std::size_t i = 0; i < sets.size(); ++i) {
                const auto own = sets[i].find(key);
                figures << (own == sets[i].end()
                                ? blank(sqlMetric(m_q->metrics[static_cast<int>(i)]), key)
                                : own->second)
                               .text();
            }
            out << QStringLiteral("%1: %2").arg(key, figures.join(QStringLiteral("; ")));
            if (m_q->groupBy == Dimension::Group)
                out.back() += tree(key, keys, figures);
        }
        out.sort();
        out << QStringLiteral("total: ") + totals.join(QStringLiteral("; "));
        return out;
    }

    /// What stands above a group, and the group's figures with all below it.
    QString tree(const QString &key, const std::set<QString> &keys, const QStringList &own)
    {
        QString said;
        const auto above = m_desk.texts(
            QStringLiteral(
                "WITH RECURSIVE up(id, word, parent, far) AS (SELECT id, word, parent, 0 "
                "FROM units WHERE word = %1 AND kind IN (0, 3, 4) UNION ALL "
                "SELECT u.id, u.word, u.parent, far + 1 FROM units u JOIN up ON "
                "u.id = up.parent) SELECT word FROM up WHERE far > 0 ORDER BY far")
                .arg(sqlList({key})));
        for (const QString &word : above) {
            if (keys.count(word)) {
                said += QStringLiteral(" below ") + word;
                break;
            }
        }
        const QStringList below = withSubGroups({key});
        const bool parent = std::any_of(keys.begin(), keys.end(), [&](const QString &other) {
            return other != key && below.contains(other);
        });
        if (!parent || key.isEmpty())
            return said;
        ReportQuestion narrow = *m_q;
        QStringList line = below;
        if (narrow.filter.count(Dimension::Group)) {
            const QStringList wanted = wantedOf(Dimension::Group);
            line.erase(std::remove_if(line.begin(), line.end(),
                                      [&](const QString &word) { return !wanted.contains(word); }),
                       line.end());
        }
        narrow.filter[Dimension::Group] = line;
        narrow.subGroups = false;
        QStringList figures;
        const ReportQuestion *whole = std::exchange(m_q, &narrow);
        for (int i = 0; i < narrow.metrics.size(); ++i) {
            const SqlMetric &metric = sqlMetric(narrow.metrics[i]);
            const bool tells =
                exists(metric, Dimension::Group) && own[i] != QLatin1String("vendor_cannot");
            figures << (tells ? total(metric).text() : own[i]);
        }
        m_q = whole;
        return said + QStringLiteral(", with sub-groups ") + figures.join(QStringLiteral("; "));
    }

    QStringList volume()
    {
        const SqlMetric &metric = sqlMetric(QStringLiteral("conversations"));
        std::map<QString, qint64> counts;
        for (const QString &word : listedAgents())
            counts[word] = 0;
        qint64 all = 0;
        for (const auto &[key, figure] : figures(metric, QStringLiteral("f.agent"))) {
            counts[key] = figure.n;
            all += figure.n;
        }
        const qint64 nobody = counts.count(QString()) ? counts[QString()] : 0;
        counts.erase(QString());
        QStringList out;
        for (const auto &[key, n] : counts)
            out << QStringLiteral("%1: %2").arg(key).arg(n);
        out.sort();
        if (!somebodyTells(metric))
            return out << QStringLiteral("not known");
        return out << QStringLiteral("%1 with somebody, %2 without").arg(all - nobody).arg(nobody);
    }

    QStringList listedAgents()
    {
        ReportQuestion byAgent = *m_q;
        byAgent.groupBy = Dimension::Agent;
        const ReportQuestion *whole = std::exchange(m_q, &byAgent);
        QStringList words = listed();
        m_q = whole;
        if (m_q->filter.count(Dimension::Agent)) {
            QStringList kept;
            for (const QString &word : words) {
                if (m_q->filter.at(Dimension::Agent).contains(word))
                    kept << word;
            }
            return kept;
        }
        return words;
    }

    QString bucketSql() const
    {
        const QString local =
            QStringLiteral("(f.t + (SELECT ms FROM zone WHERE f.t >= start AND f.t "
                           "< stop)) / 1000, 'unixepoch'");
        switch (m_q->unit) {
        case BucketUnit::Hour:
            return QStringLiteral("strftime('%Y-%m-%d %H ', ") + local +
                   QStringLiteral(") || (SELECT ms FROM zone WHERE f.t >= start AND f.t < stop)");
        case BucketUnit::Day:
            return QStringLiteral("date(%1)").arg(local);
        case BucketUnit::Month:
            return QStringLiteral("strftime('%Y-%m', ") + local + u')';
        case BucketUnit::Week:
            break;
        }
        // Six days back, then on to the weekday the week starts with.
        return QStringLiteral("date(%1, '-6 days', 'weekday %2')")
            .arg(local)
            .arg(m_q->weekStart % 7);
    }

    QStringList trend()
    {
        m_desk.setZone(QTimeZone(m_q->zone), m_q->range.from, m_q->range.to);
        QStringList out, totals;
        for (const QString &name : m_q->metrics) {
            const SqlMetric &metric = sqlMetric(name);
            totals << total(metric).text();
            if (!somebodyTells(metric))
                continue;
            for (const auto &[bucket, figure] : byKey(metric, bucketSql())) {
                if (figure.text() != nothing(metric).text())
                    out << QStringLiteral("%1 %2: %3").arg(name, bucket, figure.text());
            }
        }
        out.sort();
        return out << QStringLiteral("total: ") + totals.join(QStringLiteral("; "));
    }

    QStringList heat()
    {
        const SqlMetric &metric = sqlMetric(m_q->metrics.front());
        m_desk.setZone(QTimeZone(m_q->zone), m_q->range.from, m_q->range.to);
        const FigureText whole = total(metric);
        QStringList out;
        const bool single = metric.kind != SqlMetric::Quotient &&
                            metric.kind != SqlMetric::Distinct && metric.except.isEmpty();
        const QString hour =
            QStringLiteral("strftime('%w %H', (f.t + (SELECT ms FROM zone WHERE f.t "
                           ">= start AND f.t < stop)) / 1000, 'unixepoch')");
        if (single && somebodyTells(metric)) {
            const bool means = metric.kind == SqlMetric::Times ||
                               metric.kind == SqlMetric::Scores || metric.unit != 1;
            for (const auto &[word, figure] : figures(metric, hour)) {
                // Of what one conversation may bring several times, how often.
                const bool adds = metric.kind == SqlMetric::Total && !means;
                const qint64 n = adds ? figure.sum : figure.n;
                if (n == 0)
                    continue;
                QString line = QStringLiteral("%1: %2").arg(word).arg(n);
                if (means)
                    line += QStringLiteral(" mean %1")
                                .arg(static_cast<double>(figure.sum) /
                                         static_cast<double>(metric.unit) /
                                         static_cast<double>(figure.n),
                                     0, 'g', 17);
                out << line;
            }
        }
        out.sort();
        return out << QStringLiteral("total: ") + whole.text();
    }
};

} // namespace watchfloor::test
