// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/feed.h"

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
};

/// What a provider says about itself. The account dialog and the command line build themselves
/// from it, so that a new provider needs no line in either.
struct ProviderInfo {
    QString id;    ///< "chatwoot"
    QString title; ///< "Chatwoot"
    QString defaultUrl;
    bool needsAccountId = false;
    std::vector<ProviderField> settings;
    std::vector<ProviderField> secrets; ///< in the order the command line reads them
    std::vector<FeedInfo> feeds;        ///< in the order a first sync should take them
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
};

} // namespace watchfloor
