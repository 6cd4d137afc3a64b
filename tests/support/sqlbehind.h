// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/sqlanswers.h"

namespace watchfloor::test {

/// What plain SQL says about the conversations behind the first metric of a question.
class SqlBehind : public SqlAnswers {
public:
    using SqlAnswers::SqlAnswers;

    struct Said {
        std::map<qint64, std::pair<qint64, qint64>> rows; ///< by row: times, reached
        qint64 strays = 0;
        qint64 untold = 0;
        bool operator==(const Said &) const = default;
    };

    /// `hour`: of the question's zone, 0 = Monday 00:00. `statuses`: as they are now; empty: any.
    Said behind(const ReportQuestion &question, std::optional<int> hour = {},
                std::optional<qint64> from = {}, std::optional<qint64> to = {},
                const QStringList &statuses = {})
    {
        ask(question);
        const SqlMetric &metric = sqlMetric(question.metrics.front());
        m_more.clear();
        if (hour && !metric.time.isEmpty()) {
            m_desk.setZone(QTimeZone(question.zone), question.range.from, question.range.to);
            m_more += QStringLiteral(" AND strftime('%w %H', (f.t + (SELECT ms FROM zone WHERE "
                                     "f.t >= start AND f.t < stop)) / 1000, 'unixepoch') = "
                                     "'%1 %2'")
                          .arg((*hour / 24 + 1) % 7)
                          .arg(*hour % 24, 2, 10, QLatin1Char('0'));
        }
        if (from)
            m_more += QStringLiteral(" AND f.v >= %1").arg(*from);
        if (to)
            m_more += QStringLiteral(" AND f.v < %1").arg(*to);
        if (!statuses.isEmpty())
            m_more += QStringLiteral(" AND f.talk IN (SELECT id FROM talks WHERE status IN ('%1'))")
                          .arg(statuses.join(QStringLiteral("','")));
        Said said;
        if (metric.kind == SqlMetric::Staff)
            return said;
        if (metric.kind != SqlMetric::Quotient) {
            add(metric, said, 0);
        } else {
            add(narrowed(sqlMetric(metric.whole), metric), said, 1);
            add(narrowed(sqlMetric(metric.part), metric), said, 2);
        }
        return said;
    }

private:
    /// Role 1: what a share is of; 2: what counts for it.
    void add(const SqlMetric &metric, Said &said, int role)
    {
        const QString group = QStringLiteral("f.who || ' ' || ifnull(f.talk, '')");
        const auto found =
            sqlFigures(m_desk, metric, condition(metric) + m_more, group, m_q->business, m_now);
        for (const auto &[who, figure] : found) {
            const qint64 row = who.section(u' ', -1).toLongLong();
            const bool amount = metric.kind == SqlMetric::Total && metric.unit == 1;
            const qint64 times = metric.kind == SqlMetric::Distinct ? (figure.n > 0 ? 1 : 0)
                                 : amount                           ? figure.sum
                                                                    : figure.n;
            said.untold += role == 2 ? 0 : figure.untold;
            if (times == 0)
                continue;
            if (row == 0) {
                said.strays += role == 2 ? 0 : times;
                continue;
            }
            auto &one = said.rows[row];
            one.first += role == 2 ? 0 : times;
            one.second += role == 2 ? times : metric.kind == SqlMetric::Share ? figure.reached : 0;
        }
    }

    QString m_more;
};

} // namespace watchfloor::test
