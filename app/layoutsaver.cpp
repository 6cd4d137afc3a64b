// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/layoutsaver.h"

#include "backend/async/whendone.h"

#include <utility>

namespace watchfloor {
namespace {

constexpr int layoutDelayMs = 300; // a drag is one change

} // namespace

LayoutSaver::LayoutSaver(QString profileDir, std::function<WindowState()> take, QObject *parent)
    : QObject(parent)
    , m_profileDir(std::move(profileDir))
    , m_take(std::move(take))
    , m_thread(QStringLiteral("layout"))
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(layoutDelayMs);
    connect(&m_delay, &QTimer::timeout, this, &LayoutSaver::save);
}

LayoutSaver::~LayoutSaver() = default;

void LayoutSaver::saveSoon()
{
    // Not started anew: even somebody who never stops dragging is remembered.
    if (!m_delay.isActive())
        m_delay.start();
}

void LayoutSaver::save()
{
    m_delay.stop();
    WindowState state = m_take();
    if (state == m_saved)
        return;
    m_saved = state;
    m_writing = m_thread.run([state = std::move(state), dir = m_profileDir]() -> Result<void> {
        if (state.save(dir))
            return {};
        return Error(Error::Kind::Storage, QStringLiteral("The window's layout was not saved"));
    });
    whenDone(m_writing, this, [this](const Result<void> &written) { tell(written); });
}

void LayoutSaver::tell(const Result<void> &written)
{
    // Once: a full disk fails at every drag.
    if (!written && !std::exchange(m_told, true))
        Q_EMIT failed();
}

void LayoutSaver::flush()
{
    save();
    m_writing.waitForFinished();
    if (m_writing.resultCount() > 0)
        tell(m_writing.result());
}

} // namespace watchfloor
