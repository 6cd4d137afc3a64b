// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/error.h"

#include <array>

namespace watchfloor {
namespace {

struct KindName {
    Error::Kind kind;
    const char *name;
};

constexpr std::array kindNames{
    KindName{Error::Kind::Network, "network"},
    KindName{Error::Kind::Dns, "dns"},
    KindName{Error::Kind::Tls, "tls"},
    KindName{Error::Kind::Timeout, "timeout"},
    KindName{Error::Kind::Cancelled, "cancelled"},
    KindName{Error::Kind::HttpStatus, "http_status"},
    KindName{Error::Kind::RateLimited, "rate_limited"},
    KindName{Error::Kind::NotJson, "not_json"},
    KindName{Error::Kind::WrongShape, "wrong_shape"},
    KindName{Error::Kind::TooLarge, "too_large"},
    KindName{Error::Kind::Unauthorized, "unauthorized"},
    KindName{Error::Kind::Forbidden, "forbidden"},
    KindName{Error::Kind::Unavailable, "unavailable"},
    KindName{Error::Kind::NotFound, "not_found"},
    KindName{Error::Kind::BadInput, "bad_input"},
    KindName{Error::Kind::Storage, "storage"},
    KindName{Error::Kind::ReadOnly, "read_only"},
    KindName{Error::Kind::SchemaTooNew, "schema_too_new"},
    KindName{Error::Kind::Keyring, "keyring"},
    KindName{Error::Kind::Internal, "internal"},
};

QString withStop(QString text)
{
    text = text.trimmed();
    if (!text.isEmpty() && !text.endsWith(u'.') && !text.endsWith(u'!') && !text.endsWith(u'?'))
        text += u'.';
    return text;
}

} // namespace

Error Error::withContext(const QString &context) const
{
    Error copy(*this);
    copy.m_message = context + QStringLiteral(": ") + m_message;
    return copy;
}

QString Error::sentence() const
{
    QString text = m_message;
    if (!m_detail.isEmpty())
        text += QStringLiteral(" (") + m_detail + QStringLiteral(")");
    text = withStop(text);
    if (!m_remedy.isEmpty())
        text += QStringLiteral(" ") + withStop(m_remedy);
    return text;
}

QString Error::kindName() const
{
    for (const auto &entry : kindNames) {
        if (entry.kind == m_kind)
            return QString::fromLatin1(entry.name);
    }
    return QStringLiteral("internal");
}

Error::Kind Error::kindFromName(const QString &name)
{
    for (const auto &entry : kindNames) {
        if (name == QLatin1String(entry.name))
            return entry.kind;
    }
    return Kind::Internal;
}

bool Error::isTransient() const
{
    switch (m_kind) {
    case Kind::Network:
    case Kind::Dns:
    case Kind::Timeout:
    case Kind::RateLimited:
        return true;
    case Kind::NotJson: // a truncated or proxied answer; the next one is usually whole
        return true;
    case Kind::HttpStatus:
        return m_httpStatus >= 500;
    default:
        return false;
    }
}

} // namespace watchfloor
