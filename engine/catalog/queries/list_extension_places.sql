-- The schemas in which an extension can be made (false), and those of the extensions $1 that bring their own (true).
SELECT false, n.nspname FROM pg_catalog.pg_namespace n
UNION ALL
SELECT DISTINCT true, v.name FROM pg_catalog.pg_available_extension_versions v
WHERE v.name = ANY ($1::text[]) AND v.schema IS NOT NULL
