// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a screen of 200 %.
#include "support/fakefigures.h"
#include "support/fakenow.h"
#include "support/fakereports.h"
#include "views/agentspage.h"
#include "views/chipsrow.h"
#include "views/conversationspage.h"
#include "views/groupspage.h"
#include "views/icons.h"
#include "views/mainwindow.h"
#include "views/nowpage.h"
#include "views/palette.h"
#include "views/sidebar.h"

#include <QAbstractButton>
#include <QApplication>
#include <QImage>
#include <QTest>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

struct Shell {
    MainWindow window;

    Shell()
    {
        auto *now = new NowPage;
        auto *agents = new AgentsPage;
        auto *conversations = new ConversationsPage;
        auto *groups = new GroupsPage;
        for (Page *page : std::initializer_list<Page *>{now, agents, conversations, groups})
            window.addPage(page);
        Account acme;
        acme.id = 1;
        acme.name = QStringLiteral("Acme support");
        window.setAccounts({acme});
        window.setNow(fakeNow);
        window.setFreshness(freshnessOf(fakeNow, {}, fakeNow - 90'000'000, fakeNow), fakeNow);
        window.resize(1280, 720);
        window.show();
        now->setReport(fakeNowReport(40, 128), false);
        agents->setReport(fakeAgentFigures(40), false);
        conversations->setReport(fakeConversations(60), false);
        groups->setReport(fakeBreakdown(14, MetricDimension::Group, groups->metrics()), false);
    }
};

/// Squares of 2 x 2 px that are not of one colour: a picture that was only blown up has none.
int finerThanOnce(const QImage &image)
{
    int count = 0;
    for (int y = 0; y + 1 < image.height(); y += 2) {
        for (int x = 0; x + 1 < image.width(); x += 2) {
            const QRgb at = image.pixel(x, y);
            count += image.pixel(x + 1, y) != at || image.pixel(x, y + 1) != at ||
                     image.pixel(x + 1, y + 1) != at;
        }
    }
    return count;
}

} // namespace

class TestScale : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyTheme(Theme::Light); }

    void pages_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<bool>("rtl");
        for (const char *page : {"now", "agents", "conversations", "groups"}) {
            QTest::addRow("%s", page) << QString::fromLatin1(page) << false;
            QTest::addRow("%s from the right", page) << QString::fromLatin1(page) << true;
        }
    }
    /// Twice the pixels, each of them painted, and no control outside of the window or of its bar.
    void pages()
    {
        QFETCH(QString, page);
        QFETCH(bool, rtl);
        QApplication::setLayoutDirection(rtl ? Qt::RightToLeft : Qt::LeftToRight);
        Shell shell;
        shell.window.showPage(page);
        QVERIFY(QTest::qWaitForWindowExposed(&shell.window));
        QCOMPARE(shell.window.devicePixelRatioF(), 2.0);
        QCOMPARE(shell.window.size(), QSize(1280, 720));
        const QImage picture = shell.window.grab().toImage();
        QCOMPARE(picture.size(), QSize(2560, 1440));
        QVERIFY2(finerThanOnce(picture) > 4000,
                 qPrintable(QString::number(finerThanOnce(picture))));
        for (const QAbstractButton *button : shell.window.findChildren<QAbstractButton *>()) {
            if (!button->isVisible() || button->visibleRegion().isEmpty())
                continue;
            const QWidget *bar = button->parentWidget();
            QVERIFY2(bar->rect().contains(button->geometry()), qPrintable(button->text()));
        }
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void iconsAreSharp()
    {
        const QPixmap icon =
            iconPixmap(QStringLiteral("agents"), Qt::black, 16, qApp->devicePixelRatio());
        QCOMPARE(icon.size(), QSize(32, 32));
        QVERIFY(finerThanOnce(icon.toImage()) > 20);
    }

    void theSmallestWindowHolds()
    {
        Shell shell;
        for (const QString &key : shell.window.pageKeys()) {
            shell.window.showPage(key);
            shell.window.resize(880, 480);
            QCoreApplication::processEvents();
            QCOMPARE(shell.window.size(), QSize(880, 480));
        }
    }
};

int main(int argc, char **argv)
{
    qputenv("QT_SCALE_FACTOR", "2");
    QApplication app(argc, argv);
    TestScale test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_scale.moc"
