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
    const auto reading = m_thread.run([path = m_path, kept = m_file]() -> Result<bool> {
        refuseOnGuiThread("reading levels");
        if (QFile file(path); file.open(QIODevice::ReadOnly))
            *kept = file.read(mostBytes);
        return !kept->isEmpty();
    });
    whenDone(reading, this, [this](const Result<bool> &read) {
        m_read = true;
        if (!read || m_edited)
            return;
        m_hasFile = *read;
        settle();
    });
}

ThresholdStore::~ThresholdStore() = default;

void ThresholdStore::setCatalogue(const FilterCataloguePtr &catalogue)
{
    if (!catalogue || !catalogue->isKnown())
        return;
    m_wanted = catalogue;
    if (m_read || m_edited)
        settle();
}

void ThresholdStore::settle()
{
    // Named as they were until now: a row that is gone has a name only there.
    const bool named = m_catalogue || m_edited;
    const FilterCataloguePtr before = m_catalogue ? m_catalogue : m_wanted;
    const auto settling =
        m_thread.run([named, before, wanted = m_wanted, value = m_value, waiting = m_waiting,
                      kept = m_file]() -> Result<ReadThresholds> {
            refuseOnGuiThread("reading levels");
            const FilterCatalogue none;
            return thresholdsFromJson(
                named ? thresholdsToJson(value, before ? *before : none, waiting) : *kept,
                wanted ? *wanted : none);
        });
    whenDone(settling, this,
             [this, wanted = m_wanted, at = ++m_revision](const Result<ReadThresholds> &read) {
                 if (!read || at != m_revision)
                     return;
                 m_catalogue = wanted;
                 m_waiting = read->waiting;
                 if (!(read->thresholds == m_value)) {
                     m_value = read->thresholds;
                     Q_EMIT changed(m_value);
                 }
                 if (m_catalogue && m_hasFile)
                     write(); // with names, once there are any to tell
             });
}

void ThresholdStore::write()
{
    if (!m_writable)
        return;
    m_writing = m_thread.run([path = m_path, value = m_value, catalogue = m_catalogue,
                              waiting = m_waiting, kept = m_file]() -> Result<void> {
        const QByteArray json =
            thresholdsToJson(value, catalogue ? *catalogue : FilterCatalogue(), waiting);
        if (json == *kept)
            return {};
        *kept = json;
        return writeLevels(path, json);
    });
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
    m_hasFile = true;
    ++m_revision;
    Q_EMIT changed(m_value);
    if (m_wanted == m_catalogue)
        write();
    else
        settle();
}

void ThresholdStore::flush()
{
    m_writing.waitForFinished();
}

} // namespace watchfloor
