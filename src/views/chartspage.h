// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/distributionreport.h"
#include "backend/engine/reports/heatmapreport.h"
#include "backend/engine/reports/withbefore.h"
#include "models/chart.h"
#include "views/page.h"

#include <functional>
#include <memory>

namespace watchfloor {

class ChartControls;
class ChartPanel;

/// Conversations by agent, trends, weekday x hour, distributions: one chart large, its table one
/// key away (T). Every mark opens the conversations behind it.
class ChartsPage : public Page {
    Q_OBJECT
public:
    explicit ChartsPage(QWidget *parent = nullptr);
    ~ChartsPage() override;

    QString key() const override { return QStringLiteral("charts"); }
    QString title() const override { return tr("Charts"); }
    QString iconName() const override { return QStringLiteral("charts"); }
    IgnoredParts ignoredFilters() const override;

    void setScope(const ViewScope &scope) override;
    void setFilterWords(const QStringList &words) override;
    void setNearestRange(const std::optional<RangeChoice> &range) override;
    void setFormatter(const MetricFormatter &formatter) override;
    void setNow(TimeMs now) override;
    void setAccounts(const std::vector<Account> &accounts) override;
    void setFirstStart(bool on) override;
    void setLoading() override;
    void setError(const Error &error) override;
    PageExport exported() const override;
    void focusMain() override;
    std::vector<std::pair<QString, QString>> parts() const override;
    void showPart(const QString &key) override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap &state) override;

    const ChartQuestion &question() const;
    /// By the program; asks again if it differs.
    void setQuestion(const ChartQuestion &question);

    // The answer to question(). `same`: a newer one to the same question.
    void setVolume(const WithBefore<VolumeReport> &report, bool same);
    void setTrend(const WithBefore<TrendReport> &report, ChartQuestion::Step step, bool same);
    void setHeatMap(const HeatMapReport &report, bool same);
    void setDistribution(const DistributionReport &report, bool same);

    ChartPanel *panel() const { return m_panel; }
    ChartControls *controls() const { return m_controls; }

private:
    using Make = std::function<std::shared_ptr<const Chart>(const ChartContext &)>;
    void setAnswer(Make make, bool same);
    void rebuild(bool same);
    void onEdited();
    void onActivated(ChartMark mark);
    void expandOther();
    void showMenu(ChartMark mark, const QPoint &at);
    void toggleTable(bool shown);
    void settleContext();

    ChartControls *m_controls;
    ChartPanel *m_panel;
    ChartQuestion m_asked; ///< what the answer on screen is of, or will be
    Make m_make;
    ViewScope m_scope;
    ViewScope m_answered; ///< the scope of the answer on screen
    MetricFormatter m_format;
    std::optional<RangeChoice> m_nearest;
    TimeMs m_now = 0;
};

} // namespace watchfloor
