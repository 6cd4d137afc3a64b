// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/drillchip.h"

#include "views/accountslabel.h"
#include "views/elidedlabel.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace watchfloor {

DrillChip::DrillChip(QWidget *parent)
    : QWidget(parent)
    , m_line(new QWidget(this))
    , m_text(new ElidedLabel(m_line))
    , m_remove(new QToolButton(m_line))
    , m_notes(new ToneLabel(ToneLabel::Tone::Muted, smallFont(), this))
{
    setCross(QStringLiteral("removeDrill"), tr("Show all conversations again"));
    m_remove->setProperty("quiet", true);
    m_remove->setText(QStringLiteral("×"));
    m_remove->setFixedSize(24, 24);
    auto *line = new QHBoxLayout(m_line);
    line->setContentsMargins(gridStep, 2, 2, 2);
    line->setSpacing(gridStep / 2);
    line->addWidget(m_text);
    line->addWidget(m_remove);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_line);
    row->addStretch();
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(gridStep, gridStep, gridStep, 0);
    all->setSpacing(gridStep / 2);
    all->addLayout(row);
    all->addWidget(m_notes);
    connect(m_remove, &QToolButton::clicked, this, &DrillChip::removed);
    setWords({});
}

void DrillChip::setCross(const QString &name, const QString &toolTip)
{
    m_remove->setObjectName(name);
    m_remove->setToolTip(toolTip);
    m_remove->setAccessibleName(toolTip);
}

void DrillChip::setWords(const DrillWords &words)
{
    m_words = words;
    m_text->setText(words.chip);
    m_text->setAccessibleName(words.chip);
    m_notes->setText(words.notes.join(u' '));
    m_notes->setVisible(!words.notes.isEmpty());
    setVisible(!words.chip.isEmpty());
}

void DrillChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tokens().line);
    painter.setBrush(tokens().selection());
    const QRectF chip = QRectF(m_line->geometry()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(chip, 6, 6);
}

} // namespace watchfloor
