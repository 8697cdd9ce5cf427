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
--- an operator goes with what its function returned
CREATE FUNCTION f(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2'; CREATE OPERATOR === (FUNCTION = f, LEFTARG = text, RIGHTARG = text, NEGATOR = !===);
CREATE TABLE k (a integer);
--- after
CREATE FUNCTION f(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1 || $2'; CREATE TABLE k (a integer);
--- one way
--- a view goes that reads a function which changes
CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE VIEW v AS SELECT f() AS a; CREATE MATERIALIZED VIEW m AS SELECT a FROM v; CREATE INDEX i ON m (a);
--- after
CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT 'x'::text $$;
--- a table stays without the check and the default of a function that goes
CREATE FUNCTION f(integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0'; CREATE FUNCTION g() RETURNS integer LANGUAGE sql AS 'SELECT 7';
CREATE TABLE t (a integer DEFAULT g() CONSTRAINT c CHECK (f(a))); INSERT INTO t DEFAULT VALUES;
--- after
CREATE TABLE t (a integer);
--- rows
SELECT a FROM t
--- another overload comes beside one with a default
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
--- after
CREATE FUNCTION f(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION f(a text, b text DEFAULT 'x') RETURNS integer LANGUAGE sql AS 'SELECT 2';
--- a function returns a table with another column
CREATE FUNCTION f() RETURNS TABLE (a integer) LANGUAGE sql AS 'SELECT 1'; CREATE VIEW v AS SELECT a FROM f(); GRANT SELECT ON v TO anon;
--- after
CREATE FUNCTION f() RETURNS TABLE (a integer, b text) LANGUAGE sql AS $$ SELECT 1, 'x'::text $$; CREATE VIEW v AS SELECT a FROM f(); GRANT SELECT ON v TO anon;
--- a function gets an OUT argument and VARIADIC ones
CREATE FUNCTION f(a integer, OUT b integer) LANGUAGE sql AS 'SELECT 1'; CREATE FUNCTION g(integer[]) RETURNS integer LANGUAGE sql AS 'SELECT 1';
--- after
CREATE FUNCTION f(a integer, OUT b integer, OUT c text) LANGUAGE sql AS $$ SELECT 1, 'x'::text $$; CREATE FUNCTION g(VARIADIC integer[]) RETURNS integer LANGUAGE sql AS 'SELECT 1';
--- security, cost, settings and parallel safety of a function change
CREATE FUNCTION f() RETURNS SETOF integer LANGUAGE sql AS 'SELECT 1';
--- after
CREATE FUNCTION f() RETURNS SETOF integer LANGUAGE sql STABLE STRICT SECURITY DEFINER LEAKPROOF PARALLEL SAFE COST 7 ROWS 3 SET search_path TO '' SET work_mem TO '8MB' AS 'SELECT 1';
--- a procedure changes its arguments, owner, comment and grants
CREATE PROCEDURE f(a integer) LANGUAGE sql AS 'SELECT 1'; COMMENT ON PROCEDURE f(integer) IS 'f'; GRANT EXECUTE ON PROCEDURE f(integer) TO anon;
--- after
CREATE PROCEDURE f(a integer, b text) LANGUAGE sql AS 'SELECT 1'; ALTER PROCEDURE f(integer, text) OWNER TO alice; REVOKE EXECUTE ON PROCEDURE f(integer, text) FROM PUBLIC;
--- an aggregate gets other parts and is used in a view
CREATE AGGREGATE s(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0'); CREATE TABLE t (a integer); INSERT INTO t VALUES (2), (3); CREATE VIEW v AS SELECT s(a) AS x FROM t;
--- after
CREATE AGGREGATE s(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0', COMBINEFUNC = int4pl, PARALLEL = SAFE); CREATE TABLE t (a integer); CREATE VIEW v AS SELECT s(a) AS x FROM t;
--- rows
SELECT x FROM v
--- a window function changes
CREATE FUNCTION w() RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number';
--- after
CREATE FUNCTION w() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE AS 'window_row_number';
--- a view gets a check option and a barrier
CREATE TABLE t (a integer); CREATE VIEW v AS SELECT a FROM t WHERE a > 0;
--- after
CREATE TABLE t (a integer); CREATE VIEW v WITH (security_barrier = true) AS SELECT a FROM t WHERE a > 0 WITH LOCAL CHECK OPTION;
--- a view has defaults and a trigger instead
CREATE TABLE t (a integer, b text); CREATE VIEW v AS SELECT a, b FROM t; CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
--- after
CREATE TABLE t (a integer, b text); CREATE VIEW v AS SELECT a, b FROM t; CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
ALTER VIEW v ALTER COLUMN b SET DEFAULT 'x'; CREATE TRIGGER g INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION f();
--- a column of a view gets another type, under views, rules and grants on columns
CREATE TABLE t (a integer, b integer); CREATE VIEW v AS SELECT a, b FROM t; CREATE VIEW w AS SELECT a FROM v; GRANT SELECT (a) ON w TO alice; CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO t VALUES (NEW.a, NEW.b);
--- after
CREATE TABLE t (a integer, b integer); CREATE VIEW v AS SELECT a::bigint AS a, b FROM t; CREATE VIEW w AS SELECT a FROM v; GRANT SELECT (a) ON w TO alice; CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO t VALUES (NEW.a, NEW.b);
--- a view counts by itself
CREATE TABLE t (a integer);
--- after
CREATE TABLE t (a integer); CREATE RECURSIVE VIEW v (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM v WHERE n < 5; COMMENT ON VIEW v IS 'v'; COMMENT ON COLUMN v.n IS 'n';
--- a materialized view is emptied and gets indexes
CREATE TABLE t (a integer, b text); INSERT INTO t VALUES (1, 'x'); CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
--- after
CREATE TABLE t (a integer, b text); CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t WITH NO DATA; CREATE UNIQUE INDEX u ON m (a); CREATE INDEX i ON m (b) INCLUDE (a);
--- rows
SELECT a FROM t
--- materialized views stand on each other and on a column that changes
CREATE TABLE t (a integer); INSERT INTO t VALUES (1), (2); CREATE MATERIALIZED VIEW m AS SELECT a FROM t; CREATE MATERIALIZED VIEW n AS SELECT sum(a) AS s FROM m; CREATE INDEX i ON n (s);
--- after
CREATE TABLE t (a bigint); CREATE MATERIALIZED VIEW m AS SELECT a FROM t; CREATE MATERIALIZED VIEW n AS SELECT sum(a) AS s FROM m; CREATE INDEX i ON n (s);
--- rows
SELECT s::integer FROM n
--- a materialized view of a role that may not read its table comes
CREATE TABLE t (a integer); INSERT INTO t VALUES (1);
--- after
CREATE TABLE t (a integer); CREATE MATERIALIZED VIEW m AS SELECT a FROM t WITH NO DATA; ALTER MATERIALIZED VIEW m OWNER TO bob;
--- rows
SELECT a FROM t
--- a constraint trigger is deferred
CREATE TABLE t (a integer); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE CONSTRAINT TRIGGER c AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
--- after
CREATE TABLE t (a integer); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE CONSTRAINT TRIGGER c AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION f();
--- a trigger sees whole sets of rows, of columns and under a condition
CREATE TABLE t (a integer, b integer); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE TRIGGER g AFTER UPDATE ON t FOR EACH STATEMENT EXECUTE FUNCTION f();
--- after
CREATE TABLE t (a integer, b integer); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; CREATE TRIGGER g AFTER UPDATE ON t REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION f();
CREATE TRIGGER h AFTER UPDATE OF a ON t FOR EACH ROW WHEN (OLD.a IS DISTINCT FROM NEW.a) EXECUTE FUNCTION f('x', 'it''s'); COMMENT ON TRIGGER h ON t IS 'h';
--- a trigger's function goes with the trigger
CREATE TABLE t (a integer); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); INSERT INTO t VALUES (1);
--- after
CREATE TABLE t (a integer);
--- rows
SELECT a FROM t
--- a rule is switched off and another one commented
CREATE TABLE t (a integer); CREATE RULE r AS ON DELETE TO t WHERE OLD.a > 5 DO INSTEAD NOTHING; CREATE RULE s AS ON UPDATE TO t DO ALSO NOTHING;
--- after
CREATE TABLE t (a integer); CREATE RULE r AS ON DELETE TO t WHERE OLD.a > 5 DO INSTEAD NOTHING; CREATE RULE s AS ON UPDATE TO t DO ALSO NOTHING; ALTER TABLE t DISABLE RULE r; COMMENT ON RULE s ON t IS 's';
--- a policy becomes a restrictive one
CREATE TABLE t (a integer); ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t FOR SELECT TO alice USING (a > 0);
--- after
CREATE TABLE t (a integer); ALTER TABLE t ENABLE ROW LEVEL SECURITY; ALTER TABLE t FORCE ROW LEVEL SECURITY; CREATE POLICY p ON t AS RESTRICTIVE FOR SELECT TO alice, bob USING (a > 0); COMMENT ON POLICY p ON t IS 'p';
--- policies call a function that gets another argument
CREATE FUNCTION f() RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true'; CREATE TABLE t (a integer); CREATE POLICY p ON t USING (f()); CREATE POLICY q ON t FOR INSERT WITH CHECK (f() AND a > 0);
--- after
CREATE FUNCTION f(x integer) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true'; CREATE TABLE t (a integer); CREATE POLICY p ON t USING (f(1)); CREATE POLICY q ON t FOR INSERT WITH CHECK (f(a) AND a > 0);
--- a sequence gets another type, step and owner
CREATE SEQUENCE s; CREATE TABLE t (id integer DEFAULT nextval('s')); INSERT INTO t DEFAULT VALUES;
--- after
CREATE SEQUENCE s AS smallint INCREMENT BY 2 MINVALUE 1 MAXVALUE 900 START WITH 3 CACHE 4 CYCLE; CREATE TABLE t (id integer DEFAULT nextval('s')); ALTER SEQUENCE s OWNED BY t.id;
COMMENT ON SEQUENCE s IS 's'; GRANT USAGE ON SEQUENCE s TO anon;
--- rows
SELECT id FROM t
--- a sequence goes that a default used
CREATE SEQUENCE s; CREATE TABLE t (id integer DEFAULT nextval('s'), a text); INSERT INTO t (a) VALUES ('x');
--- after
CREATE TABLE t (id integer, a text);
--- rows
SELECT id, a FROM t
--- a sequence belongs to another column
CREATE SEQUENCE s; CREATE TABLE t (a integer, b integer); ALTER SEQUENCE s OWNED BY t.a;
--- after
CREATE SEQUENCE s; CREATE TABLE t (a integer, b integer); ALTER SEQUENCE s OWNED BY t.b;
--- a cast, a conversion and a collation come
CREATE TABLE k (a integer);
--- after
CREATE TABLE k (a integer); CREATE COLLATION c (provider = icu, locale = 'de'); CREATE CONVERSION v FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8; COMMENT ON COLLATION c IS 'c';
--- an operator class comes and is used by an index
CREATE TABLE t (a integer); INSERT INTO t VALUES (1);
--- after
CREATE TABLE t (a integer); CREATE OPERATOR FAMILY g USING btree; CREATE OPERATOR CLASS o FOR TYPE integer USING btree FAMILY g AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(integer, integer); CREATE INDEX i ON t (a o);
--- rows
SELECT a FROM t
