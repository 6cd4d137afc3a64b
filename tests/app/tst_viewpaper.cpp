// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/chartsteps.h"
#include "backend/engine/metriccatalog.h"
#include "backend/engine/vendors.h"
#include "models/nowqueuemodel.h"
#include "models/roles.h"
#include "models/sortedrows.h"
#include "models/words.h"
#include "support/paperdesk.h"
#include "views/accountspage.h"
#include "views/agentspage.h"
#include "views/chartpanel.h"
#include "views/chartspage.h"
#include "views/conversationspage.h"
#include "views/groupspage.h"
#include "views/metricpanel.h"
#include "views/nowpage.h"
#include "views/palette.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

void showColumns(TableView *table, const QStringList &keys)
{
    const SortedRows *rows = table->rows();
    for (int column = 0; column < rows->columnCount(); ++column) {
        const QString key = rows->headerData(column, Qt::Horizontal, KeyRole).toString();
        table->setColumnShown(key, keys.contains(key));
    }
}

QString cellText(const SortedRows &rows, int row, int column)
{
    return rows.index(row, column).data().toString();
}

/// A metric's cell and its n as paper has them beside each other.
QString figureCells(const SortedRows &rows, int row, int column, const MetricFormatter &format)
{
    const QModelIndex index = rows.index(row, column);
    const QString value = index.data().toString();
    const QVariant n = index.data(SampleRole);
    const bool told = n.isValid() && value != MetricFormatter::none();
    return value + (told ? format.count(n.toLongLong()) : QString());
}

QStringList listedRows(const ConversationsPage &page, const MetricFormatter &format)
{
    auto &list = const_cast<ConversationsPage &>(page);
    const SortedRows &rows = *list.panel()->rows();
    QStringList all;
    for (int row = 0; row < rows.rowCount(); ++row) {
        const auto at = list.model().listRow(rows.mapToSource(rows.index(row, 0)).row());
        QString cells;
        for (const int column : list.panel()->table()->visibleColumns()) {
            QString text = cellText(rows, row, column);
            if (column == ConversationListModel::Created) {
                const TimeMs created = list.model().list().created(at);
                text = format.day(created) + format.clock(created);
            } else if (text.isEmpty() && list.model().column(column).isNumeric()) {
                text = MetricFormatter::none();
            }
            cells += text;
        }
        all << cells;
    }
    return all;
}

/// Paper tells two of one name apart, which the list does by its tooltips.
const QRegularExpression idsOfNamesakes(QStringLiteral("(?<=JaneKim)#4[27]"));

} // namespace

