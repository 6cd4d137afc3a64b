// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/result.h"
#include "models/accountform.h"

#include <QDialog>
#include <QTimer>

class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace watchfloor {

class AccountDialogConfirm;
class AccountDialogConnect;
class ToneLabel;

/// Adds or changes an account: connect, test, confirm. Never waits: it asks by signals and is told
/// by set...Outcome(). Escape ends a running test first, the dialog second.
class AccountDialog : public QDialog {
    Q_OBJECT
public:
    AccountDialog(const std::vector<ProviderInfo> &providers, const QStringList &takenNames,
                  QWidget *parent = nullptr);

    /// Change this account instead of adding one.
    void setAccount(const Account &account);
    void setProbeOutcome(const Result<ProbeResult> &outcome);
    /// Nothing = saved; the dialog closes.
    void setSaveOutcome(const std::optional<Error> &error);
    void reject() override;

Q_SIGNALS:
    void probeRequested(const watchfloor::AccountForm &form);
    void saveRequested(const watchfloor::AccountForm &form);
    void cancelRequested();

private:
    enum class Phase { Connect, Testing, Confirm, Saving };
    void setPhase(Phase phase);
    void retitle();
    /// Grows with what the step has to say, as far as a screen goes.
    void fit();
    void fitSoon() { m_fit.start(); }
    void next();
    void back();
    void test();
    void save();

    Phase m_phase = Phase::Connect;
    AccountForm m_form;
    QStringList m_taken;
    ToneLabel *m_title;
    QStackedWidget *m_steps;
    AccountDialogConnect *m_connect;
    AccountDialogConfirm *m_confirm;
    QScrollArea *m_scroll;
    QWidget *m_busy;
    ToneLabel *m_busyText;
    QPushButton *m_back;
    QPushButton *m_next;
    QPushButton *m_cancel;
    QTimer m_fit;
};

} // namespace watchfloor
