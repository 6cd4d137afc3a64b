// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Chosen conversations as lanes on paper: made as the program makes them, read back by poppler.
#include "app/paper/papercomposer.h"
#include "models/timelinewords.h"
#include "support/paperreports.h"
#include "support/pdfreader.h"
#include "support/timelinesample.h"
#include "views/palette.h"
#include "views/pdffile.h"

#include <QFile>
#include <QGuiApplication>
#include <QImage>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

ReportPlan lanesPlan(const QString &locale = QStringLiteral("en_GB"))
{
    ReportPlan plan;
    plan.sections = {ReportSection::Timelines};
    plan.locale = locale;
    return plan;
}

ReportAnswers lanesAnswers(std::vector<TimelineReport> timelines)
{
    ReportAnswers answers;
    answers.now = timelines.empty() ? fakeNow : timelines.front().extent.to;
    answers.range = {fakeMidnight, fakeNow};
    answers.zone = QTimeZone("Europe/Berlin");
    answers.timelines = std::move(timelines);
    return answers;
}

const QString bodyOfBoxes = QStringLiteral("<body>"); // before it the file's date

struct PlacedChart {
    int page = 0;
    QRectF area; ///< points
};

std::vector<PlacedChart> chartsOf(const PaperLayout &pages)
{
    std::vector<PlacedChart> charts;
    for (int page = 0; page < pages.pageCount(); ++page) {
        for (const PaperPicture &chart : pages.pages[size_t(page)].charts)
            charts.push_back(
                {page, QRectF(chart.area.topLeft() / paperPoint, chart.area.size() / paperPoint)});
    }
    return charts;
}

/// Words on the chart alone.
std::vector<PdfWord> within(const std::vector<PdfWord> &words, const PlacedChart &chart)
{
    std::vector<PdfWord> found;
    for (const PdfWord &word : words) {
        if (word.page == chart.page && chart.area.contains(word.box.center()))
            found.push_back(word);
    }
    return found;
}

QString joined(const std::vector<PdfWord> &words)
{
    QStringList texts;
    for (const PdfWord &word : words)
        texts << word.text;
    return texts.join(QLatin1Char(' '));
}

/// A life with one event of each of so many kinds, by so many people.
TimelineReport manyKinds(int kinds, int people, const QString &name)
{
    TimelineReport report = timelineSample(kinds);
    report.lanes.clear();
    report.agents.clear();
    for (int i = 0; i < people; ++i)
        report.agents.push_back(
            {i + 1, QString::number(i + 1), name + QLatin1Char(' ') + QString::number(i), {}});
    for (int i = 0; i < kinds; ++i) {
        TimelineEvent &event = report.events[size_t(i)];
        event.event.name = name + QString::number(i);
        event.lane = i;
        report.lanes.push_back(event.event.name);
        event.event.agentRemoteId = QString::number(i % people + 1);
        event.agentName = report.agents[size_t(i % people)].name;
    }
    return report;
}

} // namespace

class TestPaperLanes : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    struct Made {
        QString file;
        std::shared_ptr<const PaperLayout> pages;
    };

    /// Composed on another thread, painted on this one.
    Made made(const ReportPlan &plan, const ReportAnswers &answers, const char *name)
    {
        Result<ComposedReport> composed = Error::cancelled();
        const PaperFonts fonts;
        const std::unique_ptr<QThread> thread(
            QThread::create([&] { composed = composeReport(plan, answers, fonts, m_dir.path()); }));
        thread->start();
        thread->wait();
        if (!composed) {
            qWarning() << composed.error().sentence();
            return {};
        }
        const Result<QByteArray> pdf = pdfOf(composed->pages, fonts, fakeNow);
        const QString file = m_dir.filePath(QLatin1String(name));
        QFile out(file);
        if (!pdf || !out.open(QIODevice::WriteOnly) || out.write(*pdf) != pdf->size())
            return {};
        return {file, composed->pages};
    }

    /// What is seen of it; the order of objects in a file is the library's.
    static QList<QImage> pictures(const Made &made)
    {
        QList<QImage> all;
        for (int page = 0; page < made.pages->pageCount(); ++page)
            all << QImage(PdfReader(made.file).picture(page, 50));
        return all;
    }

    /// Text and ink stay between the margins of every page.
    static void staysOnPaper(const Made &made)
    {
        const PdfReader read(made.file);
        const std::vector<QSizeF> sizes = read.pageSizes();
        QCOMPARE(int(sizes.size()), made.pages->pageCount());
        constexpr double margin = 43;
        for (const PdfWord &word : read.words()) {
            const double width = sizes[size_t(word.page)].width();
            QVERIFY2(word.box.left() >= margin && word.box.right() <= width - margin,
                     qPrintable(word.text));
        }
        for (const PlacedChart &chart : chartsOf(*made.pages)) {
            const QSizeF size = sizes[size_t(chart.page)];
            QVERIFY(QRectF(margin, 50, size.width() - 2 * margin, size.height() - 100)
                        .contains(chart.area));
            const QImage picture(read.picture(chart.page, 72));
            QVERIFY(!picture.isNull());
            for (int y = 0; y < picture.height(); ++y) {
                for (const int x : {10, 30, 41, picture.width() - 42, picture.width() - 20})
                    QCOMPARE(picture.pixelColor(x, y), QColor(Qt::white));
            }
        }
    }

