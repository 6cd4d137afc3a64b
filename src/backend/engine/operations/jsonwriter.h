// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <optional>
#include <utility>

namespace watchfloor {

/// Writes compact UTF-8 JSON with the keys in the order they come (QJsonObject sorts them).
/// Commas are its own business; nesting is the caller's and must balance.
class JsonWriter {
public:
    JsonWriter &beginObject() { return open('{'); }
    JsonWriter &endObject() { return close('}'); }
    JsonWriter &beginArray() { return open('['); }
    JsonWriter &endArray() { return close(']'); }
    JsonWriter &key(const char *name);
    JsonWriter &key(const QString &name);

    JsonWriter &null() { return raw("null"); }
    JsonWriter &value(bool flag) { return raw(flag ? "true" : "false"); }
    JsonWriter &value(qint64 number) { return raw(QByteArray::number(number)); }
    /// Shortest form that reads back equal; without fraction when it has none.
    JsonWriter &value(double number);
    JsonWriter &value(const QString &text);
    JsonWriter &value(const char *) = delete; ///< would be a bool
    /// Objects come with their keys sorted: QJsonObject has lost the order.
    JsonWriter &value(const QJsonValue &value);
    /// ms as seconds in shortest form: 120000 -> 120, 1500 -> 1.5. Exact, no floating point.
    JsonWriter &seconds(DurationMs ms) { return thousandths(ms); }
    /// number / 1000 in shortest form, exact.
    JsonWriter &thousandths(qint64 number);
    /// "2026-06-01T08:02:03.412Z".
    JsonWriter &time(TimeMs instant);
    /// A remote id: a JSON number when asked for and it reads as one, else a string.
    JsonWriter &id(const QString &remoteId, bool numeric);

    /// JSON of somebody else's making, as it is.
    JsonWriter &written(const QByteArray &json) { return raw(json); }

    const QByteArray &bytes() const { return m_bytes; }
    /// What was written since the last time.
    QByteArray take() { return std::exchange(m_bytes, {}); }

private:
    JsonWriter &open(char bracket);
    JsonWriter &close(char bracket);
    JsonWriter &raw(const QByteArray &token);
    void separate();

    QByteArray m_bytes;
    bool m_needsComma = false;
};

} // namespace watchfloor
