// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rocketchatreports.h"

#include "sandbox/truthjson.h"

#include <algorithm>
#include <map>

namespace watchfloor::sandbox::rocketchat {

namespace {

struct ReportRow {
    QString key; ///< what the server groups by
    QString label;
    qint64 value = 0;
};

class Tally {
public:
    void add(const QString &key, const QString &label)
    {
        ReportRow &row = m_rows[key];
        row.key = key;
        row.label = label;
        ++row.value;
    }
    std::vector<ReportRow> rows() const
    {
        std::vector<ReportRow> all;
        for (const auto &[key, row] : m_rows)
            all.push_back(row);
        return all;
    }

private:
    std::map<QString, ReportRow> m_rows;
};

bool bytesLess(const QString &a, const QString &b)
{
    return a.toUtf8() < b.toUtf8();
}

/// By `name`/`_id` or `total`; keys the rows do not have change nothing.
void sortReport(std::vector<ReportRow> *rows, const SortKeys &sort)
{
    std::stable_sort(rows->begin(), rows->end(), [&](const ReportRow &a, const ReportRow &b) {
        for (const auto &[key, direction] : sort) {
            const ReportRow &left = direction > 0 ? a : b;
            const ReportRow &right = direction > 0 ? b : a;
            if (key == QLatin1String("total") && left.value != right.value)
                return left.value < right.value;
            if ((key == QLatin1String("name") || key == QLatin1String("_id")) &&
                left.label != right.label)
                return bytesLess(left.label, right.label);
        }
        return false;
    });
}

const char *statusOf(const Books &books, const Conversation &c)
{
    if (Books::onHold(c))
        return "On_Hold";
    if (!c.closed())
        return books.servedBy(c).agent == Nobody ? "Queued" : "Open";
    // A room closed at once has no duration to go by.
    return c.closedAt > c.createdAt ? "Closed" : "";
}

Response writtenReport(const Books &books, const std::vector<ReportRow> &rows, qint64 total,
                       std::optional<qint64> unspecified)
{
    // The first builds told neither.
    const bool sums = atLeast(books.options(), "6.5");
    TruthJson json;
    json.beginObject();
    if (sums)
        json.key("total").number(total);
    json.key("data").beginArray();
    for (const ReportRow &row : rows)
        json.beginObject().key("label").text(row.label).key("value").number(row.value).endObject();
    json.endArray();
    if (sums && unspecified)
        json.key("unspecified").number(*unspecified);
    json.key("success").boolean(true).endObject();
    return rawJson(json.bytes());
}

} // namespace

Response conversationsReport(const Books &books, Report report, Ms from, Ms to,
                             const SortKeys &sort)
{
    const World &world = books.world();
    Tally tally;
    qint64 unspecified = 0;
    qint64 rooms = 0;
    if (report == Report::Status) {
        for (const char *status : {"Open", "Closed", "Queued", "On_Hold"})
            tally.add(QLatin1String(status), QLatin1String(status));
    }
    for (const Conversation *c : books.createdIn(from, to)) {
        ++rooms;
        if (report == Report::Agent) {
            const int agent = books.servedBy(*c).agent;
            if (agent == Nobody)
                ++unspecified;
            else
                tally.add(world.agents()[size_t(agent)].id, books.label(agent));
        } else if (report == Report::Department) {
            if (c->group == Nobody)
                ++unspecified;
            else
                tally.add(books.departmentName(c->group), books.departmentName(c->group));
        } else if (report == Report::Tags) {
            unspecified += c->labels.empty() ? 1 : 0;
            for (const int label : c->labels)
                tally.add(world.labels()[size_t(label)], world.labels()[size_t(label)]);
        } else if (report == Report::Source) {
            const QString label = books.sourceLabel(*c);
            if (!label.isEmpty())
                tally.add(label, label);
        } else {
            const QLatin1String status(statusOf(books, *c));
            if (status.size() != 0)
                tally.add(status, status);
        }
    }
    std::vector<ReportRow> rows = tally.rows();
    qint64 total = 0;
    for (ReportRow &row : rows) {
        if (report == Report::Status)
            --row.value; // of the four that are always there
        total += row.value;
    }
    SortKeys order = sort;
    if (report == Report::Source || report == Report::Status)
        order = {{QStringLiteral("total"), -1}};
    else if (order.empty())
        order = {{report == Report::Agent ? QStringLiteral("name") : QStringLiteral("total"), 1}};
    sortReport(&rows, order);
    if (report == Report::Status)
        return writtenReport(books, rooms == 0 ? std::vector<ReportRow>() : rows, rooms,
                             std::nullopt);
    return writtenReport(books, rows, total,
                         report == Report::Source ? std::nullopt
                                                  : std::optional<qint64>(unspecified));
}

} // namespace watchfloor::sandbox::rocketchat
