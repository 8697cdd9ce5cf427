-- Routines of the schemas $1 with a body in standard SQL and arguments of which some have a name and others have none:
-- for each use of one without a name the number of the argument, in the order in which the text has them. The server
-- prints each as "", which no server reads.
SELECT p.oid,
       (SELECT array_agg(u.found[1] ORDER BY u.found[2]::int, u.place)
        FROM regexp_matches(p.prosqlbody::text,
                            '[{]PARAM :paramkind 0 :paramid ([0-9]+) [^}]*:location (-?[0-9]+)', 'g')
             WITH ORDINALITY u (found, place)
        WHERE (SELECT array_agg(coalesce(p.proargnames[a.number], '') ORDER BY a.number)
               FROM generate_subscripts(p.proargnames, 1) a (number)
               WHERE p.proargmodes IS NULL OR p.proargmodes[a.number] IN ('i', 'b', 'v'))[u.found[1]::int] = '')
FROM pg_catalog.pg_proc p
WHERE p.pronamespace = ANY ($1::oid[])
  AND p.prosqlbody IS NOT NULL
  AND '' = ANY (p.proargnames)
