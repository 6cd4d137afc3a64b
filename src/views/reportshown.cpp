// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a view shows of a report, in its order.
#include "models/plaintext.h"
#include "models/words.h"
#include "views/reporttables.h"

#include <algorithm>
#include <map>

namespace watchfloor {
namespace {

QString shownText(const char *text)
{
    return QCoreApplication::translate("ReportTables", text);
}

QString groupName(const BreakdownReport &report, const BreakdownRow &row)
{
    if (report.groupBy == MetricDimension::Channel)
        return channelTitle(row.name);
    return row.name.isEmpty() ? QStringLiteral("#") + oneLine(row.remoteId) : oneLine(row.name);
}

} // namespace

BreakdownReport shownGroups(const BreakdownReport &report, const ReportView &view,
                            const ReportWords &words)
{
    if (!view.groups)
        return report;
    std::map<qint64, const BreakdownRow *> rows;
    for (const BreakdownRow &row : report.rows)
        rows.emplace(row.key, &row);
    BreakdownReport shown = report;
    shown.rows.clear();
    const auto add = [&](const BreakdownRow &from, int depth, bool below) {
        BreakdownRow row = from;
        row.depth = depth;
        row.parent = -1;
        if (!from.withSubGroups.empty()) { // both stand on screen, but never together
            const QString name = words.inLine(groupName(report, from));
            row.name =
                (below ? shownText(QT_TRANSLATE_NOOP("ReportTables", "%1 with its sub-groups"))
                       : shownText(QT_TRANSLATE_NOOP("ReportTables", "%1 (own)")))
                    .arg(name);
            if (below)
                row.figures = from.withSubGroups;
            row.withSubGroups.clear();
        }
        shown.rows.push_back(std::move(row));
    };
    for (const ShownGroup &group : *view.groups) {
        if (const auto at = rows.find(group.key); at != rows.end()) // else it has gone since
            add(*at->second, group.depth, group.below);
    }
    if (const auto none = rows.find(0); none != rows.end())
        add(*none->second, 0, false);
    return shown;
}

QString restOfGroups(const BreakdownReport &report, const ReportView &view,
                     const ReportWords &words)
{
    if (!view.groups || view.chosenBy.isEmpty())
        return {};
    const auto all = std::count_if(report.rows.begin(), report.rows.end(),
                                   [](const BreakdownRow &row) { return row.key != 0; });
    const QString why = words.names().isOn()
                            ? QString()
                            : QStringLiteral(" (%1)").arg(view.chosenBy.join(QStringLiteral(", ")));
    return shownText(QT_TRANSLATE_NOOP("ReportTables",
                                       "%1 of %2 rows are shown%3; the last line is of all of "
                                       "them."))
        .arg(words.format().count(static_cast<qint64>(view.groups->size())),
             words.format().count(static_cast<qint64>(all)), why);
}

QueueReport shownQueue(const QueueReport &report, const ReportView &view, const ReportWords &words)
{
    if (!view.queue)
        return report;
    std::map<std::pair<RowId, QString>, std::size_t> places;
    for (const auto &key : *view.queue)
        places.emplace(key, places.size());
    std::vector<std::pair<std::size_t, const QueueRow *>> rows; // those not done with since
    for (const QueueRow &row : report.rows) {
        const auto at = places.find(std::pair(row.account, row.conversation.remoteId));
        if (at != places.end())
            rows.emplace_back(words.names().isOn() ? rows.size() : at->second, &row);
    }
    std::sort(rows.begin(), rows.end());
    QueueReport shown = report;
    shown.rows.clear();
    for (const auto &[place, row] : rows)
        shown.rows.push_back(*row);
    return shown;
}

} // namespace watchfloor
