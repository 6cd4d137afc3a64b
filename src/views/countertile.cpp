// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/countertile.h"

#include "models/plaintext.h"
#include "views/icons.h"
#include "views/motion.h"
#include "views/palette.h"
#include "views/sparkline.h"
#include "views/typography.h"

#include <QAccessibleWidget>
#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace watchfloor {
namespace {

constexpr int sparkHeight = 24;
constexpr int inset = gridStep;

QColor colourOf(ThresholdState state)
{
    return state == ThresholdState::Bad    ? tokens().bad
           : state == ThresholdState::Warn ? tokens().warn
                                           : tokens().text;
}

int lineHeight(const QFont &font)
{
    return QFontMetrics(font).height();
}

/// A button that also has a value.
class CounterAccessible : public QAccessibleWidget {
public:
    explicit CounterAccessible(CounterTile *tile)
        : QAccessibleWidget(tile, QAccessible::Button)
    {
    }
    QString text(QAccessible::Text kind) const override
    {
        if (const auto *tile = qobject_cast<CounterTile *>(object());
            tile && kind == QAccessible::Value)
            return tile->card().figure;
        return QAccessibleWidget::text(kind);
    }
    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString &action) override
    {
        auto *tile = qobject_cast<CounterTile *>(object());
        if (tile && action == pressAction())
            tile->click();
        else
            QAccessibleWidget::doAction(action);
    }
};

QAccessibleInterface *createCounterInterface(const QString &, QObject *object)
{
    auto *tile = qobject_cast<CounterTile *>(object);
    return tile ? new CounterAccessible(tile) : nullptr;
}

} // namespace

CounterTile::CounterTile(QWidget *parent)
    : QAbstractButton(parent)
{
    static const bool once = [] {
        QAccessible::installFactory(createCounterInterface);
        return true;
    }();
    Q_UNUSED(once)
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_fade.setDuration(fadeMs);
    m_fade.setStartValue(1.0);
    m_fade.setEndValue(0.0);
    connect(&m_fade, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_glow = value.toDouble();
        update();
    });
}

void CounterTile::setCard(const CounterCard &card)
{
    const bool first = std::exchange(m_loading, false);
    if (!first && card == m_card)
        return;
    // What only grows with the clock is no news.
    const bool news =
        !first && card.figure != m_card.figure && card.kind != NowCounterKind::LongestWait;
    const bool spoken = news || (!first && card.state != m_card.state);
    m_card = card;
    setText(card.title);
    setAccessibleName(card.spoken());
    setAccessibleDescription(card.toolTip);
    if (news && isVisible() && motionAllowed()) {
        m_glow = 1; // the animation tells only what differs from its last value
        m_fade.stop();
        m_fade.start();
    }
    if (spoken && QAccessible::isActive()) {
        QAccessibleValueChangeEvent event(this, card.figure);
        QAccessible::updateAccessibility(&event);
    }
    update();
}

void CounterTile::setStale(bool stale)
{
    if (std::exchange(m_stale, stale) != stale)
        update();
}

void CounterTile::setLoading(bool loading)
{
    m_loading = loading;
    if (loading)
        setAccessibleName(tr("Loading"));
    update();
}

void CounterTile::setFigureHeight(int pixels)
{
    if (pixels == m_figureHeight)
        return;
    m_figureHeight = pixels;
    updateGeometry();
    update();
}

QSize CounterTile::sizeHint() const
{
    const QFont label = isLarge() ? figureFont(m_figureHeight * 2 / 5) : smallFont();
    return {isLarge() ? 240 : 128, 2 * inset + 2 * lineHeight(label) +
                                       lineHeight(figureFont(m_figureHeight)) + 4 +
                                       (isLarge() ? 2 * sparkHeight : sparkHeight)};
}

QSize CounterTile::minimumSizeHint() const
{
    return {isLarge() ? 160 : 96, sizeHint().height()};
}

