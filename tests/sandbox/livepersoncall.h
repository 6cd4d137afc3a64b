// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http.h"
#include "sandbox/livepersonoptions.h"
#include "sandbox/world.h"

#include <QJsonArray>
#include <QJsonObject>

#include <initializer_list>
#include <set>

namespace watchfloor::sandbox {

/// One request that was let in, with what its handler may look at.
struct LivePersonCall {
    const World &world;
    const LivePersonOptions &options;
    const Request &request;
    QString account;
    QString origin;  ///< scheme://host:port of this server
    QString segment; ///< what stands for "*" in the route
    QJsonObject body;
    qint64 searches = 0; ///< of this server so far, for pages that lack a shard

    QString param(const char *key) const
    {
        return request.param(QLatin1String(key)).value_or(QString());
    }
    bool has(const char *key) const { return request.param(QLatin1String(key)).has_value(); }
};

/// Complaints of one request: the first one is told.
class LivePersonFaults {
public:
    void add(const QString &cause)
    {
        if (m_cause.isEmpty())
            m_cause = cause;
    }
    const QString &cause() const { return m_cause; }
    bool any() const { return !m_cause.isEmpty(); }

    /// Number of a query parameter within bounds, else a complaint.
    qint64 number(const LivePersonCall &call, const char *key, qint64 standard, qint64 least,
                  qint64 most);
    void onlyKeys(const QJsonObject &object, const QString &where, const QStringList &known);
    /// Items of an array, numbers as text too when `numbers`; absent = empty.
    QStringList texts(const QJsonValue &value, const QString &name, bool numbers = false);
    /// Epoch ms, as number or (as the documents print it) text.
    std::optional<Ms> instant(const QJsonValue &value);

private:
    QString m_cause;
};

struct LivePersonField {
    const char *key;
    QJsonValue value;
};
QJsonObject lpObject(std::initializer_list<LivePersonField> fields);
inline QJsonValue lpWord(const char *word)
{
    return QJsonValue(QLatin1String(word));
}
/// An id as the JSON number the vendor prints; they exceed 32 bits.
inline QJsonValue lpNumber(const QString &id)
{
    return QJsonValue(id.toLongLong());
}
/// "2016-08-29 14:30:24.565+0000"
QString lpTimeText(Ms at);
/// `key` as text and `key`L as epoch ms; "undefined" and -1 without an instant.
void lpPutTime(QJsonObject *object, const char *key, Ms at);

Response lpJson(const QJsonValue &value, int status = 200);
/// 500 {"error":"sandbox: ..."}: outside the documented contract.
Response lpRefused(const QString &why);
/// The 400 the sibling services document.
Response lpBadRequest(const QString &cause);
Response lpUnauthorized(const QString &reason);

} // namespace watchfloor::sandbox
