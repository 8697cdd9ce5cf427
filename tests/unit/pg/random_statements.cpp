// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/unit/pg/random_statements.h"

namespace tests {

namespace {

const std::vector<const char *> writing{
    "INSERT INTO public.canary VALUES (%)",
    "INSERT INTO canary SELECT % FROM public.canary ON CONFLICT DO NOTHING RETURNING a",
    "UPDATE public.canary SET a = %",
    "DELETE FROM canary WHERE a < %",
    "MERGE INTO canary USING canary AS c ON true WHEN MATCHED THEN DELETE",
    "TRUNCATE public.canary RESTART IDENTITY CASCADE",
    "DROP TABLE IF EXISTS public.canary CASCADE",
    "DROP SCHEMA public CASCADE",
    "DROP DATABASE shop WITH (FORCE)",
    "ALTER TABLE canary ADD COLUMN c% int DEFAULT nextval('public.numbers')",
    "ALTER SYSTEM SET fsync = off",
    "ALTER ROLE postgres PASSWORD 'x%'",
    "CREATE TABLE made% (a int)",
    "CREATE OR REPLACE FUNCTION public.f%() RETURNS int LANGUAGE sql AS $f$ DELETE FROM canary RETURNING 1 $f$",
    "CREATE EXTENSION dblink",
    "COPY public.canary FROM PROGRAM 'echo %'",
    "COPY public.canary TO PROGRAM 'cat > /tmp/stolen%'",
    "COPY canary FROM STDIN",
    "CALL public.writes_too()",
    "DO $do$ BEGIN DELETE FROM public.canary; END $do$",
    "DO LANGUAGE plpgsql 'BEGIN PERFORM public.writes(); END'",
    "SELECT nextval('public.numbers')",
    "SELECT setval('public.numbers', %)",
    "SELECT public.writes()",
    "SELECT lo_create(0), lo_from_bytea(0, 'x'), lo_unlink(%)",
    "SELECT lo_import('/etc/passwd')",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'victim'",
    "SELECT pg_catalog.pg_cancel_backend(%)",
    "SELECT * FROM dblink('dbname=shop', 'DELETE FROM canary') AS t (a int)",
    "SELECT set_config('transaction_read_only', 'off', false)",
    "SELECT pg_catalog.pg_create_physical_replication_slot('s%')",
    "SELECT pg_switch_wal(), pg_reload_conf(), pg_notify('x', '%')",
    "SELECT a INTO stolen% FROM public.canary",
    "SELECT * FROM public.canary FOR UPDATE",
    "WITH gone AS (DELETE FROM public.canary RETURNING *) SELECT count(*) FROM gone",
    "EXPLAIN ANALYZE DELETE FROM public.canary",
    "PREPARE p% AS DELETE FROM canary; EXECUTE p%",
    "SET transaction_read_only = off",
    "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
    "SET SESSION AUTHORIZATION postgres",
    "RESET ALL",
    "COMMIT; BEGIN READ WRITE; DELETE FROM public.canary; COMMIT",
    "ROLLBACK; TRUNCATE public.canary",
    "END; VACUUM FULL public.canary",
    "LOCK TABLE public.canary IN ACCESS EXCLUSIVE MODE",
    "REINDEX DATABASE shop",
    "GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC",
    "NOTIFY a, '%'",
    "REFRESH MATERIALIZED VIEW kept",
    "IMPORT FOREIGN SCHEMA x FROM SERVER y INTO public",
};

const std::vector<const char *> waysOut{
    "",
    "\"",
    "'",
    "''",
    "\"\"",
    ";",
    "; ",
    ")",
    "))",
    "') ",
    "\") ",
    "\\'",
    "\\\"",
    "\\",
    "--",
    "-- \n",
    "/*",
    "*/",
    "/* ' */",
    "$$",
    "$x$",
    "E'\\''",
    "U&\"\\0022\"",
    "U&'\\0027' UESCAPE '!'",
    "\n",
    "\r\n",
    "\t",
    "\x01",
    "\xE2\x80\x99",
    "\xCA\xBC",
    "\xEF\xBC\x87",
    "\xEF\xBC\x82",
    "\xE2\x80\xAE",
    "\xC2\xA0",
    "x\"; ",
    "x'; ",
    "x\".\"y",
    "\" TO STDOUT; ",
    "\") TO STDOUT; ",
    " IN ACCESS SHARE MODE; ",
    "0'; ",
    "00000003-0000001B-1'; ",
    "{\"a\",\"b\"}",
    "\",\"",
    "$1",
    "$1); ",
    "::pg_catalog.text; ",
    "1) OR (1 = 1",
    "a = 1); ",
    " \\gexec ",
    "\\; ",
    "%s",
    "\xF0\x9F\x90\x98",
};

} // namespace

const char *RandomStatements::oneOf(const std::vector<const char *> &list)
{
    return list[static_cast<size_t>(m_random.bounded(static_cast<int>(list.size())))];
}

std::string RandomStatements::statement()
{
    std::string text;
    const std::string number = std::to_string(m_random.bounded(1'000'000));
    for (const char *c = oneOf(writing); *c != '\0'; ++c) {
        if (*c == '%')
            text += number;
        else if (*c == ' ' && chance(8))
            text += oneOf({"\n", "\t", "/**/", " /* \" ' */ ", " --\n", "  "});
        else
            text += chance(4) ? static_cast<char>(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c) : *c;
    }
    return text;
}

std::string RandomStatements::wrapped(const std::string &statement)
{
    std::string text;
    for (int i = m_random.bounded(4); i > 0; --i)
        text += oneOf(waysOut);
    text += statement;
    for (int i = m_random.bounded(4); i > 0; --i)
        text += oneOf(waysOut);
    return text;
}

std::string RandomStatements::next()
{
    std::string text = wrapped(statement());
    while (chance(20))
        text += oneOf({"; ", ";", " UNION ALL ", "\n;\n"}) + wrapped(statement());
    return text;
}

std::string RandomStatements::nextCondition()
{
    const std::string begin = oneOf(
        {"a = 1 and ",       "a > 0 or ",  "b = '",           "b like '%", "lower(b) = '", "a in (",  "(a) = (",
         "a between 1 and ", "not ",       "b is not null; ", "a = 1) ",   "coalesce(a, ", "a::",     "date '",
         "\"a\" = ",         "\"b\" <> '", "b || ",           "a -",       "a /",          "a = .5 ", "a = 1 --"});
    const std::string end
        = oneOf({"", "'", ")", "')", " and a = 1", "' or b = 'x", " --", "/*", "%'", "' and b <> ''"});
    // Some of them are conditions: what a value says is its own affair.
    if (chance(15)) {
        std::string value;
        for (const char c : next())
            value += c == '\'' ? std::string("''") : std::string(1, c);
        return "b <> '" + value + "' and a > " + std::to_string(m_random.bounded(10));
    }
    return begin + next() + end;
}

} // namespace tests
