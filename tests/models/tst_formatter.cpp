// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/refreshpace.h"
#include "models/accountform.h"
#include "models/accountpace.h"
#include "models/freshness.h"
#include "models/metricformatter.h"
#include "models/plaintext.h"
#include "models/rangepreset.h"
#include "models/syncactivity.h"

#include <QDateTime>
#include <QTest>

#include <limits>

using namespace watchfloor;

namespace {

TimeMs at(const char *iso)
{
    return QDateTime::fromString(QLatin1String(iso), Qt::ISODate).toMSecsSinceEpoch();
}

MetricFormatter english()
{
    return MetricFormatter(QLocale(QLocale::English, QLocale::UnitedKingdom),
                           QTimeZone("Europe/Berlin"));
}

FeedState feed(std::optional<TimeMs> attempt, std::optional<TimeMs> success,
               std::optional<Error::Kind> error = {})
{
    FeedState state;
    state.feed = QStringLiteral("agents");
    state.lastAttempt = attempt;
    state.lastSuccess = success;
    if (error)
        state.lastError = Error(*error, QStringLiteral("Acme: no answer"));
    return state;
}

} // namespace

class TestFormatter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void counts_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<qint64>("value");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *locale, qint64 value, const QString &text) {
            QTest::addRow("%s %lld", locale, value) << QString::fromLatin1(locale) << value << text;
        };
        row("en_GB", 0, QStringLiteral("0"));
        row("en_GB", 999, QStringLiteral("999"));
        row("en_GB", 1000, QStringLiteral("1,000"));
        row("en_GB", -1'234'567, QStringLiteral("-1,234,567"));
        row("de_DE", 1'234'567, QStringLiteral("1.234.567"));
        row("es_ES", 1234, QStringLiteral("1234"));
        row("es_ES", 12'345, QStringLiteral("12.345"));
        row("es_ES", 1'234'567, QStringLiteral("1.234.567")); // QLocale says 1234.567
        row("pl_PL", 1'234'567, QStringLiteral("1 234 567"));
        row("pt_PT", 1234, QStringLiteral("1234"));
        row("pt_BR", 1234, QStringLiteral("1.234"));
        row("en_IN", 12'345'678, QStringLiteral("1,23,45,678"));
        row("ar_EG", 1'234'567, QStringLiteral("١٬٢٣٤٬٥٦٧"));
        row("en_GB", std::numeric_limits<qint64>::min(),
            QStringLiteral("-9,223,372,036,854,775,808"));
    }
    void counts()
    {
        QFETCH(QString, locale);
        QFETCH(qint64, value);
        QFETCH(QString, text);
        const MetricFormatter format(QLocale(locale), QTimeZone::utc());
        QString shown = format.count(value);
        QCOMPARE(shown.replace(QChar(0x00A0), QLatin1Char(' ')), text);
    }

    void durations_data()
    {
        QTest::addColumn<qint64>("value");
        QTest::addColumn<QString>("exact");
        QTest::addColumn<QString>("age");
        const auto row = [](qint64 value, const char *exact, const char *age) {
            QTest::addRow("%lld", value)
                << value << QString::fromUtf8(exact) << QString::fromUtf8(age);
        };
        row(0, "0 s", "< 1 m");
        row(420, "0.4 s", "< 1 m");
        row(9949, "9.9 s", "< 1 m");
        row(9950, "10 s", "< 1 m"); // never "9.95 s" beside "10 s"
        row(59'499, "59 s", "< 1 m");
        row(59'500, "1 m", "< 1 m");
        row(228'000, "3 m 48 s", "3 m");
        row(3'599'499, "59 m 59 s", "59 m");
        row(3'599'500, "1 h", "59 m"); // never "60 m"
        row(7'800'000, "2 h 10 m", "2 h 10 m");
        row(86'399'999, "1 d", "23 h 59 m");
        row(273'600'000, "3 d 4 h", "3 d 4 h");
        row(-228'000, "-3 m 48 s", "< 1 m");
    }
    void durations()
    {
        QFETCH(qint64, value);
        QFETCH(QString, exact);
        QFETCH(QString, age);
        QCOMPARE(english().duration(value), exact);
        QCOMPARE(english().age(value), age);
    }

    void moments()
    {
        const MetricFormatter format = english();
        const TimeMs now = at("2024-03-12T15:30:00Z");
        QCOMPARE(format.clock(now), QStringLiteral("16:30:00"));
        QCOMPARE(format.moment(at("2024-03-12T08:03:20Z"), now), QStringLiteral("09:03"));
        QCOMPARE(format.moment(at("2024-03-11T22:59:00Z"), now), QStringLiteral("Mon 23:59"));
        QCOMPARE(format.moment(at("2024-03-01T09:00:00Z"), now), QStringLiteral("1 Mar 10:00"));
        QCOMPARE(format.moment(at("2023-12-31T09:00:00Z"), now), QStringLiteral("31 Dec 2023"));
        QCOMPARE(format.toTheSecond(at("2024-03-12T08:03:20Z"), now), QStringLiteral("09:03:20"));
        QCOMPARE(format.toTheSecond(at("2024-03-11T22:59:00Z"), now),
                 QStringLiteral("11 Mar 23:59:00"));
        QCOMPARE(format.toTheSecond(at("2023-12-31T22:59:59Z"), now),
                 QStringLiteral("31 Dec 2023 23:59:59"));
        QCOMPARE(format.full(now), QStringLiteral("Tue 12 Mar 2024 16:30:00 CET"));
        QCOMPARE(format.days({at("2024-03-10T23:00:00Z"), at("2024-03-12T23:00:00Z")}),
                 QStringLiteral("11 Mar – 12 Mar 2024"));
        const MetricFormatter arabic(QLocale(QLocale::Arabic, QLocale::Egypt), QTimeZone::utc());
        QCOMPARE(arabic.clock(at("2024-03-12T15:30:00Z")), QStringLiteral("١٥:٣٠:٠٠"));
    }

    void ranges_data()
    {
        QTest::addColumn<RangePreset>("preset");
        QTest::addColumn<QString>("now");
        QTest::addColumn<QString>("from");
        QTest::addColumn<qint64>("hours");
        const auto row = [](const char *name, RangePreset preset, const char *now, const char *from,
                            qint64 hours) {
            QTest::newRow(name) << preset << QString::fromLatin1(now) << QString::fromLatin1(from)
                                << hours;
        };
        row("today", RangePreset::Today, "2024-05-05T10:00:00Z", "2024-05-04T22:00:00Z", 24);
        row("late evening is tomorrow there", RangePreset::Today, "2024-05-05T22:30:00Z",
            "2024-05-05T22:00:00Z", 24);
        row("short day", RangePreset::Today, "2024-03-31T10:00:00Z", "2024-03-30T23:00:00Z", 23);
        row("long day", RangePreset::Yesterday, "2024-10-28T10:00:00Z", "2024-10-26T22:00:00Z", 25);
        row("7 days over the change", RangePreset::Last7Days, "2024-04-02T10:00:00Z",
            "2024-03-26T23:00:00Z", 7 * 24 - 1);
        row("30 days", RangePreset::Last30Days, "2024-07-30T10:00:00Z", "2024-06-30T22:00:00Z",
            30 * 24);
        row("month", RangePreset::ThisMonth, "2024-02-29T10:00:00Z", "2024-01-31T23:00:00Z",
            29 * 24);
        row("24 hours", RangePreset::Last24Hours, "2024-02-29T10:00:30Z", "2024-02-28T10:01:00Z",
            24);
    }
    void ranges()
    {
        QFETCH(RangePreset, preset);
        QFETCH(QString, now);
        QFETCH(QString, from);
        QFETCH(qint64, hours);
        const QTimeZone zone("Europe/Berlin");
        const TimeRange range = rangeOf({preset, {}, {}}, at(qPrintable(now)), zone);
        QCOMPARE(QDateTime::fromMSecsSinceEpoch(range.from, Qt::UTC).toString(Qt::ISODate), from);
        QCOMPARE((range.to - range.from) / 3'600'000, hours);
        QCOMPARE(rangePresetFromKey(rangeKey(preset), RangePreset::Custom), preset);
    }

    void customRangeIncludesBothEnds()
    {
        const RangeChoice choice{RangePreset::Custom, QDate(2024, 3, 30), QDate(2024, 3, 31)};
        const TimeRange range = rangeOf(choice, 0, QTimeZone("Europe/Berlin"));
        QCOMPARE((range.to - range.from) / 3'600'000, 47);
        const RangeChoice upsideDown{RangePreset::Custom, QDate(2024, 3, 30), QDate(2024, 3, 1)};
        QVERIFY(!rangeOf(upsideDown, 0, QTimeZone::utc()).isEmpty());
    }

    void freshness()
    {
        const TimeMs now = at("2024-03-12T15:30:00Z");
        const MetricFormatter format = english();
        QCOMPARE(freshnessText(freshnessOf({}, {}, {}, now), format, now),
                 QStringLiteral("no data yet"));
        QCOMPARE(freshnessOf(now - 120'000, now, {}, now).state, Freshness::State::Fresh);
        QCOMPARE(freshnessOf(now - 120'001, now - 1, {}, now).state, Freshness::State::Late);
        const Freshness offline = freshnessOf(now - 1000, {}, now - 600'000, now);
        QCOMPARE(offline.state, Freshness::State::Offline);
        QCOMPARE(freshnessText(offline, format, now), QStringLiteral("offline since 16:20:00"));
        // Of yesterday's evening the time alone would be a lie.
        QCOMPARE(freshnessText(freshnessOf(now - 17 * 3'600'000, {}, {}, now), format, now),
                 QStringLiteral("as of 11 Mar 23:30:00"));
    }

    void activities()
    {
        const TimeMs now = at("2024-03-12T15:30:00Z");
        const MetricFormatter format = english();
        AccountSync sync{QStringLiteral("Acme"), {feed(now, now)}, {}};
        QCOMPARE(activityOf(sync, format, now).text, QStringLiteral("synced 16:30"));
        QVERIFY(!offlineSince({sync}, now));

        sync.running = {{QStringLiteral("Conversations"), 412, 3, 30}};
        Activity running = activityOf(sync, format, now);
        QCOMPARE(running.text, QStringLiteral("Conversations, 3 of 30"));
        QCOMPARE(running.share, 0.1);

        // The account's own name is not said twice; one account that answers is enough to be
        // online.
        AccountSync refused{QStringLiteral("Acme"), {feed(now, {}, Error::Kind::Unauthorized)}, {}};
        QCOMPARE(activityOf(refused, format, now).text, QStringLiteral("no answer"));
        QCOMPARE(activityOf(refused, format, now).state, Activity::State::Problem);
        QVERIFY(!offlineSince({refused}, now));

        AccountSync away{
            QStringLiteral("Acme"),
            {feed(now, now - 600'000, Error::Kind::Network), feed(now - 5000, now - 5000)},
            {}};
        QCOMPARE(activityOf(away, format, now).state, Activity::State::Off);
        QCOMPARE(offlineSince({away}, now), std::optional<TimeMs>(now - 5000));
        sync.running.clear();
        QVERIFY(!offlineSince({away, sync}, now));
        QVERIFY(!offlineSince({}, now));
    }

    void howOftenAnAccountIsAsked()
    {
        const TimeMs now = at("2024-03-12T15:30:00Z");
        const MetricFormatter format = english();
        const auto told = [](const char *key, DurationMs every, const char *capability = "") {
            FeedInfo info;
            info.key = QLatin1String(key);
            info.everyMs = every;
            info.capability = QLatin1String(capability);
            return info;
        };
        std::vector<FeedInfo> feeds{told("agents", 3'600'000), told("live", 60'000, "reports"),
                                    told("csat", 300'000)};
        std::vector<FeedState> states{feed(now, now - 20'000)};
        states[0].feed = QStringLiteral("live");
        Account account;
        const auto say = [&](bool asking = true) {
            return paceText(paceOf(account, feeds, states), format, now, asking);
        };
        // Without the right the next quicker one counts, which was never asked.
        QCOMPARE(say(), QStringLiteral("asked every 5 minutes, next at once"));
        account.capabilities = {QStringLiteral("reports")};
        QCOMPARE(say(), QStringLiteral("asked every minute, next at 16:30:40"));
        QCOMPARE(say(false), QStringLiteral("asked every minute, not at the moment"));
        account.settings.insert(refreshSetting, 10);
        QCOMPARE(say(), QStringLiteral("asked every 10 minutes, next at 16:39:40"));
        account.settings.insert(refreshSetting, 60);
        feeds = {told("live", 60'000)};
        QCOMPARE(say(), QStringLiteral("asked every 1 h, next at 17:29:40"));
        // After a failure it is tried again within minutes.
        states[0].lastError = Error(Error::Kind::Network, QStringLiteral("down"));
        QCOMPARE(say(), QStringLiteral("asked every 1 h, next at 16:35:00"));
        states[0].lastSuccess = states[0].lastAttempt = now - 7'200'000;
        states[0].lastError.reset();
        QCOMPARE(say(), QStringLiteral("asked every 1 h, next at once"));
        feeds[0].shape = FeedShape::Backfill;
        QCOMPARE(say(), QString());

        Freshness freshness;
        freshness.paces = {QStringLiteral("Acme is asked every minute")};
        QVERIFY(freshnessToolTip(freshness, format, now)
                    .contains(QStringLiteral("Acme is asked every minute")));
    }

    void badPacesGetASentence()
    {
        ProviderInfo provider;
        ProviderField pace;
        pace.key = refreshSetting;
        pace.placeholder = QStringLiteral("1");
        pace.required = false;
        provider.settings = {pace};
        AccountForm form;
        form.url = QStringLiteral("https://chat.example.com");
        for (const char *good : {"", "1", "60"}) {
            form.settings.insert(pace.key, QLatin1String(good));
            QVERIFY2(formFaults(provider, form).isEmpty(), good);
        }
        for (const char *bad : {"0", "61", "-1", "often", "1.5"}) {
            form.settings.insert(pace.key, QLatin1String(bad));
            QVERIFY2(formFaults(provider, form).value(pace.key).contains(QLatin1String("whole")),
                     bad);
        }
    }

    void hostileTextIsTamed()
    {
        QCOMPARE(oneLine(QStringLiteral(" a\nb\tc\r\nd ")), QStringLiteral("a b c  d"));
        QCOMPARE(oneLine(QStringLiteral("abc\u202Egnp.exe\u2066")), QStringLiteral("abcgnp.exe"));
        QCOMPARE(oneLine(QString(100'000, QLatin1Char('x'))).size(), 301);
        const QString emoji = QStringLiteral("😀").repeated(200);
        QVERIFY(!oneLine(emoji, 301).chopped(1).back().isHighSurrogate());
        QCOMPARE(severalLines(QStringLiteral("a\nb\u0007")), QStringLiteral("a\nb "));
        QVERIFY(asHtml(QStringLiteral("<b>&\n")).contains(QStringLiteral(">&lt;b&gt;&amp;\n<")));
        const QString wide = QStringLiteral("<i>") + QString(90, QLatin1Char('x'));
        QCOMPARE(asHtml(wide), QStringLiteral("<qt>%1</qt>").arg(wide.toHtmlEscaped()));
    }
};

Q_DECLARE_METATYPE(watchfloor::RangePreset)
QTEST_GUILESS_MAIN(TestFormatter)
#include "tst_formatter.moc"
