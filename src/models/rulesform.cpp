// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rulesform.h"

#include <QCoreApplication>
#include <QDate>
#include <QRegularExpression>
#include <QStringList>
#include <QTimeZone>

#include <optional>

namespace watchfloor {
namespace {

constexpr const char *dayWords[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr const char *firstKey = "sla.first_response_time";
constexpr const char *replyKey = "sla.reply_time";
constexpr const char *resolutionKey = "sla.resolution_time";

QString sayRule(const char *text)
{
    return QCoreApplication::translate("rulesform", text);
}

QString textOf(const Account &account, const char *key)
{
    return account.settings.value(QLatin1String(key)).toVariant().toString().trimmed();
}

struct TargetUnit {
    const char *word;
    qint64 seconds;
};
constexpr TargetUnit targetUnits[] = {{"d", 86'400}, {"h", 3'600}, {"min", 60}, {"s", 1}};

/// Whole units where it can be; what is not a number of seconds stays as it is.
QString targetText(const QString &seconds)
{
    bool isNumber = false;
    const qint64 number = seconds.toLongLong(&isNumber);
    if (!isNumber || number <= 0)
        return seconds.isEmpty() ? QString() : seconds + QStringLiteral(" s");
    for (const TargetUnit &unit : targetUnits) {
        if (number % unit.seconds == 0)
            return QStringLiteral("%1 %2").arg(number / unit.seconds).arg(QLatin1String(unit.word));
    }
    return seconds;
}

/// Seconds as the settings hold them; empty for no target, none for what is no duration.
std::optional<QString> targetSeconds(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("^([0-9]{1,9}(?:\\.[0-9]{1,3})?)\\s*(s|min|m|h|d)?$"));
    const QString trimmed = text.trimmed().toLower();
    if (trimmed.isEmpty())
        return QString();
    const auto match = form.match(trimmed);
    if (!match.hasMatch())
        return std::nullopt;
    qint64 each = 60;
    for (const TargetUnit &unit : targetUnits) {
        if (match.captured(2) == QLatin1String(unit.word))
            each = unit.seconds;
    }
    const double seconds = match.captured(1).toDouble() * static_cast<double>(each);
    if (seconds < 0.001)
        return std::nullopt;
    return QString::number(seconds, 'f', QLocale::FloatingPointShortest);
}

int dayNamed(const QString &word)
{
    for (int day = 0; day < 7; ++day) {
        if (word.trimmed().left(3).compare(QLatin1String(dayWords[day]), Qt::CaseInsensitive) == 0)
            return day;
    }
    return -1;
}

QString hoursFault(const QString &text)
{
    static const QRegularExpression span(
        QStringLiteral("^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"));
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        const QString hours = part.simplified().remove(u' ');
        if (!span.match(hours).hasMatch())
            return sayRule("“%1” are no hours of a day. Write them like 09:00-12:30, 13:30-18:00.")
                .arg(part.trimmed().left(40));
        if (hours.left(5) == hours.mid(6))
            return sayRule("“%1” begins and ends at once. A whole day is 00:00-24:00.").arg(hours);
    }
    return {};
}

QString closedFault(const QString &text)
{
    const QStringList parts = text.split(u',');
    for (const QString &part : parts) {
        const QStringList ends = part.trimmed().split(QStringLiteral(".."));
        const QDate first = QDate::fromString(ends.front().trimmed(), Qt::ISODate);
        const QDate last = QDate::fromString(ends.back().trimmed(), Qt::ISODate);
        if (!first.isValid() || !last.isValid() || ends.size() > 2 || last < first)
            return sayRule("“%1” is no date. Write days like 2026-12-25, 2026-12-27..2026-12-30.")
                .arg(part.trimmed().left(40));
    }
    return {};
}

} // namespace

