// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/truthfacts.h"

#include <QDateTime>

#include <algorithm>
#include <map>

namespace watchfloor::sandbox {

namespace {

TruthAnswer refuse(const QString &error, bool invalidParams)
{
    TruthJson json;
    json.beginObject().key("success").boolean(false).key("error");
    json.text(invalidParams ? error + QStringLiteral(" [invalid-params]") : error);
    if (invalidParams)
        json.key("errorType").text(QStringLiteral("invalid-params"));
    return {400, json.endObject().bytes()};
}

/// One year and three calendar days still pass (measured on the vendor's own date library).
bool isTooLong(Ms start, Ms end)
{
    const QDate first = QDateTime::fromMSecsSinceEpoch(start, Qt::UTC).date();
    const QDate last = QDateTime::fromMSecsSinceEpoch(end, Qt::UTC).date();
    return last > first.addYears(1).addDays(3);
}

} // namespace

TruthAnswer Truth::conversationsByAgent(const TruthParams &params) const
{
    const std::optional<QString> startText = paramOf(params, "start");
    const std::optional<QString> endText = paramOf(params, "end");
    if (!startText)
        return refuse(QStringLiteral("must have required property 'start'"), true);
    if (!endText)
        return refuse(QStringLiteral("must have required property 'end'"), true);
    if (strangeParam(params, {"start", "end"}))
        return refuse(QStringLiteral("must NOT have additional properties"), true);
    const std::optional<Ms> start = parseIsoTime(*startText);
    if (!start)
        return refuse(QStringLiteral("The \"start\" query parameter must be a valid date."), false);
    const std::optional<Ms> end = parseIsoTime(*endText);
    if (!end)
        return refuse(QStringLiteral("The \"end\" query parameter must be a valid date."), false);
    if (isTooLong(*start, *end))
        return refuse(QStringLiteral("The \"start\" and \"end\" query parameters must be less than "
                                     "1 year apart."),
                      false);
    if (*start > *end)
        return refuse(QStringLiteral("The \"start\" query parameter must be before the \"end\" "
                                     "query parameter."),
                      false);

    std::map<int, qint64> byAgent;
    qint64 total = 0;
    qint64 unspecified = 0;
    for (const Conversation &c : m_world.conversations()) {
        const Ms created = createdOf(m_world, c);
        if (c.deleted() || created < *start || created >= *end)
            continue;
        const int agent = agentOf(m_world, c);
        if (agent == Nobody) {
            ++unspecified;
        } else {
            ++byAgent[agent];
            ++total;
        }
    }
    struct Row {
        QByteArray label;
        QString id;
        qint64 value;
    };
    std::vector<Row> rows;
    for (const auto &[index, value] : byAgent) {
        const Agent &agent = m_world.agents()[size_t(index)];
        rows.push_back({(agent.name.isEmpty() ? agent.id : agent.name).toUtf8(), agent.id, value});
    }
    std::sort(rows.begin(), rows.end(), [](const Row &a, const Row &b) {
        return a.label != b.label ? a.label < b.label : idLess(a.id, b.id);
    });
    TruthJson json;
    json.beginObject().key("total").number(total).key("data").beginArray();
    for (const Row &row : rows) {
        json.beginObject().key("label").text(QString::fromUtf8(row.label));
        json.key("value").number(row.value).endObject();
    }
    json.endArray().key("unspecified").number(unspecified).key("success").boolean(true);
    return {200, json.endObject().bytes()};
}

} // namespace watchfloor::sandbox
