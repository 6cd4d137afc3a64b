// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/syncactivity.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace watchfloor {
namespace {

QString saySync(const char *text)
{
    return QCoreApplication::translate("sync", text);
}

bool isOnTheWay(Error::Kind kind)
{
    return kind == Error::Kind::Network || kind == Error::Kind::Dns || kind == Error::Kind::Timeout;
}

const FeedState *latestAttempt(const AccountSync &sync)
{
    const FeedState *latest = nullptr;
    for (const FeedState &feed : sync.feeds) {
        if (!feed.off && feed.lastAttempt && (!latest || *feed.lastAttempt > *latest->lastAttempt))
            latest = &feed;
    }
    return latest;
}

std::optional<TimeMs> latestSuccess(const AccountSync &sync)
{
    std::optional<TimeMs> latest;
    for (const FeedState &feed : sync.feeds) {
        if (feed.lastSuccess)
            latest = std::max(latest.value_or(*feed.lastSuccess), *feed.lastSuccess);
    }
    return latest;
}

QString errorLines(const AccountSync &sync)
{
    QStringList lines;
    for (const FeedState &feed : sync.feeds) {
        if (feed.lastError && !lines.contains(feed.lastError->sentence()))
            lines << feed.lastError->sentence();
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

bool isUnreachable(const AccountSync &sync)
{
    const FeedState *latest = latestAttempt(sync);
    return latest && latest->lastError && isOnTheWay(latest->lastError->kind());
}

std::optional<TimeMs> offlineSince(const std::vector<AccountSync> &accounts, TimeMs started)
{
    if (accounts.empty() || !std::all_of(accounts.begin(), accounts.end(), isUnreachable))
        return std::nullopt;
    std::optional<TimeMs> since;
    for (const AccountSync &sync : accounts) {
        const std::optional<TimeMs> success = latestSuccess(sync);
        if (success)
            since = std::max(since.value_or(*success), *success);
    }
    return since.value_or(started);
}

Activity activityOf(const AccountSync &sync, const MetricFormatter &format, TimeMs now)
{
    Activity activity;
    activity.account = sync.account;
    activity.details = errorLines(sync);
    const std::optional<TimeMs> success = latestSuccess(sync);
    if (!sync.running.empty()) {
        const RunningFeed &feed = sync.running.front();
        activity.state = Activity::State::Running;
        activity.text = feed.title;
        if (feed.windowsTotal > 0) {
            activity.share = static_cast<double>(feed.windowsDone) / feed.windowsTotal;
            activity.text = saySync("%1, %2 of %3")
                                .arg(feed.title, format.count(qint64{feed.windowsDone}),
                                     format.count(qint64{feed.windowsTotal}));
        } else if (feed.rows > 0) {
            activity.text = saySync("%1, %2 rows").arg(feed.title, format.count(feed.rows));
        }
        return activity;
    }
    if (isUnreachable(sync)) {
        activity.state = Activity::State::Off;
        activity.text = success ? saySync("offline since %1").arg(format.moment(*success, now))
                                : saySync("offline");
        return activity;
    }
    const auto failed =
        std::find_if(sync.feeds.begin(), sync.feeds.end(), [](const FeedState &feed) {
            return !feed.off && feed.lastError && feed.lastError->kind() != Error::Kind::Cancelled;
        });
    if (failed != sync.feeds.end()) {
        activity.state = Activity::State::Problem;
        activity.text = failed->lastError->message();
        const QString own = sync.account + QLatin1String(": ");
        if (activity.text.startsWith(own)) // the strip names the account already
            activity.text = activity.text.mid(own.size());
        return activity;
    }
    activity.text = success ? saySync("synced %1").arg(format.moment(*success, now))
                            : saySync("not synced yet");
    return activity;
}

} // namespace watchfloor
