// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"
#include "app/desktopmotion.h"
#include "app/gnomemotion.h"
#include "app/guioptions.h"
#include "app/reportline.h"
#include "app/windowstate.h"
#include "backend/async/stopsignals.h"
#include "backend/async/wholefile.h"
#include "backend/net/systemproxy.h"
#include "views/motion.h"

#include <QApplication>
#include <QStandardPaths>

#include <cstdio>
#include <memory>

#include <sys/stat.h>

using namespace watchfloor;

namespace {

/// Where there is no display the window is rendered off-screen instead of ending in an abort.
void choosePlatform(bool screenshot)
{
    if (!qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        return;
    if (screenshot) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        return;
    }
    QByteArray platforms;
    if (!qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        platforms += "wayland;";
    if (!qEnvironmentVariableIsEmpty("DISPLAY"))
        platforms += "xcb;";
    qputenv("QT_QPA_PLATFORM", platforms + "offscreen");
}

} // namespace

int main(int argc, char **argv)
{
    // All files of the profile are the user's alone; what is exported is for others.
    setUmaskOfFiles(::umask(S_IRWXG | S_IRWXO));
    QCoreApplication::setApplicationName(QStringLiteral("watchfloor"));
    QCoreApplication::setApplicationVersion(QStringLiteral(WATCHFLOOR_VERSION));
    QStringList arguments;
    for (int i = 1; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    if (asksForReport(arguments))
        return reportProgram(argc, argv, arguments);
    const Result<GuiOptions> options = parseGuiOptions(arguments, Application::pageKeys());
    if (!options) {
        std::fprintf(stderr, "watchfloor: %s\n", qUtf8Printable(options.error().sentence()));
        return 2;
    }
    if (options->help || options->version) {
        const QString text = options->help ? guiHelp(Application::pageKeys())
                                           : QStringLiteral("watchfloor " WATCHFLOOR_VERSION "\n");
        std::fputs(qUtf8Printable(text), stdout);
        return 0;
    }
    WindowState state = WindowState::load(options->profileDir);
    const bool asked = !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
    choosePlatform(!options->screenshot.isEmpty());
    const bool calm = desktopReducesMotion(
        QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation));
    reduceMotion(calm);
    QApplication app(argc, argv);
    if (!asked && options->screenshot.isEmpty() &&
        QGuiApplication::platformName() == QLatin1String("offscreen"))
        std::fputs("watchfloor: No display was found, so the window is drawn off-screen. "
                   "Use --screenshot FILE to see it.\n",
                   stderr);
    std::unique_ptr<GnomeMotion> gnome;
    if (options->screenshot.isEmpty() &&
        GnomeMotion::isAbout(qEnvironmentVariable("XDG_CURRENT_DESKTOP")))
        gnome = std::make_unique<GnomeMotion>(QStringLiteral("gsettings"), [calm](bool animated) {
            reduceMotion(calm || !animated);
        });
    QApplication::setQuitOnLastWindowClosed(false);
    useSystemProxies();
    const QString chosen = state.view.value(QStringLiteral("theme")).toString();
    applyTheme(options->theme == Theme::System ? themeOf(chosen) : options->theme);

    Application application(*options, std::move(state));
    const StopSignals signals;
    const std::stop_callback onStop(signals.token(), [&application] { application.quit(); });
    QObject::connect(
        &application, &Application::finished, &app, [](int code) { QCoreApplication::exit(code); },
        Qt::QueuedConnection);
    application.start();
    return app.exec();
}
