// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"

#include "backend/engine/feedtopics.h"
#include "backend/engine/metriccatalog.h"

#include <algorithm>

namespace watchfloor {
namespace {

Topic topicOf(const MetricSpec &metric)
{
    switch (metric.origin) {
    case MetricOrigin::Events:
        return Topic::Events;
    case MetricOrigin::Agents:
    case MetricOrigin::Reported:
        return Topic::Agents;
    case MetricOrigin::Conversations:
        break;
    }
    return Topic::Conversations;
}

/// "of none": where the events stand meanwhile.
QString unplacedNote(const Account &account, qint64 events)
{
    if (events == 1)
        return QStringLiteral("%1: 1 event is not matched to its conversation yet; by group, "
                              "channel and label it counts as of none")
            .arg(account.name);
    return QStringLiteral("%1: %2 events are not matched to their conversations yet; by group, "
                          "channel and label they count as of none")
        .arg(account.name, QString::number(events));
}

} // namespace

ReportBasis basisOf(const Figures &figures, const MetricList &metrics, Dimension groupBy)
{
    ReportBasis basis;
    basis.range = figures.query().range;
    std::vector<TimeRange> gaps;
    std::vector<Topic> topics;
    std::vector<Topic> ranged; // the present has no gaps
    for (const MetricSpec *metric : metrics) {
        topics.push_back(topicOf(*metric));
        // What is known of agents and from the vendor has no feed that covers ranges: a figure that
        // is of a part of its window says so itself.
        if (metric->metricClass == MetricClass::TimeBound && topics.back() != Topic::Agents)
            ranged.push_back(topicOf(*metric));
    }
    for (auto *list : {&topics, &ranged}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    bool never = false;
    const auto note = [&](const AccountRows &rows) {
        qint64 n = 0;
        for (const MetricSpec *metric : metrics)
            n = std::max(n, figures.unplaced(*metric, rows, groupBy, basis.range));
        if (n > 0)
            basis.notes.append(unplacedNote(rows.account, n));
    };
    for (const AccountRows *rows : figures.accounts()) {
        note(*rows);
        for (const Topic topic : topics) {
            // A topic none of the metrics can use on this vendor says nothing.
            const bool used =
                std::any_of(metrics.begin(), metrics.end(), [&](const MetricSpec *metric) {
                    return topicOf(*metric) == topic && canGive(rows->account.provider, *metric);
                });
            if (!used)
                continue;
            const auto fresh = freshness(topic, *rows);
            never = never || !fresh;
            basis.lateAt = earlierOf(basis.lateAt, lateAt({topic}, *rows));
            if (fresh)
                basis.asOf = std::min(basis.asOf.value_or(*fresh), *fresh);
            if (std::find(ranged.begin(), ranged.end(), topic) != ranged.end()) {
                const auto own = gapsOf(topic, *rows, figures.query().range, figures.query().now);
                gaps.insert(gaps.end(), own.begin(), own.end());
                addGaps(basis.gapsBy, {rows->account.name, own, rows->account.id});
            }
        }
    }
    if (never)
        basis.asOf.reset();
    basis.gaps = mergedRanges(std::move(gaps));
    return basis;
}

ReportColumn columnOf(const Figures &figures, const MetricSpec &metric, const FigureSet &set,
                      Dimension groupBy)
{
    ReportColumn column;
    column.metric = &metric;
    column.business = figures.isBusiness(metric);
    if (const auto scope = scopeOf(groupBy))
        column.notAdditive = whyNotAdditive(metric, *scope);
    if (!set.total.value) // it says why
        return column;
    const auto has = [](const std::vector<RowId> &ids, RowId id) {
        return std::find(ids.begin(), ids.end(), id) != ids.end();
    };
    for (const AccountRows *rows : figures.accounts()) {
        if (has(set.without, rows->account.id))
            column.without.append(rows->account.name);
        if (has(set.withoutTarget, rows->account.id))
            column.withoutTarget.append(rows->account.name);
    }
    return column;
}

} // namespace watchfloor
