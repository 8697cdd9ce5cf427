-- Options of the foreign tables of the schemas $1 (column number 0) and of their columns. Those that look like a secret
-- never leave the server: only their names do, in the last column.
WITH {{secret}},
optioned (relation, number, options) AS (
    SELECT c.oid, 0, ft.ftoptions
    FROM pg_catalog.pg_foreign_table ft
    JOIN pg_catalog.pg_class c ON c.oid = ft.ftrelid
    WHERE c.relnamespace = ANY ($1::oid[])
    UNION ALL
    SELECT c.oid, a.attnum, a.attfdwoptions
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    WHERE c.relnamespace = ANY ($1::oid[]) AND c.relkind = 'f' AND a.attnum > 0 AND NOT a.attisdropped
)
SELECT o.relation,
       o.number,
       array_agg(x.option_name || '=' || coalesce(x.option_value, '') ORDER BY x.place) FILTER (WHERE x.carried),
       array_agg(x.option_name ORDER BY x.place) FILTER (WHERE NOT x.carried)
FROM optioned o
CROSS JOIN LATERAL (
    SELECT t.option_name, t.option_value, t.place,
           (t.option_name !~* secret.name OR t.option_value ~* secret.switch)
               AND coalesce(t.option_value, '') !~* secret.value AS carried
    FROM secret, pg_options_to_table(o.options) WITH ORDINALITY t (option_name, option_value, place)) x
GROUP BY o.relation, o.number
ORDER BY o.relation, o.number
