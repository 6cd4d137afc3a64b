// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/shared/vendorsession.h"

namespace watchfloor {
namespace {

constexpr int usualHistoryDays = 90;
constexpr int identicalPages = 3;
constexpr int mostStepsBack = 1'000;

RetryPolicy probePolicy()
{
    // Somebody waits in front of a dialog: a wrong address must not take twenty seconds.
    RetryPolicy policy;
    policy.maxAttempts = 2;
    policy.delaysMs = {1'000};
    return policy;
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
    for (const Grouping &row : batch.groupings)
        ids += row.remoteId.toUtf8() + ' ';
    for (const AgentState &row : batch.agentStates)
        ids += row.agentRemoteId.toUtf8() + '@' + QByteArray::number(row.from) + ' ';
    return ids;
}

} // namespace

VendorSession::VendorSession(QString title, Account account, ProviderContext context,
                             RetryPolicy retries)
    : m_title(std::move(title))
    , m_account(std::move(account))
    , m_context(context)
    , m_caller(context.http, context.clock, std::move(retries))
    , m_probeCaller(context.http, context.clock, probePolicy())
{
    m_historyMs =
        static_cast<DurationMs>(numberSetting("history_days", usualHistoryDays) * 86'400'000.0);
    const auto learn = [this](const HttpResponse &response) { learnClock(response); };
    m_caller.onAnswer(learn);
    m_probeCaller.onAnswer(learn);
}

double VendorSession::numberSetting(const char *key, double fallback) const
{
    const QJsonValue value = m_account.settings.value(QLatin1String(key));
    bool ok = value.isDouble();
    const double number = value.isString() ? value.toString().toDouble(&ok) : value.toDouble();
    return ok && number >= 0 ? number : fallback;
}

bool VendorSession::flagSetting(const char *key) const
{
    const QJsonValue value = m_account.settings.value(QLatin1String(key));
    const QString text = value.toString().toLower();
    return value.toBool() || text == QLatin1String("true") || text == QLatin1String("1") ||
           text == QLatin1String("yes");
}

QString VendorSession::textSetting(const char *key) const
{
    return m_account.settings.value(QLatin1String(key)).toVariant().toString().trimmed();
}

QString VendorSession::gateKey(const QUrl &url, const QString &route)
{
    return route.isEmpty() ? url.authority() : url.authority() + u' ' + route;
}

bool VendorSession::paced() const
{
    return !isLoopbackHost(m_account.baseUrl.host()) || m_context.paceLoopback ||
           numberSetting("requests_per_second", 0) > 0;
}

void VendorSession::setLimit(const QString &key, RateLimit limit)
{
    if (!paced()) {
        limit.minSpacingMs = 0;
        limit.maxPerWindow = 0;
    }
    setFirmLimit(key, limit);
}

void VendorSession::setFirmLimit(const QString &key, const RateLimit &limit)
{
    m_caller.setLimit(key, limit);
    m_probeCaller.setLimit(key, limit);
}

void VendorSession::learnClock(const HttpResponse &response)
{
    const auto serverTime = response.serverTime();
    if (!serverTime)
        return;
    const DurationMs skew = *serverTime - now();
    // Date has whole seconds and the answer travelled: below two seconds nothing is known.
    m_clockSkew = std::abs(skew) < 2'000 ? 0 : skew;
}

Walk &VendorSession::continued(const QString &feed, const QString &cursor)
{
    Walk &walk = m_walks[feed];
    if (cursor.isEmpty() || walk.expected != cursor)
        walk = Walk();
    return walk;
}

std::optional<Error> VendorSession::endless(const QString &feed, const SyncBatch &batch, int page,
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
                 QStringLiteral("Check whether a proxy or cache before %1 ignores the "
                                "page number; what was read is kept")
                     .arg(m_title));
}

Result<PageTurn> VendorSession::turn(const QString &feed, const PageCursor &cursor,
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
                         QStringLiteral("Sync again when nothing is being deleted in %1; "
                                        "what was read is kept")
                             .arg(m_title));
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

} // namespace watchfloor
