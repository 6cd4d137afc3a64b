// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/livedesk.h"
#include "app/nowbinding.h"
#include "app/pagebindings.h"
#include "backend/reports/reportservice.h"
#include "backend/store/factreader.h"
#include "backend/store/storethread.h"
#include "backend/sync/syncservice.h"
#include "support/deskcache.h"
#include "support/fakeclock.h"
#include "support/filtersample.h"
#include "support/runtask.h"
#include "views/countertile.h"
#include "views/mainwindow.h"
#include "views/palette.h"

#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

using Kind = NowCounterKind;

struct FakeTray : TrayPort {
    bool isAvailable() const override { return available; }
    void show(int number, ThresholdState shown, const QString &text) override
    {
        count = number;
        state = shown;
        toolTip = text;
        visible = true;
    }
    void hide() override { visible = false; }
    void notify(const QString &, const QString &text) override { told << text; }

    bool available = true;
    bool visible = false;
    int count = -1;
    ThresholdState state = ThresholdState::None;
    QString toolTip;
    QStringList told;
};

CountersReport counters(TimeMs now, TimeMs asOf, double open, DurationMs wait = 0)
{
    CountersReport report;
    report.now = now;
    ScopeCounters scope;
    scope.account = 1;
    scope.name = QStringLiteral("Acme");
    for (std::size_t i = 0; i < NowCounterCount; ++i) {
        scope.counters[i].kind = static_cast<Kind>(i);
        scope.counters[i].why = WhyAbsent::VendorCannot;
    }
    const auto set = [&](Kind kind, double value) {
        NowCounter &counter = scope.counters[static_cast<std::size_t>(kind)];
        counter.value = value;
        counter.why = WhyAbsent::Present;
    };
    set(Kind::Open, open);
    set(Kind::Unassigned, 3);
    set(Kind::LongestWait, static_cast<double>(wait));
    report.scopes = {scope};
    report.asOf = {{1, asOf}};
    return report;
}

} // namespace

