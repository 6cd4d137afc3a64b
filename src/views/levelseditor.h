// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/thresholds.h"

#include <QFrame>

class QCheckBox;
class QLabel;
class QComboBox;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace watchfloor {

/// The popover where the levels of one counter are set. Wrong input is told in a sentence under
/// the fields and nothing is stored until it is right.
class LevelsEditor : public QFrame {
    Q_OBJECT
public:
    explicit LevelsEditor(QWidget *parent = nullptr);

    /// `scopeName`: whom the levels are for ("Acme support", "all accounts").
    void edit(const MetricSpec &metric, ThresholdLevels levels, const QString &scopeName,
              const MetricFormatter &format);
    /// Offers several to set the levels for; fewer than two: edit()'s name stands alone.
    void setScopes(const QStringList &titles, int current);
    QComboBox *scopeBox() const { return m_scopes; }
    /// Shows how many minutes ahead "soon" looks, for the counter it belongs to.
    void setSoon(std::optional<int> minutes);
    /// Offers the notification, for the counter it watches; `possible`: there is a tray.
    void setNotify(std::optional<bool> on, bool possible = true);
    /// Above the screen edge where there is no room below.
    void popUp(const QRect &anchor);

    QLineEdit *lowField() const { return m_low; }
    QLineEdit *highField() const { return m_high; }
    QCheckBox *notifyBox() const { return m_notify; }
    QString problem() const;

Q_SIGNALS:
    void applied(const watchfloor::ThresholdLevels &levels);
    void resetWanted(); ///< back to what holds without own levels
    void scopeChosen(int index);
    void soonChanged(int minutes);
    void notifyChanged(bool on);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void apply();
    void say(const QString &problem);

    const MetricSpec *m_metric = nullptr;
    QLocale m_locale;
    QLabel *m_title;
    QLabel *m_scope;
    QComboBox *m_scopes;
    QLabel *m_lowLabel;
    QLabel *m_highLabel;
    QLineEdit *m_low;
    QLineEdit *m_high;
    QLabel *m_soonLabel;
    QSpinBox *m_soon;
    QCheckBox *m_notify;
    QLabel *m_problem;
    QPushButton *m_apply;
    QPushButton *m_reset;
    int m_soonBefore = 0;
    std::optional<bool> m_notifyBefore;
};

} // namespace watchfloor
