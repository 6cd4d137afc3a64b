// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/agelabel.h"

#include "models/freshness.h"
#include "models/plaintext.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>

namespace watchfloor {

AgeLabel::AgeLabel(QWidget *parent)
    : QLabel(parent)
{
    setObjectName(QStringLiteral("age"));
    setTextFormat(Qt::PlainText);
    setFont(smallFont());
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    say();
}

void AgeLabel::setAge(std::optional<TimeMs> asOf, std::optional<TimeMs> lateAt)
{
    m_known = true;
    m_asOf = asOf;
    m_lateAt = lateAt;
    say();
}

void AgeLabel::clearAge()
{
    m_known = false;
    say();
}

void AgeLabel::setFormatter(const MetricFormatter &formatter)
{
    m_format = formatter;
    say();
}

void AgeLabel::setNow(TimeMs now)
{
    m_now = now;
    say();
}

void AgeLabel::say()
{
    Freshness freshness = freshnessOf(m_asOf, m_lateAt, {}, m_now);
    if (!m_known)
        freshness = {};
    const bool late = freshness.state == Freshness::State::Late;
    const QString words = m_known ? freshnessText(freshness, m_format, m_now) : QString();
    m_brief = freshness.asOf ? m_format.toTheSecond(*freshness.asOf, m_now) : words;
    if (words == text() && late == m_late)
        return;
    m_late = late;
    setText(words);
    setAccessibleName(late ? tr("%1, late: at least two updates are missing").arg(words) : words);
    updateGeometry();
    update();
}

int AgeLabel::markSize() const
{
    return std::max(14, fontMetrics().height());
}

int AgeLabel::widthOf(const QString &text) const
{
    // By the digits' places, not by the digits: nothing beside it moves as time goes on.
    QString wide = text.isEmpty() ? m_format.clock(0) : text;
    for (QChar &letter : wide) {
        if (letter.isDigit())
            letter = QLatin1Char('0');
    }
    return fontMetrics().horizontalAdvance(wide) + 2;
}

QSize AgeLabel::sizeHint() const
{
    const QString words =
        text().isEmpty() ? freshnessText(freshnessOf(0, {}, {}, 0), m_format, 0) : text();
    return {markSize() + 4 + widthOf(words), fontMetrics().height()};
}

QSize AgeLabel::minimumSizeHint() const
{
    return {markSize() + 4 + widthOf(m_brief), fontMetrics().height()};
}

void AgeLabel::paintEvent(QPaintEvent *)
{
    if (text().isEmpty())
        return;
    const Palette &p = tokens();
    QPainter painter(this);
    const QColor ink = m_late || !m_asOf ? p.faint : p.muted;
    const int mark = markSize() + 4;
    const QString words = width() - mark < widthOf(text()) ? m_brief : text();
    const int wide = std::min(widthOf(words), width() - mark);
    const QRect line(width() - wide, 0, wide, height());
    painter.setFont(font());
    painter.setPen(ink);
    drawFigures(painter, QStyle::visualRect(layoutDirection(), rect(), line), words,
                QStyle::visualAlignment(layoutDirection(), Qt::AlignRight));
    if (m_late)
        paintIcon(painter,
                  QStyle::visualRect(layoutDirection(), rect(),
                                     {line.left() - mark, 0, markSize(), height()}),
                  QStringLiteral("clock"), ink, markSize());
}

bool AgeLabel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QLabel::event(event);
    QString said;
    if (m_known)
        said = ageToolTip(freshnessOf(m_asOf, m_lateAt, {}, m_now), m_format, m_now);
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(),
                       said.isEmpty() ? said : asHtml(said), this);
    return true;
}

} // namespace watchfloor
