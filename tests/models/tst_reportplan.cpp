// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/reportplan.h"

#include <QJsonArray>
#include <QTest>

using namespace watchfloor;

class TestReportPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plansSurviveTheirFile()
    {
        ReportPlan plan;
        plan.name = QStringLiteral("Monday");
        plan.sections = {ReportSection::Trend, ReportSection::Summary};
        plan.metrics = QStringList{QStringLiteral("csat")};
        plan.groupBy = MetricDimension::Skill;
        plan.timeValue = ReportTimeValue::P90;
        plan.conversations = {{QStringLiteral("Acme"), QStringLiteral("48213")}};
        plan.listOrder = ListOrder::LeastTimeLeft;
        plan.paper = PaperSize::Letter;
        plan.landscape = true;
        plan.locale = QStringLiteral("de_DE");
        plan.author = QStringLiteral("Łukasz");
        plan.pseudonymous = true;
        const Result<ReportPlan> again = reportPlanFromJson(toJson(plan));
        QVERIFY2(again, again ? "" : qPrintable(again.error().sentence()));
        QVERIFY(*again == plan);
        QVERIFY(*reportPlanFromJson({}) == ReportPlan());
        // One of before there was a list of conversations.
        QJsonObject older = toJson(plan);
        older.remove(QStringLiteral("list_order"));
        plan.listOrder = ListOrder::Newest;
        QVERIFY(*reportPlanFromJson(older) == plan);
        // No section is a choice too.
        plan.sections.clear();
        plan.logoFile = QString(2000, QLatin1Char('l'));
        const Result<ReportPlan> bare = reportPlanFromJson(toJson(plan));
        QVERIFY(bare && *bare == plan);
        for (const ReportSection section : allReportSections)
            QVERIFY(*sectionFromKey(sectionKey(section)) == section);
    }

    void wrongPlansAreRefused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *key, const QJsonValue &value, const char *words) {
            QTest::newRow(key) << QString::fromLatin1(key) << value << QString::fromLatin1(words);
        };
        row("sections", QJsonArray{QStringLiteral("agnets")}, "agnets");
        row("list_order", QStringLiteral("by name"), "newest, oldest, longest_wait");
        row("paper", QStringLiteral("A5"), "A4, Letter");
        row("orientation", 4, "portrait, landscape");
        row("locale", QStringLiteral("xx_YY"), "xx_YY");
        row("metrics", QJsonArray{QStringLiteral("happiness")}, "happiness");
        row("heat_metric", QStringLiteral("happiness"), "happiness");
        row("distribution_metric", QStringLiteral("conversations"), "conversations");
        row("pseudonymous", QStringLiteral("yes"), "true or false");
        row("title", QString(400, QLatin1Char('x')), "300");
        row("conversations", QJsonArray{QJsonObject()}, "account");
        row("landscpe", true, "landscpe");
        row("version", 2, "newer");
    }
    void wrongPlansAreRefused()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QFETCH(QString, says);
        QJsonObject json = toJson(ReportPlan());
        json.insert(key, value);
        const Result<ReportPlan> plan = reportPlanFromJson(json);
        QVERIFY(!plan);
        QVERIFY(plan.error().kind() == Error::Kind::BadInput);
        QVERIFY2(plan.error().sentence().contains(says), qPrintable(plan.error().sentence()));
    }
};

QTEST_APPLESS_MAIN(TestReportPlan)
#include "tst_reportplan.moc"
