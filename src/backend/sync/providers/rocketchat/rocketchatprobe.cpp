// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatfetch.h"
#include "backend/sync/providers/shared/refusals.h"

namespace watchfloor::rocketchat {
namespace {

constexpr DurationMs probeMinuteMs = 60'000;
constexpr DurationMs probeReachMs = 30 * 86'400'000LL;

/// Parses whatever object comes: only whether the server answers at all is asked.
Result<SyncBatch> parseAnything(const QByteArray &body)
{
    const auto object = answerObject(body);
    if (!object)
        return object.error();
    return SyncBatch();
}

Error notARocketChat(const Session &session, const Error &found)
{
    return notThisVendor(session.account().baseUrl.host(), QStringLiteral("Rocket.Chat"), found,
                         QStringLiteral("Enter the address at which you open Rocket.Chat in the "
                                        "browser, with the path before /home or /channel if there "
                                        "is one"));
}

/// Whether one route can be read. A route that breaks on this server must not keep the account
/// out: then it counts as what it was before.
QCoro::Task<Result<bool>> mayRead(SessionPtr session, Question question, QString capability,
                                  std::stop_token stop)
{
    const std::function<Result<SyncBatch>(const QByteArray &)> parse = parseAnything;
    const Result<SyncBatch> answer = co_await get(session, question, parse, stop, true);
    if (answer)
        co_return true;
    const Error error = answer.error();
    const bool refused =
        isRefusal(error) || error.kind() == Error::Kind::NotFound || error.httpStatus() == 400;
    if (refused)
        co_return false;
    if (error.kind() == Error::Kind::HttpStatus)
        co_return session->account().can(capability);
    co_return error;
}

void have(ProbeResult &result, const char *capability)
{
    result.capabilities.append(QLatin1String(capability));
}

void noteScope(ProbeResult &result, const Profile &profile)
{
    const bool manages = profile.roles.contains(QStringLiteral("livechat-manager")) ||
                         profile.roles.contains(QStringLiteral("admin"));
    if (manages || !profile.roles.contains(QStringLiteral("livechat-monitor")))
        return;
    have(result, "own_units_only");
    result.notes.append(QStringLiteral("Counts are partial: this user is a monitor and sees only "
                                       "the departments of its own units."));
}

/// The seed report over a minute: licence and permission are told by its answer alone.
QCoro::Task<Result<void>> probeReports(SessionPtr session, ProbeResult *result,
                                       std::stop_token stop)
{
    const TimeMs now = session->serverNow();
    const TimeMs minute = now - now % probeMinuteMs;
    const TimeRange window{minute - probeMinuteMs, minute};
    const std::function<Result<SyncBatch>(const QByteArray &)> parse = parseAnything;
    const Question byAgent = reportQuestion(QStringLiteral("agent"), window);
    const Result<SyncBatch> seed = co_await get(session, byAgent, parse, stop, true);
    if (seed) {
        have(*result, "reports");
        have(*result, "enterprise_reports");
        co_return Result<void>();
    }
    const Error refusal = seed.error();
    if (!isRefusal(refusal) && refusal.httpStatus() != 400)
        co_return refusal;
    const Question community = agentChatsQuestion(window);
    const Result<bool> fallback =
        co_await mayRead(session, community, QStringLiteral("reports"), stop);
    if (!fallback)
        co_return fallback.error();
    const QString why = refusal.kind() == Error::Kind::Forbidden
                            ? QStringLiteral("this user lacks the permission view-livechat-reports")
                            : QStringLiteral("the workspace has no licence for them");
    if (*fallback) {
        have(*result, "reports");
        result->notes.append(QStringLiteral("The server's reports by agent, department, source, "
                                            "status and tag are not available (%1); its chart of "
                                            "chats by agent is read instead.")
                                 .arg(why));
    } else {
        result->notes.append(
            QStringLiteral("The server's own reports are not available: %1.").arg(why));
    }
    co_return Result<void>();
}

/// Messages and transfers can only be asked of a room that exists.
QCoro::Task<Result<void>> probeTalk(SessionPtr session, ProbeResult *result, QString room,
                                    std::stop_token stop)
{
    bool messages = room.isEmpty(); // nobody has written yet: believed until somebody has
    bool transfers = messages;
    if (!room.isEmpty()) {
        const Question first = messagesQuestion(room, 0, false);
        const Result<bool> one = co_await mayRead(session, first, QStringLiteral("messages"), stop);
        if (!one)
            co_return one.error();
        messages = *one;
        if (!messages) {
            const Question second = messagesQuestion(room, 0, true);
            const Result<bool> other =
                co_await mayRead(session, second, QStringLiteral("messages"), stop);
            if (!other)
                co_return other.error();
            messages = *other;
        }
        const Question moved = transfersQuestion(room, 0);
        const Result<bool> two =
            co_await mayRead(session, moved, QStringLiteral("transfers"), stop);
        if (!two)
            co_return two.error();
        transfers = *two;
    }
    if (messages)
        have(*result, "messages");
    else
        result->notes.append(QStringLiteral("Response times come from each room's own figures, of "
                                            "which only the first and the last answer are exact: "
                                            "this user may not read messages."));
    if (transfers)
        have(*result, "transfers");
    else
        result->notes.append(QStringLiteral("Transfers are not known: this user lacks the "
                                            "permission view-livechat-rooms."));
    co_return Result<void>();
}

QCoro::Task<Result<void>> probeRooms(SessionPtr session, ProbeResult *result, std::stop_token stop)
{
    const TimeMs now = session->serverNow();
    const TimeRange lately{now - probeReachMs, now};
    const std::function<Result<RoomPage>(const QByteArray &)> parse = [](const QByteArray &body) {
        return parseRooms(body, RoomOptions());
    };
    const Question question = roomsQuestion(RoomList::Created, lately, 0);
    const Result<RoomPage> rooms = co_await get(session, question, parse, stop, true);
    if (!rooms && !isRefusal(rooms.error()))
        co_return rooms.error();
    if (!rooms) {
        result->notes.append(QStringLiteral("Conversations stay empty: this user lacks the "
                                            "permission view-livechat-rooms. Ask an administrator "
                                            "for the role livechat-manager."));
        co_return Result<void>();
    }
    const QString room = rooms->facts.empty() ? QString() : rooms->facts.front().id;
    const Result<void> talk = co_await probeTalk(session, result, room, stop);
    co_return talk;
}

QCoro::Task<Result<void>> probeBoards(SessionPtr session, ProbeResult *result, std::stop_token stop)
{
    const Question states = agentsStatusQuestion();
    const Result<bool> charts = co_await mayRead(session, states, QStringLiteral("charts"), stop);
    if (!charts)
        co_return charts.error();
    if (*charts)
        have(*result, "charts");
    else
        result->notes.append(QStringLiteral("The server's live counters are not available: this "
                                            "user lacks the permission view-livechat-manager. "
                                            "They are counted from the conversations."));
    const Question load = queueQuestion(0);
    const Result<bool> queue = co_await mayRead(session, load, QStringLiteral("queue"), stop);
    if (!queue)
        co_return queue.error();
    if (*queue)
        have(*result, "queue");
    if (!result->capabilities.contains(QStringLiteral("enterprise_reports")))
        co_return Result<void>();
    const TimeMs now = session->serverNow();
    const TimeRange moment{now - probeMinuteMs, now};
    const Question book = serviceHistoryQuestion(moment, 0);
    const Result<bool> history =
        co_await mayRead(session, book, QStringLiteral("service_history"), stop);
    if (!history)
        co_return history.error();
    if (*history)
        have(*result, "service_history");
    co_return Result<void>();
}

QCoro::Task<Result<ServerInfo>> probeInfo(SessionPtr session, std::stop_token stop)
{
    const std::function<Result<ServerInfo>(const QByteArray &)> parse = parseServerInfo;
    const Question question = infoQuestion();
    const Result<ServerInfo> info = co_await get(session, question, parse, stop, true);
    if (!info && meansOtherServer(info.error()))
        co_return notARocketChat(*session, info.error());
    co_return info;
}

QCoro::Task<Result<Profile>> probeUser(SessionPtr session, std::stop_token stop)
{
    if (!session->hasToken() && session->canLogin()) {
        const Result<Login> entered = co_await login(session, true, stop);
        if (!entered)
            co_return entered.error();
    }
    if (!session->hasToken())
        co_return noCredential();
    const std::function<Result<Profile>(const QByteArray &)> parse = parseProfile;
    const Question question = meQuestion();
    Result<Profile> profile = co_await get(session, question, parse, stop, true);
    co_return profile;
}

} // namespace

Error noCredential()
{
    return Error(Error::Kind::Unauthorized, QStringLiteral("no credential was given"), {},
                 QStringLiteral("Enter user id and personal access token (in Rocket.Chat: your "
                                "picture, Profile, Personal Access Tokens), or user name and "
                                "password"));
}

QCoro::Task<Result<ProbeResult>> probeServer(SessionPtr session, std::stop_token stop)
{
    const Result<ServerInfo> info = co_await probeInfo(session, stop);
    if (!info)
        co_return info.error();
    const Result<Profile> profile = co_await probeUser(session, stop);
    if (!profile)
        co_return profile.error();
    ProbeResult result;
    result.version = info->version;
    result.userName = profile->userName;
    noteScope(result, *profile);
    const Result<void> reports = co_await probeReports(session, &result, stop);
    if (!reports)
        co_return reports.error();
    const Result<void> rooms = co_await probeRooms(session, &result, stop);
    if (!rooms)
        co_return rooms.error();
    const Result<void> boards = co_await probeBoards(session, &result, stop);
    if (!boards)
        co_return boards.error();
    result.grantedSecrets = session->granted();
    co_return result;
}

} // namespace watchfloor::rocketchat