void CounterTile::paintEvent(QPaintEvent *)
{
    const Palette &p = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = underMouse() && !isLarge() ? p.hover() : p.surface;
    if (m_glow > 0)
        ground = blended(ground, p.accent, 0.18 * m_glow);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect(), 6, 6);
    if (hasFocus()) {
        painter.setPen(QPen(p.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
    if (!m_loading) {
        paintFace(painter);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(blended(p.surface, p.line, 0.7));
    const int label = lineHeight(smallFont());
    const int figure = lineHeight(figureFont(m_figureHeight));
    for (const QRect &bar :
         {QRect(inset, inset + 4, 64, 8), QRect(inset, inset + label + 6, 48, figure - 10)})
        painter.drawRoundedRect(QStyle::visualRect(layoutDirection(), rect(), bar), 2, 2);
}

void CounterTile::paintFace(QPainter &painter)
{
    const Palette &p = tokens();
    const QFont small = isLarge() ? figureFont(m_figureHeight * 2 / 5) : smallFont();
    const int label = lineHeight(small);
    const int tall = lineHeight(figureFont(m_figureHeight));
    const auto side = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft);
    const auto place = [this](const QRect &part) {
        return QStyle::visualRect(layoutDirection(), rect(), part);
    };
    int room = width() - 2 * inset;
    if (m_stale) {
        const int size = isLarge() ? 32 : 16;
        paintIcon(painter, place({width() - inset - size, inset, size, size}),
                  QStringLiteral("clock"), p.faint, size);
        room -= size + 4;
    }
    if (const QRect spot = levelsSpot(); !spot.isEmpty()) {
        paintIcon(painter, spot, QStringLiteral("levels"), p.muted);
        room -= 20;
    }
    painter.setFont(small);
    painter.setPen(m_stale ? p.faint : p.muted);
    painter.drawText(place({inset, inset, room, label}),
                     static_cast<int>(side | Qt::AlignVCenter) | Qt::TextSingleLine,
                     QFontMetrics(small).elidedText(m_card.title, Qt::ElideRight, room));
    // The figure, and what it is of.
    QFont figure = figureFont(m_figureHeight);
    const int whole = width() - 2 * inset;
    while (QFontMetrics(figure).horizontalAdvance(m_card.figure) + 4 > whole &&
           figure.pixelSize() > 13)
        figure.setPixelSize(figure.pixelSize() - 1);
    painter.setFont(figure);
    painter.setPen(m_stale || m_card.absent ? p.faint : colourOf(m_card.state));
    const int wide = QFontMetrics(figure).horizontalAdvance(m_card.figure) + 2;
    drawFigures(painter, place({inset, inset + label, whole, tall}), m_card.figure, side);
    if (!m_card.suffix.isEmpty() && wide + 8 < whole) {
        painter.setLayoutDirection(layoutDirection());
        const QFont of = isLarge() ? small : bodyFont();
        painter.setFont(of);
        painter.setPen(m_stale ? p.faint : p.muted);
        const int drop = QFontMetrics(figure).descent() - QFontMetrics(of).descent();
        const QRect rest(inset + wide + 4, inset + label, whole - wide - 4, tall - drop);
        painter.drawText(place(rest), static_cast<int>(side | Qt::AlignBottom) | Qt::TextSingleLine,
                         QFontMetrics(of).elidedText(m_card.suffix, Qt::ElideRight, rest.width()));
    }
    paintState(painter, place({inset, inset + label + tall, whole, label}));
    const QRect line = historyRect();
    if (line.isEmpty())
        return;
    SparkSeries series;
    series.values = m_card.history;
    // Only a level that is near is drawn: a far one would press the line flat.
    double most = 0;
    for (const auto &value : series.values)
        most = std::max(most, value.value_or(0));
    if (m_card.level && *m_card.level <= 1.5 * most)
        series.threshold = m_card.level;
    paintSparkline(painter, QRectF(line), series, p, m_stale ? p.faint : p.muted);
}

/// The state's sign and word, or why there is no number.
void CounterTile::paintState(QPainter &painter, const QRect &line)
{
    const Palette &p = tokens();
    const bool right = layoutDirection() == Qt::RightToLeft;
    QRect text = line;
    QString words = m_card.note;
    QColor colour = p.faint;
    if (!m_card.stateText.isEmpty()) {
        const int size = isLarge() ? 32 : 14;
        colour = m_stale ? p.faint : colourOf(m_card.state);
        const QRect sign(right ? line.right() + 1 - size : line.left(), line.top(), size,
                         line.height());
        paintIcon(painter, sign, QStringLiteral("alert"), colour, size);
        text = right ? line.adjusted(0, 0, -size - 4, 0) : line.adjusted(size + 4, 0, 0, 0);
        words =
            words.isEmpty() ? m_card.stateText : m_card.stateText + QStringLiteral(" · ") + words;
    }
    const QFont font = isLarge() ? figureFont(m_figureHeight * 2 / 5) : smallFont();
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(text,
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                                      Qt::AlignVCenter) |
                         Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(words, Qt::ElideRight, text.width()));
}

QRect CounterTile::levelsSpot() const
{
    if (m_loading || isLarge() || !(underMouse() || hasFocus()))
        return {};
    const int x = width() - inset - 16 - (m_stale ? 20 : 0);
    return QStyle::visualRect(layoutDirection(), rect(), {x, inset, 16, 16});
}

QRect CounterTile::historyRect() const
{
    if (m_loading || m_card.history.empty() || m_card.absent)
        return {};
    const QFont small = isLarge() ? figureFont(m_figureHeight * 2 / 5) : smallFont();
    const int top = inset + 2 * lineHeight(small) + lineHeight(figureFont(m_figureHeight)) + 4;
    return {inset, top, width() - 2 * inset, height() - inset - top};
}

int CounterTile::historyAt(const QPoint &at) const
{
    const QRect line = historyRect();
    if (!line.contains(at))
        return -1;
    const int step = sparkIndexAt(QRectF(line), static_cast<int>(m_card.history.size()), at.x());
    return step >= 0 && m_card.history[static_cast<std::size_t>(step)] ? step : -1;
}

void CounterTile::mousePressEvent(QMouseEvent *event)
{
    m_pressedAt = event->position().toPoint();
    QAbstractButton::mousePressEvent(event);
}

void CounterTile::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint gone = event->position().toPoint() - m_pressedAt;
    if (!m_dragging && event->buttons() == Qt::LeftButton && !isLarge() && !m_loading &&
        gone.manhattanLength() >= QApplication::startDragDistance()) {
        m_dragging = true;
        setDown(false); // letting go opens nothing
        setCursor(Qt::ClosedHandCursor);
    }
    if (m_dragging)
        Q_EMIT dragged(event->globalPosition().toPoint());
    else
        QAbstractButton::mouseMoveEvent(event);
}