class TestLive : public QObject {
    Q_OBJECT
private:
    FakeClock m_clock{at("2026-06-01T11:02:00.000Z")};

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        applyTheme(Theme::Light);
    }

    /// One sample per sync of an account, none for a time nobody polled.
    void samplesFollowTheSync()
    {
        FakeClock clock{at("2026-06-01T11:02:00.000Z")};
        TimeMs asOf = clock.now() - 1'000;
        std::vector<std::vector<CounterSample>> written;
        int asked = 0;
        CounterSampler sampler({[&] {
                                    ++asked;
                                    return QtFuture::makeReadyFuture(
                                        Result<CountersReport>(counters(clock.now(), asOf, asked)));
                                },
                                [&](std::vector<CounterSample> samples) {
                                    written.push_back(std::move(samples));
                                    return QtFuture::makeReadyFuture(Result<void>());
                                }},
                               clock);
        sampler.setDelay(0);
        QSignalSpy sampled(&sampler, &CounterSampler::sampled);
        QSignalSpy looked(&sampler, &CounterSampler::looked);
        sampler.noteCommit();
        QTRY_COMPARE(sampled.size(), 1);
        QCOMPARE(written.at(0).size(), std::size_t(3)); // what is not known gives none
        QCOMPARE(written.at(0).at(0),
                 (CounterSample{1, QStringLiteral("open_conversations"), clock.now(), 1}));
        // A commit that brought no pass of the live feeds (a back-fill, offline): a gap.
        clock.advance(60'000);
        sampler.noteCommit();
        QTRY_COMPARE(looked.size(), 2);
        QCOMPARE(written.size(), std::size_t(1));
        clock.advance(60'000);
        asOf = clock.now() - 1'000;
        sampler.noteCommit();
        QTRY_COMPARE(written.size(), std::size_t(2));
        // Many commits are one question.
        for (int i = 0; i < 50; ++i)
            sampler.noteCommit();
        QCoreApplication::processEvents();
        QCOMPARE(asked, 3);
        // Somebody else writes the cache: only looked at.
        sampler.setWriting(false);
        clock.advance(60'000);
        asOf = clock.now();
        sampler.noteCommit();
        QTRY_COMPARE(looked.size(), 4);
        QCOMPARE(written.size(), std::size_t(2));
    }

    void whatWasSyncedLongAgoIsNoPresent()
    {
        FakeClock clock{at("2026-06-01T11:02:00.000Z")};
        TimeMs asOf = clock.now() - 3'600'000;
        int written = 0;
        CounterSampler sampler({[&] {
                                    return QtFuture::makeReadyFuture(
                                        Result<CountersReport>(counters(clock.now(), asOf, 7)));
                                },
                                [&](const std::vector<CounterSample> &) {
                                    ++written;
                                    return QtFuture::makeReadyFuture(Result<void>());
                                }},
                               clock);
        sampler.setDelay(0);
        QSignalSpy looked(&sampler, &CounterSampler::looked);
        sampler.noteCommit();
        QTRY_COMPARE(looked.size(), 1);
        QCOMPARE(written, 0);
        clock.advance(60'000);
        asOf = clock.now();
        sampler.noteCommit();
        QTRY_COMPARE(written, 1);
    }

    void theTrayTellsOncePerCrossing()
    {
        auto owned = std::make_unique<FakeTray>();
        FakeTray *port = owned.get();
        QueueTray tray(std::move(owned));
        QSignalSpy wanted(&tray, &QueueTray::nowWanted);
        TimeMs now = m_clock.now();
        Thresholds levels;
        levels.set(metricOf(Kind::LongestWait), {}, {60'000, 600'000});
        tray.setThresholds(levels);
        tray.look(counters(now, now, 5, 900'000));
        QVERIFY(port->told.isEmpty()); // off until somebody wants it
        QVERIFY(!port->visible);
        levels.setNotifies(true);
        tray.setThresholds(levels);
        now += 60'000;
        tray.look(counters(now, now, 5, 1'000));
        QVERIFY(port->visible);
        QCOMPARE(port->count, 3);
        QCOMPARE(port->state, ThresholdState::None);
        now += QueueWatch::Pause;
        tray.look(counters(now, now, 5, 600'000));
        now += 60'000;
        tray.look(counters(now, now, 5, 660'000));
        QCOMPARE(port->told.size(), 1);
        QVERIFY2(port->told[0].contains(QLatin1String("Acme")), qPrintable(port->told[0]));
        QCOMPARE(port->state, ThresholdState::Bad);
        QVERIFY(port->toolTip.contains(QLatin1String("too long")));
        Q_EMIT port->clicked();
        QCOMPARE(wanted.size(), 1);
        port->available = false; // the desktop's panel went away
        now += QueueWatch::Pause;
        tray.look(counters(now, now, 5, 0));
        tray.look(counters(now + 60'000, now, 5, 700'000));
        QCOMPARE(port->told.size(), 1);
        levels.setNotifies(false);
        tray.setThresholds(levels);
        QVERIFY(!port->visible);
    }

    /// A desktop may read a message as markup, or may not: a name stands there either way.
    void namesInAMessageAreNoMarkup()
    {
        auto owned = std::make_unique<FakeTray>();
        FakeTray *port = owned.get();
        QueueTray tray(std::move(owned));
        Thresholds levels;
        levels.set(metricOf(Kind::LongestWait), {}, {60'000, 600'000});
        levels.setNotifies(true);
        tray.setThresholds(levels);
        const TimeMs now = m_clock.now();
        const auto look = [&](TimeMs at, DurationMs wait) {
            CountersReport report = counters(at, at, 5, wait);
            report.scopes.front().name = QStringLiteral("R&D <b>x</b> &amp;");
            tray.look(report);
        };
        look(now, 1'000);
        look(now + 60'000, 660'000);
        QCOMPARE(port->told.size(), 1);
        const QString told = port->told[0];
        QVERIFY2(told.contains(QStringLiteral("R\uff06D \u2039b\u203ax\u2039/b\u203a \uff06amp;")),
                 qPrintable(told));
        for (const char sign : {'<', '>', '&'})
            QVERIFY2(!told.contains(QLatin1Char(sign)), qPrintable(told));
    }

    void levelsAreKeptPerProfile()
    {
        const QTemporaryDir profile;
        const MetricSpec &wait = metricOf(Kind::LongestWait);
        Thresholds levels;
        levels.set(wait, {1, 0}, {1'000, 2'000});
        levels.setNotifies(true);
        {
            ThresholdStore store(profile.path());
            store.set(levels);
            store.flush();
        }
        const QString file = profile.filePath(QStringLiteral("thresholds.json"));
        QCOMPARE(QFileInfo(file).permissions() & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
        ThresholdStore again(profile.path());
        QTRY_VERIFY(again.value() == levels);
        // A profile that cannot be written says so, and the levels hold until the end.
        ThresholdStore lost(profile.filePath(QStringLiteral("no/such")));
        QSignalSpy failed(&lost, &ThresholdStore::failed);
        lost.set(levels);
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(lost.value() == levels);
    }

    /// A cache made anew gives its rows to others: levels find theirs by the vendor's ids.
    void levelsSurviveARebuiltCache()
    {
        const QTemporaryDir profile;
        const QString file = profile.filePath(QStringLiteral("thresholds.json"));
        const MetricSpec &wait = metricOf(Kind::LongestWait);
        const auto has = [&wait](const ThresholdStore &store, ThresholdScope scope) {
            const auto own = store.value().own(wait, scope);
            return own && own->high == 2'000.0;
        };
        { // of a program that knew rows alone
            QFile old(file);
            QVERIFY(old.open(QIODevice::WriteOnly));
            QByteArray json("{'notify':true,'thresholds':["
                            "{'metric':'longest_queue_wait','account':1,'group':31,'high':2000},"
                            "{'metric':'longest_queue_wait','account':2,'high':2000}]}");
            old.write(json.replace('\'', '"'));
        }
        {
            ThresholdStore store(profile.path());
            store.setCatalogue(sampleCatalogue());
            QTRY_VERIFY(has(store, {1, 31}));
            store.flush();
        }
        ThresholdStore store(profile.path());
        QTRY_VERIFY(has(store, {1, 31}));
        // Nobody is there yet, then one account, then all, in other rows.
        store.setCatalogue(std::make_shared<FilterCatalogue>(std::vector<AccountChoices>(),
                                                             QStringList(), QStringList()));
        QTRY_VERIFY(!has(store, {1, 31}));
        QVERIFY(!has(store, {2, 0}));
        store.setCatalogue(sampleCatalogue(1'000));
        QTRY_VERIFY(has(store, {1'001, 1'031}));
        QVERIFY(has(store, {1'002, 0}));
        QVERIFY(!has(store, {1, 31}));
        QVERIFY(store.value().notifies());
        store.flush();
        ThresholdStore again(profile.path());
        QTRY_VERIFY(has(again, {1'001, 1'031}));
    }

    /// The window lies in the task bar: counters are sampled, the page stays up to date, the queue
    /// is watched.
    void minimisedItGoesOn()
    {
        const QTemporaryDir profile;
        {
            const auto cache = openStore(profile.path());
            writeDesk(*cache);
        }
        FakeClock clock{at("2026-06-01T11:02:00.000Z")};
        StoreThread store(profile.path());
        QVERIFY(runFuture(store.opened()).ok());
        SyncService sync(profile.path(), store, clock);
        ReportService reports(profile.path(), clock);
        auto owned = std::make_unique<FakeTray>();
        FakeTray *port = owned.get();
        LiveDesk live(profile.path(), store, sync, reports, clock, std::move(owned));
        live.sampler().setDelay(0);
        const PageServices services{reports, clock, &live};
        std::vector<std::unique_ptr<PageBinding>> pages;
        pages.push_back(std::make_unique<NowBinding>(services));
        auto &page = static_cast<NowPage &>(pages.front()->page());
        MainWindow window;
        PageBindings bindings(services, std::move(pages));
        QObject::connect(&sync, &SyncService::committed, &reports, &ReportService::noteChange);
        window.addPage(&page);
        window.setNow(clock.now());
        window.showMinimized();
        bindings.setScope(window.scope());
        bindings.showPage(QStringLiteral("now"));
        bindings.setActive(true);
        QTRY_VERIFY(!page.tile(Kind::Open)->card().figure.isEmpty());
        QVERIFY(window.isMinimized());
        QCOMPARE(page.tile(Kind::Open)->card().figure, QStringLiteral("3"));

        Thresholds levels;
        levels.setNotifies(true); // 103 has waited for an hour: above the built-in 30 minutes
        live.thresholds().set(levels);
        QSignalSpy sampled(&live.sampler(), &CounterSampler::sampled);
        SyncBatch batch;
        Conversation more = conversation("104", "open", "", "2026-06-01T11:02:30.000Z");
        more.updatedAt = more.created;
        batch.conversations = {more};
        batch.fetchedAt = clock.now();
        clock.advance(60'000);
        FeedProgress progress = doneFeed("active_conversations");
        progress.at = clock.now();
        const auto change = runFuture(store.run([&](Store &cache) -> Result<ChangeSet> {
            for (const char *feed : {"agents", "conversations"}) {
                FeedProgress other = doneFeed(feed);
                other.at = progress.at;
                if (const auto done = cache.apply(1, {}, other); !done)
                    return done.error();
            }
            return cache.apply(1, batch, progress);
        }));
        QVERIFY(change.ok());
        Q_EMIT sync.committed(*change);
        QTRY_COMPARE(page.tile(Kind::Open)->card().figure, QStringLiteral("4"));
        QTRY_COMPARE(sampled.size(), 1);
        QTRY_COMPARE(port->told.size(), 1);
        QVERIFY(window.isMinimized());
        const TimeRange day{at("2026-06-01T00:00:00.000Z"), at("2026-06-02T00:00:00.000Z")};
        const auto samples =
            FactReader::open(profile.path()).value()->counterSamples({1}, day, historyStep);
        QVERIFY(samples.ok() && !samples->empty());
        // And the course of the page has the point.
        QTRY_VERIFY(!page.tile(Kind::Open)->card().history.empty() &&
                    page.tile(Kind::Open)->card().history.back().has_value());
    }
};

QTEST_MAIN(TestLive)
#include "tst_live.moc"
