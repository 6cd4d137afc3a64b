// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/reportwords.h"

#include "models/plaintext.h"
#include "models/readingdirection.h"

#include <set>

namespace watchfloor {
namespace {

QLocale localeOf(const ReportPlan &plan)
{
    return plan.locale.isEmpty() ? QLocale() : QLocale(plan.locale);
}

bool isMidnight(TimeMs time, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(time, zone).time() == QTime(0, 0);
}

} // namespace

ReportWords::ReportWords(const ReportPlan &plan, const ReportAnswers &answers,
                         const Pseudonyms &names)
    : m_names(names)
{
    m_look.format = MetricFormatter(localeOf(plan), answers.zone);
    m_look.aggregate = plan.timeValue;
    m_look.business = answers.business;
    m_look.now = answers.now;
    if (!names.isOn())
        tellApart(answers);
}

void ReportWords::tellApart(const ReportAnswers &answers)
{
    std::map<std::pair<RowId, QString>, std::set<QString>> ids; // by account and name
    const auto add = [&ids](RowId account, const QString &name, const QString &remoteId) {
        if (!name.isEmpty() && !remoteId.isEmpty())
            ids[{account, name}].insert(remoteId);
    };
    for (const Agent &agent : answers.people)
        add(agent.account, agent.name, agent.remoteId);
    if (answers.agents) {
        for (const AgentReportRow &row : answers.agents->rows)
            add(row.account, row.agent.name, row.agent.remoteId);
    }
    for (const auto &[key, same] : ids) {
        if (same.size() < 2)
            continue;
        for (const QString &id : same)
            m_namesakes[{key.first, id}] =
                inLine(oneLine(key.second)) + QStringLiteral(" #") + oneLine(id, 60);
    }
}

QString ReportWords::person(RowId account, const QString &remoteId, const QString &name) const
{
    if (m_names.isOn())
        return m_names.agent(account, remoteId, name);
    if (const auto told = m_namesakes.find({account, remoteId}); told != m_namesakes.end())
        return told->second;
    return name.isEmpty() && !remoteId.isEmpty() ? QStringLiteral("#") + oneLine(remoteId)
                                                 : oneLine(name);
}

QString ReportWords::figure(const MetricSpec &metric, std::optional<double> number) const
{
    return MetricCell::textOf(metric, number, m_look, true);
}

QString ReportWords::figure(const MetricSpec &metric, const ReportFigure &of) const
{
    return figure(metric, MetricCell(metric, m_look, &of).value());
}

QString ReportWords::title(const ReportColumn &column) const
{
    return metricHeader(*column.metric, m_look.aggregate, column.business);
}

QString ReportWords::sample(const MetricSpec &metric, const ReportFigure &of) const
{
    return MetricCell(metric, m_look, &of).n();
}

QString ReportWords::share(double part, double whole) const
{
    if (whole <= 0)
        return MetricFormatter::none();
    return tr("%1 %").arg(format().locale().toString(part / whole * 100, 'f', 1));
}

QString ReportWords::range(const TimeRange &range) const
{
    if (isMidnight(range.from, format().zone()) && isMidnight(range.to, format().zone()))
        return format().days(range);
    return stamp(range.from) + QStringLiteral(" – ") + stamp(range.to);
}

QString ReportWords::stamp(TimeMs time) const
{
    return format().day(time) + QLatin1Char(' ') + format().clock(time);
}

QString ReportWords::inLine(const QString &text) const
{
    return setApart(text, format().locale().textDirection() == Qt::RightToLeft);
}

void ReportWords::addColumns(PaperTable &table, const std::vector<ReportColumn> &columns) const
{
    for (const ReportColumn &column : columns) {
        table.columns.push_back({title(column), true});
        if (column.metric->offers.has(Aggregate::Count))
            table.columns.push_back({tr("n", "number of values"), true, true});
    }
}

void ReportWords::addCells(QStringList &cells, const std::vector<ReportColumn> &columns,
                           const std::vector<ReportFigure> &figures) const
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const MetricSpec &metric = *columns[i].metric;
        const ReportFigure none;
        const ReportFigure &of = i < figures.size() ? figures[i] : none;
        // In a column the unit stands in the header.
        cells << MetricCell(metric, m_look, &of).text();
        if (metric.offers.has(Aggregate::Count))
            cells << sample(metric, of);
    }
}

QStringList ReportWords::remarks(const std::vector<ReportColumn> &columns,
                                 const std::vector<ReportFigure> &total) const
{
    QStringList sentences;
    const auto listed = [this](const QStringList &accounts) {
        QStringList names;
        for (const QString &account : accounts)
            names << inLine(oneLine(account));
        return names.join(QStringLiteral(", "));
    };
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const ReportColumn &column = columns[i];
        const QString name = metricTitle(*column.metric);
        const bool absent = i < total.size() && !total[i].value;
        const char *why = absent ? sentenceOf(total[i].why) : nullptr;
        if (why && total[i].why != WhyAbsent::NoValues)
            sentences << tr("%1: %2.").arg(name, QCoreApplication::translate("Report", why));
        const QString joined = listed(column.without);
        if (!absent && !joined.isEmpty())
            sentences << tr("%1: without %2, whose vendor cannot tell it.").arg(name, joined);
        const QString targets = listed(column.withoutTarget);
        if (!targets.isEmpty())
            sentences << tr("%1: without %2, where no SLA target is set.").arg(name, targets);
    }
    sentences.removeDuplicates();
    return sentences;
}

} // namespace watchfloor
