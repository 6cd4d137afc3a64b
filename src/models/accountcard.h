// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/providerinfo.h"
#include "models/accountkeep.h"
#include "models/accountpace.h"
#include "models/feedcoverage.h"
#include "models/syncactivity.h"

#include <map>
#include <optional>

namespace watchfloor {

/// What is known of a feed while a pass is under way; key = feed.
struct FeedLive {
    enum class State { Idle, Running, Waiting, Off, Failed } state = State::Idle;
    qint64 rows = 0;
    int windowsDone = 0;
    int windowsTotal = 0;                ///< 0 = not known
    std::optional<DurationMs> remaining; ///< estimate
    QString sentence;                    ///< why it is off or failed

    bool operator==(const FeedLive &) const = default;
};

/// One feed of a card.
struct FeedLine {
    enum class State { Never, Fresh, Late, Complete, Running, Waiting, Off, Failed };
    QString key;
    QString title;
    State state = State::Never;
    std::optional<TimeMs> asOf;
    std::optional<TimeMs> backTo; ///< Complete: the history reaches back to here
    FeedLive live;
    QString sentence; ///< why it is off or failed, without the account's name

    bool operator==(const FeedLine &) const = default;
};

/// What a person can do about a problem with one click.
enum class Remedy { TestConnection, SyncNow, ChangeAccount };

struct AccountProblem {
    QString sentence;
    Remedy remedy = Remedy::TestConnection;

    bool operator==(const AccountProblem &) const = default;
};

/// Everything one card of the Accounts & sync page shows.
struct AccountCard {
    Account account;
    QString providerTitle;
    std::vector<FeedLine> feeds;           ///< in the provider's order
    std::vector<FeedCoverage> coverage;    ///< feeds that carry history
    std::optional<AccountProblem> problem; ///< the one that matters most
    AccountSync sync;
    AccountPace pace;
    bool asking = true;                    ///< the program asks by itself
    std::optional<AccountHolding> holding; ///< none: not measured yet
    std::optional<KeepPolicy> keep;        ///< none: everything stays
    std::optional<TimeMs> removedBefore;   ///< older was removed on purpose
    QString removal;                       ///< how a removal under way goes, or why it failed

    bool operator==(const AccountCard &) const = default;
};

struct AccountCardInput {
    Account account;
    ProviderInfo provider;
    AccountSync sync;
    std::map<QString, FeedLive> live;
    QString problem; ///< of the account as a whole, told by the last pass
    std::optional<AccountHolding> holding;
    std::optional<TimeMs> removedBefore; ///< older was removed on purpose
    QString removal;
    QTimeZone zone = QTimeZone::utc();
    TimeMs now = 0;
    bool asking = true;
};

AccountCard accountCard(const AccountCardInput &input);
/// How one feed of the account stands.
FeedLine feedLine(const AccountCardInput &input, const FeedInfo &info);
/// The history its coverage is judged over: what the account asks for, as far as days are shown.
TimeRange shownHistory(const Account &account, TimeMs now);
/// Older is not in the cache on purpose; 0 = there is no such time.
TimeMs keptSince(const Account &account, std::optional<TimeMs> removedBefore, TimeMs now);

/// "as of 14:03", "412 rows, 3 of 90 windows, about 2 m left", "not allowed", ...
QString feedText(const FeedLine &line, const MetricFormatter &format, TimeMs now, bool paused);
QString remedyTitle(Remedy remedy);
/// The error's sentence without "account: " in front, which the card says already.
QString sentenceFor(const QString &account, const QString &sentence);

} // namespace watchfloor
