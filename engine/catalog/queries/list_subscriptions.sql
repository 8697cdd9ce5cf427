-- Subscriptions of the database, with the statement that makes each without connecting to anything: disabled and without
-- a slot. Needs the right to read subconninfo. Passwords never leave the server: left_out says that there was one.
WITH found AS (
    SELECT s.oid, s.subname, s.subowner, s.subpublications, s.subsynccommit, s.subconninfo,
           to_jsonb(s) - 'subconninfo' AS detail,
           trim(regexp_replace(regexp_replace(regexp_replace(s.subconninfo,
               '(^|\s)(password|sslpassword|passfile|sslkey)\s*=\s*(''([^''\\]|\\.)*''|[^\s]*)', '\1', 'gi'),
               '^(postgres(ql)?://[^:/@]*):[^@]*@', '\1@', 'i'),
               '([?&])(password|sslpassword|passfile|sslkey)=[^&]*', '\1', 'gi')) AS address
    FROM pg_catalog.pg_subscription s
    JOIN pg_catalog.pg_database b ON b.oid = s.subdbid AND b.datname = current_database()
)
SELECT 'pg_catalog.pg_subscription'::regclass::oid, f.oid, 'subscription', f.subname, '',
       pg_get_userbyid(f.subowner),
       NULL AS acl,
       CASE WHEN f.address ~* 'pass(word|file)' THEN NULL ELSE
           ARRAY[format('CREATE SUBSCRIPTION %I CONNECTION %L PUBLICATION %s WITH (%s)', f.subname, f.address,
               (SELECT string_agg(quote_ident(p), ', ' ORDER BY place)
                FROM unnest(f.subpublications) WITH ORDINALITY x (p, place)),
               concat_ws(', ', 'connect = false, slot_name = NONE',
                   CASE WHEN f.subsynccommit <> 'off' THEN format('synchronous_commit = %L', f.subsynccommit) END,
                   CASE WHEN f.detail ->> 'subbinary' = 'true' THEN 'binary = true' END,
                   CASE f.detail ->> 'substream' WHEN 'true' THEN 'streaming = on' WHEN 't' THEN 'streaming = on'
                                                 WHEN 'p' THEN 'streaming = parallel' WHEN 'f' THEN 'streaming = off' END,
                   CASE WHEN f.detail ->> 'subtwophasestate' IN ('p', 'e') THEN 'two_phase = on' END,
                   CASE WHEN f.detail ->> 'subdisableonerr' = 'true' THEN 'disable_on_error = true' END,
                   CASE WHEN f.detail ->> 'subpasswordrequired' = 'false' THEN 'password_required = false' END,
                   CASE WHEN f.detail ->> 'subrunasowner' = 'true' THEN 'run_as_owner = true' END,
                   CASE WHEN f.detail ->> 'suborigin' <> 'any' THEN format('origin = %L', f.detail ->> 'suborigin') END,
                   CASE WHEN f.detail ->> 'subfailover' = 'true' THEN 'failover = true' END))] END,
       CASE WHEN f.address <> f.subconninfo THEN ARRAY['password'] END AS left_out,
       false
FROM found f
ORDER BY f.subname
