-- Texts as people write them, which PostgreSQL prints differently once it has read what it printed: a list of texts
-- beside a varchar, an untyped NULL in the second arm of a UNION. In every kind of place that has an expression.
CREATE DOMAIN size AS varchar(4) DEFAULT 'm' CHECK (VALUE IN ('s', 'm', 'l'));
CREATE TABLE parcels (
    id int PRIMARY KEY,
    state varchar(12) CHECK (state IN ('waiting', 'sent')),
    kind varchar(5) CONSTRAINT no_odd CHECK (kind NOT IN ('x', 'y')),
    colour char(3) CHECK (colour IN ('red', 'tan')),
    size size,
    is_old boolean DEFAULT (current_setting('app.x', true)::varchar IN ('a', 'b')),
    is_open boolean GENERATED ALWAYS AS (state IN ('waiting', 'sent')) STORED,
    CONSTRAINT twice EXCLUDE USING btree (id WITH =, (state IN ('waiting', 'sent')) WITH =) WHERE (kind IN ('a', 'k')));
INSERT INTO parcels (id, state, kind, colour, size) SELECT n, 'sent', 'k', 'red', 's' FROM generate_series(1, 50) n;
CREATE INDEX by_state ON parcels ((state IN ('waiting', 'sent')));
CREATE INDEX by_kind ON parcels (kind, lower(state)) WHERE kind IN ('a', 'k') AND state IS NOT NULL;
CREATE VIEW open_parcels AS SELECT id, state IN ('waiting', 'sent') AS is_open FROM parcels WHERE kind IN ('k', 'l');
ALTER VIEW open_parcels ALTER is_open SET DEFAULT ('a'::varchar IN ('a', 'b'));
CREATE MATERIALIZED VIEW sent_parcels AS SELECT id FROM parcels WHERE state IN ('sent', 'gone');
CREATE VIEW both_arms AS
    SELECT q.id, q.state, q.colour FROM (SELECT id, state, colour FROM parcels UNION ALL SELECT id, NULL, NULL FROM parcels) q;
ALTER TABLE parcels ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON parcels USING (state IN ('sent', 'waiting')) WITH CHECK (kind NOT IN ('x', 'y'));
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER touched BEFORE UPDATE OF state, kind ON parcels FOR EACH ROW
    WHEN (old.state IN ('waiting', 'sent') AND new.kind IS DISTINCT FROM old.kind) EXECUTE FUNCTION touch('WHEN (x)');
CREATE TABLE arrivals (id int, kind varchar(10));
CREATE RULE noted AS ON INSERT TO arrivals WHERE new.kind IN ('a', 'b')
    DO ALSO (INSERT INTO parcels (id, state) VALUES (new.id + 1000, 'sent'); DELETE FROM arrivals WHERE kind IN ('x', 'y'));
CREATE TABLE parted (id int, kind varchar(5)) PARTITION BY LIST ((kind IN ('a', 'b')));
CREATE TABLE parted_true PARTITION OF parted FOR VALUES IN (true);
INSERT INTO parted VALUES (1, 'a');
CREATE STATISTICS of_state ON (state IN ('waiting', 'sent')), id FROM parcels;
CREATE FUNCTION known(kind varchar, other boolean DEFAULT ('a'::varchar IN ('a', 'c'))) RETURNS boolean LANGUAGE sql
BEGIN ATOMIC
    SELECT kind IN ('a', 'b') AND $2 UNION ALL SELECT NULL;
END;
CREATE FUNCTION known_too(kind varchar) RETURNS boolean LANGUAGE sql RETURN kind IN ('a', 'b');
CREATE PROCEDURE arrive(kind varchar) LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO arrivals SELECT 1, 'a' WHERE kind IN ('a', 'b');
END;
