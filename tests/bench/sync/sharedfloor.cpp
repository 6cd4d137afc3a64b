// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/sync/sharedfloor.h"

#include "sandbox/sandbox.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>
#include <new>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace watchfloor::bench {
namespace {

using sandbox::Sandbox;
using sandbox::Vendor;

constexpr qint64 start = 1'781'092'800'000; // 2026-06-10T12:00Z, a Wednesday
constexpr auto vendors = {Vendor::Chatwoot, Vendor::RocketChat, Vendor::LivePerson,
                          Vendor::ChatDash};

void tell(int to, const QJsonObject &object)
{
    const QByteArray line = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    qsizetype done = 0;
    while (done < line.size()) {
        const auto wrote =
            ::write(to, line.constData() + done, static_cast<size_t>(line.size() - done));
        if (wrote <= 0)
            ::_exit(1);
        done += wrote;
    }
}

QJsonObject countsOf(Sandbox &box, Vendor vendor)
{
    const auto object = [](const QMap<QString, int> &map) {
        QJsonObject counts;
        for (auto it = map.begin(); it != map.end(); ++it)
            counts.insert(it.key(), it.value());
        return counts;
    };
    const sandbox::World &world = box.world(vendor);
    qint64 messages = 0;
    for (const sandbox::Conversation &c : world.conversations())
        messages += std::ssize(c.messages);
    return {{QStringLiteral("requests"), object(box.requestCounts(vendor))},
            {QStringLiteral("refused"), object(box.refusedCounts(vendor))},
            {QStringLiteral("conversations"), qint64(std::ssize(world.conversations()))},
            {QStringLiteral("events"), qint64(std::ssize(world.reportingEvents()))},
            {QStringLiteral("messages"), messages}};
}

int serve(const QByteArray &word, int days, int perDay, SharedTime &time, int in, int out)
{
    int argc = 0;
    const QCoreApplication application(argc, nullptr);
    sandbox::SandboxConfig config;
    config.days = days;
    config.conversationsPerDay = perDay;
    // Read with each request: a timer that follows would be late whenever the sandbox is busy.
    config.time = [&time] { return time.now.load(); };
    Sandbox box(config);
    QString error;
    const auto found = std::find_if(vendors.begin(), vendors.end(), [&](Vendor vendor) {
        return sandbox::vendorWord(vendor).toLatin1() == word;
    });
    if (found == vendors.end() || !box.start(&error)) {
        std::fprintf(stderr, "%s\n", qPrintable(error));
        return 1;
    }
    const QJsonObject ready = QJsonDocument::fromJson(box.readyLine()).object();
    tell(out, ready.value(QLatin1String(word)).toObject());
    QSocketNotifier asked(in, QSocketNotifier::Read);
    QObject::connect(&asked, &QSocketNotifier::activated, &asked, [&] {
        char byte = 0;
        if (::read(in, &byte, 1) <= 0)
            QCoreApplication::exit(0);
        else
            tell(out, countsOf(box, *found));
    });
    return QCoreApplication::exec();
}

} // namespace

SharedFloor::SharedFloor(const QByteArray &vendor, int days, int perDay)
{
    void *page = ::mmap(nullptr, sizeof(SharedTime), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int up[2];
    int down[2];
    if (page == MAP_FAILED || ::pipe(up) != 0 || ::pipe(down) != 0)
        qFatal("no memory or no pipe for the sandbox");
    m_time = new (page) SharedTime;
    m_time->now = start;
    m_child = ::fork();
    if (m_child == 0) {
        ::close(up[0]);
        ::close(down[1]);
        ::_exit(serve(vendor, days, perDay, *m_time, down[0], up[1]));
    }
    ::close(up[1]);
    ::close(down[0]);
    m_in = up[0];
    m_out = down[1];
    m_access = QJsonDocument::fromJson(readLine()).object();
}

SharedFloor::~SharedFloor()
{
    ::close(m_out);
    ::close(m_in);
    ::waitpid(m_child, nullptr, 0);
    ::munmap(m_time, sizeof(SharedTime));
}

QByteArray SharedFloor::readLine()
{
    QByteArray line;
    char byte = 0;
    while (::read(m_in, &byte, 1) == 1 && byte != '\n')
        line += byte;
    return line;
}

QJsonObject SharedFloor::counts()
{
    const char byte = '?';
    if (::write(m_out, &byte, 1) != 1)
        return {};
    return QJsonDocument::fromJson(readLine()).object();
}

} // namespace watchfloor::bench
