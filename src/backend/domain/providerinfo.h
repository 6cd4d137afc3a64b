// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/feed.h"
#include "backend/domain/vendorrules.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace watchfloor {

/// One input of the account dialog and one `--set` or `--secret` key of the command line.
struct ProviderField {
    QString key;
    QString title;
    QString help; ///< where to find it at the vendor
    QString placeholder;
    bool required = true;
    bool secret = false;
    /// A secret that is asked for only when the server wants it (a code from a second factor:
    /// Error::asksFor() names this key), and never stored.
    bool oneTime = false;
};

/// One way to sign in where a vendor has several. The dialog offers them as a choice, the command
/// line takes the one whose secrets it is given. The fields themselves are in ProviderInfo::secrets
/// with `required` off.
struct SignInWay {
    QString key;          ///< stable, snake_case
    QString title;        ///< "Personal access token"
    QString help;         ///< when to choose it; may be empty
    QStringList secrets;  ///< keys, all needed
    QStringList optional; ///< keys that may be given too, e.g. the one-time code
};

/// One row of the table vendor word -> our word.
struct DictionaryWord {
    QString kind;   ///< "status", "availability", "channel", "closed by", "event", "metric", ...
    QString theirs; ///< as on the wire
    QString ours;   ///< as stored and shown
    QString note;   ///< may be empty
};

/// What a provider says about itself. The account dialog and the command line build themselves
/// from it, so that a new provider needs no line in either.
struct ProviderInfo {
    QString id;    ///< "chatwoot"
    QString title; ///< "Chatwoot"
    QString defaultUrl;
    bool urlOptional = false; ///< one server for all customers: `--url` may be left out
    QString urlHelp;          ///< where to find the address
    bool needsAccountId = false;
    QString accountIdHelp; ///< where to find the account's id
    std::vector<ProviderField> settings;
    std::vector<ProviderField> secrets; ///< in the order the command line reads them
    std::vector<SignInWay> ways;        ///< empty: one way, with every required secret
    std::vector<FeedInfo> feeds;        ///< in the order a first sync should take them
    std::vector<DictionaryWord> dictionary;
    const ProviderRules *rules = nullptr; ///< of static storage; null = vendorrules::neutral()
};

/// One account the credential may see, for the choice in the dialog.
struct RemoteAccount {
    QString remoteId;
    QString name;
    QString role;
    bool usable = true; ///< false: suspended
    QString note;       ///< one sentence, e.g. which rights are missing
};

/// What a probe of the server found.
struct ProbeResult {
    QString version;
    QString userName;
    QString timeZone; ///< IANA id where the vendor tells, else empty
    std::vector<RemoteAccount> accounts;
    QString chosenAccountId; ///< empty when the user must choose
    QStringList capabilities;
    QStringList notes; ///< plain sentences: what will not be available and why
    /// Stored from now on instead of the secrets that were given, e.g. the token a login with a
    /// second factor was exchanged for. Empty = the given ones are stored.
    QHash<QString, QString> grantedSecrets;
};

} // namespace watchfloor
