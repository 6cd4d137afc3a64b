// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/http.h"

namespace watchfloor::sandbox {

QByteArray Request::header(const char *name) const
{
    for (const auto &[key, value] : headers) {
        if (qstricmp(key.constData(), name) == 0)
            return value;
    }
    return {};
}

std::optional<QString> Request::param(const QString &key) const
{
    std::optional<QString> found;
    for (const auto &[name, value] : query) {
        if (name == key)
            found = value;
    }
    return found;
}

std::vector<QString> Request::params(const QString &key) const
{
    std::vector<QString> found;
    for (const auto &[name, value] : query) {
        if (name == key)
            found.push_back(value);
    }
    return found;
}

} // namespace watchfloor::sandbox
