// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens/screens.h"
#include "support/fakereports.h"
#include "views/conversationspage.h"
#include "views/palette.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QPainter>
#include <QProcess>
#include <QTest>
#include <QTranslator>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

/// Every text a third longer, as German is.
class LongLanguage : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *text, const char *, int) const override
    {
        QString longer;
        for (const QChar c : QString::fromUtf8(text)) {
            longer += c;
            if (QStringLiteral("aeiou").contains(c))
                longer += c;
        }
        return longer;
    }
};

void prepare(Stage &stage)
{
    ViewScope scope;
    scope.zone = QTimeZone("Europe/Berlin");
    Account acme;
    acme.id = 1;
    acme.name = QStringLiteral("Acme support");
    acme.provider = QStringLiteral("chatwoot");
    stage.window.setScope(scope);
    stage.window.setAccounts({acme});
    stage.window.setNow(fakeNow);
    stage.window.setFreshness(freshnessOf(fakeNow - 20'000, {}, {}, fakeNow), fakeNow);
    stage.window.setActivities(
        {{Activity::State::Done, acme.name, QStringLiteral("synced 15:03"), -1, QString()}});
    ConversationsPage *page = &stage.the<ConversationsPage>();
    QObject::connect(
        page, &ConversationsPage::conversationSelected, page, [page](RowId, const QString &id) {
            for (const ConversationReportRow &row : pastConversations(page->model().rowCount())) {
                if (row.conversation.remoteId == id)
                    page->setTimeline(fakeTimeline(row));
            }
        });
}

bool render(const QString &file, const Screen &screen)
{
    Stage stage;
    prepare(stage);
    stage.window.resize(screen.size);
    stage.window.show();
    screen.arrange(stage);
    if (stage.window.isFullScreen()) { // the display without a screen is smaller than the picture
        stage.window.setWindowState(Qt::WindowNoState);
        stage.window.resize(screen.size);
    }
    QTest::qWait(250); // past the delay of the skeleton rows
    QWidget *shown = &stage.window;
    if (QDialog *dialog = stage.window.findChild<QDialog *>())
        shown = dialog;
    QPixmap picture = shown->grab();
    QPainter painter(&picture); // popovers are windows of their own
    for (QWidget *popup : QApplication::topLevelWidgets()) {
        if (popup->windowType() == Qt::Popup && popup->isVisible())
            painter.drawPixmap(popup->pos() - shown->mapToGlobal(QPoint()), popup->grab());
    }
    painter.end();
    return picture.save(file);
}

/// Page x state in both themes, at 1x and 2x, from either side. A scale is a program's for life, so
/// each one is a run of its own.
int renderMatrix(const QString &dir, const QString &name)
{
    int failed = 0;
    for (const char *scale : {"1", "2"}) {
        for (const bool rtl : {false, true}) {
            QProcess run;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QLatin1String(scale));
            environment.remove(QStringLiteral("WATCHFLOOR_RTL"));
            if (rtl)
                environment.insert(QStringLiteral("WATCHFLOOR_RTL"), QStringLiteral("1"));
            run.setProcessEnvironment(environment);
            run.setProcessChannelMode(QProcess::ForwardedChannels);
            run.start(QCoreApplication::applicationFilePath(), {dir, name});
            run.waitForFinished(-1);
            failed += run.exitStatus() != QProcess::NormalExit || run.exitCode() != 0;
        }
    }
    return failed == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QStringList arguments = app.arguments();
    const bool matrix = arguments.removeAll(QStringLiteral("--matrix")) > 0;
    if (arguments.size() < 2) {
        qWarning("usage: watchfloor-screens [--matrix] DIR [NAME]");
        return 2;
    }
    if (matrix)
        return renderMatrix(arguments.at(1), arguments.value(2, QStringLiteral("state-")));
    const QDir out(arguments.at(1));
    out.mkpath(QStringLiteral("."));
    LongLanguage language;
    const bool isLong = qEnvironmentVariableIsSet("WATCHFLOOR_LONG");
    if (isLong)
        app.installTranslator(&language);
    const bool rtl = qEnvironmentVariableIsSet("WATCHFLOOR_RTL");
    if (rtl)
        app.setLayoutDirection(Qt::RightToLeft);
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        applyTheme(theme);
        for (const Screen &screen : screens()) {
            if (arguments.size() > 2 && !screen.name.startsWith(arguments.at(2)))
                continue;
            const QString looks =
                theme == Theme::Dark ? QStringLiteral("-dark") : QStringLiteral("-light");
            const QString side = (rtl ? QStringLiteral("-rtl") : QString()) +
                                 (isLong ? QStringLiteral("-long") : QString());
            const QString scale = app.devicePixelRatio() > 1 ? QStringLiteral("-2x") : QString();
            if (!render(out.filePath(screen.name + looks + scale + side + QStringLiteral(".png")),
                        screen))
                return 1;
        }
    }
    return 0;
}
