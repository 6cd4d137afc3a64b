// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rangepopup.h"

#include "views/palette.h"
#include "views/typography.h"

#include <QDateEdit>
#include <QFormLayout>
#include <QKeyEvent>
#include <QPushButton>

#include <algorithm>

namespace watchfloor {

RangePopup::RangePopup(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_first(new QDateEdit(this))
    , m_last(new QDateEdit(this))
    , m_apply(new QPushButton(tr("Show these days"), this))
{
    setObjectName(QStringLiteral("rangePopup"));
    setStyleSheet(QStringLiteral("#rangePopup { background: %1; border: 1px solid %2; }")
                      .arg(tokens().raised.name(), tokens().line.name()));
    for (QDateEdit *edit : {m_first, m_last}) {
        edit->setCalendarPopup(false);
        edit->setDisplayFormat(QStringLiteral("d MMM yyyy"));
        edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
        edit->setMinimumWidth(128);
    }
    m_apply->setProperty("primary", true);
    auto *form = new QFormLayout(this);
    form->setContentsMargins(pageMargin, pageMargin, pageMargin, pageMargin);
    form->setSpacing(gridStep);
    form->addRow(tr("&From"), m_first);
    form->addRow(tr("&To, included"), m_last);
    form->addRow(m_apply);
    connect(m_first, &QDateEdit::dateChanged, this, [this](QDate day) {
        m_last->setMinimumDate(day); // the range can never be upside down
    });
    m_apply->setAutoDefault(true);
    connect(m_apply, &QPushButton::clicked, this, &RangePopup::apply);
}

void RangePopup::apply()
{
    Q_EMIT applied(m_first->date(), std::max(m_first->date(), m_last->date()));
    close();
}

void RangePopup::keyPressEvent(QKeyEvent *event)
{
    // The date fields pass Enter on.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        apply();
    else
        QFrame::keyPressEvent(event);
}

void RangePopup::setDays(QDate first, QDate last)
{
    m_last->clearMinimumDate();
    m_first->setDate(first);
    m_last->setMinimumDate(first);
    m_last->setDate(last);
    m_first->setFocus();
}

} // namespace watchfloor
