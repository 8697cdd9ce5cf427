--- an enumeration gains values at the end, the beginning and in between
CREATE TYPE e AS ENUM ('b', 'd'); CREATE TABLE t (a e DEFAULT 'b'); INSERT INTO t VALUES ('b'), ('d');
--- after
CREATE TYPE e AS ENUM ('a', 'b', 'c', 'd', 'e'); CREATE TABLE t (a e DEFAULT 'e');
--- rows
SELECT a::text FROM t ORDER BY 1
--- an enumeration loses a value
CREATE TYPE e AS ENUM ('a', 'b', 'c'); CREATE TABLE t (a e DEFAULT 'a', b e[] DEFAULT '{a}'); INSERT INTO t VALUES ('a', '{a,c}');
--- after
CREATE TYPE e AS ENUM ('a', 'c'); CREATE TABLE t (a e DEFAULT 'a', b e[] DEFAULT '{a}');
--- rows
SELECT a::text, b::text FROM t
--- an enumeration is put in another order, under everything
CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (id integer, a e NOT NULL DEFAULT 'a', b e[], CHECK (a <> 'b' OR id > 0));
CREATE INDEX i ON t (a) WHERE a = 'b'; CREATE UNIQUE INDEX u ON t (id, a); CREATE VIEW v AS SELECT a FROM t WHERE a = 'a';
CREATE FUNCTION f(e) RETURNS e LANGUAGE sql AS 'SELECT $1'; GRANT EXECUTE ON FUNCTION f(e) TO anon; REVOKE EXECUTE ON FUNCTION f(e) FROM PUBLIC;
CREATE POLICY p ON t USING (a = 'a'); INSERT INTO t VALUES (1, 'a', '{a,b}'), (2, 'b', NULL);
GRANT SELECT (a) ON v TO anon; COMMENT ON TYPE e IS 'e'; GRANT USAGE ON TYPE e TO bob; REVOKE USAGE ON TYPE e FROM PUBLIC;
--- after
CREATE TYPE e AS ENUM ('b', 'a'); CREATE TABLE t (id integer, a e NOT NULL DEFAULT 'a', b e[], CHECK (a <> 'b' OR id > 0));
CREATE INDEX i ON t (a) WHERE a = 'b'; CREATE UNIQUE INDEX u ON t (id, a); CREATE VIEW v AS SELECT a FROM t WHERE a = 'a';
CREATE FUNCTION f(e) RETURNS e LANGUAGE sql AS 'SELECT $1'; GRANT EXECUTE ON FUNCTION f(e) TO anon; REVOKE EXECUTE ON FUNCTION f(e) FROM PUBLIC;
CREATE POLICY p ON t USING (a = 'a'); GRANT SELECT (a) ON v TO anon; COMMENT ON TYPE e IS 'e'; GRANT USAGE ON TYPE e TO bob; REVOKE USAGE ON TYPE e FROM PUBLIC;
--- rows
SELECT id, a::text, b::text FROM t ORDER BY 1
--- an enumeration under a domain and a composite type is put in another order
CREATE TYPE e AS ENUM ('a', 'b'); CREATE DOMAIN d AS e DEFAULT 'a' CHECK (VALUE <> 'b'); CREATE TYPE c AS (x integer, y e);
CREATE TABLE t (id integer, d d, c c); INSERT INTO t VALUES (1, 'a', '(1,b)');
--- after
CREATE TYPE e AS ENUM ('b', 'a'); CREATE DOMAIN d AS e DEFAULT 'a' CHECK (VALUE <> 'b'); CREATE TYPE c AS (x integer, y e);
CREATE TABLE t (id integer, d d, c c);
--- rows
SELECT id, d::text, c::text FROM t
--- an enumeration is the key of other tables and changes its order
CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE p (a e PRIMARY KEY); CREATE TABLE c (a e REFERENCES p); INSERT INTO p VALUES ('a'); INSERT INTO c VALUES ('a');
--- after
CREATE TYPE e AS ENUM ('b', 'a'); CREATE TABLE p (a e PRIMARY KEY); CREATE TABLE c (a e REFERENCES p);
--- rows
SELECT a::text FROM c
--- text becomes an enumeration
CREATE TABLE t (a text DEFAULT 'x' CHECK (a IN ('x', 'y'))); INSERT INTO t VALUES ('y');
--- after
CREATE TYPE e AS ENUM ('x', 'y'); CREATE TABLE t (a e DEFAULT 'x');
--- rows
SELECT a::text FROM t
--- an enumeration becomes text and goes
CREATE TYPE e AS ENUM ('x', 'y'); CREATE TABLE t (a e DEFAULT 'x', b e[]); INSERT INTO t VALUES ('y', '{x}');
--- after
CREATE TABLE t (a text DEFAULT 'x', b text[]);
--- rows
SELECT a::text, b::text FROM t
--- an enumeration becomes a domain of the same name
CREATE TYPE e AS ENUM ('x', 'y'); CREATE TABLE t (a e); INSERT INTO t VALUES ('y');
--- after
CREATE DOMAIN e AS text CHECK (VALUE <> ''); CREATE TABLE t (a e);
--- rows
SELECT a::text FROM t
--- a domain gets another default, another check and NOT NULL
CREATE DOMAIN d AS text DEFAULT 'a' CONSTRAINT c CHECK (VALUE <> ''); CREATE TABLE t (a d); INSERT INTO t VALUES ('x');
--- after
CREATE DOMAIN d AS text DEFAULT 'b' NOT NULL CONSTRAINT c CHECK (VALUE <> 'z') CONSTRAINT k CHECK (length(VALUE) < 9); CREATE TABLE t (a d);
COMMENT ON CONSTRAINT k ON DOMAIN d IS 'k';
--- rows
SELECT a FROM t
--- a domain gets another base type
CREATE DOMAIN d AS integer CHECK (VALUE > 0); CREATE TABLE t (a d DEFAULT 1, b d[]); INSERT INTO t VALUES (3, '{4}');
CREATE FUNCTION f(d) RETURNS d LANGUAGE sql AS 'SELECT $1';
--- after
CREATE DOMAIN d AS bigint CHECK (VALUE > 0); CREATE TABLE t (a d DEFAULT 1, b d[]);
CREATE FUNCTION f(d) RETURNS d LANGUAGE sql AS 'SELECT $1';
--- rows
SELECT a::text, b::text FROM t
--- a composite type in use gains an attribute
CREATE TYPE c AS (a integer, b text); CREATE TABLE t (x c, y c[]); INSERT INTO t VALUES ('(1,x)', '{"(2,y)"}');
--- after
CREATE TYPE c AS (a integer, b text, z date); CREATE TABLE t (x c, y c[]);
--- rows
SELECT (x).a, (x).b FROM t
--- an attribute of a composite type in use changes its type
CREATE TYPE c AS (a integer, b text); CREATE TABLE t (x c, y c[]); INSERT INTO t VALUES ('(1,x)', '{"(2,y)"}');
--- after
CREATE TYPE c AS (a bigint, b text); CREATE TABLE t (x c, y c[]);
--- rows
SELECT (x).a, (x).b FROM t
--- a range type changes
CREATE TYPE r AS RANGE (subtype = integer); CREATE TABLE t (a r); INSERT INTO t VALUES ('[1,5)');
--- after
CREATE TYPE r AS RANGE (subtype = bigint); CREATE TABLE t (a r);
--- rows
SELECT a::text FROM t
--- a type is added and used at once
CREATE TABLE t (id integer); INSERT INTO t VALUES (1);
--- after
CREATE TYPE e AS ENUM ('x', 'y'); CREATE DOMAIN d AS text CHECK (VALUE <> ''); CREATE TYPE c AS (e e, d d);
CREATE TABLE t (id integer, e e DEFAULT 'x', d d, c c, ds d[]);
--- rows
SELECT id FROM t
--- a domain's check calls a function whose signature changes
CREATE FUNCTION f(text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true'; CREATE DOMAIN d AS text CHECK (f(VALUE)); CREATE TABLE t (a d); INSERT INTO t VALUES ('x');
--- after
CREATE FUNCTION f(v text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true'; CREATE DOMAIN d AS text CHECK (f(VALUE)); CREATE TABLE t (a d);
--- rows
SELECT a FROM t
--- a collation changes under a column
CREATE COLLATION k (provider = icu, locale = 'fr'); CREATE TABLE t (a text COLLATE k); INSERT INTO t VALUES ('x');
--- after
CREATE COLLATION k (provider = icu, locale = 'de'); CREATE TABLE t (a text COLLATE k);
--- rows
SELECT a FROM t
--- a type changes hands and loses its comment
CREATE TYPE e AS ENUM ('x'); COMMENT ON TYPE e IS 'e'; CREATE DOMAIN d AS text;
--- after
CREATE TYPE e AS ENUM ('x'); ALTER TYPE e OWNER TO alice; CREATE DOMAIN d AS text; GRANT USAGE ON DOMAIN d TO anon; ALTER DOMAIN d OWNER TO bob;
--- an attribute of a composite type in use changes its type while another goes
CREATE TYPE c AS (a integer, b text, z text); CREATE TABLE t (x c); INSERT INTO t VALUES ('(1,b,z)');
--- after
CREATE TYPE c AS (a bigint, z text); CREATE TABLE t (x c);
--- one way
SELECT (x).a, (x).z FROM t
--- a partition goes, and an index of its table
CREATE TABLE p (a integer, b text) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE INDEX i ON p (b);
--- after
CREATE TABLE p (a integer, b text) PARTITION BY RANGE (a);
--- a value that a new column has as its default comes
CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE TABLE feelings (id integer PRIMARY KEY);
INSERT INTO feelings VALUES (1);
--- after
CREATE TYPE mood AS ENUM ('happy', 'sad', 'meh');
CREATE TABLE feelings (id integer PRIMARY KEY, now mood NOT NULL DEFAULT 'meh');
--- rows
SELECT id FROM feelings
--- a table goes with the value that only it has
CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE k (a e); INSERT INTO k VALUES ('a'); CREATE TABLE g (b e DEFAULT 'b', CHECK (b <> 'a')); INSERT INTO g DEFAULT VALUES;
CREATE INDEX i ON g (b) WHERE b = 'b'; CREATE VIEW v AS SELECT b FROM g WHERE b = 'b';
--- after
CREATE TYPE e AS ENUM ('a'); CREATE TABLE k (a e);
--- rows
SELECT a::text FROM k
--- an enumeration goes with the table, the domain and the function that use it
CREATE TYPE e AS ENUM ('a', 'b'); CREATE DOMAIN d AS e CHECK (VALUE <> 'b'); CREATE TABLE g (a d); CREATE FUNCTION f(e) RETURNS e LANGUAGE sql AS 'SELECT $1';
CREATE TABLE k (a integer);
--- after
CREATE TABLE k (a integer);
--- a domain comes with a check that is not valid
CREATE TABLE k (a integer);
--- after
CREATE TABLE k (a integer); CREATE DOMAIN d AS integer; ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID; COMMENT ON CONSTRAINT c ON DOMAIN d IS 'c';
--- a check of a domain that is not valid becomes valid
CREATE DOMAIN d AS integer; ALTER DOMAIN d ADD CONSTRAINT c CHECK (VALUE > 0) NOT VALID; CREATE TABLE t (a d); INSERT INTO t VALUES (1);
--- after
CREATE DOMAIN d AS integer CONSTRAINT c CHECK (VALUE > 0); CREATE TABLE t (a d);
--- rows
SELECT a FROM t
--- a domain stands on another domain that changes its base
CREATE DOMAIN a AS integer CHECK (VALUE > 0); CREATE DOMAIN b AS a CHECK (VALUE < 9); CREATE TABLE t (x b, y a[]); INSERT INTO t VALUES (1, '{2}');
--- after
CREATE DOMAIN a AS bigint CHECK (VALUE > 0); CREATE DOMAIN b AS a CHECK (VALUE < 9); CREATE TABLE t (x b, y a[]);
--- rows
SELECT x::text, y::text FROM t
--- a domain gets a collation
CREATE DOMAIN d AS text; CREATE TABLE t (a d); INSERT INTO t VALUES ('x');
--- after
CREATE DOMAIN d AS text COLLATE "C"; CREATE TABLE t (a d);
--- rows
SELECT a FROM t
--- a domain loses NOT NULL, its default and its check
CREATE DOMAIN d AS text NOT NULL DEFAULT 'x' CONSTRAINT c CHECK (VALUE <> ''); CREATE TABLE t (a d); INSERT INTO t DEFAULT VALUES;
--- after
CREATE DOMAIN d AS text; CREATE TABLE t (a d);
--- rows
SELECT a FROM t
--- a column of a domain becomes one of its base
CREATE DOMAIN d AS text CHECK (VALUE <> ''); CREATE TABLE t (a d DEFAULT 'q'); INSERT INTO t DEFAULT VALUES;
--- after
CREATE TABLE t (a text DEFAULT 'q');
--- rows
SELECT a FROM t
--- a composite type loses an attribute, in columns and arrays of it
CREATE TYPE c AS (a integer, b text); CREATE TABLE t (x c, y c[]); INSERT INTO t VALUES ((1, 'x'), ARRAY[(2, 'y')::c]);
--- after
CREATE TYPE c AS (a integer); CREATE TABLE t (x c, y c[]);
--- rows
SELECT (x).a, (y[1]).a FROM t
--- a composite type is made of another one that changes
CREATE TYPE i AS (a integer); CREATE TYPE o AS (i i, b text); CREATE TABLE t (x o); INSERT INTO t VALUES (ROW(ROW(1)::i, 'x'));
--- after
CREATE TYPE i AS (a bigint); CREATE TYPE o AS (i i, b text); CREATE TABLE t (x o);
--- rows
SELECT ((x).i).a FROM t
--- a function returns rows of a composite type that gets another attribute
CREATE TYPE c AS (a integer); CREATE FUNCTION f() RETURNS SETOF c LANGUAGE plpgsql AS 'BEGIN END';
--- after
CREATE TYPE c AS (a integer, b text); CREATE FUNCTION f() RETURNS SETOF c LANGUAGE plpgsql AS 'BEGIN END';
--- a range type comes with a column of it
CREATE TABLE t (a integer); INSERT INTO t VALUES (1);
--- after
CREATE TYPE r AS RANGE (subtype = text, collation = "C"); CREATE TABLE t (a integer, b r DEFAULT '[a,b)');
--- rows
SELECT a FROM t
--- an enumeration is the argument and the result of functions, with defaults
CREATE TYPE e AS ENUM ('a', 'b'); CREATE FUNCTION f(x e DEFAULT 'b') RETURNS e LANGUAGE sql AS 'SELECT $1'; CREATE TABLE t (a e DEFAULT f()); INSERT INTO t DEFAULT VALUES;
--- after
CREATE TYPE e AS ENUM ('b', 'a'); CREATE FUNCTION f(x e DEFAULT 'b') RETURNS e LANGUAGE sql AS 'SELECT $1'; CREATE TABLE t (a e DEFAULT f());
--- rows
SELECT a::text FROM t
--- an enumeration that a partitioned table is cut by gains a value
CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE p (k e, n integer) PARTITION BY LIST (k); CREATE TABLE pa PARTITION OF p FOR VALUES IN ('a'); INSERT INTO p VALUES ('a', 1);
--- after
CREATE TYPE e AS ENUM ('a', 'b', 'c'); CREATE TABLE p (k e, n integer) PARTITION BY LIST (k); CREATE TABLE pa PARTITION OF p FOR VALUES IN ('a');
--- rows
SELECT k::text, n FROM p
--- an enumeration in a generated column and a trigger's condition changes its order
CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (a e, b boolean GENERATED ALWAYS AS (a = 'a') STORED); INSERT INTO t VALUES ('a');
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.a = 'a') EXECUTE FUNCTION f();
--- after
CREATE TYPE e AS ENUM ('b', 'a'); CREATE TABLE t (a e, b boolean GENERATED ALWAYS AS (a = 'a') STORED);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (NEW.a = 'a') EXECUTE FUNCTION f();
--- rows
SELECT a::text, b FROM t
--- a type goes to make place for a table of its name
CREATE TYPE x AS ENUM ('a'); CREATE TABLE t (id integer, a x); INSERT INTO t VALUES (1, 'a');
--- after
CREATE TABLE x (a integer); CREATE TABLE t (id integer);
--- rows
SELECT id FROM t
--- a table's own row type is a column of another one
CREATE TABLE r (a integer); CREATE TABLE t (id integer, x r); INSERT INTO t VALUES (1, ROW(5));
--- after
CREATE TABLE r (a integer, b text); CREATE TABLE t (id integer, x r);
--- rows
SELECT id, (x).a FROM t
--- an enumeration changes its order in a table whose columns do so too
CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (a e, b e[], id integer); INSERT INTO t VALUES ('a', '{b,a}', 1);
--- after
CREATE TYPE e AS ENUM ('b', 'a'); CREATE TABLE t (id integer, a e, b e[]);
--- reordered
--- rows
SELECT id, a::text, b::text FROM t
