// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatfetch.h"

#include <QDateTime>

namespace watchfloor::rocketchat {
namespace {

constexpr DurationMs halfDayMs = 12 * 3'600'000;

/// The days of the account's zone that begin within the window, newest first. Each day begins
/// within exactly one closed window; days under way reach into the future, so that the window of
/// a figure stays the same while it grows.
std::vector<TimeRange> daysWithin(TimeRange window, const QTimeZone &zone)
{
    std::vector<TimeRange> days;
    const QDateTime end = QDateTime::fromMSecsSinceEpoch(window.to, zone);
    for (QDate date = end.date(); date.isValid(); date = date.addDays(-1)) {
        const TimeMs from = date.startOfDay(zone).toMSecsSinceEpoch();
        if (from < window.from)
            break;
        if (from < window.to)
            days.push_back({from, date.addDays(1).startOfDay(zone).toMSecsSinceEpoch()});
    }
    return days;
}

std::optional<TimeRange> dayAt(const FetchRequest &request, const Session &session, int *index,
                               bool *last)
{
    const std::vector<TimeRange> days =
        daysWithin(request.window.value_or(TimeRange()), session.zone());
    *index = std::max(0, request.cursor.toInt());
    *last = *index + 1 >= static_cast<int>(days.size());
    if (*index >= static_cast<int>(days.size()))
        return std::nullopt;
    return days[static_cast<size_t>(*index)];
}

/// One report over one day, in as many pieces as the server wants.
BatchTask oneReport(SessionPtr session, QString name, TimeRange day, std::stop_token stop)
{
    SyncBatch all;
    const std::vector<TimeRange> windows = reportWindows(day);
    for (const TimeRange &window : windows) {
        const People people = session->people;
        const TimeMs at = session->now();
        const std::function<Result<SyncBatch>(const QByteArray &)> parse =
            [name, window, people, at](const QByteArray &body) {
                return parseReport(body, name, window, people, at);
            };
        const Question question = reportQuestion(name, window);
        Result<SyncBatch> figures = co_await get(session, question, parse, stop);
        if (!figures)
            co_return figures;
        append(all, std::move(*figures));
    }
    co_return all;
}

/// What the community edition can say about a day.
BatchTask agentChats(SessionPtr session, TimeRange day, std::stop_token stop)
{
    const People people = session->people;
    const TimeMs at = session->now();
    const std::function<Result<SyncBatch>(const QByteArray &)> parse =
        [day, people, at](const QByteArray &body) {
            return parseAgentChats(body, day, people, at);
        };
    const Question question = agentChatsQuestion(day);
    Result<SyncBatch> figures = co_await get(session, question, parse, stop);
    co_return figures;
}

BatchTask allReports(SessionPtr session, TimeRange day, std::stop_token stop)
{
    SyncBatch all;
    for (const char *word : reportNames) {
        const QString name = QLatin1String(word);
        if (session->missingReports.contains(name))
            continue;
        Result<SyncBatch> figures = co_await oneReport(session, name, day, stop);
        const bool first = name == QLatin1String(reportNames[0]);
        // The siblings came one version after the other.
        if (!figures && !first && figures.error().kind() == Error::Kind::Unavailable) {
            session->missingReports.insert(name);
            continue;
        }
        if (!figures)
            co_return figures;
        append(all, std::move(*figures));
    }
    co_return all;
}

/// Asked by the day's noon: the server keeps its book by days of its own zone, and over two of
/// them tells the stretches of the first only.
BatchTask historyOfDay(SessionPtr session, TimeRange day, std::stop_token stop)
{
    const People people = session->people;
    const TimeMs at = session->now();
    const std::function<Result<SyncBatch>(const QByteArray &)> parse =
        [day, people, at](const QByteArray &body) {
            return parseServiceHistory(body, day, people, at);
        };
    const TimeMs noon = day.from + halfDayMs;
    const TimeRange moment{noon, noon + 1};
    SyncBatch all;
    std::optional<int> offset = 0;
    while (offset) {
        const Question question = serviceHistoryQuestion(moment, *offset);
        Result<SyncBatch> page = co_await get(session, question, parse, stop);
        if (!page)
            co_return page;
        offset = nextOffset(*offset, page->wireRows, page->wireTotal);
        append(all, std::move(*page));
    }
    co_return all;
}

} // namespace

BatchTask fetchReports(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    int index = 0;
    bool last = true;
    const auto day = dayAt(request, *session, &index, &last);
    if (!day)
        co_return SyncBatch();
    const Result<void> known = co_await knowPeople(session, stop);
    if (!known)
        co_return known.error();
    const TimeRange window = *day;
    auto asking = session->can("enterprise_reports") ? allReports(session, window, stop)
                                                     : agentChats(session, window, stop);
    Result<SyncBatch> figures = co_await asking;
    if (figures && !last)
        figures->nextCursor = QString::number(index + 1);
    co_return figures;
}

BatchTask fetchServiceHistory(SessionPtr session, FetchRequest request, std::stop_token stop)
{
    int index = 0;
    bool last = true;
    const auto day = dayAt(request, *session, &index, &last);
    if (!day)
        co_return SyncBatch();
    const Result<void> known = co_await knowPeople(session, stop);
    if (!known)
        co_return known.error();
    const TimeRange window = *day;
    Result<SyncBatch> history = co_await historyOfDay(session, window, stop);
    if (history && !last)
        history->nextCursor = QString::number(index + 1);
    co_return history;
}

} // namespace watchfloor::rocketchat
