// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/livepersoncall.h"

#include <QDate>
#include <QJsonDocument>

#include <algorithm>

namespace watchfloor::sandbox {

qint64 LivePersonFaults::number(const LivePersonCall &call, const char *key, qint64 standard,
                                qint64 least, qint64 most)
{
    if (!call.has(key))
        return standard;
    bool ok = false;
    const qint64 value = call.param(key).toLongLong(&ok);
    if (ok && value >= least && value <= most)
        return value;
    add(QStringLiteral("%1: must be from %2 to %3")
            .arg(QLatin1String(key), QString::number(least), QString::number(most)));
    return standard;
}

void LivePersonFaults::onlyKeys(const QJsonObject &object, const QString &where,
                                const QStringList &known)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key()))
            add(QStringLiteral("%1: unknown field in %2").arg(it.key(), where));
    }
}

QStringList LivePersonFaults::texts(const QJsonValue &value, const QString &name, bool numbers)
{
    QStringList found;
    if (value.isUndefined())
        return found;
    if (!value.isArray())
        add(QStringLiteral("%1: must be an array").arg(name));
    const QJsonArray items = value.toArray();
    for (const QJsonValue item : items) {
        if (item.isString())
            found.append(item.toString());
        else if (numbers && item.isDouble())
            found.append(QString::number(item.toInteger()));
        else
            add(QStringLiteral("%1: must be an array of strings").arg(name));
    }
    return found;
}

std::optional<Ms> LivePersonFaults::instant(const QJsonValue &value)
{
    bool ok = value.isDouble();
    const double number = value.isString() ? value.toString().toDouble(&ok) : value.toDouble();
    if (!ok || !(number >= -1 && number <= 1e15))
        return std::nullopt;
    return static_cast<Ms>(number);
}

QJsonObject lpObject(std::initializer_list<LivePersonField> fields)
{
    QJsonObject object;
    for (const LivePersonField &field : fields)
        object.insert(QLatin1String(field.key), field.value);
    return object;
}

QString lpTimeText(Ms at)
{
    // Called for each message of each page: by hand, it takes a tenth of asprintf's time.
    QString text = QStringLiteral("0000-00-00 00:00:00.000+0000");
    QChar *out = text.data();
    const auto put = [out](int place, int digits, int value) {
        for (int i = place + digits - 1; i >= place; --i, value /= 10)
            out[i] = QLatin1Char(char('0' + value % 10));
    };
    int year = 0;
    int month = 0;
    int day = 0;
    QDate(1970, 1, 1).addDays(at / Day).getDate(&year, &month, &day);
    const auto rest = static_cast<int>(at % Day);
    put(0, 4, year);
    put(5, 2, month);
    put(8, 2, day);
    put(11, 2, rest / 3'600'000);
    put(14, 2, rest / 60'000 % 60);
    put(17, 2, rest / 1000 % 60);
    put(20, 3, rest % 1000);
    return text;
}

void lpPutTime(QJsonObject *object, const char *key, Ms at)
{
    const QLatin1String name(key);
    object->insert(name, at == 0 ? QStringLiteral("undefined") : lpTimeText(at));
    object->insert(name + QLatin1Char('L'), at == 0 ? qint64(-1) : at);
}

Response lpJson(const QJsonValue &value, int status)
{
    const QJsonDocument document =
        value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return {status,
            {{"Content-Type", "application/json;charset=UTF-8"}},
            document.toJson(QJsonDocument::Compact)};
}

Response lpRefused(const QString &why)
{
    return lpJson(lpObject({{"error", QStringLiteral("sandbox: ") + why}}), 500);
}

Response lpBadRequest(const QString &cause)
{
    return lpJson(lpObject({{"causes", QJsonArray{cause}}, {"message", lpWord("Bad Request")}}),
                  400);
}

Response lpUnauthorized(const QString &reason)
{
    return lpJson(lpObject({{"reason", reason}, {"message", lpWord("Unauthorized")}}), 401);
}

} // namespace watchfloor::sandbox
