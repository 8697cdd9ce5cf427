-- The server's names for the objects $1 (class and OID, in turn).
SELECT x.class, x.object, i.type, coalesce(i.schema, ''), i.identity
FROM unnest($1::oid[], $2::oid[]) x (class, object)
CROSS JOIN LATERAL pg_identify_object(x.class, x.object, 0) i
WHERE i.identity IS NOT NULL
