// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/viewspopup.h"

#include "models/choiceroles.h"
#include "views/choicedelegate.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int namesWidth = 320;
constexpr int longestTyped = 80;

void styleViewsPopup(QFrame *popup)
{
    popup->setStyleSheet(
        QStringLiteral("#%1 { background: %2; border: 1px solid %3; }")
            .arg(popup->objectName(), tokens().raised.name(), tokens().line.name()));
}

void showInside(QFrame *popup, QPoint at)
{
    if (const QWidget *shell = popup->parentWidget() ? popup->parentWidget()->window() : nullptr) {
        const int left = shell->mapToGlobal(QPoint(0, 0)).x() + gridStep;
        at.setX(std::clamp(at.x(), left,
                           std::max(left, left + shell->width() - 2 * gridStep - popup->width())));
    }
    popup->move(at);
    popup->show();
}

void quietLabel(QLabel *label)
{
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(smallFont());
    label->setProperty("muted", true);
}

} // namespace

ViewNamePopup::ViewNamePopup(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_name(new QLineEdit(this))
    , m_word(new QLabel(this))
    , m_save(new QPushButton(tr("Save"), this))
{
    setObjectName(QStringLiteral("viewName"));
    setAccessibleName(tr("Save as a view"));
    m_name->setPlaceholderText(tr("Name of the view"));
    m_name->setAccessibleName(tr("Name of the view"));
    m_name->setMaxLength(longestTyped);
    quietLabel(m_word);
    m_save->setProperty("primary", true);
    m_save->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->setSpacing(gridStep);
    row->addWidget(m_name, 1);
    row->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(pageMargin, pageMargin, pageMargin, pageMargin);
    layout->setSpacing(gridStep);
    layout->addLayout(row);
    layout->addWidget(m_word);
    connect(m_name, &QLineEdit::textChanged, this, &ViewNamePopup::judge);
    connect(m_save, &QPushButton::clicked, this, &ViewNamePopup::accept);
}

void ViewNamePopup::openAt(const QPoint &topLeft, const SavedViews &views)
{
    m_views = views;
    styleViewsPopup(this);
    m_name->clear();
    judge();
    resize(namesWidth + 2 * pageMargin, sizeHint().height());
    showInside(this, topLeft);
    m_name->setFocus(Qt::PopupFocusReason);
}

void ViewNamePopup::judge()
{
    const QString name = m_name->text().trimmed();
    const SavedView *same = m_views.find(name);
    const QString problem = same ? QString() : m_views.nameProblem(name);
    m_save->setEnabled(problem.isEmpty());
    m_save->setText(same ? tr("Overwrite") : tr("Save"));
    if (name.isEmpty())
        m_word->setText(
            tr("Keeps page, filters, range, columns and sorting, not a number that is opened"));
    else
        m_word->setText(same ? tr("“%1” is there already").arg(same->name) : problem);
}

void ViewNamePopup::accept()
{
    if (!m_save->isEnabled())
        return;
    const QString name = m_name->text().trimmed();
    close();
    Q_EMIT named(name);
}

void ViewNamePopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        accept();
    else
        QFrame::keyPressEvent(event);
}

ViewsPopup::ViewsPopup(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_list(new QListWidget(this))
    , m_name(new QLineEdit(this))
    , m_word(new QLabel(this))
    , m_rename(new QPushButton(tr("Rename"), this))
    , m_startButton(new QPushButton(this))
    , m_remove(new QPushButton(this))
{
    setObjectName(QStringLiteral("viewsPopup"));
    setAccessibleName(tr("Saved views"));
    makeChoiceList(m_list);
    m_list->setAccessibleName(tr("Saved views"));
    m_list->installEventFilter(this);
    m_name->setAccessibleName(tr("Name of the view"));
    m_name->setMaxLength(longestTyped);
    m_name->installEventFilter(this);
    quietLabel(m_word);
    for (QPushButton *button : {m_rename, m_startButton, m_remove})
        button->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->setSpacing(gridStep);
    row->addWidget(m_name, 1);
    row->addWidget(m_rename);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(gridStep);
    foot->addWidget(m_startButton);
    foot->addStretch(1);
    foot->addWidget(m_remove);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(gridStep, gridStep, gridStep, gridStep);
    layout->setSpacing(gridStep);
    layout->addWidget(m_list, 1);
    layout->addLayout(row);
    layout->addLayout(foot);
    layout->addWidget(m_word);
    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        m_asked.clear();
        m_name->setText(currentName());
        describe();
    });
    connect(m_name, &QLineEdit::textChanged, this, &ViewsPopup::describe);
    connect(m_rename, &QPushButton::clicked, this, &ViewsPopup::rename);
    connect(m_remove, &QPushButton::clicked, this, &ViewsPopup::remove);
    connect(m_startButton, &QPushButton::clicked, this, [this] {
        const QString name = currentName();
        Q_EMIT startRequested(name.compare(m_start, Qt::CaseInsensitive) == 0 ? QString() : name);
    });
}

