// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/buildfigures.h"

#include "backend/engine/figures/volumesplit.h"
#include "backend/engine/metriccatalog.h"

#include <algorithm>
#include <set>

namespace watchfloor {
namespace {

/// Charts key their bars by text: equal names would fall together.
void makeLabelsUnique(std::vector<VolumeRow> &rows)
{
    std::map<QString, std::map<RowId, int>> seen; // by name, then by account
    for (const VolumeRow &row : rows)
        ++seen[row.name][row.account];
    std::set<QString> taken;
    for (VolumeRow &row : rows) {
        const std::map<RowId, int> &same = seen[row.name];
        row.label = row.name;
        if (same.at(row.account) > 1)
            row.label += QStringLiteral(" #") + row.remoteId;
        if (same.size() > 1)
            row.label += QStringLiteral(" (") + row.accountName + u')';
        while (!taken.insert(row.label).second) // somebody's very name looks like that
            row.label += QStringLiteral(" #") + row.remoteId;
    }
}

} // namespace

VolumeReport buildVolume(const ReportInput &input, const FigureQuery &query, VolumeSplit split)
{
    const MetricSpec *metric = metricSpec("conversations");
    const BreakdownReport breakdown = buildBreakdown(input, query, Dimension::Agent, {metric});
    VolumeReport report;
    report.basis = breakdown.basis;
    const ReportFigure &all = breakdown.total.front();
    qint64 unspecified = 0;
    for (const BreakdownRow &row : breakdown.rows) {
        const ReportFigure &figure = row.figures.front();
        if (row.key == kNoKey) {
            unspecified = figure.n.value_or(0);
            continue;
        }
        if (!figure.n)
            continue;
        report.rows.push_back({row.key,
                               row.account,
                               row.accountName,
                               row.provider,
                               row.remoteId,
                               row.name,
                               {},
                               row.gone,
                               *figure.n,
                               {},
                               figure.hasGap});
    }
    if (all.n) {
        report.total = *all.n - unspecified;
        report.unspecified = unspecified;
    }
    std::stable_sort(report.rows.begin(), report.rows.end(),
                     [](const VolumeRow &a, const VolumeRow &b) {
                         if (a.conversations != b.conversations)
                             return a.conversations > b.conversations;
                         return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
                     });
    makeLabelsUnique(report.rows);
    splitVolume(report, input, query, split);
    return report;
}

} // namespace watchfloor
