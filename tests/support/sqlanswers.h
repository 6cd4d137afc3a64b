// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/figuretext.h"
#include "support/reportquestion.h"

namespace watchfloor::test {

/// The figures of a question's metrics by plain SQL: what passes its filters and window, by group.
class SqlAnswers {
public:
    SqlAnswers(SqlDesk &desk, TimeMs now)
        : m_desk(desk)
        , m_now(now)
    {
    }

    /// How many values lie within [from, to).
    qint64 valuesWithin(const ReportQuestion &question, std::optional<qint64> from,
                        std::optional<qint64> to)
    {
        m_q = &question;
        const SqlMetric &metric = sqlMetric(question.metrics.front());
        QString where = condition(metric);
        if (from)
            where += QStringLiteral(" AND f.v >= %1").arg(*from);
        if (to)
            where += QStringLiteral(" AND f.v < %1").arg(*to);
        const auto found = sqlFigures(m_desk, metric, where, all(), question.business, m_now);
        return found.empty() ? 0 : found.begin()->second.n;
    }

    /// Some fact behind the question was guessed. None: it rests on other metrics, or on people.
    std::optional<bool> estimated(const ReportQuestion &question)
    {
        m_q = &question;
        const SqlMetric &metric = sqlMetric(question.metrics.front());
        if (metric.kind == SqlMetric::Quotient || metric.kind == SqlMetric::Staff)
            return std::nullopt;
        const auto found = figures(metric, all());
        return !found.empty() && found.begin()->second.estimated;
    }

protected:
    void ask(const ReportQuestion &question)
    {
        m_q = &question;
        m_providers.clear();
        for (const SqlRow &row :
             m_desk.rows(QStringLiteral("SELECT name, provider FROM account WHERE removed = 0%1")
                             .arg(in(QStringLiteral("name"), Dimension::Account))))
            m_providers[row[0].toString()] = row[1].toString();
    }

    using Figures = std::map<QString, SqlFigure>;

    static QString all() { return QStringLiteral("'all'"); }

    static QString in(const QString &column, const QStringList &words)
    {
        return QStringLiteral(" AND %1 IN (%2)").arg(column, sqlList(words));
    }
    QString in(const QString &column, Dimension dimension) const
    {
        const auto wanted = m_q->filter.find(dimension);
        return wanted == m_q->filter.end() ? QString() : in(column, wanted->second);
    }

    /// The groups and all below them.
    QStringList withSubGroups(const QStringList &words)
    {
        QStringList wanted = m_desk.texts(
            QStringLiteral("WITH RECURSIVE below(id, word) AS ("
                           "SELECT id, word FROM units WHERE kind IN (0, 3, 4) AND word IN (%1) "
                           "UNION SELECT u.id, u.word FROM units u JOIN below b ON u.parent = b.id)"
                           " SELECT DISTINCT word FROM below")
                .arg(sqlList(words)));
        for (const QString &word : words)
            wanted << word; // also none, and what nobody knows
        return wanted;
    }

    QStringList wantedOf(Dimension dimension)
    {
        const QStringList &words = m_q->filter.at(dimension);
        return dimension == Dimension::Group && m_q->subGroups ? withSubGroups(words) : words;
    }

