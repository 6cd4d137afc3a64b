// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/clock.h"
#include "backend/domain/error.h"
#include "backend/domain/ids.h"

#include <QHash>
#include <QIODevice>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <functional>
#include <optional>
#include <stop_token>
#include <vector>

namespace watchfloor::cli {

enum class OutputFormat { Table, Json, Csv };

/// Exit codes (stable). Partly: some feed failed and said so on stderr.
enum ExitCode { Done = 0, Failed = 1, Usage = 2, Partly = 3 };

/// One long option of a command.
struct OptionSpec {
    QString name;      ///< without dashes
    QString valueName; ///< as shown in the help; empty = a flag
    QString help;
    bool repeatable = false;
    bool required = false;
    QStringList choices = {}; ///< allowed values; empty = any
};

/// What the command line said, already checked against the command's options.
class Arguments {
public:
    bool isSet(const QString &option) const { return m_values.contains(option); }
    /// The value of a single option, `fallback` when it is not set.
    QString value(const QString &option, const QString &fallback = {}) const;
    /// All values of a repeatable option, in order.
    QStringList values(const QString &option) const { return m_values.value(option); }
    const QStringList &positionals() const { return m_positionals; }

    void add(const QString &option, const QString &value) { m_values[option].append(value); }
    void addPositional(const QString &word) { m_positionals.append(word); }

private:
    QHash<QString, QStringList> m_values;
    QStringList m_positionals;
};

/// Everything a command works with. Result rows go to stdout, everything else to stderr.
class CommandContext {
public:
    CommandContext(QIODevice *out, QIODevice *err, QIODevice *in)
        : m_out(out)
        , m_err(err)
        , m_in(in)
    {
    }

    QString profileDir;
    OutputFormat format = OutputFormat::Table;
    QTimeZone zone = QTimeZone::utc();
    std::optional<TimeMs> fixedNow; ///< `--now`
    Clock *clock = nullptr;         ///< stands at fixedNow when that is given
    bool quiet = false;
    std::stop_token stop; ///< SIGINT or SIGTERM arrived
    Arguments args;

    TimeMs now() const { return clock->now(); }
    bool json() const { return format == OutputFormat::Json; }

    /// The same, with the result rows going elsewhere.
    CommandContext writingTo(QIODevice *out) const
    {
        CommandContext other(*this);
        other.m_out = out;
        return other;
    }

    /// Result rows, as they are, to stdout.
    void write(const QByteArray &bytes) const;
    void write(const QString &text) const { write(text.toUtf8()); }
    /// One line to stderr; text from the wire is neutralised. Also with --quiet.
    void say(const QString &sentence) const;
    /// One line of progress or advice to stderr, nothing with --quiet.
    void note(const QString &sentence) const;
    /// Somebody watches stderr: it is a terminal, and not --quiet. See ProgressLine.
    bool isWatched() const;
    /// To stderr as it is, without a line end.
    void draw(const QByteArray &bytes) const;
    /// Says the error's sentence and answers Failed.
    int fail(const Error &error) const;
    /// Says what is wrong with the command line and answers Usage. Write nothing before.
    int usageError(const QString &sentence) const;
    /// Next line of stdin without its line end; none at the end of input.
    std::optional<QString> readLine() const;
    /// All of stdin, byte by byte; none when it is more than `most`.
    std::optional<QByteArray> readAll(qint64 most) const;

private:
    QIODevice *m_out;
    QIODevice *m_err;
    QIODevice *m_in;
};

/// One command of watchfloor-cli. `run` may spin the event loop (see awaittask.h).
struct Command {
    QString path;                    ///< one or two words: "check", "account add"
    QString summary;                 ///< one line
    QStringList positionals;         ///< names of the words it takes, all required
    std::vector<OptionSpec> options; ///< besides the common ones
    std::function<int(CommandContext &)> run;
};

} // namespace watchfloor::cli
