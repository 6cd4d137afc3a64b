// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/fileexport.h"

#include "backend/async/whendone.h"
#include "backend/async/wholefile.h"
#include "backend/reports/rowsource.h"
#include "views/chartfile.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>

namespace watchfloor {
namespace {

constexpr qint64 tellEveryMs = 100;
constexpr std::size_t rowsAtOnce = 1000; // between two looks at the stop token
constexpr qsizetype bytesAtOnce = 1 << 20;

Result<qint64> writtenRows(const Result<void> &written, qint64 rows)
{
    return written ? Result<qint64>(rows) : Result<qint64>(written.error());
}

/// The last moment to be cancelled.
Result<qint64> writtenUnless(const std::stop_token &stop, const QString &file,
                             const QByteArray &bytes)
{
    if (stop.stop_requested())
        return Error::cancelled();
    return writtenRows(writeWhole(file, bytes), 0);
}

Result<void> writeRows(WholeFile &target, const RawTable &table, TableFormat format,
                       const QTimeZone &zone, const ExportProgress &progress,
                       const std::stop_token &stop)
{
    RawTableWriter writer(format, table.columns, zone);
    writer.begin();
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        if (row % rowsAtOnce == 0) {
            if (stop.stop_requested())
                return Error::cancelled();
            progress(row);
        }
        writer.add(table.rows[row]);
        if (writer.pending() < bytesAtOnce)
            continue;
        if (const Result<void> taken = target.write(writer.take()); !taken)
            return taken;
    }
    writer.endOf(table);
    const Result<void> taken = target.write(writer.take());
    return taken && stop.stop_requested() ? Result<void>(Error::cancelled()) : taken;
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

ExportProgress FileExport::teller(std::size_t all)
{
    auto since = std::make_shared<QElapsedTimer>();
    since->start();
    return [this, all, since](std::size_t done) {
        if (since->elapsed() < tellEveryMs)
            return;
        since->restart();
        // Queued to the receiver.
        Q_EMIT progressed(static_cast<qint64>(done), static_cast<qint64>(all));
    };
}

void FileExport::writeTable(const QString &file, RawTable table, TableFormat format,
                            const QTimeZone &zone)
{
    m_stop = {};
    run([this, file, table = std::move(table), format, zone,
         stop = m_stop.get_token()]() -> Outcome {
        WholeFile target(file);
        if (const Result<void> opened = target.open(); !opened)
            return opened.error();
        const std::size_t rows = table.rows.size();
        if (const auto done = writeRows(target, table, format, zone, teller(rows), stop); !done)
            return done.error();
        return writtenRows(target.commit(), static_cast<qint64>(rows));
    });
}

void FileExport::writeConversations(const QString &file, ConversationExport asked, ShownRows rows)
{
    m_stop = {};
    run([this, file, profile = m_profileDir, asked = std::move(asked), rows = std::move(rows),
         stop = m_stop.get_token()]() mutable -> Outcome {
        asked.rows = rows();
        WholeFile target(file);
        if (const Result<void> opened = target.open(); !opened)
            return opened.error();
        RowSource source(profile);
        const auto written = exportConversations(
            source, asked, [&target](const QByteArray &bytes) { return target.write(bytes); },
            teller(asked.rows.size()), stop);
        if (!written)
            return written.error();
        return writtenRows(target.commit(), static_cast<qint64>(*written));
    });
}

void FileExport::writePicture(const QString &file, QImage image, const QString &title)
{
    m_stop = {};
    run([file, image = std::move(image), title, stop = m_stop.get_token()]() -> Outcome {
        const QByteArray png = pngOf(image, title, [&stop] { return !stop.stop_requested(); });
        if (png.isEmpty() && !stop.stop_requested())
            return Error(Error::Kind::Internal,
                         QCoreApplication::translate("FileExport",
                                                     "“%1” was not written: the picture could not "
                                                     "be packed")
                             .arg(QFileInfo(file).fileName()),
                         {}, QCoreApplication::translate("FileExport", "Export it as SVG instead"));
        return writtenUnless(stop, file, png);
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
