// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accountdialog.h"

#include "views/accountdialogconfirm.h"
#include "views/accountdialogconnect.h"
#include "views/accountslabel.h"
#include "views/typography.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int dialogWidth = 480;
constexpr int dialogHeight = 440;
constexpr int tallest = 680;

} // namespace

AccountDialog::AccountDialog(const std::vector<ProviderInfo> &providers,
                             const QStringList &takenNames, QWidget *parent)
    : QDialog(parent)
    , m_taken(takenNames)
    , m_title(new ToneLabel(ToneLabel::Tone::Text, titleFont(), this))
    , m_steps(new QStackedWidget)
    , m_connect(new AccountDialogConnect(providers))
    , m_confirm(new AccountDialogConfirm)
    , m_scroll(new QScrollArea(this))
    , m_busy(new QWidget(this))
    , m_busyText(new ToneLabel(ToneLabel::Tone::Muted, smallFont(), m_busy))
    , m_back(new QPushButton(tr("Back"), this))
    , m_next(new QPushButton(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setWindowTitle(tr("Add account"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_title->setObjectName(QStringLiteral("title"));
    m_back->setObjectName(QStringLiteral("back"));
    m_next->setObjectName(QStringLiteral("next"));
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_next->setProperty("primary", true);
    m_next->setDefault(true);
    m_back->setAutoDefault(false);
    m_cancel->setAutoDefault(false);
    m_steps->addWidget(m_connect);
    m_steps->addWidget(m_confirm);
    m_confirm->setTakenNames(m_taken);

    auto *content = new QWidget;
    auto *inner = new QVBoxLayout(content);
    inner->setContentsMargins(24, 4, 24, 4);
    inner->addWidget(m_steps);
    inner->addStretch(1);
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFrameShape(QFrame::NoFrame);

    auto *bar = new QProgressBar(m_busy);
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setAccessibleName(tr("Waiting for the server"));
    auto *busy = new QVBoxLayout(m_busy);
    busy->setContentsMargins(24, 0, 24, 0);
    busy->setSpacing(4);
    busy->addWidget(bar);
    busy->addWidget(m_busyText);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(24, 0, 24, 0);
    buttons->setSpacing(gridStep);
    buttons->addWidget(m_back);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_next);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 20, 0, 20);
    layout->setSpacing(12);
    m_title->setContentsMargins(24, 0, 24, 0);
    layout->addWidget(m_title);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_busy);
    layout->addLayout(buttons);
    setTabOrder(m_back, m_cancel);
    setTabOrder(m_cancel, m_next);
    resize(dialogWidth, dialogHeight);
    setMinimumSize(400, 320);

    connect(m_next, &QPushButton::clicked, this, &AccountDialog::next);
    connect(m_back, &QPushButton::clicked, this, &AccountDialog::back);
    connect(m_cancel, &QPushButton::clicked, this, &AccountDialog::reject);
    connect(m_connect, &AccountDialogConnect::resized, this, &AccountDialog::fitSoon);
    connect(m_connect, &AccountDialogConnect::edited, this, &AccountDialog::retitle);
    connect(&m_fit, &QTimer::timeout, this, &AccountDialog::fit);
    m_fit.setSingleShot(true);
    m_fit.setInterval(0);
    setPhase(Phase::Connect);
    m_connect->focusFirst();
}

void AccountDialog::setAccount(const Account &account)
{
    setWindowTitle(tr("Change account"));
    m_form.id = account.id;
    m_form.name = account.name;
    m_form.url = account.baseUrl.toString();
    m_form.remoteAccountId = account.remoteAccountId;
    for (auto it = account.settings.begin(); it != account.settings.end(); ++it)
        m_form.settings.insert(it.key(), it.value().toVariant().toString());
    m_taken.removeAll(account.name);
    m_confirm->setTakenNames(m_taken);
    m_connect->setAccount(account.provider, m_form);
    setPhase(m_phase);
    m_connect->focusFirst();
}

