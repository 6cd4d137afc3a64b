// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mainwindow.h"

#include "models/scopejson.h"
#include "views/chipsrow.h"
#include "views/commandpalette.h"
#include "views/icons.h"
#include "views/page.h"
#include "views/palette.h"
#include "views/readingorder.h"
#include "views/scopedesk.h"
#include "views/sidebar.h"
#include "views/viewsmenu.h"
#include "views/wallstrip.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace watchfloor {
namespace {

constexpr int narrowBelow = 1100;

} // namespace

MainWindow::MainWindow(QWidget *parent)
    : QWidget(parent)
    , m_sidebar(new Sidebar(this))
    , m_topBar(new TopBar(this))
    , m_chips(new ChipsRow(this))
    , m_desk(new ScopeDesk(m_topBar, m_chips, this))
    , m_palette(new CommandPalette(this))
    , m_pages(new QStackedWidget(this))
    , m_status(new StatusStrip(this))
    , m_wall(new WallStrip(this))
{
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_wall);
    right->addWidget(m_topBar);
    right->addWidget(m_chips);
    right->addWidget(m_pages, 1);
    right->addWidget(m_status);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_sidebar);
    layout->addLayout(right, 1);
    setWindowTitle(QStringLiteral("Watchfloor"));
    setWindowIcon(applicationIcon());
    setMinimumSize(880, 480);
    resize(1280, 720);

    connect(m_sidebar, &Sidebar::chosen, this, &MainWindow::showPage);
    connectScope();
    connect(m_topBar, &TopBar::searchChanged, this, [this](const QString &text) {
        m_search = text;
        if (Page *page = currentPage())
            page->setSearch(text);
        noteNarrowing();
    });
    connect(m_topBar, &TopBar::leftSearch, this, [this] {
        if (Page *page = currentPage())
            page->focusMain();
    });
    const auto toAccounts = [this] { showPage(QStringLiteral("accounts")); };
    connect(m_topBar, &TopBar::freshnessClicked, this, toAccounts);
    connect(m_status, &StatusStrip::clicked, this, toAccounts);
    connectKeys();
}

void MainWindow::connectScope()
{
    connect(m_topBar, &TopBar::scopeChanged, this, &MainWindow::changeScope);
    connect(m_desk, &ScopeDesk::scopeWanted, this, &MainWindow::changeScope);
    m_desk->setNarrowing([this] { return narrowing(); });
    connect(m_desk, &ScopeDesk::narrowingWanted, this, &MainWindow::goTo);
    connect(m_desk, &ScopeDesk::startScopeWanted, this, [this](const ViewScope &wanted) {
        setScope(wanted);
        Q_EMIT scopeChanged(scope());
        Q_EMIT stateEdited();
    });
    connect(m_desk, &ScopeDesk::filtersTold, this, &MainWindow::tellFilters);
    connect(m_desk, &ScopeDesk::focusLost, this, [this] {
        if (Page *page = currentPage())
            page->focusMain();
    });
}

void MainWindow::addPage(Page *page, bool atEnd)
{
    m_pages->addWidget(page);
    m_list.push_back(page);
    const int number = static_cast<int>(m_list.size());
    const QKeySequence keys(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number));
    m_sidebar->addEntry(page->key(), page->title(), page->iconName(),
                        keys.toString(QKeySequence::NativeText), atEnd);
    const QString key = page->key();
    connect(new QShortcut(keys, this), &QShortcut::activated, this, [this, key] { showPage(key); });
    connectPage(page);
    page->setFormatter(formatter());
    page->setScope(scope());
    if (number == 1)
        showPage(key);
}

void MainWindow::connectPage(Page *page)
{
    connect(page, &Page::stateEdited, this, &MainWindow::stateEdited);
    connect(page, &Page::choicesChanged, this, &MainWindow::noteNarrowing);
    const auto tellIgnored = [this, page] {
        if (page == currentPage())
            m_desk->setPage(page->ignoredFilters(), page->usesScope());
    };
    connect(page, &Page::questionChanged, this, tellIgnored); // another metric, other filters
    connect(page, &Page::ignoredChanged, this, tellIgnored);
    connect(page, &Page::addAccountRequested, this, &MainWindow::addAccountRequested);
    connect(page, &Page::demoRequested, this, &MainWindow::demoRequested);
    connect(page, &Page::retryRequested, this, &MainWindow::retryRequested);
    connect(page, &Page::drillRequested, this, &MainWindow::drillRequested);
    connect(page, &Page::explainRequested, this, &MainWindow::explainRequested);
    connect(page, &Page::searchClearRequested, this, &MainWindow::clearSearch);
    connect(page, &Page::scopeRequested, this, &MainWindow::changeScope);
    connect(page, &Page::rangeRequested, this, [this](const RangeChoice &range) {
        ViewScope other = scope();
        other.range = range;
        changeScope(other);
    });
    connect(page, &Page::filtersClearRequested, this, [this] {
        ViewScope all = scope();
        all.accounts.clear();
        all.filter = {};
        changeScope(all);
    });
    connect(page, &Page::widerRangeRequested, this, [this] {
        ViewScope wider = scope();
        wider.range = {RangePreset::Last30Days, {}, {}};
        changeScope(wider);
    });
    connect(page, &Page::conversationRequested, this, &MainWindow::openConversation);
    connect(page, &Page::pageRequested, this,
            [this](const QString &key, const QVariantMap &choices) {
                if (!showPage(key))
                    return;
                currentPage()->setChoices(choices);
                search(QString());
            });
}

