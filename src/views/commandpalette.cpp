// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/commandpalette.h"

#include "models/choiceroles.h"
#include "models/plaintext.h"
#include "views/choicedelegate.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QAbstractListModel>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int paletteWidth = 560;
constexpr int paletteRows = 10;
constexpr int paletteRowHeight = 30;
constexpr int lookupDelayMs = 150;
constexpr int longestId = 80;

QString iconOf(PaletteCommand::Kind kind)
{
    switch (kind) {
    case PaletteCommand::Kind::Conversation:
        return QStringLiteral("conversations");
    case PaletteCommand::Kind::Page:
        return QStringLiteral("side");
    case PaletteCommand::Kind::View:
        return QStringLiteral("bookmark");
    case PaletteCommand::Kind::Action:
        return QStringLiteral("play");
    case PaletteCommand::Kind::Agent:
        return QStringLiteral("account");
    case PaletteCommand::Kind::Group:
        return QStringLiteral("agents");
    case PaletteCommand::Kind::Zone:
        return QStringLiteral("clock");
    }
    return {};
}

} // namespace

class CommandPalette::Model : public QAbstractListModel {
public:
    using QAbstractListModel::QAbstractListModel;

    void setCommands(const std::vector<const PaletteCommand *> &commands)
    {
        beginResetModel();
        m_commands.clear();
        for (const PaletteCommand *command : commands)
            m_commands.push_back(*command);
        endResetModel();
    }
    const PaletteCommand &at(int row) const { return m_commands[static_cast<size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_commands.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!index.isValid() || index.row() >= rowCount())
            return {};
        const PaletteCommand &command = at(index.row());
        switch (role) {
        case Qt::DisplayRole:
            return oneLine(command.title, 120);
        case ChoiceDetailRole:
            return oneLine(command.detail, 120);
        case ChoiceEndRole:
            return command.shortcut;
        case ChoiceIconRole:
            return iconOf(command.kind);
        case Qt::AccessibleTextRole:
            return QStringList{oneLine(command.title, 120), oneLine(command.detail, 120),
                               command.shortcut}
                .join(QLatin1Char(' '))
                .simplified();
        default:
            return {};
        }
    }

private:
    std::vector<PaletteCommand> m_commands;
};

CommandPalette::CommandPalette(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_model(new Model(this))
    , m_edit(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_empty(new QLabel(this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Go to or do"));
    m_edit->setPlaceholderText(tr("Page, view, agent, group, conversation number or action"));
    m_edit->setAccessibleName(tr("Go to or do"));
    m_edit->setMaxLength(200);
    m_edit->setClearButtonEnabled(true);
    m_edit->installEventFilter(this);
    makeChoiceList(m_list);
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Found"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setProperty("muted", true);
    m_empty->setContentsMargins(2 * gridStep, gridStep, 2 * gridStep, gridStep);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(gridStep, gridStep, gridStep, gridStep);
    layout->setSpacing(gridStep);
    layout->addWidget(m_edit);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_empty);
    m_lookup.setSingleShot(true);
    m_lookup.setInterval(lookupDelayMs);
    connect(&m_lookup, &QTimer::timeout, this,
            [this] { Q_EMIT lookupRequested(m_edit->text().trimmed()); });
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_commands.setCommands(PaletteCommand::Kind::Conversation, {});
        const QString id = text.trimmed();
        const auto isDigit = [](QChar c) { return c.isDigit(); };
        // Ids of all vendors have a digit; words alone are no ids.
        if (id.size() <= longestId && std::any_of(id.cbegin(), id.cend(), isDigit))
            m_lookup.start();
        else
            m_lookup.stop();
        search();
    });
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex &index) { choose(index.row()); });
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::open()
{
    setStyleSheet(QStringLiteral("#commandPalette { background: %1; border: 1px solid %2; }")
                      .arg(tokens().raised.name(), tokens().line.name()));
    m_commands.setCommands(PaletteCommand::Kind::Conversation, {});
    m_edit->clear();
    search();
    const QWidget *shell = parentWidget() ? parentWidget()->window() : nullptr;
    int width = paletteWidth;
    int height = paletteRows * paletteRowHeight + 28 + 3 * gridStep + 2;
    if (shell) {
        width = std::min(width, shell->width() - 4 * gridStep);
        height = std::min(height, shell->height() - 14 * gridStep);
        move(shell->mapToGlobal(QPoint((shell->width() - width) / 2, 9 * gridStep)));
    }
    resize(width, height);
    show();
    m_edit->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::refresh()
{
    if (isVisible())
        search();
}

void CommandPalette::setConversations(const QString &text, std::vector<PaletteCommand> found)
{
    if (!isVisible() || text != m_edit->text().trimmed())
        return;
    m_commands.setCommands(PaletteCommand::Kind::Conversation, std::move(found));
    search();
}

QStringList CommandPalette::shownTitles() const
{
    QStringList titles;
    for (int row = 0; row < m_model->rowCount(); ++row)
        titles << m_model->at(row).title;
    return titles;
}

void CommandPalette::search()
{
    m_model->setCommands(m_commands.search(m_edit->text()));
    const bool none = m_model->rowCount() == 0;
    m_empty->setText(tr("Nothing is called “%1”").arg(oneLine(m_edit->text(), 60)));
    m_empty->setVisible(none);
    m_list->setVisible(!none);
    if (!none)
        m_list->setCurrentIndex(m_model->index(0));
}

void CommandPalette::step(int by)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    int row = m_list->currentIndex().row() + by;
    if (by == 1 && row == rows)
        row = 0; // round
    else if (by == -1 && row < 0)
        row = rows - 1;
    const QModelIndex index = m_model->index(std::clamp(row, 0, rows - 1));
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

void CommandPalette::choose(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const QString key = m_model->at(row).key;
    m_commands.noteUsed(key);
    close();
    Q_EMIT chosen(key);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(paletteRows - 1);
        return true;
    case Qt::Key_PageUp:
        step(1 - paletteRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_list->currentIndex().row());
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // there is nowhere else
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

void CommandPalette::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

} // namespace watchfloor
