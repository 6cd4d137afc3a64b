// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/agentcardpainter.h"

#include "models/plaintext.h"
#include "models/roles.h"
#include "views/agentcards.h"
#include "views/figurepainter.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/statemark.h"
#include "views/typography.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace watchfloor {
namespace {

constexpr int cardGap = gridStep;
constexpr int cardInset = 12;
constexpr int nameHeight = 18;
constexpr int smallHeight = 16;
constexpr int figureHeight = 20;

/// Draws lines of one card; left and right as the language runs.
class CardBrush {
public:
    CardBrush(QPainter &painter, const QStyleOptionViewItem &option, QRect card)
        : m_painter(painter)
        , m_direction(option.direction)
        , m_card(card)
    {
    }

    QRect place(const QRect &part) const
    {
        return QStyle::visualRect(m_direction, m_card, part.translated(m_card.topLeft()));
    }
    /// How wide it came out; never wider than its place.
    int text(const QRect &part, const QString &words, const QFont &font, const QColor &ink)
    {
        const QFontMetrics metrics(font);
        m_painter.setFont(font);
        m_painter.setPen(ink);
        drawFigures(m_painter, place(part), metrics.elidedText(words, Qt::ElideRight, part.width()),
                    QStyle::visualAlignment(m_direction, Qt::AlignLeft));
        return std::min(part.width(), metrics.horizontalAdvance(words));
    }

private:
    QPainter &m_painter;
    Qt::LayoutDirection m_direction;
    QRect m_card;
};

QRect cardOf(const QRect &item)
{
    return item.adjusted(cardGap / 2, cardGap / 2, -cardGap / 2, -cardGap / 2);
}

/// Where the figures stand within a card, in the order of AgentCardRows::figureColumns(): the load
/// across, the others two by two under it.
std::vector<QRect> figureParts(int cardWidth)
{
    const int room = cardWidth - 2 * cardInset;
    int y = cardInset + nameHeight + smallHeight + 4;
    std::vector<QRect> parts{{cardInset, y, room, smallHeight}};
    y += smallHeight + 4;
    const int first = (room - gridStep) * 3 / 5; // "First response, median" is the longest title
    const int tall = smallHeight + figureHeight;
    for (int line = 0; line < 2; ++line) {
        parts.emplace_back(cardInset, y + line * tall, first, tall);
        parts.emplace_back(cardInset + first + gridStep, y + line * tall, room - gridStep - first,
                           tall);
    }
    return parts;
}

/// Title, number, n behind it; the signs of attention or its level, and of its age, in front.
void paintFigure(QPainter &painter, CardBrush &brush, QRect part, const QModelIndex &cell,
                 const QString &title)
{
    const Palette &p = tokens();
    brush.text({part.left(), part.top(), part.width(), smallHeight}, title, smallFont(), p.muted);
    QRect line(part.left(), part.top() + smallHeight - 1, part.width(), figureHeight);
    const QColor ink = figureInk(cell);
    const auto sign = [&](const QString &icon, const QColor &colour) {
        paintIcon(painter, brush.place({line.left(), line.top(), 14, line.height()}), icon, colour,
                  14);
        line.setLeft(line.left() + 18);
    };
    const QColor alert = cell.data(AttentionRole).toBool() ? p.bad : levelInk(cell);
    if (alert.isValid())
        sign(QStringLiteral("alert"), alert);
    if (cell.data(StaleRole).toBool())
        sign(QStringLiteral("clock"), ink);
    line.setLeft(line.left() + brush.text(line, cell.data().toString(), strongFont(), ink) + 6);
    if (const QString n = cell.data(CountRole).toString(); !n.isEmpty() && line.width() > 12)
        brush.text(line, n, smallFont(), p.faint);
}

void paintCardLoad(QPainter &painter, CardBrush &brush, const QRect &part, const QModelIndex &load)
{
    const Palette &p = tokens();
    const QVariant share = load.data(ShareRole);
    const QString number = load.data().toString();
    const QString words = share.isValid() ? AgentCardPainter::tr("Load %1 %").arg(number)
                                          : AgentCardPainter::tr("Load %1").arg(number);
    const int wide = QFontMetrics(smallFont()).horizontalAdvance(words) + gridStep;
    const QRect full(part.left(), part.top() + 5, std::max(16, part.width() - wide), 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(blended(p.surface, p.line, 0.7));
    if (share.isValid()) {
        painter.drawRoundedRect(brush.place(full), 3, 3);
        QRect filled = full;
        filled.setWidth(std::max(3, qRound(full.width() * share.toDouble())));
        painter.setBrush(load.data(StaleRole).toBool() ? p.faint : p.accent);
        painter.drawRoundedRect(brush.place(filled), 3, 3);
    }
    // Without a bar the word stands where the other words begin.
    const int left = share.isValid() ? full.right() + gridStep : part.left();
    brush.text({left, part.top(), wide, smallHeight}, words, smallFont(),
               share.isValid() ? figureInk(load) : p.faint);
}

} // namespace

AgentCardPainter::AgentCardPainter(AgentCardRows *rows, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_rows(rows)
{
}

int AgentCardPainter::cardHeight()
{
    return cardGap + 2 * cardInset + nameHeight + 2 * smallHeight + 4 +
           2 * (smallHeight + figureHeight) + 4;
}

QSize AgentCardPainter::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    // Cards share the width there is.
    const auto *list = qobject_cast<const QListView *>(option.widget);
    return list && list->gridSize().isValid() ? list->gridSize() : QSize(240, cardHeight());
}

void AgentCardPainter::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const Palette &p = tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect card = cardOf(option.rect);
    const bool chosen = option.state & QStyle::State_Selected;
    const bool focused = chosen && (option.state & QStyle::State_HasFocus);
    painter->setPen(QPen(focused ? p.accent : p.line, 1));
    painter->setBrush(chosen                                   ? p.selection()
                      : option.state & QStyle::State_MouseOver ? p.hover()
                                                               : p.surface);
    painter->drawRoundedRect(QRectF(card).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);

