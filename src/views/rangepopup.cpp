// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/rangepopup.h"

#include "views/palette.h"
#include "views/typography.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QTimeEdit>

#include <algorithm>

namespace watchfloor {

RangePopup::RangePopup(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_first(new QDateEdit(this))
    , m_last(new QDateEdit(this))
    , m_from(new QTimeEdit(QTime(0, 0), this))
    , m_to(new QTimeEdit(QTime(0, 0), this))
    , m_times(new QCheckBox(tr("With times of &day"), this))
    , m_apply(new QPushButton(tr("Show these days"), this))
{
    setObjectName(QStringLiteral("rangePopup"));
    setStyleSheet(QStringLiteral("#rangePopup { background: %1; border: 1px solid %2; }")
                      .arg(tokens().raised.name(), tokens().line.name()));
    setAccessibleName(tr("Custom range"));
    for (QDateEdit *edit : {m_first, m_last}) {
        edit->setCalendarPopup(false);
        edit->setDisplayFormat(QStringLiteral("d MMM yyyy"));
        edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
        edit->setMinimumWidth(128);
    }
    for (QTimeEdit *edit : {m_from, m_to}) {
        edit->setDisplayFormat(QStringLiteral("HH:mm"));
        edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
        edit->setMinimumWidth(72);
        edit->hide();
    }
    m_first->setAccessibleName(tr("First day"));
    m_last->setAccessibleName(tr("Last day"));
    m_from->setAccessibleName(tr("From this time"));
    m_to->setAccessibleName(tr("To this time"));
    m_to->setToolTip(tr("00:00 is the end of the last day"));
    m_apply->setProperty("primary", true);
    const auto pair = [](QWidget *day, QWidget *time) {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(day, 1);
        row->addWidget(time);
        return row;
    };
    auto *form = new QFormLayout(this);
    form->setContentsMargins(pageMargin, pageMargin, pageMargin, pageMargin);
    form->setSpacing(gridStep);
    const auto named = [this](const QString &text, QWidget *day) {
        auto *label = new QLabel(text, this);
        label->setBuddy(day);
        return label;
    };
    form->addRow(named(tr("&From"), m_first), pair(m_first, m_from));
    form->addRow(named(tr("&To, included"), m_last), pair(m_last, m_to));
    form->addRow(m_times);
    form->addRow(m_apply);
    connect(m_first, &QDateEdit::dateChanged, this, [this](QDate day) {
        m_last->setMinimumDate(day); // the range can never be upside down
        keepOrder();
    });
    connect(m_last, &QDateEdit::dateChanged, this, &RangePopup::keepOrder);
    connect(m_from, &QTimeEdit::timeChanged, this, &RangePopup::keepOrder);
    connect(m_times, &QCheckBox::toggled, this, [this](bool on) {
        m_from->setVisible(on);
        m_to->setVisible(on);
        keepOrder();
        adjustSize();
    });
    m_apply->setAutoDefault(true);
    connect(m_apply, &QPushButton::clicked, this, &RangePopup::apply);
}

void RangePopup::keepOrder()
{
    // Within one day the second time is the later one; midnight is that day's end.
    const bool sameDay = m_times->isChecked() && m_first->date() == m_last->date();
    if (sameDay && m_to->time() <= m_from->time() && m_to->time() != QTime(0, 0))
        m_to->setTime(QTime(0, 0));
}

void RangePopup::apply()
{
    keepOrder();
    RangeChoice choice{RangePreset::Custom, m_first->date(),
                       std::max(m_first->date(), m_last->date())};
    if (m_times->isChecked()) {
        const auto clock = [](QTime time) {
            return time == QTime(0, 0) ? QTime() : time; // that is what a day without it means
        };
        choice.from = clock(m_from->time());
        choice.to = clock(m_to->time());
    }
    Q_EMIT applied(choice);
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

void RangePopup::setTimes(QTime from, QTime to)
{
    m_from->setTime(from.isValid() ? from : QTime(0, 0));
    m_to->setTime(to.isValid() ? to : QTime(0, 0));
    m_times->setChecked(from.isValid() || to.isValid());
}

} // namespace watchfloor
