-- Aggregates of the schemas $1 with the statement that makes each.
SELECT p.oid,
       n.nspname,
       p.proname,
       pg_get_userbyid(p.proowner),
       coalesce(p.proacl, acldefault('f', p.proowner))::text[],
       (SELECT string_agg(format_type(t.type, NULL), ', ' ORDER BY t.place)
        FROM unnest(p.proargtypes) WITH ORDINALITY t (type, place)),
       format('CREATE AGGREGATE %I.%I(%s) (SFUNC = %s, STYPE = %s', n.nspname, p.proname,
              CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END,
              a.aggtransfn, format_type(a.aggtranstype, NULL))
           || CASE WHEN a.aggtransspace <> 0 THEN format(', SSPACE = %s', a.aggtransspace) ELSE '' END
           || CASE WHEN a.aggfinalfn::oid <> 0 THEN format(', FINALFUNC = %s', a.aggfinalfn) ELSE '' END
           || CASE WHEN a.aggfinalextra THEN ', FINALFUNC_EXTRA' ELSE '' END
           || CASE WHEN a.aggfinalfn::oid <> 0 THEN format(', FINALFUNC_MODIFY = %s', CASE a.aggfinalmodify
                  WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END) ELSE '' END
           || CASE WHEN a.aggcombinefn::oid <> 0 THEN format(', COMBINEFUNC = %s', a.aggcombinefn) ELSE '' END
           || CASE WHEN a.aggserialfn::oid <> 0 THEN format(', SERIALFUNC = %s', a.aggserialfn) ELSE '' END
           || CASE WHEN a.aggdeserialfn::oid <> 0 THEN format(', DESERIALFUNC = %s', a.aggdeserialfn) ELSE '' END
           || CASE WHEN a.agginitval IS NOT NULL THEN format(', INITCOND = %L', a.agginitval) ELSE '' END
           || CASE WHEN a.aggmtransfn::oid <> 0 THEN format(', MSFUNC = %s, MINVFUNC = %s, MSTYPE = %s',
                  a.aggmtransfn, a.aggminvtransfn, format_type(a.aggmtranstype, NULL)) ELSE '' END
           || CASE WHEN a.aggmtransspace <> 0 THEN format(', MSSPACE = %s', a.aggmtransspace) ELSE '' END
           || CASE WHEN a.aggmfinalfn::oid <> 0 THEN format(', MFINALFUNC = %s', a.aggmfinalfn) ELSE '' END
           || CASE WHEN a.aggmfinalextra THEN ', MFINALFUNC_EXTRA' ELSE '' END
           || CASE WHEN a.aggmfinalfn::oid <> 0 THEN format(', MFINALFUNC_MODIFY = %s', CASE a.aggmfinalmodify
                  WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END) ELSE '' END
           || CASE WHEN a.aggminitval IS NOT NULL THEN format(', MINITCOND = %L', a.aggminitval) ELSE '' END
           || CASE WHEN o.oid IS NOT NULL THEN format(', SORTOP = OPERATOR(%I.%s)', opn.nspname, o.oprname) ELSE '' END
           || CASE WHEN a.aggkind = 'h' THEN ', HYPOTHETICAL' ELSE '' END
           || CASE p.proparallel WHEN 's' THEN ', PARALLEL = SAFE' WHEN 'r' THEN ', PARALLEL = RESTRICTED' ELSE '' END
           || ')'
FROM pg_catalog.pg_aggregate a
JOIN pg_catalog.pg_proc p ON p.oid = a.aggfnoid
JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
LEFT JOIN pg_catalog.pg_operator o ON o.oid = a.aggsortop
LEFT JOIN pg_catalog.pg_namespace opn ON opn.oid = o.oprnamespace
WHERE p.pronamespace = ANY ($1::oid[])
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
ORDER BY n.nspname, p.proname
