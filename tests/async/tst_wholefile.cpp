// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/async/wholefile.h"
#include "support/hardplaces.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <fcntl.h>
#include <sys/stat.h>

using namespace watchfloor;
using namespace watchfloor::test;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("not there");
}

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

/// Both ends of a pipe.
struct Pipe {
    Pipe()
    {
        if (::pipe2(end, O_CLOEXEC) != 0)
            qFatal("no pipe");
    }
    ~Pipe()
    {
        closeEnd(0);
        closeEnd(1);
    }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;
    void closeEnd(int which)
    {
        if (end[which] >= 0)
            ::close(end[which]);
        end[which] = -1;
    }
    QString name() const { return QStringLiteral("/dev/fd/%1").arg(end[1]); }

    int end[2] = {-1, -1};
};

} // namespace

class TestWholeFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); } // as StopSignals does in the programs

    void aFileIsWholeOrNotThere()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("a.csv"));
        QVERIFY(writeWhole(path, "first").ok());
        {
            WholeFile left(path);
            QVERIFY(left.open().ok());
            QVERIFY(left.write(QByteArray(300'000, 'x')).ok());
        }
        QCOMPARE(contentOf(path), QByteArray("first"));
        QVERIFY(writeWhole(path, "second").ok());
        QCOMPARE(contentOf(path), QByteArray("second"));
        QCOMPARE(filesIn(dir.path()), QStringList(QStringLiteral("a.csv")));
    }

    void aFullDiskLeavesTheOldFile_data()
    {
        QTest::addColumn<int>("space");
        QTest::newRow("none for the first bytes") << 4'096;
        QTest::newRow("none for the last") << 100'000;
    }
    void aFullDiskLeavesTheOldFile()
    {
        QFETCH(const int, space);
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("a.csv"));
        QVERIFY(writeWhole(path, "first").ok());
        Result<void> written;
        {
            const SmallDisk full(static_cast<rlim_t>(space));
            written = writeWhole(path, QByteArray(300'000, 'x'));
        }
        QVERIFY(!written);
        QVERIFY2(written.error().sentence().contains(QStringLiteral("full")) &&
                     written.error().sentence().contains(QStringLiteral("a.csv")),
                 qPrintable(written.error().sentence()));
        QCOMPARE(contentOf(path), QByteArray("first"));
        QCOMPARE(filesIn(dir.path()), QStringList(QStringLiteral("a.csv")));
        QVERIFY(writeWhole(path, "new").ok());
        QCOMPARE(contentOf(path), QByteArray("new"));
    }

    void nothingHalfIsEverWritten_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("says");
        QDir(m_dir.path()).mkdir(QStringLiteral("locked"));
        QFile::setPermissions(m_dir.path(), QFileDevice::Permissions(0x7755));
        QFile::setPermissions(m_dir.filePath(QStringLiteral("locked")),
                              QFileDevice::Permissions(0x5555));
        QFile there(m_dir.filePath(QStringLiteral("there")));
        QVERIFY(there.open(QIODevice::WriteOnly));
        there.close();
        const auto row = [](const char *name, const QString &file, const char *says) {
            QTest::newRow(name) << file << QString::fromLatin1(says);
        };
        row("no name", QString(), "no file name");
        row("no folder", m_dir.filePath(QStringLiteral("no/such.pdf")), "there is no folder");
        row("no folder but a file", m_dir.filePath(QStringLiteral("there/a.pdf")), "no folder");
        row("a folder of that name", m_dir.filePath(QStringLiteral("locked")), "has that name");
        row("a locked folder", m_dir.filePath(QStringLiteral("locked/a.pdf")), "Choose another");
        row("a folder nobody may write into", QStringLiteral("/proc/a.csv"), "/proc");
        row("a full device", QStringLiteral("/dev/full"), "the disk is full");
        row("a number nobody opened", QStringLiteral("/dev/fd/987"), "was not written");
    }
    void nothingHalfIsEverWritten()
    {
        QFETCH(QString, file);
        QFETCH(QString, says);
        const OrdinaryUser user;
        const Result<void> written = writeWhole(file, QByteArray(100'000, 'x'));
        QVERIFY(!written);
        QVERIFY2(written.error().sentence().contains(says), qPrintable(written.error().sentence()));
        QVERIFY(filesIn(m_dir.filePath(QStringLiteral("locked"))).isEmpty());
    }

    /// The profile's umask is not that of files which others are to read.
    void filesAreReadableAsTheUserWants()
    {
        const auto modeOf = [](const QString &path) {
            struct stat facts = {};
            return ::stat(QFile::encodeName(path).constData(), &facts) == 0
                       ? static_cast<int>(facts.st_mode & 07777)
                       : -1;
        };
        const QTemporaryDir dir;
        const mode_t before = ::umask(077);
        const QString alone = dir.filePath(QStringLiteral("alone"));
        QVERIFY(writeWhole(alone, "1").ok());
        QCOMPARE(modeOf(alone), 0600); // nobody has said more
        const std::pair<unsigned, int> expected[] = {
            {0022, 0644}, {0002, 0664}, {0077, 0600}, {0, 0666}};
        for (const auto &[mask, mode] : expected) {
            setUmaskOfFiles(mask);
            const QString path = dir.filePath(QString::number(mask));
            QVERIFY(writeWhole(path, "1").ok());
            QCOMPARE(modeOf(path), mode);
        }
        QVERIFY(writeWhole(alone, "2").ok());
        QCOMPARE(modeOf(alone), 0600); // as it was
        QCOMPARE(contentOf(alone), QByteArray("2"));
        QFile::setPermissions(alone, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup);
        QVERIFY(writeWhole(alone, "3").ok());
        QCOMPARE(modeOf(alone), 0640);
        setUmaskOfFiles(before);
        ::umask(before);
    }

    void aDeviceStaysADevice()
    {
        QVERIFY(writeWhole(QStringLiteral("/dev/null"), "x").ok());
        QVERIFY(isStream(QStringLiteral("/dev/null")));
        QVERIFY(QFileInfo::exists(QStringLiteral("/dev/null")));
        QVERIFY(!QFileInfo(QStringLiteral("/dev/null")).isFile());
    }

    void aPipeTakesEverything()
    {
        Pipe pipe;
        QVERIFY(isStream(pipe.name()));
        QVERIFY(writeWhole(pipe.name(), "through").ok());
        pipe.closeEnd(1);
        char got[32] = {};
        QCOMPARE(::read(pipe.end[0], got, sizeof got), ssize_t(7));
        QCOMPARE(QByteArray(got), QByteArray("through"));
        QCOMPARE(::read(pipe.end[0], got, sizeof got), ssize_t(0)); // nothing holds it open
    }

    void whatIsRedirectedIsWrittenBehindWhatIsThere()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("log"));
        const int given =
            ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        QCOMPARE(::write(given, "one ", 4), ssize_t(4));
        QVERIFY(writeWhole(QStringLiteral("/dev/fd/%1").arg(given), "two ").ok());
        QCOMPARE(::write(given, "three", 5), ssize_t(5));
        ::close(given);
        QCOMPARE(contentOf(path), QByteArray("one two three"));
    }

    void aReaderThatGoesIsTold()
    {
        Pipe pipe;
        WholeFile file(pipe.name());
        QVERIFY(file.open().ok());
        QVERIFY(file.write("some").ok());
        pipe.closeEnd(0);
        const Result<void> lost = file.write("more");
        QVERIFY(!lost);
        QVERIFY2(lost.error().sentence().contains(QStringLiteral("has stopped")),
                 qPrintable(lost.error().sentence()));
        // Whoever writes through the device hears of it at the end.
        QVERIFY(!file.commit());
    }

    void aPipeThatNobodyReadsIsNotWaitedFor()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("pipe.csv"));
        QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        const Result<void> written = writeWhole(path, "x");
        QVERIFY(!written);
        QVERIFY2(written.error().sentence().contains(QStringLiteral("nobody reads it")),
                 qPrintable(written.error().sentence()));
        const int reader =
            ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        QVERIFY(writeWhole(path, "x").ok());
        char got = 0;
        QCOMPARE(::read(reader, &got, 1), ssize_t(1));
        ::close(reader);
        QVERIFY(!QFileInfo(path).isFile()); // it is still a pipe
    }
};

QTEST_GUILESS_MAIN(TestWholeFile)
#include "tst_wholefile.moc"
