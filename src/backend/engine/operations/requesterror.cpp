// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/engine/operations/requesterror.h"

#include "backend/engine/operations/jsonwriter.h"

namespace watchfloor {

QByteArray requestErrorBody(const QString &description, const QString &field,
                            const QString &message, const QString &code)
{
    JsonWriter json;
    json.beginObject().key("description").value(description);
    json.key("errors").beginArray().beginObject();
    json.key("field").value(field).key("message").value(message).key("code").value(code);
    json.endObject().endArray().endObject();
    return json.bytes();
}

} // namespace watchfloor
