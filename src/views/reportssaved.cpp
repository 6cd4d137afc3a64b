// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/reportspage.h"

#include "models/plaintext.h"
#include "models/scopejson.h"
#include "views/reportoptions.h"
#include "views/typography.h"

#include <QListWidget>

#include <algorithm>
#include <optional>

namespace watchfloor {
namespace {

/// Saved reports this program cannot read, a newer one's perhaps: the page keeps them as they are.
constexpr const char *unreadReports = "unreadReports";

} // namespace

QString ReportsPage::freeName(const QString &wish, int except) const
{
    QStringList taken;
    for (std::size_t i = 0; i < m_reports.size(); ++i) {
        if (static_cast<int>(i) != except)
            taken << m_reports[i].plan.name;
    }
    const QString base = wish.isEmpty() ? tr("Report") : wish;
    QString name = base;
    // "daily" beside "Daily" would be two that nobody tells apart, a line of cron least of all.
    for (int number = 2; taken.contains(name, Qt::CaseInsensitive); ++number)
        name = QStringLiteral("%1 %2").arg(base).arg(number);
    return name;
}

const SavedReport *ReportsPage::selected() const
{
    const int row = m_saved->currentRow();
    return row > 0 ? &m_reports[static_cast<std::size_t>(row) - 1] : nullptr;
}

QJsonObject ReportsPage::scopeNow() const
{
    return scopeToJson(m_scope, m_catalogue ? *m_catalogue : FilterCatalogue());
}

int ReportsPage::addConversations(const std::vector<ChosenConversation> &conversations)
{
    ReportPlan plan = m_plan;
    m_added.clear();
    for (const ChosenConversation &one : conversations) {
        const auto &known = plan.conversations;
        if (std::find(known.begin(), known.end(), one) != known.end())
            continue;
        plan.conversations.push_back(one);
        m_added.push_back(one);
    }
    m_addedSection = !plan.has(ReportSection::Timelines);
    if (m_addedSection)
        plan.sections.push_back(ReportSection::Timelines);
    if (!(plan == m_plan)) {
        m_options->setPlan(plan);
        edit(plan);
    }
    return static_cast<int>(m_added.size());
}

void ReportsPage::takeBackConversations()
{
    ReportPlan plan = m_plan;
    for (const ChosenConversation &one : m_added)
        std::erase(plan.conversations, one);
    if (m_addedSection && plan.conversations.empty())
        std::erase(plan.sections, ReportSection::Timelines);
    m_added.clear();
    m_addedSection = false;
    m_options->setPlan(plan);
    edit(plan);
}

void ReportsPage::savePlan()
{
    if (const int row = m_saved->currentRow(); row > 0) {
        m_reports[static_cast<std::size_t>(row) - 1].scope = scopeNow();
        describe();
        Q_EMIT stateEdited();
        return;
    }
    ReportPlan plan = m_plan;
    plan.name = freeName(oneLine(plan.title, 60), -1);
    m_reports.push_back({plan, scopeNow()});
    m_plan = plan;
    m_options->setPlan(plan);
    fillSaved();
    QListWidgetItem *item = m_saved->item(m_saved->count() - 1);
    m_filling = true;
    m_saved->setCurrentItem(item);
    m_filling = false;
    describe();
    Q_EMIT stateEdited();
    m_saved->editItem(item); // its name at once
}

void ReportsPage::deletePlan()
{
    const int row = m_saved->currentRow();
    if (row <= 0)
        return;
    m_reports.erase(m_reports.begin() + row - 1);
    m_plan.name.clear(); // the choices stay, as an unsaved report
    m_options->setPlan(m_plan);
    fillSaved();
    describe();
    Q_EMIT stateEdited();
}

void ReportsPage::openPlan(int row)
{
    if (m_filling || row < 0)
        return;
    const SavedReport *report = selected();
    m_plan = report ? report->plan : m_plan;
    if (!report)
        m_plan.name.clear();
    outdate();
    m_options->setPlan(m_plan);
    m_outcome.clear();
    std::optional<ViewScope> wanted;
    if (report && !report->scope.isEmpty()) {
        const ReadScope read =
            scopeFromJson(report->scope, m_catalogue ? *m_catalogue : FilterCatalogue());
        m_outcome = lostSentence(read.lost);
        if (!(read.scope == m_scope))
            wanted = read.scope;
    }
    describe();
    Q_EMIT stateEdited();
    if (wanted)
        Q_EMIT scopeRequested(*wanted);
    Q_EMIT questionChanged();
}

void ReportsPage::renamePlan(QListWidgetItem *item)
{
    const int row = m_saved->row(item);
    if (m_filling || row <= 0)
        return;
    ReportPlan &plan = m_reports[static_cast<std::size_t>(row) - 1].plan;
    const QString wish = oneLine(item->text(), 60).trimmed();
    plan.name = wish.isEmpty() ? plan.name : freeName(wish, row - 1);
    if (m_saved->currentRow() == row) {
        m_plan.name = plan.name;
        m_options->setPlan(m_plan);
    }
    m_filling = true;
    item->setText(plan.name);
    m_filling = false;
    Q_EMIT stateEdited();
}

void ReportsPage::fillSaved()
{
    m_filling = true;
    m_saved->clear();
    auto *present = new QListWidgetItem(tr("Not saved"), m_saved);
    present->setToolTip(tr("The choices on the right, not kept under a name"));
    for (const SavedReport &report : m_reports) {
        auto *item = new QListWidgetItem(report.plan.name, m_saved);
        item->setFlags(item->flags() | Qt::ItemIsEditable);
    }
    for (int row = 0; row < m_saved->count(); ++row)
        m_saved->item(row)->setSizeHint(QSize(0, tableRowHeight));
    m_saved->setCurrentRow(0);
    m_filling = false;
}

QVariantMap ReportsPage::saveState() const
{
    QVariantList saved;
    for (const SavedReport &report : m_reports) {
        QJsonObject json = toJson(report.plan);
        if (!report.scope.isEmpty())
            json.insert(QStringLiteral("scope"), report.scope);
        saved << json.toVariantMap();
    }
    saved << property(unreadReports).toList();
    return {{QStringLiteral("saved"), saved},
            {QStringLiteral("plan"), toJson(m_plan).toVariantMap()}};
}

void ReportsPage::restoreState(const QVariantMap &state)
{
    m_reports.clear();
    QVariantList unread;
    const QVariantList saved = state.value(QStringLiteral("saved")).toList();
    for (const QVariant &value : saved) {
        const QJsonObject json = QJsonObject::fromVariantMap(value.toMap());
        Result<ReportPlan> plan = reportPlanFromJson(json);
        if (!plan) {
            unread << value;
            continue;
        }
        plan->name = freeName(plan->name, -1);
        m_reports.push_back({*plan, json.value(QLatin1String("scope")).toObject()});
    }
    setProperty(unreadReports, unread);
    const Result<ReportPlan> present = reportPlanFromJson(
        QJsonObject::fromVariantMap(state.value(QStringLiteral("plan")).toMap()));
    m_plan = present ? *present : ReportPlan();
    fillSaved();
    for (std::size_t i = 0; i < m_reports.size(); ++i) {
        if (m_reports[i].plan.name != m_plan.name)
            continue;
        m_filling = true;
        m_saved->setCurrentRow(static_cast<int>(i) + 1);
        m_filling = false;
    }
    m_options->setPlan(m_plan);
    describe();
}

} // namespace watchfloor
