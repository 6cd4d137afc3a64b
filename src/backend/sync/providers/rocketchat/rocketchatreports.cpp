// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/rocketchat/rocketchatmapping.h"
#include "backend/sync/providers/rocketchat/rocketchatparser.h"

#include <map>

namespace watchfloor::rocketchat {
namespace {

constexpr const char *conversationsKey = "conversations";
constexpr const char *unspecifiedKey = "unspecified";

/// Figures of one window, gathered before they become rows: equal labels are told apart by nothing
/// and add up.
class WindowFigures {
public:
    WindowFigures(TimeRange window, TimeMs takenAt)
        : m_window(window)
        , m_takenAt(takenAt)
    {
    }

    void add(const QString &metric, MetricScope scope, const QString &key, double value)
    {
        m_values[{metric, static_cast<int>(scope), key}] += value;
    }
    /// Rows with 0 never appear; unwritten, a former figure would stand for ever.
    void addZeros(const QString &metric, MetricScope scope, QStringList keys)
    {
        keys.sort(); // the same answer makes the same batch
        for (const QString &key : keys) {
            if (!m_values.contains({metric, static_cast<int>(scope), key}))
                m_zeros.append(row(metric, scope, key, 0, true));
        }
    }
    void writeTo(SyncBatch &batch, bool partial = false) const
    {
        for (const auto &[where, value] : m_values) {
            const auto &[metric, scope, key] = where;
            batch.metricValues.push_back(
                row(metric, static_cast<MetricScope>(scope), key, value, false));
            batch.metricValues.back().partial = partial;
        }
        for (const MetricValue &zero : m_zeros)
            batch.metricValues.push_back(zero);
    }

private:
    MetricValue row(const QString &metric, MetricScope scope, const QString &key, double value,
                    bool inferredZero) const
    {
        MetricValue figure;
        figure.metric = metric;
        figure.scope = scope;
        figure.scopeKey = key;
        figure.window = m_window;
        figure.value = value;
        figure.takenAt = m_takenAt;
        figure.inferredZero = inferredZero;
        return figure;
    }

