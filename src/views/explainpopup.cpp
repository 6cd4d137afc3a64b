// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/explainpopup.h"

#include "views/accountslabel.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int popupWidth = 440;
constexpr int labelWidth = 96;
constexpr int narrowest = 280;
constexpr int scrollBarWidth = 10;

/// One pixel of the palette's line.
class Hairline : public QWidget {
public:
    explicit Hairline(QWidget *parent)
        : QWidget(parent)
    {
        setFixedHeight(1);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), tokens().line);
    }
};

/// Takes the keyboard to be scrolled by it, and shows that.
class ReadByKeys : public QScrollArea {
public:
    using QScrollArea::QScrollArea;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QScrollArea::paintEvent(event);
        if (!hasFocus())
            return;
        QPainter painter(viewport());
        painter.setPen(tokens().accent);
        painter.drawRect(viewport()->rect().adjusted(0, 0, -1, -1));
    }
    void focusInEvent(QFocusEvent *event) override
    {
        QScrollArea::focusInEvent(event);
        viewport()->update();
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        QScrollArea::focusOutEvent(event);
        viewport()->update();
    }
};

} // namespace

ExplainPopup::ExplainPopup(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_title(new ToneLabel(ToneLabel::Tone::Text, strongFont(), this))
    , m_subtitle(new ToneLabel(ToneLabel::Tone::Muted, smallFont(), this))
    , m_scroll(new ReadByKeys(this))
    , m_body(new QWidget)
    , m_rows(new QVBoxLayout(m_body))
    , m_noShow(new ToneLabel(ToneLabel::Tone::Muted, smallFont(), this))
    , m_show(new QPushButton(this))
    , m_before(new QPushButton(this))
    , m_copy(new QPushButton(tr("&Copy"), this))
{
    setObjectName(QStringLiteral("explainPopup"));
    setAccessibleName(tr("Explain this number"));
    m_rows->setContentsMargins(pageMargin, gridStep, pageMargin, gridStep);
    m_rows->setSpacing(gridStep / 2);
    m_scroll->setWidget(m_body);
    m_scroll->setWidgetResizable(true);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_body->setAutoFillBackground(false);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("Explanation"));
    m_scroll->setFocusPolicy(Qt::StrongFocus);
    m_show->setObjectName(QStringLiteral("showConversations"));
    m_show->setProperty("primary", true);
    m_show->setAutoDefault(true);
    m_before->setObjectName(QStringLiteral("showBefore"));
    m_before->setAutoDefault(true);
    m_copy->setObjectName(QStringLiteral("copyExplanation"));
    m_copy->setToolTip(tr("Copies the explanation as text (Ctrl+C)"));

    auto *head = new QVBoxLayout;
    head->setContentsMargins(pageMargin, pageMargin, pageMargin, gridStep);
    head->setSpacing(2);
    head->addWidget(m_title);
    head->addWidget(m_subtitle);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(pageMargin, gridStep, pageMargin, pageMargin);
    foot->setSpacing(gridStep);
    foot->addWidget(m_show);
    foot->addWidget(m_noShow, 1);
    foot->addStretch();
    foot->addWidget(m_copy, 0, Qt::AlignTop);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(1, 1, 1, 1);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(new Hairline(this));
    all->addWidget(m_scroll, 1);
    all->addWidget(new Hairline(this));
    auto *second = new QHBoxLayout; // its own line: two long buttons are wider than the popover
    second->setContentsMargins(pageMargin, gridStep, pageMargin, 0);
    second->addWidget(m_before);
    second->addStretch();
    all->addLayout(second);
    all->addLayout(foot);

    connect(m_show, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT conversationsRequested();
    });
    connect(m_before, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT beforeRequested();
    });
    connect(m_copy, &QPushButton::clicked, this, &ExplainPopup::copy);
}

void ExplainPopup::openAt(const QRect &number, const QString &title)
{
    m_number = number;
    m_explanation = {};
    m_explanation.title = title;
    m_explanation.rows = {{ExplainRow::Kind::Sentence, {}, tr("Looking it up …")}};
    fill();
    show();
    m_scroll->setFocus();
}

void ExplainPopup::setExplanation(const Explanation &explanation)
{
    const bool chosen = m_before->hasFocus() || m_copy->hasFocus();
    m_explanation = explanation;
    fill();
    if (!explanation.showText.isEmpty() && !chosen)
        m_show->setFocus();
}

void ExplainPopup::setFailure(const QString &sentence)
{
    m_explanation.rows = {{ExplainRow::Kind::Caution, {}, sentence}};
    fill();
}

void ExplainPopup::clearRows()
{
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        if (QWidget *widget = item->widget())
            delete widget;
        delete item;
    }
}

