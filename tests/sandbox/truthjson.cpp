// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/truthjson.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <charconv>
#include <cmath>

namespace watchfloor::sandbox {

namespace {

QByteArray quoted(const QString &text)
{
    QByteArray out = "\"";
    const QByteArray utf8 = text.toUtf8();
    for (const char c : utf8) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\f':
            out += "\\f";
            break;
        default:
            if (c >= 0 && c < 0x20)
                out += "\\u" + QByteArray::number(static_cast<int>(c), 16).rightJustified(4, '0');
            else
                out += c;
        }
    }
    return out + '"';
}

} // namespace

TruthJson &TruthJson::open(char c)
{
    raw(QByteArray(1, c));
    m_comma = false;
    return *this;
}

TruthJson &TruthJson::close(char c)
{
    m_out += c;
    m_comma = true;
    return *this;
}

TruthJson &TruthJson::key(const char *name)
{
    text(QString::fromUtf8(name));
    m_out += ':';
    m_comma = false;
    return *this;
}

TruthJson &TruthJson::raw(const QByteArray &token)
{
    if (m_comma)
        m_out += ',';
    m_out += token;
    m_comma = true;
    return *this;
}

TruthJson &TruthJson::text(const QString &value)
{
    return raw(quoted(value));
}

TruthJson &TruthJson::number(double value)
{
    if (!std::isfinite(value))
        return null();
    if (value == 0)
        return raw("0"); // never "-0"
    std::array<char, 400> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::fixed);
    return raw(QByteArray(buffer.data(), end.ptr - buffer.data()));
}

TruthJson &TruthJson::seconds(qint64 ms)
{
    QByteArray out = ms < 0 ? "-" : "";
    const quint64 size = ms < 0 ? 0 - static_cast<quint64>(ms) : static_cast<quint64>(ms);
    out += QByteArray::number(size / 1000);
    if (size % 1000 != 0) {
        out += '.' + QByteArray::number(size % 1000).rightJustified(3, '0');
        while (out.endsWith('0'))
            out.chop(1);
    }
    return raw(out);
}

TruthJson &TruthJson::time(qint64 ms)
{
    return text(isoTime(ms));
}

TruthJson &TruthJson::json(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return boolean(value.toBool());
    case QJsonValue::Double:
        return number(value.toDouble());
    case QJsonValue::String:
        return text(value.toString());
    case QJsonValue::Array:
        return raw(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    case QJsonValue::Object:
        return raw(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    default:
        return null();
    }
}

QString isoTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

std::optional<qint64> parseIsoTime(const QString &text)
{
    if (text.size() < 10)
        return std::nullopt;
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toMSecsSinceEpoch();
}

} // namespace watchfloor::sandbox
