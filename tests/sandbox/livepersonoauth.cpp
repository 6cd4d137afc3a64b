// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersonoauth.h"

#include <QList>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace watchfloor::sandbox {

QByteArray oauthEncoded(const QByteArray &utf8)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    QByteArray out;
    out.reserve(utf8.size() * 2);
    for (const char c : utf8) {
        const bool unreserved = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                                (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                                c == '~';
        if (unreserved) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

QByteArray oauthDecoded(const QByteArray &text)
{
    QByteArray copy = text;
    return QByteArray::fromPercentEncoding(copy.replace('+', ' '));
}

OAuthPairs oauthQueryPairs(const QByteArray &rawQuery)
{
    OAuthPairs pairs;
    for (const QByteArray &part : rawQuery.split('&')) {
        if (part.isEmpty())
            continue;
        const qsizetype equals = part.indexOf('=');
        const QByteArray name = equals < 0 ? part : part.left(equals);
        const QByteArray value = equals < 0 ? QByteArray() : part.mid(equals + 1);
        pairs.emplace_back(oauthDecoded(name), oauthDecoded(value));
    }
    return pairs;
}

std::optional<OAuthPairs> oauthHeaderPairs(const QByteArray &header)
{
    const qsizetype space = header.indexOf(' ');
    if (space < 0 || header.left(space).toLower() != "oauth")
        return std::nullopt;
    OAuthPairs pairs;
    for (const QByteArray &raw : header.mid(space + 1).split(',')) {
        const QByteArray part = raw.trimmed();
        const qsizetype equals = part.indexOf('=');
        if (equals < 1 || part.size() < equals + 3 || part[equals + 1] != '"' ||
            !part.endsWith('"'))
            return std::nullopt;
        const QByteArray name = QByteArray::fromPercentEncoding(part.left(equals));
        const QByteArray value =
            QByteArray::fromPercentEncoding(part.mid(equals + 2, part.size() - equals - 3));
        if (name != "realm")
            pairs.emplace_back(name, value);
    }
    return pairs;
}

QByteArray oauthBaseUri(const QByteArray &scheme, const QByteArray &host, const QByteArray &rawPath)
{
    const QByteArray lower = scheme.toLower();
    QByteArray authority = host.toLower();
    const QByteArray standard = lower == "https" ? ":443" : ":80";
    if (authority.endsWith(standard))
        authority.chop(standard.size());
    return lower + "://" + authority + rawPath;
}

QByteArray oauthBaseString(const QByteArray &method, const QByteArray &baseUri,
                           const OAuthPairs &pairs)
{
    OAuthPairs encoded;
    for (const auto &[name, value] : pairs) {
        if (name != "oauth_signature")
            encoded.emplace_back(oauthEncoded(name), oauthEncoded(value));
    }
    std::sort(encoded.begin(), encoded.end());
    QByteArray normalised;
    for (const auto &[name, value] : encoded) {
        if (!normalised.isEmpty())
            normalised += '&';
        normalised += name + '=' + value;
    }
    return method.toUpper() + '&' + oauthEncoded(baseUri) + '&' + oauthEncoded(normalised);
}

QByteArray oauthSignature(const QByteArray &baseString, const QByteArray &consumerSecret,
                          const QByteArray &tokenSecret, bool sha256)
{
    const QByteArray key = oauthEncoded(consumerSecret) + '&' + oauthEncoded(tokenSecret);
    return QMessageAuthenticationCode::hash(
               baseString, key, sha256 ? QCryptographicHash::Sha256 : QCryptographicHash::Sha1)
        .toBase64();
}

} // namespace watchfloor::sandbox
