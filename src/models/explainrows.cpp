// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explainrows.h"

#include "backend/engine/metriccatalog.h"
#include "models/metriccell.h"
#include "models/plaintext.h"
#include "models/timelinewords.h"
#include "models/words.h"

#include <QCoreApplication>
#include <QDateTime>

#include <cmath>

namespace watchfloor {
namespace {

QString explainSay(const char *text)
{
    return QCoreApplication::translate("Explain", text);
}

QString metricSay(const char *text)
{
    return QCoreApplication::translate("Metric", text);
}

QString reportSay(const char *text)
{
    return QCoreApplication::translate("Report", text);
}

QString withStop(const QString &sentence)
{
    return sentence.isEmpty() || sentence.endsWith(u'.') ? sentence : sentence + u'.';
}

const char *unitTitle(MetricUnit unit)
{
    switch (unit) {
    case MetricUnit::Count:
        return QT_TRANSLATE_NOOP("Explain", "a count");
    case MetricUnit::Milliseconds:
        return QT_TRANSLATE_NOOP("Explain", "a time");
    case MetricUnit::Ratio:
        return QT_TRANSLATE_NOOP("Explain", "a share");
    case MetricUnit::Slots:
        return QT_TRANSLATE_NOOP("Explain", "slots");
    case MetricUnit::Score:
        return QT_TRANSLATE_NOOP("Explain", "a score");
    case MetricUnit::Currency:
        return QT_TRANSLATE_NOOP("Explain", "an amount of money, the vendor tells no currency");
    case MetricUnit::Instant:
        return QT_TRANSLATE_NOOP("Explain", "a moment");
    case MetricUnit::Text:
        break;
    }
    return QT_TRANSLATE_NOOP("Explain", "a word");
}

const char *reducerTitle(const MetricSpec &metric)
{
    switch (metric.reducer) {
    case Reducer::Sum:
        return metric.targetOf ? QT_TRANSLATE_NOOP("Explain", "values that keep the target")
                               : QT_TRANSLATE_NOOP("Explain", "all of them added up");
    case Reducer::Distinct:
        return QT_TRANSLATE_NOOP("Explain", "each conversation once");
    case Reducer::Mean:
        return QT_TRANSLATE_NOOP("Explain", "the mean of all values");
    case Reducer::P50:
        return QT_TRANSLATE_NOOP("Explain", "the median of all values, nearest rank");
    case Reducer::P90:
        return QT_TRANSLATE_NOOP("Explain", "what 90 % of the values do not exceed, nearest rank");
    case Reducer::P95:
        return QT_TRANSLATE_NOOP("Explain", "what 95 % of the values do not exceed, nearest rank");
    case Reducer::Max:
        return QT_TRANSLATE_NOOP("Explain", "the greatest value");
    case Reducer::Ratio:
        return QT_TRANSLATE_NOOP("Explain", "the share of those that count for it");
    case Reducer::Last:
        break;
    }
    return QT_TRANSLATE_NOOP("Explain", "the latest value");
}

const char *topicTitle(Topic topic)
{
    switch (topic) {
    case Topic::Agents:
        return QT_TRANSLATE_NOOP("Explain", "agents");
    case Topic::Conversations:
        return QT_TRANSLATE_NOOP("Explain", "conversations");
    case Topic::Events:
        break;
    }
    return QT_TRANSLATE_NOOP("Explain", "events");
}

const char *filterTitle(ExplainedFilter::Of of)
{
    using Of = ExplainedFilter::Of;
    switch (of) {
    case Of::Account:
        return QT_TRANSLATE_NOOP("Explain", "Account");
    case Of::Agent:
        return QT_TRANSLATE_NOOP("Explain", "Agent");
    case Of::Group:
        return QT_TRANSLATE_NOOP("Explain", "Group");
    case Of::Skill:
        return QT_TRANSLATE_NOOP("Explain", "Skill");
    case Of::Inbox:
        return QT_TRANSLATE_NOOP("Explain", "Inbox");
    case Of::Channel:
        return QT_TRANSLATE_NOOP("Explain", "Channel");
    case Of::Label:
        return QT_TRANSLATE_NOOP("Explain", "Label");
    case Of::Who:
        break;
    }
    return QT_TRANSLATE_NOOP("Explain", "Who");
}

/// The first few names; an empty one is "none".
QString namesText(const ExplainedFilter &filter, const MetricFormatter &format)
{
    constexpr qsizetype most = 3;
    QStringList names;
    for (const QString &name : filter.names.mid(0, most)) {
        if (name.isEmpty())
            names << explainSay(QT_TRANSLATE_NOOP("Explain", "none"));
        else if (filter.of == ExplainedFilter::Of::Channel)
            names << channelTitle(name);
        else if (filter.of == ExplainedFilter::Of::Who)
            names << (name == QLatin1String("bot")
                          ? explainSay(QT_TRANSLATE_NOOP("Explain", "bots"))
                          : explainSay(QT_TRANSLATE_NOOP("Explain", "people")));
        else
            names << oneLine(name);
    }
    QString text = names.join(QStringLiteral(", "));
    if (filter.names.size() > most)
        text = explainSay(QT_TRANSLATE_NOOP("Explain", "%1 and %2 more"))
                   .arg(text, format.count(filter.names.size() - most));
    return text;
}

class ExplainWriter {
public:
    ExplainWriter(const ExplainReport &report, const ExplainTarget &target,
                  const MetricFormatter &format, TimeMs now)
        : m_report(report)
        , m_target(target)
        , m_metric(*report.metric)
        , m_format(format)
        , m_now(now)
    {
    }

