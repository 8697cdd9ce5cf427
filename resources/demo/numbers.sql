-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- What the rows are made with; temporary, like the people. Nothing here is random: the same rows every time.
-- Bodies are plain expressions, which the planner puts in place of the call.

-- A number from 0 to choices - 1, the same for the same arguments on every computer.
CREATE FUNCTION pg_temp.pick(id bigint, salt bigint, choices integer) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT ((((id * 7919 + salt * 104729 + 17) * 2654435761 % 4294967296) >> 9) % choices)::integer $$;

-- demo.percent: how many rows out of a hundred of production's; set by people.sql or placeholders.sql.
CREATE FUNCTION pg_temp.scaled(number_of_rows integer) RETURNS integer
    LANGUAGE sql STABLE
    AS $$ SELECT (number_of_rows * current_setting('demo.percent')::integer + 99) / 100 $$;

CREATE FUNCTION pg_temp.user_key(n bigint) RETURNS uuid
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ SELECT md5('user ' || n::text)::uuid $$;
