// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/httpclient.h"
#include "backend/sync/providers/chatwoot/chatwootprovider.h"
#include "support/fakecacheview.h"
#include "support/fakeclock.h"
#include "support/loopbackserver.h"
#include "support/runtask.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>

namespace watchfloor::test {

/// A Chatwoot provider before a loopback server that answers by path and query. Time is made up and
/// jumps to whatever is waited for.
class ChatwootRig {
public:
    using Answer = std::function<Reply(const SeenRequest &)>;

    static constexpr TimeMs startOfTime = 1'780'300'800'000; // 2026-06-01T08:00:00Z

    ChatwootRig()
        : clock(startOfTime)
        , worker(QStringLiteral("parse"))
        , cache(std::make_shared<FakeCacheView>())
    {
        clock.setAutoAdvance(true);
        account.provider = QStringLiteral("chatwoot");
        account.name = QStringLiteral("Support");
        account.baseUrl = server.url(QStringLiteral("/prefix"));
        account.remoteAccountId = QStringLiteral("1");
        server.setResponder([this](const SeenRequest &request) { return answer(request); });
        restart();
    }

    /// A new process: nothing but cursors survives.
    void restart()
    {
        Secrets secrets;
        secrets.insert(QStringLiteral("token"), QStringLiteral("t0ken-secret"));
        provider = std::make_unique<ChatwootProvider>(account, secrets,
                                                      ProviderContext{&http, &worker, &clock});
    }
    void grant(const QStringList &capabilities)
    {
        account.capabilities = capabilities;
        restart();
    }

    /// Path below the account's v1 root ("agents"), or any full path that starts with '/'.
    void on(const QByteArray &path, Answer fn) { m_answers[full(path)] = std::move(fn); }
    void on(const QByteArray &path, const QJsonDocument &json, int status = 200)
    {
        on(path, [body = json.toJson(), status](const SeenRequest &) {
            return Reply::json(body, status);
        });
    }
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

    /// Decoded "path?query" of the requests so far, without the account's prefix.
    QStringList asked() const
    {
        QStringList list;
        for (const SeenRequest &request : server.requests())
            list.append(QString::fromUtf8(request.target)
                            .remove(QStringLiteral("/prefix/api/v1/accounts/1/")));
        return list;
    }
    QString lastAsked() const { return asked().isEmpty() ? QString() : asked().constLast(); }
    int count(const QString &part) const { return static_cast<int>(asked().filter(part).size()); }

    FakeClock clock;
    LoopbackServer server;
    HttpClient http;
    WorkerThread worker;
    std::shared_ptr<FakeCacheView> cache;
    Account account;
    std::stop_source stop;
    std::unique_ptr<ChatwootProvider> provider;

private:
    static QByteArray full(const QByteArray &path)
    {
        return path.startsWith('/') ? "/prefix" + path : "/prefix/api/v1/accounts/1/" + path;
    }
    Reply answer(const SeenRequest &request)
    {
        const auto found = m_answers.find(request.target.split('?').constFirst());
        if (found != m_answers.end())
            return found->second(request);
        return Reply::json(R"({"status":404,"error":"Not Found"})", 404);
    }

    std::map<QByteArray, Answer> m_answers;
};

/// A conversation row as the list sends it, with the fields a test cares about.
inline QJsonObject conversationRow(int id, qint64 createdSeconds,
                                   const QString &status = QStringLiteral("open"),
                                   qint64 lastActivity = 0)
{
    return QJsonObject{
        {QStringLiteral("id"), id},
        {QStringLiteral("inbox_id"), 2},
        {QStringLiteral("status"), status},
        {QStringLiteral("created_at"), createdSeconds},
        {QStringLiteral("last_activity_at"), lastActivity ? lastActivity : createdSeconds},
        {QStringLiteral("updated_at"), static_cast<double>(createdSeconds) + 0.5},
        {QStringLiteral("meta"),
         QJsonObject{{QStringLiteral("channel"), QStringLiteral("Channel::Email")}}}};
}

inline QByteArray conversationList(const QJsonArray &rows)
{
    const QJsonObject data{{QStringLiteral("meta"), QJsonObject()},
                           {QStringLiteral("payload"), rows}};
    return QJsonDocument(QJsonObject{{QStringLiteral("data"), data}}).toJson();
}

inline QStringList idsOf(const SyncBatch &batch)
{
    QStringList ids;
    for (const Conversation &row : batch.conversations)
        ids.append(row.remoteId);
    return ids;
}

} // namespace watchfloor::test
