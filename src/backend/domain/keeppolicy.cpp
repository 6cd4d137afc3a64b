// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/domain/keeppolicy.h"

#include <QDateTime>
#include <QTimeZone>

namespace watchfloor::keeppolicy {

Result<std::optional<KeepPolicy>> read(const QJsonObject &settings)
{
    const QString words = settings.value(QLatin1String(key)).toVariant().toString().trimmed();
    if (words.isEmpty())
        return std::optional<KeepPolicy>();
    KeepPolicy policy;
    QString digits = words;
    if (words.endsWith(u'm'))
        policy.unit = KeepPolicy::Unit::Months;
    if (words.endsWith(u'm') || words.endsWith(u'd'))
        digits.chop(1);
    bool isNumber = false;
    policy.count = digits.trimmed().toInt(&isNumber);
    const int most = policy.unit == KeepPolicy::Unit::Days ? mostDays : mostMonths;
    if (!isNumber || policy.count < 1 || policy.count > most)
        return Error(Error::Kind::BadInput, QStringLiteral("keep is \"%1\"").arg(words.left(60)),
                     {},
                     QStringLiteral("It is a number of days or months, such as 90d or 13m; an "
                                    "empty value keeps everything"));
    return std::optional<KeepPolicy>(policy);
}

QString text(const KeepPolicy &policy)
{
    return QString::number(policy.count) +
           (policy.unit == KeepPolicy::Unit::Days ? QLatin1Char('d') : QLatin1Char('m'));
}

TimeMs keptFrom(const KeepPolicy &policy, TimeMs now)
{
    const QDate today = QDateTime::fromMSecsSinceEpoch(now, Qt::UTC).date();
    const QDate first = policy.unit == KeepPolicy::Unit::Days ? today.addDays(-policy.count)
                                                              : today.addMonths(-policy.count);
    return first.startOfDay(Qt::UTC).toMSecsSinceEpoch();
}

std::optional<TimeMs> keptFrom(const QJsonObject &settings, TimeMs now)
{
    const auto policy = read(settings);
    if (!policy || !*policy)
        return std::nullopt;
    return keptFrom(**policy, now);
}

} // namespace watchfloor::keeppolicy
