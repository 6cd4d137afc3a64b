// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/oauth1.h"

#include <QByteArrayList>
#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QUuid>

#include <algorithm>

namespace watchfloor::oauth1 {
namespace {

QByteArray formDecoded(QByteArray text)
{
    text.replace('+', ' ');
    return QByteArray::fromPercentEncoding(text);
}

/// Section 3.4.1.2: scheme and host in lower case, the port unless it is the scheme's own.
QByteArray baseUri(const QUrl &url)
{
    const QByteArray scheme = url.scheme().toLower().toLatin1();
    QByteArray uri = scheme + "://" + url.host(QUrl::FullyEncoded).toLower().toLatin1();
    const int standard = scheme == "https" ? 443 : 80;
    if (url.port(standard) != standard)
        uri += ':' + QByteArray::number(url.port());
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    return uri + (path.isEmpty() ? QByteArrayLiteral("/") : path);
}

QByteArray normalised(const Parameters &parameters)
{
    Parameters pairs;
    for (const auto &[name, value] : parameters)
        pairs.append({encoded(name), encoded(value)});
    std::sort(pairs.begin(), pairs.end());
    QByteArrayList joined;
    for (const auto &[name, value] : pairs)
        joined.append(name + '=' + value);
    return joined.join('&');
}

QByteArray nameOf(Method method)
{
    return method == Method::HmacSha256 ? QByteArrayLiteral("HMAC-SHA256")
                                        : QByteArrayLiteral("HMAC-SHA1");
}

} // namespace

QByteArray encoded(const QByteArray &bytes)
{
    return bytes.toPercentEncoding();
}

Parameters decoded(const QByteArray &query)
{
    Parameters parameters;
    if (query.isEmpty())
        return parameters;
    for (const QByteArray &part : query.split('&')) {
        const qsizetype equals = part.indexOf('=');
        const QByteArray name = equals < 0 ? part : part.left(equals);
        const QByteArray value = equals < 0 ? QByteArray() : part.mid(equals + 1);
        if (!part.isEmpty())
            parameters.append({formDecoded(name), formDecoded(value)});
    }
    return parameters;
}

QByteArray baseString(const QByteArray &verb, const QUrl &url, const Parameters &oauth,
                      const Parameters &form)
{
    const Parameters all = decoded(url.query(QUrl::FullyEncoded).toLatin1()) + oauth + form;
    return verb.toUpper() + '&' + encoded(baseUri(url)) + '&' + encoded(normalised(all));
}

QByteArray signature(const QByteArray &baseString, const Credentials &credentials, Method method)
{
    const QByteArray key =
        encoded(credentials.consumerSecret) + '&' + encoded(credentials.tokenSecret);
    const auto hash =
        method == Method::HmacSha256 ? QCryptographicHash::Sha256 : QCryptographicHash::Sha1;
    return QMessageAuthenticationCode::hash(baseString, key, hash).toBase64();
}

QByteArray authorization(const QByteArray &verb, const QUrl &url, const Credentials &credentials,
                         const QByteArray &nonce, TimeMs now, Method method)
{
    Parameters oauth{{"oauth_consumer_key", credentials.consumerKey},
                     {"oauth_nonce", nonce},
                     {"oauth_signature_method", nameOf(method)},
                     {"oauth_timestamp", QByteArray::number(now / 1000)},
                     {"oauth_token", credentials.token},
                     {"oauth_version", QByteArrayLiteral("1.0")}};
    const QByteArray signedBy = signature(baseString(verb, url, oauth), credentials, method);
    oauth.append({"oauth_signature", signedBy});
    QByteArrayList parts;
    for (const auto &[name, value] : oauth)
        parts.append(name + "=\"" + encoded(value) + '"');
    return "OAuth " + parts.join(", ");
}

QByteArray newNonce()
{
    return QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
}

} // namespace watchfloor::oauth1
