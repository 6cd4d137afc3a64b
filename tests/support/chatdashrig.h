// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/httpclient.h"
#include "backend/net/jsonreader.h"
#include "backend/sync/providers/chatdash/chatdashprovider.h"
#include "support/fakecacheview.h"
#include "support/fakeclock.h"
#include "support/loopbackserver.h"
#include "support/runtask.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>

namespace watchfloor::test {

/// A ChatDash provider before a loopback server that answers from a list of conversations, as the
/// documents say. Time is made up and jumps to whatever is waited for.
class ChatDashRig {
public:
    using Override = std::function<std::optional<Reply>(const SeenRequest &)>;

    static constexpr TimeMs startOfTime = 1'780'315'200'000; // 2026-06-01T12:00:00Z
    static constexpr DurationMs hour = 3'600'000;
    static constexpr DurationMs day = 24 * hour;

    explicit ChatDashRig(bool paced = false)
        : clock(startOfTime)
        , worker(QStringLiteral("parse"))
        , cache(std::make_shared<FakeCacheView>())
        , m_paced(paced)
    {
        clock.setAutoAdvance(true);
        account.provider = QStringLiteral("chatdash");
        account.name = QStringLiteral("Agency");
        account.baseUrl = server.url(QString());
        account.remoteAccountId = QStringLiteral("1");
        server.setResponder([this](const SeenRequest &request) { return answer(request); });
        agents = {QStringLiteral("a1")};
        restart();
    }

    /// A new process: nothing but cursors survives.
    void restart()
    {
        Secrets secrets;
        secrets.insert(QStringLiteral("api_key"), QStringLiteral("CD.k3y-secret"));
        ProviderContext context{&http, &worker, &clock};
        context.paceLoopback = m_paced;
        provider = std::make_unique<ChatDashProvider>(account, secrets, context);
    }
    void grant(const QStringList &capabilities)
    {
        account.capabilities = capabilities;
        restart();
    }

    QJsonObject &add(const QString &id, TimeMs created, const QString &agent = QStringLiteral("a1"))
    {
        QJsonObject &row = rows[id];
        row = QJsonObject{{QStringLiteral("_id"), id},
                          {QStringLiteral("agentId"), agent},
                          {QStringLiteral("record"), true},
                          {QStringLiteral("interacted"), true},
                          {QStringLiteral("isLive"), false},
                          {QStringLiteral("status"), QStringLiteral("ai")},
                          {QStringLiteral("createdAt"), iso(created)},
                          {QStringLiteral("endedAt"), iso(created + 60'000)},
                          {QStringLiteral("updatedAt"), iso(created + 90'000)}};
        return row;
    }
    static QString iso(TimeMs time)
    {
        return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC).toString(Qt::ISODateWithMs);
    }

    Result<SyncBatch> fetch(FetchRequest request)
    {
        request.cache = cache;
        if (request.passStarted == 0)
            request.passStarted = clock.now();
        return runTask(provider->fetch(std::move(request), stop.get_token()));
    }
    /// All pages of a pass; problems are the pages' own.
    std::vector<SyncBatch> pass(FetchRequest request)
    {
        std::vector<SyncBatch> pages;
        if (request.passStarted == 0)
            request.passStarted = clock.now();
        do {
            const auto page = fetch(request);
            if (!page)
                qFatal("%s", qPrintable(page.error().sentence()));
            pages.push_back(*page);
            request.cursor = page->nextCursor;
        } while (!request.cursor.isEmpty() && pages.size() < 1000);
        return pages;
    }
    Result<ProbeResult> probe() { return runTask(provider->probe(stop.get_token())); }

    int count(const QByteArray &part) const
    {
        int found = 0;
        for (const SeenRequest &request : server.requests())
            found += request.target.contains(part) ? 1 : 0;
        return found;
    }

    FakeClock clock;
    LoopbackServer server;
    HttpClient http;
    WorkerThread worker;
    std::shared_ptr<FakeCacheView> cache;
    Account account;
    std::stop_source stop;
    std::unique_ptr<ChatDashProvider> provider;

    QStringList agents;
    std::map<QString, QJsonObject> rows;
    std::map<QString, QByteArray> messages; ///< by conversation; empty: no such route
    bool singles = false;                   ///< the route for one conversation is there
    QString dateField = QStringLiteral("createdAt");
    Override override; ///< asked first

private:
    Reply answer(const SeenRequest &request)
    {
        if (override) {
            if (const auto own = override(request))
                return *own;
        }
        const QList<QByteArray> parts = request.path().split('/').mid(3); // "", v1, public
        if (parts.value(0) != "agents")
            return missing();
        if (parts.size() == 1)
            return Reply::json(QJsonDocument(agentList()).toJson());
        const QString agent = QString::fromUtf8(parts[1]);
        if (!agents.contains(agent))
            return missing();
        const QString id = QString::fromUtf8(parts.value(3));
        if (parts.size() == 3)
            return Reply::json(QJsonDocument(list(request, agent)).toJson());
        if (parts.size() == 4 && singles && rows.count(id))
            return Reply::json(QJsonDocument(rows[id]).toJson());
        if (parts.size() == 5 && messages.count(id))
            return Reply::json(messages[id]);
        return missing();
    }
    static Reply missing() { return Reply::json(R"({"message":"Not found"})", 404); }

    QJsonArray agentList() const
    {
        QJsonArray list;
        for (const QString &id : agents)
            list.append(QJsonObject{{QStringLiteral("_id"), id},
                                    {QStringLiteral("name"), QStringLiteral("AI ") + id},
                                    {QStringLiteral("apiKey"), QStringLiteral("SECRET-platform")}});
        return list;
    }
    QJsonArray list(const SeenRequest &request, const QString &agent) const
    {
        QJsonArray found;
        for (const auto &[id, row] : rows) {
            const QString at = row.value(dateField).toString();
            const bool flags = row.value(QLatin1String("record")).toBool() ==
                                   (request.query("record") == "true") &&
                               row.value(QLatin1String("interacted")).toBool() ==
                                   (request.query("interacted") == "true");
            if (flags && row.value(QLatin1String("agentId")).toString() == agent &&
                at >= QString::fromLatin1(request.query("startDate")) &&
                at <= QString::fromLatin1(request.query("endDate")))
                found.append(row);
        }
        return found;
    }

    bool m_paced;
};

inline QStringList idsIn(const std::vector<SyncBatch> &pages)
{
    QStringList ids;
    for (const SyncBatch &page : pages) {
        for (const Conversation &row : page.conversations) {
            if (!ids.contains(row.remoteId))
                ids.append(row.remoteId);
        }
    }
    ids.sort();
    return ids;
}

inline ConversationKey cachedKey(const QString &id, TimeMs created, const QByteArray &agent = "a1")
{
    ConversationKey key;
    key.remoteId = id;
    key.status = QStringLiteral("open");
    key.created = created;
    key.updatedAt = created + 90'000;
    key.extra = "{\"agentId\":\"" + agent + "\"}";
    return key;
}

} // namespace watchfloor::test
