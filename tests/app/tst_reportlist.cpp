// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/reportlisting.h"
#include "app/reporttablefiles.h"
#include "models/conversationlistmodel.h"
#include "models/reportlistorder.h"
#include "support/csvrows.h"
#include "support/paperreports.h"
#include "views/reporttables.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

using Rows = std::vector<ConversationReportRow>;

ReportPlan listPlan()
{
    ReportPlan plan;
    plan.sections = {ReportSection::List, ReportSection::Definitions, ReportSection::Coverage};
    plan.locale = QStringLiteral("en_GB");
    return plan;
}

ReportAnswers answersOf(const Rows &rows, const ReportPlan &plan)
{
    ReportAnswers answers;
    answers.now = fakeNow;
    answers.range = {fakeMidnight, fakeMidnight + 24 * fakeHour};
    answers.list = listForPaper(listOf(rows), listOrderOf(plan), fakeNow, nullptr);
    return answers;
}

const PaperTable &tableOf(const PaperContent &content)
{
    for (const PaperBlock &block : content.blocks) {
        if (const auto *table = std::get_if<PaperTable>(&block))
            return *table;
    }
    qFatal("no table");
}

QStringList numbersOf(const PaperTable &table)
{
    QStringList numbers;
    for (const PaperTable::Row &row : table.rows)
        numbers << row.cells.front();
    return numbers;
}

QStringList titlesOf(const PaperTable &table)
{
    QStringList titles;
    for (const PaperTable::Column &column : table.columns)
        titles << column.title;
    return titles;
}

/// Everything that would be read, a line each.
QString allTexts(const PaperContent &content)
{
    QStringList texts;
    for (const auto &[label, value] : content.cover)
        texts << label << value;
    for (const PaperBlock &block : content.blocks) {
        if (const auto *table = std::get_if<PaperTable>(&block)) {
            for (const PaperTable::Row &row : table->rows)
                texts << row.cells;
        } else if (const auto *notes = std::get_if<PaperNotes>(&block)) {
            texts << notes->sentences;
        } else if (const auto *figures = std::get_if<PaperFigures>(&block)) {
            for (const PaperFigures::Figure &figure : figures->figures)
                texts << figure.label + u'=' + figure.value << figure.note;
        }
    }
    return texts.join(u'\n');
}

} // namespace

