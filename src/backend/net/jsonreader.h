// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "backend/domain/result.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <optional>
#include <vector>

namespace watchfloor {

/// What more than this of a refusal says is not looked at: so it may be judged on the window's
/// thread, as nothing longer may.
constexpr qsizetype longestRefusal = 16 * 1024;

/// Parses bytes; NotJson names what came instead (HTML, empty, cut off at byte N).
Result<QJsonValue> parseJson(const QByteArray &bytes);

/// Typed reading of one JSON object with the path kept for the sentence. The first fault sticks:
/// read all fields, then ask ok() once. Getters return a neutral value after a fault.
class JsonReader {
public:
    JsonReader(const QJsonValue &value, QString path);

    bool ok() const { return !m_error.has_value(); }
    /// WrongShape; detail is e.g. "$.payload[3].name: text expected, number found".
    const Error &error() const { return *m_error; }
    const QString &path() const { return m_path; }
    bool has(const char *key) const;

    // Required fields: missing, null or of another type is a fault.
    QString text(const char *key);
    qint64 integer(const char *key); ///< a whole number, also as 3.0 or "3"
    double number(const char *key);
    bool boolean(const char *key);
    QString idText(const char *key); ///< integer or text, as text
    TimeMs isoTime(const char *key); ///< ISO 8601 with offset or Z, 0 to 9 digits
    JsonReader object(const char *key);
    QJsonArray array(const char *key);

    // Optional fields: missing or null gives nothing, another type is a fault.
    std::optional<QString> optionalText(const char *key);
    std::optional<qint64> optionalInteger(const char *key);
    std::optional<double> optionalNumber(const char *key);
    std::optional<bool> optionalBoolean(const char *key);
    std::optional<QString> optionalIdText(const char *key);
    std::optional<TimeMs> optionalIsoTime(const char *key);
    std::optional<JsonReader> optionalObject(const char *key);
    QJsonArray optionalArray(const char *key);

    /// Takes over a fault of a nested reader.
    void absorb(const JsonReader &nested);
    void fail(const QString &key, const QString &expected, const QJsonValue &found);

private:
    template<typename T, typename Convert>
    T required(const char *key, const char *expected, Convert convert);
    template<typename T, typename Convert>
    std::optional<T> optional(const char *key, const char *expected, Convert convert);
    QJsonValue value(const char *key) const { return m_object.value(QLatin1String(key)); }

    QJsonObject m_object;
    QString m_path;
    std::optional<Error> m_error;
};

/// ISO 8601 to ms UTC; digits past the third are cut. Nothing when it is not a time with a zone.
std::optional<TimeMs> parseIsoTime(const QString &text);

} // namespace watchfloor