    QString condition(const SqlMetric &metric)
    {
        const bool staff = metric.kind == SqlMetric::Staff;
        QString where = QStringLiteral("1");
        if (!metric.time.isEmpty())
            where =
                QStringLiteral("f.t >= %1 AND f.t < %2").arg(m_q->range.from).arg(m_q->range.to);
        for (const auto &[dimension, words] : m_q->filter) {
            const QString column = wordColumn(dimension);
            const QStringList wanted = wantedOf(dimension);
            if (dimension == Dimension::Actor)
                where += QStringLiteral(" AND f.actor IN (%1)").arg(wanted.join(u','));
            else if (staff && (dimension == Dimension::Group || dimension == Dimension::Skill ||
                               dimension == Dimension::Inbox))
                where += memberOf(column, wanted);
            else
                where += in(QStringLiteral("f.") + column, wanted);
        }
        if (!m_q->labels.isEmpty() && !staff)
            where += QStringLiteral(
                         " AND (f.talk IN (SELECT x.conversation FROM conversation_label x JOIN "
                         "label l ON l.id = x.label WHERE l.name IN (%1))%2)")
                         .arg(sqlList(m_q->labels),
                              m_q->labels.contains(QString())
                                  ? QStringLiteral(" OR (f.talk IS NOT NULL AND f.talk NOT IN "
                                                   "(SELECT conversation FROM conversation_label))")
                                  : QString());
        return where;
    }

    static QString memberOf(const QString &what, const QStringList &wanted)
    {
        const QString none = QStringLiteral(" OR NOT EXISTS (SELECT 1 FROM memberships m WHERE "
                                            "m.agent = f.agent AND m.what = '%1')");
        return QStringLiteral(" AND (EXISTS (SELECT 1 FROM memberships m WHERE m.agent = f.agent "
                              "AND m.what = '%1' AND m.word IN (%2))%3)")
            .arg(what, sqlList(wanted), wanted.contains(QString()) ? none.arg(what) : QString());
    }

    Figures figures(SqlMetric metric, const QString &group)
    {
        const QString column = group.mid(2);
        if (metric.kind == SqlMetric::Staff &&
            (column == u"grp" || column == u"skill" || column == u"inbox"))
            metric.table = QStringLiteral("(SELECT s.*, ifnull(m.word, '') AS %1 FROM staff s LEFT "
                                          "JOIN memberships m ON m.agent = s.agent AND m.what = "
                                          "'%1')")
                               .arg(column);
        return sqlFigures(m_desk, metric, condition(metric), group, m_q->business, m_now);
    }

    FigureText told(const SqlMetric &metric, const SqlFigure &figure) const
    {
        using M = SqlMetric;
        FigureText text;
        const auto unit = static_cast<double>(metric.unit);
        const auto value = [unit](std::optional<qint64> of) {
            return of ? std::optional(static_cast<double>(*of) / unit) : std::nullopt;
        };
        const double sum = static_cast<double>(figure.sum) / unit;
        const auto n = static_cast<double>(figure.n);
        const auto mean = figure.n > 0 ? std::optional(sum / n) : std::nullopt;
        text.why = QStringLiteral("no_values");
        if (m_q->business && metric.business && figure.rows > 0 && figure.n == 0)
            text.why = QStringLiteral("no_business_hours"); // there are values, none has any
        text.n = metric.kind == M::Distinct ? figure.different : figure.n;
        if (metric.kind == M::Staff && figure.untold > 0) {
            text.why = QStringLiteral("not_cached");
            return text;
        }
        if (figure.untold > 0) {
            text.why = QStringLiteral("not_told");
            return text;
        }
        switch (metric.kind) {
        case M::Count:
        case M::Distinct:
            text.value = static_cast<double>(*text.n);
            break;
        case M::Total:
        case M::Staff:
            text.value = sum;
            break;
        case M::Times:
        case M::Scores:
            text.value = mean;
            break;
        case M::Median:
            text.value = value(figure.median);
            break;
        case M::P90:
            text.value = value(figure.p90);
            break;
        case M::Greatest:
            text.value = value(figure.max);
            break;
        case M::Share:
            if (figure.n > 0)
                text.value = static_cast<double>(figure.reached) / n;
            break;
        case M::Quotient:
            break;
        }
        if (metric.kind == M::Times || metric.kind == M::Scores || metric.unit != 1) {
            text.mean = mean;
            text.median = value(figure.median);
            text.min = value(figure.min);
            text.max = value(figure.max);
            if (metric.kind != M::Scores)
                text.p90 = value(figure.p90);
        }
        return text;
    }

