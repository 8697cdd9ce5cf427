-- What an owner without rights put where a clone runs it: it tells on whoever runs it with more.
CREATE ROLE modest;
CREATE SCHEMA modest AUTHORIZATION modest;
SET ROLE modest;
CREATE FUNCTION modest.check_role(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        RAISE EXCEPTION 'run as %', current_user;
    END IF;
    RETURN t;
END$$;
CREATE DOMAIN modest.word AS text CHECK (modest.check_role(VALUE) IS NOT NULL);
CREATE TABLE modest.all_places (
    id int PRIMARY KEY, t text CONSTRAINT later CHECK (modest.check_role(t) <> 'x'), w modest.word,
    g text GENERATED ALWAYS AS (modest.check_role(t)) STORED, d text DEFAULT modest.check_role('d'));
INSERT INTO modest.all_places (id, t, w) VALUES (1, 'a', 'b'), (2, 'c', 'd');
CREATE INDEX by_role ON modest.all_places (modest.check_role(t));
CREATE INDEX by_predicate ON modest.all_places (id) WHERE modest.check_role(t) = 'a';
ALTER TABLE modest.all_places ADD CONSTRAINT apart EXCLUDE USING btree (modest.check_role(t) WITH =);
CREATE STATISTICS modest.of_role ON (modest.check_role(t)), id FROM modest.all_places;
CREATE MATERIALIZED VIEW modest.copied AS SELECT modest.check_role(t) AS t FROM modest.all_places;
CREATE TABLE modest.parts (t text, id int) PARTITION BY LIST (modest.check_role(t));
CREATE TABLE modest.parts_a PARTITION OF modest.parts FOR VALUES IN ('a');
INSERT INTO modest.parts VALUES ('a', 1);
RESET ROLE;
