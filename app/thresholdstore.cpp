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
    const auto reading = m_thread.run([path = m_path]() -> Result<Thresholds> {
        refuseOnGuiThread("reading levels");
        QFile file(path);
        return Thresholds::fromJson(file.open(QIODevice::ReadOnly) ? file.read(mostBytes)
                                                                   : QByteArray());
    });
    whenDone(reading, this, [this](const Result<Thresholds> &read) {
        if (!read || m_edited || *read == m_value)
            return;
        m_value = *read;
        Q_EMIT changed(m_value);
    });
}

ThresholdStore::~ThresholdStore() = default;

void ThresholdStore::set(const Thresholds &value)
{
    m_edited = true;
    if (value == m_value)
        return;
    m_value = value;
    Q_EMIT changed(m_value);
    if (!m_writable)
        return;
    m_writing = m_thread.run([path = m_path, json = value.toJson()]() -> Result<void> {
        return writeLevels(path, json);
    });
    whenDone(m_writing, this, [this](const Result<void> &written) {
        if (!written)
            Q_EMIT failed(written.error().sentence());
    });
}

void ThresholdStore::flush()
{
    m_writing.waitForFinished();
}

} // namespace watchfloor
