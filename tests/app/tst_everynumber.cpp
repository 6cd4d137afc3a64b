// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/numberfloor.h"
#include "views/agentcards.h"
#include "views/agentspage.h"
#include "views/groupspage.h"
#include "views/palette.h"
#include "views/segments.h"

#include <QMenu>
#include <QToolButton>

using namespace watchfloor;
using namespace watchfloor::test;

/// Promise 1: behind each number stand exactly the conversations it counts. Of the tables, their
/// totals and lines; charts and Now: tst_everychart, tst_everynow.
class TestEveryNumber : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        applyTheme(Theme::Light);
        m_floor = std::make_unique<NumberFloor>();
        QVERIFY(m_floor->list && m_floor->settle());
    }
    void cleanupTestCase()
    {
        m_floor->tell();
        m_floor.reset();
    }
    void cleanup()
    {
        m_floor->problem.clear();
        m_floor->stride = 1;
    }

    void ofAgents()
    {
        auto &page = agents();
        m_floor->checkTable(page, *page.panel(), QStringLiteral("table"));
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full(QStringLiteral("agents: table")) > 20);
        QVERIFY(m_floor->full(QStringLiteral("agents: table, totals")) > 1);
    }

    /// A load opens what takes the slots, whoever tells them.
    void ofLoads()
    {
        auto &page = agents();
        AgentTableModel &model = page.model();
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex cell = model.index(row, AgentTableModel::Load);
            if (cell.data(MetricRole).toString().isEmpty()) {
                QVERIFY(cell.data().toString() == MetricFormatter::none());
                continue;
            }
            m_floor->check(page, QStringLiteral("load"), NumberFloor::nameOf(cell),
                           model.row(row).open.value_or(-1), [&] { activate(page, cell); });
        }
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full(QStringLiteral("agents: load")) > 0);
    }

    /// Each hour of a line, by mouse, and by keyboard the same and all of them.
    void ofHours()
    {
        auto &page = agents();
        AgentTableModel &model = page.model();
        QVERIFY(model.sparkSteps().size() == 24U);
        m_floor->stride = 2;
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex cell = model.index(row, AgentTableModel::Spark);
            const QList<double> values = model.sparkOf(row);
            for (int hour = 0; hour < values.size(); ++hour) {
                if (!std::isnan(values[hour]))
                    m_floor->check(page, QStringLiteral("hour"), NumberFloor::nameOf(cell),
                                   std::llround(values[hour]),
                                   [&] { Q_EMIT page.panel()->stepOpened(cell, hour); });
            }
            if (cell.data(SortRole).toDouble() < 1)
                continue;
            activate(page, cell);
            auto *menu = page.findChild<QMenu *>(QStringLiteral("hours"));
            QVERIFY(menu && m_floor->window->currentPage() == &page);
            m_floor->check(page, QStringLiteral("24 hours"), NumberFloor::nameOf(cell),
                           cell.data(SortRole).toLongLong(),
                           [&] { menu->actions().constLast()->trigger(); });
            delete menu;
        }
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full(QStringLiteral("agents: hour")) > 8);
        QVERIFY(m_floor->full(QStringLiteral("agents: 24 hours")) > 1);
    }

    void ofCards()
    {
        auto &page = agents();
        for (int row = 0; row < page.model().rowCount(); ++row)
            m_floor->check(page, QStringLiteral("card"), page.model().row(row).agent.name,
                           page.model().row(row).conversations.value_or(0),
                           [&] { Q_EMIT page.cards()->opened(row); });
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full(QStringLiteral("agents: card")) > 3);
    }

    void ofTeams()
    {
        auto &page = agents();
        auto *byTeam = page.findChild<QToolButton *>(QStringLiteral("byTeam"));
        byTeam->setChecked(true);
        QVERIFY(m_floor->settle());
        for (int row = 0; row < page.model().rowCount(); ++row)
            page.model().setOpen(row, false); // heads alone: agents were opened before
        page.panel()->rows()->rearrange();
        m_floor->checkTable(page, *page.panel(), QStringLiteral("team"));
        byTeam->setChecked(false);
        QVERIFY(m_floor->settle());
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full(QStringLiteral("agents: team")) > 5);
    }

    /// A change in % offers both periods: this one's by Enter, the one before by Shift and Enter.
    void ofThePeriodBefore()
    {
        auto &page = agents();
        const auto days = [this](int first, int last, bool compare) {
            m_floor->choose([&](ViewScope &scope) {
                scope.range = {RangePreset::Custom, QDate(2026, 6, first), QDate(2026, 6, last)};
                scope.compare = compare;
            });
        };
        days(1, 2, false); // what stood there then
        QMap<std::pair<QString, int>, qint64> then;
        AgentTableModel &model = page.model();
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column) {
                const QModelIndex cell = model.index(row, column);
                const MetricSpec *metric = model.metricOf(column);
                if (!metric || metric->metricClass == MetricClass::Current)
                    continue;
                const QVariant n =
                    cell.data(metric->unit == MetricUnit::Count ? SortRole : SampleRole);
                if (!n.isNull())
                    then[{cell.data(KeyRole).toString(), column}] = std::llround(n.toDouble());
            }
        }
        days(3, 4, true);
        m_floor->stride = 4;
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column) {
                const QModelIndex cell = model.index(row, column);
                const std::pair key{cell.data(KeyRole).toString(), column};
                if (!cell.data(DeltaRole).toString().isEmpty() && then.contains(key))
                    m_floor->check(page, QStringLiteral("period before"), NumberFloor::nameOf(cell),
                                   then.value(key),
                                   [&] { Q_EMIT page.panel()->beforeOpened(cell); });
            }
        }
        m_floor->choose([](ViewScope &scope) {
            scope.range = {RangePreset::Last7Days, {}, {}};
            scope.compare = false;
        });
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full(QStringLiteral("agents: period before")) > 5);
    }

    void ofGroups_data()
    {
        QTest::addColumn<QString>("rows");
        for (const char *rows : {"group", "skill", "inbox", "channel", "account"})
            QTest::newRow(rows) << QString::fromLatin1(rows);
    }
    void ofGroups()
    {
        QFETCH(QString, rows);
        auto &page = *m_floor->the<GroupsPage>();
        m_floor->show(page);
        page.showPart(rows);
        QCOMPARE(page.segments()->chosen(), rows);
        QVERIFY(m_floor->settle());
        m_floor->checkTable(page, *page.panel(), rows);
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full(QStringLiteral("groups: ") + rows) > 3);
    }

private:
    AgentsPage &agents()
    {
        auto &page = *m_floor->the<AgentsPage>();
        m_floor->show(page);
        return page;
    }
    /// As by keyboard: Enter.
    static void activate(AgentsPage &page, const QModelIndex &source)
    {
        Q_EMIT page.panel()->table()->activated(page.panel()->rows()->mapFromSource(source));
    }

    std::unique_ptr<NumberFloor> m_floor;
};

QTEST_MAIN(TestEveryNumber)
#include "tst_everynumber.moc"
