-- How many rows each catalog of the database has, without what the server counts by itself (statistics, contents of large
-- objects), without columns that were dropped and without toast tables. One line each: catalog, number.
WITH catalog AS (
    SELECT c.relname
    FROM pg_catalog.pg_class c
    WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND NOT c.relisshared
      AND c.relname NOT IN ('pg_statistic', 'pg_statistic_ext_data', 'pg_largeobject', 'pg_largeobject_metadata')
)
SELECT relname, (xpath('/table/row/n/text()', query_to_xml(format(
    'SELECT count(*) AS n FROM pg_catalog.%I AS x WHERE %s', relname,
    CASE relname
        WHEN 'pg_attribute' THEN
            'NOT attisdropped AND EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = attrelid AND'
            ' c.relnamespace <> ''pg_toast''::regnamespace)'
        WHEN 'pg_class' THEN 'relnamespace <> ''pg_toast''::regnamespace'
        WHEN 'pg_index' THEN
            'EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = indexrelid AND'
            ' c.relnamespace <> ''pg_toast''::regnamespace)'
        WHEN 'pg_depend' THEN
            'NOT EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = objid AND'
            ' c.relnamespace = ''pg_toast''::regnamespace)'
        ELSE 'true' END), true, false, '')))[1]::text
FROM catalog
UNION ALL
SELECT 'comments of the database', count(*)::text FROM pg_catalog.pg_shdescription d
JOIN pg_catalog.pg_database b ON b.oid = d.objoid AND b.datname = current_database()
UNION ALL
SELECT 'settings of the database', count(*)::text FROM pg_catalog.pg_db_role_setting s
JOIN pg_catalog.pg_database b ON b.oid = s.setdatabase AND b.datname = current_database()
ORDER BY 1;
