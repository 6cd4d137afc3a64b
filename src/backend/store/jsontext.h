// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <vector>

namespace watchfloor {

/// JSON columns: compact, keys sorted by QJsonObject, so that equal values are equal text.
inline QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

inline QJsonObject jsonObject(const QString &text)
{
    return QJsonDocument::fromJson(text.toUtf8()).object();
}

/// For json_each().
inline QString jsonList(const QStringList &texts)
{
    return QString::fromUtf8(
        QJsonDocument(QJsonArray::fromStringList(texts)).toJson(QJsonDocument::Compact));
}

inline QString jsonList(const std::vector<RowId> &rows)
{
    QString text = QStringLiteral("[");
    for (const RowId row : rows) {
        if (text.size() > 1)
            text += u',';
        text += QString::number(row);
    }
    return text + u']';
}

} // namespace watchfloor
