// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/localformat.h"
#include "app/cli/outputtable.h"
#include "app/cli/plaintext.h"
#include "backend/engine/daterange.h"
#include "support/clirun.h"

#include <QTest>

using namespace watchfloor;
using namespace watchfloor::cli;
using namespace watchfloor::test;

namespace {

QString text(const char *latin1)
{
    return QString::fromUtf8(latin1);
}

/// Prints what arrived, so that the tests see what a command sees.
int echo(CommandContext &context)
{
    context.write(QStringLiteral("profile=%1 format=%2 zone=%3 now=%4 quiet=%5\n")
                      .arg(context.profileDir)
                      .arg(int(context.format))
                      .arg(QString::fromLatin1(context.zone.id()))
                      .arg(isoInstant(context.now()))
                      .arg(context.quiet));
    context.write(context.args.values(text("set")).join(u'|') + u' ' +
                  context.args.value(text("kind"), text("none")) + u' ' +
                  context.args.positionals().join(u'|') + u'\n');
    while (const auto line = context.readLine())
        context.write(u'<' + *line + QStringLiteral(">\n"));
    context.note(text("progress"));
    context.say(text("said"));
    return Partly;
}

std::vector<Command> commands()
{
    const std::vector<OptionSpec> options{
        {text("set"), text("KEY=VALUE"), text("a setting"), true},
        {text("kind"), text("KIND"), text("a kind"), false, false, {text("red"), text("blue")}},
        {text("full"), {}, text("a flag")},
    };
    OptionSpec needed{text("id"), text("ID"), text("an id")};
    needed.required = true;
    return {{text("thing add"), text("Adds a thing"), {}, options, echo},
            {text("thing remove"), text("Removes a thing"), {text("NAME")}, options, echo},
            {text("look"), text("Looks"), {}, {needed}, echo}};
}

CliRun run(const char *line, const QByteArray &input = {})
{
    return runWith(commands(), cliWords(line), input);
}

} // namespace

