// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace watchfloor {

/// What went wrong, as a value. The kind tells the caller what to do; the message is one sentence
/// for a person that names what failed, where, and (in `remedy`) what to do about it.
class Error {
public:
    enum class Kind {
        Network,      ///< connection refused, reset, dropped in the middle
        Dns,          ///< the host name does not resolve
        Tls,          ///< certificate or handshake refused: never retried, never ignored
        Timeout,      ///< connect, inactivity or total deadline passed
        Cancelled,    ///< asked to stop: an outcome, not a failure
        HttpStatus,   ///< a status the caller has no better kind for
        RateLimited,  ///< 429: retryAfterMs says when
        NotJson,      ///< the body is not JSON (HTML, truncated, text)
        WrongShape,   ///< JSON, but a field is missing or has another type; detail = JSON path
        TooLarge,     ///< the body or list passes the size cap
        Unauthorized, ///< the credential is missing, wrong or expired: ask for a new one
        Forbidden,    ///< the credential is good but lacks a right: switch the feed off
        Unavailable,  ///< the server does not offer this (edition, version, licence)
        NotFound,     ///< the record does not exist
        BadInput,     ///< a user's value: command line, dialog, file
        Storage,      ///< SQLite refused: disk full, damaged, locked
        ReadOnly,     ///< the cache can be read but not written
        SchemaTooNew, ///< the cache was written by a newer program
        Keyring,      ///< no keyring service, or it refused
        Internal,     ///< a bug of ours
    };

    // A constructor on purpose: g++ 12 destroys aggregate temporaries twice in co_await statements.
    Error(Kind kind, QString message, QString detail = {}, QString remedy = {})
        : m_kind(kind)
        , m_message(std::move(message))
        , m_detail(std::move(detail))
        , m_remedy(std::move(remedy))
    {
    }

    Kind kind() const { return m_kind; }
    const QString &message() const { return m_message; }
    /// Technical part: JSON path, SQLite code, first 200 characters of a body. May be empty.
    const QString &detail() const { return m_detail; }
    const QString &remedy() const { return m_remedy; }
    /// HTTP status, 0 when there was none.
    int httpStatus() const { return m_httpStatus; }
    /// Key of the secret the server wants besides what it was given (a one-time code); usually
    /// empty. Ask the person for it and try again.
    const QString &asksFor() const { return m_asksFor; }
    /// Wait this long before the next try, when the server said so.
    std::optional<qint64> retryAfterMs() const { return m_retryAfterMs; }

    Error &setHttpStatus(int status)
    {
        m_httpStatus = status;
        return *this;
    }
    Error &setRetryAfterMs(qint64 ms)
    {
        m_retryAfterMs = ms;
        return *this;
    }
    Error &setAsksFor(QString key)
    {
        m_asksFor = std::move(key);
        return *this;
    }
    /// Puts "who: what: " before the message, e.g. account and request names.
    Error withContext(const QString &context) const;

    /// Message, detail and remedy as the one text a person reads.
    QString sentence() const;
    /// Stable snake_case name of the kind for JSON output and the sync_state table.
    QString kindName() const;
    static Kind kindFromName(const QString &name);

    /// True when the same request may succeed later without anybody doing anything.
    bool isTransient() const;

    bool operator==(const Error &) const = default;

    static Error cancelled() { return Error(Kind::Cancelled, QStringLiteral("Cancelled")); }

private:
    Kind m_kind;
    QString m_message;
    QString m_detail;
    QString m_remedy;
    QString m_asksFor;
    int m_httpStatus = 0;
    std::optional<qint64> m_retryAfterMs;
};

} // namespace watchfloor
