-- What falls between the kinds of objects: on members of extensions, on the server's own catalogs, on nothing at all.
-- Read after everything.sql.
CREATE PUBLICATION of_nothing_yet;
COMMENT ON PUBLICATION of_nothing_yet IS 'tables will come';
CREATE SCHEMA graphql_public;
CREATE FUNCTION graphql_public.graphql() RETURNS integer LANGUAGE sql AS 'SELECT 1';

CREATE SCHEMA tools;
CREATE EXTENSION pg_trgm WITH SCHEMA tools VERSION '1.5';
REVOKE EXECUTE ON FUNCTION tools.similarity(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tools.similarity(text, text) TO reader WITH GRANT OPTION;
GRANT EXECUTE ON FUNCTION tools.show_trgm(text) TO reader, writer;
COMMENT ON FUNCTION tools.show_trgm(text) IS 'what it is cut into';
CREATE TABLE tools.settings_of_it (id integer PRIMARY KEY, value text);
INSERT INTO tools.settings_of_it VALUES (1, 'of the user');
ALTER EXTENSION pg_trgm ADD TABLE tools.settings_of_it;
UPDATE pg_extension SET extconfig = ARRAY['tools.settings_of_it'::regclass::oid], extcondition = '{""}'
WHERE extname = 'pg_trgm';

GRANT SELECT (prosrc, proname) ON pg_catalog.pg_proc TO reader;
GRANT SELECT ON pg_catalog.pg_authid TO writer;
REVOKE SELECT ON pg_catalog.pg_stats FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION pg_catalog.pg_sleep(double precision) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_dir(text) TO writer;
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql TO reader;

CREATE TABLE counted (id integer);
INSERT INTO counted VALUES (1);
CREATE MATERIALIZED VIEW is_old AS SELECT count(*) AS n FROM counted;
INSERT INTO counted VALUES (2);
CREATE MATERIALIZED VIEW is_empty AS SELECT count(*) AS n FROM counted WITH NO DATA;
