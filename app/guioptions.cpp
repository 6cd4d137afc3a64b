// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/guioptions.h"

#include "app/defaultprofile.h"

#include <QDir>
#include <QRegularExpression>

namespace watchfloor {
namespace {

constexpr int smallestSide = 200;
constexpr int largestSide = 8192;

Error notUnderstood(const QString &sentence)
{
    return Error(Error::Kind::BadInput, sentence, {}, QStringLiteral("See watchfloor --help"));
}

Result<QSize> sizeFrom(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{2,5})x(\\d{2,5})$"));
    const auto match = form.match(text);
    const QSize size(match.captured(1).toInt(), match.captured(2).toInt());
    if (!match.hasMatch() || qMin(size.width(), size.height()) < smallestSide ||
        qMax(size.width(), size.height()) > largestSide)
        return notUnderstood(QStringLiteral("--size %1 is not WIDTHxHEIGHT between %2 and %3")
                                 .arg(text)
                                 .arg(smallestSide)
                                 .arg(largestSide));
    return size;
}

} // namespace

QString guiHelp(const QStringList &pages)
{
    return QStringLiteral(
               "Usage: watchfloor [options]\n"
               "Dashboard for support team leads.\n\n"
               "  --profile DIR      folder of cache and settings (default: WATCHFLOOR_PROFILE, "
               "else\n"
               "                     watchfloor in the XDG data folder)\n"
               "  --offline          look at what is cached, contact no server\n"
               "  --demo             a made-up contact centre served on this computer\n"
               "  --page PAGE        %1\n"
               "  --screenshot FILE  save the page as PNG once its data is shown, then leave\n"
               "  --report FILE.pdf  paint a report and leave; options as of watchfloor-cli "
               "report\n"
               "  --size WxH         size of the window or picture, e.g. 1280x720\n"
               "  --theme light|dark instead of the desktop's\n"
               "  --version, --help\n")
        .arg(pages.join(QLatin1String(", ")));
}

Result<GuiOptions> parseGuiOptions(const QStringList &arguments, const QStringList &pages)
{
    GuiOptions options;
    qsizetype at = 0;
    const auto value = [&](const QString &name, const QString &inlineValue) -> Result<QString> {
        if (!inlineValue.isNull())
            return inlineValue;
        if (at + 1 >= arguments.size())
            return notUnderstood(QStringLiteral("%1 needs a value").arg(name));
        return arguments.at(++at);
    };
    for (; at < arguments.size(); ++at) {
        const QString argument = arguments.at(at);
        const qsizetype equals = argument.indexOf(QLatin1Char('='));
        const bool split = argument.startsWith(QLatin1String("--")) && equals > 0;
        const QString name = split ? argument.left(equals) : argument;
        const QString given = split ? argument.mid(equals + 1) : QString();
        if (name == QLatin1String("--help") || name == QLatin1String("-h")) {
            options.help = true;
        } else if (name == QLatin1String("--version")) {
            options.version = true;
        } else if (name == QLatin1String("--offline")) {
            options.offline = true;
        } else if (name == QLatin1String("--demo")) {
            options.demo = true;
        } else if (name == QLatin1String("--profile") || name == QLatin1String("--page") ||
                   name == QLatin1String("--screenshot") || name == QLatin1String("--size") ||
                   name == QLatin1String("--theme")) {
            const Result<QString> text = value(name, given);
            if (!text)
                return text.error();
            if (text->isEmpty())
                return notUnderstood(QStringLiteral("%1 needs a value").arg(name));
            if (name == QLatin1String("--profile")) {
                options.profileDir = *text;
                options.profileGiven = true;
            } else if (name == QLatin1String("--page")) {
                if (!pages.contains(*text))
                    return notUnderstood(QStringLiteral("There is no page %1; the pages are %2")
                                             .arg(*text, pages.join(QLatin1String(", "))));
                options.page = *text;
            } else if (name == QLatin1String("--screenshot")) {
                options.screenshot = *text;
            } else if (name == QLatin1String("--size")) {
                const Result<QSize> size = sizeFrom(*text);
                if (!size)
                    return size.error();
                options.size = *size;
            } else if (*text == QLatin1String("light")) {
                options.theme = Theme::Light;
            } else if (*text == QLatin1String("dark")) {
                options.theme = Theme::Dark;
            } else {
                return notUnderstood(QStringLiteral("--theme is light or dark, not %1").arg(*text));
            }
        } else {
            return notUnderstood(QStringLiteral("%1 is not an option of watchfloor").arg(argument));
        }
    }
    if (!options.profileGiven) {
        options.profileDir = defaultProfile();
        if (options.demo)
            options.profileDir += QStringLiteral("/demo");
    }
    options.profileDir = QDir::cleanPath(QDir().absoluteFilePath(options.profileDir));
    return options;
}

} // namespace watchfloor