void ExplainPopup::addRow(const ExplainRow &row)
{
    using Kind = ExplainRow::Kind;
    const auto label = [this](ToneLabel::Tone tone, const QFont &font, const QString &text) {
        auto *made = new ToneLabel(tone, font, m_body);
        made->setText(text);
        made->setTextInteractionFlags(Qt::TextSelectableByMouse);
        return made;
    };
    if (row.kind == Kind::Section) {
        m_rows->addSpacing(gridStep / 2);
        m_rows->addWidget(new Hairline(m_body));
        m_rows->addSpacing(gridStep / 2);
        m_rows->addWidget(label(ToneLabel::Tone::Text, strongFont(), row.text));
        return;
    }
    if (row.kind != Kind::Pair) {
        m_rows->addWidget(
            row.kind == Kind::Lead ? label(ToneLabel::Tone::Text, strongFont(), row.text)
            : row.kind == Kind::Caution
                ? label(ToneLabel::Tone::Muted, smallFont(), QStringLiteral("▲ ") + row.text)
                : label(ToneLabel::Tone::Text, bodyFont(), row.text));
        return;
    }
    auto *line = new QWidget(m_body);
    auto *pair = new QHBoxLayout(line);
    pair->setContentsMargins(0, 0, 0, 0);
    pair->setSpacing(gridStep);
    ToneLabel *name = label(ToneLabel::Tone::Muted, smallFont(), row.label);
    name->setFixedWidth(labelWidth);
    name->setContentsMargins(0, 2, 0, 0); // on the other text's line
    pair->addWidget(name, 0, Qt::AlignTop);
    ToneLabel *text = label(ToneLabel::Tone::Text, bodyFont(), row.text);
    text->setAccessibleName(QStringLiteral("%1: %2").arg(row.label, row.text));
    pair->addWidget(text, 1);
    m_rows->addWidget(line);
}

void ExplainPopup::fill()
{
    clearRows();
    m_title->setText(m_explanation.title);
    m_subtitle->setText(m_explanation.subtitle);
    m_subtitle->setVisible(!m_explanation.subtitle.isEmpty());
    QStringList spoken;
    for (const ExplainRow &row : m_explanation.rows) {
        addRow(row);
        spoken << (row.label.isEmpty() ? row.text
                                       : QStringLiteral("%1: %2").arg(row.label, row.text));
    }
    m_rows->addStretch();
    for (QWidget *row : m_body->findChildren<QWidget *>())
        row->show(); // a layout counts no widget that waits for being shown
    m_scroll->setAccessibleDescription(spoken.join(u'\n'));
    m_show->setText(m_explanation.showText);
    m_show->setVisible(!m_explanation.showText.isEmpty());
    m_before->setText(m_explanation.beforeText);
    m_before->setVisible(!m_explanation.beforeText.isEmpty());
    m_noShow->setText(m_explanation.noShow);
    m_noShow->setVisible(!m_explanation.noShow.isEmpty());
    place();
}

/// As tall as it needs to be and the screen allows; beneath the number where there is room, else
/// above it.
void ExplainPopup::place()
{
    const QScreen *screen = QGuiApplication::screenAt(m_number.center());
    if (!screen)
        screen = QGuiApplication::primaryScreen();
    const QRect room =
        screen->availableGeometry().adjusted(gridStep, gridStep, -gridStep, -gridStep);
    const int width = std::clamp(popupWidth, narrowest, std::max(narrowest, room.width()));
    setFixedWidth(width);
    const int body = m_rows->totalHeightForWidth(width - 2 - scrollBarWidth);
    m_scroll->setFixedHeight(body);
    layout()->invalidate();
    const int wanted = layout()->totalHeightForWidth(width);
    const int below = room.bottom() - m_number.bottom() - gridStep;
    const int above = m_number.top() - room.top() - gridStep;
    const bool under = wanted <= below || below >= above;
    const int height = std::min(wanted, under ? below : above);
    m_scroll->setMinimumHeight(0);
    m_scroll->setMaximumHeight(QWIDGETSIZE_MAX);
    resize(width, height);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int left = mirrored ? m_number.right() - width : m_number.left();
    const int top =
        under ? m_number.bottom() + gridStep / 2 : m_number.top() - height - gridStep / 2;
    move(std::clamp(left, room.left(), std::max(room.left(), room.right() - width)),
         std::clamp(top, room.top(), std::max(room.top(), room.bottom() - height)));
}

void ExplainPopup::copy()
{
    QGuiApplication::clipboard()->setText(explanationText(m_explanation));
}

void ExplainPopup::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copy();
    else
        QFrame::keyPressEvent(event);
}

void ExplainPopup::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    Q_EMIT closed();
}

void ExplainPopup::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().raised);
    painter.setPen(tokens().line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

} // namespace watchfloor
