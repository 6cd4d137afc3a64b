// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/jsonwriter.h"

#include "backend/engine/daterange.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

#include <cmath>

namespace watchfloor {
namespace {

QByteArray quoted(const QString &text)
{
    static constexpr char hex[] = "0123456789abcdef";
    const QByteArray utf8 = text.toUtf8();
    QByteArray out;
    out.reserve(utf8.size() + 2);
    out += '"';
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\t')
            out += "\\t";
        else if (byte < 0x20)
            ((out += "\\u00") += hex[byte >> 4]) += hex[byte & 15];
        else
            out += c;
    }
    return out += '"';
}

/// A JSON number without fraction that means the same in every reader (below 2^53 or so many
/// digits that only text is safe: 18 digits fit a 64-bit integer).
bool readsAsInteger(const QString &text)
{
    const qsizetype sign = text.startsWith(u'-') ? 1 : 0;
    const qsizetype digits = text.size() - sign;
    if (digits < 1 || digits > 18 || (digits > 1 && text[sign] == u'0'))
        return false;
    for (qsizetype i = sign; i < text.size(); ++i) {
        if (text[i] < u'0' || text[i] > u'9')
            return false;
    }
    return true;
}

} // namespace

JsonWriter &JsonWriter::key(const char *name)
{
    return key(QString::fromLatin1(name));
}

JsonWriter &JsonWriter::key(const QString &name)
{
    separate();
    m_bytes += quoted(name) + ':';
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::value(double number)
{
    if (!std::isfinite(number))
        return null();
    constexpr double exactInteger = 9'007'199'254'740'992.0; // 2^53
    if (std::abs(number) < exactInteger && number == std::floor(number))
        return value(static_cast<qint64>(number));
    return raw(QByteArray::number(number, 'g', QLocale::FloatingPointShortest));
}

JsonWriter &JsonWriter::value(const QString &text)
{
    return raw(quoted(text));
}

JsonWriter &JsonWriter::value(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return this->value(value.toBool());
    case QJsonValue::Double:
        return this->value(value.toDouble());
    case QJsonValue::String:
        return this->value(value.toString());
    case QJsonValue::Array: {
        beginArray();
        const QJsonArray items = value.toArray();
        for (const QJsonValue item : items)
            this->value(item);
        return endArray();
    }
    case QJsonValue::Object: {
        beginObject();
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            key(it.key()).value(QJsonValue(*it));
        return endObject();
    }
    default:
        return null();
    }
}

JsonWriter &JsonWriter::thousandths(qint64 number)
{
    const quint64 magnitude =
        number < 0 ? quint64(0) - static_cast<quint64>(number) : static_cast<quint64>(number);
    QByteArray text = (number < 0 ? "-" : "") + QByteArray::number(magnitude / 1000);
    if (const quint64 rest = magnitude % 1000) {
        QByteArray fraction = QByteArray::number(rest).rightJustified(3, '0');
        while (fraction.endsWith('0'))
            fraction.chop(1);
        text += '.' + fraction;
    }
    return raw(text);
}

JsonWriter &JsonWriter::time(TimeMs instant)
{
    return value(isoInstant(instant));
}

JsonWriter &JsonWriter::id(const QString &remoteId, bool numeric)
{
    return numeric && readsAsInteger(remoteId) ? raw(remoteId.toLatin1()) : value(remoteId);
}

JsonWriter &JsonWriter::open(char bracket)
{
    separate();
    m_bytes += bracket;
    m_needsComma = false;
    return *this;
}

JsonWriter &JsonWriter::close(char bracket)
{
    m_bytes += bracket;
    m_needsComma = true;
    return *this;
}

JsonWriter &JsonWriter::raw(const QByteArray &token)
{
    separate();
    m_bytes += token;
    m_needsComma = true;
    return *this;
}

void JsonWriter::separate()
{
    if (m_needsComma)
        m_bytes += ',';
}

} // namespace watchfloor
