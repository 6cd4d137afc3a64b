// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/thresholdstore.h"

#include "backend/async/guithread.h"
#include "backend/async/whendone.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace watchfloor {
namespace {

constexpr qint64 mostBytes = 1 << 20; // ours is a few kB

Result<void> writeLevels(const QString &path, const QByteArray &json)
{
    refuseOnGuiThread("writing levels");
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                         file.write(json) == json.size() && file.commit();
    if (written)
        return {};
    return Error(Error::Kind::Storage,
                 QStringLiteral("The warning levels could not be saved in %1")
                     .arg(QDir::toNativeSeparators(path)),
                 file.errorString());
}

} // namespace

ThresholdStore::ThresholdStore(QString profileDir, QObject *parent)
    : QObject(parent)
    , m_path(std::move(profileDir) + QStringLiteral("/thresholds.json"))
    , m_thread(QStringLiteral("levels"))
{
    const auto reading = m_thread.run([path = m_path]() -> Result<QByteArray> {
        refuseOnGuiThread("reading levels");
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.read(mostBytes) : QByteArray();
    });
    whenDone(reading, this, [this](const Result<QByteArray> &read) {
        m_read = true;
        if (!read || m_edited)
            return;
        m_onDisk = *read;
        settle(m_onDisk, m_catalogue ? *m_catalogue : FilterCatalogue());
    });
}

ThresholdStore::~ThresholdStore() = default;

void ThresholdStore::setCatalogue(const FilterCataloguePtr &catalogue)
{
    if (!catalogue || !catalogue->isKnown())
        return;
    // Named as they were until now: a row that is gone has a name only there.
    const QByteArray json =
        m_catalogue || m_edited
            ? thresholdsToJson(m_value, m_catalogue ? *m_catalogue : *catalogue, m_waiting)
            : m_onDisk;
    m_catalogue = catalogue;
    if (m_read || m_edited)
        settle(json, *m_catalogue);
}

void ThresholdStore::settle(const QByteArray &json, const FilterCatalogue &catalogue)
{
    ReadThresholds read = thresholdsFromJson(json, catalogue);
    m_waiting = std::move(read.waiting);
    if (!(read.thresholds == m_value)) {
        m_value = std::move(read.thresholds);
        Q_EMIT changed(m_value);
    }
    if (catalogue.isKnown() && !m_onDisk.isEmpty())
        write(); // with names, once there are any to tell
}

void ThresholdStore::write()
{
    const QByteArray json =
        thresholdsToJson(m_value, m_catalogue ? *m_catalogue : FilterCatalogue(), m_waiting);
    if (!m_writable || json == m_onDisk)
        return;
    m_onDisk = json;
    m_writing =
        m_thread.run([path = m_path, json]() -> Result<void> { return writeLevels(path, json); });
    whenDone(m_writing, this, [this](const Result<void> &written) {
        if (!written)
            Q_EMIT failed(written.error().sentence());
    });
}

void ThresholdStore::set(const Thresholds &value)
{
    m_edited = true;
    if (value == m_value)
        return;
    m_value = value;
    Q_EMIT changed(m_value);
    write();
}

void ThresholdStore::flush()
{
    m_writing.waitForFinished();
}

} // namespace watchfloor