class TestCliFramework : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { qunsetenv("WATCHFLOOR_PROFILE"); }

    void aCommandSeesItsLine()
    {
        const CliRun full = run("--profile /p --now 2026-06-01T10:00 thing --tz Europe/Berlin add "
                                "--set a=1 --format csv --set=b=2 --kind blue",
                                "one\r\n\ntwo");
        QCOMPARE(full.code, int(Partly));
        QCOMPARE(full.out, QByteArray("profile=/p format=2 zone=Europe/Berlin "
                                      "now=2026-06-01T08:00:00.000Z quiet=0\n"
                                      "a=1|b=2 blue \n<one>\n<>\n<two>\n"));
        QCOMPARE(full.err, QByteArray("progress\nsaid\n"));
        QCOMPARE(run("thing add --quiet").err, QByteArray("said\n"));
        QVERIFY(run("thing remove NAME --quiet").out.contains(" none NAME\n"));
        QVERIFY(run("thing remove -- --odd").out.contains(" none --odd\n"));
    }

    void theProfileComesFromOptionThenEnvironmentThenXdg()
    {
        QVERIFY(run("thing add").out.startsWith("profile=/"));
        QVERIFY(run("thing add").out.contains("/watchfloor format="));
        qputenv("WATCHFLOOR_PROFILE", "/from/env");
        QVERIFY(run("thing add").out.startsWith("profile=/from/env "));
        QVERIFY(run("thing add --profile /opt").out.startsWith("profile=/opt "));
    }

    void aWrongLineIsOneSentenceAndNothingElse_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *line, const char *part) {
            QTest::newRow(line) << text(line) << text(part);
        };
        row("nothing", "thing, look");
        row("thing", "add, remove");
        row("thing paint", "add, remove");
        row("--quiet", "No command");
        row("thing add --colour", "\"thing add\" has no option --colour; see");
        row("thing add -x", "x");
        row("thing add extra", "\"extra\"");
        row("thing remove", "NAME");
        row("thing remove a b", "\"b\"");
        row("thing add --kind green", "red, blue");
        row("thing add --kind red --kind blue", "only once");
        row("thing add --kind", "kind");
        row("thing add --full=yes", "full");
        row("thing add --format xml", "table, json, csv");
        row("thing add --tz Mars/Base", "Mars/Base");
        row("thing add --tz=", "tz");
        row("thing add --now soon", "soon");
        row("thing add --now 2026-02-30", "2026-02-30");
        row("thing add --profile", "profile");
        row("look", "--id ID");
        row("--format xml --help", "xml");
    }
    void aWrongLineIsOneSentenceAndNothingElse()
    {
        QFETCH(QString, line);
        QFETCH(QString, part);
        const CliRun wrong = run(line.toUtf8().constData());
        QCOMPARE(wrong.code, int(Usage));
        QCOMPARE(wrong.out, QByteArray());
        QCOMPARE(wrong.err.count('\n'), 1);
        QVERIFY2(wrong.err.endsWith(".\n"), wrong.err.constData());
        QVERIFY2(wrong.err.contains(part.toUtf8()), wrong.err.constData());
    }

    void helpAndVersionGoToStdout()
    {
        for (const char *line : {"", "--help", "thing --help", "thing add --help", "look --help",
                                 "thing remove --help", "--version", "look --id 1 --version"}) {
            const CliRun help = run(line);
            QVERIFY2(help.code == Done && help.err.isEmpty() && !help.out.isEmpty(), line);
        }
        QVERIFY(run("--help").out.contains("thing remove"));
        QVERIFY(!run("thing --help").out.contains("  look"));
        QVERIFY(run("look --help").out.contains("--id ID"));
        QVERIFY(run("look --help").out.contains("(required)"));
        QVERIFY(run("thing add --help").out.contains("--set KEY=VALUE..."));
        QCOMPARE(run("--version").out, QByteArray("watchfloor-cli " WATCHFLOOR_VERSION "\n"));
    }

    void everyCommandOfTheProgramExplainsItself()
    {
        QHash<QString, bool> takesValue;
        for (const Command &command : allCommands()) {
            const CliRun help = runCommand(command.path.split(u' ') + QStringList(text("--help")));
            QVERIFY2(help.code == Done && help.out.contains(command.summary.toUtf8()),
                     qPrintable(command.path));
            // Words are told from options before the command is known.
            for (const OptionSpec &option : command.options) {
                const bool value = !option.valueName.isEmpty();
                QCOMPARE(takesValue.value(option.name, value), value);
                takesValue.insert(option.name, value);
            }
        }
        QVERIFY(takesValue.value(text("conversation")));
    }

    void oneTableThreeFormats()
    {
        OutputTable table;
        table.columns = {{text("id"), text("id")},
                         {text("name"), text("text")},
                         {text("open"), text("count")},
                         {text("first_reply"), text("ms")},
                         {text("since"), text("time")}};
        const auto row = [](const char *id, const char *name) {
            return std::vector<Cell>{Cell(Cell::Value(Cell::Id{text(id), true})),
                                     Cell::text(text(name)), Cell::count(12),
                                     Cell::duration(228'000), Cell::time(1'780'300'953'412)};
        };
        table.rows = {row("7", "日本 Łukasz"), row("x\"8", "=SUM(A1), \"q\"\n\x1b[31m")};
        table.rows.push_back({Cell(), Cell(), Cell(), Cell::duration(-250), Cell()});
        table.total = {{text("open"), Cell::count(24)}, {text("not_known"), Cell()}};
        table.asOf = 1'780'300'953'000;
        table.gaps = {{0, 1000}};

        QCOMPARE(
            toJson(table),
            QByteArray(
                "{\"columns\":[{\"key\":\"id\",\"unit\":\"id\"},{\"key\":\"name\",\"unit\":"
                "\"text\"},{\"key\":\"open\",\"unit\":\"count\"},{\"key\":\"first_reply\","
                "\"unit\":\"ms\"},{\"key\":\"since\",\"unit\":\"time\"}],\"rows\":["
                "{\"id\":7,\"name\":\"日本 Łukasz\",\"open\":12,\"first_reply\":228000,"
                "\"since\":\"2026-06-01T08:02:33.412Z\"},"
                "{\"id\":\"x\\\"8\",\"name\":\"=SUM(A1), \\\"q\\\"\\n\\u001b[31m\","
                "\"open\":12,\"first_reply\":228000,\"since\":\"2026-06-01T08:02:33.412Z\"},"
                "{\"id\":null,\"name\":null,\"open\":null,\"first_reply\":-250,\"since\":null}],"
                "\"total\":{\"open\":24,\"not_known\":null},\"asOf\":"
                "\"2026-06-01T08:02:33.000Z\",\"gaps\":[[\"1970-01-01T00:00:00.000Z\","
                "\"1970-01-01T00:00:01.000Z\"]]}\n"));
        const QTimeZone berlin("Europe/Berlin");
        QCOMPARE(toCsv(table, berlin),
                 QByteArray("id,name,open,first_reply (ms),since\r\n"
                            "7,日本 Łukasz,12,228000,2026-06-01T10:02:33.412+02:00\r\n"
                            "\"x\"\"8\",\"'=SUM(A1), \"\"q\"\"\n\x1b[31m\",12,228000,"
                            "2026-06-01T10:02:33.412+02:00\r\n"
                            ",,,-250,\r\n"));
        QCOMPARE(toText(table, berlin),
                 QByteArray("id   name                          open  first reply  since\n"
                            "7    日本 Łukasz                     12     3 m 48 s  "
                            "2026-06-01T10:02:33.412+02:00\n"
                            "x\"8  =SUM(A1), \"q\"\\u{a}\\u{1b}[31m    12     3 m 48 s  "
                            "2026-06-01T10:02:33.412+02:00\n"
                            "-    -                                -     -0.250 s  -\n"
                            "total: open 24, not known -\n"));
    }

    void formulasAreDefused_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QByteArray>("csv");
        for (const char *prefix : {"=1", "+1", "-1", "@a"})
            QTest::newRow(prefix) << text(prefix) << QByteArray("'") + prefix;
        QTest::newRow("tab") << text("\t=1") << QByteArray("'\t'=1");
        // Where Excel separates by semicolons.
        QTest::newRow("cut") << text("x;=A1;+2") << QByteArray("x;'=A1;'+2");
        QTest::newRow("cut and quoted") << text("x;\"=A1") << QByteArray("\"x;'\"\"=A1\"");
        QTest::newRow("only words") << text("x; -1;y;") << QByteArray("x; -1;y;");
        QTest::newRow("plain") << text("a=1") << QByteArray("a=1");
    }
    void formulasAreDefused()
    {
        QFETCH(QString, given);
        OutputTable table;
        table.columns = {{text("k"), text("text")}};
        table.rows = {{Cell::text(given)}};
        QTEST(toCsv(table, QTimeZone::utc()).mid(3).trimmed(), "csv");
    }

    void textFromTheWireStaysPlain()
    {
        QCOMPARE(oneLine(text("a\x1b]0;x\x07\r\nb")), text("a\\u{1b}]0;x\\u{7}\\u{d}\\u{a}b"));
        QCOMPARE(oneLine(QString(QChar(0x202e)) + text("abc") + QChar(0x2066)),
                 text("\\u{202e}abc\\u{2066}"));
        QCOMPARE(oneLine(text("Łukasz 日本 مرحبا 🙂")),
                 text("Łukasz 日本 مرحبا 🙂"));
    }

    void durationsAndWidths()
    {
        QCOMPARE(shortDuration(0), text("0 s"));
        QCOMPARE(shortDuration(59'999), text("59.999 s"));
        QCOMPARE(shortDuration(60'000), text("1 m"));
        QCOMPARE(shortDuration(3'725'000), text("1 h 2 m"));
        QCOMPARE(shortDuration(-90'061'000), text("-1 d 1 h"));
        QCOMPARE(columnsOf(text("a日b")), qsizetype(4));
        QCOMPARE(columnsOf(text("e\xcc\x81🙂")), qsizetype(3));
    }
};

QTEST_GUILESS_MAIN(TestCliFramework)
#include "tst_cliframework.moc"
