-- A database that reaches another one (:'world' is its address) in every way, and writes files. Read with psql.
CREATE SCHEMA extensions;
CREATE EXTENSION dblink SCHEMA extensions;
CREATE EXTENSION postgres_fdw;
CREATE EXTENSION file_fdw;

CREATE SERVER world FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname 'world', host '/nowhere');
CREATE SERVER "odd OPTIONS (x 'y" FOREIGN DATA WRAPPER dblink_fdw OPTIONS (dbname 'wor''ld', hostaddr '127.0.0.1');
DO $$ BEGIN
    EXECUTE format('ALTER SERVER world OPTIONS (SET host %L, SET dbname %L, ADD port %L)',
                   current_setting('unix_socket_directories'), 'world', current_setting('port'));
END $$;
CREATE USER MAPPING FOR PUBLIC SERVER world OPTIONS (user 'postgres', password_required 'false');
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE far_people (name text) SERVER world OPTIONS (schema_name 'public', table_name 'people');
CREATE FOREIGN TABLE far_file (line text) SERVER files OPTIONS (program 'echo from outside');


SELECT format('CREATE FUNCTION address() RETURNS text LANGUAGE sql IMMUTABLE AS %L', format('SELECT %L::text', :'world')) \gexec
CREATE FUNCTION tell() RETURNS void LANGUAGE sql
    AS $$ SELECT extensions.dblink_exec(public.address(), 'INSERT INTO calls DEFAULT VALUES') $$;
CREATE FUNCTION is_told(integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE
    AS $$ BEGIN PERFORM public.tell(); RETURN true; END $$;
CREATE FUNCTION fetch_name(integer) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
    DECLARE found text; fun text := 'dblink';
    BEGIN
        EXECUTE format('SELECT name FROM %I.%I(%L, %L) AS t (name text)', 'extensions', fun, public.address(),
                       'SELECT name FROM people') INTO found;
        RETURN found;
    END $$;

-- Views that would fetch rows of the other database when they are refreshed.
CREATE TABLE local_people (name text);
INSERT INTO local_people VALUES ('Aline');
CREATE MATERIALIZED VIEW inside AS SELECT count(*) AS n FROM local_people;
CREATE MATERIALIZED VIEW mv_direct AS
    SELECT t.name FROM extensions.dblink(address(), 'SELECT name FROM people') AS t (name text);
CREATE VIEW through AS SELECT fetch_name(1) AS name;
CREATE MATERIALIZED VIEW mv_through AS SELECT name FROM through;
CREATE UNIQUE INDEX ON mv_through (name);
CREATE MATERIALIZED VIEW mv_of_mv AS SELECT name FROM mv_through;
CREATE MATERIALIZED VIEW mv_far AS SELECT name FROM far_people;
CREATE MATERIALIZED VIEW mv_text AS
    SELECT query_to_xml('SELECT * FROM extensions.dblink(public.address(), ''SELECT name FROM people'') AS t (name text)',
                        true, false, '')::text AS found;
CREATE TABLE parts (name text) PARTITION BY LIST (name);
CREATE FOREIGN TABLE part_far PARTITION OF parts DEFAULT SERVER world OPTIONS (table_name 'people');
CREATE MATERIALIZED VIEW mv_partition AS SELECT name FROM parts;
CREATE TABLE base_people (name text);
INSERT INTO base_people VALUES ('Aline'), ('Berthe');
CREATE FOREIGN TABLE heir () INHERITS (base_people) SERVER world OPTIONS (table_name 'people');

-- What acts by itself when somebody writes.
CREATE TABLE quoted (id int);
CREATE FUNCTION "Quoted"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM "extensions"."dblink_exec"/* ( */(public.address(), 'INSERT INTO calls DEFAULT VALUES'); RETURN NEW; END $$;
CREATE TRIGGER quoted AFTER INSERT ON quoted FOR EACH ROW EXECUTE FUNCTION "Quoted"();
CREATE TABLE dynamic (id int);
CREATE FUNCTION dynamic() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE statement text; BEGIN
    statement := 'SELECT extensions.' || 'DBLINK_EXEC' || '(public.address(), ''INSERT INTO calls DEFAULT VALUES'')';
    EXECUTE statement; RETURN NEW; END $$;
CREATE TRIGGER dynamic AFTER INSERT ON dynamic FOR EACH ROW EXECUTE FUNCTION dynamic();
CREATE TABLE chained (id int);
CREATE FUNCTION "middle one"() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'SELECT public.tell()'; END $$;
CREATE FUNCTION chained() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN PERFORM public."middle one"(); RETURN NEW; END $$;
CREATE TRIGGER chained AFTER INSERT ON chained FOR EACH ROW EXECUTE FUNCTION chained();
CREATE TABLE ruled (id int);
CREATE RULE ruled AS ON INSERT TO ruled DO ALSO SELECT tell();
CREATE TABLE defaulted (id int, name text DEFAULT fetch_name(2));
CREATE TABLE checked (id int);
INSERT INTO checked VALUES (1), (2);
ALTER TABLE checked ADD CONSTRAINT calling_check CHECK (is_told(id)) NOT VALID;
CREATE TABLE indexed (id int);
CREATE INDEX calling_index ON indexed (fetch_name(id));
CREATE TABLE exported (id int);
CREATE FUNCTION exported() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN PERFORM lo_export(1, '/nowhere/at all'); RETURN NEW; END $$;
CREATE TRIGGER exported AFTER INSERT ON exported FOR EACH ROW EXECUTE FUNCTION exported();
CREATE TABLE copied (id int);
CREATE FUNCTION copied() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN EXECUTE format('COPY public.people TO %L', '/nowhere/at all'); RETURN NEW; END $$;
CREATE TRIGGER copied AFTER INSERT ON copied FOR EACH ROW EXECUTE FUNCTION copied();
-- What only speaks of it stays as it is.
CREATE TABLE talkative (id int);
INSERT INTO talkative VALUES (1);
CREATE FUNCTION only_a_comment() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    -- once: PERFORM dblink_exec(…); don't
    /* COPY people TO PROGRAM 'mail' */
    RAISE DEBUG 'a copy goes to the archive -- really';
    RETURN NEW; END $$;
CREATE TRIGGER only_a_comment BEFORE INSERT ON talkative FOR EACH ROW EXECUTE FUNCTION only_a_comment();
CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM public.tell(); END $$;
CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION watch();
