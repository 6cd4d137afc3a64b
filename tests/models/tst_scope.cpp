// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/daterange.h"
#include "models/choiceroles.h"
#include "models/filterlist.h"
#include "models/periodbefore.h"
#include "models/rangewords.h"
#include "models/savedviews.h"
#include "models/scopechips.h"
#include "models/scopehistory.h"
#include "models/scopejson.h"
#include "support/filtersample.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QScopeGuard>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

TimeMs at(const char *iso, const char *zone = "Europe/Berlin")
{
    return parseInstant(QString::fromLatin1(iso), QTimeZone(zone)).value();
}

QString shown(TimeRange range, const QTimeZone &zone)
{
    const auto text = [&zone](TimeMs time) {
        return QDateTime::fromMSecsSinceEpoch(time, zone)
            .toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    };
    return text(range.from) + QStringLiteral(" .. ") + text(range.to);
}

QStringList titles(const FilterList &list)
{
    QStringList all;
    for (int row = 0; row < list.rowCount(); ++row)
        all << list.index(row).data().toString();
    return all;
}

QStringList texts(const std::vector<ScopeChip> &chips)
{
    QStringList all;
    for (const ScopeChip &chip : chips)
        all << chip.text;
    return all;
}

ViewScope everything()
{
    ViewScope scope;
    scope.accounts = {1, 2};
    scope.range = {RangePreset::Custom, QDate(2026, 6, 1), QDate(2026, 6, 7), {}, QTime(17, 30)};
    scope.zone = QTimeZone("America/New_York");
    scope.filter.agents = {0, 12, 21};
    scope.filter.groups = {31};
    scope.filter.skills = {0};
    scope.filter.inboxes = {51};
    scope.filter.channels = {QString(), QStringLiteral("chat")};
    scope.filter.labels = {QStringLiteral("refund")};
    scope.filter.who = ViewFilter::Who::Humans;
    scope.business = scope.compare = true;
    return scope;
}

} // namespace