RulesForm rulesFormOf(const Account &account)
{
    RulesForm form;
    const auto target = [&](const char *key, const char *shortKey) {
        const QString full = textOf(account, key);
        return targetText(full.isEmpty() ? textOf(account, shortKey) : full);
    };
    form.firstResponse = target(firstKey, "sla.first_response");
    form.reply = target(replyKey, "sla.reply");
    form.resolution = target(resolutionKey, "sla.resolution");
    form.zone = textOf(account, "business_hours.zone");
    form.closed = textOf(account, "business_hours.closed");
    const QStringList entries = textOf(account, "business_hours").split(u';', Qt::SkipEmptyParts);
    static const QRegularExpression digit(QStringLiteral("[0-9]"));
    for (const QString &entry : entries) {
        const qsizetype hoursAt = entry.indexOf(digit);
        if (hoursAt < 0)
            continue;
        QStringList hours = entry.mid(hoursAt).split(u',');
        for (QString &one : hours)
            one = one.trimmed();
        const QStringList ranges = entry.left(hoursAt).split(u',');
        for (const QString &range : ranges) {
            const QStringList ends = range.split(u'-');
            const int first = dayNamed(ends.front());
            const int last = dayNamed(ends.back());
            if (first < 0 || last < 0)
                continue;
            for (int day = first;; day = (day + 1) % 7) {
                QString &text = form.days[static_cast<std::size_t>(day)];
                text += (text.isEmpty() ? QString() : QStringLiteral(", ")) +
                        hours.join(QStringLiteral(", "));
                if (day == last)
                    break;
            }
        }
    }
    return form;
}

QMap<QString, QString> rulesFaults(const RulesForm &form)
{
    QMap<QString, QString> faults;
    const auto target = [&faults](const char *key, const QString &text) {
        if (!targetSeconds(text))
            faults.insert(QLatin1String(key), sayRule("“%1” is no time. Write it like 90 s, 5 min, "
                                                      "4 h or 2 d; leave it empty for no target.")
                                                  .arg(text.trimmed().left(40)));
    };
    target("first_response", form.firstResponse);
    target("reply", form.reply);
    target("resolution", form.resolution);
    const QString zone = form.zone.trimmed();
    if (!zone.isEmpty() && !QTimeZone::isTimeZoneIdAvailable(zone.toUtf8()))
        faults.insert(
            QStringLiteral("zone"),
            sayRule("“%1” is no time zone. Choose one like Europe/Berlin.").arg(zone.left(40)));
    for (std::size_t day = 0; day < form.days.size(); ++day) {
        const QString text = form.days[day].trimmed();
        const QString fault = text.isEmpty() ? QString() : hoursFault(text);
        if (!fault.isEmpty())
            faults.insert(QStringLiteral("day%1").arg(day), fault);
    }
    const QString closed = form.closed.trimmed();
    const QString fault = closed.isEmpty() ? QString() : closedFault(closed);
    if (!fault.isEmpty())
        faults.insert(QStringLiteral("closed"), fault);
    return faults;
}

QMap<QString, QString> rulesSettings(const RulesForm &form)
{
    QStringList entries;
    for (int day = 0; day < 7;) {
        const auto hoursOf = [&form](int of) {
            return form.days[static_cast<std::size_t>(of)].simplified().remove(u' ');
        };
        const QString hours = hoursOf(day);
        int last = day;
        while (last < 6 && hoursOf(last + 1) == hours)
            ++last;
        const QString days = last == day
                                 ? QString::fromLatin1(dayWords[day])
                                 : QStringLiteral("%1-%2").arg(QLatin1String(dayWords[day]),
                                                               QLatin1String(dayWords[last]));
        if (!hours.isEmpty())
            entries << days + u' ' + hours;
        day = last + 1;
    }
    return {{QLatin1String(firstKey), targetSeconds(form.firstResponse).value_or(QString())},
            {QLatin1String(replyKey), targetSeconds(form.reply).value_or(QString())},
            {QLatin1String(resolutionKey), targetSeconds(form.resolution).value_or(QString())},
            {QStringLiteral("business_hours"), entries.join(QStringLiteral("; "))},
            {QStringLiteral("business_hours.zone"), form.zone.trimmed()},
            {QStringLiteral("business_hours.closed"), form.closed.simplified().remove(u' ')}};
}

} // namespace watchfloor
