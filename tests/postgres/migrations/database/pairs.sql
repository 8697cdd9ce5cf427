--- a schema is added with everything in it
CREATE TABLE public.t (a integer);
--- after
CREATE TABLE public.t (a integer); CREATE SCHEMA app; GRANT USAGE ON SCHEMA app TO anon; COMMENT ON SCHEMA app IS 'app';
CREATE TYPE app.e AS ENUM ('a'); CREATE TABLE app.t (id serial PRIMARY KEY, e app.e DEFAULT 'a'); CREATE VIEW public.v AS SELECT e FROM app.t;
--- objects of one schema need those of another, and types change across
CREATE SCHEMA a; CREATE SCHEMA b; CREATE TYPE a.e AS ENUM ('x', 'y'); CREATE TABLE b.t (e a.e); CREATE VIEW a.v AS SELECT e FROM b.t WHERE e = 'x';
INSERT INTO b.t VALUES ('x');
--- after
CREATE SCHEMA a; CREATE SCHEMA b; CREATE TYPE a.e AS ENUM ('y', 'x'); CREATE TABLE b.t (e a.e); CREATE VIEW a.v AS SELECT e FROM b.t WHERE e = 'x';
--- extensions come and are used
CREATE TABLE public.t (a text);
--- after
CREATE SCHEMA extensions; CREATE EXTENSION pg_trgm SCHEMA extensions; CREATE EXTENSION citext; CREATE TABLE public.t (a text, b public.citext DEFAULT 'x');
CREATE INDEX i ON public.t USING gin (a extensions.gin_trgm_ops);
--- publications change
CREATE TABLE public.a (id integer PRIMARY KEY, n integer); CREATE TABLE public.b (id integer PRIMARY KEY); CREATE PUBLICATION p FOR TABLE public.a; CREATE PUBLICATION q FOR ALL TABLES;
--- after
CREATE TABLE public.a (id integer PRIMARY KEY, n integer); CREATE TABLE public.b (id integer PRIMARY KEY); CREATE PUBLICATION p FOR TABLE public.a (id) WHERE (id > 3), public.b WITH (publish = 'insert');
CREATE PUBLICATION r FOR TABLES IN SCHEMA public;
--- event triggers, casts and languages
CREATE TABLE public.t (a integer);
--- after
CREATE TABLE public.t (a integer); CREATE FUNCTION public.f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER e ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION public.f();
CREATE TYPE public.k AS (a integer); CREATE FUNCTION public.c(public.k) RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE CAST (public.k AS integer) WITH FUNCTION public.c(public.k);
--- foreign data
CREATE EXTENSION postgres_fdw;
--- after
CREATE EXTENSION postgres_fdw; CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'h', dbname 'd'); CREATE FOREIGN TABLE public.f (a integer OPTIONS (column_name 'x'), b text) SERVER s OPTIONS (table_name 't');
CREATE USER MAPPING FOR alice SERVER s OPTIONS (user 'u');
--- options of a foreign table change
CREATE EXTENSION postgres_fdw; CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw; CREATE FOREIGN TABLE public.f (a integer OPTIONS (column_name 'x'), b text) SERVER s OPTIONS (table_name 't');
--- after
CREATE EXTENSION postgres_fdw; CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw; CREATE FOREIGN TABLE public.f (a integer OPTIONS (column_name 'y'), b text NOT NULL, c date) SERVER s OPTIONS (table_name 'u', schema_name 'w');
--- settings of the database and of roles
CREATE TABLE public.t (a integer);
--- after
CREATE TABLE public.t (a integer); DO $$ BEGIN EXECUTE format('ALTER DATABASE %1$I SET work_mem = ''5MB''; ALTER ROLE alice IN DATABASE %1$I SET statement_timeout = ''3s''', current_database()); END $$;
--- default privileges of the whole database
CREATE TABLE public.t (a integer);
--- after
CREATE TABLE public.t (a integer); ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO anon; ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE TABLE public.u (a integer);
--- the schema public loses its grants and its comment
CREATE TABLE public.t (a integer); GRANT CREATE ON SCHEMA public TO anon;
--- after
CREATE TABLE public.t (a integer); REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO authenticated; COMMENT ON SCHEMA public IS 'x';
--- event triggers and publications come with comments
CREATE TABLE public.t (a integer);
--- after
CREATE TABLE public.t (a integer); CREATE FUNCTION public.f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION public.f(); COMMENT ON EVENT TRIGGER e IS 'x'; ALTER EVENT TRIGGER e OWNER TO postgres;
CREATE PUBLICATION p; COMMENT ON PUBLICATION p IS 'y';
--- materialized views have another access method
CREATE ACCESS METHOD pile TYPE TABLE HANDLER heap_tableam_handler; CREATE MATERIALIZED VIEW public.a AS SELECT 1 AS one;
CREATE TABLE public.t (a integer) USING pile; CREATE MATERIALIZED VIEW public.b USING pile AS SELECT 2 AS two;
--- after
CREATE ACCESS METHOD pile TYPE TABLE HANDLER heap_tableam_handler; CREATE MATERIALIZED VIEW public.a USING pile AS SELECT 1 AS one;
CREATE TABLE public.t (a integer); CREATE MATERIALIZED VIEW public.b AS SELECT 2 AS two;
--- an extension comes with grants on what is in it
CREATE TABLE public.t (a integer);
--- after
CREATE TABLE public.t (a integer); CREATE EXTENSION hstore; REVOKE ALL ON FUNCTION public.hstore(text, text) FROM PUBLIC; GRANT EXECUTE ON FUNCTION public.hstore(text, text) TO alice;
--- what people changed on members of an extension and of the server changes
CREATE EXTENSION hstore; GRANT EXECUTE ON FUNCTION public.hstore(text, text) TO alice; COMMENT ON FUNCTION public.hstore(text, text) IS 'x'; GRANT SELECT ON pg_catalog.pg_authid TO bob;
--- after
CREATE EXTENSION hstore; REVOKE ALL ON FUNCTION public.hstore(text, text) FROM PUBLIC; GRANT EXECUTE ON FUNCTION public.hstore(text, text) TO bob; REVOKE EXECUTE ON FUNCTION pg_catalog.lo_export(oid, text) FROM PUBLIC; GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO alice;
--- a foreign server gets another wrapper, under a foreign table
CREATE FOREIGN DATA WRAPPER one; CREATE FOREIGN DATA WRAPPER two; CREATE SERVER s FOREIGN DATA WRAPPER one; CREATE FOREIGN TABLE public.f (a integer) SERVER s; CREATE USER MAPPING FOR alice SERVER s; CREATE VIEW public.v AS SELECT a FROM public.f;
--- after
CREATE FOREIGN DATA WRAPPER one; CREATE FOREIGN DATA WRAPPER two; CREATE SERVER s FOREIGN DATA WRAPPER two; CREATE FOREIGN TABLE public.f (a integer) SERVER s; CREATE USER MAPPING FOR alice SERVER s; CREATE VIEW public.v AS SELECT a FROM public.f;
--- an event trigger that refuses everything goes
CREATE TABLE public.t (a integer); CREATE FUNCTION public.f() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END'; CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION public.f();
--- after
CREATE TABLE public.t (a integer, b text);
--- a subscription gets another address, other publications and options
CREATE SUBSCRIPTION sosie_test_sub CONNECTION 'host=nowhere.invalid dbname=a' PUBLICATION a WITH (connect = false, slot_name = NONE);
--- after
CREATE SUBSCRIPTION sosie_test_sub CONNECTION 'host=nowhere.invalid dbname=b application_name=''x y''' PUBLICATION a, b WITH (connect = false, slot_name = NONE, binary = true, synchronous_commit = 'local');
COMMENT ON SUBSCRIPTION sosie_test_sub IS 's';
--- a foreign table goes over to another server
CREATE FOREIGN DATA WRAPPER w; CREATE SERVER a FOREIGN DATA WRAPPER w; CREATE SERVER b FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE f (id integer NOT NULL, a text CONSTRAINT c CHECK (a <> '')) SERVER a OPTIONS (x '1'); COMMENT ON FOREIGN TABLE f IS 'f'; GRANT SELECT ON f TO PUBLIC; CREATE VIEW v AS SELECT id FROM f;
--- after
CREATE FOREIGN DATA WRAPPER w; CREATE SERVER a FOREIGN DATA WRAPPER w; CREATE SERVER b FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE f (id integer NOT NULL, a text CONSTRAINT c CHECK (a <> '')) SERVER b OPTIONS (x '1'); COMMENT ON FOREIGN TABLE f IS 'f'; GRANT SELECT ON f TO PUBLIC; CREATE VIEW v AS SELECT id FROM f;
--- an extension moves to another schema
CREATE SCHEMA x; CREATE EXTENSION hstore; CREATE TABLE t (a hstore DEFAULT 'a=>1');
--- after
CREATE SCHEMA x; CREATE EXTENSION hstore SCHEMA x; CREATE TABLE t (a x.hstore DEFAULT 'a=>1');
--- an extension that does not move and goes back to an older version is made anew
CREATE EXTENSION pg_trgm VERSION '1.6'; CREATE SCHEMA x; CREATE EXTENSION xml2;
--- after
CREATE EXTENSION pg_trgm VERSION '1.5'; CREATE SCHEMA x; CREATE EXTENSION xml2 SCHEMA x;
--- settings of a function, a role and the database in the database
CREATE FUNCTION f() RETURNS integer LANGUAGE sql SET work_mem TO '1MB' AS 'SELECT 1';
--- after
CREATE FUNCTION f() RETURNS integer LANGUAGE sql SET statement_timeout TO '5s' AS 'SELECT 1'; DO $$ BEGIN EXECUTE format('ALTER ROLE CURRENT_USER IN DATABASE %I SET work_mem = ''2MB''', current_database()); END $$;
--- two schemas exchange their tables
CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE a.t (x integer PRIMARY KEY); CREATE TABLE b.c (t integer REFERENCES a.t); CREATE VIEW a.v AS SELECT t FROM b.c;
--- after
CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE b.t (x integer PRIMARY KEY); CREATE TABLE a.c (t integer REFERENCES b.t); CREATE VIEW b.v AS SELECT t FROM a.c;
--- a schema goes with everything in it
CREATE SCHEMA a; CREATE TYPE a.e AS ENUM ('x'); CREATE TABLE a.t (k a.e); CREATE FUNCTION a.f(a.e) RETURNS a.e LANGUAGE sql AS 'SELECT $1'; CREATE TABLE k (id integer);
--- after
CREATE TABLE k (id integer);
--- publications of columns, rows and schemas
CREATE TABLE t (a integer PRIMARY KEY, b text); CREATE SCHEMA s; CREATE PUBLICATION p FOR TABLE t WITH (publish = 'insert');
--- after
CREATE TABLE t (a integer PRIMARY KEY, b text); CREATE SCHEMA s; CREATE PUBLICATION p FOR TABLE t WHERE (a > 0), TABLES IN SCHEMA s; CREATE PUBLICATION q FOR TABLE t (a); COMMENT ON PUBLICATION p IS 'p';
--- options of a foreign server and its wrapper change
CREATE FOREIGN DATA WRAPPER w OPTIONS (a '1'); CREATE SERVER s TYPE 'x' VERSION '1' FOREIGN DATA WRAPPER w OPTIONS (h 'a');
--- after
CREATE FOREIGN DATA WRAPPER w OPTIONS (a '2', b '3'); CREATE SERVER s TYPE 'x' VERSION '2' FOREIGN DATA WRAPPER w OPTIONS (h 'b'); GRANT USAGE ON FOREIGN SERVER s TO PUBLIC;
--- default privileges of one role change, in a schema and in all
CREATE SCHEMA s; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC; ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT USAGE ON SEQUENCES TO PUBLIC;
--- after
CREATE SCHEMA s; ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; ALTER DEFAULT PRIVILEGES IN SCHEMA s GRANT UPDATE ON TABLES TO PUBLIC;
