--- a view gains a column at the end
CREATE TABLE t (a integer, b text); CREATE VIEW v AS SELECT a FROM t; GRANT SELECT ON v TO anon; CREATE VIEW w AS SELECT a FROM v;
--- after
CREATE TABLE t (a integer, b text); CREATE VIEW v AS SELECT a, b FROM t; GRANT SELECT ON v TO anon; CREATE VIEW w AS SELECT a FROM v;
--- a view loses a column, under another view with grants and a trigger
CREATE TABLE t (a integer, b text); CREATE VIEW v AS SELECT a, b FROM t; CREATE VIEW w AS SELECT a FROM v; GRANT SELECT ON w TO anon;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER g INSTEAD OF INSERT ON w FOR EACH ROW EXECUTE FUNCTION f(); COMMENT ON VIEW w IS 'w'; ALTER VIEW w ALTER a SET DEFAULT 4;
--- after
CREATE TABLE t (a integer, b text); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v; GRANT SELECT ON w TO anon;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER g INSTEAD OF INSERT ON w FOR EACH ROW EXECUTE FUNCTION f(); COMMENT ON VIEW w IS 'w'; ALTER VIEW w ALTER a SET DEFAULT 4;
--- options of a view change
CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t WHERE a > 0; CREATE VIEW w WITH (security_barrier) AS SELECT a FROM t;
--- after
CREATE TABLE t (a integer); CREATE VIEW v WITH (security_invoker = true, check_option = local) AS SELECT a FROM t WHERE a > 0; CREATE VIEW w AS SELECT a FROM t;
--- a view reads a new column and a new table
CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t;
--- after
CREATE TABLE t (a integer, b integer); CREATE TABLE u (c text); CREATE VIEW v AS SELECT t.a, t.b, u.c FROM t, u;
--- a view no longer reads a column that goes
CREATE TABLE t (a integer, b integer); CREATE VIEW v AS SELECT a, b FROM t;
--- after
CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t;
--- a view becomes a table
CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v;
--- after
CREATE TABLE t (a integer); CREATE TABLE v (a integer); CREATE VIEW w AS SELECT a FROM v;
--- a view becomes a materialized one
CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t; INSERT INTO t VALUES (1);
--- after
CREATE TABLE t (a integer); CREATE MATERIALIZED VIEW v AS SELECT a FROM t; CREATE UNIQUE INDEX v_a ON v (a);
--- rows
SELECT a FROM v
--- the query of a materialized view changes
CREATE TABLE t (a integer, b integer); INSERT INTO t VALUES (1, 2); CREATE MATERIALIZED VIEW m AS SELECT a FROM t; CREATE INDEX i ON m (a);
CREATE MATERIALIZED VIEW n AS SELECT a FROM m; GRANT SELECT ON m TO anon;
--- after
CREATE TABLE t (a integer, b integer); CREATE MATERIALIZED VIEW m AS SELECT a FROM t WHERE b = 2; CREATE INDEX i ON m (a);
CREATE MATERIALIZED VIEW n AS SELECT a FROM m; GRANT SELECT ON m TO anon;
--- rows
SELECT a FROM n
--- views that read each other's names are put in order
CREATE TABLE t (a integer);
--- after
CREATE TABLE t (a integer); CREATE VIEW z AS SELECT a FROM t; CREATE VIEW b AS SELECT a FROM z; CREATE VIEW y AS SELECT a FROM b; CREATE VIEW a AS SELECT a FROM y;
--- the body of a function changes, its grants stay
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'; REVOKE EXECUTE ON FUNCTION f FROM PUBLIC; GRANT EXECUTE ON FUNCTION f TO anon;
--- after
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 2'; REVOKE EXECUTE ON FUNCTION f FROM PUBLIC; GRANT EXECUTE ON FUNCTION f TO anon;
--- the attributes of a function change
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
--- after
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql STABLE STRICT SECURITY DEFINER PARALLEL SAFE COST 5 SET search_path = 'pg_catalog' AS 'SELECT 1';
--- a function returns something else, under a view, a default, a check, a policy and an index
CREATE FUNCTION f(a integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT 1'; CREATE TABLE t (a bigint DEFAULT f(2), CHECK (f(3) > 0));
CREATE VIEW v AS SELECT f(1) AS x; CREATE POLICY p ON t USING (f(4) > 0); CREATE INDEX i ON t ((a + f(3))); INSERT INTO t DEFAULT VALUES;
GRANT EXECUTE ON FUNCTION f TO anon;
--- after
CREATE FUNCTION f(a integer) RETURNS bigint IMMUTABLE LANGUAGE sql AS 'SELECT 1'; CREATE TABLE t (a bigint DEFAULT f(2), CHECK (f(3) > 0));
CREATE VIEW v AS SELECT f(1) AS x; CREATE POLICY p ON t USING (f(4) > 0); CREATE INDEX i ON t ((a + f(3)));
GRANT EXECUTE ON FUNCTION f TO anon;
--- rows
SELECT a FROM t
--- an argument of a function is renamed
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'; COMMENT ON FUNCTION f IS 'f';
--- after
CREATE FUNCTION f(b integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'; COMMENT ON FUNCTION f IS 'f';
--- a function gets a default and loses one
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION g(a integer DEFAULT 2) RETURNS integer LANGUAGE sql AS 'SELECT 1';
--- after
CREATE FUNCTION f(a integer DEFAULT 3) RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION g(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
--- a function gets another argument, under a view and a trigger
CREATE TABLE t (a integer); CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE VIEW v AS SELECT f(a) AS b FROM t;
--- after
CREATE TABLE t (a integer); CREATE FUNCTION f(a integer, b text DEFAULT 'x') RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE VIEW v AS SELECT f(a) AS b FROM t;
--- a function becomes a procedure
CREATE FUNCTION f(a integer) RETURNS void LANGUAGE sql AS 'SELECT 1';
--- after
CREATE PROCEDURE f(a integer) LANGUAGE sql AS 'SELECT 1';
--- a function with a body of its own reads a new table and a new column
CREATE TABLE t (a integer);
--- after
CREATE TABLE t (a integer, b integer); CREATE TABLE u (c integer);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM t, u WHERE t.b = u.c; END;
--- a default calls a function that reads the table
CREATE TABLE t (a integer);
--- after
CREATE TABLE t (a integer); CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(a) FROM t; END; ALTER TABLE t ALTER a SET DEFAULT f();
--- a trigger calls another function
CREATE TABLE t (a integer); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
--- after
CREATE TABLE t (a integer); CREATE FUNCTION h() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION h();
--- an aggregate changes
CREATE AGGREGATE a (integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0'); CREATE TABLE t (x integer); CREATE VIEW v AS SELECT a(x) AS s FROM t; GRANT EXECUTE ON FUNCTION a(integer) TO anon;
--- after
CREATE AGGREGATE a (integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '5'); CREATE TABLE t (x integer); CREATE VIEW v AS SELECT a(x) AS s FROM t; GRANT EXECUTE ON FUNCTION a(integer) TO anon;
--- an operator is added and used
CREATE TABLE t (a integer, b integer);
--- after
CREATE TABLE t (a integer, b integer); CREATE FUNCTION f(integer, integer) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 = $2';
CREATE OPERATOR === (FUNCTION = f, LEFTARG = integer, RIGHTARG = integer); CREATE VIEW v AS SELECT a === b AS same FROM t;
--- a function's body has dollars, quotes and semicolons
CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
--- after
CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS 'BEGIN -- $function$ ;
 RETURN $x$''; DROP TABLE t; --$x$; END';
--- a sequence changes
CREATE SEQUENCE s; CREATE SEQUENCE k AS integer; CREATE TABLE t (a integer); SELECT nextval('s');
--- after
CREATE SEQUENCE s INCREMENT 5 MAXVALUE 1000 CYCLE CACHE 3; CREATE SEQUENCE k AS bigint; CREATE TABLE t (a integer); ALTER SEQUENCE k OWNED BY t.a; COMMENT ON SEQUENCE s IS 's';
--- rows
SELECT last_value FROM s
--- a default begins to use a sequence
CREATE TABLE t (a integer NOT NULL); INSERT INTO t VALUES (4);
--- after
CREATE TABLE t (a serial NOT NULL);
--- rows
SELECT a FROM t
--- text search changes
CREATE TEXT SEARCH CONFIGURATION c (COPY = pg_catalog.simple);
--- after
CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = pg_catalog.simple, stopwords = 'english'); CREATE TEXT SEARCH CONFIGURATION c (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION c ALTER MAPPING FOR asciiword WITH d;
--- default privileges of a schema change
CREATE TABLE t (a integer);
--- after
CREATE TABLE t (a integer); DO $$ BEGIN EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT SELECT ON TABLES TO anon', current_schema()); END $$;
--- new objects under default privileges that change get what they had
DO $$ BEGIN EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT ALL ON TABLES TO anon', current_schema()); END $$; CREATE TABLE t (a integer);
--- after
CREATE TABLE u (a integer); CREATE TABLE t (a integer); GRANT SELECT ON t TO anon; DO $$ BEGIN EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT INSERT ON TABLES TO bob', current_schema()); END $$;
--- the schema itself changes hands, comment and grants
CREATE TABLE t (a integer);
--- after
CREATE TABLE t (a integer); DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %1$I TO anon; COMMENT ON SCHEMA %1$I IS ''x''; ALTER SCHEMA %1$I OWNER TO alice', current_schema()); END $$;
--- default privileges and grants on functions, as Supabase has them
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
--- after
DO $$ BEGIN EXECUTE format('ALTER DEFAULT PRIVILEGES IN SCHEMA %I GRANT EXECUTE ON FUNCTIONS TO anon, authenticated', current_schema()); END $$;
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; GRANT EXECUTE ON FUNCTION f TO anon; CREATE FUNCTION g() RETURNS integer LANGUAGE sql AS 'SELECT 1';
--- an unnamed policy, view and function of a whole feature come at once
CREATE TABLE users (id uuid PRIMARY KEY, email text); INSERT INTO users VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 'x');
--- after
CREATE TYPE role AS ENUM ('admin', 'member');
CREATE TABLE users (id uuid PRIMARY KEY, email text, role role NOT NULL DEFAULT 'member', CONSTRAINT email UNIQUE (email));
CREATE TABLE teams (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner uuid NOT NULL REFERENCES users ON DELETE CASCADE, name text);
CREATE FUNCTION is_admin(who uuid) RETURNS boolean STABLE LANGUAGE sql BEGIN ATOMIC SELECT role = 'admin' FROM users WHERE id = who; END;
CREATE VIEW admins AS SELECT id, email FROM users WHERE is_admin(id);
ALTER TABLE teams ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON teams TO authenticated USING (is_admin(owner));
GRANT SELECT ON teams TO authenticated; GRANT USAGE ON SEQUENCE teams_id_seq TO authenticated;
--- rows
SELECT id, email FROM users
--- materialized views read each other through the bodies of functions
CREATE TABLE rows_here (id integer PRIMARY KEY);
--- after
CREATE TABLE rows_here (id integer PRIMARY KEY);
CREATE MATERIALIZED VIEW z_first AS SELECT id FROM rows_here;
CREATE FUNCTION inner_count() RETURNS bigint LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
    AS 'BEGIN RETURN (SELECT count(*) FROM z_first); END';
CREATE FUNCTION outer_count() RETURNS bigint LANGUAGE plpgsql STABLE SET search_path FROM CURRENT
    AS 'BEGIN RETURN inner_count(); END';
CREATE MATERIALIZED VIEW a_last AS SELECT outer_count() AS many;
