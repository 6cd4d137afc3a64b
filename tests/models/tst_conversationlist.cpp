// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/conversationlistmodel.h"
#include "models/roles.h"
#include "models/sortedrows.h"
#include "support/fakereports.h"

#include <QAbstractItemModelTester>
#include <QIdentityProxyModel>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

using Rows = std::vector<ConversationReportRow>;

/// All that a list can hold of a conversation, told by the list.
Conversation told(const ConversationList &list, std::size_t row)
{
    Conversation c;
    c.id = list.id(row);
    c.account = list.account(row).id;
    c.remoteId = list.remoteId(row);
    c.contact = list.contact(row);
    c.status = list.status(row);
    c.priority = list.priority(row);
    c.labels = list.labels(row);
    c.created = list.created(row);
    c.firstResponse = list.firstResponse(row);
    c.waitingSince = list.waitingSince(row);
    c.closed = list.closed(row);
    c.dueAt = list.dueAt(row);
    c.goneAt = list.goneAt(row);
    c.csat = list.csat(row);
    c.unread = list.unread(row);
    return c;
}

Conversation odd(RowId id)
{
    Conversation c;
    c.id = id;
    c.account = 1;
    c.remoteId = QStringLiteral("r-%1").arg(id);
    c.status = QStringLiteral("open");
    c.created = fakeNow;
    return c;
}

ConversationReportRow rowOf(const Conversation &c)
{
    ConversationReportRow row;
    row.accountName = QStringLiteral("Acme");
    row.conversation = c;
    return row;
}

QStringList keysOf(const QAbstractItemModel &model)
{
    QStringList keys;
    for (int row = 0; row < model.rowCount(); ++row)
        keys.append(model.index(row, 0).data(KeyRole).toString());
    return keys;
}

/// The same cells by way of the roles alone.
class RolesOnly : public QIdentityProxyModel {
public:
    using QIdentityProxyModel::QIdentityProxyModel;
};

Rows shuffledRows(int count)
{
    Rows rows = fakeRows(count);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Conversation &c = rows[i].conversation;
        if (i % 7 == 0)
            c.dueAt = c.created + 3 * fakeHour;
        if (i % 11 == 0)
            c.remoteId = QStringLiteral("Room-%1").arg(rows.size() - i);
        if (i % 13 == 0)
            c.contact = QStringLiteral("Zoë %1").arg(i);
        if (i % 5 == 0)
            c.unread = static_cast<int>(i % 3);
    }
    return rows;
}

/// What a list holds of a conversation.
Conversation listed(const Conversation &from)
{
    Conversation c;
    c.id = from.id;
    c.account = from.account;
    c.remoteId = from.remoteId;
    c.contact = from.contact;
    c.status = from.status;
    c.priority = from.priority;
    c.labels = from.labels;
    c.labels.sort();
    c.created = from.created;
    c.firstResponse = from.firstResponse;
    c.waitingSince = from.waitingSince;
    c.closed = from.closed;
    c.dueAt = from.dueAt;
    c.goneAt = from.goneAt;
    c.csat = from.csat;
    c.unread = from.unread;
    return c;
}

} // namespace

