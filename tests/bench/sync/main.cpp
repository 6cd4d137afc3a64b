// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httpclient.h"
#include "backend/store/storethread.h"
#include "backend/sync/providerregistry.h"
#include "backend/sync/syncrunner.h"
#include "bench/sync/sharedfloor.h"
#include "support/runtask.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>

#include <chrono>
#include <cstdio>
#include <sys/resource.h>

using namespace watchfloor;

namespace {

struct Used {
    double wall = 0; ///< s
    double cpu = 0;  ///< s, of this process alone
};

double seconds(const timeval &time)
{
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
}

Used usedSoFar()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto wall = std::chrono::steady_clock::now().time_since_epoch();
    return {std::chrono::duration<double>(wall).count(),
            seconds(usage.ru_utime) + seconds(usage.ru_stime)};
}

/// "VmHWM" or "VmRSS" of this process, MB.
double memory(const char *what)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(what))
            return line.mid(line.indexOf(':') + 1).trimmed().split(' ').constFirst().toDouble() /
                   1024;
    }
    return 0;
}

int sum(const QJsonObject &counts)
{
    int total = 0;
    for (const QJsonValue count : counts)
        total += count.toInt();
    return total;
}

Account accountOf(const ProviderEntry &entry, const QJsonObject &access, int days)
{
    Account account;
    account.provider = entry.info.id;
    account.name = entry.info.title;
    account.baseUrl = QUrl(access.value(QLatin1String("url")).toString());
    account.remoteAccountId = access.value(QLatin1String("account_id")).toString();
    account.settings = access.value(QLatin1String("settings")).toObject();
    account.settings.insert(QStringLiteral("history_days"), days + 1);
    return account;
}

/// One vendor's first sync: probe, every feed to its end, into a real cache.
class Measurement {
public:
    Measurement(bench::SharedFloor &floor, int days)
        : m_floor(floor)
        , m_clock(floor.time())
        , m_store(m_profile.path())
        , m_days(days)
    {
    }

    bool run(const ProviderEntry &entry)
    {
        Secrets secrets;
        const QJsonObject told = m_floor.access().value(QLatin1String("secrets")).toObject();
        for (auto it = told.begin(); it != told.end(); ++it)
            secrets.insert(it.key(), it->toString());
        Account account = accountOf(entry, m_floor.access(), m_days);
        ProviderContext context{&m_http, &m_store.worker(), &m_clock};
        context.paceLoopback = true;
        const auto probed =
            test::runTask(entry.create(account, secrets, context)->probe({}), 120'000);
        if (!probed) {
            std::printf("%s\n", qPrintable(probed.error().sentence()));
            return false;
        }
        account.capabilities = probed->capabilities;
        const auto id = test::runFuture(
            m_store.run([account](Store &store) { return store.addAccount(account); }));
        account.id = *id;
        std::shared_ptr<Provider> provider = entry.create(account, secrets, context);
        const QJsonObject before = m_floor.counts();
        const Used start = usedSoFar();
        const TimeMs began = m_clock.now();
        Gate open(true);
        SyncRunner runner(account, provider, m_store, m_clock, open, {});
        PlanOptions options;
        options.once = true;
        const AccountSummary summary = test::runTask(runner.run(options, {}), 3'600'000);
        const Used end = usedSoFar();
        print(entry.info.title, summary, before, {end.wall - start.wall, end.cpu - start.cpu},
              double(m_clock.now() - began) / 60'000);
        return true;
    }

private:
    void print(const QString &title, const AccountSummary &summary, const QJsonObject &before,
               Used used, double minutes)
    {
        const QJsonObject counts = m_floor.counts();
        const QJsonObject earlier = before.value(QLatin1String("requests")).toObject();
        const QJsonObject routes = counts.value(QLatin1String("requests")).toObject();
        const int requests = sum(routes) - sum(earlier);
        const int refused = sum(counts.value(QLatin1String("refused")).toObject());
        qint64 rows = 0;
        for (const FeedSummary &feed : summary.feeds)
            rows += feed.rows;
        std::printf("%s: %d days, %lld conversations, %lld messages, %lld reporting rows\n",
                    qPrintable(title), m_days,
                    counts.value(QLatin1String("conversations")).toInteger(),
                    counts.value(QLatin1String("messages")).toInteger(),
                    counts.value(QLatin1String("events")).toInteger());
        std::printf("  requests %d (refused %d), rows %lld\n", requests, refused, rows);
        std::printf("  unpaced: %.1f s, %.0f rows/s; CPU %.2f s, %.0f rows per CPU second\n",
                    used.wall, double(rows) / used.wall, used.cpu, double(rows) / used.cpu);
        std::printf("  at the vendor's pace: %.1f min, %.1f requests/min, %.2f %% of one core\n",
                    minutes, minutes > 0 ? requests / minutes : 0.0,
                    minutes > 0 ? used.cpu / (minutes * 60) * 100 : 0.0);
        std::printf("  memory: peak %.0f MB, at the end %.0f MB\n", memory("VmHWM"),
                    memory("VmRSS"));
        for (auto it = routes.begin(); it != routes.end(); ++it) {
            if (const int made = it->toInt() - earlier.value(it.key()).toInt())
                std::printf("    %6d  %s\n", made, qPrintable(it.key()));
        }
        for (const FeedSummary &feed : summary.feeds)
            std::printf("    feed %-24s %8lld rows %s\n", qPrintable(feed.feed), qint64(feed.rows),
                        feed.error ? qPrintable(feed.error->sentence()) : "");
        if (summary.error)
            std::printf("  stopped: %s\n", qPrintable(summary.error->sentence()));
    }

    bench::SharedFloor &m_floor;
    bench::SharedClock m_clock;
    QTemporaryDir m_profile;
    HttpClient m_http;
    StoreThread m_store;
    int m_days;
};

} // namespace

/// watchfloor-syncbench VENDOR [DAYS [CONVERSATIONS_PER_DAY]]
int main(int argc, char **argv)
{
    const QByteArray vendor = argc > 1 ? argv[1] : "";
    const int days = argc > 2 ? QByteArray(argv[2]).toInt() : 30;
    const int perDay = argc > 3 ? QByteArray(argv[3]).toInt() : 300;
    const std::vector<ProviderEntry> known = knownProviders();
    const ProviderEntry *entry = findProvider(known, QString::fromLatin1(vendor));
    if (entry == nullptr || days < 1 || perDay < 1) {
        std::printf("watchfloor-syncbench VENDOR [DAYS [CONVERSATIONS_PER_DAY]]\n");
        return 2;
    }
    bench::SharedFloor floor(vendor, days, perDay); // forks, so it comes before Qt
    const QCoreApplication application(argc, argv);
    if (floor.access().isEmpty()) {
        std::printf("the sandbox does not serve %s\n", vendor.constData());
        return 1;
    }
    return Measurement(floor, days).run(*entry) ? 0 : 1;
}