class TestScope : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void theWindowAndTheCommandLineMeanTheSameDays()
    {
        QLocale::setDefault(QLocale(QStringLiteral("en_GB")));
        const auto back = qScopeGuard([] { QLocale::setDefault(QLocale(QLocale::English)); });
        const QTimeZone zone("Europe/Berlin");
        const TimeMs now = at("2026-03-30T00:30"); // a Monday, the day after clocks changed
        for (const RangePreset preset : rangePresets()) {
            if (preset == RangePreset::Custom)
                continue;
            const auto word = parseRange(rangeKey(preset), zone, now);
            QVERIFY2(word.ok(), qPrintable(rangeKey(preset)));
            QCOMPARE(rangeOf({preset}, now, zone), *word);
            QCOMPARE(rangePresetFromKey(rangeKey(preset), RangePreset::Custom), preset);
        }
    }

    /// In the whole window a week begins where the user's country has it: ranges and what they are
    /// compared with, trends, calendars.
    void weeksBeginOnTheLocalesFirstDay_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("thisWeek");
        QTest::addColumn<QString>("lastWeek");
        QTest::addColumn<QString>("before"); // last week
        QTest::newRow("Monday") << "de_DE"
                                << "2026-06-15"
                                << "2026-06-08"
                                << "2026-06-01";
        QTest::newRow("Sunday") << "en_US"
                                << "2026-06-14"
                                << "2026-06-07"
                                << "2026-05-31";
        QTest::newRow("Saturday") << "ar_EG"
                                  << "2026-06-13"
                                  << "2026-06-06"
                                  << "2026-05-30";
    }
    void weeksBeginOnTheLocalesFirstDay()
    {
        QFETCH(QString, locale);
        QLocale::setDefault(QLocale(locale));
        const auto back = qScopeGuard([] { QLocale::setDefault(QLocale(QLocale::English)); });
        QCOMPARE(firstDayOfWeek(), QLocale(locale).firstDayOfWeek());
        const QTimeZone zone("Europe/Berlin");
        const TimeMs now = at("2026-06-17T14:03"); // a Wednesday
        const auto first = [&zone](TimeRange range) {
            return QDateTime::fromMSecsSinceEpoch(range.from, zone).date().toString(Qt::ISODate);
        };
        QTEST(first(rangeOf({RangePreset::ThisWeek}, now, zone)), "thisWeek");
        const TimeRange last = rangeOf({RangePreset::LastWeek}, now, zone);
        QTEST(first(last), "lastWeek");
        QCOMPARE(last.to, rangeOf({RangePreset::ThisWeek}, now, zone).from);
        QTEST(first(periodBefore({RangePreset::LastWeek}, now, zone)), "before");
        QTEST(first(periodBefore({RangePreset::ThisWeek}, now, zone)), "lastWeek");
    }

    void ranges_data()
    {
        QTest::addColumn<RangeChoice>("choice");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("range");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("words");
        using R = RangePreset;
        const auto row = [](const char *name, const RangeChoice &choice, const char *now,
                            const char *range, const char *before, const char *words) {
            QTest::newRow(name) << choice << QString::fromLatin1(now) << QString::fromLatin1(range)
                                << QString::fromLatin1(before) << QString::fromLatin1(words);
        };
        const char *wednesday = "2026-06-17T14:03";
        row("this week", {R::ThisWeek}, wednesday, "2026-06-15 00:00 .. 2026-06-18 00:00",
            "2026-06-08 00:00 .. 2026-06-10 14:03", "vs last week");
        row("last week", {R::LastWeek}, wednesday, "2026-06-08 00:00 .. 2026-06-15 00:00",
            "2026-06-01 00:00 .. 2026-06-08 00:00", "vs the week before");
        row("last month", {R::LastMonth}, wednesday, "2026-05-01 00:00 .. 2026-06-01 00:00",
            "2026-04-01 00:00 .. 2026-05-01 00:00", "vs the month before");
        row("last month, in March", {R::LastMonth}, "2026-03-31T10:00",
            "2026-02-01 00:00 .. 2026-03-01 00:00", "2026-01-01 00:00 .. 2026-02-01 00:00",
            "vs the month before");
        row("today", {R::Today}, wednesday, "2026-06-17 00:00 .. 2026-06-18 00:00",
            "2026-06-16 00:00 .. 2026-06-16 14:03", "vs yesterday");
        row("three days", {R::Custom, QDate(2026, 6, 1), QDate(2026, 6, 3)}, wednesday,
            "2026-06-01 00:00 .. 2026-06-04 00:00", "2026-05-29 00:00 .. 2026-06-01 00:00",
            "vs the 3 days before");
        row("hours of a day",
            {R::Custom, QDate(2026, 6, 1), QDate(2026, 6, 1), QTime(8, 0), QTime(17, 30)},
            wednesday, "2026-06-01 08:00 .. 2026-06-01 17:30",
            "2026-05-31 08:00 .. 2026-05-31 17:30", "vs the day before");
        row("hours of today, not over",
            {R::Custom, QDate(2026, 6, 17), QDate(2026, 6, 17), QTime(8, 0), QTime(17, 30)},
            wednesday, "2026-06-17 08:00 .. 2026-06-17 17:30",
            "2026-06-16 08:00 .. 2026-06-16 14:03", "vs the day before");
        row("over midnight",
            {R::Custom, QDate(2026, 6, 1), QDate(2026, 6, 2), QTime(22, 0), QTime(6, 0)}, wednesday,
            "2026-06-01 22:00 .. 2026-06-02 06:00", "2026-06-01 14:00 .. 2026-06-01 22:00",
            "vs as long before");
        row("upside down is the whole day",
            {R::Custom, QDate(2026, 6, 1), QDate(2026, 6, 1), QTime(18, 0), QTime(6, 0)}, wednesday,
            "2026-06-01 18:00 .. 2026-06-02 00:00", "2026-05-31 18:00 .. 2026-06-01 00:00",
            "vs the day before");
    }
    void ranges()
    {
        QFETCH(RangeChoice, choice);
        QFETCH(QString, now);
        QLocale::setDefault(QLocale(QStringLiteral("en_GB"))); // weeks from Monday
        const auto back = qScopeGuard([] { QLocale::setDefault(QLocale(QLocale::English)); });
        const QTimeZone zone("Europe/Berlin");
        const TimeMs then = at(qPrintable(now));
        QTEST(shown(rangeOf(choice, then, zone), zone), "range");
        QTEST(shown(periodBefore(choice, then, zone), zone), "before");
        QTEST(comparisonText(choice, then, zone), "words");
    }

    void wordsOfARangeAndAZone()
    {
        const TimeMs now = at("2026-06-17T14:03");
        const MetricFormatter format(QLocale(QLocale::English, QLocale::UnitedKingdom),
                                     QTimeZone("Europe/Berlin"));
        const RangeChoice hours{RangePreset::Custom, QDate(2026, 6, 1), QDate(2026, 6, 1),
                                QTime(8, 0), QTime(17, 30)};
        QCOMPARE(rangeText(hours, now, format), QStringLiteral("1 Jun 08:00–17:30"));
        const RangeChoice night{
            RangePreset::Custom, QDate(2026, 6, 1), QDate(2026, 6, 2), QTime(22, 0), {}};
        QCOMPARE(rangeText(night, now, format), QStringLiteral("1 Jun 22:00 – 2 Jun 24:00"));
        QCOMPARE(rangeText({RangePreset::LastMonth}, now, format), QStringLiteral("Last month"));
        QVERIFY(comparisonToolTip({RangePreset::Today}, now, format)
                    .contains(QStringLiteral("Tue 16 Jun 2026 14:03")));
        // The name of a zone is the one of the season.
        const QLocale english(QLocale::English);
        QVERIFY(zoneToolTip(QTimeZone("Europe/Berlin"), now, english)
                    .startsWith(QStringLiteral("Europe/Berlin: CEST, UTC+2\n")));
        QVERIFY(zoneToolTip(QTimeZone("Europe/Berlin"), now, english)
                    .contains(QStringLiteral("25 Oct 2026")));
        QVERIFY(zoneToolTip(QTimeZone("Europe/Berlin"), at("2026-01-17T14:03"), english)
                    .startsWith(QStringLiteral("Europe/Berlin: CET, UTC+1\n")));
        QCOMPARE(zoneToolTip(QTimeZone("Asia/Kolkata"), now, english),
                 QStringLiteral("Asia/Kolkata: IST, UTC+5:30"));
        QCOMPARE(zoneText(QTimeZone("America/New_York")), QStringLiteral("New York"));
    }

    void choicesAreSearchedAndTicked()
    {
        FilterList list;
        QAbstractItemModelTester tester(&list);
        list.setCatalogue(sampleCatalogue());
        list.setDimension(FilterDimension::Agent);
        QCOMPARE(titles(list),
                 (QStringList{QStringLiteral("Unassigned"), QStringLiteral("Bot 2"),
                              QStringLiteral("Bot 10"), QStringLiteral("Jane Kim"),
                              QStringLiteral("Jane Kim"), QString::fromUtf8("Łukasz Wójcik"),
                              QStringLiteral("Ann Gone")}));
        // Two of a name are told apart.
        QCOMPARE(list.index(3).data(ChoiceDetailRole).toString(), QStringLiteral("Acme support"));
        QCOMPARE(list.index(4).data(ChoiceDetailRole).toString(), QStringLiteral("Lisbon"));
        list.setNeedle(QStringLiteral(" WOJ luk "));
        QCOMPARE(titles(list), QStringList{QString::fromUtf8("Łukasz Wójcik")});
        list.toggle(0);
        QCOMPARE(list.filter().agents, (std::vector<RowId>{13}));
        QCOMPARE(list.index(0).data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        list.setNeedle(QString());
        QCOMPARE(list.index(0).data().toString(), QStringLiteral("Unassigned")); // no jump
        list.toggle(0);
        QCOMPARE(list.filter().agents, (std::vector<RowId>{0, 13}));
        list.setDimension(FilterDimension::Group);
        QCOMPARE(titles(list), (QStringList{QStringLiteral("No group"), QStringLiteral("Billing"),
                                            QStringLiteral("Refunds")}));
        QVERIFY(list.index(2)
                    .data(ChoiceDetailRole)
                    .toString()
                    .startsWith(QStringLiteral("in Billing")));
        // Opened again, what is on comes first.
        list.setDimension(FilterDimension::Agent);
        QCOMPARE(titles(list).mid(0, 3),
                 (QStringList{QStringLiteral("Unassigned"), QString::fromUtf8("Łukasz Wójcik"),
                              QStringLiteral("Bot 2")}));
        list.setNeedle(QStringLiteral("example.org")); // by address
        QCOMPARE(list.rowCount(), 1);
        list.setNeedle(QString());
        list.setDimension(FilterDimension::Who);
        list.toggle(0);
        list.toggle(1); // one or the other
        QCOMPARE(list.filter().who, ViewFilter::Who::Bots);
        list.toggle(1);
        QCOMPARE(list.filter().who, ViewFilter::Who::Everybody);
        list.setDimension(FilterDimension::Agent);
        list.clearDimension();
        QVERIFY(list.filter().isEmpty());
    }

    void fiveThousandAgentsAreSearchedWhileTyping()
    {
        FilterList list;
        list.setCatalogue(manyAgents(5000));
        list.setDimension(FilterDimension::Agent);
        QCOMPARE(list.choiceCount(), 5000);
        QElapsedTimer timer;
        timer.start();
        for (const char *needle : {"a", "ag", "age", "agent 4", "agent 49", "agent 4999"})
            list.setNeedle(QString::fromLatin1(needle));
        QCOMPARE(list.rowCount(), 1);
        qInfo("six letters over 5,000 agents: %lld ms", timer.elapsed());
    }

    void chips()
    {
        const auto catalogue = sampleCatalogue();
        ViewFilter filter;
        QVERIFY(scopeChips(filter, *catalogue, {}).empty());
        filter.agents = {11, 12, 13};
        filter.groups = {0, 31};
        filter.channels = {QStringLiteral("chat")};
        filter.who = ViewFilter::Who::Humans;
        const IgnoredParts ignored{
            {ScopePart::Channels, QStringLiteral("the vendor's own figures know none")},
            {ScopePart::Range}};
        const auto chips = scopeChips(filter, *catalogue, ignored);
        QCOMPARE(texts(chips),
                 (QStringList{QStringLiteral("Agent: 3 agents"), QStringLiteral("No group"),
                              QStringLiteral("Group: Billing"), QStringLiteral("Channel: chat"),
                              QStringLiteral("Humans only")}));
        QVERIFY(chips[0].toolTip.contains(QStringLiteral("Jane Kim")));
        QVERIFY(chips[3].ignored && !chips[2].ignored);
        QCOMPARE(chips[3].reason, QStringLiteral("the vendor's own figures know none"));
        ViewFilter left = filter;
        for (const ScopeChip &chip : chips)
            left = withoutChip(left, chip);
        QVERIFY(left.isEmpty());
        QCOMPARE(withoutChip(filter, chips[1]).groups, (std::vector<RowId>{31}));
        // Before the cache was read chips still say something, and can go.
        QCOMPARE(texts(scopeChips(filter, FilterCatalogue(), {}))[2], QStringLiteral("Group: #31"));
    }

    void undoAndRedo()
    {
        ScopeHistory history;
        ViewScope scope;
        QVERIFY(!history.undo());
        history.note(scope);
        QVERIFY(!history.canUndo());
        ViewScope filtered = scope;
        filtered.filter.groups = {31};
        history.note(filtered);
        history.note(filtered); // the same is no step
        ViewScope removed = filtered;
        removed.filter.groups.clear();
        history.note(removed);
        QCOMPARE(history.undo()->scope, filtered);
        QCOMPARE(history.undo()->scope, scope);
        QVERIFY(!history.undo());
        QCOMPARE(history.redo()->scope, filtered);
        // Whoever goes another way forgets the old one.
        filtered.business = true;
        history.note(filtered);
        QVERIFY(!history.canRedo());
        for (int i = 0; i < 1000; ++i) {
            filtered.filter.agents = {i};
            history.note(filtered);
        }
        int steps = 0;
        while (history.undo())
            ++steps;
        QVERIFY(steps > 50 && steps < 1000);
    }

    /// Words typed on are one step, as are a page's buttons; taking the words off is another.
    void wordsAndButtonsAreSteps()
    {
        ScopeHistory history;
        const ViewScope scope;
        const QVariantMap busy{{QStringLiteral("agents"), QStringLiteral("busy")}};
        history.note(scope);
        history.note({scope, {}, busy});
        for (const char *words : {"z", "ze", "zebra"})
            history.note({scope, QString::fromLatin1(words), busy});
        history.note({scope, {}, busy});
        history.note({scope, QStringLiteral("lion"), busy});
        QStringList back;
        while (const auto before = history.undo())
            back << (before->choices.isEmpty() ? QStringLiteral("all") : before->search);
        QCOMPARE(back, (QStringList{QString(), QStringLiteral("zebra"), QString(),
                                    QStringLiteral("all")}));
    }

    void scopesComeBackFromJson()
    {
        const auto catalogue = sampleCatalogue();
        const ViewScope scope = everything();
        const QByteArray bytes = QJsonDocument(scopeToJson(scope, *catalogue)).toJson();
        const QJsonObject json = QJsonDocument::fromJson(bytes).object();
        const FilterCatalogue unknown;
        for (const FilterCatalogue *known : {catalogue.get(), &unknown}) {
            const ReadScope read = scopeFromJson(json, *known);
            QCOMPARE(read.scope, scope);
            QVERIFY(read.lost.isEmpty());
        }
        QCOMPARE(scopeFromJson(scopeToJson({}, *catalogue), *catalogue).scope, ViewScope());
    }

    void anotherCacheGivesThePeopleOtherRows()
    {
        const QJsonObject json = scopeToJson(everything(), *sampleCatalogue());
        const ReadScope read = scopeFromJson(json, *sampleCatalogue(1000));
        QCOMPARE(read.scope.filter.agents, (std::vector<RowId>{0, 1012, 1021}));
        QCOMPARE(read.scope.accounts, (std::vector<RowId>{1001, 1002}));
        QVERIFY(read.lost.isEmpty());
    }

    void whatVanishedIsLeftOutAndSaid()
    {
        const QJsonObject json = scopeToJson(everything(), *sampleCatalogue());
        const ReadScope read = scopeFromJson(json, FilterCatalogue({}, {}, {}));
        QVERIFY(read.scope.accounts.empty());
        QCOMPARE(read.scope.filter.agents, (std::vector<RowId>{0}));
        QCOMPARE(read.scope.filter.labels, QStringList{QStringLiteral("refund")});
        QCOMPARE(lostSentence(read.lost),
                 QStringLiteral("No longer there, so taken out of the filters: Acme support, "
                                "Lisbon, Jane Kim and 3 more"));
        QVERIFY(lostSentence({}).isEmpty());
    }

    void nonsenseInAScopeIsPassedOver()
    {
        QByteArray text("{'range':'custom','from':'2026-13-99','to':7,'zone':'Mars/Base',"
                        "'accounts':'x','filter':{'agents':{'a':1},"
                        "'groups':[1,'x',{'row':-3},{'row':1e99}],'channels':[4,'chat'],"
                        "'who':9},'business':'yes'}");
        const QJsonObject json = QJsonDocument::fromJson(text.replace('\'', '"')).object();
        QVERIFY(!json.isEmpty());
        const ReadScope read = scopeFromJson(json, *sampleCatalogue());
        QCOMPARE(read.scope.range, RangeChoice());
        QVERIFY(read.scope.zone.isValid());
        QVERIFY(read.scope.filter.groups.empty());
        QCOMPARE(read.scope.filter.channels, QStringList{QStringLiteral("chat")});
        QVERIFY(!read.scope.business);
    }

    void savedViewsComeBackFromTheirFiles()
    {
        SavedView view;
        view.name = QStringLiteral("Billing, last week");
        view.page = QStringLiteral("agents");
        view.scope = scopeToJson(everything(), *sampleCatalogue());
        view.pages = {{QStringLiteral("agents"),
                       QVariantMap{{QStringLiteral("splitter"), QByteArray("\x00\xff\x10", 3)},
                                   {QStringLiteral("columns"),
                                    QVariantList{QStringLiteral("open"), 120, true}},
                                   {QStringLiteral("day"), QDate(2026, 6, 1)}}}};
        const QByteArray bytes = savedViewToJson(view);
        QVERIFY(bytes.contains("\"name\": \"Billing, last week\"")); // readable
        auto read = savedViewFromJson(bytes, QStringLiteral("a.json"));
        QVERIFY(read.ok());
        view.file = QStringLiteral("a.json");
        QCOMPARE(read->pages.value(QStringLiteral("agents")).toMap(),
                 view.pages.value(QStringLiteral("agents")).toMap());
        QCOMPARE(*read, view);
        for (const QByteArray &damaged :
             {QByteArray("{"), QByteArray("[]"), bytes.left(bytes.size() / 2), QByteArray(),
              QByteArray(bytes).replace("\"version\": 1", "\"version\": 2"),
              QByteArray(bytes).replace("Billing, last week", " "), QByteArray(2'000'000, ' '),
              QByteArray(100'000, '[')}) {
            const auto bad = savedViewFromJson(damaged, QStringLiteral("b.json"));
            QVERIFY(!bad.ok());
            QVERIFY(bad.error().sentence().contains(QStringLiteral("b.json")));
        }
    }

    void namesOfSavedViews()
    {
        SavedViews views;
        const auto named = [](const char *name) {
            SavedView view;
            view.name = QString::fromUtf8(name);
            return view;
        };
        QCOMPARE(views.put(named("Billing / night: 10")).file,
                 QStringLiteral("billing-night-10.json"));
        QCOMPARE(views.put(named("billing? night 10")).file,
                 QStringLiteral("billing-night-10-2.json"));
        QCOMPARE(views.put(named("../../etc")).file, QStringLiteral("etc.json"));
        QCOMPARE(views.put(named("***")).file, QStringLiteral("view.json"));
        SavedView again = named("BILLING / night: 10");
        again.page = QStringLiteral("charts");
        QCOMPARE(views.put(again).file, QStringLiteral("billing-night-10.json")); // overwritten
        QCOMPARE(views.views().size(), size_t{4});
        QVERIFY(!views.nameProblem(QStringLiteral("***")).isEmpty());
        QVERIFY(views.nameProblem(QStringLiteral("***"), QStringLiteral("***")).isEmpty());
        QVERIFY(!views.nameProblem(QStringLiteral(" \n")).isEmpty());
        QVERIFY(!views.nameProblem(QString(61, QLatin1Char('x'))).isEmpty());
        QVERIFY(!views.rename(QStringLiteral("***"), QStringLiteral("../../ETC")));
        QCOMPARE(views.rename(QStringLiteral("***"), QStringLiteral("Stars"))->file,
                 QStringLiteral("view.json"));
        QVERIFY(!views.find(QStringLiteral("***")));
        QCOMPARE(views.remove(QStringLiteral("stars")), QStringLiteral("view.json"));
        QVERIFY(views.remove(QStringLiteral("stars")).isEmpty());
    }
};

Q_DECLARE_METATYPE(watchfloor::RangeChoice)
QTEST_GUILESS_MAIN(TestScope)
#include "tst_scope.moc"
