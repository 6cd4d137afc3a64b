// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/reportoptions.h"
#include "views/reportspage.h"

#include <QLineEdit>
#include <QListWidget>
#include <QTest>

using namespace watchfloor;

/// What was chosen and saved stays what it is.
class TestReportsKept : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Whatever is chosen elsewhere, the conversations stay those that were given.
    void aLineThatCannotHoldThemAllChangesNone_data()
    {
        QTest::addColumn<QString>("account");
        QTest::addColumn<int>("number");
        QTest::addColumn<bool>("holds");
        QTest::newRow("few") << QStringLiteral("Acme") << 3 << true;
        QTest::newRow("more than a line takes") << QStringLiteral("Acme") << 900 << false;
        QTest::newRow("a name that the line cuts") << QStringLiteral("Acme; Ltd") << 2 << false;
    }
    void aLineThatCannotHoldThemAllChangesNone()
    {
        QFETCH(const QString, account);
        QFETCH(const int, number);
        ReportsPage page;
        std::vector<ChosenConversation> all;
        for (int i = 0; i < number; ++i)
            all.push_back(
                {account,
                 QStringLiteral("9f1c2d3e-1111-2222-3333-444455556666-%1").arg(100'000 + i)});
        page.addConversations(all);
        QListWidget *sections = page.options()->sections();
        for (int row = 0; row < sections->count(); ++row) {
            QListWidgetItem *item = sections->item(row);
            if (item->data(Qt::UserRole).toInt() == static_cast<int>(ReportSection::Queue))
                item->setCheckState(Qt::Checked);
        }
        QVERIFY(page.plan().has(ReportSection::Queue));
        QVERIFY(page.plan().conversations == all);
        for (QLineEdit *found : page.findChildren<QLineEdit *>()) {
            if (found->accessibleName() != QLatin1String("Conversations"))
                continue;
            QTEST(!found->isReadOnly(), "holds");
            Q_EMIT found->editingFinished();
        }
        QVERIFY(page.plan().conversations == all);
        // With one that it can hold it is a line to write into again.
        page.options()->setPlan({});
        for (QLineEdit *found : page.findChildren<QLineEdit *>())
            QVERIFY(!found->isReadOnly());
    }

    /// A line of cron and a person take "daily" and "Daily" for the same report.
    void namesDifferInMoreThanCase()
    {
        QVariantList saved;
        for (const char *name : {"Daily", "Weekly", "daily"}) {
            QJsonObject json = toJson(ReportPlan());
            json.insert(QStringLiteral("name"), QLatin1String(name));
            saved << json.toVariantMap();
        }
        ReportsPage page;
        page.restoreState({{QStringLiteral("saved"), saved}});
        QCOMPARE(page.saved()->count(), 4);
        QCOMPARE(page.saved()->item(1)->text(), QStringLiteral("Daily"));
        QCOMPARE(page.saved()->item(3)->text(), QStringLiteral("daily 2"));
        page.saved()->item(2)->setText(QStringLiteral("DAILY"));
        QCOMPARE(page.saved()->item(2)->text(), QStringLiteral("DAILY 3"));
        page.saved()->item(2)->setText(QStringLiteral("daily 3")); // its own in another spelling
        QCOMPARE(page.saved()->item(2)->text(), QStringLiteral("daily 3"));
    }

    /// Neither a long path nor a newer program's words cost a report.
    void noSavedReportIsLost()
    {
        QJsonObject longLogo = toJson(ReportPlan());
        longLogo.insert(QStringLiteral("name"), QStringLiteral("Logo"));
        longLogo.insert(QStringLiteral("logo"), QString(1000, QLatin1Char('x')));
        QJsonObject newer = toJson(ReportPlan());
        newer.insert(QStringLiteral("version"), 2);
        newer.insert(QStringLiteral("sparkle"), true);
        ReportsPage page;
        page.restoreState({{QStringLiteral("saved"),
                            QVariantList{newer.toVariantMap(), longLogo.toVariantMap()}}});
        QCOMPARE(page.saved()->count(), 2);
        QCOMPARE(page.saved()->item(1)->text(), QStringLiteral("Logo"));
        const QVariantList kept = page.saveState().value(QStringLiteral("saved")).toList();
        QCOMPARE(kept.size(), 2);
        QCOMPARE(QJsonObject::fromVariantMap(kept.at(1).toMap()), newer);
        ReportsPage again;
        again.restoreState(page.saveState());
        QCOMPARE(again.saveState(), page.saveState());
    }
};

QTEST_MAIN(TestReportsKept)
#include "tst_reportskept.moc"
