-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- The roles of a hosted application, once for the whole demo server. None can log in.

DO $$
DECLARE
    role_name text;
BEGIN
    FOREACH role_name IN ARRAY ARRAY['anon', 'authenticated', 'service_role', 'app_admin', 'finance_admin'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
        END IF;
    END LOOP;
END
$$;

ALTER ROLE service_role BYPASSRLS;
SET client_min_messages = warning;
GRANT anon, authenticated, service_role TO app_admin;
RESET client_min_messages;