private Q_SLOTS:
    void cleanup() { applyTheme(Theme::Light); }

    void lanesAreReadOnEveryPaper_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<bool>("letter");
        QTest::addColumn<bool>("landscape");
        QTest::newRow("English, A4") << QStringLiteral("en_GB") << false << false;
        QTest::newRow("German, A4 landscape") << QStringLiteral("de_DE") << false << true;
        QTest::newRow("English, Letter") << QStringLiteral("en_US") << true << false;
        QTest::newRow("Arabic, Letter landscape") << QStringLiteral("ar_EG") << true << true;
        QTest::newRow("Hebrew, A4") << QStringLiteral("he_IL") << false << false;
    }
    void lanesAreReadOnEveryPaper()
    {
        QFETCH(QString, locale);
        QFETCH(bool, letter);
        QFETCH(bool, landscape);
        ReportPlan plan = lanesPlan(locale);
        plan.paper = letter ? PaperSize::Letter : PaperSize::A4;
        plan.landscape = landscape;
        const TimelineReport timeline = openTimelineSample();
        const ReportAnswers answers = lanesAnswers({timeline});
        const Made paper = made(plan, answers, "lanes.pdf");
        QVERIFY(paper.pages);
        staysOnPaper(paper);
        const PdfReader read(paper.file);
        QCOMPARE(read.images(), QStringList());
        const std::vector<PlacedChart> charts = chartsOf(*paper.pages);
        QCOMPARE(charts.size(), size_t{1});
        const std::vector<PdfWord> words = within(read.words(), charts[0]);
        const QString text = squeezed(joined(words));
        for (const QString &lane : timeline.lanes)
            QVERIFY2(text.contains(squeezed(eventTitle(lane))), qPrintable(lane + u'\n' + text));
        for (const TimelineAgent &agent : timeline.agents)
            QVERIFY2(text.contains(squeezed(agent.name)), qPrintable(agent.name));
        QVERIFY(text.contains(QStringLiteral("Waitingnow")));
        QVERIFY(text.contains(QStringLiteral("→JaneKim"))); // who took it
        for (const char *sign : {"Outsidebusinesshours", "Notfetched", "Transfer", "Estimated",
                                 "Awayorbusy", "Europe/Berlin"})
            QVERIFY2(text.contains(QLatin1String(sign)), sign);

        // Names where lines begin, time from left to right in every language.
        const bool rtl = QLocale(locale).textDirection() == Qt::RightToLeft;
        const PdfWord *waiting = wordWith(words, QStringLiteral("Waiting"));
        QVERIFY(waiting);
        QCOMPARE(waiting->box.left() > charts[0].area.center().x(), rtl);
        if (locale.startsWith(QLatin1String("en"))) {
            // Values in the bars, hours of the zone (07:58 UTC is 09:58 there).
            for (const char *value : {"5m30s", "≈8m", "15m", "10:00", "11:30", "1Jun2026"})
                QVERIFY2(text.contains(QString::fromUtf8(value)), value);
            const PdfWord *ten = wordWith(words, QStringLiteral("10:00"));
            const PdfWord *later = wordWith(words, QStringLiteral("11:30"));
            QVERIFY(ten && later && ten->box.left() < later->box.left());
        }
    }

    /// In grey everybody still has a number: before the name and on what they did.
    void coloursAreNotTheOnlySign()
    {
        const Made paper = made(lanesPlan(), lanesAnswers({timelineSample()}), "numbers.pdf");
        QVERIFY(paper.pages);
        const PlacedChart chart = chartsOf(*paper.pages).at(0);
        const std::vector<PdfWord> words = within(PdfReader(paper.file).words(), chart);
        int jane = 0; // how often her number stands in the track
        for (const PdfWord &word : words)
            jane += word.text == QLatin1String("2") && word.box.left() > chart.area.left() + 70;
        QVERIFY2(jane >= 3, qPrintable(joined(words)));
        const PdfWord *name = nullptr; // in her own row, the last that names her
        for (const PdfWord &word : words) {
            if (word.text == QLatin1String("Jane") && (!name || word.box.top() > name->box.top()))
                name = &word;
        }
        QVERIFY(name);
        const PdfWord *best = nullptr;
        for (const PdfWord &word : words) {
            if (std::abs(word.box.center().y() - name->box.center().y()) < 4 &&
                word.box.right() <= name->box.left() &&
                (!best || word.box.left() > best->box.left()))
                best = &word;
        }
        QVERIFY(best);
        QCOMPARE(best->text, QStringLiteral("2"));
    }

    /// Beyond the tenth nobody has a row, but a number there and beside their name in the table.
    void everybodyHasANumber()
    {
        TimelineReport timeline = manyKinds(12, 112, QStringLiteral("Ana"));
        for (std::size_t i = 0; i < timeline.events.size(); ++i) {
            const TimelineAgent &agent = timeline.agents[100 + i];
            timeline.events[i].event.agentRemoteId = agent.remoteId;
            timeline.events[i].agentName = agent.name;
        }
        const Made paper = made(lanesPlan(), lanesAnswers({timeline}), "everybody.pdf");
        QVERIFY(paper.pages);
        const PdfReader read(paper.file);
        const std::vector<PdfWord> words = within(read.words(), chartsOf(*paper.pages).at(0));
        const QString table = squeezed(read.text());
        for (int number = 101; number <= 112; ++number) {
            const QString text = QString::number(number);
            const bool numbered =
                std::any_of(words.begin(), words.end(),
                            [&text](const PdfWord &word) { return word.text == text; });
            QVERIFY2(numbered, qPrintable(text + u'\n' + joined(words)));
            const QString named = QStringLiteral("Ana%1%2").arg(number - 1).arg(number);
            QVERIFY2(table.contains(named), qPrintable(named));
        }
    }

    void themeAndDirectionOfTheProgramChangeNothing_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::newRow("English") << QStringLiteral("en_GB");
        QTest::newRow("Arabic") << QStringLiteral("ar_EG");
    }
    void themeAndDirectionOfTheProgramChangeNothing()
    {
        QFETCH(QString, locale);
        ReportPlan plan = lanesPlan(locale);
        plan.sections = {ReportSection::ByAgent, ReportSection::Trend, ReportSection::WeekHours,
                         ReportSection::Distribution, ReportSection::Timelines};
        ReportAnswers answers = paperAnswers(12);
        addHeatAndSpread(answers);
        answers.timelines = {openTimelineSample()};
        answers.zone = QTimeZone("Europe/Berlin");
        const Made day = made(plan, answers, "day.pdf");
        QVERIFY(day.pages);
        applyTheme(Theme::Dark);
        const Made night = made(plan, answers, "night.pdf");
        applyTheme(Theme::Light);
        QCOMPARE(PdfReader(night.file).boxes().section(bodyOfBoxes, 1),
                 PdfReader(day.file).boxes().section(bodyOfBoxes, 1));
        QCOMPARE(pictures(night), pictures(day));
        const Qt::LayoutDirection own = QGuiApplication::layoutDirection();
        QGuiApplication::setLayoutDirection(own == Qt::RightToLeft ? Qt::LeftToRight
                                                                   : Qt::RightToLeft);
        const Made other = made(plan, answers, "other.pdf");
        QGuiApplication::setLayoutDirection(own);
        QCOMPARE(PdfReader(other.file).boxes().section(bodyOfBoxes, 1),
                 PdfReader(day.file).boxes().section(bodyOfBoxes, 1));
        QCOMPARE(pictures(other), pictures(day));
    }

    void pseudonymsReachEveryLane()
    {
        TimelineReport timeline = openTimelineSample();
        const auto hide = [](QString &name) {
            if (!name.isEmpty())
                name = QStringLiteral("Xq") + (name.startsWith(u'J') ? u'j' : u'l') +
                       QStringLiteral("name");
        };
        for (TimelineAgent &agent : timeline.agents)
            hide(agent.name);
        for (TimelineEvent &event : timeline.events)
            hide(event.agentName);
        for (TimelineTransfer &transfer : timeline.transfers) {
            hide(transfer.from);
            hide(transfer.to);
        }
        // One that only a transfer names: whose it is nobody can tell.
        timeline.transfers.push_back(timeline.transfers.front());
        timeline.transfers.back().at += 20 * 60'000;
        timeline.transfers.back().event = 4;
        timeline.transfers.back().to = QStringLiteral("Xqstranger");
        timeline.conversation.agentName = QStringLiteral("Xqj");
        timeline.conversation.conversation.contact = QStringLiteral("Xqcontact");
        ReportPlan plan = lanesPlan();
        const ReportAnswers answers = lanesAnswers({timeline});
        const Made named = made(plan, answers, "named.pdf");
        QVERIFY(named.pages);
        QVERIFY(squeezed(PdfReader(named.file).text()).contains(QStringLiteral("→Xqjname")));
        plan.pseudonymous = true;
        const Made paper = made(plan, answers, "pseudonyms.pdf");
        QVERIFY(paper.pages);
        const PdfReader read(paper.file);
        const QString all = read.text() + read.info() + read.xml() + read.boxes();
        QVERIFY2(!all.contains(QStringLiteral("Xq")), qPrintable(read.text()));
        const QString chart = joined(within(read.words(), chartsOf(*paper.pages).at(0)));
        const QRegularExpression code(QStringLiteral("\\b[2-9B-Z]{6}\\b"));
        QSet<QString> legend;
        for (auto it = code.globalMatch(chart); it.hasNext();)
            legend << it.next().captured();
        QCOMPARE(legend.size(), 2); // the same names in lanes, legend and transfers
        const QRegularExpressionMatch to =
            QRegularExpression(QStringLiteral("→ Agent ([2-9B-Z]{6})")).match(chart);
        QVERIFY2(to.hasMatch(), qPrintable(chart));
        QVERIFY(legend.contains(to.captured(1)));
        for (const PaperPicture &picture : paper.pages->pages[0].charts)
            QVERIFY(!QString::fromUtf16(
                         reinterpret_cast<const char16_t *>(picture.likeness.constData()),
                         picture.likeness.size() / 2)
                         .contains(QStringLiteral("Xq")));
    }

    void tenThousandEventsAreOneChart()
    {
        const TimelineReport timeline = crowdedTimelineSample(10'000);
        const Made paper = made(lanesPlan(), lanesAnswers({timeline}), "crowded.pdf");
        QVERIFY(paper.pages);
        const std::vector<PlacedChart> charts = chartsOf(*paper.pages);
        QCOMPARE(charts.size(), size_t{1});
        const PdfReader read(paper.file);
        QCOMPARE(read.images(), QStringList());
        const QString text = joined(within(read.words(), charts[0]));
        const QRegularExpressionMatch note =
            QRegularExpression(QStringLiteral("([\\d,]+) of 10,000 events are too close"))
                .match(text);
        QVERIFY2(note.hasMatch(), qPrintable(text));
        QVERIFY(note.captured(1).remove(u',').toInt() > 5'000);
        for (const QString &lane : timeline.lanes)
            QVERIFY2(squeezed(text).contains(squeezed(eventTitle(lane))), qPrintable(lane));
        QVERIFY2(text.contains(QStringLiteral("Jun")), qPrintable(text)); // days on the axis
        // The table has them all.
        const QString all = read.text();
        QVERIFY(all.count(QStringLiteral("Agent 0")) + all.count(QStringLiteral("Agent 1")) +
                    all.count(QStringLiteral("Agent 2")) >=
                10'000);
    }

    void oneEventAndNone()
    {
        TimelineReport one = timelineSample();
        one.events.resize(1);
        one.events[0].span.to = one.events[0].span.from;
        one.lanes.resize(1);
        one.transfers.clear();
        one.extent = one.events[0].span;
        TimelineReport none = one;
        none.events.clear();
        none.lanes.clear();
        none.extent.to = none.extent.from + 3'600'000;
        const Made paper = made(lanesPlan(), lanesAnswers({one, none}), "one.pdf");
        QVERIFY(paper.pages);
        const std::vector<PlacedChart> charts = chartsOf(*paper.pages);
        QCOMPARE(charts.size(), size_t{1}); // an empty frame says less than the sentence
        const PdfReader read(paper.file);
        QVERIFY(squeezed(joined(within(read.words(), charts[0])))
                    .contains(squeezed(eventTitle(one.lanes[0]))));
        QVERIFY(read.text().contains(QStringLiteral("No events are known.")));
        staysOnPaper(paper);
    }

    void manyConversationsAreNeverCut()
    {
        std::vector<TimelineReport> all;
        for (int i = 0; i < 7; ++i) {
            all.push_back(i % 2 ? openTimelineSample() : timelineSample());
            all.back().conversation.conversation.remoteId = QString::number(500 + i);
        }
        ReportPlan plan = lanesPlan();
        plan.landscape = true;
        const Made paper = made(plan, lanesAnswers(all), "many.pdf");
        QVERIFY(paper.pages);
        QCOMPARE(chartsOf(*paper.pages).size(), all.size());
        staysOnPaper(paper);
        const QString text = PdfReader(paper.file).text();
        for (int i = 0; i < 7; ++i)
            QVERIFY(text.contains(QStringLiteral("Conversation #%1").arg(500 + i)));
    }

    void hostileNamesAndManyKindsFit_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("seen");
        QTest::newRow("markup") << QStringLiteral("<b>x</b>") << QStringLiteral("<b>x</b>");
        QTest::newRow("endless") << QString(20'000, u'W') << QStringLiteral("WWWWWWWW");
        QTest::newRow("lines") << QStringLiteral("Two\nlines\tA") << QStringLiteral("lines");
        QTest::newRow("an override")
            << QStringLiteral("Eve\u202Etxt.exe") << QStringLiteral("txt.exe");
        QTest::newRow("a picture") << QString::fromUtf8("Ana😀Quill") << QStringLiteral("Quill");
        QTest::newRow("ideographs")
            << QString::fromUtf8("山田太郎") << QString::fromUtf8("山田太郎");
        QTest::newRow("Hebrew") << QString::fromUtf8("דוד") << QString::fromUtf8("ד");
        QTest::newRow("a place") << QStringLiteral("a%1b %n") << QStringLiteral("%n");
    }
    void hostileNamesAndManyKindsFit()
    {
        QFETCH(QString, name);
        QFETCH(QString, seen);
        for (const bool landscape : {false, true}) {
            ReportPlan plan = lanesPlan();
            plan.landscape = landscape;
            const Made paper = made(plan, lanesAnswers({manyKinds(40, 30, name)}), "hostile.pdf");
            QVERIFY(paper.pages);
            staysOnPaper(paper);
            const PdfReader read(paper.file);
            QCOMPARE(read.images(), QStringList());
            const std::vector<PlacedChart> charts = chartsOf(*paper.pages);
            QCOMPARE(charts.size(), size_t{1});
            const std::vector<PdfWord> words = within(read.words(), charts[0]);
            const QString text = joined(words);
            QVERIFY2(text.contains(QStringLiteral("Other events (29 kinds)")), qPrintable(text));
            QVERIFY2(text.contains(QStringLiteral("without a row here: 20")), qPrintable(text));
            QVERIFY2(squeezed(text).contains(seen), qPrintable(text));
            QVERIFY(!text.contains(QChar(0x202E)));
        }
    }
};

QTEST_MAIN(TestPaperLanes)
#include "tst_paperlanes.moc"
