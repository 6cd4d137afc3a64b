// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/agenttablemodel.h"
#include "views/page.h"

namespace watchfloor {

class FilterBar;
class TablePanel;
class TotalsRow;

/// Who is here, what they carry, who needs a hand.
class AgentsPage : public Page {
    Q_OBJECT
public:
    explicit AgentsPage(QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("agents"); }
    QString title() const override { return tr("Agents"); }
    QString iconName() const override { return QStringLiteral("agents"); }
    void setSearch(const QString &text) override;
    void setFormatter(const MetricFormatter &formatter) override;
    void setNow(TimeMs now) override { m_model.setNow(now); }
    void focusMain() override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap &state) override;

    void setReport(const AgentReport &report, bool sameQuestion);
    void setError(const Error &error) override;
    void setLoading() override;
    void setFirstStart(bool on) override;
    /// The account column is only shown when there is more than one.
    void setAccounts(const std::vector<Account> &accounts) override;

    AgentTableModel &model() { return m_model; }
    TablePanel *panel() const { return m_panel; }
    FilterBar *filterBar() const { return m_filters; }

private:
    void refreshFilters();
    void refreshContext();

    AgentTableModel m_model;
    MetricFormatter m_format;
    FilterBar *m_filters;
    TablePanel *m_panel;
    TotalsRow *m_totals;
    QString m_search;
    bool m_hasReport = false;
};

} // namespace watchfloor