    CardBrush brush(*painter, option, card);
    const auto cell = [&index](int column) { return index.siblingAtColumn(column); };
    const int room = card.width() - 2 * cardInset;
    int y = cardInset;
    int x = cardInset;
    const QModelIndex name = cell(AgentTableModel::Name);
    if (const QVariant state = name.data(StateRole); state.isValid()) {
        const QRect mark = brush.place({x, y + (nameHeight - 10) / 2, 10, 10});
        paintStateMark(*painter, QRectF(mark), state.toString(), name.data(StaleRole).toBool());
        x += 16;
    }
    brush.text({x, y, card.width() - cardInset - x, nameHeight}, name.data().toString(),
               strongFont(), name.data(MutedRole).toBool() ? p.faint : p.text);
    y += nameHeight;
    QStringList presence;
    for (const int column : {AgentTableModel::State, AgentTableModel::Since}) {
        if (const QString words = cell(column).data().toString(); !words.isEmpty())
            presence << words;
    }
    brush.text({cardInset, y, room, smallHeight}, presence.join(QStringLiteral(" · ")), smallFont(),
               cell(AgentTableModel::State).data(StaleRole).toBool() ? p.faint : p.muted);
    const std::vector<int> figures = m_rows->figureColumns();
    const std::vector<QRect> parts = figureParts(card.width());
    paintCardLoad(*painter, brush, parts.front(), cell(figures.front()));
    for (std::size_t i = 1; i < figures.size(); ++i) {
        if (figures[i] >= 0)
            paintFigure(*painter, brush, parts[i], cell(figures[i]),
                        m_rows->headerData(figures[i], Qt::Horizontal).toString());
    }
    painter->restore();
}

int AgentCardPainter::figureAt(const QRect &item, const QPoint &at,
                               Qt::LayoutDirection direction) const
{
    const QRect card = cardOf(item);
    const std::vector<QRect> parts = figureParts(card.width());
    const std::vector<int> figures = m_rows->figureColumns();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (QStyle::visualRect(direction, card, parts[i].translated(card.topLeft())).contains(at))
            return figures[i];
    }
    return -1;
}

bool AgentCardPainter::helpEvent(QHelpEvent *event, QAbstractItemView *view,
                                 const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QString text = index.data(Qt::ToolTipRole).toString(); // plain, with names off the wire
    QToolTip::showText(event->globalPos(), text.isEmpty() ? QString() : asHtml(text), view,
                       option.rect);
    return true;
}

} // namespace watchfloor
