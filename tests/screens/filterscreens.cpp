// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens/screens.h"
#include "support/fakereports.h"
#include "support/filtersample.h"
#include "views/agentspage.h"
#include "views/commandpalette.h"
#include "views/filterpopover.h"
#include "views/pickerbutton.h"
#include "views/rangepopup.h"
#include "views/scopedesk.h"
#include "views/viewsmenu.h"
#include "views/viewspopup.h"

#include <QLineEdit>
#include <QMenu>

namespace watchfloor::test {
namespace {

ViewScope filtered(bool many)
{
    ViewScope scope;
    scope.zone = QTimeZone("Europe/Berlin");
    scope.filter.groups = {31};
    scope.filter.channels = {QStringLiteral("chat")};
    if (!many)
        return scope;
    scope.filter.agents = {11, 12, 13};
    scope.filter.groups = {0, 31};
    scope.filter.skills = {41};
    scope.filter.inboxes = {51};
    scope.filter.channels = {QStringLiteral("chat"), QStringLiteral("email")};
    scope.filter.labels = {QStringLiteral("refund"), QStringLiteral("vip")};
    scope.filter.who = ViewFilter::Who::Humans;
    scope.compare = scope.business = true;
    scope.range = {RangePreset::Last7Days};
    return scope;
}

SavedViews namedViews()
{
    SavedViews views;
    for (const char *name : {"Billing, nights", "Chat today", "Onboarding – first week"}) {
        SavedView view;
        view.name = QString::fromUtf8(name);
        views.put(view);
    }
    return views;
}

Screen screen(const char *name, QSize size, bool many, const std::function<void(Stage &)> &then)
{
    return {QLatin1String(name), size, [many, then](Stage &stage) {
                stage.the<AgentsPage>().setReport(fakeAgents(40), false);
                stage.window.setCatalogue(sampleCatalogue());
                stage.window.changeScope(filtered(many));
                stage.window.topBar()->viewsMenu()->setViews(namedViews());
                if (then)
                    then(stage);
            }};
}

void openPalette(Stage &stage)
{
    using Kind = PaletteCommand::Kind;
    CommandList &commands = stage.window.palette()->commands();
    commands.setCommands(Kind::Page, {{Kind::Page,
                                       QStringLiteral("a"),
                                       QStringLiteral("Agents"),
                                       QStringLiteral("page"),
                                       QStringLiteral("Ctrl+1"),
                                       {}},
                                      {Kind::Page,
                                       QStringLiteral("b"),
                                       QStringLiteral("Groups & skills"),
                                       QStringLiteral("page"),
                                       QStringLiteral("Ctrl+4"),
                                       {}}});
    commands.setCommands(Kind::View, {{Kind::View,
                                       QStringLiteral("c"),
                                       QStringLiteral("Billing, nights"),
                                       QStringLiteral("saved view"),
                                       {},
                                       {}}});
    commands.setCommands(Kind::Action, {{Kind::Action,
                                         QStringLiteral("d"),
                                         QStringLiteral("Sync now"),
                                         {},
                                         QStringLiteral("F5"),
                                         {}}});
    commands.setCommands(Kind::Agent, {{Kind::Agent,
                                        QStringLiteral("e"),
                                        QStringLiteral("Maximiliane Brandt"),
                                        QStringLiteral("Acme support · left"),
                                        {},
                                        {}}});
    commands.setCommands(Kind::Group, {{Kind::Group,
                                        QStringLiteral("f"),
                                        QStringLiteral("Billing"),
                                        QStringLiteral("group"),
                                        {},
                                        {}}});
    stage.window.palette()->open();
}

} // namespace

void addFilterScreens(std::vector<Screen> &all)
{
    all.push_back(screen("filters-chips", usualSize, false, {}));
    all.push_back(screen("filters-many", usualSize, true, [](Stage &stage) {
        stage.window.topBar()->viewsMenu()->setCurrent(QStringLiteral("Onboarding – first week"),
                                                       true);
    }));
    all.push_back(screen("filters-narrow", QSize(880, 560), true, {}));
    all.push_back(screen("filters-lost", QSize(880, 560), true,
                         [](Stage &stage) { stage.window.setCatalogue(manyAgents(3)); }));
    all.push_back(screen("filters-popover", usualSize, true, [](Stage &stage) {
        stage.window.scopeDesk()->openFilters(FilterDimension::Agent);
    }));
    all.push_back(screen("filters-popover-small", QSize(880, 480), true, [](Stage &stage) {
        stage.window.scopeDesk()->openFilters(FilterDimension::Group);
        stage.window.scopeDesk()->popover()->findChild<QLineEdit *>()->setText(
            QStringLiteral("zebra"));
    }));
    all.push_back(screen("filters-palette", usualSize, false, openPalette));
    all.push_back(screen("filters-palette-typed", usualSize, false, [](Stage &stage) {
        openPalette(stage);
        stage.window.palette()->findChild<QLineEdit *>()->setText(QStringLiteral("bi"));
    }));
    all.push_back(screen("filters-view-name", usualSize, false, [](Stage &stage) {
        ViewsMenu *menu = stage.window.topBar()->viewsMenu();
        menu->openSaveAs();
        menu->namePopup()->findChild<QLineEdit *>()->setText(QStringLiteral("Chat today"));
    }));
    all.push_back(screen("filters-views", usualSize, false, [](Stage &stage) {
        ViewsMenu *menu = stage.window.topBar()->viewsMenu();
        menu->setStartView(QStringLiteral("Chat today"));
        menu->managePopup()->openAt(menu->mapToGlobal(QPoint(0, menu->height() + 4)));
    }));
    all.push_back(screen("filters-range", usualSize, true, [](Stage &stage) {
        QMenu *menu = stage.window.topBar()->rangePicker()->menu();
        const QWidget *button = stage.window.topBar()->rangePicker();
        menu->popup(button->mapToGlobal(QPoint(0, button->height())));
    }));
    all.push_back(screen("filters-range-custom", usualSize, false, [](Stage &stage) {
        ViewScope scope = stage.window.scope();
        scope.range = {RangePreset::Custom, QDate(2023, 11, 1), QDate(2023, 11, 7), QTime(8, 0),
                       QTime(17, 30)};
        stage.window.changeScope(scope);
        QMenu *menu = stage.window.topBar()->rangePicker()->menu();
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions()) {
            if (action->text().endsWith(QChar(0x2026)))
                action->trigger();
        }
    }));
}

} // namespace watchfloor::test