    std::vector<ExplainRow> rows;

    void all()
    {
        lead();
        if (!m_own)
            sentence(metricSay(m_metric.definition));
        shown();
        if (!m_own) {
            values();
            pair(QT_TRANSLATE_NOOP("Explain", "Kind"), nature());
        }
        pair(QT_TRANSLATE_NOOP("Explain", "Time"), window());
        pair(QT_TRANSLATE_NOOP("Explain", "Filters"), filters());
        pair(QT_TRANSLATE_NOOP("Explain", "Origin"),
             m_own ? explainSay(QT_TRANSLATE_NOOP("Explain", "computed here from what is cached"))
                   : origin(m_report.figure));
        if (!m_own)
            pair(QT_TRANSLATE_NOOP("Explain", "Defined by"),
                 oneLine(QLatin1String(m_metric.source)));
        cautions();
        for (const ExplainedAccount &account : m_report.accounts)
            of(account);
    }

    /// What another rule's explanation lacks.
    void beside()
    {
        pair(QT_TRANSLATE_NOOP("Explain", "Filters"), filters());
        for (const ExplainedAccount &account : m_report.accounts)
            of(account);
    }

private:
    void add(ExplainRow::Kind kind, const QString &label, const QString &text)
    {
        if (!text.isEmpty())
            rows.push_back({kind, label, text});
    }
    void pair(const char *label, const QString &text)
    {
        add(ExplainRow::Kind::Pair, explainSay(label), text);
    }
    void sentence(const QString &text) { add(ExplainRow::Kind::Sentence, {}, withStop(text)); }
    void caution(const QString &text) { add(ExplainRow::Kind::Caution, {}, withStop(text)); }

    QString value(double of) const { return metricValueText(m_metric, of, m_format); }

    QString figureText(const ReportFigure &figure) const
    {
        return figure.value ? value(*figure.value)
                            : QStringLiteral("%1 %2").arg(MetricFormatter::none(),
                                                          reportSay(sentenceOf(figure.why)));
    }

    void lead()
    {
        QString text = figureText(m_report.figure);
        if (m_target.shown)
            text = m_target.shown->text;
        else if (m_target.aggregate && hasAggregates(m_metric) && m_report.figure.value)
            text = aggregateText(*m_target.aggregate);
        add(ExplainRow::Kind::Lead, {}, text);
    }

