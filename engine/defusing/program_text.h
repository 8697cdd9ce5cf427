// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QSet>
#include <QString>

namespace engine::defusing {

/// What the text of a stored program or expression mentions, to tell whether it leaves the database. Nothing of it is
/// run. Linear in the text.
///
/// What is in string constants counts: they are where statements put together at run time come from. Comments do not.
class ProgramText final
{
public:
    /// A routine's body: SQL, or a procedural language; comments of SQL are taken out of the former only.
    static ProgramText body(const QString &text, bool isSql);
    /// An expression or query as the server prints it. What it calls is known from its dependencies, apart from what
    /// belongs to the server itself; only where it runs statements that are given as text is it read like a body.
    static ProgramText printed(const QString &text);

    /// It reaches other servers, programs or files by itself: dblink, pg_net, the extension http, pg_cron, COPY to or
    /// from a file or a program, the server's functions for files.
    [[nodiscard]] bool leavesDatabase() const { return m_leaves; }
    /// It calls a routine of that name, in whatever schema, or names it where statements are put together.
    [[nodiscard]] bool calls(const QString &routine) const;
    /// It names this relation; `isAlone`: no other has the name, so that it counts without its schema too.
    [[nodiscard]] bool names(const QString &schema, const QString &relation, bool isAlone) const;

private:
    void collect(const QString &plain);

    bool m_leaves = false;
    bool m_isDynamic = false;
    QSet<QString> m_calls;
    QSet<QString> m_words;
    /// "schema.name"
    QSet<QString> m_qualified;
};

} // namespace engine::defusing
