// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fileexport.h"

#include "backend/async/whendone.h"
#include "backend/async/wholefile.h"
#include "backend/reports/rowsource.h"
#include "views/chartfile.h"

#include <QElapsedTimer>

namespace watchfloor {
namespace {

constexpr qint64 tellEveryMs = 100;

Result<qint64> writtenRows(const Result<void> &written, qint64 rows)
{
    return written ? Result<qint64>(rows) : Result<qint64>(written.error());
}

/// The last moment to be cancelled.
Result<qint64> writtenUnless(const std::stop_token &stop, const QString &file,
                             const QByteArray &bytes, qint64 rows = 0)
{
    if (stop.stop_requested())
        return Error::cancelled();
    return writtenRows(writeWhole(file, bytes), rows);
}

} // namespace

FileExport::FileExport(QString profileDir, QObject *parent)
    : QObject(parent)
    , m_profileDir(std::move(profileDir))
    , m_worker(QStringLiteral("export"))
{
}

FileExport::~FileExport()
{
    m_stop.request_stop();
}

void FileExport::run(std::function<Outcome()> job)
{
    m_running = true;
    whenDone(m_worker.run(std::move(job)), this, [this](const Outcome &outcome) {
        m_running = false;
        Q_EMIT finished(outcome);
    });
}

void FileExport::writeTable(const QString &file, RawTable table, TableFormat format,
                            const QTimeZone &zone)
{
    m_stop = {};
    run([file, table = std::move(table), format, zone, stop = m_stop.get_token()]() -> Outcome {
        const auto rows = static_cast<qint64>(table.rows.size());
        return writtenUnless(stop, file, toBytes(table, format, zone), rows);
    });
}

void FileExport::writeConversations(const QString &file, ConversationExport asked)
{
    m_stop = {};
    run([this, file, profile = m_profileDir, asked = std::move(asked),
         stop = m_stop.get_token()]() -> Outcome {
        WholeFile target(file);
        if (const Result<void> opened = target.open(); !opened)
            return opened.error();
        RowSource source(profile);
        QElapsedTimer since;
        since.start();
        const auto all = static_cast<qint64>(asked.rows.size());
        const auto rows = exportConversations(
            source, asked, [&target](const QByteArray &bytes) { return target.write(bytes); },
            [&](std::size_t done) {
                if (since.elapsed() < tellEveryMs)
                    return;
                since.restart();
                Q_EMIT progressed(static_cast<qint64>(done), all); // queued to the receiver
            },
            stop);
        if (!rows)
            return rows.error();
        return writtenRows(target.commit(), static_cast<qint64>(*rows));
    });
}

void FileExport::writePicture(const QString &file, QImage image, const QString &title)
{
    m_stop = {};
    run([file, image = std::move(image), title, stop = m_stop.get_token()]() -> Outcome {
        return writtenUnless(stop, file, pngOf(image, title));
    });
}

void FileExport::writeBytes(const QString &file, const QByteArray &bytes)
{
    m_stop = {};
    run([file, bytes, stop = m_stop.get_token()]() -> Outcome {
        return writtenUnless(stop, file, bytes);
    });
}

} // namespace watchfloor
