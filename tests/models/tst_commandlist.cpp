// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/commandlist.h"
#include "models/foldedtext.h"

#include <QElapsedTimer>
#include <QTest>

using namespace watchfloor;

namespace {

using Kind = PaletteCommand::Kind;

PaletteCommand command(Kind kind, const char *key, const char *title, const char *also = "")
{
    return {kind, QString::fromLatin1(key), QString::fromUtf8(title), {},
            {},   QString::fromUtf8(also)};
}

CommandList sample()
{
    CommandList list;
    list.setCommands(Kind::Page, {command(Kind::Page, "page:agents", "Agents"),
                                  command(Kind::Page, "page:accounts", "Accounts & sync"),
                                  command(Kind::Page, "page:groups", "Groups & skills")});
    list.setCommands(Kind::Action, {command(Kind::Action, "sync", "Sync now"),
                                    command(Kind::Action, "theme", "Dark colours")});
    list.setCommands(Kind::Agent, {command(Kind::Agent, "agent:1", "Jane Kim", "jane@example.org"),
                                   command(Kind::Agent, "agent:2", "Łukasz Wójcik"),
                                   command(Kind::Agent, "agent:3", "Susan Yncera")});
    return list;
}

QStringList keys(const CommandList &list, const char *text)
{
    QStringList all;
    for (const PaletteCommand *found : list.search(QString::fromUtf8(text)))
        all << found->key;
    return all;
}

} // namespace

class TestCommandList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void best_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QString>("first");
        const auto row = [](const char *typed, const char *first) {
            QTest::newRow(typed) << QByteArray(typed) << QString::fromLatin1(first);
        };
        row("ag", "page:agents");
        row("sync", "sync");        // begins with it
        row("syn", "sync");         // before "Susan Yncera", whose letters it has
        row("gs", "page:groups");   // beginnings of words
        row("lw", "agent:2");       // accents do not matter
        row("wojcik l", "agent:2"); // nor the order of words
        row("example", "agent:1");  // an address
        row("kim", "agent:1");
        row("zzz", "");
    }
    void best()
    {
        QFETCH(QByteArray, typed);
        const QStringList found = keys(sample(), typed.constData());
        QTEST(found.value(0), "first");
    }

    void whatWasUsedLastComesFirst()
    {
        CommandList list = sample();
        QCOMPARE(keys(list, ""),
                 (QStringList{QStringLiteral("page:agents"), QStringLiteral("page:accounts"),
                              QStringLiteral("page:groups"), QStringLiteral("sync"),
                              QStringLiteral("theme")}));
        list.noteUsed(QStringLiteral("theme"));
        list.noteUsed(QStringLiteral("agent:2"));
        list.noteUsed(QStringLiteral("agent:99")); // gone since
        QCOMPARE(keys(list, "").mid(0, 3),
                 (QStringList{QStringLiteral("agent:2"), QStringLiteral("theme"),
                              QStringLiteral("page:agents")}));
        QCOMPARE(keys(list, "").size(), 6);
        // Among equals, too, but never above a better one.
        QCOMPARE(keys(list, "sync").value(0), QStringLiteral("sync"));
        for (int i = 0; i < 50; ++i)
            list.noteUsed(QString::number(i));
        QCOMPARE(list.recent().size(), 20);
    }

    void aConversationStandsAboveAll()
    {
        CommandList list = sample();
        list.setCommands(Kind::Conversation,
                         {command(Kind::Conversation, "conversation:1:48213", "#48213")});
        QCOMPARE(keys(list, "48213").value(0), QStringLiteral("conversation:1:48213"));
        list.setCommands(Kind::Conversation, {});
        QVERIFY(keys(list, "48213").isEmpty());
    }

    void thousandsAreSearchedWhileTyping()
    {
        CommandList list = sample();
        std::vector<PaletteCommand> agents;
        for (int i = 0; i < 5000; ++i)
            agents.push_back(command(Kind::Agent, qPrintable(QStringLiteral("agent:%1").arg(i)),
                                     qPrintable(QStringLiteral("Maximiliane Brandt %1").arg(i)),
                                     qPrintable(QStringLiteral("m%1@example.org").arg(i))));
        list.setCommands(Kind::Agent, std::move(agents));
        QElapsedTimer timer;
        timer.start();
        QString typed;
        for (const QChar c : QStringLiteral("mbrandt 4999")) {
            typed += c;
            QVERIFY(list.search(typed).size() <= size_t(CommandList::mostShown));
        }
        QCOMPARE(list.search(typed).front()->key, QStringLiteral("agent:4999"));
        qInfo("twelve letters over 5,000 agents: %lld ms", timer.elapsed());
    }
};

QTEST_GUILESS_MAIN(TestCommandList)
#include "tst_commandlist.moc"
