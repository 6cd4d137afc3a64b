// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/accountcard.h"

#include "backend/domain/refreshpace.h"
#include "models/plaintext.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr DurationMs dayLengthMs = 86'400'000;
constexpr int usualHistoryDays = 90;
constexpr int mostCalendarDays = 182; // half a year fits beside the feeds

QString sayAccount(const char *text)
{
    return QCoreApplication::translate("account", text);
}

Remedy remedyFor(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Unauthorized:
    case Error::Kind::Forbidden:
    case Error::Kind::BadInput:
    case Error::Kind::Keyring:
        return Remedy::ChangeAccount;
    case Error::Kind::Network:
    case Error::Kind::Timeout:
    case Error::Kind::RateLimited:
    case Error::Kind::Storage:
        return Remedy::SyncNow;
    default:
        return Remedy::TestConnection;
    }
}

const FeedState *stateOf(const std::vector<FeedState> &states, const QString &feed)
{
    const auto found = std::find_if(states.begin(), states.end(),
                                    [&feed](const FeedState &s) { return s.feed == feed; });
    return found == states.end() ? nullptr : &*found;
}

bool isLate(const AccountCardInput &input, const FeedInfo &info, TimeMs asOf)
{
    return input.now - asOf > lateAfter(cadenceOf(info, input.account));
}

std::vector<FeedCoverage> coverageOf(const AccountCardInput &input,
                                     const std::vector<FeedLine> &lines)
{
    const TimeRange whole = shownHistory(input.account, input.now);
    const TimeMs kept = keptSince(input.account, input.removedBefore, input.now);
    std::vector<FeedCoverage> all;
    std::optional<TimeMs> changesUntil;
    for (const FeedInfo &info : input.provider.feeds) {
        const FeedState *stored = stateOf(input.sync.feeds, info.key);
        if (info.shape == FeedShape::Delta && stored)
            changesUntil = stored->watermark;
        if (info.shape != FeedShape::Backfill && info.shape != FeedShape::Windows)
            continue;
        std::vector<TimeRange> covered = stored ? stored->coverage : std::vector<TimeRange>();
        // What came after the walk through history is brought by the feed of changes before it.
        if (info.shape == FeedShape::Backfill && !covered.empty() && changesUntil)
            covered.push_back({covered.back().to, *changesUntil});
        FeedCoverage feed{info.key, info.title, coverageDays(whole, covered, input.zone),
                          mergedRanges(covered)};
        const auto line = std::find_if(lines.begin(), lines.end(),
                                       [&info](const FeedLine &l) { return l.key == info.key; });
        if (line != lines.end() && line->state == FeedLine::State::Off) {
            for (CoverageDay &day : feed.days) {
                if (day.kind == CoverageDay::Kind::Gap)
                    day.kind = CoverageDay::Kind::NotAllowed;
            }
        }
        if (kept > whole.from) {
            const QDate first = QDateTime::fromMSecsSinceEpoch(kept, input.zone).date();
            for (CoverageDay &day : feed.days) {
                if (day.kind == CoverageDay::Kind::Gap && day.day < first)
                    day.kind = CoverageDay::Kind::NotKept;
            }
        }
        all.push_back(std::move(feed));
    }
    return all;
}

/// What needs a person comes before what may heal by itself.
std::optional<AccountProblem> problemOf(const AccountCardInput &input)
{
    const Error *worst = nullptr;
    const auto rank = [](const Error &error) {
        return error.kind() == Error::Kind::Unauthorized ? 2 : error.isTransient() ? 0 : 1;
    };
    for (const FeedState &feed : input.sync.feeds) {
        if (feed.off || !feed.lastError || feed.lastError->kind() == Error::Kind::Cancelled)
            continue;
        if (!worst || rank(*feed.lastError) > rank(*worst))
            worst = &*feed.lastError;
    }
    if (worst)
        return AccountProblem{sentenceFor(input.account.name, worst->sentence()),
                              remedyFor(worst->kind())};
    if (!input.problem.isEmpty())
        return AccountProblem{sentenceFor(input.account.name, input.problem),
                              Remedy::ChangeAccount};
    return std::nullopt;
}

} // namespace

QString sentenceFor(const QString &account, const QString &sentence)
{
    const QString own = account + QLatin1String(": ");
    return severalLines(sentence.startsWith(own) ? sentence.mid(own.size()) : sentence, 600);
}

TimeRange shownHistory(const Account &account, TimeMs now)
{
    bool ok = false;
    const int asked = account.settings.value(QLatin1String("history_days")).toVariant().toInt(&ok);
    const int days = std::min(ok && asked > 0 ? asked : usualHistoryDays, mostCalendarDays);
    return {now - days * dayLengthMs, now};
}

