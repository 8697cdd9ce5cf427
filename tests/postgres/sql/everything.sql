-- Every kind of object the schema engine carries, with the options and names that break tools.
CREATE ROLE "Ann ""the owner""";
CREATE ROLE reader;
CREATE ROLE "rôle-é";
CREATE ROLE writer;

COMMENT ON SCHEMA public IS 'public, but not the usual comment';
GRANT CREATE ON SCHEMA public TO writer;
REVOKE USAGE ON SCHEMA public FROM PUBLIC;

CREATE SCHEMA app AUTHORIZATION "Ann ""the owner""";
CREATE SCHEMA "select";
CREATE SCHEMA "odd "" schema
name";
COMMENT ON SCHEMA app IS E'back\\slash, ''quote'' and
newline; -- not a comment';
GRANT USAGE ON SCHEMA app TO reader WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES FOR ROLE "Ann ""the owner""" IN SCHEMA app GRANT SELECT, INSERT ON TABLES TO reader WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES FOR ROLE "Ann ""the owner""" IN SCHEMA app GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT USAGE ON TYPES TO "rôle-é";

CREATE EXTENSION citext WITH SCHEMA public;
CREATE EXTENSION hstore WITH SCHEMA "select";
CREATE EXTENSION btree_gist WITH SCHEMA public;
CREATE EXTENSION postgres_fdw WITH SCHEMA public;

ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Types
CREATE TYPE app.mood AS ENUM ('sad', 'it''s ok', E'back\\slash', 'line
break', 'happy');
ALTER TYPE app.mood ADD VALUE 'very sad' BEFORE 'sad';
COMMENT ON TYPE app.mood IS 'moods';
GRANT USAGE ON TYPE app.mood TO reader;
REVOKE USAGE ON TYPE app.mood FROM PUBLIC;
ALTER TYPE app.mood OWNER TO "Ann ""the owner""";
CREATE TYPE app.empty_enum AS ENUM ();
CREATE DOMAIN app.positive AS integer DEFAULT 1 NOT NULL CONSTRAINT "is > 0" CHECK (VALUE > 0);
ALTER DOMAIN app.positive ADD CONSTRAINT "less than a million" CHECK (VALUE < 1000000) NOT VALID;
COMMENT ON DOMAIN app.positive IS 'more than nothing';
COMMENT ON CONSTRAINT "is > 0" ON DOMAIN app.positive IS 'why';
CREATE DOMAIN app.label AS varchar(20) COLLATE "C";
CREATE DOMAIN app.labels AS app.label[];
CREATE TYPE app.address AS (street text COLLATE "C", "ZIP code" app.label, "from" integer[]);
COMMENT ON TYPE app.address IS 'where';
COMMENT ON COLUMN app.address."ZIP code" IS 'the code';
CREATE TYPE app.nothing AS ();
CREATE FUNCTION app.minus(double precision, double precision) RETURNS double precision LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2';
CREATE TYPE app.float_range AS RANGE (subtype = float8, subtype_diff = app.minus, multirange_type_name = app.float_ranges);
CREATE TYPE app.text_range AS RANGE (subtype = text, collation = "C");
COMMENT ON TYPE app.float_range IS 'range';
CREATE DOMAIN app.checked AS text;
CREATE FUNCTION app.is_fine(app.checked) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length($1) > 2';
ALTER DOMAIN app.checked ADD CONSTRAINT fine CHECK (app.is_fine(VALUE));

-- Collation, text search, operators, casts
CREATE COLLATION app.french (provider = icu, locale = 'fr-FR');
CREATE COLLATION app.blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE COLLATION app."libc one" (locale = 'C');
COMMENT ON COLLATION app.french IS 'accents';
CREATE TEXT SEARCH DICTIONARY app.simple_french (TEMPLATE = pg_catalog.simple, stopwords = french);
CREATE TEXT SEARCH CONFIGURATION app.french (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION app.french ALTER MAPPING FOR asciiword WITH app.simple_french, pg_catalog.french_stem;
CREATE FUNCTION app.address_eq(app.address, app.address) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 IS NOT DISTINCT FROM $2';
CREATE FUNCTION app.address_ne(app.address, app.address) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 IS DISTINCT FROM $2';
CREATE OPERATOR app.=== (LEFTARG = app.address, RIGHTARG = app.address, FUNCTION = app.address_eq, COMMUTATOR = OPERATOR(app.===), NEGATOR = OPERATOR(app.!==), RESTRICT = eqsel);
CREATE OPERATOR app.!== (LEFTARG = app.address, RIGHTARG = app.address, FUNCTION = app.address_ne, COMMUTATOR = OPERATOR(app.!==), NEGATOR = OPERATOR(app.===));
COMMENT ON OPERATOR app.=== (app.address, app.address) IS 'the same';
CREATE OPERATOR FAMILY app.lonely USING btree;
CREATE FUNCTION app.mood_cmp(app.label, app.label) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 0';
CREATE OPERATOR CLASS app.text_backwards FOR TYPE text USING btree FAMILY app.lonely AS
    OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 bttextcmp(text, text);
CREATE FUNCTION app.to_integer(app.mood) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE CAST (app.mood AS integer) WITH FUNCTION app.to_integer(app.mood) AS ASSIGNMENT;
CREATE CAST (app.address AS text) WITH INOUT;
CREATE CONVERSION app.latin FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;

-- Sequences
CREATE SEQUENCE app.plain;
CREATE SEQUENCE app."down-stairs" AS smallint INCREMENT -2 MINVALUE -100 MAXVALUE 50 START 50 CACHE 7 CYCLE;
SELECT nextval('app."down-stairs"'), nextval('app."down-stairs"');
CREATE SEQUENCE app.moved START 10;
SELECT setval('app.moved', 42, false);
CREATE SEQUENCE app.full_one MAXVALUE 3;
SELECT setval('app.full_one', 3);
CREATE UNLOGGED SEQUENCE app.unlogged_one;
GRANT USAGE ON SEQUENCE app.plain TO reader;
COMMENT ON SEQUENCE app.plain IS 'plain';

-- Tables
CREATE TABLE app.people (
    id integer GENERATED ALWAYS AS IDENTITY (START WITH 100 INCREMENT BY 5 MINVALUE 10 MAXVALUE 99999 CACHE 3 CYCLE),
    serial_id bigserial,
    name text COLLATE "C" NOT NULL DEFAULT 'it''s; "me"',
    email public.citext UNIQUE,
    mood app.mood DEFAULT 'happy',
    moods app.mood[],
    home app.address,
    age app.positive,
    tags app.labels,
    extra "select".hstore,
    span app.float_range,
    amount numeric(12, 2) DEFAULT 0 CHECK (amount >= 0),
    "user" varchar(63) DEFAULT CURRENT_USER,
    full_name text GENERATED ALWAYS AS (upper(name) || '!') STORED,
    created timestamp(3) with time zone DEFAULT now(),
    note text,
    document jsonb COMPRESSION lz4,
    picture bytea,
    PRIMARY KEY (id),
    CONSTRAINT "name and age" CHECK (name <> '' OR age IS NULL) NO INHERIT,
    CONSTRAINT checked_by_function CHECK (app.to_integer(mood) > 0)
) WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_vacuum_threshold = 9999);
SELECT nextval('app.people_id_seq');
ALTER TABLE app.people ALTER COLUMN name SET STATISTICS 500;
ALTER TABLE app.people ALTER COLUMN name SET (n_distinct = -0.5);
ALTER TABLE app.people ALTER COLUMN picture SET STORAGE EXTERNAL;
ALTER TABLE app.people ADD CONSTRAINT "not valid yet" CHECK (amount < 1000) NOT VALID;
ALTER TABLE app.people ADD CONSTRAINT serial_key UNIQUE (serial_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE app.people ADD CONSTRAINT nulls_equal UNIQUE NULLS NOT DISTINCT (name, age) INCLUDE (amount) WITH (fillfactor = 80);
ALTER TABLE app.people ADD CONSTRAINT no_overlap EXCLUDE USING gist (name WITH =, span WITH &&) WHERE (amount > 0) DEFERRABLE;
ALTER TABLE app.people DROP COLUMN note;
ALTER TABLE app.people ADD COLUMN late integer DEFAULT 5;
COMMENT ON TABLE app.people IS 'people';
COMMENT ON COLUMN app.people."user" IS 'reserved';
COMMENT ON CONSTRAINT "name and age" ON app.people IS 'check';
COMMENT ON INDEX app.people_pkey IS 'index of the key';
COMMENT ON CONSTRAINT people_pkey ON app.people IS 'key';
ALTER TABLE app.people OWNER TO "Ann ""the owner""";
GRANT SELECT, INSERT ON app.people TO reader WITH GRANT OPTION;
GRANT SELECT (name, "user"), UPDATE (name) ON app.people TO "rôle-é";
SET ROLE reader;
GRANT SELECT ON app.people TO writer;
RESET ROLE;
REVOKE TRUNCATE ON app.people FROM "Ann ""the owner""";
ALTER TABLE app.people ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.people FORCE ROW LEVEL SECURITY;
CREATE INDEX people_lower ON app.people (lower(name) text_pattern_ops, age DESC NULLS LAST) INCLUDE (id) WHERE amount > 0;
CREATE INDEX people_french ON app.people (name COLLATE app.french);
CREATE INDEX people_backwards ON app.people (name app.text_backwards);
CREATE INDEX people_expression ON app.people ((id + late), (name || 'x'));
ALTER INDEX app.people_expression ALTER COLUMN 2 SET STATISTICS 333;
CREATE INDEX people_json ON app.people USING gin (document jsonb_path_ops) WITH (fastupdate = off);
CREATE INDEX people_brin ON app.people USING brin (created) WITH (pages_per_range = 16);
CREATE UNIQUE INDEX "a unique ""index""" ON app.people (late, id);
COMMENT ON INDEX app.people_lower IS 'lower';
ALTER TABLE app.people CLUSTER ON people_french;
ALTER TABLE app.people ALTER COLUMN late SET NOT NULL;
ALTER TABLE app.people REPLICA IDENTITY USING INDEX "a unique ""index""";
CREATE STATISTICS app.people_stats (dependencies, mcv) ON name, age FROM app.people;
ALTER STATISTICS app.people_stats SET STATISTICS 77;
CREATE STATISTICS app.people_expressions ON lower(name), age FROM app.people;
COMMENT ON STATISTICS app.people_stats IS 'statistics';

CREATE POLICY "own rows" ON app.people AS RESTRICTIVE FOR UPDATE TO reader, "rôle-é" USING ("user" = CURRENT_USER) WITH CHECK (amount > 0);
CREATE POLICY everybody ON app.people USING (true);
CREATE POLICY "in""sert" ON app.people FOR INSERT TO PUBLIC WITH CHECK (EXISTS (SELECT 1 FROM app.people p WHERE p.id = 1));
COMMENT ON POLICY everybody ON app.people IS 'policy';

CREATE UNLOGGED TABLE "select"."table" ("order" integer, "a""b" text, " " text, "." text, "%s%n" text, "é‮x" text,
    "AbC" text, "line
break" text);
CREATE TABLE public.sixty_three_bytes_long_name_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (
    sixty_three_bytes_long_column_bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb integer PRIMARY KEY);
CREATE TABLE "odd "" schema
name"."; DROP TABLE x; --" ("it's" integer DEFAULT 1, "$1" text DEFAULT E'\\');
COMMENT ON TABLE "odd "" schema
name"."; DROP TABLE x; --" IS '$$ hé $$';
CREATE TABLE app.no_columns ();
ALTER TABLE app.no_columns REPLICA IDENTITY FULL;
CREATE TYPE app.typed AS (a integer, b text);
CREATE TABLE app.of_type OF app.typed (PRIMARY KEY (a), b WITH OPTIONS DEFAULT 'x');
CREATE TABLE app.of_rows (p app.people, many app.people[]);

-- Foreign keys
CREATE TABLE app.orders (id integer, person integer, a integer, b integer, parent integer, PRIMARY KEY (id), UNIQUE (a, b));
ALTER TABLE app.orders ADD CONSTRAINT person_fk FOREIGN KEY (person) REFERENCES app.people (id) MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE app.orders ADD CONSTRAINT self_fk FOREIGN KEY (parent) REFERENCES app.orders ON DELETE RESTRICT NOT VALID;
ALTER TABLE app.orders ADD CONSTRAINT set_null_fk FOREIGN KEY (a, b) REFERENCES app.orders (a, b) ON DELETE SET NULL (a) DEFERRABLE;
ALTER TABLE app.people ADD COLUMN last_order integer REFERENCES app.orders (id) ON DELETE SET DEFAULT;
COMMENT ON CONSTRAINT person_fk ON app.orders IS 'foreign key';

-- Inheritance
CREATE TABLE app.base_a (x integer DEFAULT 1, y text NOT NULL, CONSTRAINT x_positive CHECK (x > 0));
CREATE TABLE app.base_b (z integer, y text);
CREATE TABLE app.child (own integer, x integer DEFAULT 2) INHERITS (app.base_a, app.base_b);
CREATE TABLE app.grandchild () INHERITS (app.child);
ALTER TABLE app.grandchild ALTER COLUMN x DROP DEFAULT;
ALTER TABLE app.grandchild ALTER COLUMN z SET NOT NULL;
ALTER TABLE app.child ADD CONSTRAINT child_check CHECK (own > 0);

-- Partitions
CREATE TABLE app.events (id bigint GENERATED BY DEFAULT AS IDENTITY, at date NOT NULL, kind text NOT NULL, v integer DEFAULT 3,
    PRIMARY KEY (id, at, kind), CONSTRAINT v_check CHECK (v > 0)) PARTITION BY RANGE (at);
CREATE TABLE app.events_2024 PARTITION OF app.events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE app.events_2025 (v integer DEFAULT 4, dropped integer, kind text NOT NULL, at date NOT NULL, id bigint NOT NULL,
    CONSTRAINT v_check CHECK (v > 0)) PARTITION BY LIST (kind);
ALTER TABLE app.events_2025 DROP COLUMN dropped;
ALTER TABLE app.events ATTACH PARTITION app.events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE app."events_2025_'a'" PARTITION OF app.events_2025 FOR VALUES IN ('a', 'it''s', NULL);
CREATE TABLE app.events_2025_rest PARTITION OF app.events_2025 DEFAULT WITH (fillfactor = 50);
CREATE TABLE app.events_rest PARTITION OF app.events DEFAULT;
CREATE INDEX events_v ON app.events (v);
CREATE INDEX events_only ON ONLY app.events (kind);
CREATE INDEX "events_2024 own" ON app.events_2024 (v, at);
CREATE TABLE app.hashed (id integer, t text, UNIQUE (id)) PARTITION BY HASH (id);
CREATE TABLE app.hashed_0 PARTITION OF app.hashed FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE app.hashed_1 PARTITION OF app.hashed FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE app.expressions (a integer, b text) PARTITION BY RANGE ((a % 10), lower(b) COLLATE "C");
CREATE TABLE app.expressions_1 PARTITION OF app.expressions FOR VALUES FROM (MINVALUE, MINVALUE) TO (5, 'x');
CREATE TABLE app.to_events (id bigint, at date, kind text, FOREIGN KEY (id, at, kind) REFERENCES app.events);
ALTER TABLE app.events ADD COLUMN person integer REFERENCES app.people (id);
ALTER TABLE app.hashed ADD FOREIGN KEY (id) REFERENCES app.orders (id) ON DELETE CASCADE;

-- Routines
CREATE FUNCTION app.add(a integer, b integer DEFAULT 2, VARIADIC c integer[] DEFAULT '{}') RETURNS integer
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5 AS $f$ SELECT a + b -- $$ '
$f$;
CREATE FUNCTION app.add(text) RETURNS SETOF app.people LANGUAGE plpgsql SECURITY DEFINER ROWS 7 SET search_path = 'app', "$user" SET work_mem = '4MB'
    AS $f$ BEGIN RETURN QUERY SELECT * FROM app.people; END $f$;
CREATE FUNCTION app.table_function(OUT a integer, INOUT b text) LANGUAGE sql AS 'SELECT 1, $1';
CREATE FUNCTION app.returns_table(p app.people) RETURNS TABLE (id integer, "user" text) LANGUAGE sql STABLE LEAKPROOF AS 'SELECT 1, $$x$$';
CREATE FUNCTION app.atomic(i integer) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM app.people WHERE id = i; END;
CREATE PROCEDURE app.proc(IN a integer, INOUT b text DEFAULT 'x') LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;
CREATE PROCEDURE app.proc_out(IN a integer, OUT b text) LANGUAGE plpgsql AS $$ BEGIN b := 'x'; END $$;
CREATE FUNCTION app."weird ""name"" $1"("arg ""1""" text) RETURNS text LANGUAGE sql AS $$ SELECT $1 $$;
CREATE FUNCTION app.window_one() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE STRICT AS 'window_row_number';
CREATE FUNCTION app.invoker() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.late := 1; RETURN NEW; END $$;
CREATE AGGREGATE app.total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0', COMBINEFUNC = int4pl, PARALLEL = SAFE);
CREATE AGGREGATE app.count_all(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE app.percentile(double precision ORDER BY double precision) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE app.moving(double precision) (SFUNC = float8pl, STYPE = float8, MSFUNC = float8pl, MINVFUNC = float8mi, MSTYPE = float8, SORTOP = <);
REVOKE EXECUTE ON FUNCTION app.add(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.add(text) TO reader;
GRANT EXECUTE ON PROCEDURE app.proc(integer, text) TO reader;
ALTER FUNCTION app.add(text) OWNER TO "Ann ""the owner""";
COMMENT ON FUNCTION app.add(text) IS 'adds';
COMMENT ON PROCEDURE app.proc(integer, text) IS 'proceeds';
COMMENT ON AGGREGATE app.total(integer) IS 'aggregates';
-- A default that calls a function over the table's own row type.
CREATE TABLE app.circle (id integer, more integer);
CREATE FUNCTION app.of_circle(c app.circle DEFAULT NULL) RETURNS integer LANGUAGE sql AS 'SELECT 1';
ALTER TABLE app.circle ALTER COLUMN more SET DEFAULT app.of_circle();

-- Views
CREATE VIEW app.adults WITH (security_barrier = true, security_invoker = true) AS SELECT id, name, age FROM app.people WHERE age >= 18 WITH CASCADED CHECK OPTION;
CREATE VIEW app.grouped AS SELECT p.id, p.name, p.email, count(*) AS n FROM app.people p GROUP BY p.id;
CREATE VIEW app.on_grouped AS SELECT name, n FROM app.grouped;
CREATE TABLE app.of_view (v app.grouped);
ALTER VIEW app.adults ALTER COLUMN name SET DEFAULT 'nobody';
CREATE RECURSIVE VIEW app.numbers (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < 10;
CREATE VIEW app."view with ""quotes""" AS SELECT 1 AS "a ""b""", 'it''s' AS "é";
COMMENT ON VIEW app.adults IS 'adults';
COMMENT ON COLUMN app.adults.name IS 'column of a view';
GRANT SELECT ON app.adults TO PUBLIC;
GRANT UPDATE (name) ON app.adults TO reader;
CREATE VIEW app.loop_a AS SELECT 1 AS x;
CREATE VIEW app.loop_b AS SELECT x FROM app.loop_a;
CREATE OR REPLACE VIEW app.loop_a AS SELECT x FROM app.loop_b;
CREATE VIEW app.reads_itself AS SELECT 1 AS x;
CREATE OR REPLACE VIEW app.reads_itself AS SELECT x FROM app.reads_itself;
CREATE MATERIALIZED VIEW app.summary WITH (fillfactor = 90) AS SELECT p.id, p.name, count(*) AS n FROM app.people p GROUP BY p.id;
CREATE UNIQUE INDEX summary_id ON app.summary (id);
CREATE MATERIALIZED VIEW app.on_summary AS SELECT sum(n) AS total FROM app.summary;
CREATE MATERIALIZED VIEW app.unpopulated AS SELECT 1 AS one WITH NO DATA;
ALTER MATERIALIZED VIEW app.summary ALTER COLUMN name SET STATISTICS 10;
ALTER MATERIALIZED VIEW app.summary CLUSTER ON summary_id;
COMMENT ON MATERIALIZED VIEW app.summary IS 'summary';
ALTER MATERIALIZED VIEW app.summary OWNER TO writer;
GRANT SELECT ON app.people TO writer;

-- Triggers and rules
CREATE TRIGGER "before ""all""" BEFORE INSERT OR UPDATE OF name, age ON app.people FOR EACH ROW WHEN (NEW.age > 1) EXECUTE FUNCTION app.invoker('a', 'it''s');
CREATE CONSTRAINT TRIGGER later AFTER UPDATE ON app.people FROM app.orders DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.invoker();
CREATE TRIGGER off AFTER DELETE ON app.people FOR EACH STATEMENT EXECUTE FUNCTION app.invoker();
CREATE TRIGGER transition AFTER UPDATE ON app.orders REFERENCING OLD TABLE AS gone NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION app.invoker();
CREATE TRIGGER always BEFORE TRUNCATE ON app.people EXECUTE FUNCTION app.invoker();
CREATE TRIGGER replica AFTER INSERT ON app.people FOR EACH ROW EXECUTE FUNCTION app.invoker();
CREATE TRIGGER instead INSTEAD OF INSERT ON app.adults FOR EACH ROW EXECUTE FUNCTION app.invoker();
CREATE TRIGGER on_partitions AFTER INSERT ON app.events FOR EACH ROW EXECUTE FUNCTION app.invoker();
CREATE TRIGGER on_one_partition AFTER INSERT ON app.events_2024 FOR EACH ROW EXECUTE FUNCTION app.invoker();
ALTER TABLE app.people DISABLE TRIGGER off;
ALTER TABLE app.people ENABLE ALWAYS TRIGGER always;
ALTER TABLE app.people ENABLE REPLICA TRIGGER replica;
ALTER TABLE app.events_rest DISABLE TRIGGER on_partitions;
COMMENT ON TRIGGER off ON app.people IS 'trigger';
CREATE RULE "no ""delete""" AS ON DELETE TO app.orders WHERE OLD.id = 1 DO INSTEAD NOTHING;
CREATE RULE to_view AS ON UPDATE TO app.on_grouped DO INSTEAD (UPDATE app.people SET name = NEW.name; NOTIFY changed);
ALTER TABLE app.orders DISABLE RULE "no ""delete""";
COMMENT ON RULE to_view ON app.on_grouped IS 'rule';

-- Publications
CREATE PUBLICATION "some tables" FOR TABLE app.orders (id, a) WHERE (id > 10), app.of_type WITH (publish = 'insert, update', publish_via_partition_root = true);
CREATE PUBLICATION of_schema FOR TABLES IN SCHEMA "select", TABLE app.circle;
CREATE PUBLICATION everything FOR ALL TABLES;
COMMENT ON PUBLICATION everything IS 'publication';

-- Base types and what is made of them
CREATE TYPE app."Base ""é""";
CREATE FUNCTION app."base ""in"""(cstring) RETURNS app."Base ""é""" LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION app.base_out(app."Base ""é""") RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE FUNCTION app.base_receive(internal) RETURNS app."Base ""é""" LANGUAGE internal STABLE STRICT AS 'textrecv';
CREATE FUNCTION app.base_send(app."Base ""é""") RETURNS bytea LANGUAGE internal STABLE STRICT AS 'textsend';
CREATE TYPE app."Base ""é""" (INPUT = app."base ""in""", OUTPUT = app.base_out, RECEIVE = app.base_receive, SEND = app.base_send, INTERNALLENGTH = VARIABLE, STORAGE = extended, CATEGORY = 'x', DELIMITER = ';', COLLATABLE = true, DEFAULT = 'it''s \');
COMMENT ON TYPE app."Base ""é""" IS 'base type';
ALTER TYPE app."Base ""é""" OWNER TO writer;
GRANT USAGE ON TYPE app."Base ""é""" TO reader;
REVOKE USAGE ON TYPE app."Base ""é""" FROM PUBLIC;
CREATE TYPE app.fixed;
CREATE FUNCTION app.fixed_in(cstring) RETURNS app.fixed LANGUAGE internal IMMUTABLE STRICT AS 'int8in';
CREATE FUNCTION app.fixed_out(app.fixed) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int8out';
CREATE TYPE app.fixed (INPUT = app.fixed_in, OUTPUT = app.fixed_out, INTERNALLENGTH = 8, PASSEDBYVALUE, ALIGNMENT = double, PREFERRED = true, CATEGORY = 'y');
CREATE TYPE app.only_a_shell;
CREATE FUNCTION app.a_longer(app."Base ""é""") RETURNS app."Base ""é""" LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE app.of_base (b app."Base ""é""" DEFAULT app.a_longer('x'), many app."Base ""é"""[], f app.fixed);
CREATE CAST (app.fixed AS bigint) WITHOUT FUNCTION AS IMPLICIT;
CREATE FUNCTION app.fixed_cmp(app.fixed, app.fixed) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'btint8cmp';
CREATE FUNCTION app.fixed_lt(app.fixed, app.fixed) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'int8lt';
CREATE FUNCTION app.fixed_gt(app.fixed, app.fixed) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'int8gt';
CREATE FUNCTION app.fixed_lt8(app.fixed, bigint) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'int8lt';
CREATE FUNCTION app.fixed_cmp8(app.fixed, bigint) RETURNS integer LANGUAGE internal IMMUTABLE STRICT AS 'btint8cmp';
CREATE OPERATOR app.< (LEFTARG = app.fixed, RIGHTARG = app.fixed, FUNCTION = app.fixed_lt, COMMUTATOR = OPERATOR(app.>), RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR app.> (LEFTARG = app.fixed, RIGHTARG = app.fixed, FUNCTION = app.fixed_gt, COMMUTATOR = OPERATOR(app.<));
CREATE OPERATOR app.< (LEFTARG = app.fixed, RIGHTARG = bigint, FUNCTION = app.fixed_lt8);
CREATE OPERATOR FAMILY app."Family ""é""" USING btree;
CREATE OPERATOR CLASS app.fixed_ops DEFAULT FOR TYPE app.fixed USING btree FAMILY app."Family ""é""" AS OPERATOR 1 app.<, OPERATOR 5 app.>, FUNCTION 1 app.fixed_cmp(app.fixed, app.fixed);
ALTER OPERATOR FAMILY app."Family ""é""" USING btree ADD OPERATOR 1 app.< (app.fixed, bigint), FUNCTION 1 (app.fixed, bigint) app.fixed_cmp8(app.fixed, bigint);
COMMENT ON OPERATOR FAMILY app."Family ""é""" USING btree IS 'family';
COMMENT ON OPERATOR CLASS app.fixed_ops USING btree IS 'class';
ALTER OPERATOR CLASS app.fixed_ops USING btree OWNER TO writer;
CREATE INDEX of_base_fixed ON app.of_base (f);
CREATE TYPE app.fixed_range AS RANGE (subtype = app.fixed, multirange_type_name = app."Ranges ""é""");
CREATE FUNCTION app.avg_final(internal) RETURNS numeric LANGUAGE internal IMMUTABLE AS 'numeric_avg';
CREATE AGGREGATE app."Average ""é"""(numeric) (SFUNC = numeric_avg_accum, STYPE = internal, SSPACE = 128, FINALFUNC = app.avg_final, FINALFUNC_MODIFY = shareable, COMBINEFUNC = numeric_avg_combine, SERIALFUNC = numeric_avg_serialize, DESERIALFUNC = numeric_avg_deserialize, MSFUNC = numeric_avg_accum, MINVFUNC = numeric_accum_inv, MSTYPE = internal, MSSPACE = 64, MFINALFUNC = numeric_avg, MFINALFUNC_MODIFY = read_write, PARALLEL = RESTRICTED);
CREATE AGGREGATE app.rank_of(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
CREATE FUNCTION app.sum_of(bigint, integer, VARIADIC integer[]) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE AGGREGATE app.named(a integer, VARIADIC b integer[]) (SFUNC = app.sum_of, STYPE = bigint, INITCOND = '-1');
CREATE TEXT SEARCH PARSER app."Parser ""é""" (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, HEADLINE = prsd_headline, LEXTYPES = prsd_lextype);
COMMENT ON TEXT SEARCH PARSER app."Parser ""é""" IS 'parser';
CREATE TEXT SEARCH TEMPLATE app."Template ""é""" (INIT = dsimple_init, LEXIZE = dsimple_lexize);
COMMENT ON TEXT SEARCH TEMPLATE app."Template ""é""" IS 'template';
CREATE TEXT SEARCH DICTIONARY app."Dictionary ""é""" (TEMPLATE = app."Template ""é""", stopwords = english);
CREATE TEXT SEARCH CONFIGURATION app."Configuration ""é""" (PARSER = app."Parser ""é""");
ALTER TEXT SEARCH CONFIGURATION app."Configuration ""é""" ADD MAPPING FOR asciiword, word WITH app."Dictionary ""é""", pg_catalog.simple;
COMMENT ON TEXT SEARCH CONFIGURATION app."Configuration ""é""" IS 'configuration';

-- Of the whole database
CREATE FUNCTION app."watch ""it"""() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE DEBUG '%', tg_tag; END $$;
CREATE EVENT TRIGGER "Watch ""é""" ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION app."watch ""it"""();
CREATE EVENT TRIGGER off ON sql_drop EXECUTE FUNCTION app."watch ""it"""();
CREATE EVENT TRIGGER always ON table_rewrite EXECUTE FUNCTION app."watch ""it"""();
ALTER EVENT TRIGGER off DISABLE;
ALTER EVENT TRIGGER always ENABLE ALWAYS;
COMMENT ON EVENT TRIGGER off IS 'it''s off';
CREATE FOREIGN DATA WRAPPER "own wrapper" OPTIONS (service 'it''s');
CREATE FOREIGN DATA WRAPPER validated VALIDATOR postgresql_fdw_validator;
GRANT USAGE ON FOREIGN DATA WRAPPER "own wrapper" TO reader WITH GRANT OPTION;
COMMENT ON FOREIGN DATA WRAPPER "own wrapper" IS 'wrapper';
CREATE SERVER "Server ""é""" TYPE 'it''s' VERSION '1\2' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db.example.org', dbname 'x y''z');
CREATE SERVER other FOREIGN DATA WRAPPER "own wrapper";
ALTER SERVER other OWNER TO writer;
GRANT USAGE ON FOREIGN SERVER "Server ""é""" TO reader;
COMMENT ON SERVER other IS 'server';
CREATE USER MAPPING FOR PUBLIC SERVER "Server ""é""" OPTIONS (user 'x''y');
CREATE USER MAPPING FOR "rôle-é" SERVER other;
CREATE FOREIGN TABLE app."Far ""away""" (id integer OPTIONS (column_name 'I''D') NOT NULL DEFAULT 3, n text COLLATE "C", twice integer GENERATED ALWAYS AS (id * 2) STORED,
    CONSTRAINT far_check CHECK (id > 0)) SERVER "Server ""é""" OPTIONS (schema_name 'a b', table_name 'it''s');
COMMENT ON FOREIGN TABLE app."Far ""away""" IS 'far away';
COMMENT ON COLUMN app."Far ""away""".n IS 'column';
COMMENT ON CONSTRAINT far_check ON app."Far ""away""" IS 'constraint';
GRANT SELECT ON app."Far ""away""" TO reader;
GRANT UPDATE (n) ON app."Far ""away""" TO writer;
ALTER FOREIGN TABLE app."Far ""away""" OWNER TO "Ann ""the owner""";
ALTER FOREIGN TABLE app."Far ""away""" ALTER n SET STATISTICS 5;
CREATE TRIGGER far_trigger AFTER INSERT ON app."Far ""away""" FOR EACH ROW EXECUTE FUNCTION app.invoker();
CREATE FOREIGN TABLE app.far_child (more integer) INHERITS (app.base_a) SERVER other;
CREATE TABLE app.near_child (near integer) INHERITS (app.far_child);
CREATE TABLE app.parted_far (id integer, kind text) PARTITION BY LIST (kind);
CREATE FOREIGN TABLE app.far_partition PARTITION OF app.parted_far FOR VALUES IN ('far') SERVER other;
CREATE MATERIALIZED VIEW app.on_far AS SELECT id FROM app."Far ""away""" WITH NO DATA;
CREATE TRUSTED LANGUAGE "Own Lang" HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
GRANT USAGE ON LANGUAGE "Own Lang" TO reader;
REVOKE USAGE ON LANGUAGE "Own Lang" FROM PUBLIC;
ALTER LANGUAGE "Own Lang" OWNER TO writer;
COMMENT ON LANGUAGE "Own Lang" IS 'language';
CREATE FUNCTION app.in_own_language() RETURNS integer LANGUAGE "Own Lang" AS 'BEGIN RETURN 1; END';
CREATE ACCESS METHOD "Own heap" TYPE TABLE HANDLER heap_tableam_handler;
COMMENT ON ACCESS METHOD "Own heap" IS 'access method';
CREATE TABLE app.in_own_heap (id integer) USING "Own heap";
CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION prsd_lextype(internal), TO SQL WITH FUNCTION int4recv(internal));
COMMENT ON TRANSFORM FOR integer LANGUAGE sql IS 'transform';
CREATE CAST (text AS bytea) WITHOUT FUNCTION;
COMMENT ON CAST (text AS bytea) IS 'cast';
CREATE SUBSCRIPTION "From ""é""" CONNECTION 'host=db.example.org dbname=''x y''' PUBLICATION "p ""1""", p2 WITH (connect = false, slot_name = NONE, binary = true, streaming = true, synchronous_commit = 'local');
COMMENT ON SUBSCRIPTION "From ""é""" IS 'subscription';
ALTER DATABASE everything SET app.plain = E'it''s \\ "x"\ny; --';
ALTER DATABASE everything SET work_mem = '8MB';
ALTER ROLE "rôle-é" IN DATABASE everything SET search_path = "$user", "Odd ""one""", app;
ALTER ROLE reader IN DATABASE everything SET search_path = '';

-- Rows, so that constraints and matviews have something to look at
INSERT INTO app.people (serial_id, name, email, age, amount) SELECT i, 'p' || i, 'p' || i || '@x', 20, 5 FROM generate_series(1, 3) i;
REFRESH MATERIALIZED VIEW app.summary;
REFRESH MATERIALIZED VIEW app.on_summary;