QString ViewsPopup::currentName() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? item->text() : QString();
}

void ViewsPopup::setViews(const SavedViews &views, const QString &startView)
{
    m_views = views;
    m_start = startView;
    fill();
}

void ViewsPopup::fill()
{
    const int row = m_list->currentRow();
    const QString name = currentName();
    m_list->clear();
    int at = -1;
    for (const SavedView &view : m_views.views()) {
        auto *item = new QListWidgetItem(view.name, m_list);
        const bool starts = view.name.compare(m_start, Qt::CaseInsensitive) == 0;
        item->setData(ChoiceEndRole, starts ? tr("at start") : QString());
        if (view.name == name)
            at = m_list->count() - 1;
    }
    m_list->setCurrentRow(at >= 0 ? at : std::clamp(row, 0, m_list->count() - 1));
    describe();
}

void ViewsPopup::openAt(const QPoint &topLeft)
{
    styleViewsPopup(this);
    m_asked.clear();
    fill();
    resize(namesWidth + 2 * gridStep + 40, 320);
    showInside(this, topLeft);
    m_list->setFocus(Qt::PopupFocusReason);
}

void ViewsPopup::describe()
{
    const QString name = currentName();
    const QString typed = m_name->text().trimmed();
    const QString problem = m_views.nameProblem(typed, name);
    m_rename->setEnabled(!name.isEmpty() && typed != name && problem.isEmpty());
    m_remove->setEnabled(!name.isEmpty());
    m_remove->setText(m_asked.isEmpty() ? tr("Delete") : tr("Really delete"));
    m_startButton->setEnabled(!name.isEmpty());
    m_startButton->setText(name.compare(m_start, Qt::CaseInsensitive) == 0 && !name.isEmpty()
                               ? tr("Not at start")
                               : tr("Show at start"));
    if (!m_asked.isEmpty())
        m_word->setText(tr("Press again to delete “%1” for good").arg(m_asked));
    else
        m_word->setText(name.isEmpty() || typed == name ? QString() : problem);
    m_word->setVisible(!m_word->text().isEmpty());
}

void ViewsPopup::rename()
{
    const QString name = currentName();
    const QString typed = m_name->text().trimmed();
    if (!m_rename->isEnabled())
        return;
    m_list->setFocus(Qt::OtherFocusReason);
    m_list->currentItem()->setText(typed); // stays the current one when the list is made anew
    Q_EMIT renameRequested(name, typed);
}

void ViewsPopup::remove()
{
    const QString name = currentName();
    if (name.isEmpty())
        return;
    if (m_asked != name) {
        m_asked = name;
        describe();
        return;
    }
    m_asked.clear();
    Q_EMIT removeRequested(name);
    if (m_list->count() == 0)
        close();
}

bool ViewsPopup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (watched == m_list && key == Qt::Key_Delete) {
        remove();
        return true;
    }
    if (watched == m_list && key == Qt::Key_F2) {
        m_name->setFocus(Qt::OtherFocusReason);
        m_name->selectAll();
        return true;
    }
    if (watched == m_name && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
        rename();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

void ViewsPopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_asked.isEmpty()) {
        m_asked.clear();
        describe();
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace watchfloor
