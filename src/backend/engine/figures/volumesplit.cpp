// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/volumesplit.h"

#include "backend/engine/figures/conversationcell.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/vendors.h"

#include <algorithm>

namespace watchfloor {
namespace {

using CountsByAgent = std::map<qint64, qint64>;

CountsByAgent countsOf(const FactAnswer &answer)
{
    CountsByAgent counts;
    for (const auto &[key, sum] : answer.groups)
        counts[key] = sum.n;
    return counts;
}

struct Part {
    QString word;
    CountsByAgent counts;

    qint64 total() const
    {
        qint64 sum = 0;
        for (const auto &[key, n] : counts)
            sum += n;
        return sum;
    }
};

std::vector<Part> partsByChannel(const ReportInput &input, FactAsk ask)
{
    ask.groupBy = Dimension::Channel;
    const FactAnswer channels = input.facts.ask(ask);
    ask.groupBy = Dimension::Agent;
    std::vector<Part> parts;
    for (const auto &[channel, sum] : channels.groups) {
        ask.filter[Dimension::Channel] = {channel};
        parts.push_back(
            {input.keys.name(Dimension::Channel, channel), countsOf(input.facts.ask(ask))});
    }
    std::stable_sort(parts.begin(), parts.end(), [](const Part &a, const Part &b) {
        if (a.word.isEmpty() != b.word.isEmpty())
            return b.word.isEmpty();
        return a.total() > b.total();
    });
    return parts;
}

/// The order in which a conversation lives.
int statusPlace(const QString &word)
{
    static const QStringList order{QStringLiteral("queued"), QStringLiteral("open"),
                                   QStringLiteral("pending"), QStringLiteral("on_hold"),
                                   QStringLiteral("snoozed")};
    const auto at = order.indexOf(word);
    return at < 0 ? static_cast<int>(order.size()) : static_cast<int>(at);
}

/// What the volume counts and is not closed, with its agent: take(conversation, agent).
template<typename Take>
void visitNotClosed(const ReportInput &input, const Figures &figures, const FactAsk &ask, Take take)
{
    std::vector<RowId> told;
    for (const FactPart &part : ask.parts)
        told.insert(told.end(), part.accounts.begin(), part.accounts.end());
    const FigureQuery &query = figures.query();
    for (const AccountRows *rows : figures.accounts()) {
        const RowId account = rows->account.id;
        if (std::find(told.begin(), told.end(), account) == told.end())
            continue;
        const KeyRules &rules = rulesFor(rows->account.provider).key;
        for (const Conversation &c : rows->conversations) {
            if (c.goneAt || c.status == QLatin1String("closed") ||
                !query.range.contains(c.created) || !query.filter.passesLabels(c.labels))
                continue;
            const CellValues cell = cellOf(c, account, rules, input.keys, false);
            if (passesFilter(cell, figures.cells()))
                take(c, cell.at(Dimension::Agent));
        }
    }
}

/// What is not closed stands in the rows; all others that were created are closed.
std::vector<Part> partsByStatus(const ReportInput &input, const Figures &figures, FactAsk ask)
{
    ask.groupBy = Dimension::Agent;
    CountsByAgent closed = countsOf(input.facts.ask(ask));
    std::map<QString, CountsByAgent> byWord;
    visitNotClosed(input, figures, ask, [&](const Conversation &c, qint64 agent) {
        byWord[c.status][agent] += 1;
        closed[agent] -= 1;
    });
    std::vector<Part> parts;
    for (auto &[word, counts] : byWord)
        parts.push_back({word, std::move(counts)});
    std::stable_sort(parts.begin(), parts.end(), [](const Part &a, const Part &b) {
        return statusPlace(a.word) < statusPlace(b.word);
    });
    for (auto it = closed.begin(); it != closed.end();)
        it = it->second > 0 ? std::next(it) : closed.erase(it);
    if (!closed.empty())
        parts.push_back({QStringLiteral("closed"), std::move(closed)});
    return parts;
}

qint64 countFor(const Part &part, qint64 agent)
{
    const auto found = part.counts.find(agent);
    return found == part.counts.end() ? 0 : found->second;
}

} // namespace

QHash<RowId, QString> statusesNow(const ReportInput &input, const Figures &figures)
{
    QHash<RowId, QString> words;
    if (const auto ask = figures.askFor(*metricSpec("conversations"), figures.query().range))
        visitNotClosed(input, figures, *ask,
                       [&](const Conversation &c, qint64) { words.insert(c.id, c.status); });
    return words;
}

void splitVolume(VolumeReport &report, const ReportInput &input, const FigureQuery &query,
                 VolumeSplit split)
{
    report.split = split;
    if (split == VolumeSplit::None)
        return;
    const Figures figures(input, query);
    const auto ask = figures.askFor(*metricSpec("conversations"), query.range);
    if (!ask)
        return;
    const std::vector<Part> parts = split == VolumeSplit::Channel
                                        ? partsByChannel(input, *ask)
                                        : partsByStatus(input, figures, *ask);
    for (const Part &part : parts) {
        report.parts << part.word;
        for (VolumeRow &row : report.rows)
            row.parts.push_back(countFor(part, row.key));
        report.unspecifiedParts.push_back(countFor(part, kNoKey));
    }
}

} // namespace watchfloor
