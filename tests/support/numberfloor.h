// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/metriccatalog.h"
#include "backend/sync/providers/chatdash/chatdashprovider.h"
#include "backend/sync/providers/chatwoot/chatwootprovider.h"
#include "backend/sync/providers/liveperson/livepersonprovider.h"
#include "backend/sync/providers/rocketchat/rocketchatprovider.h"
#include "models/roles.h"
#include "sandbox/simulation.h"
#include "support/deskwindow.h"
#include "support/worldcache.h"
#include "views/chartpanel.h"
#include "views/chartspage.h"
#include "views/conversationspage.h"
#include "views/drillchip.h"
#include "views/metricpanel.h"
#include "views/palette.h"

#include <QMap>

#include <cmath>

namespace watchfloor::test {

inline const TimeMs floorEpoch = at("2026-06-01T00:00:00.000Z");
inline const TimeMs floorNow = at("2026-06-05T13:31:07.250Z");

/// The window over the sandbox's centres of all four vendors, everything since the epoch fetched;
/// numbers are opened one after the other and compared with the list that comes.
struct NumberFloor : DeskWindow {
    NumberFloor()
        : DeskWindow(floorNow, &NumberFloor::write, {RangePreset::Last7Days, {}, {}})
        , list(the<ConversationsPage>())
    {
        window->resize(1900, 900);
    }

    /// What all walks over it begin with; null when no page was ever ready.
    static std::unique_ptr<NumberFloor> open()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        applyTheme(Theme::Light);
        auto floor = std::make_unique<NumberFloor>();
        return floor->list && floor->settle() ? std::move(floor) : nullptr;
    }
    /// After each walk.
    void rest()
    {
        problem.clear();
        stride = 1;
    }

    static RowId write(Store &store)
    {
        RowId row = 0;
        int number = 0;
        const std::pair<sandbox::Vendor, ProviderInfo> vendors[] = {
            {sandbox::Vendor::Chatwoot, ChatwootProvider::staticInfo()},
            {sandbox::Vendor::RocketChat, RocketChatProvider::staticInfo()},
            {sandbox::Vendor::LivePerson, LivePersonProvider::staticInfo()},
            {sandbox::Vendor::ChatDash, ChatDashProvider::staticInfo()}};
        for (const auto &[vendor, info] : vendors) {
            sandbox::Simulation simulation({vendor, 17, floorEpoch, 4, 10, 4, false});
            simulation.advanceTo(floorNow);
            const QString name = QStringLiteral("Centre %1").arg(++number);
            row = fillCache(store, simulation.world(), {name, QStringLiteral("http://") + name},
                            name);
            for (const FeedInfo &feed : info.feeds) {
                FeedProgress progress;
                progress.feed = feed.key;
                progress.covered = TimeRange{floorEpoch - 30 * day, floorNow};
                progress.passEnded = progress.backfilled = true;
                progress.at = floorNow;
                if (!feed.brings.empty() && !store.apply(row, {}, progress))
                    qFatal("%s", qPrintable(feed.key));
            }
        }
        return row;
    }

    void show(const Page &page)
    {
        window->showPage(page.key());
        bindings->showPage(page.key()); // the first one is there without being shown
        if (!settle())
            problem = QStringLiteral("the page is never ready");
    }
    void choose(const std::function<void(ViewScope &)> &change)
    {
        ViewScope scope = window->scope();
        change(scope);
        window->changeScope(scope);
        if (!settle())
            problem = QStringLiteral("no answer to another scope");
    }

    /// What the list that was opened tells of itself: how much of the number, in how many
    /// conversations.
    std::pair<qint64, qint64> told() const
    {
        const QStringList words = chip().words().chip.split(QLatin1Char(' '));
        const qint64 times = QLocale().toLongLong(words.value(0));
        return {times, words.value(1) == QLatin1String("in") ? QLocale().toLongLong(words.value(2))
                                                             : times};
    }
    const DrillChip &chip() const { return *list->findChild<DrillChip *>(); }

    /// Does it, and compares the number with the list that was opened.
    void check(const Page &page, const QString &kind, const QString &what, qint64 number,
               const std::function<void()> &open)
    {
        Kind &of = kinds[page.key() + QStringLiteral(": ") + kind];
        if (!problem.isEmpty() || (number == 0 && ++of.zeros > 3))
            return; // lists without a row are all alike
        if (number != 0 && of.seen++ % stride != 0)
            return;
        open();
        if (window->currentPage() != list) {
            if (number != 0)
                problem = QStringLiteral("%1, %2: %3 opens nothing").arg(kind, what).arg(number);
            else
                ++of.closed;
            return;
        }
        if (!settle())
            problem = what + QStringLiteral(": no answer");
        const auto [times, conversations] = told();
        if (times == number && conversations == list->model().rowCount()) {
            ++of.opened;
            of.full += times > 0;
            of.conversations += conversations;
        } else if (!chip().words().notes.isEmpty()) {
            ++of.excused; // the vendor's own figure, or a conversation it has not described
        } else {
            problem = QStringLiteral("%1, %2: %3 stands there, opened: “%4”, %5 rows")
                          .arg(kind, what)
                          .arg(number)
                          .arg(chip().words().chip)
                          .arg(list->model().rowCount());
        }
        show(page);
    }

