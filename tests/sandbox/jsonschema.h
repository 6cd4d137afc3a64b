// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace watchfloor::sandbox {

/// The part of JSON Schema the contracts need: type (also a list), properties, required, items,
/// enum, oneOf, format date-time and $ref to a name of `schemas`.
class JsonSchema {
public:
    explicit JsonSchema(const QJsonObject &schemas)
        : m_schemas(schemas)
    {
    }

    /// Empty, or where and what the first difference is: "$.payload[3].id: integer expected".
    QString check(const QString &schema, const QJsonValue &value) const;

private:
    QString compare(const QJsonObject &schema, const QJsonValue &value, const QString &where) const;
    QString compareParts(const QJsonObject &schema, const QJsonValue &value,
                         const QString &where) const;

    QJsonObject m_schemas;
};

} // namespace watchfloor::sandbox
