// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/base/errors/error_text.h"

#include "engine/base/errors/sentence.h"

#include <array>

namespace engine {

using namespace Qt::StringLiterals;

namespace {

/// The sentences of one code. %1 is the error's subject, %2 the verbatim answer of the server or the system.
struct Entry
{
    ErrorCode code;
    const char *id;
    const char *what;
    /// What happened when the error names no subject; empty when `what` does not mention one.
    const char *whatWithoutSubject;
    const char *why;
    const char *next;
};

// clang-format off
constexpr std::array catalogue{std::to_array<Entry>({
    {ErrorCode::Cancelled, "E-CANCEL-000",
     QT_TRANSLATE_NOOP("engine", "The operation was stopped at your request."),
     "",
     QT_TRANSLATE_NOOP("engine", "It was stopped before its end."),
     QT_TRANSLATE_NOOP("engine", "Start it again when you wish.")},
    {ErrorCode::HostNotFound, "E-CONN-001",
     QT_TRANSLATE_NOOP("engine", "The server \"%1\" could not be found."),
     QT_TRANSLATE_NOOP("engine", "The server could not be found."),
     QT_TRANSLATE_NOOP("engine", "Its name is not known to the network: it may be misspelt, or this computer may be offline."),
     QT_TRANSLATE_NOOP("engine", "Check the host name in the environment, and the network connection.")},
    {ErrorCode::ServerUnreachable, "E-CONN-002",
     QT_TRANSLATE_NOOP("engine", "The server \"%1\" does not answer."),
     QT_TRANSLATE_NOOP("engine", "The server does not answer."),
     QT_TRANSLATE_NOOP("engine", "Nothing listens at this address and port, or a firewall drops the connection."),
     QT_TRANSLATE_NOOP("engine", "Check the host and the port in the environment, and that the server is running.")},
    {ErrorCode::Ipv6Only, "E-CONN-003",
     QT_TRANSLATE_NOOP("engine", "The server \"%1\" can only be reached over IPv6."),
     QT_TRANSLATE_NOOP("engine", "The server can only be reached over IPv6."),
     QT_TRANSLATE_NOOP("engine", "This computer's network has no IPv6."),
     QT_TRANSLATE_NOOP("engine", "Use the address of the session pooler (port 5432) in the environment.")},
    {ErrorCode::TlsFailed, "E-TLS-001",
     QT_TRANSLATE_NOOP("engine", "No secure connection to \"%1\" could be made."),
     QT_TRANSLATE_NOOP("engine", "No secure connection to the server could be made."),
     QT_TRANSLATE_NOOP("engine", "The server refused encryption, or its certificate could not be verified."),
     QT_TRANSLATE_NOOP("engine", "Check the TLS settings of the environment (sslmode, sslrootcert) and the certificate of the server.")},
    {ErrorCode::AuthenticationFailed, "E-AUTH-001",
     QT_TRANSLATE_NOOP("engine", "The server refused the account \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "The server refused the account."),
     QT_TRANSLATE_NOOP("engine", "The name or the password is not the one the server knows, or the server does not let this account in from here."),
     QT_TRANSLATE_NOOP("engine", "Check the user and enter the password again. It was sent once only, so the account is not locked by this attempt.")},
    {ErrorCode::PasswordMissing, "E-AUTH-002",
     QT_TRANSLATE_NOOP("engine", "The password of \"%1\" is not known."),
     QT_TRANSLATE_NOOP("engine", "The password is not known."),
     QT_TRANSLATE_NOOP("engine", "The server asks for one, and it is neither in the keychain nor given another way."),
     QT_TRANSLATE_NOOP("engine", "Give it in the environment, in ~/.pgpass, in PGPASSWORD, or with --password-file.")},
    {ErrorCode::DatabaseMissing, "E-CONN-004",
     QT_TRANSLATE_NOOP("engine", "The database \"%1\" does not exist on the server."),
     QT_TRANSLATE_NOOP("engine", "The database does not exist on the server."),
     QT_TRANSLATE_NOOP("engine", "The server answered, but it has no database of this name."),
     QT_TRANSLATE_NOOP("engine", "Check the name of the database in the environment.")},
    {ErrorCode::TransactionPooler, "E-CONN-005",
     QT_TRANSLATE_NOOP("engine", "\"%1\" is reached through a transaction pooler."),
     QT_TRANSLATE_NOOP("engine", "The database is reached through a transaction pooler."),
     QT_TRANSLATE_NOOP("engine", "Through a transaction pooler (port 6543), every transaction may land on another connection; replacing a database this way is not safe."),
     QT_TRANSLATE_NOOP("engine", "Use the session pooler or the direct address (port 5432) in the environment.")},
    {ErrorCode::TooManyConnections, "E-CONN-006",
     QT_TRANSLATE_NOOP("engine", "The server \"%1\" accepts no more connections."),
     QT_TRANSLATE_NOOP("engine", "The server accepts no more connections."),
     QT_TRANSLATE_NOOP("engine", "All its connections, or all those of this account, are in use."),
     QT_TRANSLATE_NOOP("engine", "Wait for other programs to finish, or choose fewer parallel streams (--jobs).")},
    {ErrorCode::ServerStarting, "E-CONN-009",
     QT_TRANSLATE_NOOP("engine", "The server \"%1\" is starting or stopping."),
     QT_TRANSLATE_NOOP("engine", "The server is starting or stopping."),
     QT_TRANSLATE_NOOP("engine", "It takes no connections while it recovers, starts or shuts down."),
     QT_TRANSLATE_NOOP("engine", "Wait until the server is up, then start again.")},
    {ErrorCode::ConnectionLost, "E-CONN-007",
     QT_TRANSLATE_NOOP("engine", "The connection to \"%1\" was lost."),
     QT_TRANSLATE_NOOP("engine", "The connection to the server was lost."),
     QT_TRANSLATE_NOOP("engine", "The server stopped, closed the connection, or the network was cut."),
     QT_TRANSLATE_NOOP("engine", "Check the server and the network, then start again.")},
    {ErrorCode::ServerVersion, "E-VER-001",
     QT_TRANSLATE_NOOP("engine", "The server \"%1\" has a version that is not supported."),
     QT_TRANSLATE_NOOP("engine", "The server has a version that is not supported."),
     QT_TRANSLATE_NOOP("engine", "PostgreSQL 13 to 18 are known to work; this is another one."),
     QT_TRANSLATE_NOOP("engine", "Use a server of a supported version.")},
    {ErrorCode::ConnectionInfoInvalid, "E-CONN-008",
     QT_TRANSLATE_NOOP("engine", "The connection address \"%1\" cannot be understood."),
     QT_TRANSLATE_NOOP("engine", "The connection address cannot be understood."),
     QT_TRANSLATE_NOOP("engine", "It is neither a postgresql:// address nor a list of keywords and values: %2"),
     QT_TRANSLATE_NOOP("engine", "Correct the address. It looks like postgresql://user@host:5432/database.")},
    {ErrorCode::PermissionDenied, "E-PERM-001",
     QT_TRANSLATE_NOOP("engine", "The account has no right to use \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "The account lacks a right."),
     QT_TRANSLATE_NOOP("engine", "The server refused: %2"),
     QT_TRANSLATE_NOOP("engine", "Ask the owner of the object for the right, or use another account.")},
    {ErrorCode::ReadOnlyServer, "E-PERM-002",
     QT_TRANSLATE_NOOP("engine", "\"%1\" can only be read."),
     QT_TRANSLATE_NOOP("engine", "The database can only be read."),
     QT_TRANSLATE_NOOP("engine", "It is a standby, or its transactions are read only by default."),
     QT_TRANSLATE_NOOP("engine", "Choose the primary server as the target.")},
    {ErrorCode::ObjectLocked, "E-LOCK-001",
     QT_TRANSLATE_NOOP("engine", "\"%1\" is locked by another session."),
     QT_TRANSLATE_NOOP("engine", "An object is locked by another session."),
     QT_TRANSLATE_NOOP("engine", "Another program holds a lock on it and did not release it in time."),
     QT_TRANSLATE_NOOP("engine", "Wait for the other program to finish, then start again.")},
    {ErrorCode::StatementTimeout, "E-TIME-001",
     QT_TRANSLATE_NOOP("engine", "The server took too long over \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "The server took too long over a statement."),
     QT_TRANSLATE_NOOP("engine", "The statement did not end within the time allowed for it."),
     QT_TRANSLATE_NOOP("engine", "Start again when the server is less busy.")},
    {ErrorCode::ServerDiskFull, "E-DISK-001",
     QT_TRANSLATE_NOOP("engine", "The disk of the server is full: \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "The disk of the server is full."),
     QT_TRANSLATE_NOOP("engine", "The server answered: %2"),
     QT_TRANSLATE_NOOP("engine", "Free space on the server's disk, then start again.")},
    {ErrorCode::ServerOutOfResources, "E-RES-001",
     QT_TRANSLATE_NOOP("engine", "The server has run out of resources for \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "The server has run out of resources."),
     QT_TRANSLATE_NOOP("engine", "The server answered: %2"),
     QT_TRANSLATE_NOOP("engine", "Choose fewer parallel streams (--jobs), or raise the limits of the server.")},
    {ErrorCode::ConstraintViolated, "E-DATA-001",
     QT_TRANSLATE_NOOP("engine", "The rows of \"%1\" break a constraint."),
     QT_TRANSLATE_NOOP("engine", "Some rows break a constraint."),
     QT_TRANSLATE_NOOP("engine", "The server answered: %2"),
     QT_TRANSLATE_NOOP("engine", "Check the rules of this table's columns, or correct the rows in the source. Rows that break a "
                       "key of the source itself can be left out: --skip-broken-rows.")},
    {ErrorCode::ObjectMissing, "E-OBJ-001",
     QT_TRANSLATE_NOOP("engine", "\"%1\" does not exist."),
     QT_TRANSLATE_NOOP("engine", "An object does not exist."),
     QT_TRANSLATE_NOOP("engine", "The server answered: %2"),
     QT_TRANSLATE_NOOP("engine", "Check the name, and that nobody changed the structure meanwhile, then start again.")},
    {ErrorCode::ObjectExists, "E-OBJ-005",
     QT_TRANSLATE_NOOP("engine", "\"%1\" exists already."),
     QT_TRANSLATE_NOOP("engine", "An object exists already."),
     QT_TRANSLATE_NOOP("engine", "The server answered: %2"),
     QT_TRANSLATE_NOOP("engine", "See who made it, and that nobody changes the structure meanwhile, then start again.")},
    {ErrorCode::ObjectNotSupported, "E-OBJ-002",
     QT_TRANSLATE_NOOP("engine", "\"%1\" cannot be carried over."),
     QT_TRANSLATE_NOOP("engine", "An object cannot be carried over."),
     QT_TRANSLATE_NOOP("engine", "It cannot be the same in the target: %2"),
     QT_TRANSLATE_NOOP("engine", "Change what is named here, leave it out, or make it in the target by hand.")},
    {ErrorCode::SortOrderDiffers, "E-OBJ-006",
     QT_TRANSLATE_NOOP("engine", "Rows of \"%1\" would belong to other partitions in the target."),
     QT_TRANSLATE_NOOP("engine", "Some rows would belong to other partitions in the target."),
     QT_TRANSLATE_NOOP("engine", "They go by ranges of text, and the two databases sort text by different rules: %2"),
     QT_TRANSLATE_NOOP("engine", "Make the database of the target anew with the rules of the source (CREATE DATABASE with its LOCALE_PROVIDER and locale), give the partition key a collation of its own in the source, or leave the rows of this table out.")},
    {ErrorCode::CollationMissing, "E-OBJ-007",
     QT_TRANSLATE_NOOP("engine", "The target's server cannot make the collation \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "The target's server cannot make a collation of the source."),
     QT_TRANSLATE_NOOP("engine", "The locale it is made of is not on that server: %2"),
     QT_TRANSLATE_NOOP("engine", "Install the locale on the target's server and restart it, or use a server that has it (and one with ICU for collations of ICU).")},
    {ErrorCode::TextUnreadable, "E-OBJ-008",
     QT_TRANSLATE_NOOP("engine", "No server reads back the text that the source has of \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "No server reads back the text that the source has of an object."),
     QT_TRANSLATE_NOOP("engine", "PostgreSQL prints some bodies in a form that it does not accept itself: %2"),
     QT_TRANSLATE_NOOP("engine", "Make it anew in the source, or clone the rest without it and without what needs it (--leave-out-broken).")},
    {ErrorCode::PatternUnmatched, "E-OBJ-003",
     QT_TRANSLATE_NOOP("engine", "No table is called \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "A pattern fits no table."),
     QT_TRANSLATE_NOOP("engine", "No table in these schemas has a name that the pattern fits: %2"),
     QT_TRANSLATE_NOOP("engine", "Correct the pattern: table or schema.table, where * stands for any letters and ? for one.")},
    {ErrorCode::DateColumnUnmatched, "E-OBJ-004",
     QT_TRANSLATE_NOOP("engine", "No table has a column \"%1\" that holds a date."),
     QT_TRANSLATE_NOOP("engine", "No table has such a column."),
     QT_TRANSLATE_NOOP("engine", "The choice is made for every table that has a column of this name, of a date or a moment, and none has."),
     QT_TRANSLATE_NOOP("engine", "Correct the name of the column.")},
    {ErrorCode::StatementFailed, "E-SQL-001",
     QT_TRANSLATE_NOOP("engine", "The server refused a statement about \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "The server refused a statement."),
     QT_TRANSLATE_NOOP("engine", "The server answered: %2"),
     QT_TRANSLATE_NOOP("engine", "Read the technical details; correct the cause, then start again.")},
    {ErrorCode::TransactionConflict, "E-LOCK-003",
     QT_TRANSLATE_NOOP("engine", "Another session got in the way of \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "Another session got in the way."),
     QT_TRANSLATE_NOOP("engine", "Two sessions wanted the same rows or tables at once, and the server ended this one: %2"),
     QT_TRANSLATE_NOOP("engine", "Start again when other programs are less busy with this database.")},
    {ErrorCode::ValueRejected, "E-DATA-002",
     QT_TRANSLATE_NOOP("engine", "The server does not accept a value for \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "The server does not accept a value."),
     QT_TRANSLATE_NOOP("engine", "The server answered: %2"),
     QT_TRANSLATE_NOOP("engine", "Check the rules of this table's columns, or correct the rows in the source.")},
    {ErrorCode::ServerDamaged, "E-SRV-001",
     QT_TRANSLATE_NOOP("engine", "The server misses files of its own, or of an extension: \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "The server misses files of its own, or of an extension."),
     QT_TRANSLATE_NOOP("engine", "Often its program was replaced by an update while it ran. The server answered: %2"),
     QT_TRANSLATE_NOOP("engine", "Restart the server; if it says the same then, install the missing extension or look at its log.")},
    {ErrorCode::ProtocolViolation, "E-SQL-002",
     QT_TRANSLATE_NOOP("engine", "The answer of the server about \"%1\" makes no sense."),
     QT_TRANSLATE_NOOP("engine", "An answer of the server makes no sense."),
     QT_TRANSLATE_NOOP("engine", "Something between here and the server changes what is sent, or the server has a fault: %2"),
     QT_TRANSLATE_NOOP("engine", "Connect directly to the server, without a proxy, then start again.")},
    {ErrorCode::TargetIsProduction, "E-GUARD-001",
     QT_TRANSLATE_NOOP("engine", "\"%1\" is a production database, and production is never a target."),
     QT_TRANSLATE_NOOP("engine", "The target is a production database, and production is never a target."),
     QT_TRANSLATE_NOOP("engine", "It is, or once was, registered as production; its name, its address or its pooler change nothing to that."),
     QT_TRANSLATE_NOOP("engine", "Choose another target.")},
    {ErrorCode::TargetIsSource, "E-GUARD-002",
     QT_TRANSLATE_NOOP("engine", "The target \"%1\" is the source itself."),
     QT_TRANSLATE_NOOP("engine", "The target is the source itself."),
     QT_TRANSLATE_NOOP("engine", "Both lead to the same live database."),
     QT_TRANSLATE_NOOP("engine", "Choose another target.")},
    {ErrorCode::IdentityUnknown, "E-GUARD-003",
     QT_TRANSLATE_NOOP("engine", "It cannot be told which database \"%1\" is."),
     QT_TRANSLATE_NOOP("engine", "It cannot be told which database the target is."),
     QT_TRANSLATE_NOOP("engine", "The server does not give its identity, and a database that cannot be identified counts as production: %2"),
     QT_TRANSLATE_NOOP("engine", "Ask for the right to call pg_control_system(), or choose another target.")},
    {ErrorCode::DirectionForbidden, "E-GUARD-004",
     QT_TRANSLATE_NOOP("engine", "Data may not go this way: \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "Data may not go this way."),
     QT_TRANSLATE_NOOP("engine", "The types of the two environments do not allow it."),
     QT_TRANSLATE_NOOP("engine", "Choose another source or target, or correct the type of the environment if it is wrong.")},
    {ErrorCode::RawNotAllowed, "E-GUARD-005",
     QT_TRANSLATE_NOOP("engine", "Clear personal data may not go into \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "Clear personal data may not leave production this way."),
     QT_TRANSLATE_NOOP("engine", "It needs a reason, and a target that was set up for it; one of them is missing."),
     QT_TRANSLATE_NOOP("engine", "Clone anonymized; or set the target up with --allow-raw and give --raw with --reason.")},
    {ErrorCode::ConfirmationMissing, "E-GUARD-006",
     QT_TRANSLATE_NOOP("engine", "The name was not confirmed: \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "The name was not confirmed."),
     QT_TRANSLATE_NOOP("engine", "What it holds would be replaced, or personal data would come to it or leave it in clear: so its name must be typed."),
     QT_TRANSLATE_NOOP("engine", "Type the name when asked, or give it with --confirm.")},
    {ErrorCode::ProductionUnseen, "E-GUARD-008",
     QT_TRANSLATE_NOOP("engine", "\"%1\" could be a production that was never reached."),
     QT_TRANSLATE_NOOP("engine", "The target could be a production that was never reached."),
     QT_TRANSLATE_NOOP("engine", "Both have the same address, and until the production has been reached once nobody can tell them apart: %2"),
     QT_TRANSLATE_NOOP("engine", "Reach the production once (sosie-cli env test NAME, with its password), or choose another target.")},
    {ErrorCode::ClearDataOutside, "E-GUARD-010",
     QT_TRANSLATE_NOOP("engine", "Clear personal data of a production may not be put into \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "Clear personal data of a production may not be put there."),
     QT_TRANSLATE_NOOP("engine", "Others could read it: it is not encrypted, and it is no file that only this account can read."),
     QT_TRANSLATE_NOOP("engine", "Encrypt it, choose a folder of your own, or give --raw with --reason.")},
    {ErrorCode::RelabelUnconfirmed, "E-GUARD-009",
     QT_TRANSLATE_NOOP("engine", "\"%1\" is a production, and its type was not changed."),
     QT_TRANSLATE_NOOP("engine", "The type of a production was not changed."),
     QT_TRANSLATE_NOOP("engine", "Another type for a production wants its name typed and a reason; both are kept in the history. Its database counts as a production all the same."),
     QT_TRANSLATE_NOOP("engine", "Give --confirm with the name, and --reason.")},
    {ErrorCode::StatementNotAllowed, "E-GUARD-007",
     QT_TRANSLATE_NOOP("engine", "A statement that is not a known reading statement was kept from the source: \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "A statement that is not a known reading statement was kept from the source."),
     QT_TRANSLATE_NOOP("engine", "A production database is only ever read."),
     QT_TRANSLATE_NOOP("engine", "Report this: it is a fault of the program.")},
    {ErrorCode::TargetBusy, "E-LOCK-002",
     QT_TRANSLATE_NOOP("engine", "Another operation is under way on \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "Another operation is under way on the target."),
     QT_TRANSLATE_NOOP("engine", "Two operations never work on the same target at the same time."),
     QT_TRANSLATE_NOOP("engine", "Wait for the other one to finish, then start again.")},
    {ErrorCode::PersonalDataUndecided, "E-RULE-001",
     QT_TRANSLATE_NOOP("engine", "It is not decided whether \"%1\" holds personal data."),
     QT_TRANSLATE_NOOP("engine", "It is not decided for every column whether it holds personal data."),
     QT_TRANSLATE_NOOP("engine", "Strict use refuses columns about which neither the rules nor the detection could decide."),
     QT_TRANSLATE_NOOP("engine", "Give each of these columns a rule, or mark it as technical, in the rule file.")},
    {ErrorCode::RuleFileInvalid, "E-RULE-002",
     QT_TRANSLATE_NOOP("engine", "The rule file \"%1\" cannot be understood."),
     QT_TRANSLATE_NOOP("engine", "The rule file cannot be understood."),
     QT_TRANSLATE_NOOP("engine", "There is a mistake in it: %2"),
     QT_TRANSLATE_NOOP("engine", "Correct the file at the line and column given, then start again.")},
    {ErrorCode::RuleColumnMissing, "E-RULE-003",
     QT_TRANSLATE_NOOP("engine", "There is a rule for \"%1\", which does not exist in the source."),
     QT_TRANSLATE_NOOP("engine", "There is a rule for a column that does not exist in the source."),
     QT_TRANSLATE_NOOP("engine", "The column was renamed or removed, or its name is misspelt in the rule file."),
     QT_TRANSLATE_NOOP("engine", "Correct the name in the rule file, or remove the rule.")},
    {ErrorCode::RuleDoesNotFit, "E-RULE-004",
     QT_TRANSLATE_NOOP("engine", "The rule for \"%1\" does not fit its column."),
     QT_TRANSLATE_NOOP("engine", "A rule does not fit its column."),
     QT_TRANSLATE_NOOP("engine", "The values it makes cannot be stored in this column: %2"),
     QT_TRANSLATE_NOOP("engine", "Choose another rule for this column.")},
    {ErrorCode::NoRuleFits, "E-RULE-006",
     QT_TRANSLATE_NOOP("engine", "\"%1\" holds personal data, and no rule can replace its values."),
     QT_TRANSLATE_NOOP("engine", "A column holds personal data, and no rule can replace its values."),
     QT_TRANSLATE_NOOP("engine", "The values that would replace them are refused by the column or by a constraint: %2"),
     QT_TRANSLATE_NOOP("engine", "Give the column a rule of your own in the rule file (a constant or a template that fits, or \"keep\" with a reason and a name), or leave the rows of its table out.")},
    {ErrorCode::KeptWithoutReason, "E-RULE-007",
     QT_TRANSLATE_NOOP("engine", "\"%1\" is kept as it is, and nobody says why."),
     QT_TRANSLATE_NOOP("engine", "A column is kept as it is, and nobody says why."),
     QT_TRANSLATE_NOOP("engine", "Detection takes it for personal data, or could not decide; strict use wants the reason and who decided."),
     QT_TRANSLATE_NOOP("engine", "Write { rule = \"keep\", reason = \"…\", by = \"…\" } in the rule file, or give the column another rule.")},
    {ErrorCode::TiedRulesDiffer, "E-RULE-008",
     QT_TRANSLATE_NOOP("engine", "The rule for \"%1\" contradicts that of a column it is tied to."),
     QT_TRANSLATE_NOOP("engine", "The rules of two columns that are tied contradict each other."),
     QT_TRANSLATE_NOOP("engine", "Columns tied by a foreign key or a partition get one rule, so that their values still meet; another one is asked for: %2"),
     QT_TRANSLATE_NOOP("engine", "Give both columns the same rule, or only one of them a rule.")},
    {ErrorCode::FilterInvalid, "E-ROWS-001",
     QT_TRANSLATE_NOOP("engine", "The choice of rows \"%1\" cannot be understood."),
     QT_TRANSLATE_NOOP("engine", "A choice of rows cannot be understood."),
     QT_TRANSLATE_NOOP("engine", "A condition compares columns of the table with constants, and this is something else (and at which character): %2"),
     QT_TRANSLATE_NOOP("engine", "Write it as in orders=created_at >= '2026-01-01' and status <> 'draft'.")},
    {ErrorCode::UntrustedCodeInTheWay, "E-ROWS-005",
     QT_TRANSLATE_NOOP("engine", "\"%1\" can only be read whole, without a condition or a part of it being chosen."),
     QT_TRANSLATE_NOOP("engine", "A table can only be read whole, without a condition or a part of it being chosen."),
     QT_TRANSLATE_NOOP("engine", "A query over it would run code of its owner under the account that reads, and Sosie runs nobody's code in a source: %2"),
     QT_TRANSLATE_NOOP("engine", "Choose the rows in another table, leave this one out, or have the owner remove what is named.")},
    {ErrorCode::SinceInvalid, "E-ROWS-003",
     QT_TRANSLATE_NOOP("engine", "The choice by date \"%1\" cannot be understood."),
     QT_TRANSLATE_NOOP("engine", "A choice by date cannot be understood."),
     QT_TRANSLATE_NOOP("engine", "It has a column, >= or >, and a date that the calendar has."),
     QT_TRANSLATE_NOOP("engine", "Write it as in created_at>=2026-01-01.")},
    {ErrorCode::RowsLoseParent, "E-ROWS-002",
     QT_TRANSLATE_NOOP("engine", "Rows of \"%1\" refer to rows that were not chosen."),
     QT_TRANSLATE_NOOP("engine", "Some rows refer to rows that were not chosen."),
     QT_TRANSLATE_NOOP("engine", "They could not be kept without what they refer to, and leaving them out was not allowed: %2"),
     QT_TRANSLATE_NOOP("engine", "Choose more rows, or let the clone leave these out (--lost-parents drop).")},
    {ErrorCode::UsersMissing, "E-USER-001",
     QT_TRANSLATE_NOOP("engine", "Rows of \"%1\" refer to users (auth.users) that the target does not have."),
     QT_TRANSLATE_NOOP("engine", "Some rows refer to users (auth.users) that the target does not have."),
     QT_TRANSLATE_NOOP("engine", "The platform manages its users, and a clone adds or forgets some only as told: %2"),
     QT_TRANSLATE_NOOP("engine", "Add them (--auth-users copy), empty the references where the columns allow it (--auth-users null), or create the users in the target.")},
    {ErrorCode::ReferencedRowsMissing, "E-ROWS-004",
     QT_TRANSLATE_NOOP("engine", "Rows of \"%1\" refer to rows of a table that is not copied, and the target does not have them."),
     QT_TRANSLATE_NOOP("engine", "Some rows refer to rows of a table that is not copied, and the target does not have them."),
     QT_TRANSLATE_NOOP("engine", "The foreign key would be refused at the end. The key, where it leads, and how many rows are missing there: %2"),
     QT_TRANSLATE_NOOP("engine", "Bring the missing rows into the target first, leave out the rows that refer to them (--where), or clone the other table as well.")},
    {ErrorCode::KeyFileInvalid, "E-RULE-005",
     QT_TRANSLATE_NOOP("engine", "The key file \"%1\" cannot be used."),
     QT_TRANSLATE_NOOP("engine", "The key file cannot be used."),
     QT_TRANSLATE_NOOP("engine", "A project key is a file of at least 32 bytes that only its owner can read: %2"),
     QT_TRANSLATE_NOOP("engine", "Correct the file, or give another one.")},
    {ErrorCode::TableNotKeepable, "E-KEEP-001",
     QT_TRANSLATE_NOOP("engine", "The rows of \"%1\" cannot be kept."),
     QT_TRANSLATE_NOOP("engine", "The rows of a table cannot be kept."),
     QT_TRANSLATE_NOOP("engine", "What they need is not there after the clone, or cannot take them: %2"),
     QT_TRANSLATE_NOOP("engine", "Keep what it needs as well, change the table in the target so that it fits, or do not keep it.")},
    {ErrorCode::KeptRowsDoNotFit, "E-KEEP-002",
     QT_TRANSLATE_NOOP("engine", "Rows kept in the target do not fit: \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "Rows kept in the target do not fit."),
     QT_TRANSLATE_NOOP("engine", "A table whose rows were to survive takes part in this, and the rows of both sides do not go together. The server answered: %2"),
     QT_TRANSLATE_NOOP("engine", "Keep the other table as well, copy the rows that are missing, or correct the rows in the target; then start again.")},
    {ErrorCode::EnvironmentUnknown, "E-ENV-001",
     QT_TRANSLATE_NOOP("engine", "There is no environment named \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "There is no such environment."),
     QT_TRANSLATE_NOOP("engine", "No environment of this name was added, and the sandbox has none either, or is not running."),
     QT_TRANSLATE_NOOP("engine", "Look at the list of environments, add it, or bring the sandbox up.")},
    {ErrorCode::EnvironmentExists, "E-ENV-002",
     QT_TRANSLATE_NOOP("engine", "There is already an environment named \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "There is already an environment of this name."),
     QT_TRANSLATE_NOOP("engine", "Each environment has a name of its own."),
     QT_TRANSLATE_NOOP("engine", "Choose another name, or edit the existing environment.")},
    {ErrorCode::EnvironmentInvalid, "E-ENV-003",
     QT_TRANSLATE_NOOP("engine", "The environment \"%1\" is not complete or not correct."),
     QT_TRANSLATE_NOOP("engine", "The environment is not complete or not correct."),
     QT_TRANSLATE_NOOP("engine", "Something in it cannot be used: %2"),
     QT_TRANSLATE_NOOP("engine", "Correct it, then try again.")},
    {ErrorCode::GroupUnknown, "E-GROUP-001",
     QT_TRANSLATE_NOOP("engine", "There is no group of tables named \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "There is no such group of tables."),
     QT_TRANSLATE_NOOP("engine", "No group of this name was made on this computer."),
     QT_TRANSLATE_NOOP("engine", "Look at the groups with \"sosie-cli group list\", or make it with \"sosie-cli group set\".")},
    {ErrorCode::GroupUnmatched, "E-GROUP-002",
     QT_TRANSLATE_NOOP("engine", "The group \"%1\" matches no table."),
     QT_TRANSLATE_NOOP("engine", "A group matches no table."),
     QT_TRANSLATE_NOOP("engine", "No table in these schemas has a name that its patterns fit: %2"),
     QT_TRANSLATE_NOOP("engine", "Correct the patterns with \"sosie-cli group set\", or leave the group out.")},
    {ErrorCode::GroupInvalid, "E-GROUP-003",
     QT_TRANSLATE_NOOP("engine", "The group of tables \"%1\" is not correct."),
     QT_TRANSLATE_NOOP("engine", "A group of tables is not correct."),
     QT_TRANSLATE_NOOP("engine", "Something in it cannot be used: %2"),
     QT_TRANSLATE_NOOP("engine", "Correct it, then try again.")},
    {ErrorCode::KeychainMissing, "E-AUTH-003",
     QT_TRANSLATE_NOOP("engine", "No keychain can keep the password of \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "No keychain can keep the password."),
     QT_TRANSLATE_NOOP("engine", "No keychain service answers in this session: %2"),
     QT_TRANSLATE_NOOP("engine", "Give the password at run time (PGPASSWORD, ~/.pgpass, --password-file), or start a keychain service.")},
    {ErrorCode::KeychainLocked, "E-AUTH-004",
     QT_TRANSLATE_NOOP("engine", "The keychain that holds the password of \"%1\" is locked."),
     QT_TRANSLATE_NOOP("engine", "The keychain is locked."),
     QT_TRANSLATE_NOOP("engine", "It was not opened, or opening it was refused: %2"),
     QT_TRANSLATE_NOOP("engine", "Unlock the keychain, then try again.")},
    {ErrorCode::SettingsInvalid, "E-FILE-003",
     QT_TRANSLATE_NOOP("engine", "The settings file \"%1\" cannot be understood."),
     QT_TRANSLATE_NOOP("engine", "The settings cannot be understood."),
     QT_TRANSLATE_NOOP("engine", "There is a mistake in it, or a newer version wrote it: %2"),
     QT_TRANSLATE_NOOP("engine", "Correct the file; it was left as it is.")},
    {ErrorCode::FileUnreadable, "E-FILE-001",
     QT_TRANSLATE_NOOP("engine", "The file \"%1\" cannot be read."),
     QT_TRANSLATE_NOOP("engine", "A file cannot be read."),
     QT_TRANSLATE_NOOP("engine", "The system answered: %2"),
     QT_TRANSLATE_NOOP("engine", "Check that the file exists and that you may read it.")},
    {ErrorCode::FileUnwritable, "E-FILE-002",
     QT_TRANSLATE_NOOP("engine", "\"%1\" cannot be written."),
     QT_TRANSLATE_NOOP("engine", "A file cannot be written."),
     QT_TRANSLATE_NOOP("engine", "The system answered: %2"),
     QT_TRANSLATE_NOOP("engine", "Check that the folder exists and that you may write in it.")},
    {ErrorCode::LocalDiskFull, "E-DISK-002",
     QT_TRANSLATE_NOOP("engine", "The disk of this computer is full: \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "The disk of this computer is full."),
     QT_TRANSLATE_NOOP("engine", "The system answered: %2"),
     QT_TRANSLATE_NOOP("engine", "Free space on the disk, then start again.")},
    {ErrorCode::ThreadsMissing, "E-THR-001",
     QT_TRANSLATE_NOOP("engine", "This computer gives Sosie no thread to work with."),
     QT_TRANSLATE_NOOP("engine", "This computer gives Sosie no thread to work with."),
     QT_TRANSLATE_NOOP("engine", "The system answered: %2"),
     QT_TRANSLATE_NOOP("engine", "End other programs, or raise the limit on processes, then start again.")},
    {ErrorCode::SandboxUnavailable, "E-BOX-001",
     QT_TRANSLATE_NOOP("engine", "The sandbox cannot be used: \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "The sandbox cannot be used."),
     QT_TRANSLATE_NOOP("engine", "Its private PostgreSQL server is not installed, not running or did not start: %2"),
     QT_TRANSLATE_NOOP("engine", "Bring it up with the command \"sandbox up\"; PostgreSQL's server package must be installed.")},
    {ErrorCode::PreflightFailed, "E-PLAN-001",
     QT_TRANSLATE_NOOP("engine", "The operation on \"%1\" cannot start."),
     QT_TRANSLATE_NOOP("engine", "The operation cannot start."),
     QT_TRANSLATE_NOOP("engine", "The checks made before it found something in the way."),
     QT_TRANSLATE_NOOP("engine", "Solve each of the points listed, then start again.")},
    {ErrorCode::NothingToRollBack, "E-BACK-001",
     QT_TRANSLATE_NOOP("engine", "There is nothing to bring back in \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "There is nothing to bring back."),
     QT_TRANSLATE_NOOP("engine", "The target has no restore point: it was never replaced, or its restore point was removed."),
     QT_TRANSLATE_NOOP("engine", "Nothing needs to be done.")},
    {ErrorCode::StateNotTrusted, "E-BACK-002",
     QT_TRANSLATE_NOOP("engine", "What the target holds as Sosie's own state is not believed: \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "What the target holds as Sosie's own state is not believed."),
     QT_TRANSLATE_NOOP("engine", "Restore points are read only where nobody but the account used, or a role that may act as it, owns them and can write to them, and in the form in which this version writes them: %2"),
     QT_TRANSLATE_NOOP("engine", "Ask its owner what it is. If a Sosie made it, connect with the account used then. If not, drop it, or give it another name.")},
    {ErrorCode::DependentsInTheWay, "E-BACK-003",
     QT_TRANSLATE_NOOP("engine", "\"%1\" needs what would be dropped."),
     QT_TRANSLATE_NOOP("engine", "Something needs what would be dropped."),
     QT_TRANSLATE_NOOP("engine", "It was made by somebody else and would be lost with it: %2"),
     QT_TRANSLATE_NOOP("engine", "Drop it, or change it so that it no longer needs what is named, then start again.")},
    {ErrorCode::VerificationFailed, "E-PROOF-001",
     QT_TRANSLATE_NOOP("engine", "\"%1\" is not what it should be."),
     QT_TRANSLATE_NOOP("engine", "The verification found differences."),
     QT_TRANSLATE_NOOP("engine", "What was read back differs from what it was compared with: %2"),
     QT_TRANSLATE_NOOP("engine", "Look at the differences listed; clone again if the target should be equal.")},
    {ErrorCode::TargetIncomplete, "E-STATE-001",
     QT_TRANSLATE_NOOP("engine", "\"%1\" is neither as it was nor as it should be."),
     QT_TRANSLATE_NOOP("engine", "The target is neither as it was nor as it should be."),
     QT_TRANSLATE_NOOP("engine", "The operation was interrupted and could not be undone: %2"),
     QT_TRANSLATE_NOOP("engine", "Connect the target again and run \"rollback\" on it.")},
    {ErrorCode::Usage, "E-USE-001",
     QT_TRANSLATE_NOOP("engine", "The command cannot be understood: %1"),
     QT_TRANSLATE_NOOP("engine", "The command cannot be understood."),
     QT_TRANSLATE_NOOP("engine", "An option or an argument is missing, unknown or not correct."),
     QT_TRANSLATE_NOOP("engine", "Look at the help of the command with --help.")},
    {ErrorCode::Internal, "E-INT-001",
     QT_TRANSLATE_NOOP("engine", "Something unexpected happened: \"%1\"."),
     QT_TRANSLATE_NOOP("engine", "Something unexpected happened."),
     QT_TRANSLATE_NOOP("engine", "This is a fault of the program: %2"),
     QT_TRANSLATE_NOOP("engine", "Report it with the technical details; they hold no password and no data.")},
})};
// clang-format on

/// A code without sentences, or out of its place, does not compile.
constexpr bool coversEveryCodeInOrder()
{
    for (size_t index = 0; index < catalogue.size(); ++index) {
        if (static_cast<size_t>(catalogue[index].code) != index)
            return false;
    }
    return catalogue.size() == static_cast<size_t>(ErrorCode::Internal) + 1;
}
static_assert(coversEveryCodeInOrder());

const Entry &entryOf(ErrorCode code)
{
    return catalogue[static_cast<size_t>(code)];
}

QString whatSentence(const Entry &entry, const Error &error)
{
    if (error.subject.isEmpty() && *entry.whatWithoutSubject != 0)
        return Tr::tr(entry.whatWithoutSubject);
    const QString sentence = Tr::tr(entry.what);
    return sentence.contains("%1"_L1) ? sentence.arg(error.subject) : sentence;
}

QString whySentence(const Entry &entry, const Error &error)
{
    // Without a state of SQL, no server said it: the rows were counted.
    const bool isCounted = error.code == ErrorCode::ConstraintViolated && error.sqlState.isEmpty();
    const QString sentence = isCounted ? Tr::tr("Rows counted that it does not allow: %2") : Tr::tr(entry.why);
    if (!sentence.contains("%2"_L1))
        return sentence;
    // One argument, put in place of %2: arg() would take the lowest number, and a server's text may hold a % of its
    // own.
    const QString detail = detailText(error);
    return QString(sentence).replace("%2"_L1, detail.isEmpty() ? Tr::tr("no reason was given.") : detail);
}

QString stateSentence(TargetState state)
{
    switch (state) {
    case TargetState::NotConcerned:
        return Tr::tr("Nothing was changed.");
    case TargetState::Unchanged:
        return Tr::tr("The target is as it was before.");
    case TargetState::Replaced:
        return Tr::tr("The target holds the new contents.");
    case TargetState::Restored:
        return Tr::tr("The target has been brought back to what it was before.");
    case TargetState::Incomplete:
        return Tr::tr("The target is neither as it was nor as it should be.");
    }
    Q_UNREACHABLE();
}

} // namespace

ErrorText describe(const Error &error)
{
    const Entry &entry = entryOf(error.code);
    return {.id = QLatin1String(entry.id),
            .what = whatSentence(entry, error),
            .why = whySentence(entry, error),
            .state = stateSentence(error.state),
            .next = Tr::tr(entry.next)};
}

QString detailText(const Error &error)
{
    return error.differences.isEmpty() ? error.detail : texts(error.differences).join(u'\n');
}

QString errorId(ErrorCode code)
{
    return QLatin1String(entryOf(code).id);
}

QString targetStateKey(TargetState state)
{
    switch (state) {
    case TargetState::NotConcerned:
        return {};
    case TargetState::Unchanged:
        return u"unchanged"_s;
    case TargetState::Replaced:
        return u"replaced"_s;
    case TargetState::Restored:
        return u"restored"_s;
    case TargetState::Incomplete:
        return u"incomplete"_s;
    }
    Q_UNREACHABLE();
}

} // namespace engine