void CounterTile::mouseReleaseEvent(QMouseEvent *event)
{
    if (std::exchange(m_dragging, false)) {
        setCursor(Qt::PointingHandCursor);
        setDown(false);
        return;
    }
    if (event->button() == Qt::LeftButton && isDown() &&
        levelsSpot().adjusted(-4, -4, 4, 4).contains(event->position().toPoint())) {
        setDown(false);
        Q_EMIT levelsWanted();
        return;
    }
    const int step = historyAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && isDown() && step >= 0 && !isLarge()) {
        setDown(false); // what was then is not what is now
        Q_EMIT historyWanted(step);
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void CounterTile::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.addAction(tr("Show what it counts"), this, [this] { click(); });
    menu.addAction(tr("Explain this number"), this, &CounterTile::explainWanted);
    menu.addAction(lineIcon(QStringLiteral("levels")), tr("Warning levels…"), this,
                   &CounterTile::levelsWanted);
    if (!isLarge() && !m_loading)
        addArranging(&menu);
    menu.exec(event->reason() == QContextMenuEvent::Keyboard
                  ? mapToGlobal(QPoint(inset, height() / 2))
                  : event->globalPos());
}

void CounterTile::addArranging(QMenu *menu)
{
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    const auto add = [menu](const QString &title, Qt::Key key) {
        QAction *action = menu->addAction(title);
        action->setShortcut(QKeySequence(Qt::ALT | key));
        return action;
    };
    menu->addSeparator();
    connect(add(tr("Move left"), Qt::Key_Left), &QAction::triggered, this,
            [this, rtl] { Q_EMIT moveWanted(rtl ? 1 : -1); });
    connect(add(tr("Move right"), Qt::Key_Right), &QAction::triggered, this,
            [this, rtl] { Q_EMIT moveWanted(rtl ? -1 : 1); });
    menu->addAction(tr("Hide this counter"), this, &CounterTile::hideWanted)
        ->setEnabled(m_arranging.canHide);
    for (const auto &[key, title] : m_arranging.hidden)
        menu->addAction(tr("Show “%1”").arg(title), this,
                        [this, name = key] { Q_EMIT showWanted(name); });
    menu->addAction(tr("Reset counters"), this, &CounterTile::resetWanted)
        ->setEnabled(m_arranging.canReset);
}

