// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/figures/figures.h"
#include "backend/engine/storedfigures.h"

#include <algorithm>

namespace watchfloor {
namespace {

struct OwnScope {
    Dimension dimension;
    MetricScope scope;
    qint64 (DimensionKeys::*key)(RowId account, const QString &id);
};
constexpr OwnScope ownScopes[] = {
    {Dimension::Agent, MetricScope::Agent, &DimensionKeys::agent},
    {Dimension::Group, MetricScope::Group, &DimensionKeys::group},
    {Dimension::Skill, MetricScope::Skill, &DimensionKeys::skill},
};

ReportFigure figureOf(const StoredFigure &stored)
{
    ReportFigure figure;
    figure.origin = FigureOrigin::Reported;
    figure.value = stored.value;
    figure.n = stored.n;
    figure.partial = stored.partial;
    figure.inferred = stored.inferredZero;
    figure.why = stored.value                                   ? WhyAbsent::Present
                 : stored.isTold()                              ? WhyAbsent::NoValues
                 : stored.state == StoredFigure::State::Missing ? WhyAbsent::NotCached
                                                                : WhyAbsent::OtherWindows;
    return figure;
}

ReportFigure absentBecause(WhyAbsent why)
{
    ReportFigure figure;
    figure.origin = FigureOrigin::Reported;
    figure.why = why;
    return figure;
}

/// Both are there, or the sum is not.
void addTo(std::optional<ReportFigure> &sum, const ReportFigure &figure)
{
    if (!sum || !sum->value || !figure.value) {
        if (!sum || sum->value)
            sum = figure;
        return;
    }
    *sum->value += *figure.value;
    sum->n = sum->n && figure.n ? std::optional(*sum->n + *figure.n) : std::nullopt;
    sum->partial = sum->partial || figure.partial;
    sum->inferred = sum->inferred || figure.inferred;
}

/// The vendor's figures of one account.
class AccountFigures {
public:
    AccountFigures(const MetricSpec &metric, const AccountRows &rows, TimeRange window,
                   DimensionKeys &keys)
        : m_metric(metric)
        , m_stored(rows)
        , m_account(rows.account.id)
        , m_window(window)
        , m_keys(keys)
    {
    }

    ReportFigure ofAccount() const
    {
        return figureOf(m_stored.figure(m_metric, MetricScope::Account, {}, m_window));
    }

    /// Everybody's of one dimension, by key; a vendor that tells it not at all for such rows has
    /// none.
    std::map<qint64, ReportFigure> by(const OwnScope &own) const
    {
        std::map<qint64, ReportFigure> figures;
        const QStringList ids = m_stored.keys(m_metric.key, own.scope);
        for (const QString &id : ids)
            figures[(m_keys.*own.key)(m_account, id)] =
                figureOf(m_stored.figure(m_metric, own.scope, id, m_window));
        return figures;
    }

    /// Of some of one dimension together: one of them as it is, several where they add up.
    ReportFigure ofSome(const OwnScope &own, MetricDimension dimension,
                        const std::vector<qint64> &wanted) const
    {
        const std::map<qint64, ReportFigure> all = by(own);
        std::optional<ReportFigure> sum;
        int count = 0;
        for (const qint64 key : wanted) {
            if (m_keys.accountOf(own.dimension, key) != m_account)
                continue;
            const auto one = all.find(key);
            addTo(sum, one == all.end() ? absentBecause(WhyAbsent::NotCached) : one->second);
            count += 1;
        }
        if (count == 0 || (count > 1 && !m_metric.addsAcross(dimension)))
            return absentBecause(WhyAbsent::Filtered);
        return *sum;
    }

private:
    const MetricSpec &m_metric;
    StoredFigures m_stored;
    RowId m_account;
    TimeRange m_window;
    DimensionKeys &m_keys;
};

} // namespace

FigureSet reportedFigures(const MetricSpec &metric, Dimension groupBy, const FactFilter &filter,
                          TimeRange window, const std::vector<const AccountRows *> &accounts,
                          DimensionKeys &keys)
{
    FactFilter chosen = filter;
    chosen.erase(Dimension::Account);
    const auto own = [](Dimension dimension) {
        return std::find_if(std::begin(ownScopes), std::end(ownScopes),
                            [=](const OwnScope &scope) { return scope.dimension == dimension; });
    };
    const OwnScope *rowScope = own(groupBy);
    const OwnScope *filterScope = chosen.size() == 1 ? own(chosen.begin()->first) : nullptr;
    const bool canFilter = filterScope && filterScope != std::end(ownScopes);
    // Rows stay true under a filter of their own dimension, and under no other.
    const bool rowsHold = chosen.empty() || (canFilter && filterScope == rowScope);
    FigureSet set;
    std::optional<ReportFigure> total;
    for (const AccountRows *rows : accounts) {
        const AccountFigures figures(metric, *rows, window, keys);
        const ReportFigure whole =
            chosen.empty() ? figures.ofAccount()
            : canFilter    ? figures.ofSome(*filterScope, *scopeOf(filterScope->dimension),
                                            chosen.begin()->second)
                           : absentBecause(WhyAbsent::Filtered);
        set.blanks[rows->account.id] =
            absentBecause(rowsHold ? WhyAbsent::NotCached : WhyAbsent::Filtered);
        if (groupBy == Dimension::Account)
            set.byKey[rows->account.id] = whole;
        else if (rowsHold && rowScope != std::end(ownScopes))
            set.byKey.merge(figures.by(*rowScope));
        addTo(total, whole);
    }
    if (total)
        set.total = *total;
    if (accounts.size() > 1 && set.total.value && !metric.addsAcross(MetricDimension::Account))
        set.total = absentBecause(WhyAbsent::UnlikeThings);
    return set;
}

} // namespace watchfloor
