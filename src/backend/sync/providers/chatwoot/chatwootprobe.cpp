// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootfetch.h"
#include "backend/sync/providers/shared/refusals.h"

#include <algorithm>

namespace watchfloor::chatwoot {
namespace {

constexpr qint64 smallBody = 2 * 1024 * 1024;

Error notAChatwoot(const Session &session, const Error &found)
{
    return notThisVendor(session.account().baseUrl.host(), QStringLiteral("Chatwoot"), found,
                         QStringLiteral("Enter the address at which you open Chatwoot in the "
                                        "browser, without the part after /app"));
}

QString listed(const Profile &profile)
{
    QStringList names;
    for (const ProfileAccount &entry : profile.accounts)
        names.append(entry.account.remoteId + QStringLiteral(" (") + entry.account.name + u')');
    return names.isEmpty() ? QStringLiteral("none") : names.join(QStringLiteral(", "));
}

/// The account asked for, or the only usable one; null when the user must choose.
Result<const ProfileAccount *> chosen(const Profile &profile, const QString &wanted)
{
    const ProfileAccount *only = nullptr;
    int usable = 0;
    for (const ProfileAccount &entry : profile.accounts) {
        if (entry.account.usable) {
            ++usable;
            only = &entry;
        }
        if (wanted.isEmpty() || entry.account.remoteId != wanted)
            continue;
        if (entry.account.usable)
            return &entry;
        return Error(Error::Kind::Forbidden,
                     QStringLiteral("the Chatwoot account %1 is suspended").arg(wanted), {},
                     QStringLiteral("Ask the operator of the installation to activate it"));
    }
    if (!wanted.isEmpty() || profile.accounts.empty()) {
        if (profile.leftOut)
            return *profile.leftOut; // it may be the one
        return Error(
            Error::Kind::Forbidden,
            wanted.isEmpty()
                ? QStringLiteral("the token's user belongs to no Chatwoot account")
                : QStringLiteral("the token's user is not a member of the Chatwoot account "
                                 "%1")
                      .arg(wanted),
            {}, QStringLiteral("The token's accounts are: %1").arg(listed(profile)));
    }
    return usable == 1 ? only : nullptr;
}

void addCapabilities(ProbeResult &result, const ProfileAccount &own, const ServerVersion &version)
{
    const bool eventRoutes = own.enterprise && version.atLeast(4, 8);
    const auto have = [&](const char *capability) {
        result.capabilities.append(QLatin1String(capability));
    };
    if (!own.administrator) {
        have("own_inboxes_only");
        result.notes.append(QStringLiteral("Counts are partial: this user (%1) sees only the "
                                           "conversations of the inboxes it belongs to.")
                                .arg(own.account.role));
    }
    if (own.canReports()) {
        have("reports");
        have("csat");
        if (version.atLeast(4, 0, 3))
            have("live_reports");
    } else {
        result.notes.append(QStringLiteral("Live counters and satisfaction answers stay empty: "
                                           "this user's role (%1) may not see "
                                           "reports.")
                                .arg(own.account.role));
    }
    if (eventRoutes) {
        have("conversation_events");
        if (own.administrator) {
            have("account_events");
        } else {
            result.notes.append(QStringLiteral(
                "Reporting events are read conversation by conversation, which takes longer: only "
                "an administrator may read the account's whole list."));
        }
    } else {
        result.notes.append(
            own.enterprise
                ? QStringLiteral("Response times are rebuilt from messages: this server (%1) is "
                                 "older than 4.8 and has no reporting events.")
                      .arg(version.text)
                : QStringLiteral("Response times are rebuilt from messages: the Community Edition "
                                 "has no reporting events."));
    }
    if (!version.atLeast(3, 6)) {
        result.notes.append(
            QStringLiteral(
                "This server (%1) is older than 3.6: changes are found late or not at all.")
                .arg(version.text));
    }
}

void lose(ProbeResult &result, const char *capability, const QString &note)
{
    result.capabilities.removeAll(QLatin1String(capability));
    result.notes.append(note);
}

/// Versions may lie (forks, a switched-off edition): asks the two routes that matter most.
QCoro::Task<Result<void>> confirmRoutes(SessionPtr session, ProbeResult *result,
                                        std::stop_token stop)
{
    const Target target = session->target(result->chosenAccountId);
    if (result->capabilities.contains(QStringLiteral("account_events"))) {
        const std::function<Result<ListPage>(const QByteArray &)> parse = parseEventPage;
        const TimeRange lastMinute{session->now() - 60'000, session->now()};
        HttpRequest request = eventsRequest(target, lastMinute, 1);
        const Result<ListPage> page =
            co_await get(session, std::move(request), parse, stop, Lane::Probe);
        if (!page && page.error().kind() == Error::Kind::Cancelled)
            co_return page.error();
        if (!page && page.error().kind() == Error::Kind::Forbidden) {
            lose(
                *result, "account_events",
                QStringLiteral("Reporting events are read conversation by conversation: the server "
                               "refuses the account's whole list."));
        } else if (!page && meansOtherServer(page.error())) {
            result->capabilities.removeAll(QStringLiteral("conversation_events"));
            lose(*result, "account_events",
                 QStringLiteral("Response times are rebuilt from messages: this server has no "
                                "reporting events."));
        }
    }
    if (result->capabilities.contains(QStringLiteral("live_reports"))) {
        const std::function<Result<SyncBatch>(const QByteArray &)> parse =
            [](const QByteArray &body) { return parseAccountMetrics(body, 0, true); };
        HttpRequest request = liveMetricsRequest(target);
        const Result<SyncBatch> live =
            co_await get(session, std::move(request), parse, stop, Lane::Probe);
        if (!live && live.error().kind() == Error::Kind::Cancelled)
            co_return live.error();
        if (!live && meansOtherServer(live.error())) {
            lose(*result, "live_reports",
                 QStringLiteral("Live counters come from the slower agent report: this server has "
                                "no live reports."));
        }
    }
    co_return Result<void>();
}

QCoro::Task<Result<void>> findFeatures(SessionPtr session, ProbeResult *result, bool mayUseSla,
                                       std::stop_token stop)
{
    const std::function<Result<AccountFeatures>(const QByteArray &)> parse = parseAccountFeatures;
    HttpRequest request = accountRequest(session->target(result->chosenAccountId));
    const Result<AccountFeatures> features =
        co_await get(session, std::move(request), parse, stop, Lane::Probe);
    if (!features)
        co_return features.error();
    result->timeZone = features->timeZone;
    if (mayUseSla && features->sla)
        result->capabilities.append(QStringLiteral("sla"));
    co_return Result<void>();
}

} // namespace

QCoro::Task<Result<ProbeResult>> probeServer(SessionPtr session, std::stop_token stop)
{
    const std::function<Result<ServerVersion>(const QByteArray &)> parseVersion =
        parseServerVersion;
    HttpRequest versionOf = versionRequest(session->target());
    versionOf.maxBodyBytes = smallBody;
    const Result<ServerVersion> version =
        co_await get(session, std::move(versionOf), parseVersion, stop, Lane::Probe);
    if (!version && meansOtherServer(version.error()))
        co_return notAChatwoot(*session, version.error());
    if (!version)
        co_return version.error();
    if (session->target().token().isEmpty()) {
        co_return Error(Error::Kind::Unauthorized, QStringLiteral("no access token was given"), {},
                        QStringLiteral("Enter the token Chatwoot shows under Profile settings, "
                                       "Access token"));
    }
    const std::function<Result<Profile>(const QByteArray &)> parseUser = parseProfile;
    HttpRequest profileOf = profileRequest(session->target());
    profileOf.maxBodyBytes = smallBody;
    const Result<Profile> profile =
        co_await get(session, std::move(profileOf), parseUser, stop, Lane::Probe);
    if (!profile)
        co_return profile.error();

    ProbeResult result;
    result.version = version->text;
    result.userName = profile->userName;
    for (const ProfileAccount &entry : profile->accounts)
        result.accounts.push_back(entry.account);
    const auto own = chosen(*profile, session->account().remoteAccountId);
    if (!own)
        co_return own.error();
    if (*own == nullptr)
        co_return result;
    const ProfileAccount &account = **own;
    result.chosenAccountId = account.account.remoteId;
    addCapabilities(result, account, *version);
    const bool mayUseSla = account.enterprise && account.administrator;
    const Result<void> features = co_await findFeatures(session, &result, mayUseSla, stop);
    if (!features)
        co_return features.error();
    const Result<void> routes = co_await confirmRoutes(session, &result, stop);
    if (!routes)
        co_return routes.error();
    co_return result;
}

} // namespace watchfloor::chatwoot
