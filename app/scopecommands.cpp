// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/scopebinding.h"

#include "backend/async/whendone.h"
#include "models/words.h"
#include "views/commandpalette.h"
#include "views/mainwindow.h"
#include "views/page.h"
#include "views/scopedesk.h"
#include "views/viewsmenu.h"

namespace watchfloor {
namespace {

using CommandKind = PaletteCommand::Kind;

QString keysText(const QKeySequence &keys)
{
    return keys.toString(QKeySequence::NativeText);
}

} // namespace

void ScopeBinding::fillPages()
{
    std::vector<PaletteCommand> commands;
    int number = 0;
    for (const auto &[key, title] : m_window.pageTitles()) {
        if (key.contains(QLatin1Char('/')))
            break; // parts of pages stand among the actions
        ++number;
        commands.push_back({CommandKind::Page,
                            QStringLiteral("page:") + key,
                            title,
                            tr("page"),
                            keysText(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)),
                            {}});
    }
    m_window.palette()->commands().setCommands(CommandKind::Page, std::move(commands));
}

void ScopeBinding::fillActions()
{
    std::vector<PaletteCommand> commands;
    const auto add = [&commands](const char *key, const QString &title, const QKeySequence &keys,
                                 const QString &also = {}) {
        commands.push_back({CommandKind::Action,
                            QStringLiteral("do:") + QLatin1String(key),
                            title,
                            {},
                            keysText(keys),
                            also});
    };
    add("sync", tr("Sync now"), QKeySequence::Refresh, tr("refresh reload"));
    add("search", tr("Search in this page"), Qt::Key_Slash, tr("find Ctrl+F"));
    add("filter", tr("Add a filter"), Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    add("clear", tr("Take all filters off"), {});
    add("compare", tr("Compare with the period before"), {});
    add("business", tr("Times in business hours"), {});
    add("undo", tr("Undo the last change of filters or range"), QKeySequence::Undo);
    add("redo", tr("Redo the change of filters or range"), Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
    add("save", tr("Save what is shown as a view"), {});
    add("levels", tr("Levels: when a number turns amber or red"), {},
        tr("thresholds limits alarm colours"));
    add("export", tr("Export this view"), Qt::CTRL | Qt::Key_E,
        tr("file CSV JSON PDF PNG SVG save download"));
    add("wallboard", tr("Wallboard"), Qt::Key_F11, tr("full screen"));
    add("dark", tr("Dark colours"), {}, tr("theme night"));
    add("light", tr("Light colours"), {}, tr("theme day"));
    add("desktop", tr("Colours of the desktop"), {}, tr("theme system light dark"));
    add("account", tr("Add an account"), {});
    for (const auto &[key, title] : m_window.pageTitles()) {
        if (key.contains(QLatin1Char('/')))
            commands.push_back(
                {CommandKind::Action, QStringLiteral("page:") + key, title, tr("page"), {}, {}});
    }
    m_window.palette()->commands().setCommands(CommandKind::Action, std::move(commands));
}

void ScopeBinding::fillPeople(const FilterCatalogue &catalogue)
{
    std::vector<PaletteCommand> agents;
    for (const FilterEntry &entry : catalogue.entries(FilterDimension::Agent)) {
        if (entry.isNone)
            continue;
        agents.push_back({CommandKind::Agent,
                          QStringLiteral("agent:") + QString::number(entry.value.id),
                          entry.title,
                          entry.detail.isEmpty() ? tr("agent") : entry.detail,
                          {},
                          entry.folded});
    }
    std::vector<PaletteCommand> groups;
    for (const FilterEntry &entry : catalogue.entries(FilterDimension::Group)) {
        if (entry.isNone)
            continue;
        groups.push_back({CommandKind::Group,
                          QStringLiteral("group:") + QString::number(entry.value.id),
                          entry.title,
                          entry.detail.isEmpty() ? tr("group") : entry.detail,
                          {},
                          {}});
    }
    CommandList &commands = m_window.palette()->commands();
    commands.setCommands(CommandKind::Agent, std::move(agents));
    commands.setCommands(CommandKind::Group, std::move(groups));
}

void ScopeBinding::fillZones()
{
    std::vector<PaletteCommand> zones;
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds()) {
        const QString name = QString::fromLatin1(id);
        QString title = name;
        zones.push_back({CommandKind::Zone,
                         QStringLiteral("zone:") + name,
                         title.replace(QLatin1Char('_'), QLatin1Char(' ')),
                         tr("time zone"),
                         {},
                         {}});
    }
    m_window.palette()->commands().setCommands(CommandKind::Zone, std::move(zones));
}

void ScopeBinding::lookUp(const QString &text)
{
    QString id = text;
    if (id.startsWith(QLatin1Char('#')))
        id.remove(0, 1);
    m_looked = text;
    m_conversations.clear();
    m_found.clear();
    const std::vector<Account> &accounts = m_window.scopeDesk()->catalogue().accounts();
    for (const Account &account : accounts) {
        whenDone(m_reports.timeline(account.id, id), this,
                 [this, text, id, account](const Result<TimelineReport> &found) {
                     if (!found || text != m_looked)
                         return; // most accounts have no such conversation
                     const ConversationReportRow &row = found->conversation;
                     const QString key =
                         QStringLiteral("conversation:%1:%2").arg(account.id).arg(id);
                     QStringList detail{account.name, statusTitle(row.conversation.status)};
                     if (!row.agentName.isEmpty())
                         detail << row.agentName;
                     m_found.insert(key, {account.id, id});
                     m_conversations.push_back({CommandKind::Conversation,
                                                key,
                                                tr("Conversation #%1").arg(id),
                                                detail.join(QStringLiteral(" · ")),
                                                {},
                                                {}});
                     m_window.palette()->setConversations(text, m_conversations);
                 });
    }
}

void ScopeBinding::perform(const QString &key)
{
    const QString kind = key.section(QLatin1Char(':'), 0, 0);
    const QString what = key.section(QLatin1Char(':'), 1);
    Q_EMIT m_window.stateEdited(); // what was used last is remembered
    if (kind == QLatin1String("page")) {
        m_window.showPage(what);
    } else if (kind == QLatin1String("view")) {
        showView(what);
    } else if (kind == QLatin1String("agent") || kind == QLatin1String("group")) {
        const bool agent = kind == QLatin1String("agent");
        ViewScope scope = m_window.scope();
        scope.filter = {};
        (agent ? scope.filter.agents : scope.filter.groups) = {what.toLongLong()};
        m_window.changeScope(scope);
        if (!m_window.showPage(agent ? QStringLiteral("agents") : QStringLiteral("groups")))
            m_window.showPage(QStringLiteral("conversations"));
    } else if (kind == QLatin1String("zone")) {
        ViewScope scope = m_window.scope();
        scope.zone = QTimeZone(what.toLatin1());
        m_window.changeScope(scope);
    } else if (kind == QLatin1String("conversation")) {
        const auto found = m_found.constFind(key);
        if (found != m_found.constEnd())
            m_window.openConversation(found->account, found->id);
    } else {
        performAction(what);
    }
}

void ScopeBinding::editLevels()
{
    // A page without numbers of its own has no levels; Now always has.
    Page *page = m_window.currentPage();
    if (page && page->editLevels())
        return;
    if (m_window.showPage(QStringLiteral("now")))
        m_window.currentPage()->editLevels();
}

void ScopeBinding::performAction(const QString &action)
{
    ScopeDesk *desk = m_window.scopeDesk();
    if (action == QLatin1String("sync"))
        Q_EMIT m_window.syncRequested();
    else if (action == QLatin1String("filter"))
        desk->openFilters();
    else if (action == QLatin1String("search"))
        m_window.focusSearch();
    else if (action == QLatin1String("clear"))
        desk->setFilter({});
    else if (action == QLatin1String("levels"))
        editLevels();
    else if (action == QLatin1String("compare"))
        desk->toggleCompare();
    else if (action == QLatin1String("business"))
        desk->toggleBusiness();
    else if (action == QLatin1String("undo"))
        desk->undo();
    else if (action == QLatin1String("redo"))
        desk->redo();
    else if (action == QLatin1String("save"))
        m_window.topBar()->viewsMenu()->openSaveAs();
    else if (action == QLatin1String("export"))
        Q_EMIT m_window.exportRequested();
    else if (action == QLatin1String("wallboard"))
        m_window.setWallboard(!m_window.isWallboard());
    else if (action == QLatin1String("dark") || action == QLatin1String("light"))
        m_window.chooseTheme(action);
    else if (action == QLatin1String("desktop"))
        m_window.chooseTheme(QString());
    else if (action == QLatin1String("account"))
        Q_EMIT m_window.addAccountRequested();
}

} // namespace watchfloor
