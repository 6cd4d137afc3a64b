// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/liveperson/livepersonvalues.h"

#include "backend/net/jsonreader.h"
#include "backend/sync/providers/liveperson/livepersonmapping.h"

#include <cmath>

namespace watchfloor::liveperson {
namespace {

// A whole number beyond this is not exact in a JSON double.
constexpr double mostWhole = 9'007'199'254'740'992.0;
// The year 5138: a time beyond it is nonsense, and sums of such times would overflow.
constexpr TimeMs latestTime = 100'000'000'000'000;

bool saysNone(const QJsonValue &value)
{
    return value.isNull() || value.isUndefined() || (value.isString() && isNone(value.toString()));
}

std::optional<qint64> wholeOf(const QJsonValue &value)
{
    if (value.isString()) {
        bool ok = false;
        const qint64 number = value.toString().trimmed().toLongLong(&ok);
        return ok ? std::optional(number) : std::nullopt;
    }
    const double number = value.toDouble(NAN);
    if (!std::isfinite(number) || std::abs(number) > mostWhole || number != std::floor(number))
        return std::nullopt;
    return value.toInteger(static_cast<qint64>(number));
}

/// "2016-08-29 14:30:24.565+0000"
std::optional<TimeMs> timeOf(QString text)
{
    const qsizetype space = text.indexOf(u' ');
    if (space > 0)
        text[space] = u'T';
    const qsizetype sign = text.size() - 5;
    if (sign > 0 && (text[sign] == u'+' || text[sign] == u'-'))
        text.insert(sign + 3, u':');
    return parseIsoTime(text);
}

} // namespace

Values::Values(const QJsonValue &value, QString path)
    : m_object(value.toObject())
    , m_path(std::move(path))
{
    if (!value.isObject())
        m_error = Error(Error::Kind::WrongShape, QStringLiteral("The answer has another shape"),
                        QStringLiteral("%1: object expected").arg(m_path));
}

bool Values::has(const char *key) const
{
    return !saysNone(at(key));
}

QString Values::word(const char *key)
{
    const QJsonValue value = at(key);
    if (saysNone(value))
        return {};
    if (value.isString())
        return value.toString();
    if (const auto number = value.isDouble() ? wholeOf(value) : std::nullopt)
        return QString::number(*number);
    fail(key, QStringLiteral("text"));
    return {};
}

QString Values::text(const char *key)
{
    const QJsonValue value = at(key);
    if (saysNone(value))
        return {};
    if (!value.isString())
        fail(key, QStringLiteral("text"));
    return value.toString();
}

QString Values::id(const char *key)
{
    const QString text = word(key).trimmed();
    return text == QLatin1String("-1") ? QString() : text;
}

QString Values::numericId(const char *key)
{
    const auto number = whole(key);
    return number && *number != -1 ? QString::number(*number) : QString();
}

QString Values::requiredId(const char *key)
{
    const QString text = id(key);
    if (text.isEmpty())
        fail(key, QStringLiteral("an id"));
    return text;
}

std::optional<qint64> Values::whole(const char *key)
{
    const QJsonValue value = at(key);
    if (saysNone(value))
        return std::nullopt;
    const auto number = value.isString() || value.isDouble() ? wholeOf(value) : std::nullopt;
    if (!number)
        fail(key, QStringLiteral("a whole number"));
    return number;
}

std::optional<double> Values::number(const char *key)
{
    const QJsonValue value = at(key);
    if (saysNone(value))
        return std::nullopt;
    bool ok = value.isDouble();
    const double found = value.isString() ? value.toString().toDouble(&ok) : value.toDouble();
    if (ok && std::isfinite(found))
        return found;
    fail(key, QStringLiteral("a number"));
    return std::nullopt;
}

std::optional<bool> Values::flag(const char *key)
{
    const QJsonValue value = at(key);
    if (saysNone(value))
        return std::nullopt;
    if (value.isBool())
        return value.toBool();
    const QString text = word(key).toLower();
    if (text == QLatin1String("true") || text == QLatin1String("1"))
        return true;
    if (text != QLatin1String("false") && text != QLatin1String("0"))
        fail(key, QStringLiteral("true or false"));
    return false;
}

std::optional<TimeMs> Values::time(const char *longKey, const char *textKey)
{
    if (const auto found = whole(longKey)) {
        if (*found > latestTime)
            fail(longKey, QStringLiteral("a time"));
        return *found > 0 && *found <= latestTime ? found : std::nullopt;
    }
    const QString text = ok() ? this->text(textKey) : QString();
    if (text.isEmpty())
        return std::nullopt;
    const auto found = timeOf(text);
    if (!found)
        fail(textKey, QStringLiteral("a time"));
    return found;
}

TimeMs Values::requiredTime(const char *longKey, const char *textKey)
{
    const auto found = time(longKey, textKey);
    if (!found)
        fail(longKey, QStringLiteral("a time"));
    return found.value_or(0);
}

QJsonArray Values::rows(const char *key)
{
    const QJsonValue value = at(key);
    if (!value.isArray() && !saysNone(value))
        fail(key, QStringLiteral("a list"));
    return value.toArray();
}

Values Values::object(const char *key)
{
    const QJsonValue value = at(key);
    const bool none = saysNone(value);
    Values nested(none ? QJsonValue(QJsonObject()) : value,
                  m_path + u'.' + QString::fromLatin1(key));
    absorb(nested);
    return nested;
}

void Values::absorb(const Values &nested)
{
    if (ok() && !nested.ok())
        m_error = nested.m_error;
}

void Values::fail(const char *key, const QString &expected)
{
    if (!ok())
        return;
    m_error =
        Error(Error::Kind::WrongShape, QStringLiteral("The answer has another shape"),
              QStringLiteral("%1.%2: %3 expected").arg(m_path, QString::fromLatin1(key), expected));
}

} // namespace watchfloor::liveperson