    /// The one of a time's numbers that the page shows.
    QString aggregateText(TimeAggregate aggregate) const
    {
        const auto of = MetricCell::valueOf(m_metric, m_report.figure, aggregate);
        return of ? explainSay(QT_TRANSLATE_NOOP("Explain", "%1 (%2)"))
                        .arg(value(*of), timeAggregateTitle(aggregate).toLower())
                  : QStringLiteral("%1 %2").arg(
                        MetricFormatter::none(),
                        explainSay(QT_TRANSLATE_NOOP("Explain", "the vendor tells only the mean")));
    }

    /// What stands on screen where it is not the figure of the whole.
    void shown()
    {
        if (!m_target.shown)
            return;
        for (const QString &rule : m_target.shown->rules)
            sentence(rule);
        for (const auto &[label, text] : m_target.shown->facts)
            add(ExplainRow::Kind::Pair, label, text);
        if (!m_target.shown->whole.isEmpty())
            add(ExplainRow::Kind::Pair, m_target.shown->whole, figureText(m_report.figure));
    }

    void values()
    {
        const ReportFigure &figure = m_report.figure;
        if (figure.n && m_metric.unit != MetricUnit::Count)
            pair(QT_TRANSLATE_NOOP("Explain", "Values"), m_format.count(*figure.n));
        else if (!figure.n && figure.value)
            pair(QT_TRANSLATE_NOOP("Explain", "Values"),
                 explainSay(QT_TRANSLATE_NOOP("Explain", "the vendor does not say how many")));
        QStringList told;
        const auto tell = [&](const char *name, std::optional<double> of) {
            if (of)
                told << QStringLiteral("%1 %2").arg(explainSay(name), value(*of));
        };
        tell(QT_TRANSLATE_NOOP("Explain", "mean"), figure.mean);
        tell(QT_TRANSLATE_NOOP("Explain", "median"), figure.median);
        tell(QT_TRANSLATE_NOOP("Explain", "90 %"), figure.p90);
        tell(QT_TRANSLATE_NOOP("Explain", "min"), figure.min);
        tell(QT_TRANSLATE_NOOP("Explain", "max"), figure.max);
        pair(QT_TRANSLATE_NOOP("Explain", "Spread"), told.join(QStringLiteral(" · ")));
    }

    QString filters() const
    {
        QStringList texts;
        for (const ExplainedFilter &filter : m_report.filters)
            texts << QStringLiteral("%1: %2").arg(explainSay(filterTitle(filter.of)),
                                                  namesText(filter, m_format));
        return texts.isEmpty() ? explainSay(QT_TRANSLATE_NOOP("Explain", "none"))
                               : texts.join(QStringLiteral("; "));
    }

    QString nature() const
    {
        QString text =
            explainSay(QT_TRANSLATE_NOOP("Explain", "%1, %2"))
                .arg(explainSay(unitTitle(m_metric.unit)), explainSay(reducerTitle(m_metric)));
        if (m_report.business)
            text += explainSay(QT_TRANSLATE_NOOP("Explain", ", in business hours"));
        if (m_metric.numerator)
            text += explainSay(QT_TRANSLATE_NOOP("Explain", " (%1 of %2)"))
                        .arg(metricSay(metricSpec(m_metric.numerator)->title),
                             metricSay(metricSpec(m_metric.denominator)->title));
        return text;
    }

    QString span(const TimeRange &range) const
    {
        const auto isMidnight = [this](TimeMs time) {
            return QDateTime::fromMSecsSinceEpoch(time, m_format.zone()).time() == QTime(0, 0);
        };
        if (isMidnight(range.from) && isMidnight(range.to))
            return m_format.days(range);
        return QStringLiteral("%1 – %2").arg(m_format.toTheSecond(range.from, m_now),
                                             m_format.toTheSecond(range.to, m_now));
    }

