// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "models/chartquestion.h"

#include <QWidget>

#include <vector>

class QButtonGroup;
class QHBoxLayout;
class QMenu;
class QToolButton;

namespace watchfloor {

class PickerButton;

/// Which chart, of what, in which steps: the row above the chart.
class ChartControls : public QWidget {
    Q_OBJECT
public:
    explicit ChartControls(QWidget *parent = nullptr);

    void setQuestion(const ChartQuestion &question);
    /// Of the trend on screen: a range may be too long for the steps of the question.
    void setStepDrawn(ChartQuestion::Step step);
    const ChartQuestion &question() const { return m_question; }
    /// Metrics none of these vendors tells are left out.
    void setAccounts(const std::vector<Account> &accounts);
    void setTableShown(bool shown);
    /// The kinds of charts, and one of them as if chosen by hand.
    std::vector<std::pair<QString, QString>> kinds() const;
    void chooseKind(const QString &key);

Q_SIGNALS:
    /// By hand.
    void questionEdited();
    void tableToggled(bool shown);

private:
    using Kind = ChartQuestion::Kind;
    void edit(const ChartQuestion &question);
    void fillTop(QMenu *menu);
    void fillSplit(QMenu *menu);
    void fillTrendMetrics(QMenu *menu);
    void fillOneMetric(QMenu *menu);
    void fillStep(QMenu *menu);
    void fillGroup(QMenu *menu);
    void addMetrics(QMenu *menu, const std::vector<const MetricSpec *> &metrics,
                    const QStringList &chosen, int most);
    void toggleMetric(const QString &key);
    std::vector<const MetricSpec *> metricsOf(Kind kind) const;
    void settle();

    ChartQuestion m_question;
    std::optional<ChartQuestion::Step> m_stepDrawn; ///< none: no answer yet
    std::vector<Account> m_accounts;
    QButtonGroup *m_kinds;
    PickerButton *m_top;
    PickerButton *m_split;
    PickerButton *m_metrics;
    PickerButton *m_metric;
    PickerButton *m_step;
    PickerButton *m_group;
    QToolButton *m_table;
};

/// Words of the choices, also for captions.
QString stepTitle(ChartQuestion::Step step);
QString groupTitle(std::optional<MetricDimension> dimension);

} // namespace watchfloor
