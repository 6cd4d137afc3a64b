// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httprequest.h"

#include <QByteArrayList>
#include <QHostAddress>

namespace watchfloor {

void HttpRequest::setBody(QByteArray body, QByteArray contentType)
{
    m_body = std::move(body);
    m_headers.removeIf([](const auto &header) {
        return header.first.compare("Content-Type", Qt::CaseInsensitive) == 0;
    });
    setHeader(QByteArrayLiteral("Content-Type"), contentType);
}

QString pathSegment(const QString &id)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(id));
}

QUrl urlBelow(const QUrl &base, const QString &path, const QList<QPair<QString, QString>> &query)
{
    constexpr auto drop = QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment;
    QByteArray encoded = base.toEncoded(drop);
    encoded += base.path(QUrl::FullyEncoded).toLatin1();
    while (encoded.endsWith('/'))
        encoded.chop(1);
    // '%' stays: ids come in through pathSegment().
    // A server's id must not climb out of its place; QUrl cannot keep even an encoded "..".
    for (const QString &segment : path.split(u'/')) {
        if (segment == QLatin1String(".") || segment == QLatin1String(".."))
            return {};
    }
    QByteArrayList parts;
    for (const QString &part : path.split(u'%'))
        parts += QUrl::toPercentEncoding(part, "/:@!$&'()*+,;=");
    const QByteArray below = parts.join('%');
    if (!below.isEmpty())
        encoded += (below.startsWith('/') ? QByteArray() : QByteArray("/")) + below;
    char separator = '?';
    for (const auto &[name, value] : query) {
        encoded +=
            separator + QUrl::toPercentEncoding(name, "[]") + '=' + QUrl::toPercentEncoding(value);
        separator = '&';
    }
    return QUrl::fromEncoded(encoded, QUrl::StrictMode);
}

bool isLoopbackHost(const QString &host)
{
    if (host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0)
        return true;
    QHostAddress address;
    return address.setAddress(host) && address.isLoopback();
}

} // namespace watchfloor