Page *MainWindow::currentPage() const
{
    return qobject_cast<Page *>(m_pages->currentWidget());
}

QStringList MainWindow::pageKeys() const
{
    QStringList keys;
    for (const Page *page : m_list)
        keys << page->key();
    return keys;
}

std::vector<std::pair<QString, QString>> MainWindow::pageTitles() const
{
    std::vector<std::pair<QString, QString>> titles;
    for (const Page *page : m_list)
        titles.emplace_back(page->key(), page->title());
    for (const Page *page : m_list) {
        for (const auto &[key, title] : page->parts())
            titles.emplace_back(page->key() + QLatin1Char('/') + key,
                                page->title() + QStringLiteral(": ") + title);
    }
    return titles;
}

bool MainWindow::showPage(const QString &key)
{
    const qsizetype slash = key.indexOf(QLatin1Char('/'));
    if (slash >= 0) {
        if (!showPage(key.left(slash)))
            return false;
        currentPage()->showPart(key.mid(slash + 1));
        return true;
    }
    const auto found = std::find_if(m_list.begin(), m_list.end(),
                                    [&key](const Page *page) { return page->key() == key; });
    if (found == m_list.end())
        return false;
    Page *page = *found;
    const bool changed = page != currentPage() || m_list.size() == 1;
    m_cameFrom.clear();
    m_pages->setCurrentWidget(page);
    m_sidebar->setCurrent(key);
    m_topBar->setTitle(page->title());
    m_topBar->setScopeUsed(page->usesScope());
    m_desk->setPage(page->ignoredFilters(), page->usesScope());
    page->setSearch(m_search);
    page->focusMain();
    if (changed) {
        Q_EMIT pageShown(key);
        Q_EMIT stateEdited();
    }
    return true;
}

bool MainWindow::openPage(const QString &key)
{
    const QString from = m_cameFrom.isEmpty() && currentPage() ? currentPage()->key() : m_cameFrom;
    if (!showPage(key))
        return false;
    m_cameFrom = from == key ? QString() : from;
    m_openedSearch = m_search;
    return true;
}

bool MainWindow::goBack()
{
    const QString from = m_cameFrom;
    Page *page = currentPage();
    const bool left = page && page->stepBack();
    if (!from.isEmpty())
        return showPage(from);
    if (left)
        page->focusMain();
    return left;
}

void MainWindow::openConversation(RowId account, const QString &remoteId)
{
    Q_EMIT conversationRequested(account, remoteId);
}

void MainWindow::chooseTheme(const QString &key)
{
    m_theme = key;
    applyTheme(themeOf(key));
    Q_EMIT stateEdited();
}

void MainWindow::setScope(const ViewScope &scope)
{
    m_topBar->setScope(scope);
    m_desk->begin();
    applyScope();
}

MetricFormatter MainWindow::formatter() const
{
    return MetricFormatter(QLocale(), scope().zone);
}

void MainWindow::applyScope()
{
    for (Page *page : m_list) {
        page->setFormatter(formatter());
        page->setScope(scope());
    }
    tellFilters();
}

void MainWindow::changeScope(const ViewScope &scope)
{
    m_topBar->setScope(scope);
    m_desk->note();
    applyScope();
    Q_EMIT scopeChanged(this->scope());
    Q_EMIT stateEdited();
}

void MainWindow::setCatalogue(const FilterCataloguePtr &catalogue)
{
    m_desk->setCatalogue(catalogue);
    for (Page *page : m_list)
        page->setCatalogue(catalogue);
}

void MainWindow::setAccounts(const std::vector<Account> &accounts)
{
    m_accounts = accounts;
    m_topBar->setAccounts(accounts);
    for (Page *page : m_list)
        page->setAccounts(accounts);
    tellFilters();
}

void MainWindow::setFreshness(const Freshness &freshness, TimeMs now)
{
    m_topBar->setFreshness(freshness, formatter(), now);
    m_wall->setFreshness(freshness, formatter(), now);
}

void MainWindow::setActivities(const std::vector<Activity> &activities)
{
    m_status->setActivities(activities);
}

void MainWindow::setNotice(const QString &notice)
{
    m_status->setNotice(notice);
}

void MainWindow::setNow(TimeMs now)
{
    m_now = now;
    m_topBar->setNow(now);
    m_desk->setNow(now);
    refreshWall();
    for (Page *page : m_list)
        page->setNow(now);
}