class TestViewPaper : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void theListOfConversations_data()
    {
        QTest::addColumn<QString>("sort");
        QTest::addColumn<bool>("descends");
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("search");
        QTest::newRow("as it comes") << QString() << false << QString() << QString();
        QTest::newRow("by agent") << QStringLiteral("agent") << true << QString() << QString();
        QTest::newRow("open, oldest")
            << QStringLiteral("age") << true << QStringLiteral("open") << QString();
        QTest::newRow("found") << QStringLiteral("id") << false << QString()
                               << QStringLiteral("12");
        QTest::newRow("nothing found")
            << QString() << false << QString() << QStringLiteral("no such thing");
    }
    void theListOfConversations()
    {
        QFETCH(QString, sort);
        QFETCH(bool, descends);
        QFETCH(QString, state);
        QFETCH(QString, search);
        PaperDesk desk;
        auto *page = desk.show<ConversationsPage>("conversations");
        QVERIFY(page);
        TableView *table = page->panel()->table();
        showColumns(table, {QStringLiteral("id"), QStringLiteral("status"), QStringLiteral("agent"),
                            QStringLiteral("group"), QStringLiteral("channel"),
                            QStringLiteral("age"), QStringLiteral("created")});
        if (!sort.isEmpty())
            table->sortBy(sort, descends ? Qt::DescendingOrder : Qt::AscendingOrder);
        if (!state.isEmpty())
            page->setChoices({{QStringLiteral("state"), state}});
        desk.window->search(search);
        const int all = page->model().rowCount();
        QVERIFY(all > 20);
        QTRY_VERIFY(page->panel()->rows()->isSettled());
        QTRY_VERIFY(page->exported().plan->view.list->order.words.isEmpty() == search.isEmpty());
        const int shown = page->panel()->rows()->rowCount();
        QVERIFY(search.isEmpty() && state.isEmpty() ? shown == all : shown < all);
        const MetricFormatter format = desk.window->formatter();
        const QString paper = desk.paper().remove(idsOfNamesakes);
        const QStringList rows = listedRows(*page, format);
        QCOMPARE(rows.size(), shown);
        const QString lost = missingOnPaper(paper, QStringLiteral("Conversation list"), rows);
        QVERIFY2(lost.isEmpty(), qPrintable(lost));
        if (rows.isEmpty()) {
            QVERIFY(paper.contains(plainOf(QStringLiteral("No conversations."))));
        } else {
            QVERIFY2(paper.contains(plainOf(QStringLiteral("All %1 conversations").arg(shown))),
                     qPrintable(paper.left(2000)));
        }
        if (!search.isEmpty())
            QVERIFY(paper.contains(plainOf(QStringLiteral("search “%1”").arg(search))));
        if (!state.isEmpty())
            QVERIFY(paper.contains(plainOf(QStringLiteral("status Open"))));
        QVERIFY(paper.contains(plainOf(QStringLiteral("How long ago it was created"))));
    }

    /// The one selected stands behind the list, and may be had alone.
    void theSelectedConversation()
    {
        PaperDesk desk;
        auto *page = desk.show<ConversationsPage>("conversations");
        QVERIFY(page);
        QTRY_VERIFY(page->selectedAccount() != 0);
        const QString titled =
            plainOf(QStringLiteral("Conversation #%1").arg(page->selectedConversation()));
        const QString list = plainOf(QStringLiteral("Conversation list"));
        const QString both = desk.paper();
        QVERIFY(both.contains(list));
        QVERIFY(both.indexOf(titled) > both.indexOf(list));
        const std::vector<ExportOffer> offers = desk.exports->offers();
        QVERIFY(offers[1].format == ExportFormat::Pdf && offers[1].part == 1);
        QVERIFY2(offers[1].detail.contains(page->selectedConversation()),
                 qPrintable(offers[1].detail));
        const QString alone = desk.paper(1);
        QVERIFY(alone.contains(titled));
        QVERIFY(!alone.contains(list));
    }

    /// Those behind a number, and the number.
    void conversationsBehindANumber()
    {
        PaperDesk desk;
        auto *page = desk.show<ConversationsPage>("conversations");
        QVERIFY(page);
        const int all = page->model().rowCount();
        Drill drill;
        drill.title = QStringLiteral("Closed by somebody");
        drill.metric = QStringLiteral("closed_conversations");
        drill.range = {at("2026-06-03T00:00:00.000Z"), at("2026-06-04T00:00:00.000Z")};
        for (const auto &binding : desk.bindings->pages()) {
            if (&binding->page() == page)
                QVERIFY(binding->openDrill(drill, desk.window->scope()));
        }
        desk.settle();
        const int shown = page->model().rowCount();
        QVERIFY2(shown > 0 && shown < all, qPrintable(QString::number(shown)));
        showColumns(page->panel()->table(),
                    {QStringLiteral("id"), QStringLiteral("times"), QStringLiteral("status"),
                     QStringLiteral("agent"), QStringLiteral("created")});
        QString paper = desk.paper();
        QVERIFY(paper.contains(QLatin1String("JaneKim#42")));
        QVERIFY(paper.contains(QLatin1String("JaneKim#47")));
        paper.remove(idsOfNamesakes);
        const QString lost = missingOnPaper(paper, QStringLiteral("Conversation list"),
                                            listedRows(*page, desk.window->formatter()));
        QVERIFY2(lost.isEmpty(), qPrintable(lost));
        QVERIFY(paper.contains(plainOf(QStringLiteral("Closed by somebody"))));
        // The cover has the number's own range.
        QVERIFY2(paper.contains(plainOf(QStringLiteral("Range3 Jun 2026"))),
                 qPrintable(paper.left(600)));
    }

    void agents_data()
    {
        QTest::addColumn<bool>("byTeam");
        QTest::newRow("one by one") << false;
        QTest::newRow("by team") << true;
    }
    void agents()
    {
        QFETCH(bool, byTeam);
        PaperDesk desk;
        auto *page = desk.show<AgentsPage>("agents");
        QVERIFY(page);
        page->restoreState({{QStringLiteral("team"), byTeam}});
        showColumns(page->panel()->table(),
                    {QStringLiteral("agent"), QStringLiteral("open_conversations"),
                     QStringLiteral("resolution_time"), QStringLiteral("closed_conversations")});
        page->panel()->table()->sortBy(QStringLiteral("closed_conversations"), Qt::DescendingOrder);
        desk.settle();
        const SortedRows &rows = *page->panel()->rows();
        QTRY_VERIFY(rows.isSettled() && rows.rowCount() > 3);
        const MetricFormatter format = desk.window->formatter();
        QMap<QString, QSet<RowId>> names;
        for (int row = 0; row < page->model().rowCount(); ++row)
            names[page->model().row(row).agent.name].insert(page->model().row(row).agent.id);
        QStringList expected;
        int teams = 0;
        for (int row = 0; row < rows.rowCount(); ++row) {
            const AgentTableRow &at = page->model().row(rows.mapToSource(rows.index(row, 0)).row());
            teams += at.isTeam;
            if (!at.isTeam &&
                (at.agent.goneAt || names[at.agent.name].size() > 1 || at.agent.name.isEmpty()))
                continue; // told apart in words of paper's own
            QString cells = cellText(rows, row, AgentTableModel::Name) +
                            cellText(rows, row, AgentTableModel::State) +
                            cellText(rows, row, AgentTableModel::Since) + format.count(at.open) +
                            format.count(at.unattended) + format.count(at.conversations);
            for (const int column : page->panel()->table()->visibleColumns()) {
                if (const MetricSpec *metric = page->model().metricOf(column);
                    metric && qstrcmp(metric->key, "open_conversations") != 0)
                    cells += figureCells(rows, row, column, format);
            }
            expected << cells;
        }
        QCOMPARE(teams > 0, byTeam);
        QVERIFY(expected.size() > 2);
        const QString paper = desk.paper();
        const QString lost = missingOnPaper(paper, QStringLiteral("AgentStateIn state"), expected);
        QVERIFY2(lost.isEmpty(), qPrintable(lost));
    }

    void groups_data()
    {
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("search");
        for (const char *by : {"group", "inbox", "channel", "account"})
            QTest::newRow(by) << QString::fromLatin1(by) << QString();
        QTest::newRow("one inbox") << QStringLiteral("inbox") << QStringLiteral("first");
    }
    void groups()
    {
        QFETCH(QString, by);
        QFETCH(QString, search);
        PaperDesk desk;
        auto *page = desk.show<GroupsPage>("groups");
        QVERIFY(page);
        page->showPart(by);
        desk.settle();
        showColumns(page->panel()->table(),
                    {QStringLiteral("name"), QStringLiteral("open_conversations"),
                     QStringLiteral("conversations"), QStringLiteral("resolution_time")});
        page->panel()->table()->sortBy(QStringLiteral("conversations"), Qt::AscendingOrder);
        desk.settle();
        const SortedRows &rows = *page->panel()->rows();
        QTRY_VERIFY(rows.isSettled() && rows.rowCount() > 0);
        const int all = rows.rowCount();
        QString wanted;
        if (!search.isEmpty()) {
            wanted = cellText(rows, 0, GroupTableModel::Name);
            desk.window->search(wanted);
            QTRY_VERIFY(rows.rowCount() < all);
        }
        const MetricFormatter format = desk.window->formatter();
        QStringList expected;
        for (int row = 0; row < rows.rowCount(); ++row) {
            const int at = rows.mapToSource(rows.index(row, 0)).row();
            QString cells = cellText(rows, row, GroupTableModel::Name);
            if (page->model().row(at).gone)
                cells += QStringLiteral(" (gone)");
            if (page->model().row(at).isBranch())
                cells += page->model().isOpen(at) ? QStringLiteral(" (own)")
                                                  : QStringLiteral(" with its sub-groups");
            for (const int column : page->panel()->table()->visibleColumns()) {
                if (page->model().metricOf(column))
                    cells += figureCells(rows, row, column, format);
            }
            expected << cells;
        }
        const QString paper = desk.paper();
        const QString lost = missingOnPaper(paper, QStringLiteral("By %1").arg(by), expected);
        QVERIFY2(lost.isEmpty(), qPrintable(lost));
        if (!search.isEmpty())
            QVERIFY2(paper.contains(plainOf(QStringLiteral("%1 of %2 rows are shown (search “%3”)")
                                                .arg(rows.rowCount())
                                                .arg(all)
                                                .arg(wanted))),
                     qPrintable(paper));
    }

    void theNowPage()
    {
        PaperDesk desk;
        auto *page = desk.show<NowPage>("now");
        QVERIFY(page);
        const SortedRows &queue = *page->queuePanel()->rows();
        QTRY_VERIFY(queue.rowCount() > 0);
        page->queuePanel()->table()->sortBy(QStringLiteral("number"), Qt::DescendingOrder);
        const auto *model = qobject_cast<const NowQueueModel *>(queue.sourceModel());
        QVERIFY(model);
        const MetricFormatter format = desk.window->formatter();
        QStringList expected;
        for (int row = 0; row < queue.rowCount(); ++row) {
            const QueueRow &at = model->row(queue.mapToSource(queue.index(row, 0)).row());
            const auto time = [&format](const std::optional<DurationMs> &value) {
                return value ? format.duration(*value) : MetricFormatter::none();
            };
            expected << cellText(queue, row, NowQueueModel::Number) + urgencyTitle(at.urgency) +
                            time(at.timeLeft) + time(at.waiting);
        }
        const QString paper = desk.paper();
        QString lost = missingOnPaper(paper, QStringLiteral("Queue now"), expected);
        QVERIFY2(lost.isEmpty(), qPrintable(lost));
        // Nothing else is in the queue, and only what the page shows of agents.
        const SortedRows &agents = *page->agentPanel()->rows();
        QVERIFY(agents.rowCount() > 2);
        QStringList people;
        for (int row = 0; row < agents.rowCount(); ++row)
            people << cellText(agents, row, 0);
        lost = missingOnPaper(paper, QStringLiteral("AgentStateIn state"), people);
        QVERIFY2(lost.isEmpty(), qPrintable(lost));
    }

    void bars()
    {
        PaperDesk desk;
        auto *page = desk.show<ChartsPage>("charts");
        QVERIFY(page);
        QTRY_VERIFY(page->exported().plan);
        QStringList expected;
        for (const ChartTable::Row &row : page->panel()->chart()->table().rows) {
            if (row.key != QLatin1String("other") && row.key != QLatin1String("none"))
                expected << row.cells[0].text + row.cells[2].text;
        }
        QVERIFY(expected.size() > 3);
        const QString lost =
            missingOnPaper(desk.paper(), QStringLiteral("AgentConversationsShare"), expected);
        QVERIFY2(lost.isEmpty(), qPrintable(lost));
    }

    void lines_data()
    {
        QTest::addColumn<bool>("grouped");
        QTest::newRow("together") << false;
        QTest::newRow("by inbox") << true;
    }
    void lines()
    {
        QFETCH(bool, grouped);
        PaperDesk desk;
        auto *page = desk.show<ChartsPage>("charts");
        QVERIFY(page);
        ChartQuestion question;
        question.kind = ChartQuestion::Kind::Trend;
        question.step = ChartQuestion::Step::Day;
        if (grouped)
            question.groupBy = MetricDimension::Inbox;
        page->setQuestion(question);
        desk.show<ChartsPage>("charts");
        QTRY_VERIFY(page->exported().plan && page->exported().plan->has(ReportSection::Trend));
        const ChartScene scene = page->panel()->chart()->scenes().front();
        QCOMPARE(scene.series.size() > 1, grouped);
        const MetricFormatter format = desk.window->formatter();
        QStringList expected;
        for (int step = 0; step < scene.categoryCount(); ++step) {
            const ChartScene::Category category = scene.category(step);
            QString row = category.label;
            if (category.gap)
                row += QStringLiteral(", with a gap");
            else if (category.partial)
                row += QStringLiteral(", in part");
            bool all = true;
            for (const ChartScene::Series &series : scene.series) {
                const auto value = series.values[std::size_t(step)];
                all = all && value;
                row += format.count(qint64(value.value_or(0)));
            }
            if (all)
                expected << row;
        }
        QVERIFY(expected.size() > 2);
        QString heading = QStringLiteral("Time");
        if (grouped) {
            heading.prepend(QStringLiteral("·"));
            for (const ChartScene::Series &series : scene.series)
                heading += series.title; // columns as the lines are
        }
        const QString paper = desk.paper();
        const QString lost = missingOnPaper(paper, heading, expected);
        QVERIFY2(lost.isEmpty(), qPrintable(lost));
        QCOMPARE(paper.contains(plainOf(QStringLiteral("Trend by inbox"))), grouped);
    }

    void weekByHour()
    {
        PaperDesk desk;
        auto *page = desk.show<ChartsPage>("charts");
        QVERIFY(page);
        ChartQuestion question;
        question.kind = ChartQuestion::Kind::Heat;
        page->setQuestion(question);
        desk.show<ChartsPage>("charts");
        QTRY_VERIFY(page->exported().plan && page->exported().plan->has(ReportSection::WeekHours));
        const ChartScene scene = page->panel()->chart()->scenes().front();
        QStringList expected;
        for (int hour = 0; hour < 24; ++hour) {
            QString row = QStringLiteral("%1:00").arg(hour, 2, 10, QLatin1Char('0'));
            for (int day = 0; day < 7; ++day)
                row += scene.category(day * 24 + hour).valueText;
            expected << row;
        }
        const QString lost = missingOnPaper(desk.paper(), QStringLiteral("Hour ·"), expected);
        QVERIFY2(lost.isEmpty(), qPrintable(lost));
    }

    void distribution()
    {
        PaperDesk desk;
        auto *page = desk.show<ChartsPage>("charts");
        QVERIFY(page);
        ChartQuestion question;
        question.kind = ChartQuestion::Kind::Distribution;
        page->setQuestion(question);
        desk.show<ChartsPage>("charts");
        QTRY_VERIFY(page->exported().plan &&
                    page->exported().plan->has(ReportSection::Distribution));
        QStringList expected;
        for (const ChartTable::Row &row : page->panel()->chart()->table().rows)
            expected << row.cells[1].text + row.cells[2].text + row.cells[3].text;
        QVERIFY(expected.size() > 2);
        const QString lost =
            missingOnPaper(desk.paper(), QStringLiteral("ValuesShareUp to here"), expected);
        QVERIFY2(lost.isEmpty(), qPrintable(lost));
    }

    /// Whatever the other pages are narrowed to: every account with its kinds of data.
    void accounts()
    {
        PaperDesk desk;
        AccountCard card;
        card.account.name = QStringLiteral("Centre");
        auto *page = new AccountsPage;
        QVERIFY(!page->exported().plan);
        page->setCards({card});
        desk.window->addPage(page);
        desk.window->showPage(QStringLiteral("accounts"));
        QVERIFY(desk.window->currentPage() == page);
        const QString paper = desk.paper();
        const auto choices = desk.reports->filterChoices({});
        QTRY_VERIFY(choices.isFinished());
        const Result<FilterChoices> known = choices.result();
        QVERIFY(known && !known->accounts.front().feeds.empty());
        for (const FeedState &feed : known->accounts.front().feeds) {
            const FeedInfo *info = knownFeed(QStringLiteral("chatwoot"), feed.feed);
            const QString title = info && !info->title.isEmpty() ? info->title : feed.feed;
            QVERIFY2(paper.contains(plainOf(QStringLiteral("Centre") + title)),
                     qPrintable(title + paper));
        }
        QVERIFY(!paper.contains(plainOf(QStringLiteral("Data as of never"))));
    }

    /// As coarserSteps() says of them.
    void stepsHaveBounds()
    {
        using Step = ChartQuestion::Step;
        const auto of = [](Step step, int days) {
            return bucketOf(step, {0, DurationMs{days} * 24 * 3'600'000});
        };
        QCOMPARE(of(Step::Hour, 35), BucketUnit::Hour);
        QCOMPARE(of(Step::Hour, 36), BucketUnit::Day);
        QCOMPARE(of(Step::Hour, 3700), BucketUnit::Week);
        QCOMPARE(of(Step::Day, 3653), BucketUnit::Day);
        QCOMPARE(of(Step::Day, 3700), BucketUnit::Week);
    }
};

QTEST_MAIN(TestViewPaper)
#include "tst_viewpaper.moc"
