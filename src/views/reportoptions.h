// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/reportplan.h"

#include <QScrollArea>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace watchfloor {

class MetricPicker;

/// What is on the paper and how it looks; every change is told at once.
class ReportOptions : public QScrollArea {
    Q_OBJECT
public:
    explicit ReportOptions(QWidget *parent = nullptr);

    void setPlan(const ReportPlan &plan);
    const ReportPlan &plan() const { return m_plan; }
    /// Of the conversations that may be chosen.
    void setAccounts(const QStringList &names) { m_accounts = names; }
    QListWidget *sections() const { return m_sections; }
    QListWidget *conversations() const { return m_chosen; }
    void setEditable(bool on);

Q_SIGNALS:
    void edited(const watchfloor::ReportPlan &plan);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QComboBox *addChoice(const QString &label, const QStringList &choices);
    QComboBox *addMetrics(const QString &label, ChartQuestion::Kind kind);
    QLineEdit *addText(const QString &label, const QString &hint);
    void fillSections();
    void addChosen();
    void fillChosen();
    void fillConversations();
    void removeChosen();
    void moveSection(int by);
    void chooseLogo();
    void showLogo();
    void read();

    ReportPlan m_plan;
    bool m_filling = false;
    QFormLayout *m_form;
    QListWidget *m_sections;
    QStringList m_accounts;
    QLineEdit *m_conversations = nullptr;
    QString m_conversationsRead; ///< its text as m_plan has it
    MetricPicker *m_metrics;
    QListWidget *m_chosen = nullptr; ///< the same, one by one
    QPushButton *m_remove = nullptr;
    QComboBox *m_groupBy;
    QComboBox *m_listOrder;
    QComboBox *m_heat;
    QComboBox *m_spread;
    QComboBox *m_times;
    QComboBox *m_paper;
    QComboBox *m_side;
    QComboBox *m_locale;
    QLineEdit *m_title;
    QLineEdit *m_author;
    QPushButton *m_logo;
    QCheckBox *m_pseudonymous;
};

} // namespace watchfloor
