// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/httpclient.h"
#include "backend/sync/providers/liveperson/livepersonprovider.h"
#include "support/fakecacheview.h"
#include "support/fakeclock.h"
#include "support/loopbackserver.h"
#include "support/runtask.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>

namespace watchfloor::test {

/// A LivePerson provider before a loopback server that stands for all of its services and answers
/// by path. Time is made up and jumps to whatever is waited for.
class LivePersonRig {
public:
    using Answer = std::function<Reply(const SeenRequest &)>;

    static constexpr TimeMs startOfTime = 1'780'315'500'000; // 2026-06-01T12:05:00Z

    LivePersonRig()
        : clock(startOfTime)
        , worker(QStringLiteral("parse"))
        , cache(std::make_shared<FakeCacheView>())
    {
        clock.setAutoAdvance(true);
        account.provider = QStringLiteral("liveperson");
        account.name = QStringLiteral("Brand");
        account.baseUrl = server.url();
        account.remoteAccountId = QStringLiteral("12345678");
        account.capabilities =
            QStringList{QStringLiteral("key_metrics"), QStringLiteral("configuration"),
                        QStringLiteral("history"), QStringLiteral("agent_activity")};
        for (const char *key : {"consumer_key", "consumer_secret", "token", "token_secret"})
            secrets.insert(QLatin1String(key), QLatin1String(key) + QStringLiteral("-canary"));
        server.setResponder([this](const SeenRequest &request) { return answer(request); });
        restart();
    }

    void useLogin()
    {
        secrets.clear();
        secrets.insert(QStringLiteral("username"), QStringLiteral("lead@example.test"));
        secrets.insert(QStringLiteral("password"), QStringLiteral("password-canary"));
        restart();
    }
    void set(const char *key, const QJsonValue &value)
    {
        account.settings.insert(QLatin1String(key), value);
        restart();
    }
    /// A new process: nothing but cursors survives.
    void restart()
    {
        ProviderContext context{&http, &worker, &clock};
        context.paceLoopback = paced;
        provider = std::make_unique<LivePersonProvider>(account, secrets, context);
    }

    /// By the end of the path ("metrics", "le-users/skills").
    void on(const QByteArray &path, Answer fn) { m_answers[path] = std::move(fn); }
    void on(const QByteArray &path, const QByteArray &json, int status = 200)
    {
        on(path, [json, status](const SeenRequest &) { return Reply::json(json, status); });
    }

    Result<SyncBatch> fetch(FetchRequest request)
    {
        request.cache = cache;
        if (request.passStarted == 0)
            request.passStarted = clock.now();
        return runTask(provider->fetch(std::move(request), stop.get_token()));
    }
    Result<SyncBatch> fetch(const char *feed, const QString &cursor = {})
    {
        FetchRequest request{QLatin1String(feed)};
        request.cursor = cursor;
        return fetch(std::move(request));
    }
    Result<ProbeResult> probe() { return runTask(provider->probe(stop.get_token())); }

    /// The requests whose path ends so.
    std::vector<SeenRequest> asked(const QByteArray &path) const
    {
        std::vector<SeenRequest> found;
        for (const SeenRequest &request : server.requests()) {
            if (request.path().endsWith(path))
                found.push_back(request);
        }
        return found;
    }
    static QJsonObject bodyOf(const SeenRequest &request)
    {
        return QJsonDocument::fromJson(request.body).object();
    }

    FakeClock clock;
    LoopbackServer server;
    HttpClient http;
    WorkerThread worker;
    std::shared_ptr<FakeCacheView> cache;
    Account account;
    Secrets secrets;
    bool paced = false;
    std::stop_source stop;
    std::unique_ptr<LivePersonProvider> provider;

private:
    Reply answer(const SeenRequest &request)
    {
        const QByteArray path = request.path();
        const Answer *best = nullptr;
        qsizetype length = -1;
        for (const auto &[end, fn] : m_answers) {
            if (path.endsWith(end) && end.size() > length) {
                best = &fn;
                length = end.size();
            }
        }
        return best ? (*best)(request) : Reply::json(R"({"message":"no such resource"})", 404);
    }

    std::map<QByteArray, Answer> m_answers;
};

/// Value of a figure, or nothing when there is no such row; NaN for "no data".
inline std::optional<double> figure(const SyncBatch &batch, const char *metric, MetricScope scope,
                                    const QString &key = {})
{
    for (const MetricValue &row : batch.metricValues) {
        if (row.metric == QLatin1String(metric) && row.scope == scope && row.scopeKey == key)
            return row.value.value_or(qQNaN());
    }
    return std::nullopt;
}

} // namespace watchfloor::test
