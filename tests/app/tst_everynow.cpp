// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/numberfloor.h"
#include "views/agentspage.h"
#include "views/conversationdetail.h"
#include "views/countertile.h"
#include "views/coursechart.h"
#include "views/factsline.h"
#include "views/filterbar.h"
#include "views/nowpage.h"
#include "views/tablepanel.h"

using namespace watchfloor;
using namespace watchfloor::test;

using Kind = NowCounterKind;

/// Promise 1 for this moment: behind each counter, step, cell and queue entry of Now stand exactly
/// the conversations it counts, and a conversation opens its timeline.
class TestEveryNow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_floor = NumberFloor::open();
        QVERIFY(m_floor);
    }
    void cleanupTestCase()
    {
        if (m_floor)
            m_floor->tell();
        m_floor.reset();
    }
    void cleanup() { m_floor->rest(); }

    void ofCounters()
    {
        NowPage &page = now();
        for (const Kind kind :
             {Kind::Open, Kind::Unattended, Kind::Unassigned, Kind::Overdue, Kind::SoonOverdue}) {
            const CounterCard &card = page.tile(kind)->card();
            if (card.absent)
                continue; // a dash with its reason under it
            m_floor->check(page, QStringLiteral("counter"), card.title,
                           QLocale().toLongLong(card.figure),
                           [&] { QTest::keyClick(page.tile(kind), Qt::Key_Return); });
        }
        // The longest wait is that of one of those without an agent; the load weighs what the
        // agents who are there have.
        QVERIFY(!page.tile(Kind::LongestWait)->card().absent);
        m_floor->check(page, QStringLiteral("longest wait"), {},
                       QLocale().toLongLong(page.tile(Kind::Unassigned)->card().figure),
                       [&] { QTest::keyClick(page.tile(Kind::LongestWait), Qt::Key_Return); });
        qint64 load = 0;
        for (int row = 0; row < agentRows(page); ++row) {
            const AgentReportRow &agent = agentAt(page, row);
            if (agent.agent.availability == QLatin1String("online") && !agent.agent.goneAt &&
                agent.agent.capacity.value_or(0) > 0)
                load += agent.open.value_or(0);
        }
        m_floor->check(page, QStringLiteral("load"), {}, load,
                       [&] { QTest::keyClick(page.tile(Kind::Load), Qt::Key_Return); });
        auto *head = page.findChild<FactsLine *>(QStringLiteral("queueTitle"));
        QVERIFY(head && head->paintedCount() == 2 && !head->paintedOpens(0));
        m_floor->check(page, QStringLiteral("heading"), head->paintedName(1),
                       QLocale().toLongLong(head->paintedName(1).section(QLatin1Char(' '), 0, 0)),
                       [&] { head->paintedPress(1); });
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full(QStringLiteral("now: counter")) > 2);
        QCOMPARE(m_floor->full(QStringLiteral("now: heading")), 1);
    }

    /// Agents are no conversations: the counter of those online opens them.
    void ofOnline()
    {
        NowPage &page = now();
        const qint64 online = QLocale().toLongLong(page.tile(Kind::Online)->card().figure);
        QVERIFY(online > 0);
        page.tile(Kind::Online)->click();
        auto *agents = m_floor->the<AgentsPage>();
        QCOMPARE(m_floor->window->currentPage(), agents);
        QVERIFY(m_floor->settle());
        QCOMPARE(qint64{agents->panel()->rows()->rowCount()}, online);
        agents->filterBar()->choose(QString());
    }

    /// Each step of both days and both sums of all three courses.
    void ofCourses()
    {
        m_floor->stride = 2;
        for (int course = 0; course < 3; ++course) {
            NowPage &page = now();
            CourseChart *chart = page.course(course);
            const auto steps = static_cast<int>(chart->course().today.size());
            QVERIFY(steps > 90);
            for (const bool yesterday : {false, true}) {
                for (int step = -1; step < steps && m_floor->problem.isEmpty(); ++step) {
                    const CourseMark mark{step, yesterday};
                    if (const auto value = chart->value(mark))
                        m_floor->check(page,
                                       step < 0 ? QStringLiteral("day") : QStringLiteral("quarter"),
                                       chart->title() + QStringLiteral(" ") + chart->markText(mark),
                                       *value, [&] { Q_EMIT chart->opened(mark); });
                }
            }
            QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        }
        QVERIFY(m_floor->full(QStringLiteral("now: quarter")) > 20);
        QVERIFY(m_floor->full(QStringLiteral("now: day")) > 0);
    }

    void ofAgents()
    {
        NowPage &page = now();
        TableView *table = page.agentPanel()->table();
        const SortedRows &rows = *page.agentPanel()->rows();
        for (int row = 0; row < rows.rowCount(); ++row) {
            for (const int column : {NowAgentModel::Open, NowAgentModel::Unattended}) {
                const QModelIndex cell = rows.index(row, column);
                if (!cell.data(SortRole).isNull())
                    m_floor->check(page, QStringLiteral("agent"), NumberFloor::nameOf(cell),
                                   cell.data(SortRole).toLongLong(),
                                   [&] { Q_EMIT table->activated(rows.index(row, column)); });
            }
        }
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full(QStringLiteral("now: agent")) > 3);
    }

    /// Counts of agents by state choose those agents.
    void ofStates()
    {
        NowPage &page = now();
        auto *agents = m_floor->the<AgentsPage>();
        for (FilterBar *bar : {page.stateFilter(), agents->filterBar()}) {
            const bool onNow = bar == page.stateFilter();
            m_floor->show(onNow ? static_cast<Page &>(page) : *agents);
            const SortedRows &rows = onNow ? *page.agentPanel()->rows() : *agents->panel()->rows();
            int sum = 0;
            for (const FilterBar::Item &item : bar->items()) {
                bar->choose(item.key);
                Q_EMIT bar->chosenChanged(item.key);
                QCOMPARE(rows.rowCount(), item.count);
                sum += item.count;
            }
            bar->choose(QString());
            Q_EMIT bar->chosenChanged(QString());
            QCOMPARE(rows.rowCount(), sum);
        }
    }

    /// Each entry of the queue opens its own conversation with its timeline.
    void ofTheQueue()
    {
        const int entries = now().queuePanel()->rows()->rowCount();
        QVERIFY(entries > 3);
        for (int row = 0; row < entries; ++row) {
            NowPage &page = now();
            const SortedRows &rows = *page.queuePanel()->rows();
            QString id;
            const auto heard =
                QObject::connect(&page, &Page::conversationRequested, &page,
                                 [&id](RowId, const QString &remote) { id = remote; });
            Q_EMIT page.queuePanel()->table()->activated(rows.index(row, 0));
            QObject::disconnect(heard);
            QCOMPARE(m_floor->window->currentPage(), m_floor->list);
            QVERIFY(m_floor->settle());
            QVERIFY(!id.isEmpty());
            QCOMPARE(m_floor->list->selectedConversation(), id);
            QVERIFY(m_floor->list->detail()->isVisible());
        }
    }

private:
    NowPage &now()
    {
        auto &page = *m_floor->the<NowPage>();
        m_floor->show(page);
        return page;
    }
    static int agentRows(NowPage &page) { return model(page).rowCount(); }
    static const AgentReportRow &agentAt(NowPage &page, int row) { return model(page).row(row); }
    static NowAgentModel &model(NowPage &page)
    {
        return *qobject_cast<NowAgentModel *>(page.agentPanel()->rows()->sourceModel());
    }

    std::unique_ptr<NumberFloor> m_floor;
};

QTEST_MAIN(TestEveryNow)
#include "tst_everynow.moc"
