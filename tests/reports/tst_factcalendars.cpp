// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/columncheck.h"
#include "backend/reports/factloader.h"
#include "store/testcache.h"
#include "support/plainsql.h"
#include "support/randombatches.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QTimeZone>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr TimeMs Now = RandomBatches::Start + RandomBatches::Span;
constexpr TimeRange Everything{kEarliestFact, kLatestFact};
constexpr TimeMs minuteMs = 60'000;
/// From a whole minute on.
constexpr TimeRange reach{RandomBatches::Start / minuteMs * minuteMs - 86'400'000,
                          Now + 20LL * 86'400'000};

/// Hours written down twice: as the product is told them, and as plain code.
struct Hours {
    const char *name;
    const char *zone;
    bool (*isOpen)(QDate date, int minute);
};

bool office(QDate date, int minute)
{
    if (date == QDate(2023, 12, 6))
        return false;
    const int day = date.dayOfWeek();
    return (day <= 5 && ((minute >= 540 && minute < 750) || (minute >= 810 && minute < 1080))) ||
           (day == 5 && minute >= 1320) || (day == 6 && minute < 360);
}
bool weekend(QDate date, int minute)
{
    return date != QDate(2023, 12, 6) && date.dayOfWeek() >= 6 && minute >= 600;
}
bool mornings(QDate date, int minute)
{
    return date != QDate(2023, 12, 6) && minute >= 360 && minute < 390;
}
bool tuesdays(QDate date, int minute)
{
    return date != QDate(2023, 12, 6) && date.dayOfWeek() == 2 && minute >= 480 && minute < 990;
}

constexpr Hours officeHours{"Mon-Fri 09:00-12:30,13:30-18:00; Fri 22:00-06:00", "Europe/Berlin",
                            office};
constexpr Hours weekendHours{"Sat-Sun 10:00-24:00", "Europe/Berlin", weekend};
constexpr Hours morningHours{"Mon-Sun 06:00-06:30", "Europe/Berlin", mornings};
constexpr Hours tuesdayHours{"", "America/New_York", tuesdays};

/// Open ms before each minute of `reach`, by counting minutes.
const std::vector<DurationMs> &opened(const Hours &hours)
{
    static std::map<const Hours *, std::vector<DurationMs>> known;
    std::vector<DurationMs> &sums = known[&hours];
    if (!sums.empty())
        return sums;
    const QTimeZone zone((QByteArray(hours.zone)));
    sums.push_back(0);
    for (TimeMs t = reach.from; t < reach.to; t += minuteMs) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(t, zone);
        const int minute = local.time().hour() * 60 + local.time().minute();
        sums.push_back(sums.back() + (hours.isOpen(local.date(), minute) ? minuteMs : 0));
    }
    return sums;
}

DurationMs openUntil(const Hours &hours, TimeMs time)
{
    const auto &sums = opened(hours);
    const auto minute = static_cast<std::size_t>((time - reach.from) / minuteMs);
    const TimeMs into = (time - reach.from) % minuteMs;
    return sums.at(minute) + (sums.at(minute + 1) > sums.at(minute) ? into : 0);
}

/// Whose hours count where, as the test has set them.
struct Desk {
    const Hours *ofAccount = nullptr;
    bool inboxOneOpen = false;               ///< Tuesdays at the vendor
    const Hours *inboxTwoOverride = nullptr; ///< by the settings
};

QString lineOf(qint64 column, qint64 time, qint64 cell, qint64 value,
               std::optional<qint64> business)
{
    return QStringLiteral("%1 %2 %3 %4 %5")
        .arg(column)
        .arg(time)
        .arg(cell)
        .arg(value)
        .arg(business ? QString::number(*business) : QStringLiteral("-"));
}

