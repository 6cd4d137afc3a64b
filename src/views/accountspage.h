// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/changeset.h"
#include "backend/domain/result.h"
#include "models/accountcard.h"
#include "models/accountform.h"
#include "views/page.h"

#include <QPointer>
#include <QTimer>

class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace watchfloor {

class AccountDialog;
class AccountSettingsDialog;
class AccountsCardView;
class ElidedLabel;
class StateView;
struct KeepPreview;

/// Accounts & sync: a card per account, and the dialogs that add, change and remove them.
class AccountsPage : public Page {
    Q_OBJECT
public:
    explicit AccountsPage(QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("accounts"); }
    QString title() const override { return tr("Accounts & sync"); }
    QString iconName() const override { return QStringLiteral("accounts"); }
    bool usesScope() const override { return false; }
    void setFormatter(const MetricFormatter &format) override;
    void setNow(TimeMs now) override;
    PageExport exported() const override;
    void focusMain() override;

    void setProviders(std::vector<ProviderInfo> providers) { m_providers = std::move(providers); }
    void setCards(const std::vector<AccountCard> &cards);
    void setFirstStart(bool on) override;
    void setLoading() override;
    /// Cards that are shown stay; the sentence then stands above them.
    void setError(const Error &error) override;
    /// One line about the cache, e.g. its size and place.
    void setStorage(const QString &line);
    /// Space is being freed.
    void setPurging(bool purging);
    void setPurgeOutcome(const Result<ChangeSet> &outcome);
    void setSyncState(bool paused, bool active);
    /// Not writable: everything that changes something is disabled; `why` says the reason.
    void setWritable(bool writable, const QString &why);
    void setTesting(const QString &account, bool testing);
    void setTestOutcome(const QString &account, const Result<ProbeResult> &outcome);
    /// What else went wrong with an account, e.g. its removal.
    void setAccountError(const QString &account, const Error &error);
    void setProbeOutcome(const Result<ProbeResult> &outcome);
    void setSaveOutcome(const std::optional<Error> &error);

    void openAddDialog();
    void openChangeDialog(const Account &account);
    void openRemoveDialog(const QString &account);
    void openPurgeDialog();
    void openKeepDialog(const Account &account);
    void openRulesDialog(const Account &account);
    void setKeepPreview(TimeMs limit, const Result<KeepPreview> &preview);
    /// How it went to save what settingsRequested() asked for.
    void setSettingsOutcome(const std::optional<Error> &error);
    AccountDialog *dialog() const;

Q_SIGNALS:
    void probeRequested(const watchfloor::AccountForm &form);
    void saveRequested(const watchfloor::AccountForm &form);
    void dialogCancelled();
    void testRequested(const QString &account);
    void testStopRequested(const QString &account);
    void syncRequested(const QString &account); ///< empty = all
    void pauseRequested(bool paused);
    void cancelRequested();
    void removeRequested(const QString &account, bool deleteData);
    /// Settings that only this program reads; an empty value removes one.
    void settingsRequested(watchfloor::RowId account, const QMap<QString, QString> &settings);
    /// What of the account is older than `limit`?
    void keepCountRequested(watchfloor::RowId account, watchfloor::TimeMs limit);
    /// Nobody waits for that count any more.
    void keepCountCancelled();
    /// Closed conversations older than this may leave the cache.
    void purgeRequested(int days);

private:
    void openDialog(AccountDialog *dialog);
    void openSettings(const Account &account, AccountSettingsDialog *dialog);
    const Account *accountOf(const AccountsCardView &view) const;
    AccountsCardView *addCard();
    AccountsCardView *cardOf(const QString &account) const;
    void describe();

    std::vector<ProviderInfo> m_providers;
    std::vector<AccountCard> m_cards;
    std::vector<AccountsCardView *> m_views;
    MetricFormatter m_format;
    TimeMs m_now = 0;
    bool m_known = false;
    QString m_problem; ///< why the cards are not refreshed
    bool m_paused = false;
    bool m_active = false;
    bool m_writable = true;
    bool m_purging = false;
    QString m_why;
    QString m_storage;
    QString m_purged; ///< how the last deletion of old history went
    QStringList m_testing;
    QPointer<AccountDialog> m_dialog;
    QPointer<AccountSettingsDialog> m_settings;
    ElidedLabel *m_summary;
    QPushButton *m_free;
    QPushButton *m_cancel;
    QPushButton *m_pause;
    QPushButton *m_sync;
    QPushButton *m_add;
    QStackedWidget *m_stack;
    StateView *m_state;
    QScrollArea *m_scroll;
    QWidget *m_skeleton;
    QTimer m_skeletonDelay;
    QVBoxLayout *m_list;
    QWidget *m_bar;
};

} // namespace watchfloor