    QString window() const
    {
        if (m_metric.metricClass == MetricClass::Current)
            return explainSay(QT_TRANSLATE_NOOP("Explain", "now, whatever the range"));
        return QStringLiteral("%1 (%2)").arg(span(m_report.asked),
                                             QString::fromLatin1(m_format.zone().id()));
    }

    QString origin(const ReportFigure &figure) const
    {
        if (!figure.value)
            return {};
        if (figure.origin == FigureOrigin::Reported)
            return explainSay(QT_TRANSLATE_NOOP("Explain", "reported by the vendor"));
        QString text = explainSay(QT_TRANSLATE_NOOP("Explain", "recomputed from the cached facts"));
        if (figure.origin == FigureOrigin::Estimated) {
            QStringList guessed;
            for (const EstimatedPart &part : m_report.estimated)
                guessed << explainSay(QT_TRANSLATE_NOOP("Explain", "%1 of %2"))
                               .arg(m_format.count(part.values), eventTitle(part.event));
            text += guessed.isEmpty()
                        ? explainSay(QT_TRANSLATE_NOOP("Explain", ", some of them estimated"))
                        : explainSay(QT_TRANSLATE_NOOP("Explain", "; estimated: %1"))
                              .arg(guessed.join(QStringLiteral(", ")));
        }
        return text;
    }

    void cautions()
    {
        const ReportFigure &figure = m_report.figure;
        if (!figure.exact)
            caution(explainSay(
                QT_TRANSLATE_NOOP("Explain", "Median and 90 % are within 0.8 % of the true ones")));
        if (figure.partial)
            caution(explainSay(QT_TRANSLATE_NOOP(
                "Explain", "Part of the window is still being loaded, or was not over yet")));
        if (figure.inferred)
            caution(reportSay(sentenceOf(WhyDiffers::LeftOut)));
        for (const TimeRange &gap : m_report.basis.gaps)
            caution(
                explainSay(QT_TRANSLATE_NOOP("Explain", "Nobody has fetched %1")).arg(span(gap)));
        for (const QString &note : m_report.basis.notes)
            caution(oneLine(note));
    }

    void of(const ExplainedAccount &account)
    {
        add(ExplainRow::Kind::Section, {}, oneLine(account.name));
        if (m_report.accounts.size() > 1 && !m_own)
            pair(QT_TRANSLATE_NOOP("Explain", "Its part"), figureText(account.figure));
        if (account.target)
            pair(QT_TRANSLATE_NOOP("Explain", "Target"), m_format.duration(*account.target));
        if (!m_own)
            pair(QT_TRANSLATE_NOOP("Explain", "Made of"), madeOf(account));
        if (account.vendors)
            vendors(account, *account.vendors);
        pair(QT_TRANSLATE_NOOP("Explain", "Age"), age(account));
    }

    QString madeOf(const ExplainedAccount &account) const
    {
        if (!account.way)
            return {};
        QStringList events;
        for (const QString &name : account.events)
            events << eventTitle(name);
        QString text = events.isEmpty() ? oneLine(QLatin1String(account.way->field))
                                        : events.join(QStringLiteral(", "));
        if (account.way->note)
            text += QStringLiteral(" – ") + metricSay(account.way->note);
        return text;
    }

