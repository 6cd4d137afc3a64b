// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/keymetrics.h"

#include "backend/engine/operations/jsonwriter.h"

#include <algorithm>

namespace watchfloor {
namespace {

void writeMetrics(JsonWriter &json, const KeyMetricsRequest &request, const KeyValues &values)
{
    json.beginObject();
    for (std::size_t i = 0; i < KeyMetricCount; ++i) {
        if (request.metrics.test(i) && values[i])
            json.key(nameOf(static_cast<KeyMetric>(i)).answered).thousandths(*values[i]);
    }
    json.endObject();
}

std::vector<const KeyRow *> ordered(const std::vector<KeyRow> &rows,
                                    const KeyMetricsRequest &request)
{
    std::vector<const KeyRow *> order;
    for (const KeyRow &row : rows)
        order.push_back(&row);
    std::sort(order.begin(), order.end(), [&](const KeyRow *a, const KeyRow *b) {
        if (!request.sortMetric)
            return request.descending ? b->key < a->key : a->key < b->key;
        const auto &left = a->values[static_cast<std::size_t>(*request.sortMetric)];
        const auto &right = b->values[static_cast<std::size_t>(*request.sortMetric)];
        if (left.has_value() != right.has_value())
            return left.has_value();
        if (left != right)
            return request.descending ? *right < *left : *left < *right;
        return a->key < b->key;
    });
    return order;
}

void writeMetadata(JsonWriter &json, const Account &account, const KeyMetricsRequest &request,
                   qint64 count)
{
    const auto link = [&](const char *rel, qint64 offset) {
        const QString href =
            QStringLiteral("%1/manager_workspace/api/account/%2/metrics?offset=%3&limit=%4&sort=%5")
                .arg(account.baseUrl.toString(), account.remoteAccountId, QString::number(offset),
                     QString::number(request.limit), request.sortText);
        json.key(rel).beginObject().key("rel").value(QString::fromLatin1(rel));
        json.key("href").value(href).endObject();
    };
    json.key("metadata").beginObject().key("count").value(count);
    if (request.offset > 0 && count > 0) {
        link("first", 0);
        link("prev", std::max<qint64>(0, request.offset - request.limit));
    }
    link("self", request.offset);
    if (request.offset + request.limit < count) {
        link("next", request.offset + request.limit);
        link("last", (count - 1) / request.limit * request.limit);
    }
    json.endObject();
}

} // namespace

QByteArray keyMetrics(const Account &account, const KeyMetricsRequest &request,
                      const KeyFigures &figures)
{
    const std::vector<const KeyRow *> rows = ordered(figures.rows, request);
    const auto count = static_cast<qint64>(rows.size());
    JsonWriter json;
    json.beginObject();
    writeMetadata(json, account, request, count);
    if (request.grouping != KeyGrouping::None) {
        json.key("groupBy").beginObject().key("groupByField");
        json.value(request.grouping == KeyGrouping::Skill ? QStringLiteral("skillId")
                                                          : QStringLiteral("agentGroupId"));
        json.key("groups").beginArray();
        for (qint64 i = request.offset; i < std::min(count, request.offset + request.limit); ++i) {
            const KeyRow &row = *rows[static_cast<std::size_t>(i)];
            json.beginObject().key("key").value(row.key).key("keyDescription");
            json.value(row.name.isEmpty() ? QStringLiteral("NA") : row.name).key("metrics");
            writeMetrics(json, request, row.values);
            json.endObject();
        }
        json.endArray().endObject();
    }
    if (request.wantsAll) {
        json.key("all");
        writeMetrics(json, request, figures.all);
    }
    return json.endObject().bytes();
}

KeyMetricsAnswer keyMetricsAnswer(const AccountRows &rows, DimensionKeys &keys, FactSource &facts,
                                  const KeyMetricsRequest &request, TimeMs now)
{
    const KeyFigures figures = keyFigures(rows, keys, facts, request, now);
    KeyMetricsAnswer answer{keyMetrics(rows.account, request, figures), {}, figures.reportedAt};
    for (std::size_t i = 0; i < KeyMetricCount; ++i) {
        if (figures.reported.test(i))
            answer.reported.append(QLatin1String(nameOf(static_cast<KeyMetric>(i)).asked));
    }
    return answer;
}

} // namespace watchfloor
