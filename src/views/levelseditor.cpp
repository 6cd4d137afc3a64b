// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/levelseditor.h"

#include "models/plaintext.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScreen>
#include <QSignalBlocker>
#include <QSpinBox>

namespace watchfloor {
namespace {

constexpr int editorWidth = 320;

} // namespace

LevelsEditor::LevelsEditor(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_title(new QLabel(this))
    , m_scope(new QLabel(this))
    , m_scopes(new QComboBox(this))
    , m_lowLabel(new QLabel(this))
    , m_highLabel(new QLabel(this))
    , m_low(new QLineEdit(this))
    , m_high(new QLineEdit(this))
    , m_soonLabel(new QLabel(tr("Soon means within (minutes)"), this))
    , m_soon(new QSpinBox(this))
    , m_notify(new QCheckBox(this))
    , m_problem(new QLabel(this))
    , m_apply(new QPushButton(tr("Apply"), this))
    , m_reset(new QPushButton(tr("Use the standard"), this))
{
    setObjectName(QStringLiteral("levelsEditor"));
    for (QLabel *label : {m_title, m_scope, m_problem, m_lowLabel, m_highLabel})
        label->setTextFormat(Qt::PlainText);
    m_title->setFont(strongFont());
    m_scope->setProperty("muted", true);
    m_problem->setWordWrap(true);
    m_problem->setAccessibleName(tr("What is wrong"));
    m_lowLabel->setBuddy(m_low);
    m_highLabel->setBuddy(m_high);
    m_soonLabel->setBuddy(m_soon);
    m_soon->setRange(1, 240);
    m_soon->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_apply->setProperty("primary", true);
    for (QPushButton *button : {m_apply, m_reset})
        button->setAutoDefault(true);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(pageMargin, pageMargin, pageMargin, pageMargin);
    grid->setHorizontalSpacing(pageMargin);
    grid->setVerticalSpacing(gridStep);
    grid->addWidget(m_title, 0, 0, 1, 2);
    grid->addWidget(m_scope, 1, 0, 1, 2);
    grid->addWidget(m_scopes, 1, 0, 1, 2);
    grid->addWidget(m_lowLabel, 2, 0);
    grid->addWidget(m_low, 2, 1);
    grid->addWidget(m_highLabel, 3, 0);
    grid->addWidget(m_high, 3, 1);
    grid->addWidget(m_soonLabel, 4, 0);
    grid->addWidget(m_soon, 4, 1);
    grid->addWidget(m_notify, 5, 0, 1, 2);
    grid->addWidget(m_problem, 6, 0, 1, 2);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_reset);
    buttons->addStretch();
    buttons->addWidget(m_apply);
    grid->addLayout(buttons, 7, 0, 1, 2);
    setTabOrder(m_reset, m_apply);
    setMinimumWidth(editorWidth);
    connect(m_apply, &QPushButton::clicked, this, &LevelsEditor::apply);
    connect(m_reset, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT resetWanted();
    });
    for (QLineEdit *edit : {m_low, m_high})
        connect(edit, &QLineEdit::textEdited, this, [this] { say({}); });
    connect(m_scopes, &QComboBox::activated, this, &LevelsEditor::scopeChosen);
    m_scopes->setAccessibleName(tr("Levels for"));
    setScopes({}, -1);
    setSoon(std::nullopt);
    setNotify(std::nullopt);
}

void LevelsEditor::setScopes(const QStringList &titles, int current)
{
    const QSignalBlocker quiet(m_scopes);
    m_scopes->clear();
    for (const QString &title : titles)
        m_scopes->addItem(oneLine(title));
    m_scopes->setCurrentIndex(current);
    m_scopes->setVisible(titles.size() > 1);
    m_scope->setVisible(titles.size() <= 1);
}

