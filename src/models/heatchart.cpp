// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/heatchart.h"

#include "backend/engine/metriccatalog.h"
#include "models/chartaxis.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

constexpr int weekHours = 168;
constexpr int dayHours = 24;
constexpr double hourMs = 3'600'000;

} // namespace

HeatChart::HeatChart(ChartContext context, HeatMapReport report)
    : Chart(std::move(context), report.basis)
    , m_report(std::move(report))
{
    constexpr TimeMs hour = 3'600'000;
    for (const TimeRange &gap : basis().gaps) {
        // A week of it touches every cell.
        const TimeMs until = std::min(gap.to, gap.from + weekHours * hour);
        for (TimeMs at = gap.from; at < until;) {
            const QDateTime local = QDateTime::fromMSecsSinceEpoch(at, format().zone());
            const int cell = (local.date().dayOfWeek() - 1) * dayHours + local.time().hour();
            m_hasGap[static_cast<std::size_t>(cell)] = true;
            at += hour - local.time().msecsSinceStartOfDay() % hour;
        }
    }
}

std::optional<double> HeatChart::value(int cell) const
{
    const HeatCell &of = at(cell);
    if (!m_report.isCounted())
        return of.mean;
    // Facts can arrive from times nobody has fetched to the end.
    const auto known = static_cast<double>(of.n > 0 ? std::max(of.known, DurationMs{1}) : of.known);
    if (known <= 0)
        return std::nullopt;
    return static_cast<double>(of.n) / std::max(1.0, known / hourMs);
}

QString HeatChart::valueTitle() const
{
    return m_report.isCounted() ? tr("%1 an hour").arg(metricTitle(metric())) : shownTitle();
}

QString HeatChart::shownTitle() const
{
    return averageTitle(m_report.column, TimeAggregate::Mean);
}

int HeatChart::cellOf(int category) const
{
    return (category + (format().locale().firstDayOfWeek() - 1) * dayHours) % weekHours;
}

QString HeatChart::dayTitle(int day, const QLocale &locale)
{
    return locale.standaloneDayName(day + 1, QLocale::ShortFormat);
}

QString HeatChart::cellTitle(int cell) const
{
    const QLocale &locale = format().locale();
    const auto clock = [&locale](int hour) {
        return locale.toString(QTime(hour % dayHours, 0), QStringLiteral("HH:mm"));
    };
    const int hour = cell % dayHours;
    return tr("%1, %2 – %3")
        .arg(locale.standaloneDayName(cell / dayHours + 1), clock(hour), clock(hour + 1));
}

QString HeatChart::shortText(std::optional<double> value) const
{
    if (!value || !m_report.isCounted())
        return figureText(metric(), value, format());
    const bool whole = *value >= 10 || std::abs(*value - std::round(*value)) < 0.05;
    return whole ? format().count(std::llround(*value))
                 : format().locale().toString(*value, 'f', 1);
}

QString HeatChart::valueText(std::optional<double> value) const
{
    return value && m_report.isCounted() ? tr("%1 an hour").arg(shortText(value))
                                         : shortText(value);
}

std::vector<ChartScene> HeatChart::scenes() const
{
    ChartScene scene;
    scene.kind = ChartScene::Kind::Heat;
    scene.title = tr("%1 by weekday and hour").arg(shownTitle());
    scene.unit = m_report.isCounted() ? tr("an hour") : QString();
    ChartScene::Series series;
    series.title = shownTitle();
    double most = 0;
    for (int category = 0; category < weekHours; ++category) {
        const int cell = cellOf(category);
        ChartScene::Category hour;
        hour.label = cellTitle(cell);
        series.values.push_back(value(cell));
        hour.valueText = shortText(series.values.back());
        hour.gap = !series.values.back().has_value();
        hour.partial = !hour.gap && hasGap(cell);
        most = std::max(most, series.values.back().value_or(0));
        scene.categories.push_back(std::move(hour));
    }
    scene.series.push_back(std::move(series));
    scene.ticks = {{0, shortText(0)}, {most, shortText(most)}};
    for (int day = 0; day < 7; ++day)
        scene.lines.push_back({static_cast<double>(day),
                               dayTitle(cellOf(day * dayHours) / dayHours, format().locale())});
    for (int hour = 0; hour < dayHours; ++hour)
        scene.steps.push_back(
            {hour + 0.5, format().locale().toString(QTime(hour, 0), QStringLiteral("HH"))});
    scene.tell = [this](int category, int) { return tell(category); };
    return {scene};
}

QString HeatChart::tell(int category) const
{
    if (category < 0 || category >= weekHours)
        return {};
    const int cell = cellOf(category);
    const HeatCell &of = at(cell);
    QStringList lines{cellTitle(cell)};
    const auto told = value(cell);
    const QString title = shownTitle();
    if (!told)
        lines << tr("%1: no data").arg(title);
    else
        lines << tr("%1: %2").arg(title, valueText(told));
    if (told && !m_report.isCounted())
        lines << tr("n = %1").arg(format().count(of.n));
    else if (told)
        lines << tr("%1 in %2").arg(format().count(of.n), format().duration(of.known));
    if (told && hasGap(cell))
        lines << tr("Part of this nobody has fetched");
    lines << windowText(basis().range) << metricDefinition(metric());
    return lines.join(QLatin1Char('\n'));
}