TimeMs keptSince(const Account &account, std::optional<TimeMs> removedBefore, TimeMs now)
{
    return std::max(removedBefore.value_or(0),
                    keeppolicy::keptFrom(account.settings, now).value_or(0));
}

FeedLine feedLine(const AccountCardInput &input, const FeedInfo &info)
{
    FeedLine line;
    line.key = info.key;
    line.title = info.title;
    const FeedState *stored = stateOf(input.sync.feeds, info.key);
    if (stored)
        line.asOf = stored->lastSuccess;
    if (const auto live = input.live.find(info.key); live != input.live.end())
        line.live = live->second;
    const QString &name = input.account.name;
    if (!info.capability.isEmpty() && !input.account.can(info.capability)) {
        line.state = FeedLine::State::Off;
        line.sentence = info.missingText;
    } else if (line.live.state == FeedLive::State::Running) {
        line.state = FeedLine::State::Running;
    } else if (line.live.state == FeedLive::State::Waiting) {
        line.state = FeedLine::State::Waiting;
    } else if (stored && stored->off) {
        line.state = FeedLine::State::Off;
        line.sentence = stored->lastError ? sentenceFor(name, stored->lastError->sentence())
                                          : line.live.sentence;
    } else if (stored && stored->lastError && stored->lastError->kind() != Error::Kind::Cancelled) {
        line.state = FeedLine::State::Failed;
        line.sentence = sentenceFor(name, stored->lastError->sentence());
    } else if (line.asOf && info.shape == FeedShape::Backfill && stored->backfilled &&
               !stored->coverage.empty()) {
        line.state = FeedLine::State::Complete;
        line.backTo = stored->coverage.front().from;
    } else if (line.asOf) {
        line.state =
            isLate(input, info, *line.asOf) ? FeedLine::State::Late : FeedLine::State::Fresh;
    }
    return line;
}

AccountCard accountCard(const AccountCardInput &input)
{
    AccountCard card;
    card.account = input.account;
    card.providerTitle =
        input.provider.title.isEmpty() ? input.account.provider : input.provider.title;
    card.sync = input.sync;
    for (const FeedInfo &info : input.provider.feeds)
        card.feeds.push_back(feedLine(input, info));
    card.coverage = coverageOf(input, card.feeds);
    card.problem = problemOf(input);
    card.asking = input.asking;
    card.pace = paceOf(input.account, input.provider.feeds, input.sync.feeds);
    card.holding = input.holding;
    card.removal = input.removal;
    card.removedBefore = input.removedBefore;
    if (const auto policy = keeppolicy::read(input.account.settings))
        card.keep = *policy;
    return card;
}

QString feedText(const FeedLine &line, const MetricFormatter &format, TimeMs now, bool paused)
{
    const QString asOf = line.asOf ? sayAccount("as of %1").arg(format.moment(*line.asOf, now))
                                   : sayAccount("not yet");
    switch (line.state) {
    case FeedLine::State::Never:
    case FeedLine::State::Fresh:
    case FeedLine::State::Late:
        return asOf;
    case FeedLine::State::Complete:
        return sayAccount("complete back to %1").arg(format.day(*line.backTo));
    case FeedLine::State::Waiting:
        return paused ? sayAccount("paused") : sayAccount("waiting");
    case FeedLine::State::Off:
        return sayAccount("not available");
    case FeedLine::State::Failed:
        return line.asOf ? sayAccount("failed, %1").arg(asOf) : sayAccount("failed");
    case FeedLine::State::Running:
        break;
    }
    QStringList parts;
    if (line.live.rows > 0)
        parts << sayAccount("%1 rows").arg(format.count(line.live.rows));
    if (line.live.windowsTotal > 0)
        parts << sayAccount("%1 of %2 windows")
                     .arg(format.count(qint64{line.live.windowsDone}),
                          format.count(qint64{line.live.windowsTotal}));
    if (line.live.remaining)
        parts << sayAccount("about %1 left").arg(format.age(*line.live.remaining));
    return parts.isEmpty() ? sayAccount("asking") : parts.join(QStringLiteral(" · "));
}

QString remedyTitle(Remedy remedy)
{
    switch (remedy) {
    case Remedy::SyncNow:
        return sayAccount("Try again");
    case Remedy::ChangeAccount:
        return sayAccount("Change account…");
    case Remedy::TestConnection:
        break;
    }
    return sayAccount("Test connection");
}

} // namespace watchfloor
