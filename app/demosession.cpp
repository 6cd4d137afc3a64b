// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demosession.h"

#include "backend/async/whendone.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>
#include <QTimer>

#include <csignal>
#include <sys/prctl.h>

namespace watchfloor {
namespace {

constexpr int historyDays = 30;
constexpr int readyWithinMs = 120'000;
constexpr int endWithinMs = 3'000;

QString titleOf(const QString &provider)
{
    for (const ProviderInfo &info : SyncService::providers()) {
        if (info.id == provider)
            return info.title;
    }
    return provider;
}

/// The instant the story began, remembered in the profile.
Result<QString> epochOf(const QString &profileDir, TimeMs now)
{
    QDir().mkpath(profileDir);
    QSettings settings(profileDir + QStringLiteral("/demo.ini"), QSettings::IniFormat);
    const QString key = QStringLiteral("epoch");
    if (!settings.contains(key)) {
        const QDate today = QDateTime::fromMSecsSinceEpoch(now, Qt::UTC).date();
        const QDateTime start(today.addDays(-historyDays), QTime(0, 0), Qt::UTC);
        settings.setValue(key, start.toString(Qt::ISODate));
        settings.sync();
    }
    return settings.value(key).toString();
}

} // namespace

DemoSession::DemoSession(const QString &profileDir, QObject *parent)
    : QObject(parent)
    , m_profileDir(profileDir)
{
    // Should we be killed, it must not go on serving for nobody.
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &DemoSession::readLine);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(tr("The demo's contact centre could not be started"), m_process.errorString());
    });
    connect(&m_process, &QProcess::finished, this, [this] {
        fail(tr("The demo's contact centre ended by itself"),
             QString::fromUtf8(m_process.readAllStandardError().right(400)));
    });
}

DemoSession::~DemoSession()
{
    m_process.disconnect(this);
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(endWithinMs))
        m_process.kill();
    m_process.waitForFinished(endWithinMs);
}

void DemoSession::start(TimeMs now)
{
    const QString program =
        QCoreApplication::applicationDirPath() + QStringLiteral("/watchfloor-sandbox");
    if (!QFileInfo(program).isExecutable()) {
        fail(tr("The demo needs watchfloor-sandbox beside this program"), program);
        return;
    }
    const QFuture<Result<QString>> reading =
        m_thread.run([dir = m_profileDir, now] { return epochOf(dir, now); });
    whenDone(reading, this, [this, program](const Result<QString> &epoch) {
        if (epoch)
            startProcess(program, *epoch);
        else
            fail(epoch.error().message(), epoch.error().detail());
    });
}

void DemoSession::startProcess(const QString &program, const QString &epoch)
{
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    // Nobody else asks this server: who tries the program need not wait for its usual 10 a minute.
    m_process.start(program, {QStringLiteral("--epoch"), epoch, QStringLiteral("--tidy"),
                              QStringLiteral("--rocketchat"), QStringLiteral("limit=0")});
    QTimer::singleShot(readyWithinMs, this, [this] {
        fail(tr("The demo's contact centre did not get ready in time"), QString());
    });
}

void DemoSession::readLine()
{
    if (m_answered) {
        m_process.readAllStandardOutput(); // nothing more is expected; never let the pipe fill up
        return;
    }
    m_output += m_process.readAllStandardOutput();
    const qsizetype end = m_output.indexOf('\n');
    if (end < 0)
        return;
    if (m_reading)
        return;
    m_reading = true;
    const QFuture<Result<std::vector<NewAccount>>> reading =
        m_thread.run([line = m_output.left(end)] { return accountsFrom(line); });
    whenDone(reading, this, [this](const Result<std::vector<NewAccount>> &accounts) {
        if (m_answered)
            return;
        if (!accounts) {
            fail(accounts.error().message(), accounts.error().detail());
            return;
        }
        m_answered = true;
        Q_EMIT ready(*accounts);
    });
}

void DemoSession::fail(const QString &sentence, const QString &detail)
{
    if (m_answered)
        return;
    m_answered = true;
    Q_EMIT failed(Error(Error::Kind::Internal, sentence, detail,
                        tr("Add an account of your own, or install the complete package.")));
}

Result<std::vector<NewAccount>> DemoSession::accountsFrom(const QByteArray &readyLine)
{
    const QJsonObject ready = QJsonDocument::fromJson(readyLine).object();
    std::vector<NewAccount> accounts;
    for (const ProviderInfo &provider : SyncService::providers()) {
        const QJsonObject entry = ready.value(provider.id).toObject();
        const QUrl url(entry.value(QLatin1String("url")).toString());
        if (entry.isEmpty() || !url.isValid() || url.host().isEmpty())
            continue;
        NewAccount account;
        account.account.provider = provider.id;
        account.account.name = tr("Demo %1").arg(titleOf(provider.id));
        account.account.baseUrl = url;
        account.account.remoteAccountId = entry.value(QLatin1String("account_id")).toString();
        account.account.settings = entry.value(QLatin1String("settings")).toObject();
        const QJsonObject secrets = entry.value(QLatin1String("secrets")).toObject();
        for (auto it = secrets.begin(); it != secrets.end(); ++it)
            account.secrets.insert(it.key(), it.value().toString());
        account.secretsInFile = true; // worthless outside this computer, and works without keyring
        accounts.push_back(account);
    }
    if (accounts.empty())
        return Error(Error::Kind::WrongShape, tr("The demo's contact centre gave no usable answer"),
                     QString::fromUtf8(readyLine.left(200)));
    return accounts;
}

} // namespace watchfloor
