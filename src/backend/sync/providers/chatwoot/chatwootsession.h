// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/net/httpcaller.h"
#include "backend/sync/provider.h"
#include "backend/sync/providers/chatwoot/chatwootcursor.h"
#include "backend/sync/providers/chatwoot/chatwooterrors.h"
#include "backend/sync/providers/chatwoot/chatwootformat.h"
#include "backend/sync/providers/chatwoot/chatwootmessages.h"
#include "backend/sync/providers/chatwoot/chatwootparser.h"

#include <QCoroFuture>
#include <QSet>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

namespace watchfloor::chatwoot {

/// What a provider remembers of a pass between two pages. It may be lost at any time (a restart):
/// then the cursor no longer equals `expected`, and the feed begins again where it is safe.
struct Walk {
    QString expected;                  ///< cursor handed out last
    QStringList todo;                  ///< display ids still to be asked
    std::vector<ConversationKey> keys; ///< the same with what the cache knows of them
    QSet<QString> seen;
    QByteArray lastPage; ///< ids of the page before, to notice an endless list
    int lastNumber = 0;
    int repeats = 0;
    int stepsBack = 0;

    /// The last `most` of keys, last one first. They stay until dropKeys(): a step that fails is
    /// asked again as a whole.
    std::vector<ConversationKey> nextKeys(size_t most) const
    {
        const auto count = static_cast<std::ptrdiff_t>(std::min(most, keys.size()));
        return std::vector<ConversationKey>(keys.rbegin(), keys.rbegin() + count);
    }
    void dropKeys(size_t count) { keys.resize(keys.size() - std::min(count, keys.size())); }
};

/// One account's connection: target, pacing, clock difference and memory. GUI thread.
class Session {
public:
    Session(Account account, const Secrets &secrets, ProviderContext context);

    const Account &account() const { return m_account; }
    const ProviderContext &context() const { return m_context; }
    Target target() const { return Target(m_account.baseUrl, m_account.remoteAccountId, m_token); }
    /// A copy that talks to another account id (the probe finds it).
    Target target(const QString &accountId) const
    {
        return Target(m_account.baseUrl, accountId, m_token);
    }
    ConversationOptions options() const { return m_options; }
    DurationMs historyMs() const { return m_historyMs; }

    TimeMs now() const { return m_context.clock->now(); }
    /// Server clock minus ours, from the Date headers; 0 until one came.
    DurationMs clockSkew() const { return m_clockSkew; }
    void learnClock(const HttpResponse &response);

    Walk &walk(const QString &feed) { return m_walks[feed]; }
    TimeMs serverNow() const { return now() + m_clockSkew; }
    /// When a pass began by the server's clock, as far as it is known now: what is covered up to
    /// then. `started` as planned, `asked` our time before the request.
    TimeMs claimable(TimeMs started, TimeMs asked) const
    {
        return std::min(started, asked + m_clockSkew);
    }

    /// A fresh memory unless `cursor` continues the one there is.
    Walk &continued(const QString &feed, const QString &cursor);
    /// TooLarge when the same rows came three times or `page` passes `most`.
    std::optional<Error> endless(const QString &feed, const SyncBatch &batch, int page, int most);
    /// Where the walk goes from here. A row deleted above the place reached moves all later ones
    /// up, over the edge between two pages. While the list has not become shorter this cannot have
    /// happened; where it has, the walk goes back by as many rows. TooLarge as endless().
    Result<PageTurn> turn(const QString &feed, const PageCursor &cursor, const SyncBatch &batch,
                          int most);

    bool liveReportsKnownMissing() const { return now() < m_liveReportsMissingUntil; }
    void noteLiveReportsMissing();

    /// Whether an answer with faulty rows is worth asking for again. Not for ever: a server whose
    /// dialect differs says the same each time, and would only be asked twice as much.
    bool mayAskAgain() const { return m_askedAgainInVain < mostInVain; }
    void askedAgain(bool helped) { m_askedAgainInVain = helped ? 0 : m_askedAgainInVain + 1; }

    HttpCaller &caller() { return m_caller; }
    HttpCaller &probeCaller() { return m_probeCaller; }
    QString hostKey() const { return m_account.baseUrl.authority(); }
    QString reportsKey() const { return hostKey() + QStringLiteral(" reports"); }

