// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/metriccatalog.h"
#include "backend/engine/reports/withbefore.h"
#include "models/explainrows.h"
#include "models/nearestrange.h"
#include "models/periodbefore.h"

#include <QDateTime>
#include <QTest>

using namespace watchfloor;

namespace {

TimeMs at(const QString &iso)
{
    return QDateTime::fromString(iso, Qt::ISODate).toMSecsSinceEpoch();
}

TimeMs at(const char *iso)
{
    return at(QString::fromLatin1(iso));
}

ReportFigure figureOf(std::optional<double> value)
{
    ReportFigure figure;
    figure.value = value;
    figure.why = value ? WhyAbsent::Present : WhyAbsent::NoValues;
    return figure;
}

} // namespace

class TestCompare : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nearest_data()
    {
        QTest::addColumn<QString>("counts"); ///< a day each, from 1 March
        QTest::addColumn<int>("first");      ///< the empty range, days of March
        QTest::addColumn<int>("last");
        QTest::addColumn<QString>("found"); ///< "from-to", empty = none
        const auto row = [](const char *name, const char *counts, int first, int last,
                            const char *found) {
            QTest::newRow(name) << QString::fromLatin1(counts) << first << last
                                << QString::fromLatin1(found);
        };
        row("the last before", "1 4 0 0 0 9", 4, 5, "1-2");
        row("only behind", "0 0 0 0 3 9", 2, 3, "5-6");
        row("right behind", "0 0 0 7 0 0", 1, 3, "4-6");
        row("nothing", "0 0 0 0", 2, 3, "");
        row("of what is not known nothing is told", "- - 0 0 -", 3, 3, "");
    }
    void nearest()
    {
        QFETCH(QString, counts);
        QFETCH(int, first);
        QFETCH(int, last);
        QFETCH(QString, found);
        const QTimeZone zone("Europe/Berlin"); // the clocks change on the 29th
        const auto midnight = [&zone](int day) {
            return QDateTime(QDate(2026, 3, 1).addDays(day - 1), QTime(0, 0), zone)
                .toMSecsSinceEpoch();
        };
        TrendReport course;
        int day = 1;
        for (const QString &count : counts.split(QLatin1Char(' '))) {
            TrendPoint point;
            point.range = {midnight(day), midnight(day + 1)};
            bool known = false;
            const double value = count.toDouble(&known);
            point.figures = {figureOf(known ? std::optional(value) : std::nullopt)};
            course.points.push_back(point);
            ++day;
        }
        const TimeRange empty{midnight(first), midnight(last + 1)};
        const auto step = nearestStep(course, empty);
        QCOMPARE(step.has_value(), !found.isEmpty());
        if (!step)
            return;
        const RangeChoice range = rangeAround(*step, empty, zone);
        QCOMPARE(QStringLiteral("%1-%2").arg(range.first.day()).arg(range.last.day()), found);
        QCOMPARE(range.preset, RangePreset::Custom);
    }

    void before_data()
    {
        QTest::addColumn<QString>("preset");
        QTest::addColumn<QString>("days"); ///< of a custom one
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        const auto row = [](const char *preset, const char *days, const char *zone, const char *now,
                            const char *from, const char *to) {
            QTest::addRow("%s %s at %s in %s", preset, days, now, zone)
                << QString::fromLatin1(preset) << QString::fromLatin1(days)
                << QString::fromLatin1(zone) << QString::fromLatin1(now)
                << QString::fromLatin1(from) << QString::fromLatin1(to);
        };
        row("today", "", "Europe/Berlin", "2026-06-10T14:05:30+02:00", "2026-06-09T00:00:00+02:00",
            "2026-06-09T14:05:30+02:00");
        // The day the clock went forward has 23 hours: 14:05 is 13:05 after its midnight.
        row("today", "", "Europe/Berlin", "2026-03-29T14:05:00+02:00", "2026-03-28T00:00:00+01:00",
            "2026-03-28T14:05:00+01:00");
        row("today", "", "Europe/Berlin", "2026-03-30T14:05:00+02:00", "2026-03-29T00:00:00+01:00",
            "2026-03-29T14:05:00+02:00");
        // 02:30 was skipped: the first instant after the gap.
        row("today", "", "Europe/Berlin", "2026-03-30T02:30:00+02:00", "2026-03-29T00:00:00+01:00",
            "2026-03-29T03:00:00+02:00");
        // 02:30 happened twice: the first of them.
        row("today", "", "Europe/Berlin", "2026-10-26T02:30:00+01:00", "2026-10-25T00:00:00+02:00",
            "2026-10-25T02:30:00+02:00");
        // Midnight does not exist in Beirut that day; half an hour is the change of Lord Howe.
        row("today", "", "Asia/Beirut", "2026-03-30T00:10:00+03:00", "2026-03-29T01:00:00+03:00",
            "2026-03-29T01:00:00+03:00");
        row("today", "", "Australia/Lord_Howe", "2026-04-06T12:00:00+10:30",
            "2026-04-05T00:00:00+11:00", "2026-04-05T12:00:00+10:30");
        row("yesterday", "", "Europe/Berlin", "2026-03-30T09:00:00+02:00",
            "2026-03-28T00:00:00+01:00", "2026-03-29T00:00:00+01:00");
        row("24h", "", "Europe/Berlin", "2026-03-29T14:05:00+02:00", "2026-03-27T13:06:00+01:00",
            "2026-03-28T13:06:00+01:00");
        row("7d", "", "Europe/Berlin", "2026-04-02T10:00:00+02:00", "2026-03-20T00:00:00+01:00",
            "2026-03-26T10:00:00+01:00");
        row("30d", "", "UTC", "2026-03-15T06:00:00Z", "2026-01-15T00:00:00Z",
            "2026-02-13T06:00:00Z");
        row("month", "", "UTC", "2026-03-15T06:00:00Z", "2026-02-01T00:00:00Z",
            "2026-02-15T06:00:00Z");
        // February was over by then.
        row("month", "", "UTC", "2026-03-31T06:00:00Z", "2026-02-01T00:00:00Z",
            "2026-03-01T00:00:00Z");
        row("month", "", "Europe/Berlin", "2026-01-10T06:00:00+01:00", "2025-12-01T00:00:00+01:00",
            "2025-12-10T06:00:00+01:00");
        row("custom", "2026-03-01..2026-03-07", "UTC", "2026-06-01T00:00:00Z",
            "2026-02-22T00:00:00Z", "2026-03-01T00:00:00Z");
        row("custom", "2026-03-27..2026-03-31", "Europe/Berlin", "2026-03-29T14:00:00+02:00",
            "2026-03-22T00:00:00+01:00", "2026-03-24T14:00:00+01:00");
        row("custom", "2026-07-01..2026-07-02", "UTC", "2026-06-01T00:00:00Z",
            "2026-06-29T00:00:00Z", "2026-06-29T00:00:00Z"); // not begun
    }
    void before()
    {
        QFETCH(QString, preset);
        QFETCH(QString, days);
        QFETCH(QString, zone);
        QFETCH(QString, now);
        QFETCH(QString, from);
        QFETCH(QString, to);
        RangeChoice choice;
        choice.preset = rangePresetFromKey(preset, RangePreset::Today);
        QCOMPARE(rangeKey(choice.preset), preset);
        if (!days.isEmpty()) {
            choice.first = QDate::fromString(days.section(u'.', 0, 0), Qt::ISODate);
            choice.last = QDate::fromString(days.section(u'.', 2, 2), Qt::ISODate);
        }
        const TimeRange before = periodBefore(choice, at(now), QTimeZone(zone.toLatin1()));
        const auto text = [](TimeMs time) {
            return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODate);
        };
        QCOMPARE(text(before.from), text(at(from)));
        QCOMPARE(text(before.to), text(at(to)));
    }

    void deltas_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<double>("now"); ///< below 0: absent
        QTest::addColumn<double>("before");
        QTest::addColumn<QString>("expected"); ///< absolute relative verdict; empty: none
        const auto row = [](const char *name, const char *metric, double now, double before,
                            const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(metric) << now << before
                                << QString::fromLatin1(expected);
        };
        row("less of what is bad", "first_response_time", 60'000, 80'000, "-20000 -0.25 better");
        row("more of what is bad", "first_response_time", 80'000, 60'000, "20000 0.333333 worse");
        row("more of what is good", "csat", 0.9, 0.6, "0.3 0.5 better");
        row("neutral", "conversations", 30, 20, "10 0.5 neutral");
        row("the same", "first_response_time", 5, 5, "0 0 neutral");
        row("from nothing", "conversations", 4, 0, "4 - neutral");
        row("was not there", "first_response_time", 80'000, -1, "");
        row("is not there", "first_response_time", -1, 80'000, "");
        row("of the present", "open_conversations", 4, 6, "");
    }
    void deltas()
    {
        QFETCH(QString, metric);
        QFETCH(double, now);
        QFETCH(double, before);
        QFETCH(QString, expected);
        const auto figure = [](double value) {
            return figureOf(value < 0 ? std::nullopt : std::optional(value));
        };
        const auto delta = deltaOf(*metricSpec(metric), figure(now), figure(before));
        QString told;
        if (delta)
            told =
                QStringLiteral("%1 %2 %3")
                    .arg(delta->absolute)
                    .arg(delta->relative ? QString::number(*delta->relative) : QStringLiteral("-"))
                    .arg(QStringList{QStringLiteral("neutral"), QStringLiteral("better"),
                                     QStringLiteral("worse")}[int(delta->verdict)]);
        QCOMPARE(told, expected);
    }

    /// Everything is said, as plain text, and nothing that is not so.
    void explanation()
    {
        ExplainReport report;
        report.metric = metricSpec("first_response_time");
        report.figure = figureOf(228'000);
        report.figure.n = 17;
        report.figure.median = 120'000;
        report.figure.origin = FigureOrigin::Estimated;
        report.figure.exact = false;
        report.asked = report.window = {at("2026-06-10T00:00:00Z"), at("2026-06-11T00:00:00Z")};
        report.estimated = {{QStringLiteral("first_response"), 3}};
        report.filters = {{ExplainedFilter::Of::Group, {QStringLiteral("Billing")}}};
        report.conversations = 15;
        report.basis.gaps = {{at("2026-06-10T02:00:00Z"), at("2026-06-10T03:00:00Z")}};
        ExplainedAccount account;
        account.name = QStringLiteral("<b>Acme</b>\u202e");
        account.provider = QStringLiteral("chatwoot");
        account.figure = report.figure;
        account.way = vendorField(*report.metric, account.provider, VendorRoute::Recomputed);
        account.events = QStringList{QStringLiteral("first_response")};
        account.vendors.emplace();
        account.vendors->figure = figureOf(240'000);
        account.vendors->takenAt = at("2026-06-10T12:00:00Z");
        account.vendors->window = report.window;
        account.vendors->meaning = "Answers of people alone.";
        account.difference = -12'000;
        account.reasons = {WhyDiffers::NotOver};
        account.feeds = {{Topic::Events, at("2026-06-10T12:30:00Z")}};
        report.accounts = {account};
        const MetricFormatter format(QLocale(QLocale::English, QLocale::UnitedKingdom),
                                     QTimeZone("UTC"));
        const TimeMs now = at("2026-06-10T12:31:00Z");
        const Explanation said = explanationOf(report, QStringLiteral("Jane Kim"), format, now);
        const QString text = explanationText(said);
        for (const QString &part :
             {QStringLiteral("Jane Kim"), QStringLiteral("3 m 48 s"), QStringLiteral("Values: 17"),
              QStringLiteral("median 2 m"), QStringLiteral("Group: Billing"), QStringLiteral("UTC"),
              QStringLiteral("3 of"), QStringLiteral("within 0.8 %"),
              QStringLiteral("Nobody has fetched"), QStringLiteral("4 m"),
              QStringLiteral("\u221212 s"), QStringLiteral("before its window was over"),
              QStringLiteral("12:30"), QStringLiteral("It counts: Answers of people alone."),
              QStringLiteral("<b>Acme</b>")})
            QVERIFY2(text.contains(part), qPrintable(part + u'\n' + text));
        QVERIFY(!text.contains(QChar(0x202e)));
        QVERIFY(said.showText.contains(QLatin1String("15")));

        report.conversations.reset();
        report.why = WhyNoRows::VendorsOwn;
        const Explanation none = explanationOf(report, QString(), format, now);
        QVERIFY(none.showText.isEmpty());
        QVERIFY(none.noShow.contains(QLatin1String("vendor's own figure")));
    }

    /// What stands on screen comes first: one of a time's numbers, a part, a rule of its own; and
    /// what it was before.
    void explainsWhatStandsThere()
    {
        ExplainReport report;
        report.metric = metricSpec("first_response_time");
        report.figure = figureOf(228'000);
        report.figure.mean = 228'000;
        report.figure.median = 120'000;
        report.figure.n = 17;
        report.conversations = 15;
        const MetricFormatter format(QLocale(QLocale::English, QLocale::UnitedKingdom),
                                     QTimeZone("UTC"));
        const TimeMs now = at("2026-06-10T12:31:00Z");
        const auto lead = [](const Explanation &said) { return said.rows.front().text; };
        ExplainTarget target;
        QCOMPARE(lead(explanationOf(report, target, format, now)), QStringLiteral("3 m 48 s"));
        target.aggregate = TimeAggregate::Median;
        QCOMPARE(lead(explanationOf(report, target, format, now)), QStringLiteral("2 m (median)"));
        target.aggregate = TimeAggregate::P90; // not told
        QVERIFY(lead(explanationOf(report, target, format, now)).contains(QLatin1String("mean")));

        target.aggregate = TimeAggregate::Median;
        Explanation said = explanationOf(report, target, format, now);
        ExplainReport before = report;
        before.figure.median = 100'000;
        before.figure.n = 31;
        before.conversations = 29;
        before.asked = {at("2026-06-09T00:00:00Z"), at("2026-06-10T00:00:00Z")};
        addComparison(said, report, before, target, format, now);
        const QString text = explanationText(said);
        for (const QString &part :
             {QStringLiteral("The period before"), QStringLiteral("Value: 1 m 40 s"),
              QStringLiteral("Values: 31"), QStringLiteral("Change: +20 %")})
            QVERIFY2(text.contains(part), qPrintable(part + u'\n' + text));
        QVERIFY(said.beforeText.contains(QLatin1String("29")));

        ShownNumber shown{QStringLiteral("80 %"), {QStringLiteral("Open of slots")}, {}};
        shown.facts = {{QStringLiteral("Slots"), QStringLiteral("5")}};
        shown.ownRule = true;
        shown.noDrill = QStringLiteral("None.");
        target.shown = shown;
        const Explanation own = explanationOf(report, target, format, now);
        QCOMPARE(lead(own), QStringLiteral("80 %"));
        const QString ownText = explanationText(own);
        QVERIFY(ownText.contains(QStringLiteral("Open of slots.")));
        QVERIFY(ownText.contains(QStringLiteral("Slots: 5")));
        QVERIFY2(!ownText.contains(QStringLiteral("3 m 48 s")), qPrintable(ownText));
        QVERIFY(own.showText.isEmpty() && own.noShow == shown.noDrill);
        target.shown->ownRule = false;
        target.shown->whole = QStringLiteral("All hours");
        const QString part = explanationText(explanationOf(report, target, format, now));
        QVERIFY2(part.contains(QStringLiteral("All hours: 3 m 48 s")), qPrintable(part));
    }
};

QTEST_GUILESS_MAIN(TestCompare)
#include "tst_compare.moc"
