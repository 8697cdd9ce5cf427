// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/postgres/random_walk.h"

namespace tests {

using namespace Qt::StringLiterals;

QString RandomWalk::type()
{
    return oneOf({u"integer"_s, u"bigint"_s, u"text"_s, u"varchar(20)"_s, u"numeric(10,2)"_s, u"e0"_s, u"e1"_s, u"d0"_s,
                  u"e0[]"_s, u"timestamptz"_s, u"k0"_s});
}

/// Of a table that may have the column.
QString RandomWalk::expression()
{
    const QString c = column();
    return oneOf({u"%1 IS NOT NULL"_s.arg(c), u"%1::text <> 'x'"_s.arg(c), u"f0(1) > 0"_s,
                  u"%1::text = f1(%1::text)"_s.arg(c), u"length(%1::text) < 100"_s.arg(c)});
}

QString RandomWalk::ofTables()
{
    const QString t = table();
    switch (number(8)) {
    case 0:
    case 1:
    case 2:
        return u"CREATE TABLE %1 (id serial PRIMARY KEY, %2 %3, %4 %5)"_s.arg(t, column(), type(), column(), type());
    case 3:
        return u"CREATE TABLE %1 (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, %2 %3 NOT NULL DEFAULT NULL)"_s
            .arg(t, column(), type());
    case 4:
        return u"DROP TABLE %1 CASCADE"_s.arg(t);
    case 5:
        return u"CREATE TABLE p0 (id integer NOT NULL, c0 text, c1 integer, PRIMARY KEY (id)) PARTITION BY RANGE (id)"_s;
    case 6:
        return u"CREATE TABLE p0_%1 PARTITION OF p0 FOR VALUES FROM (%1) TO (%2)"_s.arg(number(3) * 10)
            .arg(number(3) * 10 + 10);
    default:
        return u"ALTER TABLE %1 SET (fillfactor = %2)"_s.arg(t).arg(50 + 10 * number(4));
    }
}

QString RandomWalk::ofColumns()
{
    const QString t = oneOf({table(), table(), u"p0"_s});
    const QString c = column();
    switch (number(11)) {
    case 0:
    case 1:
        return u"ALTER TABLE %1 ADD COLUMN %2 %3"_s.arg(t, c, type());
    case 2:
        return u"ALTER TABLE %1 DROP COLUMN %2 CASCADE"_s.arg(t, c);
    case 3:
    case 4: {
        const QString type = this->type();
        return u"ALTER TABLE %1 ALTER COLUMN %2 TYPE %3 USING %2::text::%3"_s.arg(t, c, type);
    }
    case 5:
        return u"ALTER TABLE %1 ALTER COLUMN %2 SET NOT NULL"_s.arg(t, c);
    case 6:
        return u"ALTER TABLE %1 ALTER COLUMN %2 DROP NOT NULL"_s.arg(t, c);
    case 7:
        return u"ALTER TABLE %1 ALTER COLUMN %2 SET DEFAULT %3"_s.arg(
            t, c, oneOf({u"NULL"_s, u"'1'"_s, u"f0(3)"_s, u"'a'"_s}));
    case 8:
        return u"ALTER TABLE %1 ALTER COLUMN %2 DROP DEFAULT"_s.arg(t, c);
    case 9:
        return u"ALTER TABLE %1 ADD COLUMN %2 integer GENERATED ALWAYS AS (id * %3) STORED"_s.arg(t, c).arg(number(3));
    default:
        return u"ALTER TABLE %1 ALTER COLUMN id TYPE bigint"_s.arg(t);
    }
}

QString RandomWalk::ofTypes()
{
    switch (number(9)) {
    case 0:
        return u"CREATE TYPE %1 AS ENUM ('a', 'b')"_s.arg(name("e", 2));
    case 1:
        return u"CREATE TYPE %1 AS ENUM ('b', 'c', 'a')"_s.arg(name("e", 2));
    case 2:
        return u"ALTER TYPE %1 ADD VALUE '%2' BEFORE 'b'"_s.arg(name("e", 2), name("n", 5));
    case 3:
        return u"DROP TYPE %1 CASCADE"_s.arg(name("e", 2));
    case 4:
        return u"CREATE DOMAIN d0 AS %1 CHECK (VALUE::text <> '%2')"_s.arg(oneOf({u"text"_s, u"integer"_s, u"e0"_s}),
                                                                           name("x", 3));
    case 5:
        return u"ALTER DOMAIN d0 %1"_s.arg(
            oneOf({u"SET NOT NULL"_s, u"DROP NOT NULL"_s, u"SET DEFAULT '1'"_s, u"DROP DEFAULT"_s,
                   u"ADD CONSTRAINT k CHECK (length(VALUE::text) < 9)"_s, u"DROP CONSTRAINT k"_s}));
    case 6:
        return u"DROP DOMAIN d0 CASCADE"_s;
    case 7:
        return u"CREATE TYPE k0 AS (a integer, b %1)"_s.arg(oneOf({u"text"_s, u"e0"_s, u"bigint"_s}));
    default:
        return u"ALTER TYPE k0 ADD ATTRIBUTE %1 text CASCADE"_s.arg(column());
    }
}

QString RandomWalk::ofCode()
{
    const QString v = name("v", 3);
    const QString t = table();
    switch (number(10)) {
    case 0:
        return u"CREATE OR REPLACE VIEW %1 AS SELECT id, %2 FROM %3"_s.arg(v, column(), t);
    case 1:
        return u"CREATE VIEW %1 AS SELECT id FROM %2 WHERE %3"_s.arg(v, t, expression());
    case 2:
        return u"CREATE VIEW %1 AS SELECT a.id FROM %2 a JOIN %3 b USING (id)"_s.arg(v, name("v", 3), t);
    case 3:
        return u"DROP VIEW %1 CASCADE"_s.arg(v);
    case 4:
        return u"CREATE MATERIALIZED VIEW m0 AS SELECT id, %1 AS x FROM %2"_s.arg(column(), oneOf({t, v}));
    case 5:
        return u"CREATE OR REPLACE FUNCTION f0(a integer) RETURNS %1 IMMUTABLE LANGUAGE sql AS 'SELECT %2'"_s.arg(
            oneOf({u"integer"_s, u"integer"_s, u"bigint"_s}), QString::number(number(5) + 1));
    case 6:
        return u"CREATE OR REPLACE FUNCTION f1(%1 text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT $1'"_s.arg(
            oneOf({u"a"_s, u"b"_s}));
    case 7:
        return u"DROP FUNCTION f0 CASCADE"_s;
    case 8:
        return u"CREATE FUNCTION g0() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(%1) FROM %2; END"_s.arg(
            column(), t);
    default:
        return u"DROP MATERIALIZED VIEW m0 CASCADE"_s;
    }
}

QString RandomWalk::ofParts()
{
    const QString t = oneOf({table(), table(), table(), u"p0"_s});
    switch (number(14)) {
    case 0:
        return u"CREATE INDEX %1_%2 ON %1 (%2)"_s.arg(t, column());
    case 1:
        return u"CREATE UNIQUE INDEX %1_u ON %1 (id, %2)"_s.arg(t, column());
    case 2:
        return u"CREATE INDEX %1_x ON %1 (lower(%2::text)) WHERE %3"_s.arg(t, oneOf({u"c0"_s, u"c1"_s}), expression());
    case 3:
        return u"DROP INDEX %1_%2"_s.arg(t, column());
    case 4:
        return u"ALTER TABLE %1 ADD CONSTRAINT ck CHECK (%2)"_s.arg(t, expression());
    case 5:
        return u"ALTER TABLE %1 DROP CONSTRAINT ck"_s.arg(t);
    case 6:
        return u"ALTER TABLE %1 ADD CONSTRAINT fk FOREIGN KEY (%2) REFERENCES %3 ON DELETE CASCADE"_s.arg(
            t, oneOf({u"id"_s, column()}), table());
    case 7:
        return u"ALTER TABLE %1 DROP CONSTRAINT fk"_s.arg(t);
    case 8:
        return u"ALTER TABLE %1 ADD CONSTRAINT uq UNIQUE (%2)"_s.arg(t, oneOf({u"id"_s, column()}));
    case 9:
        return u"CREATE OR REPLACE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"_s;
    case 10:
        return u"CREATE TRIGGER tr BEFORE UPDATE OF %1 ON %2 FOR EACH ROW EXECUTE FUNCTION tf()"_s.arg(column(), t);
    case 11:
        return u"CREATE POLICY po ON %1 USING (%2)"_s.arg(t, expression());
    case 12:
        return u"DROP POLICY po ON %1"_s.arg(t);
    default:
        return u"CREATE RULE ru AS ON DELETE TO %1 WHERE %2 DO INSTEAD NOTHING"_s.arg(t, u"old."_s + expression());
    }
}

QString RandomWalk::ofAccess()
{
    const QString t = oneOf({table(), table(), name("v", 3)});
    switch (number(8)) {
    case 0:
        return u"GRANT %1 ON %2 TO anon"_s.arg(oneOf({u"SELECT"_s, u"INSERT"_s, u"ALL"_s}), t);
    case 1:
        return u"REVOKE %1 ON %2 FROM anon"_s.arg(oneOf({u"SELECT"_s, u"ALL"_s}), t);
    case 2:
        return u"GRANT UPDATE (%1) ON %2 TO authenticated"_s.arg(column(), t);
    case 3:
        return u"ALTER TABLE %1 OWNER TO alice"_s.arg(t);
    case 4:
        return u"ALTER TABLE %1 %2 ROW LEVEL SECURITY"_s.arg(t, oneOf({u"ENABLE"_s, u"DISABLE"_s, u"FORCE"_s}));
    case 5:
        return u"COMMENT ON TABLE %1 IS '%2'"_s.arg(t, column());
    case 6:
        return u"COMMENT ON COLUMN %1.%2 IS '%3'"_s.arg(t, column(), column());
    default:
        return u"GRANT EXECUTE ON FUNCTION f0 TO anon"_s;
    }
}

QString RandomWalk::step()
{
    switch (number(12)) {
    case 0:
    case 1:
        return ofTables();
    case 2:
    case 3:
    case 4:
        return ofColumns();
    case 5:
    case 6:
        return ofTypes();
    case 7:
    case 8:
        return ofCode();
    case 9:
    case 10:
        return ofParts();
    default:
        return ofAccess();
    }
}

QString RandomWalk::steps(int count)
{
    QString sql;
    for (int i = 0; i < count; ++i)
        sql += u"DO $w$ BEGIN EXECUTE $s$"_s + step() + u"$s$; EXCEPTION WHEN OTHERS THEN NULL; END $w$;\n"_s;
    return sql;
}

} // namespace tests
