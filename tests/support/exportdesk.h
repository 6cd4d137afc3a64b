// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/viewexport.h"
#include "support/deskwindow.h"
#include "views/taskcell.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace watchfloor::test {

/// The window with its pages over a small cache, and what exports them.
struct ExportDesk : DeskWindow {
    ExportDesk()
        : DeskWindow(at("2026-06-01T11:00:00.000Z"), [](Store &store) { return writeDesk(store); })
        , exports(std::make_unique<ViewExport>(profile.path(), services(), *window, *bindings))
    {
    }
    ~ExportDesk()
    {
        exports.reset();
        bindings.reset();
    }

    void show(const char *page)
    {
        window->showPage(QLatin1String(page));
        bindings->showPage(QLatin1String(page)); // the first one is there without being shown
        QTRY_VERIFY(bindings->settled());
    }
    QString path(const char *name) const { return out.filePath(QLatin1String(name)); }
    QByteArray content(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString told() const { return window->statusStrip()->task()->text(); }
    QList<ExportFormat> offered() const
    {
        QList<ExportFormat> formats;
        for (const ExportOffer &offer : exports->popup()->offers())
            formats << offer.format;
        return formats;
    }

    QTemporaryDir out;
    std::unique_ptr<ViewExport> exports;
};

} // namespace watchfloor::test
