// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QVariantMap>

#include <vector>

namespace watchfloor {

/// What a user named: which scope, which page, and how each page is set up.
struct SavedView {
    QString name;
    QString page;
    QJsonObject scope; ///< scopeToJson(); read when it is shown
    QVariantMap pages; ///< Page::saveState() by key
    QString search;    ///< the words looked for
    QString file;      ///< in the folder of views; empty = not written yet

    bool operator==(const SavedView &) const = default;
};

/// The bytes of a view's file: readable, in a stable order. Bytes and dates of a page's state come
/// back as what they were.
QByteArray savedViewToJson(const SavedView &view);
/// BadInput with one sentence that names the file.
Result<SavedView> savedViewFromJson(const QByteArray &bytes, const QString &file);

/// The named views, by name. Pure: whoever owns it writes what it says.
class SavedViews {
public:
    void setViews(std::vector<SavedView> views);
    const std::vector<SavedView> &views() const { return m_views; }
    /// Null when there is none. Case does not matter.
    const SavedView *find(const QString &name) const;

    /// One sentence why a view may not be called this; empty = it may. `own`: the name it has now.
    QString nameProblem(const QString &name, const QString &own = {}) const;
    /// Adds it or overwrites the one of this name; returns it with its file.
    SavedView put(SavedView view);
    /// Keeps its file. Returns it, or null.
    const SavedView *rename(const QString &from, const QString &to);
    /// The file to remove; empty when there was none.
    QString remove(const QString &name);

private:
    QString freeFile(const QString &name) const;
    void sort();

    std::vector<SavedView> m_views;
};

} // namespace watchfloor
