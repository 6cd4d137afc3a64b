// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/reportplan.h"

#include "backend/engine/metriccatalog.h"
#include "models/plaintext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int planVersion = 1;
constexpr int longestText = 300;
constexpr int longestPath = 4096; // of a file on Linux

template<typename Enum>
struct PlanWord {
    const char *word;
    Enum value;
};
constexpr PlanWord<PaperSize> paperWords[] = {{"A4", PaperSize::A4}, {"Letter", PaperSize::Letter}};
constexpr PlanWord<bool> sideWords[] = {{"portrait", false}, {"landscape", true}};
constexpr PlanWord<ReportTimeValue> timeWords[] = {{"mean", ReportTimeValue::Mean},
                                                   {"median", ReportTimeValue::Median},
                                                   {"p90", ReportTimeValue::P90},
                                                   {"min", ReportTimeValue::Min},
                                                   {"max", ReportTimeValue::Max}};
constexpr PlanWord<MetricDimension> groupWords[] = {{"group", MetricDimension::Group},
                                                    {"skill", MetricDimension::Skill},
                                                    {"inbox", MetricDimension::Inbox},
                                                    {"channel", MetricDimension::Channel},
                                                    {"account", MetricDimension::Account}};
constexpr PlanWord<ListOrder> listWords[] = {{"newest", ListOrder::Newest},
                                             {"oldest", ListOrder::Oldest},
                                             {"longest_wait", ListOrder::LongestWait},
                                             {"least_time_left", ListOrder::LeastTimeLeft}};

template<typename Enum, std::size_t N>
QString wordFor(const PlanWord<Enum> (&words)[N], Enum value)
{
    const auto at = std::find_if(std::begin(words), std::end(words),
                                 [value](const auto &w) { return w.value == value; });
    return QString::fromLatin1(at == std::end(words) ? words[0].word : at->word);
}

/// Reads member by member; the first complaint stands.
class PlanReader {
public:
    explicit PlanReader(const QJsonObject &json)
        : m_json(json)
    {
    }

    void text(const char *key, QString &into, int longest = longestText)
    {
        const QJsonValue value = take(key);
        if (value.isUndefined())
            return;
        if (!value.isString() || value.toString().size() > longest)
            return complain(tr("“%1” must be a text of at most %2 characters")
                                .arg(QLatin1String(key))
                                .arg(longest));
        into = value.toString();
    }
    void flag(const char *key, bool &into)
    {
        const QJsonValue value = take(key);
        if (!value.isUndefined() && !value.isBool())
            return complain(tr("“%1” must be true or false").arg(QLatin1String(key)));
        into = value.toBool(into);
    }
    template<typename Enum, std::size_t N>
    void word(const char *key, const PlanWord<Enum> (&words)[N], Enum &into)
    {
        const QJsonValue value = take(key);
        if (value.isUndefined())
            return;
        QStringList known;
        for (const auto &word : words) {
            if (value.toString() == QLatin1String(word.word)) {
                into = word.value;
                return;
            }
            known << QString::fromLatin1(word.word);
        }
        complain(
            tr("“%1” must be one of %2").arg(QLatin1String(key), known.join(QStringLiteral(", "))));
    }
    void metric(const char *key, bool timeOnly, QString &into)
    {
        QString name = into;
        text(key, name);
        const MetricSpec *spec = metricSpec(name);
        if (!spec || (timeOnly && !spec->isTime()))
            return complain(tr("“%1” names no metric it can show: “%2”")
                                .arg(QLatin1String(key), oneLine(name, 60)));
        into = name;
    }
    /// Every element as `one` reads it.
    template<typename One>
    void list(const char *key, One one)
    {
        const QJsonValue value = take(key);
        if (value.isUndefined())
            return;
        if (!value.isArray())
            return complain(tr("“%1” must be a list").arg(QLatin1String(key)));
        const QJsonArray array = value.toArray();
        for (const QJsonValue &element : array)
            one(element);
    }
    bool has(const char *key) const { return m_json.contains(QLatin1String(key)); }
    void complain(const QString &sentence)
    {
        if (m_complaint.isEmpty())
            m_complaint = sentence;
    }
    /// Members nobody asked for are misspelt ones.
    QString complaint()
    {
        const QStringList keys = m_json.keys();
        for (const QString &key : keys) {
            if (!m_known.contains(key))
                complain(tr("it has no “%1”").arg(oneLine(key, 60)));
        }
        return m_complaint;
    }
    QJsonValue take(const char *key)
    {
        m_known << QString::fromLatin1(key);
        return m_json.value(QLatin1String(key));
    }
    static QString tr(const char *text) { return QCoreApplication::translate("ReportPlan", text); }

private:
    const QJsonObject &m_json;
    QStringList m_known;
    QString m_complaint;
};

