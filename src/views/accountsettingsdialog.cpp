// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accountsettingsdialog.h"

#include "models/plaintext.h"
#include "views/accountslabel.h"
#include "views/typography.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace watchfloor {

AccountSettingsDialog::AccountSettingsDialog(const QString &title, const QString &heading,
                                             QWidget *parent)
    : QDialog(parent)
    , m_form(new QVBoxLayout)
    , m_fault(new ToneLabel(ToneLabel::Tone::Bad, bodyFont(), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_save(new QPushButton(tr("Save"), this))
{
    setWindowTitle(title);
    setAttribute(Qt::WA_DeleteOnClose);
    auto *head = new ToneLabel(ToneLabel::Tone::Text, strongFont(), this);
    head->setText(oneLine(heading, 160));
    m_fault->setObjectName(QStringLiteral("fault"));
    m_fault->hide();
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_save->setObjectName(QStringLiteral("confirm"));
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    m_cancel->setAutoDefault(false);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &AccountSettingsDialog::save);
    m_form->setSpacing(gridStep);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(gridStep);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(gridStep);
    layout->addWidget(head);
    layout->addLayout(m_form);
    layout->addWidget(m_fault);
    layout->addSpacing(gridStep);
    layout->addLayout(buttons);
}

void AccountSettingsDialog::say(const QString &fault)
{
    m_fault->setText(severalLines(fault, 600));
    m_fault->setVisible(!fault.isEmpty());
    m_fault->setAccessibleName(fault);
}

void AccountSettingsDialog::save()
{
    if (!check())
        return;
    say({});
    m_save->setEnabled(false);
    Q_EMIT saveRequested(settings());
}

void AccountSettingsDialog::setOutcome(const std::optional<Error> &error)
{
    if (!error)
        return accept();
    m_save->setEnabled(true);
    say(error->sentence());
}

} // namespace watchfloor
