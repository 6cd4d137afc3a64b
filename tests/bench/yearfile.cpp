// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/yearfile.h"

#include "backend/store/migrations.h"
#include "backend/store/store.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <cstdio>

namespace watchfloor::bench {

namespace {

struct Field {
    const char *key;
    qint64 YearFileFigures::*whole;
    double YearFileFigures::*real;
};
constexpr Field kFields[] = {
    {"conversations", &YearFileFigures::conversations, nullptr},
    {"events", &YearFileFigures::events, nullptr},
    {"rowsPerSecond", nullptr, &YearFileFigures::rowsPerSecond},
    {"loadSeconds", nullptr, &YearFileFigures::loadSeconds},
    {"segmentSeconds", nullptr, &YearFileFigures::segmentSeconds},
    {"segmentBytes", &YearFileFigures::segmentBytes, nullptr},
    {"segments", &YearFileFigures::segments, nullptr},
    {"eventBytes", &YearFileFigures::eventBytes, nullptr},
    {"timelineBytes", &YearFileFigures::timelineBytes, nullptr},
    {"otherEventIndexBytes", &YearFileFigures::otherEventIndexBytes, nullptr},
    {"conversationBytes", &YearFileFigures::conversationBytes, nullptr},
    {"fileBytes", &YearFileFigures::fileBytes, nullptr}};

QString cacheIn(const QString &dir)
{
    return QDir(dir).filePath(QStringLiteral("cache.sqlite"));
}

QString noteIn(const QString &dir)
{
    return QDir(dir).filePath(QStringLiteral("made.json"));
}

/// Opens (and so makes) the cache and brings it up to the newest schema.
int openedSchema(const QString &dir, bool withAccount)
{
    OpenInfo info;
    auto store = Store::open(dir, &info);
    if (!store) {
        throw BenchError{store.error().sentence()};
    }
    if (withAccount) {
        Account account;
        account.provider = QStringLiteral("chatwoot");
        account.name = QStringLiteral("Synthetic year");
        account.baseUrl = QUrl(QStringLiteral("http://127.0.0.1"));
        account.remoteAccountId = QStringLiteral("1");
        if (const auto id = (*store)->addAccount(account); !id) {
            throw BenchError{id.error().sentence()};
        }
    }
    return info.schemaVersion;
}

} // namespace

void progress(const QString &text)
{
    std::fprintf(stderr, "%s\n", qPrintable(text));
}

YearFile::YearFile(const SyntheticYear &year, QString folder)
    : m_year(year)
    , m_folder(std::move(folder))
{
}

QString YearFile::sizeName(qint64 conversations)
{
    if (conversations % 1'000'000 == 0) {
        return QStringLiteral("%1m").arg(conversations / 1'000'000);
    }
    if (conversations % 1000 == 0) {
        return QStringLiteral("%1k").arg(conversations / 1000);
    }
    return QString::number(conversations);
}

QString YearFile::profile()
{
    if (!m_profile.isEmpty()) {
        return m_profile;
    }
    QString parent = m_folder;
    if (parent.isEmpty()) {
        m_temporary = std::make_unique<QTemporaryDir>();
        if (!m_temporary->isValid()) {
            throw BenchError{m_temporary->errorString()};
        }
        parent = m_temporary->path();
    }
    const QString dir = QDir(parent).filePath(sizeName(m_year.conversations()));
    if (!isUsable(dir)) {
        make(dir);
    }
    m_profile = dir;
    return m_profile;
}

QString YearFile::file()
{
    return cacheIn(profile());
}

const YearFileFigures &YearFile::figures()
{
    profile();
    return m_figures;
}

QString YearFile::scratch()
{
    if (!m_scratch) {
        m_scratch = std::make_unique<QTemporaryDir>(
            QDir(profile()).filePath(QStringLiteral("scratch-XXXXXX")));
        if (!m_scratch->isValid()) {
            throw BenchError{m_scratch->errorString()};
        }
    }
    return m_scratch->path();
}

bool YearFile::isUsable(const QString &dir)
{
    QFile note(noteIn(dir));
    if (!QFile::exists(cacheIn(dir)) || !note.open(QIODevice::ReadOnly)) {
        return false;
    }
    const QJsonObject made = QJsonDocument::fromJson(note.readAll()).object();
    for (const Field &field : kFields) {
        const QJsonValue value = made.value(QLatin1String(field.key));
        if (field.whole) {
            m_figures.*field.whole = value.toInteger();
        } else {
            m_figures.*field.real = value.toDouble();
        }
    }
    const int schema = made.value(QLatin1String("schema")).toInt();
    if (m_figures.conversations != m_year.conversations() ||
        made.value(QLatin1String("generator")).toInt() != SyntheticYear::kVersion ||
        PlainDatabase(cacheIn(dir)).scalar("PRAGMA user_version") != schema) {
        return false;
    }
    // An older one is brought up to date as the product does it.
    if (schema < migrations::head()) {
        writeNote(dir, openedSchema(dir, false));
    }
    return schema <= migrations::head();
}

void YearFile::writeNote(const QString &dir, int schema)
{
    QJsonObject made{{QStringLiteral("generator"), SyntheticYear::kVersion},
                     {QStringLiteral("schema"), schema}};
    for (const Field &field : kFields) {
        made.insert(QLatin1String(field.key), field.whole ? QJsonValue(m_figures.*field.whole)
                                                          : QJsonValue(m_figures.*field.real));
    }
    QFile note(noteIn(dir));
    if (!note.open(QIODevice::WriteOnly) || note.write(QJsonDocument(made).toJson()) < 0) {
        throw BenchError{QStringLiteral("%1: %2").arg(note.fileName(), note.errorString())};
    }
}

void YearFile::make(const QString &dir)
{
    // Only what was made here before: the folder is the caller's.
    for (const char *name :
         {"made.json", "cache.sqlite", "cache.sqlite-wal", "cache.sqlite-shm", "cache.lock",
          "peer.sqlite", "peer.json", "peerquestions.sqlite", "peerquestions.json"}) {
        QFile::remove(QDir(dir).filePath(QLatin1String(name)));
    }
    if (!QDir().mkpath(dir)) {
        throw BenchError{QStringLiteral("The folder %1 cannot be made").arg(dir)};
    }
    m_figures = {};
    const int schema = openedSchema(dir, true);
    writeYear(m_year, cacheIn(dir), &m_figures);
    writeSegments(dir, &m_figures);
    measureDisk(cacheIn(dir), &m_figures);
    writeNote(dir, schema);
}

} // namespace watchfloor::bench