    /// Conversations whose exact question taught nothing, by display id: updatedAt at that time.
    QHash<QString, TimeMs> askedInVain;
    /// Conversations whose events could not be read, by display id: left alone until then.
    QHash<QString, TimeMs> garbledUntil;
    TimeMs oldConversationsCheckedAt = 0;

private:
    void setLimits(HttpCaller &caller) const;

    static constexpr int mostInVain = 3;

    Account m_account;
    QByteArray m_token;
    ProviderContext m_context;
    ConversationOptions m_options;
    DurationMs m_historyMs = 0;
    double m_requestsPerSecond = 0;
    int m_askedAgainInVain = 0;
    DurationMs m_clockSkew = 0;
    TimeMs m_liveReportsMissingUntil = 0;
    HttpCaller m_caller;
    HttpCaller m_probeCaller;
    std::map<QString, Walk> m_walks;
};

using SessionPtr = std::shared_ptr<Session>;

void nameProblems(SyncBatch &batch, const QString &what);
inline void nameProblems(ListPage &page, const QString &what)
{
    nameProblems(page.batch, what);
}
void nameProblems(MessagePage &page, const QString &what);
template<typename T>
void nameProblems(T &, const QString &)
{
}

/// The rows left out of an answer, one sentence each; none for answers without rows.
inline const std::vector<Error> &problemsOf(const SyncBatch &batch)
{
    return batch.problems;
}
inline const std::vector<Error> &problemsOf(const ListPage &page)
{
    return page.batch.problems;
}
inline const std::vector<Error> &problemsOf(const MessagePage &page)
{
    return page.problems;
}
template<typename T>
const std::vector<Error> &problemsOf(const T &)
{
    static const std::vector<Error> none;
    return none;
}

/// Moves all rows of `from` behind those of `to`; progress fields stay as they are in `to`.
void append(SyncBatch &to, SyncBatch from);

/// Reports have a limit of their own; a probe tries less often, because somebody waits for it.
enum class Lane { Normal, Reports, Probe };

/// classify(), and a page instead of data is an answer: the address is that of something else.
std::optional<Error> classifyProbe(const HttpResponse &response);

/// Sends, classifies, and parses on the worker. An answer that is no JSON after all is asked for
/// once more, one with faulty rows twice: most likely it was garbled on its way, and a closed
/// window is not read again. The answer with the fewest faulty rows counts.
template<typename T>
QCoro::Task<Result<T>> get(SessionPtr session, HttpRequest request,
                           std::function<Result<T>(const QByteArray &)> parse, std::stop_token stop,
                           Lane lane = Lane::Normal)
{
    const QString what = request.what();
    const QString key = lane == Lane::Reports ? session->reportsKey() : session->hostKey();
    const bool probing = lane == Lane::Probe;
    const HttpCaller::ClassifyFn judge = probing ? classifyProbe : classify;
    HttpCaller &caller = probing ? session->probeCaller() : session->caller();
    std::optional<T> best;
    size_t fewest = 0; // faulty rows of `best`
    for (int attempt = 1;; ++attempt) {
        const bool mayAgain = !probing && attempt < 3 && !stop.stop_requested();
        const Result<HttpResponse> answer = co_await caller.call(request, key, judge, stop);
        if (!answer && !best)
            co_return answer.error();
        if (!answer)
            break;
        session->learnClock(*answer);
        auto job = [parse, body = answer->body] { return parse(body); };
        const QFuture<Result<T>> future = session->context().worker->run(std::move(job));
        Result<T> parsed = co_await future;
        if (!parsed) {
            if (best)
                break;
            if (parsed.error().kind() != Error::Kind::NotJson || attempt > 1 || !mayAgain)
                co_return named(parsed.error(), what);
            continue;
        }
        const size_t faulty = problemsOf(*parsed).size();
        const bool better = !best || faulty < fewest;
        if (best)
            session->askedAgain(better);
        if (better) {
            fewest = faulty;
            best = std::move(*parsed);
        }
        if (fewest == 0 || !mayAgain || !session->mayAskAgain())
            break;
    }
    nameProblems(*best, what);
    co_return std::move(*best);
}

} // namespace watchfloor::chatwoot
