// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace watchfloor {

/// Plain text that wraps, in one of the palette's tones; follows a change of theme.
class ToneLabel : public QLabel {
    Q_OBJECT
public:
    enum class Tone { Text, Muted, Good, Bad };

    ToneLabel(Tone tone, const QFont &font, QWidget *parent = nullptr);
    void setTone(Tone tone);

protected:
    void changeEvent(QEvent *event) override;

private:
    void recolour();
    Tone m_tone;
};

/// A 16 px icon of the set in one tone's colour.
class ToneIcon : public QWidget {
    Q_OBJECT
public:
    explicit ToneIcon(QWidget *parent = nullptr);
    void set(const QString &icon, ToneLabel::Tone tone);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    ToneLabel::Tone m_tone = ToneLabel::Tone::Muted;
};

} // namespace watchfloor
