-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- Tables of the schema finance.

CREATE TABLE finance.exchange_rates (
    currency_code char(3) NOT NULL,
    day date NOT NULL,
    dinars numeric(12, 4) NOT NULL CHECK (dinars > 0),
    PRIMARY KEY (currency_code, day)
);

-- One partition per year, 2024 cut once more, and the default for everything else.
CREATE TABLE finance.transactions (
    id bigint NOT NULL DEFAULT nextval('finance.transaction_seq'),
    booked_on date NOT NULL,
    reservation_id bigint NOT NULL,
    kind finance.transaction_kind NOT NULL,
    amount finance.money_amount,
    currency_code char(3) NOT NULL DEFAULT 'DZD',
    payer_name text NOT NULL,
    payer_account text,
    label text,
    metadata jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, booked_on),
    CONSTRAINT refunds_are_negative CHECK ((kind = 'refund') = (amount < 0))
) PARTITION BY RANGE (booked_on);
ALTER SEQUENCE finance.transaction_seq OWNED BY finance.transactions.id;

CREATE TABLE finance.transactions_2022 PARTITION OF finance.transactions
    FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
CREATE TABLE finance.transactions_2023 PARTITION OF finance.transactions
    FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE finance.transactions_2024 PARTITION OF finance.transactions
    FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY RANGE (booked_on);
CREATE TABLE finance.transactions_2024_a PARTITION OF finance.transactions_2024
    FOR VALUES FROM ('2024-01-01') TO ('2024-07-01');
CREATE TABLE finance.transactions_2024_b PARTITION OF finance.transactions_2024
    FOR VALUES FROM ('2024-07-01') TO ('2025-01-01');
CREATE TABLE finance.transactions_2025 PARTITION OF finance.transactions
    FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE finance.transactions_other PARTITION OF finance.transactions DEFAULT;

CREATE TABLE finance.invoices (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    number text NOT NULL UNIQUE,
    reservation_id bigint NOT NULL UNIQUE,
    payment_id bigint,
    payment_booked_on date,
    issued_on date NOT NULL,
    customer_name text NOT NULL,
    customer_email text,
    billing_address public.postal_address,
    items jsonb NOT NULL,
    net numeric(12, 2) NOT NULL,
    vat_rate numeric(4, 3) NOT NULL DEFAULT 0.190,
    vat numeric(12, 2) GENERATED ALWAYS AS (round(net * vat_rate, 2)) STORED,
    total numeric(12, 2) GENERATED ALWAYS AS (net + round(net * vat_rate, 2)) STORED,
    signature bytea
);

CREATE TABLE finance.payouts (
    id serial PRIMARY KEY,
    owner_id bigint NOT NULL,
    period daterange NOT NULL,
    amount numeric(14, 2) NOT NULL,
    currency_code char(3) NOT NULL DEFAULT 'DZD',
    beneficiary text NOT NULL,
    rib char(20) NOT NULL,
    paid_at timestamptz
);

ALTER TABLE finance.exchange_rates OWNER TO finance_admin;
ALTER TABLE finance.payouts OWNER TO finance_admin;
