// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootsession.h"

#include <iterator>

namespace watchfloor::chatwoot {
namespace {

constexpr int defaultHistoryDays = 90;
constexpr double politeRate = 4.0;
constexpr int identicalPages = 3;
constexpr int mostStepsBack = 1'000;
constexpr DurationMs absenceMemory = 24 * 3'600'000;

// `--set` brings texts, a dialog may bring numbers and booleans.
double numberSetting(const QJsonObject &settings, const char *key, double fallback)
{
    const QJsonValue value = settings.value(QLatin1String(key));
    bool ok = value.isDouble();
    const double number = value.isString() ? value.toString().toDouble(&ok) : value.toDouble();
    return ok && number >= 0 ? number : fallback;
}

bool flagSetting(const QJsonObject &settings, const char *key)
{
    const QJsonValue value = settings.value(QLatin1String(key));
    const QString text = value.toString().toLower();
    return value.toBool() || text == QLatin1String("true") || text == QLatin1String("1") ||
           text == QLatin1String("yes");
}

RetryPolicy probePolicy()
{
    // Somebody waits in front of a dialog: a wrong address must not take twenty seconds.
    RetryPolicy policy;
    policy.maxAttempts = 2;
    policy.delaysMs = {1'000};
    return policy;
}

template<typename T>
void moveRows(std::vector<T> &to, std::vector<T> &from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

QByteArray idsOf(const SyncBatch &batch)
{
    QByteArray ids;
    for (const Conversation &row : batch.conversations)
        ids += row.remoteId.toUtf8() + ' ';
    for (const ReportingEvent &row : batch.events)
        ids += QByteArray::number(row.remoteId.value_or(0)) + ' ';
    for (const Agent &row : batch.agents)
        ids += row.remoteId.toUtf8() + ' ';
    for (const ConversationPatch &row : batch.patches)
        ids += row.remoteId.toUtf8() + ' ';
    return ids;
}

} // namespace

Session::Session(Account account, const Secrets &secrets, ProviderContext context)
    : m_account(std::move(account))
    , m_token(secrets.value(QStringLiteral("token")).trimmed().toUtf8())
    , m_context(context)
    , m_caller(context.http, context.clock)
    , m_probeCaller(context.http, context.clock, probePolicy())
{
    const QJsonObject &settings = m_account.settings;
    m_options.contactNames = flagSetting(settings, "contact_names");
    m_historyMs = static_cast<DurationMs>(
        numberSetting(settings, "history_days", defaultHistoryDays) * 86'400'000.0);
    m_requestsPerSecond = numberSetting(settings, "requests_per_second", 0);
    setLimits(m_caller);
    setLimits(m_probeCaller);
}

void Session::setLimits(HttpCaller &caller) const
{
    const bool local = isLoopbackHost(m_account.baseUrl.host());
    const double rate = m_requestsPerSecond > 0 ? m_requestsPerSecond : local ? 0 : politeRate;
    RateLimit host;
    host.maxInFlight = 2;
    host.minSpacingMs = rate > 0 ? static_cast<DurationMs>(1000.0 / rate) : 0;
    host.maxPerWindow = local ? 0 : 3000;
    host.fixedWindow = true;
    caller.setLimit(hostKey(), host);
    // 100 a minute for each user and account; the slots are those of the server's clock.
    RateLimit reports;
    reports.maxInFlight = 1;
    reports.maxPerWindow = 100;
    reports.fixedWindow = true;
    caller.setLimit(reportsKey(), reports);
}

void Session::learnClock(const HttpResponse &response)
{
    const auto serverTime = response.serverTime();
    if (!serverTime)
        return;
    const DurationMs skew = *serverTime - now();
    // Date has whole seconds and the answer travelled: below two seconds nothing is known.
    m_clockSkew = std::abs(skew) < 2'000 ? 0 : skew;
}

Walk &Session::continued(const QString &feed, const QString &cursor)
{
    Walk &walk = m_walks[feed];
    if (cursor.isEmpty() || walk.expected != cursor)
        walk = Walk();
    return walk;
}

std::optional<Error> Session::endless(const QString &feed, const SyncBatch &batch, int page,
                                      int most)
{
    Walk &walk = m_walks[feed];
    const QByteArray ids = idsOf(batch);
    const bool next = page == walk.lastNumber + 1; // the same page asked again is no repeat
    walk.repeats = next && !ids.isEmpty() && ids == walk.lastPage ? walk.repeats + 1 : 1;
    walk.lastPage = ids;
    walk.lastNumber = page;
    if (walk.repeats < identicalPages && page < most)
        return std::nullopt;
    walk = Walk();
    return Error(Error::Kind::TooLarge,
                 QStringLiteral("the list does not end: the server repeats its pages or has more "
                                "than %1")
                     .arg(most),
                 {},
                 QStringLiteral("Check whether a proxy or cache before Chatwoot ignores the "
                                "page number; what was read is kept"));
}

Result<PageTurn> Session::turn(const QString &feed, const PageCursor &cursor,
                               const SyncBatch &batch, int most)
{
    PageTurn turn;
    turn.next = cursor;
    turn.next.total = std::max<qint64>(0, batch.wireTotal);
    turn.shrunk = cursor.page > 1 && cursor.total > 0 && batch.wireTotal >= 0 &&
                  batch.wireTotal < cursor.total;
    if (turn.shrunk) {
        if (++m_walks[feed].stepsBack > mostStepsBack) {
            m_walks[feed] = Walk();
            return Error(Error::Kind::TooLarge,
                         QStringLiteral("the list becomes shorter faster than it can be read"), {},
                         QStringLiteral("Sync again when nothing is being deleted in Chatwoot; "
                                        "what was read is kept"));
        }
        const qint64 lost = cursor.total - batch.wireTotal;
        const qint64 perPage = std::max<qint64>(1, batch.wireRows);
        const qint64 back = std::min<qint64>((lost - 1) / perPage + 1, cursor.page - 1);
        turn.next.page = cursor.page - static_cast<int>(back);
        return turn;
    }
    turn.ended = batch.wireRows == 0;
    if (turn.ended)
        return turn;
    if (const auto fault = endless(feed, batch, cursor.page, most))
        return *fault;
    ++turn.next.page;
    return turn;
}

void Session::noteLiveReportsMissing()
{
    m_liveReportsMissingUntil = now() + absenceMemory;
}

std::optional<Error> classifyProbe(const HttpResponse &response)
{
    auto fault = classify(response);
    if (fault && fault->kind() == Error::Kind::NotJson) {
        fault = Error(Error::Kind::Unavailable, fault->message(), fault->detail(), fault->remedy())
                    .setHttpStatus(response.status);
    }
    return fault;
}

void nameProblems(SyncBatch &batch, const QString &what)
{
    for (Error &problem : batch.problems)
        problem = named(problem, what);
}

void nameProblems(MessagePage &page, const QString &what)
{
    for (Error &problem : page.problems)
        problem = named(problem, what);
}

void append(SyncBatch &to, SyncBatch from)
{
    moveRows(to.agents, from.agents);
    moveRows(to.presences, from.presences);
    moveRows(to.groupings, from.groupings);
    moveRows(to.memberships, from.memberships);
    moveRows(to.conversations, from.conversations);
    moveRows(to.patches, from.patches);
    moveRows(to.links, from.links);
    moveRows(to.events, from.events);
    moveRows(to.eventsComplete, from.eventsComplete);
    moveRows(to.metricValues, from.metricValues);
    moveRows(to.agentStates, from.agentStates);
    moveRows(to.complete, from.complete);
    to.goneConversations += from.goneConversations;
    moveRows(to.problems, from.problems);
    to.moreLeftOut += from.moreLeftOut;
    to.wireRows += from.wireRows;
}

} // namespace watchfloor::chatwoot
