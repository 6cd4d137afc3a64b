// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rulesform.h"

#include <QTest>

using namespace watchfloor;

/// Targets and business hours as a form: read from settings, and written as the same settings.
class TestRulesForm : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void settingsBecomeAForm()
    {
        Account account;
        account.settings = {
            {QStringLiteral("sla.first_response_time"), 300},
            {QStringLiteral("sla.resolution_time"), QStringLiteral("86400")},
            {QStringLiteral("sla.reply"), 90},
            {QStringLiteral("business_hours"),
             QStringLiteral("Mon-Fri 09:00-12:30,13:30-18:00; Sat 10:00-14:00; Fri 22:00-06:00")},
            {QStringLiteral("business_hours.zone"), QStringLiteral("Europe/Berlin")},
            {QStringLiteral("business_hours.closed"), QStringLiteral("2026-12-25")}};
        const RulesForm form = rulesFormOf(account);
        QCOMPARE(form.firstResponse, QStringLiteral("5 min"));
        QCOMPARE(form.reply, QStringLiteral("90 s"));
        QCOMPARE(form.resolution, QStringLiteral("1 d"));
        QCOMPARE(form.zone, QStringLiteral("Europe/Berlin"));
        QCOMPARE(form.days[0], QStringLiteral("09:00-12:30, 13:30-18:00"));
        QCOMPARE(form.days[4], QStringLiteral("09:00-12:30, 13:30-18:00, 22:00-06:00"));
        QCOMPARE(form.days[5], QStringLiteral("10:00-14:00"));
        QVERIFY(form.days[6].isEmpty());
        QVERIFY(rulesFaults(form).isEmpty());
        const QMap<QString, QString> written = rulesSettings(form);
        QCOMPARE(written.value(QStringLiteral("sla.first_response_time")), QStringLiteral("300"));
        QCOMPARE(written.value(QStringLiteral("sla.reply_time")), QStringLiteral("90"));
        QCOMPARE(written.value(QStringLiteral("sla.resolution_time")), QStringLiteral("86400"));
        QCOMPARE(written.value(QStringLiteral("business_hours")),
                 QStringLiteral("Mon-Thu 09:00-12:30,13:30-18:00; Fri "
                                "09:00-12:30,13:30-18:00,22:00-06:00; Sat 10:00-14:00"));
        // Written and read again it is the same form.
        Account again;
        for (auto it = written.begin(); it != written.end(); ++it)
            again.settings.insert(it.key(), it.value());
        QVERIFY(rulesFormOf(again) == form);
        QCOMPARE(rulesSettings(RulesForm()).value(QStringLiteral("business_hours")), QString());
    }

    void everyFaultIsOneSentence_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        const auto row = [](const char *field, const char *text, bool good) {
            QTest::addRow("%s %s", field, text)
                << QString::fromLatin1(field) << QString::fromLatin1(text) << good;
        };
        row("first_response", "5", true);
        row("first_response", "1.5 h", true);
        row("first_response", "soon", false);
        row("first_response", "-5 min", false);
        row("first_response", "0", false);
        row("zone", "Europe/Berlin", true);
        row("zone", "Mars/Olympus", false);
        row("day0", "00:00-24:00", true);
        row("day0", "22:00-06:00", true);
        row("day0", "9-17", false);
        row("day0", "09:00-12:30 13:30-18:00", false);
        row("day0", "09:00-09:00", false);
        row("day0", "09:00-25:00", false);
        row("closed", "2026-12-25, 2026-12-27..2026-12-30", true);
        row("closed", "2026-02-30", false);
        row("closed", "2026-12-30..2026-12-27", false);
    }
    void everyFaultIsOneSentence()
    {
        QFETCH(const QString, field);
        QFETCH(const QString, text);
        QFETCH(const bool, good);
        RulesForm form;
        if (field == QLatin1String("first_response"))
            form.firstResponse = text;
        else if (field == QLatin1String("zone"))
            form.zone = text;
        else if (field == QLatin1String("closed"))
            form.closed = text;
        else
            form.days[0] = text;
        const QMap<QString, QString> faults = rulesFaults(form);
        QCOMPARE(faults.isEmpty(), good);
        if (!good) {
            QCOMPARE(faults.keys(), QStringList(field));
            QVERIFY(faults.value(field).endsWith(u'.'));
        }
    }
};

QTEST_GUILESS_MAIN(TestRulesForm)
#include "tst_rulesform.moc"
