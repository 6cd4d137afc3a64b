// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/synccommand.h"

#include "app/cli/awaittask.h"
#include "app/cli/outputtable.h"
#include "app/cli/syncsession.h"
#include "backend/engine/daterange.h"
#include "backend/engine/operations/jsonwriter.h"

#include <QElapsedTimer>

#include <algorithm>

namespace watchfloor::cli {
namespace {

constexpr qint64 progressEveryMs = 2'000;

/// One line on stderr when a feed is done, and every few seconds while it runs.
class ProgressLines {
public:
    explicit ProgressLines(const CommandContext &context)
        : m_context(context)
    {
    }

    void tell(const FeedProgressReport &report)
    {
        using State = FeedProgressReport::State;
        if (report.feed.isEmpty())
            return; // the account's error is said at the end
        const QString key = report.account + u'\n' + report.feed;
        const QString name = report.account + QStringLiteral(": ") + report.title;
        const bool ran = m_running.contains(key);
        if (report.state == State::Off && !ran) {
            m_context.note(QStringLiteral("%1: off. %2").arg(name, report.sentence));
        } else if (report.state == State::Running) {
            QElapsedTimer &timer = m_running[key];
            if (!timer.isValid())
                timer.start();
            if (timer.elapsed() < progressEveryMs)
                return;
            timer.restart();
            m_context.note(QStringLiteral("%1: %2 rows%3 ...")
                               .arg(name)
                               .arg(report.rows)
                               .arg(windows(report)));
        } else if (report.state == State::Idle && ran) { // Waiting: more windows follow
            m_running.remove(key);
            m_context.note(
                QStringLiteral("%1: %2 rows%3").arg(name).arg(report.rows).arg(windows(report)));
        }
    }

private:
    static QString windows(const FeedProgressReport &report)
    {
        if (report.windowsTotal <= 1)
            return {};
        return QStringLiteral(", window %1 of %2").arg(report.windowsDone).arg(report.windowsTotal);
    }

    const CommandContext &m_context;
    QHash<QString, QElapsedTimer> m_running;
};

void writeSummary(const CommandContext &context, const SyncSummary &summary)
{
    if (context.json()) {
        JsonWriter json;
        json.beginObject().key("accounts").beginArray();
        for (const AccountSummary &account : summary.accounts) {
            json.beginObject().key("name").value(account.name).key("feeds").beginArray();
            for (const FeedSummary &feed : account.feeds) {
                json.beginObject().key("feed").value(feed.feed).key("rows").value(feed.rows);
                json.key("windows").value(static_cast<qint64>(feed.windows)).key("error");
                if (feed.error)
                    json.value(feed.error->sentence());
                else
                    json.null();
                json.endObject();
            }
            json.endArray();
            if (account.error)
                json.key("error").value(account.error->sentence());
            json.endObject();
        }
        context.write(json.endArray().endObject().bytes() + '\n');
        return;
    }
    OutputTable table;
    table.columns = {{QStringLiteral("account"), QStringLiteral("text")},
                     {QStringLiteral("feed"), QStringLiteral("text")},
                     {QStringLiteral("rows"), QStringLiteral("count")},
                     {QStringLiteral("windows"), QStringLiteral("count")},
                     {QStringLiteral("error"), QStringLiteral("text")}};
    for (const AccountSummary &account : summary.accounts) {
        for (const FeedSummary &feed : account.feeds)
            table.rows.push_back({Cell::text(account.name), Cell::text(feed.feed),
                                  Cell::count(feed.rows), Cell::count(feed.windows),
                                  Cell::text(feed.error ? feed.error->kindName() : QString())});
    }
    writeTable(context, table);
}

void sayErrors(const CommandContext &context, const SyncSummary &summary)
{
    for (const AccountSummary &account : summary.accounts) {
        const bool cancelled = account.error && account.error->kind() == Error::Kind::Cancelled;
        std::vector<std::pair<QString, QStringList>> said; // a sentence and the feeds it is about
        for (const FeedSummary &feed : account.feeds) {
            if (!feed.error || (cancelled && feed.error->kind() == Error::Kind::Cancelled))
                continue;
            const QString sentence = feed.error->sentence();
            const auto same = std::find_if(said.begin(), said.end(),
                                           [&](const auto &one) { return one.first == sentence; });
            if (same == said.end())
                said.push_back({sentence, {feed.feed}});
            else
                same->second.append(feed.feed);
        }
        for (const auto &[sentence, feeds] : said)
            context.say(feeds.join(QStringLiteral(", ")) + QStringLiteral(": ") + sentence);
        if (!account.error)
            continue;
        const QString whole = account.error->sentence();
        if (cancelled)
            context.say(
                QStringLiteral("%1: cancelled. What was read is kept, the next sync goes on "
                               "from there.")
                    .arg(account.name));
        else if (std::none_of(said.begin(), said.end(),
                              [&](const auto &one) { return one.first == whole; }))
            context.say(whole);
    }
}

bool isAnyFeed(const QString &key)
{
    const std::vector<ProviderInfo> all = SyncService::providers();
    return std::any_of(all.begin(), all.end(), [&](const ProviderInfo &info) {
        return std::any_of(info.feeds.begin(), info.feeds.end(),
                           [&](const FeedInfo &feed) { return feed.key == key; });
    });
}

int sync(CommandContext &context)
{
    SyncOptions options;
    options.accounts = context.args.values(QStringLiteral("account"));
    options.feeds = context.args.values(QStringLiteral("feed"));
    options.full = context.args.isSet(QStringLiteral("full"));
    if (context.args.isSet(QStringLiteral("since"))) {
        const auto since = parseInstant(context.args.value(QStringLiteral("since")), context.zone);
        if (!since)
            return context.usageError(QStringLiteral("--since: ") + since.error().sentence());
        options.since = *since;
    }
    for (const QString &feed : options.feeds) {
        if (!isAnyFeed(feed))
            return context.usageError(QStringLiteral("There is no feed \"%1\".").arg(feed));
    }

    SyncSession session(context);
    if (session.exitCode() != Done)
        return session.exitCode();
    const auto accounts = awaitFuture(session.service().accounts());
    if (!accounts)
        return context.fail(accounts.error());
    if (accounts->empty()) {
        context.say(noAccountYet(context));
        return Failed;
    }
    ProgressLines progress(context);
    QObject::connect(&session.service(), &SyncService::progress, &session.service(),
                     [&progress](const FeedProgressReport &report) { progress.tell(report); });
    const auto summary = awaitTask(session.service().syncOnce(std::move(options), context.stop));
    if (!summary)
        return context.fail(summary.error());
    writeSummary(context, *summary);
    sayErrors(context, *summary);
    if (summary->complete())
        return Done;
    return summary->nothingDone() ? Failed : Partly;
}

} // namespace

std::vector<Command> syncCommands()
{
    return {
        {QStringLiteral("sync"),
         QStringLiteral("Fetch what is new from the vendors"),
         {},
         {{QStringLiteral("account"), QStringLiteral("NAME"),
           QStringLiteral("Only this account (default: all)"), true},
          {QStringLiteral("since"), QStringLiteral("ISO"),
           QStringLiteral("How far back history is read (default: the account's history_days)")},
          {QStringLiteral("feed"), QStringLiteral("FEED"),
           QStringLiteral("Only this feed (default: all)"), true},
          {QStringLiteral("full"),
           {},
           QStringLiteral("Forget what was read before and read everything again")}},
         sync}};
}

} // namespace watchfloor::cli