void AccountDialog::setPhase(Phase phase)
{
    const bool connecting = phase == Phase::Connect || phase == Phase::Testing;
    const bool waiting = phase == Phase::Testing || phase == Phase::Saving;
    m_phase = phase;
    m_steps->setCurrentWidget(connecting ? static_cast<QWidget *>(m_connect) : m_confirm);
    // Only the step on screen asks for room.
    m_connect->setSizePolicy(QSizePolicy::Preferred,
                             connecting ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    m_confirm->setSizePolicy(QSizePolicy::Preferred,
                             connecting ? QSizePolicy::Ignored : QSizePolicy::Preferred);
    m_steps->setEnabled(!waiting);
    m_busy->setVisible(waiting);
    m_busyText->setText(phase == Phase::Saving ? tr("Saving the account…")
                                               : tr("Asking %1…").arg(QUrl(m_form.url).host()));
    m_next->setEnabled(!waiting);
    m_back->setVisible(!connecting);
    m_back->setEnabled(!waiting);
    m_cancel->setText(phase == Phase::Testing ? tr("Stop") : tr("Cancel"));
    const bool stored = m_form.id != 0;
    m_next->setText(connecting ? tr("Test connection") : stored ? tr("Save") : tr("Add account"));
    retitle();
    fitSoon();
}

void AccountDialog::retitle()
{
    m_title->setText(m_form.id != 0 ? tr("Change %1").arg(m_form.name.left(60))
                                    : tr("Add a %1 account").arg(m_connect->provider().title));
}

void AccountDialog::fit()
{
    const QWidget *content = m_scroll->widget();
    const int wanted = content->layout()->totalHeightForWidth(m_scroll->viewport()->width());
    const int missing = wanted - m_scroll->viewport()->height();
    if (missing > 0)
        resize(width(), std::min(tallest, height() + missing));
    if (QWidget *focus = focusWidget(); focus && m_scroll->isAncestorOf(focus))
        m_scroll->ensureWidgetVisible(focus);
}

void AccountDialog::next()
{
    if (m_phase == Phase::Connect)
        test();
    else if (m_phase == Phase::Confirm)
        save();
}

void AccountDialog::back()
{
    setPhase(Phase::Connect);
    m_connect->focusFirst();
}

void AccountDialog::test()
{
    m_connect->fill(&m_form);
    if (m_form.id == 0 && !m_connect->provider().needsAccountId)
        m_form.remoteAccountId.clear(); // another server may have other accounts
    const QMap<QString, QString> faults = formFaults(m_connect->provider(), m_form);
    m_connect->setFaults(faults);
    if (!faults.isEmpty())
        return;
    setPhase(Phase::Testing);
    m_cancel->setFocus(Qt::OtherFocusReason);
    Q_EMIT probeRequested(m_form);
}

void AccountDialog::setProbeOutcome(const Result<ProbeResult> &outcome)
{
    if (m_phase != Phase::Testing)
        return;
    if (!outcome) {
        setPhase(Phase::Connect);
        m_connect->setError(outcome.error());
        return;
    }
    // A code from a second factor works once: what it was exchanged for is what will be stored.
    if (!outcome->grantedSecrets.isEmpty())
        m_form.secrets = outcome->grantedSecrets;
    m_confirm->setProbe(m_connect->provider(), *outcome, m_form);
    setPhase(Phase::Confirm);
    m_confirm->focusFirst();
}

void AccountDialog::save()
{
    if (!m_confirm->check())
        return;
    m_confirm->clearError();
    m_confirm->fill(&m_form);
    setPhase(Phase::Saving);
    m_cancel->setFocus(Qt::OtherFocusReason);
    Q_EMIT saveRequested(m_form);
}

void AccountDialog::setSaveOutcome(const std::optional<Error> &error)
{
    if (m_phase != Phase::Saving)
        return;
    if (!error) {
        accept();
        return;
    }
    const bool oursToType = error->kind() != Error::Kind::Keyring &&
                            !faultyField(m_connect->provider(), m_form.way, *error).isEmpty();
    setPhase(oursToType ? Phase::Connect : Phase::Confirm);
    if (oursToType)
        m_connect->setError(*error);
    else
        m_confirm->setError(*error);
    fitSoon();
}

void AccountDialog::reject()
{
    const Phase before = m_phase;
    if (before == Phase::Testing || before == Phase::Saving)
        Q_EMIT cancelRequested();
    if (before == Phase::Testing) {
        setPhase(Phase::Connect);
        m_connect->focusFirst();
        return;
    }
    QDialog::reject();
}

} // namespace watchfloor
