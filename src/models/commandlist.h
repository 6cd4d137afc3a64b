// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <array>
#include <map>
#include <vector>

namespace watchfloor {

/// Something Ctrl+K can go to or do.
struct PaletteCommand {
    enum class Kind { Conversation, Page, View, Action, Agent, Group, Zone };

    Kind kind = Kind::Action;
    QString key;      ///< unique and stable: "page:agents", "agent:12"
    QString title;    ///< what is typed for
    QString detail;   ///< account, "removed", the state of a switch
    QString shortcut; ///< native text
    QString also;     ///< further words it is found by, e.g. an e-mail address

    bool operator==(const PaletteCommand &) const = default;
};

/// All commands, searched the way people type: the letters in their order, best at the beginnings
/// of words. Ten thousand are searched in a few milliseconds.
class CommandList {
public:
    static constexpr int mostShown = 50;

    /// Replaces those of this kind.
    void setCommands(PaletteCommand::Kind kind, std::vector<PaletteCommand> commands);
    /// Keys of what was used last, the latest first.
    void setRecent(QStringList keys);
    const QStringList &recent() const { return m_recent; }
    void noteUsed(const QString &key);

    /// Best first. Nothing typed: what was used last, then pages, views and actions.
    std::vector<const PaletteCommand *> search(const QString &text) const;
    const PaletteCommand *find(const QString &key) const;

private:
    struct Entry {
        PaletteCommand command;
        QString folded;
        QString alsoFolded;
    };
    std::vector<const PaletteCommand *> usual() const;

    std::map<PaletteCommand::Kind, std::vector<Entry>> m_entries;
    QStringList m_recent;
};

/// How well `needle` (folded) fits `text` (folded): -1 = not all its letters in order, else more is
/// better.
int fuzzyScore(const QString &needle, const QString &text);

} // namespace watchfloor