    TimeRange m_window;
    TimeMs m_takenAt;
    std::map<std::tuple<QString, int, QString>, double> m_values;
    QList<MetricValue> m_zeros;
};

QString wordOf(const char *key)
{
    return QString::fromLatin1(key);
}

/// What has no scope of its own keeps the vendor's label in its key.
QString labelMetric(const QString &report, const QString &label)
{
    return QStringLiteral("report_conversations_by_%1:%2").arg(report, label);
}

/// A label is the name at that time, or the id where there is none. Empty = nobody or several.
QString idOfLabel(const QString &label, const QMultiHash<QString, QString> &byName,
                  const QStringList &ids)
{
    const QStringList named = byName.values(label);
    if (named.size() == 1)
        return named.constFirst();
    return named.isEmpty() && ids.contains(label) ? label : QString();
}

void addLabel(WindowFigures &figures, const QString &report, const QString &label, double value,
              const People &people)
{
    QString id;
    if (report == QLatin1String("agent"))
        id = idOfLabel(label, people.idsByName, people.usernameById.keys());
    else if (report == QLatin1String("department"))
        id = idOfLabel(label, people.departmentsByName, {});
    const MetricScope own =
        report == QLatin1String("agent") ? MetricScope::Agent : MetricScope::Group;
    if (!id.isEmpty())
        return figures.add(wordOf(conversationsKey), own, id, value);
    const QString known = report == QLatin1String("status") ? statusMetric(label) : QString();
    figures.add(known.isEmpty() ? labelMetric(report, label) : known, MetricScope::Account, {},
                value);
}

/// The total leaves out the unspecified ones; each may be missing on the first servers.
void addSums(WindowFigures &figures, const QString &report, JsonReader &reader)
{
    const auto total = optionalCount(reader, "total");
    const auto unspecified = optionalCount(reader, "unspecified");
    const bool byAgent = report == QLatin1String("agent");
    const QString totalKey =
        byAgent ? wordOf(conversationsKey) : QStringLiteral("report_total_by_") + report;
    const QString restKey =
        byAgent ? wordOf(unspecifiedKey) : QStringLiteral("report_unspecified_by_") + report;
    if (total)
        figures.add(totalKey, MetricScope::Account, {}, *total);
    if (unspecified)
        figures.add(restKey, MetricScope::Account, {}, *unspecified);
}

void addMissing(WindowFigures &figures, const QString &report, const People &people)
{
    const QString key = wordOf(conversationsKey);
    if (report == QLatin1String("agent"))
        figures.addZeros(key, MetricScope::Agent, people.usernameById.keys());
    if (report == QLatin1String("department"))
        figures.addZeros(key, MetricScope::Group, people.departmentsByName.values());
    if (report != QLatin1String("status"))
        return;
    for (const char *label : {"Open", "Closed", "Queued", "On_Hold"})
        figures.addZeros(statusMetric(QLatin1String(label)), MetricScope::Account, {QString()});
}

Error leftOutRow(const Error &fault)
{
    return Error(fault.kind(), QStringLiteral("One row was left out, the others are kept"),
                 fault.detail());
}

} // namespace

Result<SyncBatch> parseReport(const QByteArray &body, const QString &name, TimeRange window,
                              const People &people, TimeMs takenAt)
{
    const auto object = answerObject(body);
    if (!object)
        return object.error();
    const auto found = listNamed(body, "data");
    if (!found)
        return found.error();
    SyncBatch batch;
    WindowFigures figures(window, takenAt);
    const int bad = readRows(*found, batch, [&](JsonReader &reader, const QJsonValue &) {
        // null where a room holds servedBy: null
        const QString label = reader.optionalText("label").value_or(QString());
        const double value = countOf(reader, "value");
        if (reader.ok())
            addLabel(figures, name, label, value, people);
    });
    batch.wireTotal = -1; // counts conversations here, not rows
    JsonReader reader(*object, QStringLiteral("$"));
    addSums(figures, name, reader);
    if (!reader.ok())
        return reader.error();
    if (bad == 0)
        addMissing(figures, name, people);
    figures.writeTo(batch);
    return batch;
}

Result<QStringList> parseReportLabels(const QByteArray &body)
{
    const auto found = listNamed(body, "data");
    if (!found)
        return found.error();
    QStringList labels;
    SyncBatch batch;
    const int bad = readRows(*found, batch, [&](JsonReader &reader, const QJsonValue &) {
        labels.append(reader.optionalText("label").value_or(QString()));
    });
    return bad == 0 ? labels : QStringList();
}

Result<SyncBatch> parseAgentChats(const QByteArray &body, TimeRange window, const People &people,
                                  TimeMs takenAt)
{
    const auto object = answerObject(body);
    if (!object)
        return object.error();
    SyncBatch batch;
    WindowFigures figures(window, takenAt);
    for (auto entry = object->begin(); entry != object->end(); ++entry) {
        if (entry.key() == QLatin1String("success"))
            continue;
        // The key is a person's name: it stays out of the sentence.
        JsonReader reader(entry.value(), QStringLiteral("$[%1]").arg(batch.wireRows++));
        double chats = 0;
        for (const char *state : {"open", "closed", "onhold"})
            chats += optionalCount(reader, state).value_or(0);
        if (!reader.ok()) {
            batch.problems.push_back(leftOutRow(reader.error()));
            continue;
        }
        const QString id = people.idByUsername.value(entry.key());
        if (id.isEmpty())
            figures.add(labelMetric(QStringLiteral("agent"), entry.key()), MetricScope::Account, {},
                        chats);
        else
            figures.add(wordOf(conversationsKey), MetricScope::Agent, id, chats);
        figures.add(wordOf(conversationsKey), MetricScope::Account, {}, chats);
    }
    if (batch.problems.empty())
        addMissing(figures, QStringLiteral("agent"), people);
    // Closed ones count only when they were closed within the window too.
    figures.writeTo(batch, true);
    return batch;
}

Result<SyncBatch> parseServiceHistory(const QByteArray &body, TimeRange day, const People &people,
                                      TimeMs takenAt)
{
    const auto found = listNamed(body, "agents");
    if (!found)
        return found.error();
    SyncBatch batch;
    WindowFigures figures(day, takenAt);
    readRows(*found, batch, [&](JsonReader &reader, const QJsonValue &row) {
        const QString id = people.idByUsername.value(reader.text("username"));
        const auto available = optionalSeconds(reader, "availableTimeInSeconds");
        std::vector<AgentState> states;
        for (const QJsonValue part : row[QLatin1String("serviceHistory")].toArray()) {
            JsonReader stretch(part, reader.path() + QStringLiteral(".serviceHistory"));
            AgentState state;
            state.agentRemoteId = id;
            state.state = QStringLiteral("online");
            state.from = stretch.isoTime("startedAt");
            state.to = stretch.optionalIsoTime("stoppedAt");
            state.observed = false;
            reader.absorb(stretch);
            states.push_back(state);
        }
        if (!reader.ok() || id.isEmpty())
            return; // somebody who left before we could know the name
        if (available)
            figures.add(QStringLiteral("available_time"), MetricScope::Agent, id,
                        static_cast<double>(*available));
        batch.agentStates.insert(batch.agentStates.end(), states.begin(), states.end());
    });
    figures.writeTo(batch);
    return batch;
}

} // namespace watchfloor::rocketchat
