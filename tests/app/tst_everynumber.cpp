// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/factreader.h"
#include "backend/store/storageuse.h"
#include "support/numberfloor.h"
#include "views/accountspage.h"
#include "views/agentcards.h"
#include "views/agentspage.h"
#include "views/factsline.h"
#include "views/groupspage.h"
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
        m_floor->stride = 2;
        m_floor->checkBefore(page, *page.panel(), QStringLiteral("period before"));
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full(QStringLiteral("agents: period before")) > 5);
    }

    void ofGroupsBefore_data() { groupings(); }
    void ofGroupsBefore()
    {
        QFETCH(QString, rows);
        GroupsPage &page = groups(rows);
        const QString kind = rows + QStringLiteral(" before");
        m_floor->checkBefore(page, *page.panel(), kind);
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QVERIFY(m_floor->full(QStringLiteral("groups: ") + kind) > 3);
    }

    /// What an account's card counts, whatever the window's range.
    void ofAccounts()
    {
        auto *page = new AccountsPage;
        m_floor->window->addPage(page, true);
        const auto reader = FactReader::open(m_floor->profile.path());
        QVERIFY(reader.ok());
        const StorageUse use = *(*reader)->storageUse();
        std::vector<AccountCard> cards;
        const std::vector<Account> accounts = *(*reader)->accounts();
        for (const Account &account : accounts) {
            const auto held = std::find_if(
                use.accounts.begin(), use.accounts.end(),
                [&account](const AccountStorage &one) { return one.account == account.id; });
            AccountCardInput input;
            input.account = account;
            input.holding = AccountHolding{held->conversations,
                                           held->events,
                                           held->figures,
                                           held->states,
                                           held->bytes,
                                           held->about,
                                           held->aboutConversations,
                                           held->created};
            input.now = floorNow;
            cards.push_back(accountCard(input));
        }
        QCOMPARE(cards.size(), std::size_t(4));
        m_floor->choose([](ViewScope &scope) { scope.range = {RangePreset::Today, {}, {}}; });
        m_floor->show(*page);
        page->setCards(cards);
        for (auto *line : page->findChildren<FactsLine *>(QStringLiteral("holding"))) {
            QVERIFY(line->paintedOpens(1)); // 0: how large it is
            const QString words = line->paintedName(1);
            m_floor->check(*page, QStringLiteral("card"), words,
                           QLocale().toLongLong(words.section(QLatin1Char(' '), 0, 0)),
                           [&] { line->paintedPress(1); });
        }
        m_floor->choose([](ViewScope &scope) { scope.range = {RangePreset::Last7Days, {}, {}}; });
        QVERIFY2(m_floor->problem.isEmpty(), qPrintable(m_floor->problem));
        QCOMPARE(m_floor->full(QStringLiteral("accounts: card")), 4);
    }

    void ofGroups_data() { groupings(); }
    void ofGroups()
    {
        QFETCH(QString, rows);
        GroupsPage &page = groups(rows);
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
    static void groupings()
    {
        QTest::addColumn<QString>("rows");
        for (const char *rows : {"group", "skill", "inbox", "channel", "account"})
            QTest::newRow(rows) << QString::fromLatin1(rows);
    }
    GroupsPage &groups(const QString &rows)
    {
        auto &page = *m_floor->the<GroupsPage>();
        m_floor->show(page);
        page.showPart(rows);
        if (page.segments()->chosen() != rows || !m_floor->settle())
            m_floor->problem = QStringLiteral("not the table of ") + rows;
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