void readSections(PlanReader &reader, ReportPlan &plan)
{
    if (!reader.has("sections"))
        return;
    std::vector<ReportSection> sections;
    reader.list("sections", [&](const QJsonValue &element) {
        const Result<ReportSection> section = sectionFromKey(element.toString());
        if (!section)
            reader.complain(section.error().sentence());
        else if (std::find(sections.begin(), sections.end(), *section) == sections.end())
            sections.push_back(*section);
    });
    plan.sections = std::move(sections); // perhaps none
}

void readLists(PlanReader &reader, ReportPlan &plan)
{
    reader.list("metrics", [&](const QJsonValue &element) {
        if (!metricSpec(element.toString()))
            reader.complain(
                PlanReader::tr("there is no metric “%1”").arg(oneLine(element.toString(), 60)));
        else if (!plan.metrics.contains(element.toString()))
            plan.metrics << element.toString();
    });
    reader.list("conversations", [&](const QJsonValue &element) {
        const ChosenConversation chosen{element[QLatin1String("account")].toString(),
                                        element[QLatin1String("id")].toString()};
        if (chosen.account.isEmpty() || chosen.remoteId.isEmpty())
            reader.complain(PlanReader::tr("each of “conversations” needs “account” and “id”"));
        plan.conversations.push_back(chosen);
    });
}

} // namespace

QJsonObject toJson(const ReportPlan &plan)
{
    QJsonArray sections;
    for (const ReportSection section : plan.sections)
        sections.append(sectionKey(section));
    QJsonArray conversations;
    for (const ChosenConversation &chosen : plan.conversations)
        conversations.append(QJsonObject{{QStringLiteral("account"), chosen.account},
                                         {QStringLiteral("id"), chosen.remoteId}});
    return {{QStringLiteral("version"), planVersion},
            {QStringLiteral("name"), plan.name},
            {QStringLiteral("sections"), sections},
            {QStringLiteral("metrics"), QJsonArray::fromStringList(plan.metrics)},
            {QStringLiteral("group_by"), wordFor(groupWords, plan.groupBy)},
            {QStringLiteral("time_value"), wordFor(timeWords, plan.timeValue)},
            {QStringLiteral("heat_metric"), plan.heatMetric},
            {QStringLiteral("distribution_metric"), plan.distributionMetric},
            {QStringLiteral("conversations"), conversations},
            {QStringLiteral("list_order"), wordFor(listWords, plan.listOrder)},
            {QStringLiteral("paper"), wordFor(paperWords, plan.paper)},
            {QStringLiteral("orientation"), wordFor(sideWords, plan.landscape)},
            {QStringLiteral("locale"), plan.locale},
            {QStringLiteral("title"), plan.title},
            {QStringLiteral("author"), plan.author},
            {QStringLiteral("logo"), plan.logoFile},
            {QStringLiteral("pseudonymous"), plan.pseudonymous}};
}

Result<ReportPlan> reportPlanFromJson(const QJsonObject &json)
{
    PlanReader reader(json);
    ReportPlan plan;
    reader.take("scope");
    const int version = reader.take("version").toInt(planVersion);
    if (version > planVersion)
        reader.complain(PlanReader::tr("a newer Watchfloor wrote it"));
    reader.text("name", plan.name);
    readSections(reader, plan);
    readLists(reader, plan);
    reader.word("group_by", groupWords, plan.groupBy);
    reader.word("time_value", timeWords, plan.timeValue);
    reader.metric("heat_metric", false, plan.heatMetric);
    reader.metric("distribution_metric", true, plan.distributionMetric);
    reader.word("list_order", listWords, plan.listOrder);
    reader.word("paper", paperWords, plan.paper);
    reader.word("orientation", sideWords, plan.landscape);
    reader.text("locale", plan.locale);
    // An unknown language would quietly become C.
    if (!plan.locale.isEmpty() && QLocale(plan.locale).language() == QLocale::C)
        reader.complain(
            PlanReader::tr("there is no locale “%1”; one reads like de_DE").arg(plan.locale));
    reader.text("title", plan.title);
    reader.text("author", plan.author);
    reader.text("logo", plan.logoFile, longestPath);
    reader.flag("pseudonymous", plan.pseudonymous);
    const QString complaint = reader.complaint();
    if (complaint.isEmpty())
        return plan;
    const QString what = plan.name.isEmpty()
                             ? PlanReader::tr("The report cannot be read")
                             : PlanReader::tr("The report “%1” cannot be read").arg(plan.name);
    return Error(Error::Kind::BadInput, what + QStringLiteral(": ") + complaint, complaint);
}

} // namespace watchfloor