void MainWindow::clearSearch()
{
    m_topBar->searchEdit()->clear();
}

void MainWindow::search(const QString &text)
{
    m_topBar->searchEdit()->setText(text);
    m_search = text;
    if (Page *page = currentPage())
        page->setSearch(text);
    noteNarrowing();
}

QVariantMap MainWindow::saveState() const
{
    QVariantMap pages;
    for (const Page *page : m_list)
        pages.insert(page->key(), page->saveState());
    return {{QStringLiteral("page"), currentPage() ? currentPage()->key() : QString()},
            {QStringLiteral("scope"), m_desk->scopeJson().toVariantMap()},
            {QStringLiteral("recent"), m_palette->commands().recent()},
            {QStringLiteral("theme"), m_theme},
            {QStringLiteral("startView"), m_topBar->viewsMenu()->startView()},
            {QStringLiteral("pages"), pages}};
}

void MainWindow::restoreState(const QVariantMap &state)
{
    restorePages(state.value(QStringLiteral("pages")).toMap());
    m_theme = state.value(QStringLiteral("theme")).toString(); // applied before there is a window
    m_palette->commands().setRecent(state.value(QStringLiteral("recent")).toStringList());
    m_topBar->viewsMenu()->setStartView(state.value(QStringLiteral("startView")).toString());
    const QVariant scope = state.value(QStringLiteral("scope"));
    if (scope.isValid())
        m_desk->show(QJsonObject::fromVariantMap(scope.toMap()), false);
    showPage(state.value(QStringLiteral("page")).toString());
}

void MainWindow::restorePages(const QVariantMap &pages)
{
    m_restoring = true;
    for (Page *page : m_list) {
        if (pages.contains(page->key()))
            page->restoreState(pages.value(page->key()).toMap());
    }
    m_restoring = false;
}

Narrowing MainWindow::narrowing() const
{
    QVariantMap choices;
    for (const Page *page : m_list) {
        if (const QVariantMap own = page->choices(); !own.isEmpty())
            choices.insert(page->key(), own);
    }
    return {scope(), m_search, choices};
}

void MainWindow::noteNarrowing()
{
    if (!m_restoring)
        m_desk->noteNarrowing();
}

void MainWindow::goTo(const Narrowing &wanted)
{
    m_restoring = true;
    for (Page *page : m_list)
        page->setChoices(wanted.choices.value(page->key()).toMap());
    if (wanted.search != m_search)
        search(wanted.search);
    m_restoring = false;
    if (wanted.scope != scope())
        changeScope(wanted.scope); // asked for anew
    else
        Q_EMIT stateEdited();
}

SavedView MainWindow::currentView() const
{
    SavedView view;
    view.search = m_search;
    view.page = currentPage() ? currentPage()->key() : QString();
    view.scope = m_desk->scopeJson();
    for (const Page *page : m_list)
        view.pages.insert(page->key(), page->saveState());
    return view;
}

void MainWindow::showView(const SavedView &view)
{
    restorePages(view.pages);
    m_restoring = true;
    search(view.search);
    m_restoring = false;
    showPage(view.page);
    m_desk->show(view.scope, true);
    Q_EMIT stateEdited();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_sidebar->setNarrow(width() < narrowBelow);
    Q_EMIT stateEdited();
}

void MainWindow::moveEvent(QMoveEvent *event)
{
    QWidget::moveEvent(event);
    Q_EMIT stateEdited();
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    // What nothing inside wanted: Esc leaves the wallboard, else takes off a search typed since
    // something was opened, else leaves that, else takes the search off; wherever the keyboard is.
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (leaveFullScreen())
        return;
    const bool typedSince = !m_search.isEmpty() && m_search != m_openedSearch;
    if (!typedSince && goBack())
        return;
    if (m_search.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    clearSearch();
    if (Page *page = currentPage())
        page->focusMain();
}

bool MainWindow::event(QEvent *event)
{
    if (event->type() == QEvent::ThemeChange)
        followDesktop();
    else if (event->type() == QEvent::WindowStateChange)
        Q_EMIT stateEdited();
    return QWidget::event(event);
}

bool MainWindow::focusNextPrevChild(bool next)
{
    std::vector<QWidget *> stops;
    for (QWidget *part : std::initializer_list<QWidget *>{m_sidebar, m_topBar, m_chips,
                                                          m_pages->currentWidget(), m_status}) {
        if (!part)
            continue;
        const std::vector<QWidget *> inside = readingOrder(part);
        stops.insert(stops.end(), inside.begin(), inside.end());
    }
    const auto at = std::find(stops.begin(), stops.end(), focusWidget());
    if (at == stops.end())
        return QWidget::focusNextPrevChild(next);
    const auto count = static_cast<std::ptrdiff_t>(stops.size());
    const std::ptrdiff_t step = next ? 1 : count - 1;
    QWidget *to = stops[static_cast<size_t>((at - stops.begin() + step) % count)];
    to->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    Q_EMIT closing();
    event->accept();
}

} // namespace watchfloor