ChartTable HeatChart::table() const
{
    ChartTable table;
    table.columns = {
        {QStringLiteral("day"), tr("Weekday"), {}, ColumnKind::Text, 140, 1},
        {QStringLiteral("hour"), tr("Hour"), {}, ColumnKind::Text, 120},
        {QStringLiteral("value"), valueTitle(), metricDefinition(metric()),
         metric().isTime() ? ColumnKind::Duration : ColumnKind::Number, 180},
        {QStringLiteral("n"), tr("n"), tr("How many values it rests on"), ColumnKind::Number, 96},
        {QStringLiteral("known"), tr("Known"),
         tr("How much time of this hour lies in the range and has been fetched"),
         ColumnKind::Duration, 96}};
    const QString key = QString::fromLatin1(metric().key);
    table.metrics = {QString(), QString(), key, key, QString()};
    // In files as the commands call them.
    const QLatin1String hours(m_report.column.business ? "_business_hours" : "");
    const bool amount = metric().reducer == Reducer::Sum && !m_report.isCounted();
    for (const std::size_t number : {0U, 1U})
        table.columns[number].unit = QStringLiteral("count");
    table.columns[0].exportKey = QStringLiteral("weekday"); // from 1 = Monday
    table.columns[2].exportKey = m_report.isCounted()
                                     ? key + QStringLiteral("_per_hour")
                                     : key + QLatin1String(amount ? "_mean" : "") + hours;
    table.columns[2].unit = m_report.isCounted() ? QStringLiteral("count/h")
                                                 : QString::fromLatin1(wordOf(metric().unit));
    table.columns[3].exportKey = m_report.isCounted() ? key : key + hours + QStringLiteral("_n");
    const QLocale &locale = format().locale();
    for (int category = 0; category < weekHours; ++category) {
        const int cell = cellOf(category);
        const HeatCell &of = at(cell);
        const auto told = value(cell);
        ChartTable::Row row;
        row.key = QString::number(cell);
        row.cells.push_back(
            {locale.standaloneDayName(cell / dayHours + 1), category, false, cell / dayHours + 1});
        row.cells.push_back({locale.toString(QTime(cell % dayHours, 0), QStringLiteral("HH:mm")),
                             cell % dayHours, false});
        row.cells.push_back(
            {figureText(metric(), told, format()), told ? QVariant(*told) : QVariant(), !told});
        row.cells.push_back({format().count(of.n), of.n, of.n == 0});
        row.cells.push_back({format().duration(of.known), of.known, true});
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::optional<Drill> HeatChart::drill(ChartMark mark) const
{
    if (!mark.isValid() || mark.category >= weekHours || at(cellOf(mark.category)).n == 0)
        return std::nullopt;
    const int cell = cellOf(mark.category);
    const QString title =
        tr("%1, %2").arg(metricTitle(metric(), m_report.column.business), cellTitle(cell));
    Drill drill = drillOf(title, QString::fromLatin1(metric().key), basis().range);
    drill.weekHour = cell;
    drill.business = m_report.column.business;
    return drill;
}

std::optional<ExplainTarget> HeatChart::explain(ChartMark mark) const
{
    if (!mark.isValid() || mark.category >= weekHours)
        return std::nullopt;
    const int cell = cellOf(mark.category);
    const auto told = value(cell);
    ExplainTarget target =
        explainOf(cellTitle(cell), QString::fromLatin1(metric().key), basis().range);
    target.business = m_report.column.business;
    ShownNumber shown;
    shown.text = valueText(told);
    if (!told)
        shown.rules << tr("Nobody has fetched this hour of the range, or nothing was told in it.");
    else if (m_report.isCounted())
        shown.rules << tr(
            "What fell into this hour of the week, divided by how often the hour lies "
            "in the part of the range that was fetched.");
    else
        shown.rules << tr("The mean of the values of this hour of the week.");
    shown.facts = {
        {m_report.isCounted() ? tr("Counted") : tr("Values"), format().count(at(cell).n)},
        {tr("Fetched"), format().duration(at(cell).known)}};
    shown.whole = tr("All hours");
    shown.drill = drill(mark);
    if (!shown.drill)
        shown.noDrill = tr("There are no conversations behind it.");
    target.shown = std::move(shown);
    return target;
}

bool HeatChart::isEmpty() const
{
    for (int cell = 0; cell < weekHours; ++cell) {
        if (at(cell).n > 0 && value(cell))
            return false;
    }
    return true;
}

QString HeatChart::absence() const
{
    if (m_report.why == WhyAbsent::NoSuchRows)
        return tr("%1 cannot be told by the hour of the week.").arg(metricTitle(metric()));
    if (m_report.why != WhyAbsent::Present && m_report.why != WhyAbsent::NoValues)
        return whySentence(m_report.why);
    const bool counted = std::any_of(m_report.cells.begin(), m_report.cells.end(),
                                     [](const HeatCell &cell) { return cell.n > 0; });
    if (counted && isEmpty())
        return tr("%1 cannot be told by the hour of the week.").arg(metricTitle(metric()));
    const WhyAbsent why = m_report.total.why;
    const bool told = m_report.total.value || why == WhyAbsent::NoValues || !isEmpty();
    return told ? QString() : whySentence(why);
}

std::vector<ChartFact> HeatChart::facts() const
{
    const ReportFigure &total = m_report.total;
    const QString title = metricTitle(metric(), m_report.column.business);
    const QString key = QString::fromLatin1(metric().key);
    ChartFact fact{tr("%1 %2").arg(shownTitle(), figureText(metric(), total.value, format()))};
    if (total.n && !m_report.isCounted())
        fact.text += tr(" (n = %1)").arg(format().count(*total.n));
    if (!total.value)
        return {fact};
    fact.explain = explainOf(windowText(basis().range), key, basis().range);
    fact.explain->business = m_report.column.business;
    if (total.n.value_or(1) != 0) {
        fact.drill =
            drillOf(tr("%1, %2").arg(title, windowText(basis().range)), key, basis().range);
        fact.drill->business = m_report.column.business;
    }
    return {fact};
}

} // namespace watchfloor
