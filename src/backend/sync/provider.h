// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/clock.h"
#include "backend/async/workerthread.h"
#include "backend/domain/account.h"
#include "backend/domain/conversationkey.h"
#include "backend/domain/providerinfo.h"
#include "backend/domain/result.h"
#include "backend/domain/syncbatch.h"
#include "backend/net/httpclient.h"

#include <QCoroTask>
#include <QHash>
#include <QPromise>

#include <memory>
#include <stop_token>

namespace watchfloor {

/// Secrets by field key (ProviderField::key), read from the keyring when a sync starts.
using Secrets = QHash<QString, QString>;

/// What a provider may ask of the cache. Answers come from the store worker; each is a snapshot.
class CacheView {
public:
    virtual ~CacheView() = default;
    /// Conversations (newest first) whose events are missing or older than the conversation.
    virtual QFuture<Result<std::vector<ConversationKey>>> conversationsNeedingEvents(int limit) = 0;
    /// Conversations that are not closed and not gone in the cache.
    virtual QFuture<Result<std::vector<ConversationKey>>> activeConversations() = 0;
    virtual QFuture<Result<std::vector<UnlinkedConversation>>> unlinkedConversations() = 0;
    /// Conversations created in [from, to), gone ones too.
    virtual QFuture<Result<std::vector<ConversationKey>>> conversationsCreated(TimeRange range) = 0;
    /// The one of this remote id, or none.
    virtual QFuture<Result<std::vector<ConversationKey>>> conversationNamed(QString remoteId) = 0;
    /// Whom conversations name but no list has described.
    virtual QFuture<Result<std::vector<UnnamedAgent>>> unnamedAgents()
    {
        QPromise<Result<std::vector<UnnamedAgent>>> none;
        none.start();
        none.addResult(Result<std::vector<UnnamedAgent>>(std::vector<UnnamedAgent>()));
        none.finish();
        return none.future();
    }
};

/// What all providers work with. Owned by the sync service; outlives them. No provider keeps a
/// thread, a database or a network manager of its own.
struct ProviderContext {
    HttpClient *http = nullptr;
    WorkerThread *worker = nullptr; ///< parse here, never on the calling thread
    Clock *clock = nullptr;
    bool paceLoopback = false; ///< tests: keep the vendor's rate on this machine too
};

/// One page of one feed to fetch.
class FetchRequest {
public:
    explicit FetchRequest(QString feedKey)
        : feed(std::move(feedKey))
    {
    }

    QString feed;
    QString cursor;                  ///< empty = first page of a pass
    std::optional<TimeRange> window; ///< Windows feeds
    std::optional<TimeMs> since;     ///< Delta: watermark minus overlap
    TimeMs horizon = 0;              ///< Backfill: nothing older is wanted
    TimeMs passStarted = 0;          ///< when the pass began, by the server's clock as known then
    DurationMs clockSkew = 0;        ///< server clock minus ours that these times were made with
    QString conversation;            ///< Items on demand: just this one
    std::shared_ptr<CacheView> cache;
};

/// An adapter to one vendor's API for one account. Lives on the GUI thread; network by coroutine,
/// parsing on the worker. Obligations: every task completes with a batch or an Error, also after
/// stop; nothing is thrown; limits of the vendor are kept inside (RequestGate, RetryPolicy);
/// secrets and personal data never enter a batch unless the account opted in.
class Provider {
public:
    virtual ~Provider() = default;
    virtual ProviderInfo info() const = 0;
    /// Validates the credential; finds version, accounts, rights and capabilities. Changes nothing.
    virtual QCoro::Task<Result<ProbeResult>> probe(std::stop_token stop) = 0;
    /// The server's clock minus ours, where its answers tell; 0 while nothing is known.
    virtual DurationMs clockSkew() const { return 0; }
    /// Fetches and parses one page. Transient faults have been retried when an Error comes back.
    virtual QCoro::Task<Result<SyncBatch>> fetch(FetchRequest request, std::stop_token stop) = 0;
};

} // namespace watchfloor