class TestReportList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ordersOfItsOwn_data()
    {
        QTest::addColumn<int>("order");
        QTest::newRow("newest") << int(ListOrder::Newest);
        QTest::newRow("oldest") << int(ListOrder::Oldest);
        QTest::newRow("longest wait") << int(ListOrder::LongestWait);
        QTest::newRow("least time left") << int(ListOrder::LeastTimeLeft);
    }
    void ordersOfItsOwn()
    {
        QFETCH(int, order);
        ReportPlan plan = listPlan();
        plan.listOrder = static_cast<ListOrder>(order);
        Rows rows = fakeRows(300);
        const PaperTable table = tableOf(reportContent(plan, answersOf(rows, plan), Pseudonyms()));
        constexpr TimeMs never = std::numeric_limits<TimeMs>::max();
        const auto rank = [&](const ConversationReportRow &row) {
            const Conversation &c = row.conversation;
            const bool over = c.closed || c.status == u"closed";
            const TimeMs due = over ? never : c.dueAt.value_or(never);
            const TimeMs waits = over ? never : c.waitingSince.value_or(never);
            switch (plan.listOrder) {
            case ListOrder::Newest:
                return std::tuple(TimeMs{0}, TimeMs{0}, -c.created);
            case ListOrder::Oldest:
                return std::tuple(TimeMs{0}, TimeMs{0}, c.created);
            case ListOrder::LongestWait:
                return std::tuple(TimeMs{0}, waits, -c.created);
            case ListOrder::LeastTimeLeft:
                break;
            }
            return std::tuple(due, waits, -c.created);
        };
        std::stable_sort(rows.begin(), rows.end(),
                         [&](const auto &a, const auto &b) { return rank(a) < rank(b); });
        QStringList expected;
        for (const ConversationReportRow &row : rows)
            expected << u'#' + row.conversation.remoteId;
        QCOMPARE(numbersOf(table), expected);
    }

    /// A long one ends somewhere, says so, and its numbers are of all.
    void aLongListEnds()
    {
        const ReportPlan plan = listPlan();
        const Rows rows = fakeRows(2400);
        const PaperContent content = reportContent(plan, answersOf(rows, plan), Pseudonyms());
        QCOMPARE(tableOf(content).rows.size(), ReportList::mostRows);
        const QString texts = allTexts(content);
        QVERIFY2(texts.contains(QStringLiteral("The first 1,000 of 2,400 conversations")),
                 qPrintable(texts.left(900)));
        QVERIFY(texts.contains(QStringLiteral("“Created”, descending")));
        const auto count = [&rows](auto passes) {
            return QLocale(QStringLiteral("en_GB"))
                .toString(std::count_if(rows.begin(), rows.end(), [&](const auto &row) {
                    return passes(row.conversation, row.agentName);
                }));
        };
        const auto isOver = [](const Conversation &c) { return c.closed || c.status == u"closed"; };
        QVERIFY(texts.contains(QStringLiteral("Conversations=2,400")));
        const QString closed =
            count([](const Conversation &c, const QString &) { return c.status == u"closed"; });
        QVERIFY(texts.contains(QStringLiteral("Closed=%1\n").arg(closed)));
        const QString waiting = count(
            [&](const Conversation &c, const QString &) { return !isOver(c) && c.waitingSince; });
        QVERIFY(texts.contains(QStringLiteral("Waiting=%1\n").arg(waiting)));
        const QString overdue = count([&](const Conversation &c, const QString &) {
            return !isOver(c) && c.dueAt && *c.dueAt < fakeNow;
        });
        QVERIFY(texts.contains(QStringLiteral("Overdue=%1\n").arg(overdue)));
        const QString nobodys = count([&](const Conversation &c, const QString &agent) {
            return !isOver(c) && agent.isEmpty();
        });
        QVERIFY2(texts.contains(QStringLiteral("Unassigned=%1\n").arg(nobodys)),
                 qPrintable(nobodys + texts.left(900)));

        const Rows few(rows.begin(), rows.begin() + 40);
        QVERIFY(allTexts(reportContent(plan, answersOf(few, plan), Pseudonyms()))
                    .contains(QStringLiteral("All 40 conversations")));
    }

    /// What paper has no room for stands in the file, in the same order, under the same names.
    void aFileHasEveryRow()
    {
        ReportPlan plan = listPlan();
        plan.listOrder = ListOrder::Oldest;
        const int count = 23'000; // more than one piece of the writer
        const Rows rows = fakeRows(count);
        const ReportAnswers answers = answersOf(rows, plan);
        QCOMPARE(answers.list->rows.size(), ReportList::mostRows);
        const auto written = [&](TableFormat format, const Pseudonyms &names) {
            QByteArray bytes;
            const auto done = writeReportTable(ReportSection::List, plan, answers, names, format,
                                               [&bytes](const QByteArray &piece) -> Result<void> {
                                                   bytes += piece;
                                                   return {};
                                               });
            return done && *done ? bytes : QByteArray();
        };
        const auto csv = csvRows(written(TableFormat::Csv, Pseudonyms()));
        QVERIFY(csv);
        QCOMPARE(csv->size(), std::size_t(count) + 1);
        for (int i = 0; i < count; ++i) { // fakeRows() makes each older than the one before
            const std::size_t from = std::size_t(count - 1 - i);
            QCOMPARE((*csv)[std::size_t(i) + 1][1], rows[from].conversation.remoteId);
            QCOMPARE((*csv)[std::size_t(i) + 1][3], rows[from].agentName);
        }
        const QJsonObject json =
            QJsonDocument::fromJson(written(TableFormat::Json, Pseudonyms())).object();
        QCOMPARE(json.value(u"rows").toArray().size(), qsizetype(count));
        QCOMPARE(json.value(u"total").toObject().value(u"conversations").toInt(), count);
        const QByteArray hidden = written(TableFormat::Csv, Pseudonyms(QByteArray("salt")));
        QCOMPARE(hidden.count("\r\n"), qsizetype(count) + 1);
        QSet<QString> agents;
        for (const ConversationReportRow &row : rows)
            agents << row.agentName;
        for (const QString &agent : qAsConst(agents))
            QVERIFY2(agent.isEmpty() || !hidden.contains(agent.toUtf8()), qPrintable(agent));
        std::stop_source stop;
        const auto stopping = [&stop](const QByteArray &) -> Result<void> {
            stop.request_stop();
            return {};
        };
        const auto cancelled = writeReportTable(ReportSection::List, plan, answers, Pseudonyms(),
                                                TableFormat::Csv, stopping, stop.get_token());
        QVERIFY(!cancelled && cancelled.error().kind() == Error::Kind::Cancelled);
    }

    /// Neither agents nor contacts, and not by their order either.
    void noNamesUnderPseudonyms()
    {
        ReportPlan plan = listPlan();
        plan.landscape = true;
        Rows rows = fakeRows(60);
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i].conversation.contact = QStringLiteral("Gwendolyn %1").arg(i % 7);
        const QString open = allTexts(reportContent(plan, answersOf(rows, plan), Pseudonyms()));
        QVERIFY(open.contains(QStringLiteral("Gwendolyn 3")));
        plan.pseudonymous = true;
        plan.view.list.emplace();
        plan.view.list->order.sorts = {{ConversationListModel::Agent, Qt::AscendingOrder},
                                       {ConversationListModel::Created, Qt::AscendingOrder}};
        QCOMPARE(listOrderOf(plan).sorts.size(), std::size_t(1));
        const PaperContent content =
            reportContent(plan, answersOf(rows, plan), Pseudonyms(QByteArray("salt")));
        const QString texts = allTexts(content);
        QVERIFY(!texts.contains(QStringLiteral("Gwendolyn")));
        QSet<QString> agents;
        for (const ConversationReportRow &row : rows) {
            if (row.agentName.isEmpty())
                continue;
            QVERIFY2(!texts.contains(row.agentName), qPrintable(row.agentName));
            agents.insert(row.agentName);
        }
        const PaperTable &table = tableOf(content);
        const qsizetype agent = titlesOf(table).indexOf(QStringLiteral("Agent"));
        const qsizetype contact = titlesOf(table).indexOf(QStringLiteral("Contact"));
        QVERIFY(agent > 0 && contact > 0);
        QSet<QString> shownAgents, shownContacts;
        for (const PaperTable::Row &row : table.rows) {
            if (row.cells[agent] != QStringLiteral("Unassigned"))
                shownAgents.insert(row.cells[agent]);
            shownContacts.insert(row.cells[contact]);
        }
        QCOMPARE(shownAgents.size(), agents.size());
        QCOMPARE(shownContacts.size(), 7);
    }

    /// A view's columns as they stand there; else those of the usual ones that say something.
    void itsColumns()
    {
        ReportPlan plan = listPlan();
        Rows rows = fakeRows(20);
        for (ConversationReportRow &row : rows) {
            row.conversation.csat.reset();
            row.conversation.labels.clear();
            row.groupName.clear();
            row.conversation.dueAt.reset();
        }
        rows[3].conversation.goneAt = fakeNow - fakeHour;
        const PaperContent content = reportContent(plan, answersOf(rows, plan), Pseudonyms());
        const PaperTable usual = tableOf(content);
        QCOMPARE(titlesOf(usual).join(u'|'), QStringLiteral("No.|Status|Agent|Waiting|Created"));
        QVERIFY(allTexts(content).contains(QStringLiteral("In landscape also: Channel.")));
        plan.landscape = true;
        const PaperContent broad = reportContent(plan, answersOf(rows, plan), Pseudonyms());
        QCOMPARE(titlesOf(tableOf(broad)).join(u'|'),
                 QStringLiteral("No.|Status|Agent|Channel|Waiting|Created"));
        QVERIFY(!allTexts(broad).contains(QStringLiteral("In landscape")));
        plan.landscape = false;
        const QString gone = u'#' + rows[3].conversation.remoteId + QStringLiteral(" (gone)");
        QCOMPARE(numbersOf(usual).count(gone), 1);
        QVERIFY(allTexts(content).contains(QStringLiteral("1 no longer at the vendor")));
        plan.view.list.emplace();
        plan.view.list->columns = QStringList{QStringLiteral("created"), QStringLiteral("id"),
                                              QStringLiteral("csat"), QStringLiteral("of old")};
        plan.view.chosenBy = QStringList{QStringLiteral("status Open")};
        const PaperContent shown = reportContent(plan, answersOf(rows, plan), Pseudonyms());
        QCOMPARE(titlesOf(tableOf(shown)).join(u'|'), QStringLiteral("Created|No.|CSAT"));
        QVERIFY(allTexts(shown).contains(QStringLiteral("status Open")));
    }
};

QTEST_MAIN(TestReportList)
#include "tst_reportlist.moc"