    static FigureText absent(const char *why)
    {
        FigureText text;
        text.why = QString::fromLatin1(why);
        return text;
    }

    static FigureText share(const FigureText &part, const FigureText &whole)
    {
        if (!part.value || !whole.value)
            return part.value ? whole : part;
        if (*whole.value <= 0)
            return absent("no_values");
        FigureText text;
        text.value = *part.value / *whole.value;
        text.n = static_cast<qint64>(*whole.value);
        return text;
    }

    bool somebodyTells(const SqlMetric &metric) const
    {
        return std::any_of(m_providers.begin(), m_providers.end(), [&](const auto &account) {
            return metric.who.count(account.second) > 0;
        });
    }

    /// Of the accounts that the other filters leave anything of, or of all if that is none.
    bool somebodyChosenTells(const SqlMetric &metric) const
    {
        constexpr Dimension owned[] = {Dimension::Agent, Dimension::Group, Dimension::Skill,
                                       Dimension::Inbox};
        bool any = false;
        bool tells = false;
        for (const auto &[account, provider] : m_providers) {
            const bool chosen = std::all_of(
                std::begin(owned), std::end(owned), [&, name = account](Dimension dimension) {
                    const auto wanted = m_q->filter.find(dimension);
                    return wanted == m_q->filter.end() ||
                           std::any_of(wanted->second.begin(), wanted->second.end(),
                                       [&](const QString &word) {
                                           return word.isEmpty() || word.startsWith(name + u'/');
                                       });
                });
            any = any || chosen;
            tells = tells || (chosen && metric.who.count(provider) > 0);
        }
        return any ? tells : somebodyTells(metric);
    }

    FigureText nothing(const SqlMetric &metric)
    {
        if (metric.kind == SqlMetric::Quotient)
            return share(nothing(sqlMetric(metric.part)), nothing(sqlMetric(metric.whole)));
        if (metric.kind == SqlMetric::Staff && m_q->filter.count(Dimension::Channel))
            return absent("filtered");
        return told(metric, SqlFigure());
    }

    /// By key; without those there is nothing to say about.
    std::map<QString, FigureText> byKey(const SqlMetric &metric, const QString &group)
    {
        std::map<QString, FigureText> out;
        if (metric.kind == SqlMetric::Quotient) {
            const auto parts = byKey(narrowed(sqlMetric(metric.part), metric), group);
            for (const auto &[key, whole] :
                 byKey(narrowed(sqlMetric(metric.whole), metric), group)) {
                const auto part = parts.find(key);
                out[key] = share(
                    part == parts.end() ? nothing(sqlMetric(metric.part)) : part->second, whole);
            }
            return out;
        }
        if (metric.kind == SqlMetric::Staff && m_q->filter.count(Dimension::Channel))
            return out;
        for (const auto &[key, figure] : figures(metric, group))
            out[key] = told(metric, figure);
        return out;
    }

    /// Only where the quotient itself can be told.
    static SqlMetric narrowed(SqlMetric metric, const SqlMetric &to)
    {
        std::erase_if(metric.who,
                      [&](const auto &provider) { return to.who.count(provider.first) == 0; });
        return metric;
    }

    FigureText total(const SqlMetric &metric)
    {
        if (!somebodyChosenTells(metric))
            return absent("vendor_cannot");
        if (metric.kind == SqlMetric::Quotient)
            return share(total(narrowed(sqlMetric(metric.part), metric)),
                         total(narrowed(sqlMetric(metric.whole), metric)));
        const auto one = byKey(metric, all());
        return one.empty() ? nothing(metric) : one.begin()->second;
    }

    SqlDesk &m_desk;
    TimeMs m_now;
    const ReportQuestion *m_q = nullptr;
    std::map<QString, QString> m_providers; ///< of the accounts that pass
};

} // namespace watchfloor::test
