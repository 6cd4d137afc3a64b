// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/providerinfo.h"

#include <QByteArray>

#include <vector>

namespace watchfloor::test {

/// src/backend/sync/MAPPINGS.md as the providers' dictionaries say it must be.
inline QByteArray dictionaryPage(const std::vector<ProviderInfo> &vendors)
{
    QString page = QStringLiteral(
        "<!-- SPDX-FileCopyrightText: 2026 Watchfloor contributors -->\n"
        "<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n"
        "<!-- Generated from the providers' tables: tst_providerinfo --write-reference -->\n"
        "# Words\n"
        "What the vendors' words become. A word that stands in no table is kept and shown as it "
        "is.\n"
        "Metric names are in [METRICS.md](../engine/METRICS.md).\n");
    const auto cell = [](QString text) {
        text.replace(u'|', QStringLiteral("\\|"));
        return text;
    };
    for (const ProviderInfo &vendor : vendors) {
        page += QStringLiteral("\n## %1\n\n| kind | %1 says | we say | note |\n|---|---|---|---|\n")
                    .arg(vendor.title);
        for (const DictionaryWord &word : vendor.dictionary)
            page += QStringLiteral("| %1 | `%2` | `%3` | %4 |\n")
                        .arg(cell(word.kind), cell(word.theirs), cell(word.ours), cell(word.note));
    }
    return page.toUtf8();
}

} // namespace watchfloor::test
