// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/accounttables.h"

#include <algorithm>

namespace watchfloor {
namespace {

RawCell feedWord(const char *text)
{
    return RawCell::text(QLatin1String(text));
}

/// Also of a feed that is being asked again just now.
QString lastProblem(const AccountCard &card, const FeedLine &line, const FeedState *stored)
{
    if (!line.sentence.isEmpty())
        return line.sentence;
    if (!stored || !stored->lastError || stored->lastError->kind() == Error::Kind::Cancelled)
        return {};
    return sentenceFor(card.account.name, stored->lastError->sentence());
}

} // namespace

const char *stateWord(FeedLine::State state)
{
    switch (state) {
    case FeedLine::State::Never:
        return "never";
    case FeedLine::State::Fresh:
        return "fresh";
    case FeedLine::State::Late:
        return "late";
    case FeedLine::State::Complete:
        return "complete";
    case FeedLine::State::Running:
        return "running";
    case FeedLine::State::Waiting:
        return "waiting";
    case FeedLine::State::Off:
        return "off";
    case FeedLine::State::Failed:
        break;
    }
    return "failed";
}

RawTable feedTable(const std::vector<AccountCard> &cards)
{
    RawTable table;
    table.isExcerpt = true;
    table.columns = {rawColumn("account", "text"),        rawColumn("provider", "text"),
                     rawColumn("feed", "text"),           rawColumn("state", "text"),
                     rawColumn("last_success", "time"),   rawColumn("last_attempt", "time"),
                     rawColumn("complete_since", "time"), rawColumn("error", "text"),
                     rawColumn("rows", "count"),          rawColumn("windows_done", "count"),
                     rawColumn("windows", "count")};
    for (const AccountCard &card : cards) {
        for (const FeedLine &line : card.feeds) {
            const auto &states = card.sync.feeds;
            const auto found =
                std::find_if(states.begin(), states.end(),
                             [&line](const FeedState &state) { return state.feed == line.key; });
            const FeedState *stored = found == states.end() ? nullptr : &*found;
            const bool running = line.state == FeedLine::State::Running;
            const bool inWindows = running && line.live.windowsTotal > 0;
            const auto during = [](bool told, qint64 count) {
                return RawCell::count(told ? std::optional(count) : std::nullopt);
            };
            table.rows.push_back(
                {RawCell::text(card.account.name), RawCell::text(card.account.provider),
                 RawCell::text(line.key), feedWord(stateWord(line.state)), RawCell::time(line.asOf),
                 RawCell::time(stored ? stored->lastAttempt : std::nullopt),
                 RawCell::time(line.backTo), RawCell::text(lastProblem(card, line, stored)),
                 during(running, line.live.rows), during(inWindows, line.live.windowsDone),
                 during(inWindows, line.live.windowsTotal)});
        }
    }
    return table;
}

RawTable coverageTable(const std::vector<AccountCard> &cards, TimeMs now)
{
    RawTable table;
    table.isExcerpt = true;
    table.columns = {rawColumn("account", "text"), rawColumn("provider", "text"),
                     rawColumn("feed", "text"),    rawColumn("from", "time"),
                     rawColumn("to", "time"),      rawColumn("coverage", "text")};
    for (const AccountCard &card : cards) {
        const TimeMs kept = keptSince(card.account, card.removedBefore, now);
        for (const FeedCoverage &feed : card.coverage) {
            std::vector<std::pair<TimeRange, const char *>> parts;
            for (const TimeRange &covered : feed.covered)
                parts.emplace_back(covered, "covered");
            const bool off =
                std::any_of(card.feeds.begin(), card.feeds.end(), [&feed](const FeedLine &line) {
                    return line.key == feed.feed && line.state == FeedLine::State::Off;
                });
            for (const TimeRange &gap :
                 coverageGaps(shownHistory(card.account, now), feed.covered)) {
                const TimeMs edge = std::clamp(kept, gap.from, gap.to);
                if (edge > gap.from)
                    parts.emplace_back(TimeRange{gap.from, edge}, "not_kept");
                if (edge < gap.to)
                    parts.emplace_back(TimeRange{edge, gap.to}, off ? "not_allowed" : "gap");
            }
            std::sort(parts.begin(), parts.end(),
                      [](const auto &a, const auto &b) { return a.first.from < b.first.from; });
            for (const auto &[range, word] : parts)
                table.rows.push_back({RawCell::text(card.account.name),
                                      RawCell::text(card.account.provider),
                                      RawCell::text(feed.feed), RawCell::time(range.from),
                                      RawCell::time(range.to), feedWord(word)});
        }
    }
    return table;
}

} // namespace watchfloor
