// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/jsonreader.h"

#include <cmath>
#include <limits>

namespace watchfloor {
namespace {

QString typeName(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return QStringLiteral("true or false");
    case QJsonValue::Double:
        return QStringLiteral("number");
    case QJsonValue::String:
        return QStringLiteral("text");
    case QJsonValue::Array:
        return QStringLiteral("list");
    case QJsonValue::Object:
        return QStringLiteral("object");
    case QJsonValue::Undefined:
        break;
    }
    return QStringLiteral("nothing");
}

Error shapeError(const QString &path, const QString &expected, const QString &found)
{
    return Error(Error::Kind::WrongShape,
                 QStringLiteral("The answer has another shape than documented"),
                 QStringLiteral("%1: %2 expected, %3 found").arg(path, expected, found),
                 QStringLiteral("The server may run a version this program does not know; please "
                                "report this"));
}

std::optional<qint64> wholeNumber(double number)
{
    // 2^63 itself does not fit any more, and a double cannot hold 2^63 - 1.
    constexpr double bound = 9223372036854775808.0;
    if (!(number >= -bound && number < bound) || std::floor(number) != number)
        return std::nullopt;
    return static_cast<qint64>(number);
}

std::optional<double> finiteNumber(const QJsonValue &value)
{
    bool ok = value.isDouble();
    const double number = value.isString() ? value.toString().toDouble(&ok) : value.toDouble();
    return ok && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<qint64> asInteger(const QJsonValue &value)
{
    if (value.isString()) {
        bool ok = false;
        const qint64 exact = value.toString().toLongLong(&ok);
        if (ok)
            return exact;
    } else if (value.isDouble()) {
        // Exact beyond 2^53; two defaults tell "does not fit" from a value that equals the default.
        const qint64 exact = value.toInteger(0);
        if (exact != 0 || value.toInteger(1) == 0)
            return exact;
    }
    const auto number = finiteNumber(value);
    return number ? wholeNumber(*number) : std::nullopt;
}

std::optional<QString> asIdText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().isEmpty() ? std::nullopt : std::optional(value.toString());
    const auto number = value.isDouble() ? asInteger(value) : std::nullopt;
    return number ? std::optional(QString::number(*number)) : std::nullopt;
}

std::optional<QString> asText(const QJsonValue &value)
{
    return value.isString() ? std::optional(value.toString()) : std::nullopt;
}

std::optional<bool> asBoolean(const QJsonValue &value)
{
    return value.isBool() ? std::optional(value.toBool()) : std::nullopt;
}

std::optional<TimeMs> asIsoTime(const QJsonValue &value)
{
    return value.isString() ? parseIsoTime(value.toString()) : std::nullopt;
}

constexpr const char *textWord = "text";
constexpr const char *integerWord = "whole number";
constexpr const char *numberWord = "number";
constexpr const char *booleanWord = "true or false";
constexpr const char *idWord = "id";
constexpr const char *timeWord = "time with a zone";
constexpr const char *objectWord = "object";
constexpr const char *listWord = "list";

QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

bool absent(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

} // namespace

JsonReader::JsonReader(const QJsonValue &value, QString path)
    : m_path(std::move(path))
{
    if (value.isObject())
        m_object = value.toObject();
    else
        m_error = shapeError(m_path, latin(objectWord), typeName(value));
}

bool JsonReader::has(const char *key) const
{
    return m_object.contains(QLatin1String(key));
}

template<typename T, typename Convert>
T JsonReader::required(const char *key, const char *expected, Convert convert)
{
    const QJsonValue found = value(key);
    if (auto converted = convert(found))
        return *std::move(converted);
    fail(latin(key), latin(expected), found);
    return T();
}

template<typename T, typename Convert>
std::optional<T> JsonReader::optional(const char *key, const char *expected, Convert convert)
{
    const QJsonValue found = value(key);
    if (absent(found))
        return std::nullopt;
    auto converted = convert(found);
    if (!converted)
        fail(latin(key), latin(expected), found);
    return converted;
}

QString JsonReader::text(const char *key)
{
    return required<QString>(key, textWord, asText);
}

qint64 JsonReader::integer(const char *key)
{
    return required<qint64>(key, integerWord, asInteger);
}

double JsonReader::number(const char *key)
{
    return required<double>(key, numberWord, finiteNumber);
}

bool JsonReader::boolean(const char *key)
{
    return required<bool>(key, booleanWord, asBoolean);
}

QString JsonReader::idText(const char *key)
{
    return required<QString>(key, idWord, asIdText);
}

TimeMs JsonReader::isoTime(const char *key)
{
    return required<TimeMs>(key, timeWord, asIsoTime);
}

JsonReader JsonReader::object(const char *key)
{
    JsonReader nested(value(key), m_path + u'.' + latin(key));
    absorb(nested);
    return nested;
}

QJsonArray JsonReader::array(const char *key)
{
    const QJsonValue found = value(key);
    if (!found.isArray())
        fail(latin(key), latin(listWord), found);
    return found.toArray();
}

std::optional<QString> JsonReader::optionalText(const char *key)
{
    return optional<QString>(key, textWord, asText);
}

std::optional<qint64> JsonReader::optionalInteger(const char *key)
{
    return optional<qint64>(key, integerWord, asInteger);
}

std::optional<double> JsonReader::optionalNumber(const char *key)
{
    return optional<double>(key, numberWord, finiteNumber);
}

std::optional<bool> JsonReader::optionalBoolean(const char *key)
{
    return optional<bool>(key, booleanWord, asBoolean);
}

std::optional<QString> JsonReader::optionalIdText(const char *key)
{
    // Servers send "" where they have no id.
    if (value(key).isString() && value(key).toString().isEmpty())
        return std::nullopt;
    return optional<QString>(key, idWord, asIdText);
}

std::optional<TimeMs> JsonReader::optionalIsoTime(const char *key)
{
    return optional<TimeMs>(key, timeWord, asIsoTime);
}

std::optional<JsonReader> JsonReader::optionalObject(const char *key)
{
    if (absent(value(key)))
        return std::nullopt;
    return object(key);
}

QJsonArray JsonReader::optionalArray(const char *key)
{
    return absent(value(key)) ? QJsonArray() : array(key);
}

void JsonReader::absorb(const JsonReader &nested)
{
    if (!m_error)
        m_error = nested.m_error;
}

void JsonReader::fail(const QString &key, const QString &expected, const QJsonValue &found)
{
    if (m_error)
        return;
    // Only the shape of a wrong value goes into the sentence, never the value: it may be private.
    QString what = typeName(found);
    if (what == expected || (found.isDouble() && expected == latin(integerWord)))
        what = QStringLiteral("another ") + what;
    m_error = shapeError(m_path + u'.' + key, expected, what);
}

} // namespace watchfloor