bool CounterTile::moveByKey(const QKeyEvent &event)
{
    const bool left = event.key() == Qt::Key_Left;
    const auto keys = event.modifiers() & ~Qt::KeypadModifier;
    if (isLarge() || keys != Qt::AltModifier || (!left && event.key() != Qt::Key_Right))
        return false;
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    if (event.type() == QEvent::KeyPress)
        Q_EMIT moveWanted(left != rtl ? -1 : 1);
    return true;
}

/// Ctrl+I as in tables; left and right alone go through the steps of the past, as the mouse does.
bool CounterTile::tellByKey(const QKeyEvent &event)
{
    const auto keys = event.modifiers() & ~Qt::KeypadModifier;
    const bool explains = event.key() == Qt::Key_I && keys == Qt::ControlModifier;
    const bool left = event.key() == Qt::Key_Left;
    const bool walks = (left || event.key() == Qt::Key_Right) && keys == Qt::NoModifier &&
                       !isLarge() && !historyRect().isEmpty();
    if (event.type() == QEvent::KeyPress && explains)
        Q_EMIT explainWanted();
    if (event.type() == QEvent::KeyPress && walks)
        walkHistory(left ? -1 : 1);
    return explains || walks;
}

void CounterTile::walkHistory(int by)
{
    const auto count = static_cast<int>(m_card.history.size());
    int step = m_step < 0 || m_step >= count ? (by < 0 ? count : -1) : m_step;
    do
        step += by;
    while (step >= 0 && step < count && !m_card.history[static_cast<std::size_t>(step)]);
    if (step < 0 || step >= count)
        return; // the end of what is known
    m_step = step;
    Q_EMIT historyWanted(step);
}

void CounterTile::focusOutEvent(QFocusEvent *event)
{
    m_step = -1;
    QAbstractButton::focusOutEvent(event);
}

bool CounterTile::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        if (moveByKey(key) || tellByKey(key)) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QString text = m_loading ? QString() : m_card.toolTip;
        if (m_stale && !text.isEmpty())
            text += QLatin1Char('\n') + tr("Nothing newer has come for more than two polls.");
        QToolTip::showText(help->globalPos(), text.isEmpty() ? text : asHtml(text), this);
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            click(); // not Space alone
            return true;
        }
        if (key->key() == Qt::Key_L && key->modifiers() == Qt::NoModifier) {
            Q_EMIT levelsWanted();
            return true;
        }
    }
    return QAbstractButton::event(event);
}

} // namespace watchfloor
