-- One line for each table and materialized view: how many rows, and a digest of them in any order, as the server itself
-- writes them. A partitioned table is its partitions.
\set QUIET on
SET search_path = pg_catalog;
SET extra_float_digits = 1;
SET timezone = 'UTC';
SET row_security = off;
-- Columns in the order of their names: that of a table which inherits can differ, see catalog_lines.sql.
SELECT format('SELECT replace(%L, E''\n'', ''\n''), count(*), sum(left(''x'' || md5(ROW(%s)::text), 16)::bit(60)::bigint::numeric),'
        ' sum(length(ROW(%2$s)::text)) FROM ONLY %3$s t', 'rows of ' || c.oid::regclass,
        (SELECT string_agg('t.' || quote_ident(attname), ', ' ORDER BY attname COLLATE "C") FROM pg_attribute
         WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped), c.oid::regclass)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE (c.relkind = 'r' OR c.relkind = 'm' AND c.relispopulated) AND n.nspname !~ '^(pg_|information_schema$|sosie_)'
    ORDER BY c.oid::regclass::text COLLATE "C" \gexec
