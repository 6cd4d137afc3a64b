// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accountspurgedialog.h"

#include "views/accountslabel.h"
#include "views/typography.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace watchfloor {
namespace {

constexpr int usualDays = 365;
constexpr int mostDays = 36'500;

} // namespace

AccountsPurgeDialog::AccountsPurgeDialog(QWidget *parent)
    : QDialog(parent)
    , m_days(new QSpinBox(this))
{
    setWindowTitle(tr("Free space"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *title = new ToneLabel(ToneLabel::Tone::Text, strongFont(), this);
    title->setText(tr("How much history is to stay?"));
    auto *text = new ToneLabel(ToneLabel::Tone::Text, bodyFont(), this);
    text->setText(tr("Closed conversations created before it are deleted from the cache of all "
                     "accounts, with their events. Nothing changes on the servers, and open "
                     "conversations stay."));
    auto *warning = new ToneLabel(ToneLabel::Tone::Muted, smallFont(), this);
    warning->setText(tr("They are not fetched again by themselves, and history the server no "
                        "longer has is lost."));
    auto *label = new QLabel(tr("&Keep the last"), this);
    m_days->setObjectName(QStringLiteral("days"));
    m_days->setRange(1, mostDays);
    m_days->setValue(usualDays);
    m_days->setSuffix(tr(" days"));
    m_days->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_days->setAccessibleName(tr("Days of history that stay"));
    label->setBuddy(m_days);
    auto *choice = new QHBoxLayout;
    choice->setSpacing(gridStep);
    choice->addWidget(label);
    choice->addWidget(m_days);
    choice->addStretch();

    auto *remove = new QPushButton(tr("Delete older history"), this);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("cancel"));
    remove->setObjectName(QStringLiteral("confirm"));
    cancel->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(remove, &QPushButton::clicked, this, &QDialog::accept);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(gridStep);
    buttons->addStretch();
    buttons->addWidget(remove);
    buttons->addWidget(cancel);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(gridStep);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(gridStep);
    layout->addLayout(choice);
    layout->addWidget(warning);
    layout->addSpacing(2 * gridStep);
    layout->addLayout(buttons);
    setFixedWidth(440);
    m_days->setFocus();
}

int AccountsPurgeDialog::days() const
{
    return m_days->value();
}

} // namespace watchfloor