QStringList expectedRows(const TestCache &cache, const Desk &desk)
{
    QStringList lines;
    const auto rows =
        plainSql(cache.path(),
                 QStringLiteral("SELECT f.col, f.t, f.cell, f.value, f.business, f.from_time, "
                                "f.to_time, g.remote_id FROM ") +
                     factRowsSql() + QStringLiteral(" f LEFT JOIN grouping g ON g.id = f.inbox"));
    for (const SqlRow &row : rows) {
        const auto number = [&row](std::size_t i) { return row[i].toLongLong(); };
        std::optional<qint64> business;
        const QString inbox = row[7].toString();
        const Hours *hours = inbox == QLatin1String("1") && desk.inboxOneOpen ? &tuesdayHours
                             : inbox == QLatin1String("2") && desk.inboxTwoOverride
                                 ? desk.inboxTwoOverride
                                 : desk.ofAccount;
        if (row[4].isValid())
            business = number(4);
        else if (hours && row[5].isValid() && row[6].isValid() && number(5) <= number(6))
            business = openUntil(*hours, number(6)) - openUntil(*hours, number(5));
        lines << lineOf(number(0), number(1), number(2), number(3), business);
    }
    lines.sort();
    return lines;
}

QStringList rowsOf(const FactTable &table)
{
    QStringList lines;
    for (const FactColumnId column : table.columns()) {
        for (const FactRow &row : table.rows(column, Everything))
            lines << lineOf(column, row.time, row.cell, row.value, row.business);
    }
    lines.sort();
    return lines;
}

SyncBatch inboxBatch(bool open, TimeMs at)
{
    SyncBatch batch;
    Grouping inbox;
    inbox.kind = GroupingKind::Inbox;
    inbox.remoteId = QStringLiteral("1");
    inbox.name = QStringLiteral("Web");
    inbox.extra =
        QJsonDocument::fromJson(QStringLiteral(R"({"timezone": "America/New_York",
            "working_hours_enabled": %1, "working_hours": [{"day_of_week": 2, "open_hour": 8,
            "open_minutes": 0, "close_hour": 16, "close_minutes": 30}]})")
                                    .arg(open ? QStringLiteral("true") : QStringLiteral("false"))
                                    .toUtf8())
            .object();
    batch.groupings = {inbox};
    batch.fetchedAt = at;
    return batch;
}

} // namespace

