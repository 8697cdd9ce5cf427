// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/result.h"
#include "engine/base/secret.h"

#include <QString>

#include <stop_token>

namespace app::cli {

/// How to speak to the person: from the global options, the environment and what the streams are.
struct TerminalOptions
{
    /// Nobody is asked anything.
    bool noInput = false;
    bool noColor = false;
};

enum class Style { Plain, Good, Bad, Caution, Strong, Faint };

/// Standard output for results, standard error for messages, the terminal for questions.
///
/// For the main thread; ask…() also for the thread that resolves credentials, while the main thread waits.
class Terminal final
{
public:
    explicit Terminal(const TerminalOptions &options);

    /// A result, on standard output; a line end is added.
    void print(const QString &text) const;
    /// Whether a result could not be written (a full disk, a closed pipe): then the program did not do what it was
    /// asked.
    [[nodiscard]] static bool hasLostOutput();
    /// In the system's words; empty when it gave no reason.
    [[nodiscard]] static QString whyOutputWasLost();
    /// A message, on standard error; a line end is added.
    void say(const QString &text) const;
    /// As it is, on standard error.
    void sayRaw(const QString &text) const;

    [[nodiscard]] bool errorIsTerminal() const { return m_errorIsTerminal; }
    /// Columns of the terminal behind standard error; 80 when unknown.
    [[nodiscard]] int width() const;
    [[nodiscard]] bool canAsk() const { return m_canAsk; }

    /// `text` with the style's colour where standard output (or error) shows colours.
    [[nodiscard]] QString styledOut(Style style, const QString &text) const;
    [[nodiscard]] QString styledError(Style style, const QString &text) const;

    /// Asks and waits for a line. Errors: Cancelled on a stop or at the end of input.
    /// REQUIRES: canAsk().
    [[nodiscard]] engine::Result<QString> ask(const QString &question, const std::stop_token &stop) const;
    /// The same without showing what is typed.
    [[nodiscard]] engine::Result<engine::Secret> askSecret(const QString &question, const std::stop_token &stop) const;

private:
    bool m_errorIsTerminal;
    bool m_canAsk;
    bool m_colorOut;
    bool m_colorError;
};

/// How many columns `text` takes.
[[nodiscard]] int displayWidth(const QString &text);

} // namespace app::cli
