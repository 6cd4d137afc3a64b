// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootprovider.h"
#include "sandbox/sandbox.h"
#include "support/fakeclock.h"
#include "support/memorycache.h"
#include "support/runtask.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

constexpr DurationMs dayMs = 86'400'000;
constexpr TimeMs frozenAt = 1'780'315'200'000; // 2026-06-01T12:00:00Z
constexpr int days = 5;

/// The sandbox, a provider and a cache in memory, walked as the sync would.
class Run {
public:
    explicit Run(const sandbox::ChatwootOptions &options)
        : clock(frozenAt)
        , worker(QStringLiteral("parse"))
        , cache(std::make_shared<MemoryCache>())
    {
        sandbox::SandboxConfig config;
        config.seed = 7;
        config.days = days;
        config.agents = 10;
        config.conversationsPerDay = 80;
        config.now = frozenAt;
        config.chatwoot = options;
        box = std::make_unique<sandbox::Sandbox>(config);
        clock.setAutoAdvance(true);
    }

    bool start()
    {
        QString error;
        if (!box->start(&error))
            return false;
        const auto access = box->access(sandbox::Vendor::Chatwoot);
        Account account;
        account.name = QStringLiteral("sandbox");
        account.baseUrl = QUrl(access.url);
        Secrets secrets;
        secrets.insert(QStringLiteral("token"), access.secrets.value(QStringLiteral("token")));
        ChatwootProvider unknown(account, secrets, ProviderContext{&http, &worker, &clock});
        const auto found = runTask(unknown.probe({}));
        if (!found)
            return fail(found.error());
        probe = *found;
        account.remoteAccountId =
            probe.chosenAccountId.isEmpty() ? access.accountId : probe.chosenAccountId;
        ChatwootProvider chosen(account, secrets, ProviderContext{&http, &worker, &clock});
        const auto again = runTask(chosen.probe({}));
        if (!again)
            return fail(again.error());
        account.capabilities = again->capabilities;
        capabilities = again->capabilities;
        provider = std::make_unique<ChatwootProvider>(account, secrets,
                                                      ProviderContext{&http, &worker, &clock});
        return true;
    }

    bool everything()
    {
        for (const FeedInfo &feed : ChatwootProvider::staticInfo().feeds) {
            if (!feed.capability.isEmpty() && !capabilities.contains(feed.capability))
                continue;
            FetchRequest request(feed.key);
            request.cache = cache;
            request.passStarted = frozenAt;
            request.horizon = frozenAt - 90 * dayMs;
            if (feed.shape != FeedShape::Windows) {
                if (!pass(request))
                    return false;
                continue;
            }
            const TimeMs today = frozenAt / dayMs * dayMs;
            for (TimeMs from = today; from >= today - (days + 1) * dayMs; from -= dayMs) {
                request.window = TimeRange{from, std::min(from + dayMs, frozenAt + 60'000)};
                if (!pass(request))
                    return false;
            }
        }
        return true;
    }

    int asked(const QString &part) const
    {
        int count = 0;
        const auto counts = box->requestCounts(sandbox::Vendor::Chatwoot);
        for (auto it = counts.begin(); it != counts.end(); ++it)
            count += it.key().contains(part) ? it.value() : 0;
        return count;
    }

    FakeClock clock;
    HttpClient http;
    WorkerThread worker;
    std::unique_ptr<sandbox::Sandbox> box;
    std::shared_ptr<MemoryCache> cache;
    ProbeResult probe;
    QStringList capabilities;
    std::unique_ptr<ChatwootProvider> provider;
    QString failure;

private:
    bool pass(FetchRequest request)
    {
        do {
            const auto batch = runTask(provider->fetch(request, {}));
            if (!batch)
                return fail(batch.error());
            cache->apply(*batch);
            request.cursor = batch->nextCursor;
        } while (!request.cursor.isEmpty());
        return true;
    }
    bool fail(const Error &error)
    {
        failure = error.sentence();
        return false;
    }
};

QString idOf(const std::vector<sandbox::Agent> &agents, int index)
{
    return index == sandbox::Nobody ? QString() : agents[static_cast<size_t>(index)].id;
}

TimeMs second(TimeMs time)
{
    return time / 1000 * 1000;
}

} // namespace

class TestChatwootSandbox : public QObject {
    Q_OBJECT

