// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/httpresponse.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace watchfloor {
namespace {

std::optional<TimeMs> httpDate(const QByteArray &text)
{
    // Day and time apart: together they would be read as local time, where some do not exist.
    const QString words = QString::fromLatin1(text.trimmed());
    const QDate day =
        QLocale::c().toDate(words.section(u' ', 0, 3), QStringLiteral("ddd, dd MMM yyyy"));
    const QTime time = QTime::fromString(words.section(u' ', 4), QStringLiteral("HH:mm:ss 'GMT'"));
    if (!day.isValid() || !time.isValid())
        return std::nullopt;
    return QDateTime(day, time, Qt::UTC).toMSecsSinceEpoch();
}

} // namespace

QByteArray HttpResponse::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

bool HttpResponse::isJson() const
{
    QByteArray type = header("Content-Type").toLower();
    if (const auto end = type.indexOf(';'); end >= 0)
        type.truncate(end);
    type = type.trimmed();
    return type == "application/json" || type == "text/json" || type.endsWith("+json");
}

std::optional<TimeMs> HttpResponse::serverTime() const
{
    return httpDate(header("Date"));
}

std::optional<DurationMs> HttpResponse::retryAfter(TimeMs serverNow) const
{
    const QByteArray text = header("Retry-After").trimmed();
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    constexpr qint64 aYear = 366LL * 86'400;
    if (isNumber)
        return seconds < 0 ? std::nullopt : std::optional(std::min(seconds, aYear) * 1'000);
    if (const auto at = httpDate(text))
        return std::max<DurationMs>(0, *at - serverNow);
    return std::nullopt;
}

} // namespace watchfloor
