// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/anonymize/model/rule.h"
#include "engine/anonymize/model/table_shape.h"
#include "engine/base/result.h"

#include <QList>
#include <QString>

#include <map>
#include <string>
#include <string_view>

namespace engine::anonymize {

/// What a person decided about columns: the contents of a rule file (TOML).
///
///     version = 1
///     [table."public.users"]
///     email      = "email"                                   # a rule by its name
///     birthdate  = { rule = "dateShift", days = 90 }         # with options
///     login      = { template = "user{n}@exemple.test" }     # see below
///     photo      = "null"
///     status     = { constant = "unknown" }
///     notes      = "scrub"
///     profile    = { paths = { "$.contact.email" = "email", "$.tags[*]" = "null" }, others = "scrub" }
///     id         = "keep"
///     city       = { rule = "keep", reason = "public places", by = "A. Martin" }
///     remark     = "undecided"                               # as `rules detect` writes it
///
/// Rules: keep null email username firstName lastName fullName company phone address city postalCode accountNumber iban
/// card identifier ip mac dateShift secret coordinates noise scrub undecided. Options: `days` (dateShift, 1 to 3650),
/// `others` (paths: "keep" or "scrub"), `reason` and `by` (keep: strict use wants both where detection would not have
/// kept). Placeholders of a template, all derived from the old value under the project key: {n} a number of up to 20
/// digits, {hash} 16 letters and digits, {first} {last} {city} fake words, {digits:K} K digits. A constant is written
/// as the server prints such a value (2000-01-01 00:00:00+00), or verification finds a difference. A table without a
/// schema in its name is in `public`. A value type; copy it freely.
class RuleSet final
{
public:
    using Columns = std::map<std::string, Rule, std::less<>>;

    /// A file as far as it can be understood, and what is wrong with the rest.
    struct Reading;

    /// Reads on behind a mistake, so that whoever looks at columns can tell all that is wrong at once. Nothing may be
    /// done by rules of which some were not understood. `fileName` is for errors only: RuleFileInvalid, `subject` is
    /// "file:line:column".
    static Reading read(std::string_view toml, const QString &fileName);
    /// Errors: FileUnreadable.
    static Result<Reading> readFile(const QString &path);
    /// `fileName` is for errors only. Errors: RuleFileInvalid; `subject` is "file:line:column", `causes` has every
    /// mistake found when there is more than one.
    static Result<RuleSet> parse(std::string_view toml, const QString &fileName);
    /// Errors: those of parse(); FileUnreadable.
    static Result<RuleSet> load(const QString &path);

    /// TOML that parse() reads back to an equal rule set, with one table after the other and sorted columns.
    [[nodiscard]] std::string toToml() const;

    [[nodiscard]] const std::map<sql::QualifiedName, Columns> &tables() const { return m_tables; }
    [[nodiscard]] bool isEmpty() const { return m_tables.empty(); }
    /// Null when the file says nothing about the column.
    [[nodiscard]] const Rule *rule(const sql::QualifiedName &table, std::string_view column) const;
    void setRule(const sql::QualifiedName &table, const std::string &column, Rule rule);
    void removeRule(const sql::QualifiedName &table, const std::string &column);

    /// Every rule that names a table or a column that does not exist (RuleColumnMissing, `detail` the nearest name) or
    /// that cannot fit its column (RuleDoesNotFit, `detail` why). Empty: all is well.
    [[nodiscard]] QList<Error> problemsWith(const std::vector<TableShape> &tables) const;

    bool operator==(const RuleSet &) const = default;

private:
    std::map<sql::QualifiedName, Columns> m_tables;
};

struct RuleSet::Reading
{
    RuleSet rules{};
    QList<Error> mistakes{};
};

/// Several failures as one; the first of them, with `causes`. Nothing when there is none.
[[nodiscard]] Result<> oneFailure(const QList<Error> &problems);

} // namespace engine::anonymize
