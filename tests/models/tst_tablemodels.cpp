// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"
#include "models/agentconversationsmodel.h"
#include "models/agenttablemodel.h"
#include "models/conversationlistmodel.h"
#include "models/sortedrows.h"
#include "models/tsv.h"
#include "support/fakereports.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

QString text(const QAbstractItemModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

AgentReportRow agent(const QString &name, const QString &state, std::optional<qint64> unattended)
{
    AgentReportRow row;
    row.account = 1;
    row.agent.remoteId = name;
    row.agent.name = name;
    row.agent.availability = state;
    row.open = 4;
    row.unattended = unattended;
    return row;
}

} // namespace

class TestTableModels : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void agentsUnderTester()
    {
        AgentTableModel model;
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        model.setNow(fakeNow);
        model.setReport(fakeAgents(40), false);
        QCOMPARE(model.rowCount(), 40);
        AgentReport next = fakeAgents(45);
        next.rows.erase(next.rows.begin() + 3, next.rows.begin() + 9);
        next.rows[0].open = 99;
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setReport(next, true);
        QCOMPARE(model.rowCount(), 39);
        QCOMPARE(reset.size(), 0);
        QCOMPARE(text(model, 0, AgentTableModel::Open), QStringLiteral("99"));
        model.setReport(fakeAgents(2), false);
        QCOMPARE(reset.size(), 1);
    }

    void totalsAreTheReports()
    {
        AgentTableModel model;
        AgentReport report;
        report.rows = {agent(QStringLiteral("a"), QStringLiteral("online"), 1)};
        report.open = 13; // the row's 4 and the unassigned 9: never a sum of what is shown
        report.unattended = 5;
        report.unassigned = 9;
        report.conversations = 1234;
        report.unspecified = 12;
        model.setReport(report, false);
        const auto footer = [&model](int column, int role) {
            return model.headerData(column, Qt::Horizontal, role).toString();
        };
        QCOMPARE(footer(AgentTableModel::Open, TotalRole), QStringLiteral("13"));
        QCOMPARE(footer(AgentTableModel::Unattended, TotalRole), QStringLiteral("5"));
        QCOMPARE(footer(AgentTableModel::Conversations, TotalRole), QStringLiteral("1,234"));
        QCOMPARE(footer(AgentTableModel::Open, RestRole), QStringLiteral("9"));
        QCOMPARE(footer(AgentTableModel::Conversations, RestRole), QStringLiteral("12"));
        QCOMPARE(footer(AgentTableModel::Unattended, RestRole), MetricFormatter::none());
        QCOMPARE(footer(AgentTableModel::Teams, TotalRole), QString());
        report.unassignedUnattended = 4;
        model.setReport(report, true);
        QCOMPARE(footer(AgentTableModel::Unattended, RestRole), QStringLiteral("4"));
        report.openKnown = report.conversationsKnown = false;
        report.open = report.conversations = 0;
        model.setReport(report, true);
        QCOMPARE(footer(AgentTableModel::Open, TotalRole), MetricFormatter::none());
        QCOMPARE(footer(AgentTableModel::Open, RestRole), QStringLiteral("9"));
        QCOMPARE(footer(AgentTableModel::Conversations, RestRole), MetricFormatter::none());
    }

    /// What an agent was given is compared like every other number of the range.
    void assignedTellsItsChange()
    {
        AgentTableModel model;
        AgentReport report;
        report.rows = {agent(QStringLiteral("a"), QStringLiteral("online"), 0),
                       agent(QStringLiteral("b"), QStringLiteral("online"), 0)};
        report.rows[0].agent.id = 1;
        report.rows[1].agent.id = 2;
        report.rows[0].conversations = 45;
        report.rows[1].conversations = 3;
        report.conversations = 60;
        report.unspecified = 12;
        AgentReport before = report;
        before.rows.pop_back();
        before.rows[0].conversations = 30;
        before.conversations = 40;
        before.unspecified = 24;
        MetricLook look;
        look.compare = true;
        const int usual =
            model.headerData(AgentTableModel::Conversations, Qt::Horizontal, WidthRole).toInt();
        model.setLook(look);
        model.setReport(report, false, &before);
        const auto cell = [&model](int row, int role) {
            return model.index(row, AgentTableModel::Conversations).data(role).toString();
        };
        QCOMPARE(cell(0, DeltaRole), QStringLiteral("+50 %"));
        QCOMPARE(cell(1, DeltaRole), QString()); // not there then
        QVERIFY(cell(0, Qt::ToolTipRole).contains(QStringLiteral("The period before: 30 (+50 %)")));
        QVERIFY(cell(0, Qt::AccessibleTextRole).contains(QStringLiteral("+50 %")));
        const auto header = [&model](int role) {
            return model.headerData(AgentTableModel::Conversations, Qt::Horizontal, role);
        };
        QCOMPARE(header(BesideRole).toInt(), 2);
        QCOMPARE(header(WidthRole).toInt(), usual + changeWidth);
        QVERIFY(header(TotalToolTipRole).toString().contains(QStringLiteral("40 (+50 %)")));
        QVERIFY(header(RestToolTipRole).toString().contains(QStringLiteral("24 (−50 %)")));
        // Of a period before that nobody has fetched there is no change, neither of rows nor of
        // all.
        AgentReport unfetched = before;
        unfetched.rows[0].hasGap = true;
        unfetched.gaps = {{0, 1}};
        model.setReport(report, true, &unfetched);
        QCOMPARE(cell(0, DeltaRole), QString());
        QVERIFY(!header(TotalToolTipRole).toString().contains(QStringLiteral("period before")));
        // Another answer without a period before, another look: nothing is left of it.
        model.setReport(report, true);
        model.setLook({});
        QVERIFY(!model.index(0, AgentTableModel::Conversations).data(DeltaRole).isValid());
        QVERIFY(!header(TotalToolTipRole).toString().contains(QStringLiteral("40")));
        QCOMPARE(header(WidthRole).toInt(), usual);
    }

    void conversationsOfAnAgentSortByTheirNumbers()
    {
        AgentConversationsModel model;
        std::vector<Conversation> rows(4);
        rows[0].remoteId = QStringLiteral("10");
        rows[1].remoteId = QStringLiteral("9");
        rows[2].remoteId = QStringLiteral("1000");
        rows[3].remoteId = QStringLiteral("101");
        model.setConversations(rows, false);
        SortedRows sorted;
        sorted.setSourceModel(&model);
        sorted.sort(AgentConversationsModel::Number);
        QStringList shown;
        for (int row = 0; row < sorted.rowCount(); ++row)
            shown << sorted.index(row, AgentConversationsModel::Number).data().toString();
        QCOMPARE(shown, QStringLiteral("#9 #10 #101 #1000").split(u' '));
    }

    void unknownIsADashAndNeverZero()
    {
        AgentTableModel model;
        AgentReport report;
        AgentReportRow row = agent(QStringLiteral("a"), QString(), {});
        row.open.reset();
        report.rows = {row};
        model.setReport(report, false);
        for (const int column : {AgentTableModel::Open, AgentTableModel::Unattended,
                                 AgentTableModel::Conversations, AgentTableModel::Since}) {
            QCOMPARE(text(model, 0, column), QStringLiteral("–"));
            QVERIFY(!model.index(0, column).data(SortRole).isValid());
        }
        QCOMPARE(text(model, 0, AgentTableModel::State), QStringLiteral("Unknown"));
        QVERIFY(model.index(0, AgentTableModel::Open)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .startsWith(QStringLiteral("Not known")));
    }

    void aStateNobodySawBeginIsABound()
    {
        AgentTableModel model;
        AgentReport report;
        report.rows = {agent(QStringLiteral("a"), QStringLiteral("offline"), 0)};
        report.rows.front().agent.availabilitySince = 1'000'000;
        report.rows.front().agent.availabilityIsOlder = true;
        model.setNow(1'000'000 + 30'000);
        model.setReport(report, false);
        QCOMPARE(text(model, 0, AgentTableModel::Since), MetricFormatter::none());
        model.setNow(1'000'000 + 5 * 60'000);
        QCOMPARE(text(model, 0, AgentTableModel::Since), QStringLiteral("≥ 5 m"));
        report.rows.front().agent.availabilityIsOlder = false;
        model.setReport(report, true);
        QCOMPARE(text(model, 0, AgentTableModel::Since), QStringLiteral("5 m"));
    }

    void loadIsOfKnownSlots()
    {
        AgentTableModel model;
        AgentReport report;
        report.rows = {agent(QStringLiteral("a"), QStringLiteral("online"), 0),
                       agent(QStringLiteral("b"), QStringLiteral("online"), 0)};
        report.rows[0].open = report.rows[1].open = 4;
        model.setReport(report, false);
        QVERIFY(!model.hasSlots());
        report.rows[0].agent.capacity = 8;
        model.setReport(report, true);
        QVERIFY(model.hasSlots());
        const auto cell = [&model](int row, int role) {
            return model.index(row, AgentTableModel::Load).data(role);
        };
        QCOMPARE(cell(0, Qt::DisplayRole).toString(), QStringLiteral("50"));
        QCOMPARE(cell(0, ShareRole).toDouble(), 0.5);
        // A bar against nothing would be a claim.
        QCOMPARE(cell(1, Qt::DisplayRole).toString(), MetricFormatter::none());
        QVERIFY(!cell(1, ShareRole).isValid() && !cell(1, SortRole).isValid());
        QVERIFY(cell(1, Qt::ToolTipRole).toString().contains(QStringLiteral("not known")));
        report.rows[0].open = 12; // more than there are slots
        model.setReport(report, true);
        QCOMPARE(cell(0, Qt::DisplayRole).toString(), QStringLiteral("150"));
        QCOMPARE(cell(0, ShareRole).toDouble(), 1.0);
    }

    void attentionStandsOutOnlyWhileStaffed()
    {
        AgentTableModel model;
        AgentReport report;
        report.rows = {agent(QStringLiteral("a"), QStringLiteral("online"), 3),
                       agent(QStringLiteral("b"), QStringLiteral("away"), 3),
                       agent(QStringLiteral("c"), QStringLiteral("away"), 0)};
        model.setReport(report, false);
        const auto sign = [&model](int row) {
            return model.index(row, AgentTableModel::Unattended).data(AttentionRole).toBool();
        };
        QVERIFY(!sign(0));
        QVERIFY(sign(1));
        QVERIFY(!sign(2));
        for (int i = 0; i < 9; ++i)
            report.rows.push_back(agent(QString::number(i), {}, 1));
        model.setReport(report, true);
        QVERIFY(!sign(1));
        for (std::size_t i = 3; i < report.rows.size(); ++i)
            report.rows[i].agent.goneAt = fakeNow;
        model.setReport(report, true);
        QVERIFY(sign(1)); // who has left does not belong to those who could be there
        report.rows[0].agent.availability = QStringLiteral("offline");
        model.setReport(report, true);
        QVERIFY(!sign(1)); // nobody is there: a table full of signs would say nothing
    }

    void conversationsUnderTester()
    {
        ConversationListModel model;
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        SortedRows sorted;
        sorted.setSourceModel(&model);
        QAbstractItemModelTester sortedTester(&sorted, Mode::QtTest);
        sorted.sort(ConversationListModel::Created, Qt::DescendingOrder);
        model.setNow(fakeNow);
        model.setReport(fakeConversations(60), false);
        std::vector<ConversationReportRow> next = fakeRows(70);
        next.erase(next.begin() + 10, next.begin() + 12);
        model.setReport(listOf(next), true);
        QCOMPARE(sorted.rowCount(), 68);
        for (int row = 1; row < sorted.rowCount(); ++row) {
            const auto created = [&sorted](int at) {
                return sorted.index(at, ConversationListModel::Created).data(SortRole).toLongLong();
            };
            QVERIFY(created(row - 1) >= created(row));
        }
    }

    void waitingCountsOnlyWhileOpen()
    {
        ConversationListModel model;
        ConversationReportRow row;
        row.conversation.account = 1;
        row.conversation.remoteId = QStringLiteral("7");
        row.conversation.status = QStringLiteral("open");
        row.conversation.created = fakeNow - fakeHour;
        row.conversation.waitingSince = fakeNow - 18 * fakeMinute;
        model.setNow(fakeNow);
        model.setReport(listOf({row}), false);
        QCOMPARE(text(model, 0, ConversationListModel::Waiting), QStringLiteral("18 m"));
        QCOMPARE(text(model, 0, ConversationListModel::Agent), QStringLiteral("Unassigned"));
        QVERIFY(model.index(0, ConversationListModel::Agent).data(AttentionRole).toBool());
        QVERIFY(!model.index(0, ConversationListModel::Agent).data(SortRole).isValid()); // last
        model.setNow(fakeNow - 4 * fakeMinute);
        QVERIFY(!model.index(0, ConversationListModel::Agent).data(AttentionRole).toBool());
        QVERIFY(!model.index(0, ConversationListModel::Agent).data(MutedRole).toBool());
        // By the level of waits that the lead has set, the narrowest first.
        const MetricSpec &wait = *metricSpec(QStringLiteral("longest_queue_wait"));
        const RowId account = model.list().account(0).id;
        Thresholds levels;
        levels.set(wait, {}, {5.0 * fakeMinute, {}});
        QSignalSpy touched(&model, &QAbstractItemModel::dataChanged);
        model.setThresholds(levels);
        QVERIFY(!touched.isEmpty());
        QVERIFY(model.index(0, ConversationListModel::Agent).data(AttentionRole).toBool());
        levels.set(wait, {account, 0}, {60.0 * fakeMinute, {}});
        model.setThresholds(levels);
        QVERIFY(!model.index(0, ConversationListModel::Agent).data(AttentionRole).toBool());
        model.setThresholds({});
        model.setNow(fakeNow + 2 * fakeMinute);
        QCOMPARE(text(model, 0, ConversationListModel::Waiting), QStringLiteral("20 m"));
        ConversationListReport report = listOf({row});
        report.asOf = fakeNow;
        report.lateAt = fakeNow + 10 * fakeMinute; // of a vendor asked every five minutes
        model.setReport(report, true);
        const auto isOld = [&model](int column) {
            return model.index(0, column).data(StaleRole).toBool();
        };
        model.setNow(fakeNow + 10 * fakeMinute);
        QVERIFY(!isOld(ConversationListModel::Waiting));
        model.setNow(fakeNow + 11 * fakeMinute);
        QVERIFY(isOld(ConversationListModel::Waiting) && isOld(ConversationListModel::Agent));
        QVERIFY(!isOld(ConversationListModel::Created));
        row.conversation.status = QStringLiteral("closed");
        model.setReport(listOf({row}), true);
        QVERIFY(!isOld(ConversationListModel::Status)); // it stays closed
        QCOMPARE(text(model, 0, ConversationListModel::Waiting), QString());
        QVERIFY(!model.index(0, ConversationListModel::Agent).data(AttentionRole).toBool());
    }

    void tsvIsSafeAndInScreenOrder()
    {
        AgentTableModel model;
        AgentReport report;
        report.rows = {agent(QStringLiteral("=cmd|' /C calc'!A0"), QStringLiteral("online"), 1200),
                       agent(QStringLiteral("tab\tand\nline"), QStringLiteral("busy"), {})};
        model.setReport(report, false);
        QCOMPARE(toTsv(model, {0, 1}, {AgentTableModel::Unattended, AgentTableModel::Name}),
                 QStringLiteral("Unattended\tAgent\n1200\t'=cmd|' /C calc'!A0\n–\ttab and line\n"));
    }

    void hostileNamesStayText()
    {
        AgentTableModel model;
        AgentReport report;
        report.rows = {agent(QStringLiteral("<img src=x>\n\u202Eevil"), QStringLiteral("<b>"), 1),
                       agent(QString(100'000, QLatin1Char('A')), QString(), 1)};
        model.setReport(report, false);
        QCOMPARE(text(model, 0, AgentTableModel::Name), QStringLiteral("<img src=x> evil"));
        QCOMPARE(text(model, 0, AgentTableModel::State), QStringLiteral("<b>")); // verbatim word
        QVERIFY(text(model, 1, AgentTableModel::Name).size() <= 301);
        QVERIFY(model.index(1, 0).data(Qt::ToolTipRole).toString().size() < 3000);
    }
};

QTEST_GUILESS_MAIN(TestTableModels)
#include "tst_tablemodels.moc"