    void vendors(const ExplainedAccount &account, const VendorsFigure &theirs)
    {
        const bool ours = m_own || account.figure.origin != FigureOrigin::Reported;
        QString text = figureText(theirs.figure);
        if (theirs.window && *theirs.window != m_report.window)
            text += explainSay(QT_TRANSLATE_NOOP("Explain", ", of %1")).arg(span(*theirs.window));
        if (theirs.takenAt)
            text += explainSay(QT_TRANSLATE_NOOP("Explain", ", taken at %1"))
                        .arg(m_format.toTheSecond(*theirs.takenAt, m_now));
        if (theirs.field && theirs.field->note)
            text += QStringLiteral(" – ") + metricSay(theirs.field->note);
        pair(ours ? QT_TRANSLATE_NOOP("Explain", "Vendor's own")
                  : QT_TRANSLATE_NOOP("Explain", "Taken"),
             ours || !theirs.takenAt ? text : m_format.toTheSecond(*theirs.takenAt, m_now));
        if (theirs.meaning)
            pair(QT_TRANSLATE_NOOP("Explain", "It counts"), metricSay(theirs.meaning));
        if (!ours)
            return;
        if (account.difference)
            pair(QT_TRANSLATE_NOOP("Explain", "Difference"), difference(*account.difference));
        for (const WhyDiffers why : account.reasons)
            caution(reportSay(sentenceOf(why)));
        if (account.difference && *account.difference != 0.0 && account.reasons.empty() &&
            !theirs.meaning && !(theirs.field && theirs.field->note))
            caution(
                explainSay(QT_TRANSLATE_NOOP("Explain", "No reason for the difference is known")));
    }

    QString difference(double by) const
    {
        if (by == 0.0)
            return explainSay(QT_TRANSLATE_NOOP("Explain", "none"));
        return (by > 0 ? QStringLiteral("+") : QStringLiteral("\u2212")) + value(std::abs(by));
    }

    QString age(const ExplainedAccount &account) const
    {
        QStringList texts;
        for (const ExplainedAccount::Feed &feed : account.feeds) {
            const QString topic = explainSay(topicTitle(feed.topic));
            texts << (feed.asOf
                          ? explainSay(QT_TRANSLATE_NOOP("Explain", "%1 as of %2"))
                                .arg(topic, m_format.toTheSecond(*feed.asOf, m_now))
                          : explainSay(QT_TRANSLATE_NOOP("Explain", "%1 never fetched completely"))
                                .arg(topic));
        }
        return texts.join(QStringLiteral(" · "));
    }

    const ExplainReport &m_report;
    const ExplainTarget &m_target;
    const MetricSpec &m_metric;
    const MetricFormatter &m_format;
    TimeMs m_now;
    /// The report's figure is not what stands on screen: its own rule is told instead.
    bool m_own = m_target.shown && m_target.shown->ownRule;
};

} // namespace

Explanation explanationOf(const ExplainReport &report, const QString &of,
                          const MetricFormatter &format, TimeMs now)
{
    ExplainTarget target;
    target.title = of;
    return explanationOf(report, target, format, now);
}

Explanation explanationOf(const ExplainReport &report, const ExplainTarget &target,
                          const MetricFormatter &format, TimeMs now)
{
    Explanation explanation;
    explanation.title = metricSay(report.metric->title);
    explanation.subtitle = oneLine(target.title);
    ExplainWriter writer(report, target, format, now);
    writer.all();
    explanation.rows = std::move(writer.rows);
    if (target.shown) {
        explanation.noShow = target.shown->noDrill;
        if (target.shown->drill) // counted by itself
            explanation.showText =
                explainSay(QT_TRANSLATE_NOOP("Explain", "Show the conversations"));
        return explanation;
    }
    explanation.showText = showConversationsText(report.conversations.value_or(0), format);
    if (!explanation.showText.isEmpty())
        return explanation;
    if (report.many)
        explanation.showText = explainSay(QT_TRANSLATE_NOOP("Explain", "Show the conversations"));
    else if (report.conversations)
        explanation.noShow =
            explainSay(QT_TRANSLATE_NOOP("Explain", "There are no conversations behind it."));
    else
        explanation.noShow = withStop(reportSay(sentenceOf(report.why)));
    return explanation;
}

void addVendors(Explanation &explanation, const ExplainReport &report, const ExplainTarget &target,
                const MetricFormatter &format, TimeMs now)
{
    ExplainTarget own = target;
    own.shown.emplace().ownRule = true;
    ExplainWriter writer(report, own, format, now);
    writer.beside();
    explanation.rows.insert(explanation.rows.end(), writer.rows.begin(), writer.rows.end());
}

} // namespace watchfloor
