// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accountsremovedialog.h"

#include "models/plaintext.h"
#include "views/accountslabel.h"
#include "views/typography.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace watchfloor {

AccountsRemoveDialog::AccountsRemoveDialog(const QString &account, QWidget *parent)
    : QDialog(parent)
    , m_keep(new QRadioButton(tr("&Keep what is cached"), this))
    , m_delete(new QRadioButton(tr("&Delete what is cached"), this))
{
    setWindowTitle(tr("Remove account"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_keep->setObjectName(QStringLiteral("keep"));
    m_delete->setObjectName(QStringLiteral("delete"));
    m_keep->setChecked(true);

    auto *title = new ToneLabel(ToneLabel::Tone::Text, strongFont(), this);
    title->setText(tr("Remove the account “%1”?").arg(oneLine(account, 100)));
    auto *text = new ToneLabel(ToneLabel::Tone::Text, bodyFont(), this);
    text->setText(tr("Its sync ends and its token is deleted from this computer. Nothing changes "
                     "on the server."));
    const auto hint = [this](const QString &sentence) {
        auto *label = new ToneLabel(ToneLabel::Tone::Muted, smallFont(), this);
        label->setText(sentence);
        label->setContentsMargins(24, 0, 0, 0);
        return label;
    };
    auto *remove = new QPushButton(tr("Remove account"), this);
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
    layout->addWidget(m_keep);
    layout->addWidget(hint(tr("Its history stays in the cache on this computer, hidden.")));
    layout->addWidget(m_delete);
    layout->addWidget(hint(tr("History the server no longer has cannot be fetched again.")));
    layout->addSpacing(2 * gridStep);
    layout->addLayout(buttons);
    setFixedWidth(440);
    cancel->setFocus();
}

bool AccountsRemoveDialog::deletesData() const
{
    return m_delete->isChecked();
}

} // namespace watchfloor
