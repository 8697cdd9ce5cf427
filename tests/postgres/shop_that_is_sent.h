// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace tests {

using namespace Qt::StringLiterals;

/// A small database with one of most kinds of objects, as somebody sends it in a file.
inline const QString shopThatIsSent = uR"(
CREATE ROLE shop_owner;
CREATE SCHEMA shop AUTHORIZATION shop_owner;
CREATE TYPE shop.state AS ENUM ('new', 'gone');
CREATE TABLE shop.people (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, email text UNIQUE);
CREATE TABLE shop.orders (id serial PRIMARY KEY, person integer NOT NULL REFERENCES shop.people, total numeric(10,2),
    state shop.state DEFAULT 'new', CHECK (total >= 0));
ALTER TABLE shop.orders OWNER TO shop_owner;
CREATE VIEW shop.totals AS SELECT p.id, sum(o.total) FROM shop.people p JOIN shop.orders o ON o.person = p.id GROUP BY p.id;
CREATE MATERIALIZED VIEW shop.counted AS SELECT person, count(*) FROM shop.orders GROUP BY person;
CREATE FUNCTION shop.total() RETURNS numeric LANGUAGE sql BEGIN ATOMIC SELECT sum(total) FROM shop.orders; END;
CREATE FUNCTION shop.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := trim(NEW.name); RETURN NEW; END $$;
CREATE TRIGGER stamp BEFORE INSERT ON shop.people FOR EACH ROW EXECUTE FUNCTION shop.stamp();
ALTER TABLE shop.people ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON shop.people FOR SELECT USING (name = current_user);
GRANT SELECT ON shop.people TO shop_owner;
CREATE INDEX ON shop.orders (state);
INSERT INTO shop.people (name, email)
    SELECT 'Camille Durand ' || i, 'camille' || i || '@example.org' FROM generate_series(1, 300) i;
INSERT INTO shop.people (name, email) VALUES (E'tab\there\\and\nthere', NULL);
INSERT INTO shop.orders (person, total) SELECT 1 + i % 300, i % 97 FROM generate_series(1, 5000) i;
REFRESH MATERIALIZED VIEW shop.counted;
)"_s;

} // namespace tests
