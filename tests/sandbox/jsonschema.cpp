// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/jsonschema.h"

#include <QDateTime>
#include <QJsonArray>

#include <cmath>

namespace watchfloor::sandbox {

namespace {

bool hasType(const QJsonValue &value, const QString &type)
{
    if (type == QLatin1String("null"))
        return value.isNull();
    if (type == QLatin1String("boolean"))
        return value.isBool();
    if (type == QLatin1String("string"))
        return value.isString();
    if (type == QLatin1String("array"))
        return value.isArray();
    if (type == QLatin1String("object"))
        return value.isObject();
    const bool whole = value.isDouble() && std::floor(value.toDouble()) == value.toDouble();
    return type == QLatin1String("integer") ? whole : value.isDouble();
}

} // namespace

QString JsonSchema::check(const QString &schema, const QJsonValue &value) const
{
    return compare({{QStringLiteral("$ref"), schema}}, value, QStringLiteral("$"));
}

QString JsonSchema::compare(const QJsonObject &schema, const QJsonValue &value,
                            const QString &where) const
{
    const QString ref = schema.value(QStringLiteral("$ref")).toString();
    if (!ref.isEmpty()) {
        if (!m_schemas.contains(ref))
            return where + QStringLiteral(": no schema ") + ref;
        return compare(m_schemas.value(ref).toObject(), value, where);
    }
    const QJsonArray choices = schema.value(QStringLiteral("oneOf")).toArray();
    if (!choices.isEmpty()) {
        QString last;
        for (const QJsonValue &choice : choices) {
            last = compare(choice.toObject(), value, where);
            if (last.isEmpty())
                return {};
        }
        return last;
    }
    const QJsonValue type = schema.value(QStringLiteral("type"));
    QStringList types;
    for (const QJsonValue &one : type.isArray() ? type.toArray() : QJsonArray{type})
        types.append(one.toString());
    bool fits = type.isUndefined();
    for (const QString &one : types)
        fits = fits || hasType(value, one);
    if (!fits)
        return where + QStringLiteral(": ") + types.join(QStringLiteral(" or ")) +
               QStringLiteral(" expected");
    const QJsonArray words = schema.value(QStringLiteral("enum")).toArray();
    if (!words.isEmpty() && !words.contains(value))
        return where + QStringLiteral(": not one of the words allowed");
    if (schema.value(QStringLiteral("format")) == QLatin1String("date-time") && value.isString() &&
        !QDateTime::fromString(value.toString(), Qt::ISODateWithMs).isValid())
        return where + QStringLiteral(": a date and time expected");
    return compareParts(schema, value, where);
}

QString JsonSchema::compareParts(const QJsonObject &schema, const QJsonValue &value,
                                 const QString &where) const
{
    if (value.isArray()) {
        const QJsonObject items = schema.value(QStringLiteral("items")).toObject();
        const QJsonArray all = value.toArray();
        for (qsizetype i = 0; i < all.size(); ++i) {
            const QString wrong = compare(items, all.at(i), where + QStringLiteral("[%1]").arg(i));
            if (!wrong.isEmpty())
                return wrong;
        }
        return {};
    }
    const QJsonObject object = value.toObject();
    for (const QJsonValue &key : schema.value(QStringLiteral("required")).toArray()) {
        if (!object.contains(key.toString()))
            return where + QLatin1Char('.') + key.toString() + QStringLiteral(": missing");
    }
    const QJsonObject properties = schema.value(QStringLiteral("properties")).toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!properties.contains(it.key()))
            continue;
        const QString wrong = compare(properties.value(it.key()).toObject(), it.value(),
                                      where + QLatin1Char('.') + it.key());
        if (!wrong.isEmpty())
            return wrong;
    }
    return {};
}

} // namespace watchfloor::sandbox
