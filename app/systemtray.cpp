// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/queuetray.h"

#include "views/icons.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QPainter>
#include <QSystemTrayIcon>

namespace watchfloor {
namespace {

constexpr int iconSize = 64;
constexpr int badgeSize = 40;

/// The program's icon; on it a badge with the number, square where a queue is late, so that colour
/// is not the only sign.
QIcon badgedIcon(int count, ThresholdState state)
{
    QPixmap pixmap = applicationIcon().pixmap(iconSize, iconSize);
    if (pixmap.isNull())
        pixmap = QPixmap(iconSize, iconSize);
    if (count == 0 && state == ThresholdState::None)
        return QIcon(pixmap);
    const Palette &p = Palette::day();
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect badge(iconSize - badgeSize, iconSize - badgeSize, badgeSize, badgeSize);
    painter.setPen(QPen(p.surface, 2));
    painter.setBrush(state == ThresholdState::Bad ? p.bad : p.accent);
    const int round = state == ThresholdState::Bad ? 6 : badgeSize / 2;
    painter.drawRoundedRect(badge.adjusted(1, 1, -1, -1), round, round);
    painter.setPen(p.surface);
    const QString text = count > 99 ? QStringLiteral("99+") : QString::number(count);
    painter.setFont(figureFont(text.size() > 2 ? 18 : 26));
    painter.drawText(badge, Qt::AlignCenter, text);
    return QIcon(pixmap);
}

class SystemTray : public TrayPort {
public:
    bool isAvailable() const override { return QSystemTrayIcon::isSystemTrayAvailable(); }

    void show(int count, ThresholdState state, const QString &toolTip) override
    {
        if (!m_icon) {
            m_icon = std::make_unique<QSystemTrayIcon>();
            connect(m_icon.get(), &QSystemTrayIcon::messageClicked, this, &TrayPort::clicked);
            connect(m_icon.get(), &QSystemTrayIcon::activated, this,
                    [this](QSystemTrayIcon::ActivationReason reason) {
                        if (reason != QSystemTrayIcon::Context)
                            Q_EMIT clicked();
                    });
        }
        m_icon->setIcon(badgedIcon(count, state));
        m_icon->setToolTip(toolTip);
        m_icon->show();
    }
    void hide() override { m_icon.reset(); }
    void notify(const QString &title, const QString &text) override
    {
        if (m_icon)
            m_icon->showMessage(title, text, QSystemTrayIcon::Warning);
    }

private:
    std::unique_ptr<QSystemTrayIcon> m_icon; // not before it is wanted
};

} // namespace

std::unique_ptr<TrayPort> makeSystemTray()
{
    return std::make_unique<SystemTray>();
}

} // namespace watchfloor