void LevelsEditor::setNotify(std::optional<bool> on, bool possible)
{
    m_notifyBefore = on;
    m_notify->setChecked(on.value_or(false));
    m_notify->setEnabled(possible);
    m_notify->setText(possible ? tr("Notify when a queue waits longer")
                               : tr("No notifications: this desktop has no tray"));
    m_notify->setVisible(on.has_value());
}

void LevelsEditor::edit(const MetricSpec &metric, ThresholdLevels levels, const QString &scopeName,
                        const MetricFormatter &format)
{
    const Palette &p = tokens();
    setStyleSheet(QStringLiteral("#levelsEditor { background: %1; border: 1px solid %2; }")
                      .arg(p.raised.name(), p.line.name()));
    m_metric = &metric;
    m_locale = format.locale();
    const QString title = QCoreApplication::translate("Metric", metric.title);
    m_title->setText(tr("Levels of “%1”").arg(title));
    m_scope->setText(tr("For %1").arg(oneLine(scopeName)));
    m_lowLabel->setText(lowTitle(metric));
    m_highLabel->setText(highTitle(metric));
    const auto fill = [&](QLineEdit *field, std::optional<double> level, const QString &name) {
        field->setText(level ? levelText(metric, *level, format) : QString());
        field->setPlaceholderText(tr("none"));
        field->setAccessibleName(name);
    };
    fill(m_low, levels.low, lowTitle(metric));
    fill(m_high, levels.high, highTitle(metric));
    setAccessibleName(m_title->text());
    say({});
}

void LevelsEditor::setSoon(std::optional<int> minutes)
{
    m_soonBefore = minutes.value_or(0);
    m_soon->setValue(minutes.value_or(1));
    m_soon->setVisible(minutes.has_value());
    m_soonLabel->setVisible(minutes.has_value());
}

void LevelsEditor::popUp(const QRect &anchor)
{
    adjustSize();
    QPoint at = layoutDirection() == Qt::RightToLeft
                    ? QPoint(anchor.right() + 1 - width(), anchor.bottom() + 4)
                    : QPoint(anchor.left(), anchor.bottom() + 4);
    if (const QScreen *screen = this->screen()) {
        const QRect room = screen->availableGeometry();
        at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
        if (at.y() + height() > room.bottom())
            at.setY(std::max(room.top(), anchor.top() - height() - 4));
    }
    move(at);
    show();
    m_low->setFocus(Qt::PopupFocusReason);
    m_low->selectAll();
}

QString LevelsEditor::problem() const
{
    return m_problem->text();
}

void LevelsEditor::say(const QString &problem)
{
    m_problem->setText(problem);
    QPalette colours = m_problem->palette();
    colours.setColor(QPalette::WindowText, tokens().bad);
    m_problem->setPalette(colours);
    m_problem->setVisible(!problem.isEmpty());
    adjustSize();
}

void LevelsEditor::apply()
{
    if (!m_metric)
        return;
    const LevelInput low = readLevel(*m_metric, m_low->text(), m_locale);
    const LevelInput high = readLevel(*m_metric, m_high->text(), m_locale);
    for (const auto &[input, field] : {std::pair(low, m_low), std::pair(high, m_high)}) {
        if (input.problem.isEmpty())
            continue;
        say(input.problem);
        field->setFocus();
        field->selectAll();
        return;
    }
    const ThresholdLevels levels{low.level, high.level};
    if (const QString crossed = levelsProblem(*m_metric, levels); !crossed.isEmpty()) {
        say(crossed);
        m_high->setFocus();
        return;
    }
    close();
    Q_EMIT applied(levels);
    if (m_soonBefore > 0 && m_soon->value() != m_soonBefore)
        Q_EMIT soonChanged(m_soon->value());
    if (m_notifyBefore && *m_notifyBefore != m_notify->isChecked())
        Q_EMIT notifyChanged(m_notify->isChecked());
}

void LevelsEditor::keyPressEvent(QKeyEvent *event)
{
    // The fields pass Enter on.
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        apply();
    else
        QFrame::keyPressEvent(event);
}

} // namespace watchfloor
