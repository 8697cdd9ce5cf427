// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/base/errors/sentence.h"
#include "engine/formats/script/script_splitter.h"

#include <QString>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace engine::formats {

/// What a script asks for that reaches further than its own tables.
enum class ScriptRisk {
    /// COPY … PROGRAM.
    RunsProgram,
    /// COPY to or from a file of the server, pg_read_file() and its kind, lo_import(), lo_export().
    ServerFile,
    /// LANGUAGE c or internal, LOAD.
    NativeCode,
    /// plpython3u and its kind.
    UntrustedLanguage,
    /// ALTER SYSTEM, and what ends or reloads a server.
    ServerSetting,
    /// dblink, foreign servers, subscriptions, HTTP.
    OtherServer,
    /// SET ROLE, SET SESSION AUTHORIZATION.
    OtherRole,
    /// Roles with rights over the whole server, and grants of such roles.
    HighGrant,
    /// CREATE, ALTER or DROP DATABASE, DROP OWNED, DROP ROLE, …
    WholeDatabase,
    EventTrigger,
    /// DO.
    AnonymousCode,
    /// session_replication_role, DISABLE TRIGGER: keys and triggers that are not checked.
    ChecksOff,
    /// BEGIN, COMMIT, …: half of it could stay.
    Transaction,
    /// A command of psql.
    PsqlCommand,
};

/// "runsProgram": in JSON.
[[nodiscard]] QString riskKey(ScriptRisk risk);
[[nodiscard]] Sentence riskSentence(ScriptRisk risk);

/// Where a risk was found.
struct RiskLines
{
    qint64 count = 0;
    /// The first of them.
    std::vector<qint64> lines{};
    /// The first, in one line and cut.
    std::string example{};
};

/// Whether a psql command can be passed over without a change of what the script means: \restrict and \unrestrict with
/// a plain word, \connect with a plain name (a script goes to one database here, whatever it is called).
[[nodiscard]] bool isHarmlessPsqlCommand(std::string_view command);

/// What pieces of a script ask for, gathered before anything of it is run. Not a defence (SQL can hide anything in a
/// string): a help to who decides. What runs a script is safe without it.
class ScriptRisks final
{
public:
    void look(const ScriptPiece &piece);
    /// One statement of an archive: `line` 0 is not said.
    void look(std::string_view statement, qint64 line);
    [[nodiscard]] const std::map<ScriptRisk, RiskLines> &found() const { return m_found; }

private:
    void add(ScriptRisk risk, qint64 line, std::string_view example);

    std::map<ScriptRisk, RiskLines> m_found;
};

} // namespace engine::formats
