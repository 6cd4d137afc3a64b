// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktopmotion.h"
#include "app/gnomemotion.h"
#include "app/scopebinding.h"
#include "app/viewfiles.h"
#include "support/fakeclock.h"
#include "views/agentspage.h"
#include "views/chartspage.h"
#include "views/commandpalette.h"
#include "views/groupspage.h"
#include "views/mainwindow.h"
#include "views/scopedesk.h"
#include "views/segments.h"
#include "views/viewsmenu.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

SavedView named(const char *name, const char *file)
{
    SavedView view;
    view.name = QString::fromLatin1(name);
    view.file = QString::fromLatin1(file);
    view.page = QStringLiteral("agents");
    return view;
}

void put(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

/// A window over an empty cache.
struct Desk {
    explicit Desk(const QString &dir)
        : reports(dir, clock)
    {
        window.addPage(new AgentsPage);
        scopes = std::make_unique<ScopeBinding>(dir, reports, window);
    }
    ViewsMenu *menu() const { return window.topBar()->viewsMenu(); }

    FakeClock clock;
    ReportService reports;
    MainWindow window;
    std::unique_ptr<ScopeBinding> scopes;
};

} // namespace

class TestViewFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDamagedFileTakesNoOtherWithIt()
    {
        QTemporaryDir dir;
        const QString folder = dir.filePath(QStringLiteral("views"));
        QVERIFY(ViewFiles::readFolder(folder).views.empty()); // not there yet
        QVERIFY(ViewFiles::writeFile(folder, named("One", "one.json")).ok());
        QVERIFY(ViewFiles::writeFile(folder, named("Two", "two.json")).ok());
        const QFile::Permissions others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup;
        QVERIFY(!(QFile::permissions(folder + QStringLiteral("/one.json")) & others));
        QVERIFY(!(QFile::permissions(folder) & others));
        put(folder + QStringLiteral("/broken.json"), "{\"watchfloor\":\"view\"");
        put(folder + QStringLiteral("/notes.txt"), "mine");
        const ViewFolder read = ViewFiles::readFolder(folder);
        QCOMPARE(read.views.size(), size_t{2});
        QCOMPARE(read.problems.size(), 1);
        QVERIFY(read.problems.front().contains(QStringLiteral("broken.json")));
        QVERIFY(QFile::exists(folder + QStringLiteral("/broken.json"))); // somebody may mend it
        QVERIFY(ViewFiles::removeFile(folder, QStringLiteral("one.json")).ok());
        QVERIFY(ViewFiles::removeFile(folder, QStringLiteral("one.json")).ok()); // gone is gone
        QCOMPARE(ViewFiles::readFolder(folder).views.size(), size_t{1});
    }

    void aFolderThatCannotBeMadeIsSaid()
    {
        QTemporaryDir dir;
        put(dir.filePath(QStringLiteral("views")), "a file in the way");
        ViewFiles files(dir.path());
        QSignalSpy failed(&files, &ViewFiles::failed);
        files.write(named("One", "one.json"));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(failed.front().front().toString().contains(QStringLiteral("One")));
    }

    void viewsLiveThroughTheProgram()
    {
        QTemporaryDir dir;
        {
            Desk desk(dir.path());
            ViewScope scope = desk.window.scope();
            scope.filter.channels = {QStringLiteral("chat")};
            scope.range = {RangePreset::LastWeek};
            desk.window.changeScope(scope);
            Q_EMIT desk.menu()->saveRequested(QStringLiteral("Chat"));
            QCOMPARE(desk.menu()->current(), QStringLiteral("Chat"));
            Q_EMIT desk.menu()->saveRequested(QStringLiteral("Other"));
            Q_EMIT desk.menu()->renameRequested(QStringLiteral("Chat"),
                                                QStringLiteral("Chat only"));
            Q_EMIT desk.menu()->removeRequested(QStringLiteral("Other"));
            Q_EMIT desk.menu()->startRequested(QStringLiteral("Chat only"));
            // The window moves on, and the menu says so.
            scope.filter = {};
            Q_EMIT desk.menu()->viewChosen(QStringLiteral("Chat only"));
            QVERIFY(!desk.menu()->isChanged());
            desk.window.changeScope(scope);
            QTRY_VERIFY(desk.menu()->isChanged());
            desk.scopes->flush();
            QCOMPARE(desk.window.saveState().value(QStringLiteral("startView")).toString(),
                     QStringLiteral("Chat only"));
        }
        QCOMPARE(QDir(dir.filePath(QStringLiteral("views"))).entryList(QDir::Files),
                 QStringList{QStringLiteral("chat.json")});
        Desk desk(dir.path());
        desk.menu()->setStartView(QStringLiteral("Chat only"));
        desk.scopes->start(true);
        QTRY_COMPARE(desk.menu()->current(), QStringLiteral("Chat only"));
        QCOMPARE(desk.window.scope().filter.channels, QStringList{QStringLiteral("chat")});
        QCOMPARE(desk.window.scope().range.preset, RangePreset::LastWeek);
        // A window that may not write keeps the files as they are.
        desk.scopes->setWritable(false);
        QSignalSpy notice(desk.scopes.get(), &ScopeBinding::notice);
        Q_EMIT desk.menu()->saveRequested(QStringLiteral("More"));
        Q_EMIT desk.menu()->removeRequested(QStringLiteral("Chat only"));
        QCOMPARE(notice.size(), 1);
        desk.scopes->flush();
        QCOMPARE(ViewFiles::readFolder(dir.filePath(QStringLiteral("views"))).views.size(),
                 size_t{1});
    }

    void thePaletteGoesToPartsOfPages()
    {
        QTemporaryDir dir;
        FakeClock clock;
        ReportService reports(dir.path(), clock);
        MainWindow window;
        auto *groups = new GroupsPage;
        auto *charts = new ChartsPage;
        for (Page *page : {static_cast<Page *>(new AgentsPage), static_cast<Page *>(groups),
                           static_cast<Page *>(charts)})
            window.addPage(page);
        ScopeBinding scopes(dir.path(), reports, window);
        const auto go = [&window](const char *text) {
            const auto found = window.palette()->commands().search(QLatin1String(text));
            if (!found.empty())
                Q_EMIT window.palette()->chosen(found.front()->key);
        };
        go("inbox");
        QCOMPARE(window.currentPage(), groups);
        QCOMPARE(groups->segments()->chosen(), QStringLiteral("inbox"));
        go("heat");
        QCOMPARE(window.currentPage(), charts);
        QCOMPARE(charts->question().kind, ChartQuestion::Kind::Heat);
        QVERIFY(window.showPage(QStringLiteral("charts/no such")));
        QCOMPARE(charts->question().kind, ChartQuestion::Kind::Heat);
    }

    void thePaletteDoesWhatItSays()
    {
        QTemporaryDir dir;
        Desk desk(dir.path());
        CommandPalette *palette = desk.window.palette();
        QVERIFY(palette->commands().find(QStringLiteral("page:agents")));
        Q_EMIT palette->chosen(QStringLiteral("do:compare"));
        Q_EMIT palette->chosen(QStringLiteral("do:business"));
        QVERIFY(desk.window.scope().compare && desk.window.scope().business);
        Q_EMIT palette->chosen(QStringLiteral("do:undo"));
        QVERIFY(!desk.window.scope().business);
        Q_EMIT palette->chosen(QStringLiteral("do:redo"));
        QVERIFY(desk.window.scope().business);
        Q_EMIT palette->chosen(QStringLiteral("agent:7"));
        QCOMPARE(desk.window.scope().filter.agents, (std::vector<RowId>{7}));
        Q_EMIT palette->chosen(QStringLiteral("group:9"));
        QCOMPARE(desk.window.scope().filter.groups, (std::vector<RowId>{9}));
        QVERIFY(desk.window.scope().filter.agents.empty());
        Q_EMIT palette->chosen(QStringLiteral("do:clear"));
        QVERIFY(desk.window.scope().filter.isEmpty());
        QSignalSpy sync(&desk.window, &MainWindow::syncRequested);
        QSignalSpy account(&desk.window, &MainWindow::addAccountRequested);
        Q_EMIT palette->chosen(QStringLiteral("do:sync"));
        Q_EMIT palette->chosen(QStringLiteral("do:account"));
        Q_EMIT palette->chosen(QStringLiteral("view:none such"));
        Q_EMIT palette->chosen(QStringLiteral("conversation:1:none such"));
        QCOMPARE(sync.size(), 1);
        QCOMPARE(account.size(), 1);
    }

    /// Whoever has switched animations off for the desktop has switched ours off.
    void desktopsSayThatNothingShallMove_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("reduced");
        const auto row = [](const char *name, const char *file, const char *content, bool reduced) {
            QTest::newRow(name) << QString::fromLatin1(file) << QByteArray(content) << reduced;
        };
        row("nothing set", "other.ini", "", false);
        row("GTK off", "gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=0\n", true);
        row("GTK off, in words", "gtk-4.0/settings.ini",
            "[Settings]\n gtk-enable-animations = False\n", true);
        row("GTK on", "gtk-3.0/settings.ini", "[Settings]\ngtk-enable-animations=1\n", false);
        row("another group", "gtk-3.0/settings.ini", "[Else]\ngtk-enable-animations=0\n", false);
        row("KDE off", "kdeglobals", "[General]\nX=1\n[KDE]\nAnimationDurationFactor=0\n", true);
        row("KDE slow", "kdeglobals", "[KDE]\nAnimationDurationFactor=0.5\n", false);
        row("KDE damaged", "kdeglobals", "[KDE]\nAnimationDurationFactor=none\n", false);
    }
    void desktopsSayThatNothingShallMove()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        const QTemporaryDir config;
        QVERIFY(QDir(config.path()).mkpath(QFileInfo(config.filePath(file)).path()));
        QFile written(config.filePath(file));
        QVERIFY(written.open(QIODevice::WriteOnly) && written.write(content) == content.size());
        written.close();
        QTEST(desktopReducesMotion(config.path()), "reduced");
    }

    /// As GNOME's own command says it, at the start and whenever it is switched.
    void gnomesSwitchIsHeard()
    {
        const QTemporaryDir folder;
        const QString command = folder.filePath(QStringLiteral("gsettings"));
        QFile script(command);
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\n"
                     "[ \"$2 $3\" = \"org.gnome.desktop.interface enable-animations\" ] || exit 1\n"
                     "case $1 in\n"
                     "get) echo false;;\n"
                     "monitor) echo 'enable-animations: true'; echo 'enable-animations: false';\n"
                     "  exec cat;;\n"
                     "esac\n");
        script.close();
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QList<bool> told;
        {
            const GnomeMotion gnome(command, [&told](bool animated) { told << animated; });
            QTRY_COMPARE(told, (QList<bool>{false, true, false}));
        }
        // Elsewhere there is no such command, and nothing is ever told.
        bool spoke = false;
        const GnomeMotion none(folder.filePath(QStringLiteral("none")),
                               [&spoke](bool) { spoke = true; });
        QCoreApplication::processEvents();
        QVERIFY(!spoke);
        QVERIFY(GnomeMotion::isAbout(QStringLiteral("ubuntu:GNOME")));
        QVERIFY(!GnomeMotion::isAbout(QStringLiteral("KDE")));
        QVERIFY(!GnomeMotion::isAbout(QString()));
    }
};

QTEST_MAIN(TestViewFiles)
#include "tst_viewfiles.moc"