class TestConversationList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatGoesInComesOut()
    {
        Rows rows;
        Conversation c = odd(5);
        rows.push_back(rowOf(c)); // nothing set
        c = odd(4);
        c.contact = QStringLiteral("Zoë");
        c.labels = {QStringLiteral("a"), QStringLiteral("b")};
        c.firstResponse = c.created - 1; // before its creation
        c.waitingSince = c.created;
        c.closed = c.created + 400LL * 24 * fakeHour; // more than a distance holds
        c.dueAt = c.created + 0xfffffffeLL;           // the first that is too far
        c.goneAt = c.created + 1;
        c.csat = 5;
        c.unread = 70'000;
        rows.push_back(rowOf(c));
        c = odd(3);
        c.created = fakeNow - 1;
        c.dueAt = c.created + 0xfffffffdLL; // the last that is not
        c.csat = 62;
        c.unread = 0;
        rows.push_back(rowOf(c));
        const auto list = listOf(rows).list;
        QCOMPARE(list->size(), std::size_t(3));
        QCOMPARE(told(*list, 0), rows[2].conversation); // in the order of creation
        QCOMPARE(told(*list, 1), rows[1].conversation);
        QCOMPARE(told(*list, 2), rows[0].conversation);
        QCOMPARE(list->newestFirst(), (std::vector<quint32>{2, 1, 0}));
        QVERIFY(list->isGone(1) && !list->isGone(0));
        QVERIFY(list->isOver(1) && !list->isOver(0));
    }

    void changeTellsWhatWentStayedAndCame()
    {
        Rows before = fakeRows(30), after = before;
        after.erase(after.begin() + 3, after.begin() + 5); // two go
        after[10].conversation.csat = 4;                   // one says something else
        after[11].conversation.created += 1;               // one stands elsewhere
        after[12].conversation.created -= 40 * fakeHour;   // and far away
        for (ConversationReportRow &row : after) {         // somebody else's name changes a cell
            if (row.agentName == after[20].agentName && !row.agentName.isEmpty())
                row.agentName += QLatin1Char('!');
        }
        const ConversationReportRow extra = fakeRows(31).back();
        after.push_back(extra);
        const auto a = listOf(before).list, b = listOf(after).list;
        const ConversationListChange change(*a, *b);
        QCOMPARE(change.gone.size(), std::size_t(2));
        QCOMPARE(change.added.size(), std::size_t(1));
        QCOMPARE(b->id(change.added[0]), extra.conversation.id);
        for (std::size_t row = 0; row < a->size(); ++row) {
            const bool gone =
                std::binary_search(change.gone.begin(), change.gone.end(), quint32(row));
            QCOMPARE(change.next[row] < 0, gone);
            if (gone)
                continue;
            const auto now = static_cast<std::size_t>(change.next[row]);
            QCOMPARE(b->id(now), a->id(row));
            const bool same =
                told(*a, row) == told(*b, now) && a->cell(row).agentName == b->cell(now).agentName;
            QCOMPARE(std::binary_search(change.changed.begin(), change.changed.end(), quint32(row)),
                     !same);
        }
        QVERIFY(ConversationListChange(*a, *listOf(before).list).isNone());
    }

    void manyRowsStandInBlocks()
    {
        Rows rows = shuffledRows(5000);
        rows[1700].conversation.dueAt = rows[1700].conversation.created + (qint64{1} << 60);
        rows[1800].conversation.unread = -70'000;
        rows[1900].conversation.firstResponse = 0;
        QHash<RowId, Conversation> truth;
        for (const auto &row : rows)
            truth.insert(row.conversation.id, listed(row.conversation));
        const auto list = listOf(rows).list;
        QCOMPARE(list->size(), rows.size());
        for (std::size_t row = 0; row < list->size(); ++row) {
            QCOMPARE(told(*list, row), truth.value(list->id(row)));
            QVERIFY(row == 0 || list->account(row - 1).id != list->account(row).id ||
                    list->created(row - 1) <= list->created(row));
        }
        QVERIFY(list->bytes() < 45 * list->size());
    }

    void aListGoesOnFromAFormerOne_data()
    {
        QTest::addColumn<std::vector<int>>("leaving");
        QTest::addColumn<bool>("stay");
        QTest::newRow("in place") << std::vector<int>{0, 1023, 1024, 1500, 4999} << true;
        QTest::newRow("rows go") << std::vector<int>{1500} << false;
    }
    void aListGoesOnFromAFormerOne()
    {
        QFETCH(std::vector<int>, leaving);
        QFETCH(bool, stay);
        const auto before = listOf(shuffledRows(5000)).list;
        ConversationListBuilder builder(*before);
        for (const ConversationCell &cell : before->cells())
            builder.addCell(cell);
        std::vector<quint32> left;
        QHash<RowId, Conversation> now;
        for (std::size_t row = 0; row < before->size(); ++row)
            now.insert(before->id(row), told(*before, row));
        for (const int at : leaving) {
            const auto row = static_cast<quint32>(at);
            left.push_back(row);
            Conversation c = now.take(before->id(row));
            if (!stay)
                continue;
            c.csat = 1 - c.csat.value_or(0);
            now.insert(c.id, c);
            builder.add(c, before->cellCode(row));
        }
        const auto after = builder.takeWith(*before, left);
        QCOMPARE(after->size(), static_cast<std::size_t>(now.size()));
        for (std::size_t row = 0; row < after->size(); ++row)
            QCOMPARE(told(*after, row), now.value(after->id(row)));
        const ConversationListChange change(*before, *after);
        QCOMPARE(change.changed, stay ? left : std::vector<quint32>());
        QCOMPARE(change.gone, stay ? std::vector<quint32>() : left);
        for (std::size_t row = 0; row < before->size(); ++row)
            QCOMPARE(change.next[row] < 0 ? RowId(0) : after->id(std::size_t(change.next[row])),
                     !stay && left.front() == row ? RowId(0) : before->id(row));
    }

    void keysOrderAndFindAsTheRolesDo()
    {
        ConversationListModel model;
        model.setNow(fakeNow);
        model.setReport(listOf(shuffledRows(300)), false);
        Rows next = shuffledRows(280); // and once more with rows that no longer stand in order
        next.erase(next.begin() + 20, next.begin() + 24);
        for (int round = 0; round < 2; ++round) {
            RolesOnly roles;
            roles.setSourceModel(&model);
            SortedRows typed, slow;
            typed.setSourceModel(&model);
            slow.setSourceModel(&roles);
            for (int column = 0; column < ConversationListModel::ColumnCount; ++column) {
                if (column == ConversationListModel::Id)
                    continue; // by the value of their digits, not by the locale
                for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
                    const std::vector<RowSort> sorts{{column, order},
                                                     {ConversationListModel::Csat, order}};
                    typed.setSortKeys(sorts);
                    slow.setSortKeys(sorts);
                    QVERIFY2(keysOf(typed) == keysOf(slow), qPrintable(model.column(column).key));
                }
            }
            for (const char *needle :
                 {"jane", "kim web", "#482", "482", "room-1", "ROOM refund", "zoë", "urgent open",
                  "nothing", "closed e-mail 4", "#", "billing #48", "0148", "8", "1 82", "2348"}) {
                typed.setNeedle(QString::fromUtf8(needle));
                slow.setNeedle(QString::fromUtf8(needle));
                QVERIFY2(keysOf(typed) == keysOf(slow), needle);
            }
            model.setReport(listOf(next), true);
        }
    }

    void idsSortByTheirNumbers()
    {
        Rows rows;
        RowId id = 0;
        for (const char *remote : {"10", "9", "b", "abcdefghZ", "abcdefghA", "100"}) {
            Conversation c = odd(++id);
            c.remoteId = QLatin1String(remote);
            rows.push_back(rowOf(c));
        }
        ConversationListModel model;
        model.setReport(listOf(rows), false);
        SortedRows sorted;
        sorted.setSourceModel(&model);
        sorted.sort(ConversationListModel::Id);
        QCOMPARE(keysOf(sorted).join(u' '),
                 QStringLiteral("1/9 1/10 1/100 1/abcdefghA 1/abcdefghZ 1/b"));
        sorted.sort(ConversationListModel::Id, Qt::DescendingOrder);
        QCOMPARE(keysOf(sorted).front(), QStringLiteral("1/b"));
        QCOMPARE(keysOf(sorted).back(), QStringLiteral("1/9"));
        QCOMPARE(sorted.rowWithKey(QStringLiteral("1/100")), 3);
        QCOMPARE(sorted.rowWithKey(QStringLiteral("2/100")), -1);
    }

    void aRefreshIsADifference()
    {
        ConversationListModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        SortedRows sorted;
        sorted.setSourceModel(&model);
        QAbstractItemModelTester second(&sorted,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        sorted.sort(ConversationListModel::Age);
        model.setReport(listOf(fakeRows(60)), false);
        QItemSelectionModel selection(&sorted);
        const QString followed = keysOf(sorted).at(20);
        selection.select(sorted.index(20, 0), QItemSelectionModel::Select);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        Rows rows = fakeRows(64);
        for (int round = 0; round < 30; ++round) {
            Rows next = rows;
            const auto from = next.begin() + round % 9;
            next.erase(from, from + round % 4);
            next[30].conversation.csat = round % 5;
            model.setReport(listOf(next), true);
            QCOMPARE(sorted.rowCount(), static_cast<int>(next.size()));
            for (int row = 1; row < sorted.rowCount(); ++row) {
                const auto age = [&sorted](int at) {
                    return sorted.index(at, ConversationListModel::Age).data(SortRole).toLongLong();
                };
                QVERIFY(age(row - 1) <= age(row));
            }
            QCOMPARE(selection.selectedIndexes().size(), 1);
            QCOMPARE(selection.selectedIndexes().front().data(KeyRole).toString(), followed);
        }
        QCOMPARE(reset.size(), 0);
        const qsizetype said = changed.size();
        model.setReport({model.report()}, true);
        QCOMPARE(changed.size(), said); // nothing new, nothing said
    }

    /// However many leave from wherever: the others stay, with their selection.
    void scatteredRemovalsAreADifference()
    {
        ConversationListModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        SortedRows sorted;
        sorted.setSourceModel(&model);
        QAbstractItemModelTester second(&sorted,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        sorted.sort(ConversationListModel::Agent);
        const Rows rows = fakeRows(600);
        model.setReport(listOf(rows), false);
        QItemSelectionModel selection(&sorted);
        const int kept =
            model.rowWithKey(QStringLiteral("1/%1").arg(rows[301].conversation.remoteId));
        selection.select(sorted.mapFromSource(model.index(kept, 0)), QItemSelectionModel::Select);
        const QPersistentModelIndex inSource = model.index(kept, 3);
        const QString followed = selection.selectedIndexes().front().data(KeyRole).toString();
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy resetHere(&sorted, &QAbstractItemModel::modelReset);
        for (const std::size_t step : {std::size_t(3), std::size_t(2), std::size_t(5)}) {
            Rows next;
            for (std::size_t i = 0; i < rows.size(); ++i) {
                if (i % step != 0 || i == 301)
                    next.push_back(rows[i]);
            }
            next[7].conversation.csat = static_cast<int>(step);
            model.setReport(listOf(next), true);
            QCOMPARE(sorted.rowCount(), static_cast<int>(next.size()));
            QCOMPARE(selection.selectedIndexes().size(), 1);
            QCOMPARE(selection.selectedIndexes().front().data(KeyRole).toString(), followed);
            QCOMPARE(inSource.data(KeyRole).toString(), followed);
            ConversationListModel fresh;
            fresh.setReport(listOf(next), false);
            SortedRows inOrder;
            inOrder.setSourceModel(&fresh);
            inOrder.sort(ConversationListModel::Agent);
            QStringList here = keysOf(sorted), there = keysOf(inOrder);
            for (int row = 0; row < sorted.rowCount(); ++row)
                QCOMPARE(sorted.index(row, 3).data().toString(),
                         inOrder.index(row, 3).data().toString());
            here.sort();
            there.sort();
            QCOMPARE(here, there);
        }
        QCOMPARE(reset.size(), 0);
        QCOMPARE(resetHere.size(), 0);
    }

    void aStateIsChosenByItsWord()
    {
        ConversationListModel model;
        SortedRows sorted;
        sorted.setSourceModel(&model);
        sorted.setState(QStringLiteral("open"));
        model.setReport(listOf(fakeRows(200)), false);
        QVERIFY(sorted.rowCount() > 0);
        QCOMPARE(sorted.rowCount(), model.countsByState().value(QStringLiteral("open")));
        sorted.setState(QStringLiteral("never heard of"));
        QCOMPARE(sorted.rowCount(), 0);
        sorted.setState(QString());
        QCOMPARE(sorted.rowCount(), 200);
    }

    void anOrderPreparedIsTakenWhenItFits()
    {
        ConversationListModel model;
        SortedRows sorted;
        sorted.setSourceModel(&model);
        sorted.sort(ConversationListModel::Age);
        sorted.setNeedle(QStringLiteral("jane"));
        const auto report = listOf(fakeRows(200));
        const auto show = [&](std::vector<int> rows) {
            auto prepared = std::make_shared<SortedRows::Prepared>();
            prepared->question = *sorted.questionAhead();
            prepared->rows = std::move(rows);
            return prepared;
        };
        // Whatever it says is believed ...
        sorted.setPrepared(show({5, 3}));
        model.setReport(report, false);
        QCOMPARE(sorted.rowCount(), 2);
        QCOMPARE(sorted.mapToSource(sorted.index(1, 0)).row(), 3);
        // ... once, and only for what was asked.
        model.setReport(report, false);
        const QStringList keys = keysOf(sorted);
        QVERIFY(keys.size() > 2);
        const auto old = show({5, 3});
        sorted.setNeedle(QString());
        sorted.setPrepared(old);
        model.setReport(report, false);
        QCOMPARE(sorted.rowCount(), 200);
        sorted.setPredicate([](int row) { return row == 4; });
        QVERIFY(!sorted.questionAhead());
    }

    void manyRowsAreSortedElsewhere()
    {
        ConversationListModel model;
        model.setNow(fakeNow);
        SortedRows sorted;
        sorted.setSourceModel(&model);
        sorted.sort(ConversationListModel::Age);
        const int count = 25'000;
        const Rows rows = fakeRows(count);
        model.setReport(listOf(rows), false);
        QVERIFY(sorted.isSettled()); // what is new comes in order at once
        QCOMPARE(sorted.rowCount(), count);
        QCOMPARE(keysOf(sorted).front(), QStringLiteral("1/48300"));
        QAbstractItemModelTester tester(&sorted,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);

        QSignalSpy chosen(&sorted, &SortedRows::chosen);
        sorted.setNeedle(QStringLiteral("jane"));
        sorted.sort(ConversationListModel::FirstResponse, Qt::DescendingOrder);
        QCOMPARE(sorted.rowCount(), count); // until the answer is there
        QVERIFY(!sorted.isSettled());
        QTRY_VERIFY(sorted.isSettled());
        QCOMPARE(chosen.size(), 1);
        const auto janes = std::count_if(rows.begin(), rows.end(), [](const auto &row) {
            return row.agentName.contains(QStringLiteral("Jane"));
        });
        QCOMPARE(sorted.rowCount(), static_cast<int>(janes));
        for (int row = 1; row < sorted.rowCount(); ++row) {
            const auto value = [&sorted](int at) {
                return sorted.index(at, ConversationListModel::FirstResponse).data(SortRole);
            };
            QVERIFY(!value(row).isValid() ||
                    (value(row - 1).isValid() &&
                     value(row - 1).toLongLong() >= value(row).toLongLong()));
        }

        // Facts that come in while it works are not lost, and those that went are not shown.
        sorted.setNeedle(QString());
        sorted.sort(ConversationListModel::Age);
        QCoreApplication::processEvents(); // it has begun
        model.setReport(listOf({rows.begin() + 10, rows.end()}), true);
        model.setReport(listOf({rows.begin() + 5, rows.end()}), true);
        QTRY_VERIFY(sorted.isSettled());
        QCOMPARE(sorted.rowCount(), count - 5);
        QCOMPARE(keysOf(sorted).front(), QStringLiteral("1/48295"));

        // Also when nothing else happens to those that stay.
        sorted.sort(ConversationListModel::Agent);
        QCoreApplication::processEvents();
        QVERIFY(!sorted.isSettled());
        model.setReport(listOf({rows.begin() + 50, rows.end()}), true);
        QTRY_VERIFY(sorted.isSettled());
        QCOMPARE(sorted.rowCount(), count - 50);
    }
};

QTEST_GUILESS_MAIN(TestConversationList)
#include "tst_conversationlist.moc"
