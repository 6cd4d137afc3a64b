// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/error.h"
#include "backend/domain/ids.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

#include <optional>

namespace watchfloor::liveperson {

/// Reading of one JSON object in LivePerson's manner: numbers and booleans may come as texts, ids
/// as either, and "null", "NA", "undefined", "" and null all mean none. What is neither is a fault;
/// the first one sticks: read all fields, then ask ok() once.
class Values {
public:
    Values(const QJsonValue &value, QString path);

    bool ok() const { return !m_error.has_value(); }
    /// WrongShape; detail names the place, e.g. "$.conversationHistoryRecords[3].info.startTimeL".
    const Error &error() const { return *m_error; }
    const QString &path() const { return m_path; }
    bool has(const char *key) const;

    QString word(const char *key); ///< text or number as text; empty = none
    QString text(const char *key); ///< a word that is never a number; empty = none
    /// An id as text; -1 means "unassigned" and is none.
    QString id(const char *key);
    QString numericId(const char *key); ///< of groups, skills: anything but digits is a fault
    QString requiredId(const char *key);
    std::optional<qint64> whole(const char *key);  ///< also 3.0 and "3"
    std::optional<double> number(const char *key); ///< finite
    std::optional<bool> flag(const char *key);     ///< also "true", "false"
    /// The `...L` field in epoch ms, where it is missing the text `2016-08-29 14:30:24.565+0000`.
    /// 0 and negative ones are none.
    std::optional<TimeMs> time(const char *longKey, const char *textKey);
    TimeMs requiredTime(const char *longKey, const char *textKey);
    QJsonArray rows(const char *key); ///< empty where there are none
    Values object(const char *key);   ///< an empty one where there is none

    void absorb(const Values &nested);
    void fail(const char *key, const QString &expected);

private:
    QJsonValue at(const char *key) const { return m_object.value(QLatin1String(key)); }

    QJsonObject m_object;
    QString m_path;
    std::optional<Error> m_error;
};

} // namespace watchfloor::liveperson
