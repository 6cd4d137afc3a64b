// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/tables/rawtable.h"
#include "support/csvrows.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace watchfloor;
using namespace watchfloor::test;

class TestExportFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTextComesBack()
    {
        const QStringList hostile{QStringLiteral("=HYPERLINK(\"http://x\",\"y\")"),
                                  QStringLiteral("+1"),
                                  QStringLiteral("-2+3"),
                                  QStringLiteral("@SUM(A1)"),
                                  QStringLiteral("\t=1"),
                                  QStringLiteral("\r\n=1"),
                                  QStringLiteral("\n=1"),
                                  QStringLiteral("a,b"),
                                  QStringLiteral("\"quoted\" and \"\"more"),
                                  QStringLiteral("two\r\nlines"),
                                  QStringLiteral("a;b\n=1+1\r@SUM(A1)\r\n-2"),
                                  QStringLiteral("Łukasz 日本 مرحبا 🙂"),
                                  QStringLiteral("\x1b[31m\u202eabc"),
                                  QString(100'000, u'x'),
                                  QStringLiteral(" =1"),
                                  QStringLiteral("'")};
        RawTable table;
        table.columns = {rawColumn("name", "text"), rawColumn("id", "id"), rawColumn("reply", "ms"),
                         rawColumn("share", "ratio"), rawColumn("open", "count")};
        for (const QString &text : hostile)
            table.rows.push_back(
                {RawCell::text(text), RawCell(RawCell::Value(RawCell::Id{text, true})),
                 RawCell::duration(-5), RawCell::real(0.1), RawCell::count(std::nullopt)});
        const auto rows = csvRows(toCsv(table, QTimeZone::utc()));
        QVERIFY(rows);
        QCOMPARE(rows->size(), std::size_t(hostile.size()) + 1);
        QCOMPARE(
            rows->front(),
            QStringList({QStringLiteral("name"), QStringLiteral("id"), QStringLiteral("reply (ms)"),
                         QStringLiteral("share (ratio)"), QStringLiteral("open")}));
        const QJsonArray json =
            QJsonDocument::fromJson(toJson(table)).object().value(u"rows").toArray();
        for (qsizetype i = 0; i < hostile.size(); ++i) {
            const QStringList &row = (*rows)[std::size_t(i) + 1];
            const bool formula = QStringLiteral("=+-@\t\r\n").contains(hostile[i].front());
            QString harmless = hostile[i];
            static const QRegularExpression cut(QStringLiteral("([;\t\n\r])([=+@-])"));
            harmless.replace(cut, QStringLiteral("\\1'\\2"));
            QCOMPARE(row[0], formula ? u'\'' + harmless : harmless);
            QCOMPARE(row[1], row[0]);
            QCOMPARE(row.mid(2), QStringList({QStringLiteral("-5"), QStringLiteral("0.1"),
                                              QStringLiteral("")}));
            const QJsonObject object = json.at(i).toObject();
            QCOMPARE(object.value(u"name").toString(), hostile[i]);
            QVERIFY(object.value(u"open").isNull());
        }
    }

    void aNulEndsNoText()
    {
        RawTable table;
        table.columns = {rawColumn("name", "text")};
        table.rows = {{RawCell::text(QString(QChar(0)) + QStringLiteral("=1"))}};
        QCOMPARE(toCsv(table, QTimeZone::utc()), QByteArray("name\r\n\xef\xbf\xbd=1\r\n"));
        QCOMPARE(QJsonDocument::fromJson(toJson(table)).object().value(u"rows").toArray().size(),
                 1);
    }

    void piecesAreTheWhole()
    {
        for (const TableFormat format : {TableFormat::Csv, TableFormat::Json}) {
            RawTable table;
            table.columns = {rawColumn("at", "time"), rawColumn("list", "list")};
            for (int i = 0; i < 50; ++i)
                table.rows.push_back({RawCell::time(TimeMs{i} * 1'000'000'007),
                                      RawCell(RawCell::Value(RawCell::Json{"[1,2]"}))});
            table.asOf = 5;
            table.gaps = {{1, 2}};
            RawTableWriter writer(format, table.columns, QTimeZone("Europe/Berlin"));
            QByteArray pieces;
            writer.begin();
            for (const auto &row : table.rows) {
                pieces += writer.take();
                writer.add(row);
            }
            pieces += writer.take();
            writer.end(table.total, table.asOf, table.gaps);
            pieces += writer.take();
            QCOMPARE(pieces, toBytes(table, format, QTimeZone("Europe/Berlin")));
        }
    }

    void instantsReadAsQtWritesThem_data()
    {
        QTest::addColumn<QByteArray>("zone");
        for (const char *zone : {"UTC", "Europe/Berlin", "Europe/London", "Asia/Kolkata",
                                 "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia"})
            QTest::newRow(zone) << QByteArray(zone);
    }
    void instantsReadAsQtWritesThem()
    {
        QFETCH(QByteArray, zone);
        const QTimeZone in(zone);
        QVERIFY(in.isValid());
        InstantWords words(in);
        std::mt19937_64 random(7);
        std::vector<TimeMs> instants{
            0, -1, 253'402'300'799'999, 253'402'300'800'000, -62'135'596'800'001, TimeMs{1} << 50};
        const QDateTime from = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
        const auto changes = in.transitions(from, from.addYears(60));
        for (const auto &change : changes) {
            for (const TimeMs off : {-1, 0, 1, 899'999, 900'000})
                instants.push_back(change.atUtc.toMSecsSinceEpoch() + off);
        }
        for (int i = 0; i < 5000; ++i)
            instants.push_back(TimeMs(random() % 4'102'444'800'000));
        for (const TimeMs instant : instants) {
            const QDateTime utc = QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC);
            QByteArray zoned;
            words.zoned(zoned, instant);
            QCOMPARE(zoned, utc.toOffsetFromUtc(in.offsetFromUtc(utc))
                                .toString(instant % 1000 ? Qt::ISODateWithMs : Qt::ISODate)
                                .toLatin1());
            QByteArray plain;
            InstantWords::utc(plain, instant);
            QCOMPARE(plain, utc.toString(Qt::ISODateWithMs).toLatin1());
        }
    }
};

QTEST_GUILESS_MAIN(TestExportFiles)
#include "tst_exportfiles.moc"
