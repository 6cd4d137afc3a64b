// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "backend/net/httpresponse.h"

#include <optional>

namespace watchfloor {

// What stands between us and a vendor (proxies, sign-in pages, redirects) speaks alike before all
// of them. `title` names the vendor in the sentences.

/// For an answer of success: NotJson when it is a page instead of data.
std::optional<Error> pageInsteadOfData(const HttpResponse &response, const QString &title);

/// HttpStatus, not Forbidden: not a word of the vendor's. A feed is not switched off for a proxy's
/// mood.
Error blockedInFront(const QString &title);

/// Unauthorized: it wants a sign-in of its own.
Error signInBefore(const QString &title);

/// HttpStatus for a 3xx, naming where it points. `credential` never follows: "a token", "a key".
Error sentOn(const HttpResponse &response, const QString &credential, const QString &remedy);

/// What a vendor's very first route answers tells a wrong address from a server in trouble.
bool meansOtherServer(const Error &error);

/// BadInput: `host` answers, but is not a `title`. `found` is what it answered.
Error notThisVendor(const QString &host, const QString &title, const Error &found,
                    const QString &remedy);

} // namespace watchfloor
