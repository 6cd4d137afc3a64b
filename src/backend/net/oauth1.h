// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QUrl>

/// OAuth 1.0a signatures (RFC 5849). Pure: the caller brings nonce and time.
namespace watchfloor::oauth1 {

enum class Method { HmacSha1, HmacSha256 };

/// Decoded names and values, in any order.
using Parameters = QList<QPair<QByteArray, QByteArray>>;

/// What the vendor gives out; all four are secret.
class Credentials {
public:
    QByteArray consumerKey;
    QByteArray consumerSecret;
    QByteArray token;
    QByteArray tokenSecret;

    bool isComplete() const
    {
        return !consumerKey.isEmpty() && !consumerSecret.isEmpty() && !token.isEmpty() &&
               !tokenSecret.isEmpty();
    }
};

/// Percent-encoding of RFC 3986: all but A-Z a-z 0-9 - . _ ~, in upper-case hexadecimals.
QByteArray encoded(const QByteArray &bytes);

/// The parameters of a query or a form body: "+" is a space, a name alone has an empty value.
Parameters decoded(const QByteArray &query);

/// RFC 5849 section 3.4.1. The address counts as it is sent; `oauth` without oauth_signature and
/// realm; `form` only for a body of type application/x-www-form-urlencoded.
QByteArray baseString(const QByteArray &verb, const QUrl &url, const Parameters &oauth,
                      const Parameters &form = {});

/// Base64 of the keyed hash over a base string.
QByteArray signature(const QByteArray &baseString, const Credentials &credentials, Method method);

/// The value of the Authorization header of a request whose body is no form (so it is not signed).
QByteArray authorization(const QByteArray &verb, const QUrl &url, const Credentials &credentials,
                         const QByteArray &nonce, TimeMs now, Method method = Method::HmacSha1);

/// A fresh one for every attempt: 128 random bits.
QByteArray newNonce();

} // namespace watchfloor::oauth1
