// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What opens behind the numbers of the page, and what explains them.
#include "views/groupspage.h"

#include "models/words.h"
#include "views/metriccontrols.h"
#include "views/metricpanel.h"

namespace watchfloor {

void GroupsPage::connectOpenings(MetricPanel *panel, GroupTableModel *model)
{
    const auto drill = [this, model](const MetricSpec *metric, int at) {
        const GroupTableRow &row = model->row(at);
        Drill behind = drillOf(m_scope, model->report().basis.range, metric, targetOf(row));
        behind.subGroups = !row.isBranch() || !model->isOpen(at);
        return behind;
    };
    connect(panel, &MetricPanel::numberOpened, this,
            [this, model, drill](const QModelIndex &index) {
                Q_EMIT drillRequested(drill(model->metricOf(index.column()), index.row()));
            });
    connect(panel, &MetricPanel::beforeOpened, this,
            [this, model, drill](const QModelIndex &index) {
                if (const auto before = m_tables[m_dimension].before)
                    Q_EMIT drillRequested(
                        drillBefore(drill(model->metricOf(index.column()), index.row()), *before));
            });
    connect(panel, &MetricPanel::rowOpened, this, [this, drill](const QModelIndex &index) {
        Q_EMIT drillRequested(drill(nullptr, index.row()));
    });
    connect(panel, &MetricPanel::explainRequested, this,
            [this, model](const QModelIndex &index, const QRect &at) {
                const MetricSpec *metric = model->metricOf(index.column());
                if (!metric)
                    return;
                const GroupTableRow &row = model->row(index.row());
                ExplainTarget target = explainOfCell(*metric, targetOf(row));
                target.subGroups = row.isBranch() && !model->isOpen(index.row());
                Q_EMIT explainRequested(target, at);
            });
    connect(panel, &MetricPanel::totalOpened, this, [this, model](int column, bool rest) {
        if (const MetricSpec *metric = model->metricOf(column))
            Q_EMIT drillRequested(
                drillOf(m_scope, model->report().basis.range, metric, footerOf(rest)));
    });
    connect(panel, &MetricPanel::totalExplainRequested, this,
            [this, model](int column, bool rest, const QRect &at) {
                if (const MetricSpec *metric = model->metricOf(column))
                    Q_EMIT explainRequested(explainOfCell(*metric, footerOf(rest)), at);
            });
    connect(panel, &MetricPanel::totalBeforeOpened, this, [this, model](int column, bool rest) {
        const MetricSpec *metric = model->metricOf(column);
        const auto before = m_tables[m_dimension].before;
        if (metric && before)
            Q_EMIT drillRequested(
                drillBefore(drillOf(m_scope, *before, metric, footerOf(rest)), *before));
    });
}

FigureRowTarget GroupsPage::targetOf(const GroupTableRow &row) const
{
    FigureRowTarget target;
    target.dimension = m_dimension;
    target.key = row.key;
    target.title = m_dimension == MetricDimension::Channel ? channelTitle(row.name)
                   : row.name.isEmpty()                    ? row.remoteId
                                                           : row.name;
    target.channel = row.name;
    return target;
}

FigureRowTarget GroupsPage::footerOf(bool rest) const
{
    FigureRowTarget target;
    target.dimension = m_dimension;
    if (rest)
        target.key = 0;
    target.title = rest ? tr("none of the %1").arg(pluralOf(m_dimension))
                        : tr("all %1").arg(pluralOf(m_dimension));
    return target;
}

ExplainTarget GroupsPage::explainOfCell(const MetricSpec &metric, const FigureRowTarget &row)
{
    const Table &now = shown();
    ExplainTarget target = explainOf(m_scope, now.model->report().basis.range, metric, row);
    target.aggregate = m_controls->aggregate();
    if (metric.metricClass != MetricClass::Current)
        target.before = now.before;
    return target;
}

} // namespace watchfloor
