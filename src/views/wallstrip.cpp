// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/wallstrip.h"

#include "models/plaintext.h"
#include "views/freshnessbadge.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int wideWallFrom = 1'600;

} // namespace

WallStrip::WallStrip(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    setFreshness({}, MetricFormatter(), 0);
    hide();
}

int WallStrip::figures() const
{
    return window()->width() >= wideWallFrom ? 26 : 20;
}

QSize WallStrip::sizeHint() const
{
    return {320, 2 * figures() + gridStep};
}

QSize WallStrip::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

void WallStrip::setWords(const QString &title, const QStringList &parts)
{
    m_title = title;
    m_parts = oneLine(parts.join(QStringLiteral(" · ")), 400);
    say();
}

void WallStrip::setFreshness(const Freshness &freshness, const MetricFormatter &format, TimeMs now)
{
    m_freshness = freshness;
    m_age = freshnessText(freshness, format, now);
    say();
}

void WallStrip::say()
{
    QStringList all{m_title, m_parts, m_age};
    all.removeAll(QString());
    const QString sentence = all.join(QStringLiteral(" · "));
    if (sentence != text())
        setText(sentence);
    update();
}

void WallStrip::paintEvent(QPaintEvent *)
{
    const Palette &p = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), p.surface);
    painter.setPen(QPen(p.line, 0));
    painter.drawLine(0, height() - 1, width(), height() - 1);
    const int size = figures();
    const int mark = size * 3 / 4;
    const QFontMetrics large(figureFont(size));
    const int ageWidth = std::min(large.horizontalAdvance(m_age) + 1, width() / 2);
    const QRect all = rect().adjusted(pageMargin, 0, -pageMargin, 0);
    const auto place = [this](const QRect &part) {
        return QStyle::visualRect(layoutDirection(), rect(), part);
    };
    const auto line = [this](Qt::Alignment side) {
        return static_cast<int>(QStyle::visualAlignment(layoutDirection(), side) |
                                Qt::AlignVCenter) |
               Qt::TextSingleLine;
    };
    // How old it is never gives way: a wall that stands still looks like a quiet floor.
    const QRect age(all.right() + 1 - ageWidth, 0, ageWidth, height());
    painter.setFont(figureFont(size));
    painter.setPen(freshnessInk(m_freshness.state));
    painter.drawText(place(age), line(Qt::AlignLeft),
                     large.elidedText(m_age, Qt::ElideRight, ageWidth));
    const QRect sign(age.left() - mark - gridStep, 0, mark, height());
    paintFreshnessMark(painter, place(sign), m_freshness.state, mark);
    const int titleWidth = std::min(large.horizontalAdvance(m_title) + 1, all.width() / 2);
    const QRect title(all.left(), 0, titleWidth, height());
    painter.setPen(p.text);
    painter.drawText(place(title), line(Qt::AlignLeft),
                     large.elidedText(m_title, Qt::ElideRight, titleWidth));
    QFont plain = figureFont(size * 3 / 4);
    plain.setWeight(QFont::Normal);
    const int from = title.right() + 1 + pageMargin;
    const QRect parts(from, 0, std::max(0, sign.left() - pageMargin - from), height());
    painter.setFont(plain);
    painter.setPen(p.muted);
    painter.drawText(place(parts), line(Qt::AlignLeft),
                     QFontMetrics(plain).elidedText(m_parts, Qt::ElideRight, parts.width()));
}

} // namespace watchfloor
