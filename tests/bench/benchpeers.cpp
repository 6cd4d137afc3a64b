// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchcases.h"
#include "bench/sqlpeer.h"

#include "backend/engine/facts/slottotals.h"

namespace watchfloor::bench {

namespace {

/// One question: how ours is asked and shown, and how a peer is asked.
struct Question {
    QString name;
    std::function<void()> work;
    std::function<QStringList()> ours;
    std::function<QStringList(SqlPeer &)> theirs;
    bool longWindow = false; ///< most of a year
    bool isScan = false;     ///< the same question in another way
    std::optional<double> goalSql;
    std::optional<double> goalDuck;
};

QString line(std::initializer_list<qint64> numbers)
{
    QStringList words;
    for (const qint64 number : numbers) {
        words << QString::number(number);
    }
    return words.join(u' ');
}

QStringList totalLines(FactTable &table, TimeRange window, bool filtered)
{
    QStringList lines;
    for (const FactColumnId column : kKeyMetrics) {
        for (const FactGroup &group : table.query(keyMetric(column, window, filtered)).groups) {
            const FactTotals &t = group.totals;
            lines << line({column, group.key, t.n, t.sum, t.businessN, t.businessSum, t.hits});
        }
    }
    return lines;
}

QStringList scanLines(FactTable &table, TimeRange window, const CellChoice &choice)
{
    QStringList lines;
    for (const FactColumnId column : kKeyMetrics) {
        const auto totals = scannedTotals(table.column(column), window, choice, false);
        std::vector<std::pair<qint64, SlotTotals>> byKey;
        for (std::size_t i = 0; i < choice.groups(); ++i) {
            if (totals[i + 1].n > 0) {
                byKey.emplace_back(choice.keys()[i], totals[i + 1]);
            }
        }
        std::sort(byKey.begin(), byKey.end(),
                  [](const auto &a, const auto &b) { return a.first < b.first; });
        for (const auto &[key, t] : byKey) {
            lines << line({column, key, t.n, t.sum, t.businessN, t.businessSum, t.hits});
        }
    }
    return lines;
}

QStringList quantileLines(FactTable &table, TimeMs days, bool filtered)
{
    QStringList lines;
    for (const FactColumnId column : {kFirstResponse, kReplyTime}) {
        FactQuery query = perAgent(column, days, filtered);
        query.percentiles = Percentiles::Exact;
        for (const FactGroup &group : table.query(query).groups) {
            const FactTotals &t = group.totals;
            lines << line({column, group.key, t.n, *t.quantiles[0], *t.quantiles[1]});
        }
    }
    return lines;
}

FactQuery heatQuery(bool filtered)
{
    FactQuery query;
    query.column = kReplyTime;
    if (filtered) {
        query.filter[Dimension::Inbox] = {201, 203, 204, 207};
    }
    return query;
}

QStringList heatLines(FactTable &table, const std::vector<OffsetSpan> &spans, bool filtered)
{
    QStringList lines;
    const HeatMap map = table.heatMap(heatQuery(filtered), spans);
    for (std::size_t slot = 0; slot < map.size(); ++slot) {
        if (map[slot].n > 0) {
            lines << line({static_cast<qint64>(slot), map[slot].n, map[slot].sum});
        }
    }
    return lines;
}

/// `goals`: those of 10 M conversations.
Question totalsQuestion(FactTable &table, const QString &name, TimeRange window, bool filtered,
                        bool isYear, bool goals)
{
    return {name,
            [&table, window, filtered] {
                for (const FactColumnId column : kKeyMetrics) {
                    table.query(keyMetric(column, window, filtered));
                }
            },
            [&table, window, filtered] { return totalLines(table, window, filtered); },
            [window, filtered](SqlPeer &peer) { return peer.totals(window, filtered); },
            isYear,
            false,
            isYear && goals ? std::optional(1.0 / 10'000) : std::nullopt,
            isYear && goals ? std::optional(1.0 / 1'000) : std::nullopt};
}

Question quantileQuestion(FactTable &table, const QString &name, TimeMs days, bool filtered)
{
    const TimeRange window = perAgent(kFirstResponse, days, filtered).window;
    return {name,
            [&table, days, filtered] {
                for (const FactColumnId column : {kFirstResponse, kReplyTime}) {
                    table.query(perAgent(column, days, filtered));
                }
            },
            [&table, days, filtered] { return quantileLines(table, days, filtered); },
            [window, filtered](SqlPeer &peer) { return peer.quantiles(window, filtered); },
            days > 100,
            false,
            {},
            {}};
}

std::vector<Question> questions(BenchCache &cache)
{
    FactTable &table = cache.table;
    const TimeRange year{kYearStart, kYearEnd};
    const TimeRange ragged{kYearStart + 5 * kDay + 4'000'000, kYearEnd - 3 * kDay - 9'000'000};
    std::vector<Question> list;
    list.push_back(totalsQuestion(table, QStringLiteral("totals by skill, a year"), year, false,
                                  true, cache.large));
    list.push_back(totalsQuestion(table, QStringLiteral("totals by skill, a year, filtered"), year,
                                  true, true, cache.large));
    list.push_back(totalsQuestion(table, QStringLiteral("totals by skill, 357 days, filtered"),
                                  ragged, true, true, cache.large));
    list.push_back(totalsQuestion(table, QStringLiteral("totals by skill, 30 days, filtered"),
                                  {kYearEnd - 30 * kDay, kYearEnd}, true, false, cache.large));
    list.push_back(totalsQuestion(table, QStringLiteral("totals by skill, a day, filtered"),
                                  {kYearEnd - kDay, kYearEnd}, true, false, cache.large));

    const auto choice = std::make_shared<CellChoice>(
        table.cells(), keyMetric(kFirstResponse, year, true).filter, Dimension::Skill);
    list.push_back({QStringLiteral("plain scan by skill, a year, filtered"),
                    [&table, year, choice] {
                        for (const FactColumnId column : kKeyMetrics) {
                            scannedTotals(table.column(column), year, *choice, false);
                        }
                    },
                    [&table, year, choice] { return scanLines(table, year, *choice); },
                    [year](SqlPeer &peer) { return peer.totals(year, true); },
                    true,
                    true,
                    {},
                    cache.large ? std::optional(1.0 / 20) : std::nullopt});

    list.push_back(quantileQuestion(table, QStringLiteral("p50/p90 per agent, a day"), 1, false));
    list.push_back(
        quantileQuestion(table, QStringLiteral("p50/p90 per agent, 30 days"), 30, false));
    list.push_back(
        quantileQuestion(table, QStringLiteral("p50/p90 per agent, a year"), 357, false));
    list.push_back(
        quantileQuestion(table, QStringLiteral("p50/p90 per agent, filtered year"), 357, true));

    const auto spans = offsetSpans(year, QTimeZone("Europe/Berlin"));
    for (const bool filtered : {false, true}) {
        list.push_back({filtered ? QStringLiteral("heat map of a year, filtered means")
                                 : QStringLiteral("heat map of a year, counts"),
                        [&table, spans, filtered] {
                            FactQuery query = heatQuery(filtered);
                            query.countsOnly = !filtered;
                            table.heatMap(query, spans);
                        },
                        [&table, spans, filtered] { return heatLines(table, spans, filtered); },
                        [spans, filtered](SqlPeer &peer) { return peer.heatMap(spans, filtered); },
                        false,
                        false,
                        {},
                        {}});
    }
    return list;
}

QString nameWith(const Question &question, const QString &peer)
{
    return question.name + QStringLiteral(" / ") + peer;
}

void askPeer(SqlPeer &peer, const std::vector<Question> &asked,
             const std::function<std::optional<double>(const Question &)> &goal,
             std::vector<BenchRow> &rows)
{
    for (const Question &question : asked) {
        const QString name = nameWith(question, peer.name());
        progress(QStringLiteral("  ") + name);
        QStringList theirs;
        const double first = millisecondsOf([&] { theirs = question.theirs(peer); });
        mustEqual(name, question.ours(), theirs, peer.name());
        rows.push_back(besidePeer(
            name, question.work, peer.name(), [&] { question.theirs(peer); }, first,
            goal(question)));
    }
}

void askSql(YearFile &file, PlainSql::Form form, const std::vector<Question> &asked,
            std::vector<BenchRow> &rows)
{
    if (asked.empty()) {
        return;
    }
    PlainSql peer(file, form);
    if (form == PlainSql::Form::Covering) {
        rows.push_back(figure(QStringLiteral("plain SQL's indexes made"), QStringLiteral("s"),
                              peer.indexSeconds(), std::nullopt));
        rows.push_back(figure(
            QStringLiteral("plain SQL's indexes, per event"), QStringLiteral("bytes"),
            static_cast<double>(peer.indexBytes()) / static_cast<double>(file.figures().events),
            std::nullopt));
    }
    askPeer(
        peer, asked,
        [form](const Question &question) {
            return form == PlainSql::Form::Covering ? question.goalSql : std::nullopt;
        },
        rows);
}

void askDuck(YearFile &file, const QString &library, const std::vector<Question> &asked,
             std::vector<BenchRow> &rows)
{
    if (asked.empty()) {
        return;
    }
    if (library.isEmpty()) {
        for (const Question &question : asked) {
            rows.push_back(besidePeer(nameWith(question, QStringLiteral("DuckDB")), question.work,
                                      QStringLiteral("DuckDB"), {}, {}, question.goalDuck));
        }
        return;
    }
    DuckPeer peer(library, file);
    rows.push_back(figure(QStringLiteral("DuckDB's rows appended"), QStringLiteral("s"),
                          peer.loadSeconds(), std::nullopt));
    askPeer(
        peer, asked, [](const Question &question) { return question.goalDuck; }, rows);
}

} // namespace

void benchPeers(BenchCache &cache, YearFile &file, const QString &duckLibrary, const Choice &choice,
                std::vector<BenchRow> &rows)
{
    std::vector<Question> covering, perQuestion, duck;
    for (const Question &question : questions(cache)) {
        const auto wants = [&](const QString &peer) {
            return choice.wants(nameWith(question, peer));
        };
        // Percentiles of a year by a covering index take minutes.
        const bool ranks = question.name.startsWith(u"p50");
        if (!question.isScan && !(ranks && question.longWindow) &&
            wants(PlainSql::nameOf(PlainSql::Form::Covering))) {
            covering.push_back(question);
        }
        if (!question.isScan && question.longWindow &&
            wants(PlainSql::nameOf(PlainSql::Form::PerQuestion))) {
            perQuestion.push_back(question);
        }
        if (wants(QStringLiteral("DuckDB"))) {
            duck.push_back(question);
        }
    }
    askSql(file, PlainSql::Form::Covering, covering, rows);
    askSql(file, PlainSql::Form::PerQuestion, perQuestion, rows);
    askDuck(file, duckLibrary, duck, rows);
}

} // namespace watchfloor::bench