/// Business hours that the vendor did not tell are those of the calendars, whenever the rows and
/// the calendars changed, and however the loader came to know.
class TestFactCalendars : public QObject {
    Q_OBJECT

private:
    ChangeSet set(TestCache &cache, const Desk &desk)
    {
        Account account = cache.store->accounts()->front();
        account.settings = {};
        account.timeZone = QStringLiteral("Europe/Berlin");
        account.settings.insert(QStringLiteral("business_hours.closed"),
                                QStringLiteral("2023-12-06"));
        if (desk.ofAccount)
            account.settings.insert(QStringLiteral("business_hours"),
                                    QLatin1String(desk.ofAccount->name));
        if (desk.inboxTwoOverride)
            account.settings.insert(QStringLiteral("business_hours.inbox.2"),
                                    QLatin1String(desk.inboxTwoOverride->name));
        const auto change = cache.store->updateAccount(account);
        if (!change)
            qFatal("%s", qPrintable(change.error().sentence()));
        return *change;
    }

private Q_SLOTS:
    void rowsAreThoseOfTheCalendars_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void rowsAreThoseOfTheCalendars()
    {
        QFETCH(unsigned, seed);
        TestCache cache;
        RandomBatches random(seed);
        Desk desk;
        set(cache, desk);
        TimeMs fetched = Now;
        auto loader = std::make_unique<FactLoader>(cache.path());
        for (int round = 0; round < 25; ++round) {
            std::vector<ChangeSet> changes;
            for (int page = random.below(4); page > 0; --page)
                changes.push_back(cache.apply(random.next()));
            if (random.chance(25)) {
                desk.ofAccount = random.chance(30)   ? nullptr
                                 : random.chance(50) ? &officeHours
                                                     : &weekendHours;
                desk.inboxTwoOverride = random.chance(50) ? &morningHours : nullptr;
                changes.push_back(set(cache, desk));
            }
            if (random.chance(25)) {
                desk.inboxOneOpen = random.chance(60);
                changes.push_back(cache.apply(inboxBatch(desk.inboxOneOpen, ++fetched)));
            }
            for (const ChangeSet &change : changes) {
                if (change.touchesFacts() && !random.chance(10))
                    loader->note(change.sequence, change.facts);
                if (random.chance(30))
                    QVERIFY(loader->loadMore(Now).ok());
            }
            if (random.chance(30)) {
                const auto segments = loader->unkept(30'000);
                QVERIFY(segments.ok());
                if (random.chance(30)) { // other hours come first
                    desk.ofAccount = desk.ofAccount == &officeHours ? nullptr : &officeHours;
                    const ChangeSet change = set(cache, desk);
                    loader->note(change.sequence, change.facts);
                }
                QVERIFY(cache.store->writeSegments(*segments).ok());
            }
            if (random.chance(10))
                loader = std::make_unique<FactLoader>(cache.path());
            if (random.chance(60)) {
                QVERIFY(loader->tableFor(Everything, Now).ok());
                const auto table = loader->tableFor(Everything, Now);
                QVERIFY(table.ok());
                QCOMPARE(rowsOf(**table), expectedRows(cache, desk));
            }
        }
        desk = {&officeHours, true, &morningHours};
        set(cache, desk);
        cache.apply(inboxBatch(true, ++fetched));
        for (bool more = true; more;) {
            QVERIFY(loader->tableFor(Everything, Now).ok());
            QVERIFY(loader->tableFor(Everything, Now).ok());
            const auto segments = loader->unkept(30'000);
            QVERIFY(segments.ok());
            QVERIFY(cache.store->writeSegments(*segments).ok());
            more = !segments->empty();
        }
        QVERIFY(ColumnCheck::run(cache.path(), {})->empty());
        FactLoader again(cache.path()); // from segments alone
        const auto table = again.tableFor(Everything, Now);
        QVERIFY(table.ok());
        QCOMPARE(rowsOf(**table), expectedRows(cache, desk));
    }

    /// Segments made with other hours are found, and mended.
    void theCheckKnowsTheCalendars()
    {
        TestCache cache;
        RandomBatches random(5);
        set(cache, {&officeHours, false, nullptr});
        for (int page = 0; page < 30; ++page)
            cache.apply(random.next());
        FactLoader loader(cache.path());
        QVERIFY(loader.tableFor(Everything, Now).ok());
        QVERIFY(cache.store->writeSegments(*loader.unkept(10'000'000)).ok());
        QVERIFY(ColumnCheck::run(cache.path(), {})->empty());
        plainSql(cache.path(), QStringLiteral("UPDATE account SET settings = '{}'"));
        const auto problems = ColumnCheck::run(cache.path(), {});
        QCOMPARE(problems->size(), std::size_t(1));
        QVERIFY(problems->front().sentence.contains(QLatin1String("differ from the rows")));
        const auto keep = [&](std::vector<FactSegment> segments) {
            return cache.store->writeSegments(segments);
        };
        QVERIFY(ColumnCheck::run(cache.path(), keep)->empty());
        QVERIFY(ColumnCheck::run(cache.path(), {})->empty());
    }

    /// What figures do not rest on moves no change number.
    void otherSettingsChangeNoFigure()
    {
        TestCache cache;
        Account account = cache.store->accounts()->front();
        const ChangeSet first = set(cache, {&officeHours, false, nullptr});
        QVERIFY(first.settings && first.touchesFacts() && !first.facts);
        account = cache.store->accounts()->front();
        account.settings.insert(QStringLiteral("history_days"), 7);
        account.name = QStringLiteral("Other");
        const auto renamed = cache.store->updateAccount(account);
        QVERIFY(!renamed->touchesFacts());
        QCOMPARE(renamed->sequence, first.sequence);
        account.settings.insert(QStringLiteral("sla.reply_time"), 7);
        QCOMPARE(cache.store->updateAccount(account)->sequence, first.sequence + 1);
        // Removed with its facts kept, and found again with other hours.
        QVERIFY(cache.store->removeAccount(cache.account, false).ok());
        const qint64 before = cache.store->updateAccount(account).ok() ? 1 : 0;
        QCOMPARE(before, 0);
        account.settings.remove(QStringLiteral("business_hours"));
        QCOMPARE(*cache.store->addAccount(account), cache.account);
        QCOMPARE(plainSql(cache.path(), QStringLiteral("SELECT value FROM meta "
                                                       "WHERE key = 'change'"))
                     .front()[0]
                     .toLongLong(),
                 first.sequence + 3);
    }
};

QTEST_GUILESS_MAIN(TestFactCalendars)
#include "tst_factcalendars.moc"
