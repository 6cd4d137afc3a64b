// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <utility>
#include <vector>

namespace watchfloor::sandbox {

/// OAuth 1.0a as a server checks it (RFC 5849), from the bytes of the wire. Written from the RFC
/// alone: what the product signs is proven by another hand's code.
using OAuthPairs = std::vector<std::pair<QByteArray, QByteArray>>; ///< decoded, repeats kept

/// Unreserved A-Za-z0-9-._~ stay, everything else is %XX in upper case.
QByteArray oauthEncoded(const QByteArray &utf8);
/// %XX and, as servers read a query, + as a space.
QByteArray oauthDecoded(const QByteArray &text);
OAuthPairs oauthQueryPairs(const QByteArray &rawQuery);
/// "OAuth a=\"b\", ..." without realm; nullopt when it is another scheme or malformed.
std::optional<OAuthPairs> oauthHeaderPairs(const QByteArray &header);
/// scheme and host in lower case, without a default port; the path as it was sent.
QByteArray oauthBaseUri(const QByteArray &scheme, const QByteArray &host,
                        const QByteArray &rawPath);
/// `pairs`: of the query, the header and a form body; an oauth_signature among them is left out.
QByteArray oauthBaseString(const QByteArray &method, const QByteArray &baseUri,
                           const OAuthPairs &pairs);
/// Base64.
QByteArray oauthSignature(const QByteArray &baseString, const QByteArray &consumerSecret,
                          const QByteArray &tokenSecret, bool sha256 = false);

} // namespace watchfloor::sandbox
