-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- Loft Algérie, the fictitious application of the demo: schemas, types and the functions that tables need.

CREATE SCHEMA IF NOT EXISTS extensions;
CREATE SCHEMA finance AUTHORIZATION finance_admin;
COMMENT ON SCHEMA finance IS 'Paiements, factures et versements';

-- Distributions that keep the contributed modules in another package have no exclusion constraint in the demo.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'btree_gist') THEN
        CREATE EXTENSION btree_gist SCHEMA extensions;
    END IF;
END
$$;

CREATE TYPE public.user_role AS ENUM ('visitor', 'guest', 'owner', 'agent', 'administrator');
CREATE TYPE public.loft_kind AS ENUM ('studio', 'duplex', 'terrasse', 'patio', 'villa');
CREATE TYPE public.reservation_status AS ENUM ('pending', 'confirmed', 'checked in', 'completed', 'cancelled');
CREATE TYPE public.task_status AS ENUM ('open', 'in progress', 'done', 'abandoned');
CREATE TYPE public.channel AS ENUM ('email', 'sms', 'push', 'whatsapp');
CREATE TYPE finance.transaction_kind AS ENUM ('deposit', 'balance', 'refund', 'fee');

CREATE DOMAIN public.email_address AS text
    CONSTRAINT email_address_form CHECK (VALUE ~ '^[^@[:space:]]+@[^@[:space:]]+\.[a-z]{2,}$');
CREATE DOMAIN public.phone_number AS text
    CONSTRAINT phone_number_form CHECK (VALUE ~ '^(0[5-7][0-9]{8}|\+[1-9][0-9]{7,14})$');
CREATE DOMAIN finance.money_amount AS numeric(14, 2) DEFAULT 0 NOT NULL;
CREATE DOMAIN public.stars AS smallint CHECK (VALUE BETWEEN 1 AND 5);

COMMENT ON DOMAIN public.phone_number IS 'Mobile algérien (05, 06, 07) ou numéro international';

CREATE TYPE public.postal_address AS (street text, city text, postal_code text, country char(2));
CREATE TYPE public.contact AS (full_name text, phone text, email text);
CREATE TYPE finance.price_range AS RANGE (subtype = numeric);

CREATE SEQUENCE public.reservation_code_seq AS integer START WITH 100000 INCREMENT BY 7 CACHE 5;
CREATE SEQUENCE finance.transaction_seq;

CREATE FUNCTION public.normalised(words text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT
    AS $$ SELECT pg_catalog.lower(pg_catalog.btrim(words)) $$;
COMMENT ON FUNCTION public.normalised(text) IS 'Sans casse ni espaces autour, pour les index';
