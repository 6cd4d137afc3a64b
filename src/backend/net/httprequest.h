// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QUrl>

namespace watchfloor {

/// One HTTP request. Not an aggregate: g++ 12 would destroy temporaries of it twice.
class HttpRequest {
public:
    /// `what` names the request in sentences for people, e.g. "the list of agents".
    HttpRequest(QString what, QUrl url, QByteArray verb = QByteArrayLiteral("GET"))
        : m_what(std::move(what))
        , m_url(std::move(url))
        , m_verb(std::move(verb))
    {
    }

    const QString &what() const { return m_what; }
    const QUrl &url() const { return m_url; }
    const QByteArray &verb() const { return m_verb; }

    void setHeader(const QByteArray &name, const QByteArray &value)
    {
        m_headers.append({name, value});
    }
    const QList<QPair<QByteArray, QByteArray>> &headers() const { return m_headers; }
    void setBody(QByteArray body, QByteArray contentType);
    const QByteArray &body() const { return m_body; }

    // Limits. Defaults suit a JSON page.
    DurationMs reachTimeoutMs = 10'000;      ///< until connected, and for https encrypted
    DurationMs connectTimeoutMs = 30'000;    ///< until the first byte of the answer's head
    DurationMs inactivityTimeoutMs = 30'000; ///< longest pause between two pieces of the body
    DurationMs totalTimeoutMs = 120'000;     ///< for the whole exchange
    qint64 maxBodyBytes = 32 * 1024 * 1024;  ///< after decompression

private:
    QString m_what;
    QUrl m_url;
    QByteArray m_verb;
    QList<QPair<QByteArray, QByteArray>> m_headers;
    QByteArray m_body;
};

/// An id as one part of a path: percent-encoded completely, '/' included.
QString pathSegment(const QString &id);

/// Adds `path` ('%' is kept, see pathSegment()) below a base URL that may have a path prefix.
/// `query` pairs are percent-encoded completely (QUrlQuery leaves '+' raw, which servers read as a
/// space). Names may end in "[]". A "." or ".." in `path` gives an invalid address, which send()
/// refuses.
QUrl urlBelow(const QUrl &base, const QString &path,
              const QList<QPair<QString, QString>> &query = {});

/// http is accepted for loopback hosts only.
bool isLoopbackHost(const QString &host);

} // namespace watchfloor
