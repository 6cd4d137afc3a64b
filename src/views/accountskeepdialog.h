// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"
#include "backend/domain/keeppolicy.h"
#include "backend/domain/result.h"
#include "models/metricformatter.h"
#include "views/accountsettingsdialog.h"

class QComboBox;
class QRadioButton;
class QSpinBox;
class QTimer;

namespace watchfloor {

/// How many rows are older than a policy keeps.
struct KeepPreview {
    qint64 conversations = 0;
    qint64 events = 0;
};

/// How long an account's history stays: says what would go, in words and counted, before it does.
class AccountsKeepDialog : public AccountSettingsDialog {
    Q_OBJECT
public:
    AccountsKeepDialog(const Account &account, const MetricFormatter &format, TimeMs now,
                       QWidget *parent = nullptr);

    QMap<QString, QString> settings() const override;
    /// None: everything.
    std::optional<KeepPolicy> policy() const;
    /// The count that was asked for last.
    void setPreview(TimeMs limit, const Result<KeepPreview> &preview);

Q_SIGNALS:
    /// What of the account is older?
    void countRequested(watchfloor::TimeMs limit);

private:
    void describe();

    MetricFormatter m_format;
    TimeMs m_now;
    std::optional<TimeMs> m_asked;
    bool m_counted = false;
    QRadioButton *m_all;
    QRadioButton *m_last;
    QSpinBox *m_count;
    QComboBox *m_unit;
    ToneLabel *m_sentence;
    ToneLabel *m_preview;
    QTimer *m_soon;
};

} // namespace watchfloor
