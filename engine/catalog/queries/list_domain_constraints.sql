-- Checks of the domains of the schemas $1.
SELECT c.contypid,
       c.conname,
       pg_get_constraintdef(c.oid),
       obj_description(c.oid, 'pg_constraint')
FROM pg_catalog.pg_constraint c
JOIN pg_catalog.pg_type t ON t.oid = c.contypid
WHERE t.typnamespace = ANY ($1::oid[]) AND c.contype = 'c'
ORDER BY c.contypid, c.conname
