// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accountslabel.h"

#include "views/icons.h"
#include "views/palette.h"

#include <QEvent>
#include <QPainter>

namespace watchfloor {
namespace {

QColor toneColour(ToneLabel::Tone tone)
{
    switch (tone) {
    case ToneLabel::Tone::Muted:
        return tokens().muted;
    case ToneLabel::Tone::Good:
        return tokens().good;
    case ToneLabel::Tone::Bad:
        return tokens().bad;
    case ToneLabel::Tone::Text:
        break;
    }
    return tokens().text;
}

} // namespace

ToneLabel::ToneLabel(Tone tone, const QFont &font, QWidget *parent)
    : QLabel(parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setFont(font);
    recolour();
}

void ToneLabel::setTone(Tone tone)
{
    m_tone = tone;
    recolour();
}

void ToneLabel::recolour()
{
    // By the window's side, not the sentence's: a server's English stays beside its sign.
    setAlignment((layoutDirection() == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft) |
                 Qt::AlignAbsolute | Qt::AlignVCenter);
    const QColor wanted = toneColour(m_tone);
    if (palette().color(QPalette::WindowText) == wanted)
        return;
    QPalette own = palette();
    own.setColor(QPalette::WindowText, wanted);
    setPalette(own);
}

void ToneLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange ||
        event->type() == QEvent::LayoutDirectionChange)
        recolour();
}

ToneIcon::ToneIcon(QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(16, 16);
}

void ToneIcon::set(const QString &icon, ToneLabel::Tone tone)
{
    m_icon = icon;
    m_tone = tone;
    update();
}

void ToneIcon::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIcon(painter, rect(), m_icon, toneColour(m_tone), 16);
}

} // namespace watchfloor