    /// Each number of such a table with its n, and the counts of its totals.
    void checkTable(const Page &page, MetricPanel &panel, const QString &kind)
    {
        const SortedRows &rows = *panel.rows();
        for (int row = 0; row < rows.rowCount() && problem.isEmpty(); ++row) {
            for (const int column : panel.table()->visibleColumns()) {
                const QModelIndex index = rows.index(row, column);
                const MetricSpec *metric = metricSpec(index.data(MetricRole).toString());
                if (!metric || index.data(SortRole).isNull())
                    continue;
                const bool isCount = metric->unit == MetricUnit::Count;
                const QVariant n = index.data(isCount ? SortRole : SampleRole);
                if (n.isNull())
                    continue; // a figure of the vendor's that has no n
                check(page, kind, nameOf(index), std::llround(n.toDouble()),
                      [&] { Q_EMIT panel.table()->activated(rows.index(row, column)); });
            }
        }
        for (const TotalsRow::Cell &cell : panel.totals()->cells()) {
            const QString key = rows.headerData(cell.column, Qt::Horizontal, MetricRole).toString();
            const MetricSpec *metric = metricSpec(key);
            bool whole = false;
            const qint64 number = QLocale().toLongLong(panel.totals()->cellText(cell), &whole);
            if (metric && metric->unit == MetricUnit::Count && whole)
                check(page, kind + QStringLiteral(", totals"), panel.totals()->cellName(cell),
                      number, [&] { Q_EMIT panel.totals()->opened(cell); });
        }
    }

    /// Each number of such a table that is compared, opened with the period before: two days
    /// against the two before them, whose numbers stood in the same table.
    void checkBefore(const Page &page, MetricPanel &panel, const QString &kind)
    {
        const auto days = [this](int first, int last, bool compare) {
            choose([&](ViewScope &scope) {
                scope.range = {RangePreset::Custom, QDate(2026, 6, first), QDate(2026, 6, last)};
                scope.compare = compare;
            });
        };
        const auto keyOf = [](const QModelIndex &cell) {
            return std::pair(cell.data(KeyRole).toString(), cell.column());
        };
        const SortedRows &rows = *panel.rows();
        days(1, 2, false); // what stood there then
        QMap<std::pair<QString, int>, qint64> then;
        for (int row = 0; row < rows.rowCount(); ++row) {
            for (int column = 0; column < rows.columnCount(); ++column) {
                const QModelIndex cell = rows.index(row, column);
                const MetricSpec *metric = metricSpec(cell.data(MetricRole).toString());
                if (!metric || metric->metricClass == MetricClass::Current)
                    continue;
                const QVariant n =
                    cell.data(metric->unit == MetricUnit::Count ? SortRole : SampleRole);
                if (!n.isNull())
                    then[keyOf(cell)] = std::llround(n.toDouble());
            }
        }
        days(3, 4, true);
        for (int row = 0; row < rows.rowCount(); ++row) {
            for (int column = 0; column < rows.columnCount(); ++column) {
                const QModelIndex cell = rows.index(row, column);
                const auto number = then.constFind(keyOf(cell));
                if (!cell.data(DeltaRole).toString().isEmpty() && number != then.cend())
                    check(page, kind, nameOf(cell), *number,
                          [&] { Q_EMIT panel.beforeOpened(rows.mapToSource(cell)); });
            }
        }
        choose([](ViewScope &scope) {
            scope.range = {RangePreset::Last7Days, {}, {}};
            scope.compare = false;
        });
    }

    static QString nameOf(const QModelIndex &index)
    {
        return index.siblingAtColumn(0).data().toString() + QStringLiteral(", ") +
               index.data(MetricRole).toString();
    }

    /// The table of what was opened.
    void tell() const
    {
        qInfo("%-34s %7s %7s %7s %7s %14s", "numbers", "opened", "not 0", "reason", "closed",
              "conversations");
        for (auto it = kinds.cbegin(); it != kinds.cend(); ++it)
            qInfo("%-34s %7d %7d %7d %7d %14lld", qPrintable(it.key()), it->opened, it->full,
                  it->excused, it->closed, static_cast<long long>(it->conversations));
    }

    /// All of a kind that were opened, for the table at the end.
    struct Kind {
        int opened = 0;
        int full = 0;    ///< not 0
        int excused = 0; ///< a sentence on screen says why the list is shorter, or empty
        int closed = 0;  ///< 0, and opens nothing
        int zeros = 0;
        int seen = 0;
        qint64 conversations = 0;
    };
    int full(const QString &kind) const { return kinds.value(kind).full; }
    int full() const
    {
        int sum = 0;
        for (const Kind &kind : kinds)
            sum += kind.full;
        return sum;
    }

    static constexpr DurationMs day = 86'400'000;
    ConversationsPage *list;
    QMap<QString, Kind> kinds;
    int stride = 1;  ///< every how many numbers of a kind are opened, where there are hundreds
    QString problem; ///< the first
};

} // namespace watchfloor::test
