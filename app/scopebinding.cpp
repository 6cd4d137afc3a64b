// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/scopebinding.h"

#include "backend/async/whendone.h"
#include "views/commandpalette.h"
#include "views/mainwindow.h"
#include "views/viewsmenu.h"

#include <utility>

namespace watchfloor {
namespace {

constexpr int choicesDelayMs = 2'000;
constexpr int compareDelayMs = 400;

std::vector<AccountChoices> choicesOf(FilterChoices &choices)
{
    std::vector<AccountChoices> accounts;
    for (AccountRows &rows : choices.accounts)
        accounts.push_back({rows.account, std::move(rows.agents), std::move(rows.groupings)});
    return accounts;
}

QByteArray setupOf(SavedView view)
{
    view.name.clear();
    view.file.clear();
    return savedViewToJson(view);
}

} // namespace

ScopeBinding::ScopeBinding(const QString &profileDir, ReportService &reports, MainWindow &window,
                           QObject *parent)
    : QObject(parent)
    , m_reports(reports)
    , m_window(window)
    , m_files(profileDir)
    , m_thread(QStringLiteral("choices"))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(choicesDelayMs);
    connect(&m_soon, &QTimer::timeout, this, &ScopeBinding::readChoices);
    connect(&reports, &ReportService::invalidated, this, [this](const ChangeSet &change) {
        const bool mayBeNew = change.agents || change.groupings || change.conversations > 0;
        if (mayBeNew && !m_soon.isActive())
            m_soon.start();
    });
    m_compare.setSingleShot(true);
    m_compare.setInterval(compareDelayMs);
    connect(&m_compare, &QTimer::timeout, this, &ScopeBinding::compareWithBaseline);
    connect(&m_files, &ViewFiles::loaded, this, &ScopeBinding::onViews);
    connect(&m_files, &ViewFiles::failed, this, &ScopeBinding::notice);
    connectViews();
    fillPages();
    fillActions();
}

ScopeBinding::~ScopeBinding() = default;

void ScopeBinding::connectViews()
{
    ViewsMenu *menu = m_window.topBar()->viewsMenu();
    connect(menu, &ViewsMenu::viewChosen, this, &ScopeBinding::showView);
    connect(menu, &ViewsMenu::saveRequested, this, &ScopeBinding::save);
    connect(menu, &ViewsMenu::renameRequested, this, &ScopeBinding::rename);
    connect(menu, &ViewsMenu::removeRequested, this, &ScopeBinding::remove);
    connect(menu, &ViewsMenu::startRequested, this, [this, menu](const QString &name) {
        menu->setStartView(name);
        Q_EMIT m_window.stateEdited();
    });
    connect(&m_window, &MainWindow::stateEdited, this, [this] {
        if (!m_baseline.isEmpty() && !m_compare.isActive())
            m_compare.start();
    });
    connect(m_window.palette(), &CommandPalette::chosen, this, &ScopeBinding::perform);
    connect(m_window.palette(), &CommandPalette::lookupRequested, this, &ScopeBinding::lookUp);
}

void ScopeBinding::start(bool startView)
{
    m_startPending = startView;
    m_files.load();
    readChoices();
}

void ScopeBinding::readChoices()
{
    if (m_reading) {
        m_readAgain = true;
        return;
    }
    m_reading = true;
    whenDone(m_reports.filterChoices({}), this, [this](const Result<FilterChoices> &choices) {
        if (!choices) {
            // The pages say why the cache cannot be read; the next change asks again.
            m_reading = false;
            return;
        }
        // Five thousand names are put in order elsewhere.
        const auto future = m_thread.run([read = *choices]() mutable -> Result<FilterCataloguePtr> {
            return FilterCataloguePtr(
                std::make_shared<FilterCatalogue>(choicesOf(read), read.channels, read.labels));
        });
        whenDone(future, this, [this](const Result<FilterCataloguePtr> &catalogue) {
            m_reading = false;
            if (catalogue)
                onChoices(*catalogue);
            if (std::exchange(m_readAgain, false))
                readChoices();
        });
    });
}

void ScopeBinding::onChoices(const FilterCataloguePtr &catalogue)
{
    m_window.setCatalogue(catalogue);
    Q_EMIT catalogueRead(catalogue);
    fillPeople(*catalogue);
    if (!std::exchange(m_hasZones, true))
        fillZones(); // not while the window is being made: they are many
    m_window.palette()->refresh();
}

void ScopeBinding::onViews(const ViewFolder &folder)
{
    m_views.setViews(folder.views);
    showViews();
    if (!folder.problems.isEmpty())
        Q_EMIT notice(folder.problems.join(QLatin1Char(' ')));
    if (std::exchange(m_startPending, false))
        showView(m_window.topBar()->viewsMenu()->startView());
}

void ScopeBinding::showViews()
{
    m_window.topBar()->viewsMenu()->setViews(m_views);
    std::vector<PaletteCommand> commands;
    for (const SavedView &view : m_views.views())
        commands.push_back({PaletteCommand::Kind::View,
                            QStringLiteral("view:") + view.name,
                            view.name,
                            tr("saved view"),
                            {},
                            {}});
    m_window.palette()->commands().setCommands(PaletteCommand::Kind::View, std::move(commands));
}

bool ScopeBinding::showView(const QString &name)
{
    const SavedView *view = m_views.find(name);
    if (!view)
        return false;
    m_window.showView(*view);
    m_window.topBar()->viewsMenu()->setCurrent(view->name, false);
    noteBaseline();
    return true;
}

void ScopeBinding::noteBaseline()
{
    m_baseline = setupOf(m_window.currentView());
}

void ScopeBinding::compareWithBaseline()
{
    ViewsMenu *menu = m_window.topBar()->viewsMenu();
    if (menu->current().isEmpty() || m_baseline.isEmpty())
        return;
    menu->setCurrent(menu->current(), setupOf(m_window.currentView()) != m_baseline);
}

void ScopeBinding::save(const QString &name)
{
    if (!m_writable) {
        Q_EMIT notice(tr("The view was not saved: this window only reads"));
        return;
    }
    SavedView view = m_window.currentView();
    view.name = name;
    const SavedView saved = m_views.put(std::move(view));
    m_files.write(saved);
    showViews();
    m_window.topBar()->viewsMenu()->setCurrent(saved.name, false);
    noteBaseline();
}

void ScopeBinding::rename(const QString &from, const QString &to)
{
    ViewsMenu *menu = m_window.topBar()->viewsMenu();
    const SavedView *renamed = m_writable ? m_views.rename(from, to) : nullptr;
    if (renamed) {
        const QString name = renamed->name;
        m_files.write(*renamed);
        if (menu->startView().compare(from, Qt::CaseInsensitive) == 0)
            menu->setStartView(name);
        if (menu->current().compare(from, Qt::CaseInsensitive) == 0)
            menu->setCurrent(name, menu->isChanged());
        Q_EMIT m_window.stateEdited();
    }
    showViews();
}

void ScopeBinding::remove(const QString &name)
{
    ViewsMenu *menu = m_window.topBar()->viewsMenu();
    if (!m_writable)
        return;
    const QString file = m_views.remove(name);
    if (!file.isEmpty())
        m_files.remove(file);
    if (menu->startView().compare(name, Qt::CaseInsensitive) == 0)
        menu->setStartView({});
    showViews();
    Q_EMIT m_window.stateEdited();
}

} // namespace watchfloor
