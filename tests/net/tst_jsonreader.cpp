// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/net/jsonreader.h"

#include <QDateTime>
#include <QTest>

#include <limits>

using namespace watchfloor;

namespace {

QJsonValue json(const QByteArray &text)
{
    auto parsed = parseJson(text);
    if (!parsed)
        qFatal("bad JSON in the test: %s", text.constData());
    return *parsed;
}

/// Reads key "v" by a getter's name; the result as text, so that one table covers all getters.
QString readAs(const QByteArray &getter, JsonReader &reader)
{
    const auto text = [](const auto &value) {
        return value ? QVariant::fromValue(*value).toString() : QStringLiteral("nothing");
    };
    if (getter == "text")
        return reader.text("v");
    if (getter == "integer")
        return QString::number(reader.integer("v"));
    if (getter == "number")
        return QString::number(reader.number("v"), 'g', 17);
    if (getter == "boolean")
        return reader.boolean("v") ? QStringLiteral("true") : QStringLiteral("false");
    if (getter == "idText")
        return reader.idText("v");
    if (getter == "isoTime")
        return QString::number(reader.isoTime("v"));
    if (getter == "array")
        return QString::number(reader.array("v").size());
    if (getter == "object")
        return reader.object("v").path();
    if (getter == "optionalText")
        return text(reader.optionalText("v"));
    if (getter == "optionalInteger")
        return text(reader.optionalInteger("v"));
    if (getter == "optionalNumber")
        return text(reader.optionalNumber("v"));
    if (getter == "optionalBoolean")
        return text(reader.optionalBoolean("v"));
    if (getter == "optionalIdText")
        return text(reader.optionalIdText("v"));
    if (getter == "optionalIsoTime")
        return text(reader.optionalIsoTime("v"));
    if (getter == "optionalArray")
        return QString::number(reader.optionalArray("v").size());
    if (getter == "optionalObject")
        return reader.optionalObject("v") ? QStringLiteral("there") : QStringLiteral("nothing");
    qFatal("no getter %s", getter.constData());
}

} // namespace

class TestJsonReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsValues_data()
    {
        QTest::addColumn<QByteArray>("getter");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("read");
        const auto row = [](const char *getter, const char *body, const char *read) {
            QTest::addRow("%s %s", getter, body)
                << QByteArray(getter) << QByteArray(body) << QString::fromUtf8(read);
        };
        row("text", "{\"v\": \"Élodie 日本\"}", "Élodie 日本");
        row("text", "{\"v\": \"\"}", "");
        row("integer", "{\"v\": 3}", "3");
        row("integer", "{\"v\": 3.0}", "3");
        row("integer", "{\"v\": \"3\"}", "3");
        row("integer", "{\"v\": \"-3.0\"}", "-3");
        row("integer", "{\"v\": 0}", "0");
        row("integer", "{\"v\": 1}", "1");
        row("integer", "{\"v\": 1e3}", "1000");
        row("integer", "{\"v\": 9007199254740993}", "9007199254740993");
        row("integer", "{\"v\": 9223372036854775807}", "9223372036854775807");
        row("integer", "{\"v\": -9223372036854775808}", "-9223372036854775808");
        row("integer", "{\"v\": \"9223372036854775807\"}", "9223372036854775807");
        row("number", "{\"v\": 1.5}", "1.5");
        row("number", "{\"v\": \"1.5\"}", "1.5");
        row("number", "{\"v\": 7}", "7");
        row("boolean", "{\"v\": false}", "false");
        row("idText", "{\"v\": 12345678901234567}", "12345678901234567");
        row("idText", "{\"v\": \"a1b2\"}", "a1b2");
        row("isoTime", "{\"v\": \"2024-01-02T03:04:05Z\"}", "1704164645000");
        row("array", "{\"v\": [1, 2]}", "2");
        row("object", "{\"v\": {}}", "$.v");
        row("optionalText", "{\"v\": null}", "nothing");
        row("optionalText", "{}", "nothing");
        row("optionalText", "{\"v\": \"x\"}", "x");
        row("optionalInteger", "{\"v\": null}", "nothing");
        row("optionalInteger", "{\"v\": \"8\"}", "8");
        row("optionalNumber", "{}", "nothing");
        row("optionalBoolean", "{\"v\": true}", "true");
        row("optionalIdText", "{\"v\": \"\"}", "nothing");
        row("optionalIdText", "{\"v\": 5}", "5");
        row("optionalIsoTime", "{\"v\": null}", "nothing");
        row("optionalArray", "{\"v\": null}", "0");
        row("optionalObject", "{\"v\": null}", "nothing");
        row("optionalObject", "{\"v\": {}}", "there");
    }
    void readsValues()
    {
        QFETCH(QByteArray, getter);
        QFETCH(QByteArray, body);
        QFETCH(QString, read);
        JsonReader reader(json(body), QStringLiteral("$"));
        QCOMPARE(readAs(getter, reader), read);
        QVERIFY2(reader.ok(), reader.ok() ? "" : qPrintable(reader.error().detail()));
    }

    void namesThePathOfAWrongValue_data()
    {
        QTest::addColumn<QByteArray>("getter");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("detail");
        const auto row = [](const char *getter, const char *body, const char *detail) {
            QTest::addRow("%s %s", getter, body)
                << QByteArray(getter) << QByteArray(body)
                << QStringLiteral("$.payload[3].v: ") + QString::fromUtf8(detail);
        };
        row("text", "{\"v\": 12}", "text expected, number found");
        row("text", "{\"v\": null}", "text expected, null found");
        row("text", "{}", "text expected, nothing found");
        row("text", "{\"v\": {}}", "text expected, object found");
        row("integer", "{\"v\": 3.5}", "whole number expected, another number found");
        row("integer", "{\"v\": \"x\"}", "whole number expected, text found");
        row("integer", "{\"v\": \"\"}", "whole number expected, text found");
        row("integer", "{\"v\": 9223372036854775808}",
            "whole number expected, another number found");
        row("integer", "{\"v\": 1e300}", "whole number expected, another number found");
        row("integer", "{\"v\": \"NaN\"}", "whole number expected, text found");
        row("integer", "{\"v\": true}", "whole number expected, true or false found");
        row("number", "{\"v\": \"nan\"}", "number expected, text found");
        row("number", "{\"v\": \"inf\"}", "number expected, text found");
        row("number", "{\"v\": []}", "number expected, list found");
        row("boolean", "{\"v\": \"true\"}", "true or false expected, text found");
        row("boolean", "{\"v\": 1}", "true or false expected, number found");
        row("idText", "{\"v\": \"\"}", "id expected, text found");
        row("idText", "{\"v\": 1.5}", "id expected, number found");
        row("isoTime", "{\"v\": \"yesterday\"}", "time with a zone expected, text found");
        row("isoTime", "{\"v\": 1704164645}", "time with a zone expected, number found");
        row("array", "{\"v\": {}}", "list expected, object found");
        row("array", "{}", "list expected, nothing found");
        row("object", "{\"v\": []}", "object expected, list found");
        row("optionalText", "{\"v\": 1}", "text expected, number found");
        row("optionalInteger", "{\"v\": \"x\"}", "whole number expected, text found");
        row("optionalIsoTime", "{\"v\": \"2024-02-30T00:00:00Z\"}",
            "time with a zone expected, text found");
        row("optionalArray", "{\"v\": 1}", "list expected, number found");
        row("optionalObject", "{\"v\": \"x\"}", "object expected, text found");
    }
    void namesThePathOfAWrongValue()
    {
        QFETCH(QByteArray, getter);
        QFETCH(QByteArray, body);
        QFETCH(QString, detail);
        JsonReader reader(json(body), QStringLiteral("$.payload[3]"));
        readAs(getter, reader);
        QVERIFY(!reader.ok());
        QCOMPARE(reader.error().kind(), Error::Kind::WrongShape);
        QCOMPARE(reader.error().detail(), detail);
    }

    void theFirstFaultSticksAndNestedOnesAreTakenOver()
    {
        JsonReader reader(json("{\"a\": 1, \"b\": {\"c\": \"x\"}}"), QStringLiteral("$"));
        JsonReader nested = reader.object("b");
        QCOMPARE(nested.integer("c"), 0);
        QVERIFY(reader.ok());
        reader.absorb(nested);
        reader.text("a");
        QCOMPARE(reader.error().detail(),
                 QStringLiteral("$.b.c: whole number expected, text found"));

        JsonReader list(json("[1]"), QStringLiteral("$"));
        QCOMPARE(list.error().detail(), QStringLiteral("$: object expected, list found"));
        QVERIFY(reader.has("a"));
        QVERIFY(!reader.has("z"));
    }

    void tellsWhatCameInsteadOfJson_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const QByteArray &body, const char *sentence) {
            QTest::newRow(name) << body << QString::fromUtf8(sentence);
        };
        row("empty", "", "The answer is empty.");
        row("blank", " \r\n\t ", "The answer is empty.");
        row("html", "\n<!DOCTYPE html><html></html>", "A web page came instead of data.");
        row("html behind text", "warning <HTML>", "A web page came instead of data.");
        row("text", "Retry later\n", "Plain text came instead of data.");
        row("cut in a list", "[{\"a\": 1}, {\"a\"", "The answer is cut off (after byte 15).");
        row("cut in a text", "{\"a\": \"abc", "The answer is cut off (after byte 10).");
        row("cut after a comma", "{\"a\": 1,", "The answer is cut off (after byte 8).");
        row("cut after a colon", "{\"a\":", "The answer is cut off (after byte 5).");
        row("cut in a literal", "{\"a\": tru", "The answer is cut off (after byte 9).");
        row("cut in a number", "{\"a\": 12", "The answer is cut off (after byte 8).");
        row("cut in an object", "{\"a\": {\"b\": 1}", "The answer is cut off (after byte 14).");
        row("damaged", "{\"a\": 1, nonsense, \"b\": 2, \"c\": [1, 2, 3]}", "The answer is damaged");
        row("two answers", "{\"a\": 1}{\"b\": 2}", "The answer is damaged");
        row("too deep", QByteArray(3'000, '['), "The answer is nested too deeply.");
        row("bytes that are no UTF-8", QByteArray("{\"a\": \"\xff\xfe\", \"b\": 1}"),
            "The answer is damaged");
    }
    void tellsWhatCameInsteadOfJson()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, sentence);
        const auto parsed = parseJson(body);
        QVERIFY(!parsed.ok());
        QCOMPARE(parsed.error().kind(), Error::Kind::NotJson);
        QVERIFY2(parsed.error().sentence().startsWith(sentence),
                 qPrintable(parsed.error().sentence()));
        QVERIFY(!parsed.error().remedy().isEmpty());
    }

    /// A whole document cut anywhere is never taken for a whole one.
    void noCutIsTakenForAWholeAnswer()
    {
        const QByteArray whole =
            "{\"list\": [1, -2.5e3, \"x\\u00e9y\", true, null, {\"k\": []}], \"n\": 12}";
        QVERIFY(parseJson(whole).ok());
        for (qsizetype cut = 0; cut < whole.size(); ++cut) {
            const auto parsed = parseJson(whole.left(cut));
            QVERIFY2(!parsed.ok(), whole.left(cut).constData());
            if (cut > 0)
                QVERIFY2(parsed.error().message().contains(QLatin1String("cut off")),
                         whole.left(cut) + ": " + parsed.error().sentence().toUtf8());
        }
    }

    void takesLoneValuesToo()
    {
        QCOMPARE(json("true"), QJsonValue(true));
        QCOMPARE(json(" 12 "), QJsonValue(12));
        QCOMPARE(json("null"), QJsonValue());
        QCOMPARE(json("\"x\""), QJsonValue(QStringLiteral("x")));
        QVERIFY(!parseJson("1, 2").ok());
    }

    void readsTimes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        constexpr qint64 none = std::numeric_limits<qint64>::min();
        const auto row = [](const char *text, qint64 ms) {
            QTest::newRow(text) << QString::fromUtf8(text) << ms;
        };
        row("1970-01-01T00:00:00Z", 0);
        row("2024-02-29T12:00:00.5Z", 1709208000500);
        row("2024-02-29T12:00:00.123456Z", 1709208000123);
        row("2024-02-29T12:00:00.1239Z", 1709208000123);
        row("2024-02-29T12:00:00.999999999Z", 1709208000999);
        row("2024-02-29T14:00:00+02:00", 1709208000000);
        row("2024-02-29T14:00:00+0200", 1709208000000);
        row("2024-02-29T06:30:00.25-05:30", 1709208000250);
        row("2024-03-01T00:00:00+13:45", 1709201700000);
        row("1969-12-31T23:59:59.001Z", -999);
        row("2023-02-29T12:00:00Z", none);
        row("2024-13-01T12:00:00Z", none);
        row("2024-01-00T12:00:00Z", none);
        row("0000-01-01T12:00:00Z", none);
        row("2024-01-01T24:00:00Z", none);
        row("2024-01-01T12:60:00Z", none);
        row("2024-01-01T12:00:60Z", none);
        row("2024-01-01T12:00:00", none);
        row("2024-01-01T12:00:00.Z", none);
        row("2024-01-01T12:00:00.1234567890Z", none);
        row("2024-01-01T12:00:00+25:00", none);
        row("2024-01-01T12:00:00+0", none);
        row("2024-01-01T12:00:00Z ", none);
        row("2024-01-01 12:00:00Z", none);
        row("2024-01-01T12:00Z", none);
        row("2024-01-01", none);
        row("٢٠٢٤-01-01T12:00:00Z", none);
        row("", none);
    }
    void readsTimes()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        QCOMPARE(parseIsoTime(text).value_or(std::numeric_limits<qint64>::min()), ms);
    }

    void readsTimesAsQtDoes()
    {
        for (qint64 ms = -4'000'000'000'000; ms < 8'000'000'000'000; ms += 86'399'123'457) {
            const auto time = QDateTime::fromMSecsSinceEpoch(ms, Qt::OffsetFromUTC, 19'800);
            QCOMPARE(parseIsoTime(time.toString(Qt::ISODateWithMs)), std::optional<TimeMs>(ms));
        }
    }
};

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
