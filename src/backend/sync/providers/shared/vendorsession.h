// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/httpcaller.h"
#include "backend/sync/provider.h"
#include "backend/sync/providers/shared/listwalk.h"

#include <map>
#include <memory>
#include <optional>

namespace watchfloor {

/// One account's connection to its vendor, as far as it is the same for all: settings, pacing, the
/// server's clock, memory of walks over lists. Each provider derives a session of its own, held by
/// shared_ptr so that a task under way may outlive the provider. GUI thread.
class VendorSession {
public:
    /// `title` names the vendor in sentences; `retries` where it says itself when to try again.
    VendorSession(QString title, Account account, ProviderContext context,
                  RetryPolicy retries = {});
    virtual ~VendorSession() = default;
    VendorSession(const VendorSession &) = delete;
    VendorSession &operator=(const VendorSession &) = delete;

    const QString &title() const { return m_title; }
    const Account &account() const { return m_account; }
    const ProviderContext &context() const { return m_context; }

    // `--set` brings texts, a dialog may bring numbers and booleans.
    double numberSetting(const char *key, double fallback) const; ///< numbers >= 0
    bool flagSetting(const char *key) const;
    QString textSetting(const char *key) const;          ///< trimmed
    DurationMs historyMs() const { return m_historyMs; } ///< `history_days`, 90 unless set

    // The clocks.
    TimeMs now() const { return m_context.clock->now(); }
    /// Server clock minus ours, from the Date header of every answer (refusals too); 0 until one
    /// came, and below two seconds, which Date cannot tell.
    DurationMs clockSkew() const { return m_clockSkew; }
    TimeMs serverNow() const { return now() + m_clockSkew; }
    /// When a pass began by the server's clock, as far as it is known now: what is covered up to
    /// then. `started` as planned, `asked` our time before the request.
    TimeMs claimable(TimeMs started, TimeMs asked) const
    {
        return std::min(started, asked + m_clockSkew);
    }

    // The limits.
    HttpCaller &caller() { return m_caller; }
    /// Tries less often, because somebody waits in front of a dialog.
    HttpCaller &probeCaller() { return m_probeCaller; }
    /// "host" or "host route": the latter is bound by the former's limit too.
    QString gateKey(const QString &route = {}) const { return gateKey(m_account.baseUrl, route); }
    static QString gateKey(const QUrl &url, const QString &route = {});
    /// A server on this machine needs no pacing, unless a test (ProviderContext::paceLoopback) or
    /// the user (`requests_per_second`) wants it. What headers tell is kept everywhere.
    bool paced() const;
    /// A vendor's permitted rate; spacing and window fall away where not paced().
    void setLimit(const QString &key, RateLimit limit);
    /// The same on every host.
    void setFirmLimit(const QString &key, const RateLimit &limit);

    // Walks over lists.
    Walk &walk(const QString &feed) { return m_walks[feed]; }
    /// A fresh memory unless `cursor` continues the one there is.
    Walk &continued(const QString &feed, const QString &cursor);
    /// TooLarge when the same rows came three times or `page` passes `most`.
    std::optional<Error> endless(const QString &feed, const SyncBatch &batch, int page, int most);
    /// Where the walk goes from here. A row deleted above the place reached moves all later ones
    /// up, over the edge between two pages. While the list has not become shorter this cannot have
    /// happened; where it has, the walk goes back by as many rows. TooLarge as endless().
    Result<PageTurn> turn(const QString &feed, const PageCursor &cursor, const SyncBatch &batch,
                          int most);

    /// Whether an answer with faulty rows is worth asking for again. Not for ever: a server whose
    /// dialect differs says the same each time, and would only be asked twice as much.
    bool mayAskAgain() const { return m_askedAgainInVain < mostInVain; }
    void askedAgain(bool helped) { m_askedAgainInVain = helped ? 0 : m_askedAgainInVain + 1; }

private:
    void learnClock(const HttpResponse &response);

    static constexpr int mostInVain = 3;

    QString m_title;
    Account m_account;
    ProviderContext m_context;
    DurationMs m_historyMs = 0;
    int m_askedAgainInVain = 0;
    DurationMs m_clockSkew = 0;
    HttpCaller m_caller;
    HttpCaller m_probeCaller;
    std::map<QString, Walk> m_walks;
};

using VendorSessionPtr = std::shared_ptr<VendorSession>;

} // namespace watchfloor
