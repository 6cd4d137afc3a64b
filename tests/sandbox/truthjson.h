// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <concepts>
#include <optional>

namespace watchfloor::sandbox {

/// Writes JSON in the order it is told: QJsonObject would sort the keys, and the vendors' order
/// is part of the answers. Compact, UTF-8, numbers in their shortest form.
class TruthJson {
public:
    TruthJson &beginObject() { return open('{'); }
    TruthJson &endObject() { return close('}'); }
    TruthJson &beginArray() { return open('['); }
    TruthJson &endArray() { return close(']'); }
    TruthJson &key(const char *name);

    TruthJson &text(const QString &value);
    TruthJson &number(double value);
    TruthJson &number(std::integral auto value) { return raw(QByteArray::number(value)); }
    TruthJson &boolean(bool value) { return raw(value ? "true" : "false"); }
    TruthJson &null() { return raw("null"); }
    /// ms as seconds: 120000 -> 120, 1500 -> 1.5
    TruthJson &seconds(qint64 ms);
    /// ms UTC as ISO 8601 with ms and Z
    TruthJson &time(qint64 ms);
    TruthJson &json(const QJsonValue &value);

    const QByteArray &bytes() const { return m_out; }

private:
    TruthJson &open(char c);
    TruthJson &close(char c);
    TruthJson &raw(const QByteArray &token);

    QByteArray m_out;
    bool m_comma = false;
};

/// ISO 8601 UTC with ms and Z.
QString isoTime(qint64 ms);

/// Reads ISO 8601; a time without offset is UTC, a date alone its midnight.
std::optional<qint64> parseIsoTime(const QString &text);

} // namespace watchfloor::sandbox
