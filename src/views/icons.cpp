// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/icons.h"

#include "views/palette.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

QByteArray svgOf(const QString &name)
{
    static QHash<QString, QByteArray> known;
    auto found = known.find(name);
    if (found == known.end()) {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
        const bool open = file.open(QIODevice::ReadOnly);
        found = known.insert(name, open ? file.readAll() : QByteArray());
    }
    return *found;
}

/// Takes its colour when it is drawn, so that it follows a change of the theme.
class LineIconEngine : public QIconEngine {
public:
    explicit LineIconEngine(QString name)
        : m_name(std::move(name))
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, rect, m_name, colour(mode), std::min(rect.width(), rect.height()));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, colour(mode), std::min(size.width(), size.height()), 1);
    }

    QIconEngine *clone() const override { return new LineIconEngine(m_name); }

private:
    static const QColor &colour(QIcon::Mode mode)
    {
        return mode == QIcon::Disabled ? tokens().faint : tokens().muted;
    }

    QString m_name;
};

} // namespace

QPixmap iconPixmap(const QString &name, const QColor &colour, int size, qreal ratio)
{
    const QString key =
        QStringLiteral("wf/%1/%2/%3/%4").arg(name, colour.name()).arg(size).arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const int pixels = qRound(size * ratio);
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QByteArray svg = svgOf(name);
    if (!svg.isEmpty()) {
        svg.replace("currentColor", colour.name().toLatin1());
        QSvgRenderer renderer(svg);
        QPainter painter(&pixmap);
        renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    }
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon lineIcon(const QString &name, const QColor &colour)
{
    QIcon icon;
    for (const qreal ratio : {1.0, 2.0, 3.0}) {
        icon.addPixmap(iconPixmap(name, colour, 16, ratio));
        icon.addPixmap(iconPixmap(name, tokens().faint, 16, ratio), QIcon::Disabled);
    }
    return icon;
}

QIcon lineIcon(const QString &name)
{
    return QIcon(new LineIconEngine(name));
}

QIcon applicationIcon()
{
    QIcon icon;
    QSvgRenderer renderer(svgOf(QStringLiteral("watchfloor")));
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter, QRectF(0, 0, size, size));
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

void paintIcon(QPainter &painter, const QRect &rect, const QString &name, const QColor &colour,
               int size)
{
    const QRect target(rect.left() + (rect.width() - size) / 2,
                       rect.top() + (rect.height() - size) / 2, size, size);
    painter.drawPixmap(target,
                       iconPixmap(name, colour, size, painter.device()->devicePixelRatioF()));
}

} // namespace watchfloor