    static void compareConversations(Run &run)
    {
        const sandbox::World &world = run.box->world(sandbox::Vendor::Chatwoot);
        size_t living = 0;
        for (const sandbox::Conversation &truth : world.conversations()) {
            if (truth.deleted())
                continue;
            ++living;
            const auto found = run.cache->conversations.find(truth.id);
            QVERIFY2(found != run.cache->conversations.end(), qPrintable(truth.id));
            const Conversation &row = found->second;
            QCOMPARE(row.status, sandbox::statusWord(sandbox::Vendor::Chatwoot, truth.phase));
            QCOMPARE(row.created, second(truth.createdAt));
            QCOMPARE(row.firstResponse.value_or(0), second(truth.firstReplyAt));
            QCOMPARE(row.waitingSince.value_or(0), second(truth.waitingSince));
            QCOMPARE(row.agentRemoteId, idOf(world.agents(), world.assignee(truth)));
            QCOMPARE(row.channel, sandbox::channelWord(
                                      world.inboxes()[static_cast<size_t>(truth.inbox)].channel));
            QCOMPARE(row.updatedAt.value_or(0), truth.updatedAt);
        }
        QCOMPARE(run.cache->conversations.size(), living);
        QVERIFY(living > 200);
    }

private Q_SLOTS:
    void administrator()
    {
        Run run{sandbox::ChatwootOptions()};
        QVERIFY2(run.start(), qPrintable(run.failure));
        QVERIFY2(run.everything(), qPrintable(run.failure));
        QCOMPARE(run.cache->problems.join(u'\n'), QString());
        compareConversations(run);

        // Every event is here, and every one found its conversation.
        const sandbox::World &world = run.box->world(sandbox::Vendor::Chatwoot);
        size_t living = 0;
        for (const sandbox::ReportingEvent &truth : world.reportingEvents()) {
            if (truth.destroyed)
                continue;
            ++living;
            const auto found = run.cache->events.find(truth.id);
            QVERIFY(found != run.cache->events.end());
            const ReportingEvent &row = found->second;
            QCOMPARE(row.name, QLatin1String(truth.name));
            QCOMPARE(row.value, truth.value * 1000);
            QCOMPARE(row.valueInBusinessHours.has_value(), truth.valueInBusinessHours.has_value());
            QCOMPARE(row.created, truth.createdAt);
            QCOMPARE(row.agentRemoteId, idOf(world.agents(), truth.agent));
            QCOMPARE(run.cache->displayOf(row.conversationInternalId),
                     world.at(truth.conversation).id);
        }
        QCOMPARE(run.cache->events.size(), living);
        // Inference did the most part of it.
        QVERIFY2(run.asked(QStringLiteral("conversations/{id}/reporting_events")) < 40,
                 qPrintable(QString::number(
                     run.asked(QStringLiteral("conversations/{id}/reporting_events")))));

        // Counters by the server and by the rows are the same.
        std::map<QString, double> open;
        for (const auto &[id, row] : run.cache->conversations) {
            if (row.status == QLatin1String("open"))
                open[row.agentRemoteId] += 1;
        }
        for (const auto &[agent, row] : run.cache->agents) {
            const auto counted =
                run.cache->metrics.find({QStringLiteral("open_conversations"), agent, false});
            QVERIFY(counted != run.cache->metrics.end());
            QCOMPARE(counted->second, open[agent]);
        }
        for (const sandbox::Conversation &truth : world.conversations()) {
            int rating = 0;
            for (const sandbox::CsatAnswer &answer : truth.csat)
                rating = answer.rating ? answer.rating : rating;
            if (rating && !truth.deleted())
                QCOMPARE(run.cache->csat[truth.id], rating);
        }
    }

    void communityDerivesFromMessages()
    {
        sandbox::ChatwootOptions options;
        options.edition = QStringLiteral("community");
        Run run(options);
        QVERIFY2(run.start(), qPrintable(run.failure));
        QVERIFY2(run.everything(), qPrintable(run.failure));
        QCOMPARE(run.cache->problems.join(u'\n'), QString());
        compareConversations(run);
        QVERIFY(run.cache->events.empty());
        // What is called exact is what the server would have written; and so is the estimate where
        // neither a bot nor a reopening moved the start.
        const sandbox::World &world = run.box->world(sandbox::Vendor::Chatwoot);
        int compared = 0;
        for (const sandbox::ReportingEvent &truth : world.reportingEvents()) {
            if (truth.destroyed || QLatin1String(truth.name) != QLatin1String("first_response"))
                continue;
            const sandbox::Conversation &conversation = world.at(truth.conversation);
            const bool plain = second(truth.start) == second(conversation.createdAt);
            for (const ReportingEvent &row : run.cache->derived[conversation.id]) {
                if (row.name != QLatin1String("first_response") ||
                    (!plain && row.origin != EventOrigin::Derived))
                    continue;
                QVERIFY(std::abs(row.value - truth.value * 1000) <= 1000);
                QCOMPARE(row.agentRemoteId, idOf(world.agents(), truth.agent));
                ++compared;
            }
        }
        QVERIFY2(compared > 100, qPrintable(QString::number(compared)));
    }

    void agentSeesWhatIsHers()
    {
        sandbox::ChatwootOptions options;
        options.role = QStringLiteral("agent");
        Run run(options);
        QVERIFY2(run.start(), qPrintable(run.failure));
        QVERIFY2(run.everything(), qPrintable(run.failure));
        const sandbox::World &world = run.box->world(sandbox::Vendor::Chatwoot);
        QVERIFY(!run.cache->events.empty());
        for (const auto &[id, row] : run.cache->events) {
            QVERIFY(!row.conversationRemoteId.isEmpty());
            const int index = world.conversationById(row.conversationRemoteId);
            QCOMPARE(QString::number(world.at(index).databaseId), row.conversationInternalId);
        }
    }

    void oldServerGivesSeed000()
    {
        sandbox::ChatwootOptions options;
        options.version = QStringLiteral("4.0.2");
        Run run(options);
        QVERIFY2(run.start(), qPrintable(run.failure));
        QVERIFY2(run.everything(), qPrintable(run.failure));
        QVERIFY(run.asked(QStringLiteral("reports/conversations")) >= 2);
        QCOMPARE(run.asked(QStringLiteral("live_reports")), 0);
        QVERIFY(!run.cache->metrics.empty());
    }
};

QTEST_GUILESS_MAIN(TestChatwootSandbox)
#include "tst_chatwootsandbox.moc"
