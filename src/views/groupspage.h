// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/figuretargets.h"
#include "models/grouptablemodel.h"
#include "views/levelsdesk.h"
#include "views/page.h"

#include <map>
#include <memory>

class QStackedWidget;

namespace watchfloor {

class AgeLabel;
class MetricControls;
class MetricPanel;
class Segments;

/// Groups with their sub-groups, skills, inboxes, channels or accounts, with every figure there is
/// of them, and totals that are true or say why there are none.
class GroupsPage : public Page {
    Q_OBJECT
public:
    explicit GroupsPage(QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("groups"); }
    QString title() const override { return tr("Groups & skills"); }
    QString iconName() const override { return QStringLiteral("groups"); }
    void setScope(const ViewScope &scope) override;
    void setSearch(const QString &text) override;
    void setFilterWords(const QStringList &words) override;
    void setFormatter(const MetricFormatter &formatter) override;
    void setNow(TimeMs now) override;
    PageExport exported() const override;
    void focusMain() override;
    bool editLevels() override;
    std::vector<std::pair<QString, QString>> parts() const override;
    void showPart(const QString &key) override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap &state) override;
    void setError(const Error &error) override;
    void setLoading() override;
    void setFirstStart(bool on) override;
    void setAccounts(const std::vector<Account> &accounts) override;

    // What its binding asks with.
    MetricDimension dimension() const { return m_dimension; }
    QStringList metrics() const;

    /// Of the dimension the report says; another one than on screen is kept for later.
    void setReport(const BreakdownReport &report, bool sameQuestion,
                   const BreakdownReport *before = nullptr);
    void setThresholds(const Thresholds &thresholds);
    const Thresholds &thresholds() const { return m_thresholds; }
    LevelsDesk *levels() const { return m_levels; }

    GroupTableModel &model() { return *shown().model; }
    MetricPanel *panel() { return shown().panel; }
    Segments *segments() const { return m_segments; }
    MetricControls *controls() const { return m_controls; }
    AgeLabel *age() const { return m_age; }

Q_SIGNALS:
    void thresholdsEdited(const watchfloor::Thresholds &thresholds);

private:
    struct Table {
        std::unique_ptr<GroupTableModel> model;
        MetricPanel *panel = nullptr;
        bool answered = false;
        std::optional<TimeRange> before = {}; ///< what its figures are compared with
    };
    Table &table(MetricDimension dimension);
    Table &shown() { return table(m_dimension); }
    void make(Table &table, MetricDimension dimension);
    void connectPanel(MetricDimension dimension);
    void choose(MetricDimension dimension);
    void applyLook(Table &table);
    void applyLooks();
    void refreshAge();
    void refreshContext();
    void connectLevels(MetricPanel *panel, GroupTableModel *model);
    std::vector<LevelsChoice> levelsChoices(int row);
    FigureRowTarget targetOf(const GroupTableRow &row) const;
    static QString pluralOf(MetricDimension dimension);
    FigureRowTarget footerOf(bool rest) const;
    void connectOpenings(MetricPanel *panel, GroupTableModel *model);
    ExplainTarget explainOfCell(const MetricSpec &metric, const FigureRowTarget &row);

    std::map<MetricDimension, Table> m_tables; // made when first shown
    std::map<MetricDimension, QVariantMap> m_layouts;
    std::map<MetricDimension, QStringList> m_open;
    MetricDimension m_dimension = MetricDimension::Group;
    MetricFormatter m_format;
    ViewScope m_scope;
    Thresholds m_thresholds;
    QWidget *m_bar;
    Segments *m_segments;
    MetricControls *m_controls;
    AgeLabel *m_age;
    LevelsDesk *m_levels;
    QStackedWidget *m_stack;
    QString m_search;
    QStringList m_filterWords;
    TimeMs m_now = 0;
    bool m_firstStart = false;
    bool m_manyAccounts = false;
};

} // namespace watchfloor
