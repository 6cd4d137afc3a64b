// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/modeltable.h"
#include "models/agenttablemodel.h"
#include "models/sortedrows.h"
#include "support/accountsample.h"
#include "support/csvrows.h"
#include "support/exportdesk.h"
#include "support/fakecharts.h"
#include "views/accountspage.h"
#include "views/agentspage.h"
#include "views/chartfile.h"
#include "views/chartspage.h"
#include "views/conversationspage.h"
#include "views/metriccontrols.h"
#include "views/metricpanel.h"
#include "views/palette.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QListWidget>
#include <QPainter>
#include <QProcess>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTest>
#include <QToolButton>
#include <QXmlStreamReader>

#include <algorithm>
#include <optional>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// Read to its end.
RawTable tableOf(const SortedRows &rows, const std::vector<int> &columns)
{
    ModelTable reading(&rows, columns, {});
    QSignalSpy finished(&reading, &ModelTable::finished);
    reading.start();
    return finished.wait() ? reading.take() : RawTable();
}

ChartFile chartOf(const VolumeReport &report, int top)
{
    ChartsPage page;
    ChartQuestion question;
    question.top = top;
    page.setQuestion(question);
    page.setVolume({report, std::nullopt}, false);
    ChartFile file;
    file.scenes = page.exported().pictures.front().scenes;
    file.caption = QStringLiteral("Acme · Last 7 days");
    return file;
}

} // namespace

class TestViewExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    /// Raw values of what is on screen: in its order, without what the search hides.
    void aTableIsWhatIsOnScreen()
    {
        AgentTableModel model;
        AgentReport report = fakeAgents(6);
        report.rows[1].agent.capacity = 10;
        report.rows[2].agent.name = QStringLiteral("=cmd|' /C calc'!A0");
        model.setReport(report, false);
        SortedRows rows;
        rows.setSourceModel(&model);
        rows.sort(AgentTableModel::Name, Qt::DescendingOrder);
        std::vector<int> columns;
        for (const char *key :
             {"agent", "state", "since", "open_conversations", "load", "resolution_time"})
            columns.push_back(model.columnOf(QLatin1String(key)));
        const RawTable table = tableOf(rows, columns);
        const auto csv = csvRows(toCsv(table, QTimeZone::utc()));
        QVERIFY(csv);
        QCOMPARE(csv->front().join(u'|'),
                 QStringLiteral("agent|state|since|open_conversations|load (ratio)|"
                                "resolution_time_median (ms)|resolution_time_median_n"));
        QCOMPARE(csv->size(), std::size_t(7));
        for (int row = 0; row < rows.rowCount(); ++row) {
            const AgentReportRow &agent =
                report.rows[std::size_t(rows.mapToSource(rows.index(row, 0)).row())];
            const QStringList &cells = (*csv)[std::size_t(row) + 1];
            QCOMPARE(cells[0].startsWith(u'\'') ? cells[0].mid(1) : cells[0], agent.agent.name);
            QCOMPARE(cells[1], agent.agent.availability);
            QCOMPARE(cells[2].isEmpty(), !agent.agent.availabilitySince.has_value());
            if (agent.agent.availabilitySince)
                QCOMPARE(QDateTime::fromString(cells[2], Qt::ISODate).toMSecsSinceEpoch(),
                         *agent.agent.availabilitySince);
            // Without slots a load is only drawn.
            QVERIFY2(cells[4].isEmpty() == !agent.agent.capacity.has_value(),
                     qPrintable(cells.join(u'|')));
            QCOMPARE(cells[3], agent.open ? QString::number(*agent.open) : QString());
        }
        QVERIFY(toCsv(table, QTimeZone::utc()).contains("'=cmd|"));
        // A view does not know what the cache lacks: its file says neither gaps nor that it has
        // none.
        const QJsonObject json = QJsonDocument::fromJson(toJson(table)).object();
        QCOMPARE(json.keys(), QStringList({QStringLiteral("asOf"), QStringLiteral("columns"),
                                           QStringLiteral("rows")}));
        QCOMPARE(json.value(u"rows").toArray().size(), qsizetype(rows.rowCount()));

        rows.setNeedle(report.rows[0].agent.name);
        const auto one = csvRows(toCsv(tableOf(rows, columns), QTimeZone::utc()));
        QCOMPARE(one->size(), std::size_t(2));
        QCOMPARE((*one)[1][0], report.rows[0].agent.name);
    }

    void everyPageOffersItsOwn_data()
    {
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<QList<ExportFormat>>("formats");
        using enum ExportFormat;
        QTest::newRow("now") << QByteArray("now")
                             << QList<ExportFormat>{Pdf,  Csv, Json, Csv, Json, Csv,
                                                    Json, Png, Svg,  Png, Svg};
        QTest::newRow("agents") << QByteArray("agents") << QList<ExportFormat>{Pdf, Csv, Json};
        QTest::newRow("groups") << QByteArray("groups") << QList<ExportFormat>{Pdf, Csv, Json};
        QTest::newRow("charts") << QByteArray("charts")
                                << QList<ExportFormat>{Pdf, Csv, Json, Png, Svg};
    }
    void everyPageOffersItsOwn()
    {
        QFETCH(QByteArray, page);
        ExportDesk desk;
        if (page == "groups") { // the little cache has no group
            for (const auto &binding : desk.bindings->pages()) {
                if (binding->page().key() == QLatin1String("groups"))
                    binding->page().restoreState(
                        {{QStringLiteral("rowsBy"), QStringLiteral("account")}});
            }
        }
        desk.show(page.constData());
        desk.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        const auto hasRows = [&desk] {
            const PageExport exported = desk.window->currentPage()->exported();
            return std::all_of(exported.tables.begin(), exported.tables.end(), [](const auto &t) {
                return t.view ? t.view->rows()->rowCount() > 0 : !t.rows.rows.empty();
            });
        };
        QTRY_VERIFY(hasRows());
        QTest::keyClick(desk.window.get(), Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY(desk.exports->popup()->isVisible());
        QTEST(desk.offered(), "formats");
        for (int i = 0; i < int(desk.exports->popup()->offers().size()); ++i) {
            const ExportOffer offer = desk.exports->popup()->offers()[std::size_t(i)];
            const QString file =
                desk.out.filePath(QStringLiteral("%1.%2").arg(i).arg(formatSuffix(offer.format)));
            desk.exports->popup()->close();
            desk.exports->save(offer, file);
            QTRY_VERIFY(!desk.exports->isRunning());
            QVERIFY2(QFile::exists(file), qPrintable(desk.told()));
            QFile written(file);
            QVERIFY(written.open(QIODevice::ReadOnly));
            const QByteArray bytes = written.readAll();
            switch (offer.format) {
            case ExportFormat::Csv:
                QVERIFY(csvRows(bytes) && csvRows(bytes)->size() > 1);
                break;
            case ExportFormat::Json:
                QVERIFY(
                    !QJsonDocument::fromJson(bytes).object().value(u"rows").toArray().isEmpty());
                break;
            case ExportFormat::Png:
                QVERIFY(QImage::fromData(bytes, "png").width() > 800);
                break;
            case ExportFormat::Pdf:
                QVERIFY(bytes.startsWith("%PDF-"));
                break;
            case ExportFormat::Svg:
                QVERIFY(QSvgRenderer(bytes).isValid());
                break;
            }
        }
    }

    /// The report has the numbers, the rows and their order of the page, and says what chose them.
    void agentsOnPaperAreThoseOnScreen_data()
    {
        QTest::addColumn<QString>("times");
        for (const char *times : {"mean", "median", "p90", "min", "max"})
            QTest::newRow(times) << QString::fromLatin1(times);
    }
    void agentsOnPaperAreThoseOnScreen()
    {
        QFETCH(QString, times);
        ExportDesk desk;
        desk.show("agents");
        auto *page = qobject_cast<AgentsPage *>(desk.window->currentPage());
        QVERIFY(page);
        page->restoreState({{QStringLiteral("times"), times}});
        QCOMPARE(timeAggregateKey(page->controls()->aggregate()), times);
        const SortedRows &rows = *page->panel()->rows();
        QTRY_VERIFY(rows.isSettled() && rows.rowCount() > 1);
        const ReportPlan all = *page->exported().plan;
        QVERIFY(all.has(ReportSection::ByAgent));
        QCOMPARE(timeAggregateKey(all.timeValue), times);
        const QString chosen = rows.index(0, AgentTableModel::Name).data().toString();
        const QString other =
            rows.index(rows.rowCount() - 1, AgentTableModel::Name).data().toString();
        QVERIFY(chosen != other);
        desk.window->search(chosen);
        QTRY_VERIFY(rows.isSettled() && rows.rowCount() == 1);
        QVERIFY(!page->exported().plan->has(ReportSection::ByAgent)); // it would be of all
        desk.exports->save({ExportFormat::Pdf, 0, {}}, desk.path("agents.pdf"));
        QTRY_VERIFY(!desk.exports->isRunning());
        QProcess process;
        process.start(QStringLiteral("pdftotext"),
                      {QStringLiteral("-layout"), desk.path("agents.pdf"), QStringLiteral("-")});
        QVERIFY(process.waitForFinished());
        const QString text = QString::fromUtf8(process.readAllStandardOutput());
        QVERIFY2(text.contains(chosen), qPrintable(text));
        QVERIFY2(!text.contains(other), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("search “%1”").arg(chosen)), qPrintable(text));
        QString line; // of the agent
        const QStringList lines = text.split(u'\n');
        for (const QString &each : lines) {
            if (each.trimmed().startsWith(chosen))
                line = each.simplified();
        }
        int compared = 0;
        for (const int column : page->panel()->table()->visibleColumns()) {
            const MetricSpec *metric = page->model().metricOf(column);
            if (!metric || !metric->isTime())
                continue;
            const QString cell = rows.index(0, column).data().toString().simplified();
            QVERIFY2(line.contains(cell), qPrintable(cell + QStringLiteral(" in ") + line));
            ++compared;
        }
        QVERIFY(compared > 0);
    }

    /// What paper does not show is said before it is chosen.
    void whatIsNotOnPaperIsSaid()
    {
        ExportDesk desk;
        desk.show("agents");
        auto *page = qobject_cast<AgentsPage *>(desk.window->currentPage());
        QVERIFY(page);
        QVERIFY(!desk.exports->offers().front().detail.contains(QStringLiteral("without")));
        page->restoreState({{QStringLiteral("team"), true}});
        QVERIFY(!desk.exports->offers().front().detail.contains(QStringLiteral("without")));
        desk.show("now");
        QTRY_VERIFY(desk.window->currentPage()->exported().plan);
        QVERIFY2(desk.exports->offers().front().detail.contains(
                     QStringLiteral("without the course of the day")),
                 qPrintable(desk.exports->offers().front().detail));
        desk.show("charts");
        auto *charts = qobject_cast<ChartsPage *>(desk.window->currentPage());
        QVERIFY(charts);
        ChartQuestion question;
        question.split = ChartQuestion::Split::Status;
        question.top = 0;
        charts->setQuestion(question);
        desk.show("charts");
        QTRY_VERIFY(charts->exported().plan);
        QVERIFY(charts->exported().plan->view.split == ChartQuestion::Split::Status);
        QCOMPARE(charts->exported().plan->view.topAgents, 0);
    }

    /// By hand: Ctrl+E, Down, Return, a name, and the file is there.
    void throughTheDialog()
    {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        ExportDesk desk;
        desk.show("conversations");
        QTest::keyClick(desk.window.get(), Qt::Key_E, Qt::ControlModifier);
        QListWidget *list = desk.exports->popup()->list();
        const std::vector<ExportOffer> &offers = desk.exports->popup()->offers();
        while (offers[std::size_t(list->currentRow())].format != ExportFormat::Json) {
            QVERIFY(list->currentRow() + 1 < list->count());
            QTest::keyClick(list, Qt::Key_Down);
        }
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(!desk.exports->popup()->isVisible());
        auto *dialog = desk.window->findChild<QFileDialog *>();
        QVERIFY(dialog);
        QVERIFY2(dialog->selectedFiles().value(0).endsWith(
                     QStringLiteral("conversations 2026-06-01.json")),
                 qPrintable(dialog->selectedFiles().value(0)));
        dialog->selectFile(desk.path("mine.json"));
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY2(desk.told().contains(QStringLiteral("mine.json written, 3 rows")),
                     qPrintable(desk.told()));
        const QJsonArray rows =
            QJsonDocument::fromJson(desk.content("mine.json")).object().value(u"rows").toArray();
        QCOMPARE(rows.size(), 3);
        qsizetype events = 0;
        for (const QJsonValue row : rows)
            events += row[u"events"].toArray().size();
        QVERIFY(events > 0);
        // What was told stays until it is put away.
        auto *task = desk.window->statusStrip()->task();
        QCOMPARE(task->button()->text(), QStringLiteral("Show folder"));
        task->clear();
        QVERIFY(desk.told().isEmpty());
    }

    void theSearchNarrowsConversations()
    {
        ExportDesk desk;
        desk.show("conversations");
        desk.window->search(QStringLiteral("101"));
        const auto *page = qobject_cast<ConversationsPage *>(desk.window->currentPage());
        QVERIFY(page);
        QTRY_VERIFY(page->panel()->rows()->isSettled());
        const int shown = page->panel()->rows()->rowCount();
        QVERIFY(shown > 0 && shown < 3);
        desk.exports->save({ExportFormat::Csv, 0, {}}, desk.path("c.csv"));
        QTRY_VERIFY(!desk.exports->isRunning());
        QCOMPARE(csvRows(desk.content("c.csv"))->size(), std::size_t(shown) + 1);
    }

    void whatCannotBeWrittenIsSaid()
    {
        ExportDesk desk;
        desk.show("agents");
        desk.exports->save({ExportFormat::Csv, 0, {}}, desk.path("no/a.csv"));
        QTRY_VERIFY(!desk.exports->isRunning());
        QVERIFY2(desk.told().contains(QStringLiteral("no folder")), qPrintable(desk.told()));
        desk.exports->save({ExportFormat::Csv, 7, {}}, desk.path("b.csv"));
        QVERIFY2(desk.told().contains(QStringLiteral("no longer")), qPrintable(desk.told()));
        QVERIFY(QDir(desk.out.path()).isEmpty());
    }

    /// Their page shows them as cards, and they are files all the same.
    void feedsAndCoverageAreTables()
    {
        ExportDesk desk;
        auto *page = new AccountsPage; // the window's
        desk.window->addPage(page);
        desk.window->showPage(page->key());
        AccountCardInput input = sampleInput();
        input.account.name = QStringLiteral("=Berlin");
        input.sync.feeds[1].lastError = Error(Error::Kind::Network, QStringLiteral("no way"));
        input.removedBefore = sampleNow - 20 * sampleDay;
        page->setNow(sampleNow);
        page->setCards({accountCard(input)});
        desk.exports->save({ExportFormat::Csv, 0, {}}, desk.path("feeds.csv"));
        QTRY_VERIFY(!desk.exports->isRunning());
        const auto feeds = csvRows(desk.content("feeds.csv"));
        QVERIFY2(feeds && feeds->size() == 7, qPrintable(desk.told()));
        QCOMPARE(feeds->front().join(u'|'),
                 QStringLiteral("account|provider|feed|state|last_success|last_attempt|"
                                "complete_since|error|rows|windows_done|windows"));
        const auto line = [&feeds](std::size_t row) {
            QStringList cells = (*feeds)[row];
            for (QString &cell : cells) { // times whatever the offset they are written with
                const auto time = QDateTime::fromString(cell, Qt::ISODate);
                if (time.isValid() && cell.contains(u'T'))
                    cell = QString::number((sampleNow - time.toMSecsSinceEpoch()) / 60'000);
            }
            return cells.join(u'|');
        };
        QCOMPARE(line(1), QStringLiteral("'=Berlin|chatwoot|agents|fresh|1|1|||||"));
        QCOMPARE(line(2), QStringLiteral("'=Berlin|chatwoot|updates|failed|60|60||no way.|||"));
        QCOMPARE(line(3), QStringLiteral("'=Berlin|chatwoot|history|complete|2880|2880|43200||||"));
        QCOMPARE(line(4), QStringLiteral("'=Berlin|chatwoot|events|running|||||4120|12|30"));
        QCOMPARE(line(5), QStringLiteral("'=Berlin|chatwoot|csat|never|||||||"));
        QCOMPARE(line(6), QStringLiteral("'=Berlin|chatwoot|live|off||||"
                                         "Live counters need a better token|||"));

        desk.exports->save({ExportFormat::Json, 1, {}}, desk.path("coverage.json"));
        QTRY_VERIFY(!desk.exports->isRunning());
        const QJsonObject json = QJsonDocument::fromJson(desk.content("coverage.json")).object();
        QStringList found;
        for (const QJsonValue row : json.value(u"rows").toArray()) {
            const auto days = [&row](const char *key) {
                const auto time =
                    QDateTime::fromString(row[QLatin1String(key)].toString(), Qt::ISODateWithMs);
                return QString::number(double(sampleNow - time.toMSecsSinceEpoch()) / sampleDay);
            };
            found << QStringLiteral("%1 %2: %3 to %4")
                         .arg(row[u"feed"].toString(), row[u"coverage"].toString(), days("from"),
                              days("to"));
        }
        // What came since the last poll of the events is no gap yet.
        QCOMPARE(found, QStringList({QStringLiteral("history covered: 30 to 0.0416667"),
                                     QStringLiteral("history gap: 0.0416667 to 0"),
                                     QStringLiteral("events not_kept: 30 to 20"),
                                     QStringLiteral("events gap: 20 to 12"),
                                     QStringLiteral("events covered: 12 to 0.000694444")}));
    }

    /// Half-way through: nothing stays, not even what was there before is touched.
    void cancelledLeavesNothing()
    {
        ExportDesk desk;
        desk.show("conversations");
        const auto *page = qobject_cast<ConversationsPage *>(desk.window->currentPage());
        QVERIFY(page);
        ConversationExport many;
        many.list = const_cast<ConversationsPage *>(page)->model().report().list;
        QFile before(desk.path("c.csv"));
        QVERIFY(before.open(QIODevice::WriteOnly) && before.write("before") == 6);
        before.close();
        FileExport files(desk.profile.path());
        std::optional<Result<qint64>> outcome;
        qint64 told = 0;
        connect(&files, &FileExport::finished, this,
                [&outcome](const Result<qint64> &rows) { outcome = rows; });
        connect(&files, &FileExport::progressed, this, [&](qint64 done, qint64 all) {
            told = done;
            QCOMPARE(all, 300'000);
            files.cancel();
        });
        files.writeConversations(desk.path("c.csv"), many,
                                 [] { return std::vector<quint32>(300'000, 0); });
        QTRY_VERIFY_WITH_TIMEOUT(outcome, 30'000);
        QVERIFY(!*outcome && outcome->error().kind() == Error::Kind::Cancelled);
        QVERIFY(told > 0 && told < 300'000);
        QCOMPARE(desk.content("c.csv"), QByteArray("before"));
        QCOMPARE(QDir(desk.out.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    /// All bars, also those that would be scrolled away, and names that are no markup.
    void aPictureHoldsEveryBar()
    {
        VolumeReport report = fakeVolume(500);
        report.rows[3].label = QStringLiteral("<b>\"Bob\" & Söhne</b> \x01\u202e");
        report.rows[499].label = QStringLiteral("The very last");
        const ChartFile file = chartOf(report, 0);
        const QByteArray svg = chartSvg(file);
        QXmlStreamReader xml(svg);
        QString text;
        bool images = false;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement() && xml.name() == QLatin1String("image"))
                images = true;
            if (xml.isCharacters())
                text += xml.text().toString() + u'\n';
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(!images);
        QVERIFY(text.contains(QStringLiteral("<b>\"Bob\" & Söhne</b>")));
        QVERIFY(text.contains(QStringLiteral("The very last")));
        QVERIFY(text.contains(QStringLiteral("Acme · Last 7 days")));
        QVERIFY(text.contains(QStringLiteral("Unspecified")));
        QVERIFY(!text.contains(QStringLiteral("shown")));
        QCOMPARE(file.scenes.front().categoryCount(), 501);

        const QImage image = chartImage(file);
        QCOMPARE(image.devicePixelRatio(), 2.0);
        QCOMPARE(image.width(), 2 * file.width);
        QVERIFY(image.height() > 400 * 36 * 2);
        QImageReader::setAllocationLimit(0); // 400 bars at twice the size
        const QImage read = QImage::fromData(pngOf(image, QStringLiteral("Töpfe")), "png");
        QCOMPARE(read.size(), image.size());
        QCOMPARE(read.text(QStringLiteral("Title")), QStringLiteral("Töpfe"));
        QCOMPARE(QSvgRenderer(svg).viewBox().width(), file.width);
        QVERIFY(QSvgRenderer(svg).viewBox().height() > 501 * 36);
    }

    /// A picture of points ends somewhere, and says so.
    void aPictureSaysWhatItLeavesOut()
    {
        VolumeReport report = fakeVolume(600);
        const ChartFile all = chartOf(report, 500); // 500 agents, Other and Unspecified
        const ChartScene &before = all.scenes.front();
        QCOMPARE(before.categoryCount(), 502);
        const ChartFile some = fitForPoints(all);
        const ChartScene &shown = some.scenes.front();
        QCOMPARE(shown.categoryCount(), 400);
        QVERIFY2(some.caption.contains(QStringLiteral("400 of 502 shown")),
                 qPrintable(some.caption));
        for (int i = 0; i < 400; ++i) {
            const int was = i < 398 ? i : i + 102;
            QCOMPARE(shown.category(i).label, before.category(was).label);
            QCOMPARE(shown.value(i, 0), before.value(was, 0));
        }
        QCOMPARE(shown.category(399).label, QStringLiteral("Unspecified"));
        QVERIFY(shown.category(398).label.startsWith(QStringLiteral("Other")));
        QCOMPARE(fitForPoints(chartOf(fakeVolume(60), 0)).caption,
                 QStringLiteral("Acme · Last 7 days"));
    }
};

QTEST_MAIN(TestViewExport)
#include "tst_viewexport.moc"
