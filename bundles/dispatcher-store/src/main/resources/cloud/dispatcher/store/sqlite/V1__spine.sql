-- Times are nanoseconds since 1970 in UTC. Flags are 0 or 1. `body` is JSON: what no query looks at.

CREATE TABLE installation (
    id        TEXT NOT NULL PRIMARY KEY,
    -- What the right key file answers; never a key.
    key_check TEXT NOT NULL
);

-- The last number that was given. They change in the transaction that uses them, so no number is ever lost.
CREATE TABLE counter (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO counter (name, value) VALUES ('event', 0), ('sequence', 0), ('outage', 0);

CREATE TABLE event (
    number    INTEGER NOT NULL PRIMARY KEY,
    at        BIGINT  NOT NULL,
    type      TEXT    NOT NULL,
    account   TEXT,
    server    TEXT,
    operation TEXT,
    message   TEXT    NOT NULL,
    data      TEXT    NOT NULL
);
CREATE INDEX event_by_account ON event (account, number) WHERE account IS NOT NULL;
CREATE INDEX event_by_server ON event (server, number) WHERE server IS NOT NULL;
CREATE INDEX event_by_operation ON event (operation, number) WHERE operation IS NOT NULL;

-- Up to which number somebody has read the events.
CREATE TABLE reader (
    name     TEXT   NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL
);

CREATE TABLE account (
    id          TEXT    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL UNIQUE,
    executor    TEXT    NOT NULL,
    settings    TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL,
    version     BIGINT  NOT NULL,
    -- Sealed: AES-256-GCM over a JSON object, with the id as associated data.
    credentials BLOB    NOT NULL
);

CREATE TABLE server (
    id           TEXT    NOT NULL PRIMARY KEY,
    account      TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    -- In lower case, for searching and sorting.
    folded_name  TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    -- 1 when it is terminated.
    over         INTEGER NOT NULL,
    cloud_id     TEXT,
    -- The best address.
    address      TEXT,
    probe_method TEXT    NOT NULL,
    probe_port   INTEGER NOT NULL,
    probe_why    TEXT,
    -- The last verdict; the rest of the heartbeat changes more often and stands in a table of its own.
    verdict      TEXT    NOT NULL,
    created_at   BIGINT  NOT NULL,
    -- Set when it is over.
    ended_at     BIGINT,
    version      BIGINT  NOT NULL,
    body         TEXT    NOT NULL
);
CREATE INDEX server_ended ON server (ended_at) WHERE over = 1;
CREATE INDEX server_by_age ON server (created_at, id) WHERE over = 0;
CREATE INDEX server_by_name ON server (folded_name, id) WHERE over = 0;
-- One for each pair of filter and order: a filter with another order would sort all that it finds.
CREATE INDEX server_by_account ON server (account, created_at, id) WHERE over = 0;
CREATE INDEX server_by_account_name ON server (account, folded_name, id) WHERE over = 0;
CREATE INDEX server_by_verdict ON server (verdict, created_at, id) WHERE over = 0;
CREATE INDEX server_by_verdict_name ON server (verdict, folded_name, id) WHERE over = 0;
CREATE INDEX server_by_state ON server (state, created_at, id);
CREATE INDEX server_by_state_name ON server (state, folded_name, id);
CREATE INDEX server_target ON server (id) WHERE over = 0 AND address IS NOT NULL;

-- With what a list by label is limited and sorted by.
CREATE TABLE server_label (
    server      TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    value       TEXT    NOT NULL,
    over        INTEGER NOT NULL,
    created_at  BIGINT  NOT NULL,
    folded_name TEXT    NOT NULL,
    PRIMARY KEY (server, name)
) WITHOUT ROWID;
CREATE INDEX server_label_by_age ON server_label (name, value, over, created_at, server);
CREATE INDEX server_label_by_name ON server_label (name, value, over, folded_name, server);

CREATE TABLE heartbeat (
    server    TEXT   NOT NULL PRIMARY KEY,
    since     BIGINT NOT NULL,
    last_seen BIGINT,
    rtt       BIGINT,
    loss      DOUBLE PRECISION NOT NULL,
    -- The open outage, if there is one.
    outage    BIGINT,
    why       TEXT
) WITHOUT ROWID;

CREATE TABLE outage (
    number        INTEGER NOT NULL PRIMARY KEY,
    server        TEXT    NOT NULL,
    account       TEXT    NOT NULL,
    discovered_at BIGINT  NOT NULL,
    cleared_at    BIGINT
);
CREATE UNIQUE INDEX outage_open ON outage (server) WHERE cleared_at IS NULL;
CREATE INDEX outage_by_end ON outage (cleared_at, number);

CREATE TABLE operation (
    -- The order of acceptance.
    sequence    INTEGER NOT NULL PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    account     TEXT    NOT NULL,
    server      TEXT    NOT NULL,
    action      TEXT    NOT NULL,
    -- What was asked for, without user data; it never changes.
    request     TEXT    NOT NULL,
    -- Sealed: AES-256-GCM, with the id as associated data.
    user_data   BLOB,
    state       TEXT    NOT NULL,
    over        INTEGER NOT NULL,
    -- 1 while it keeps others of its server from their turn: it is not over, or its step is still under way.
    holds       INTEGER NOT NULL,
    -- 1 for the first of those that hold.
    first       INTEGER NOT NULL,
    priority    INTEGER NOT NULL,
    due         BIGINT  NOT NULL,
    give_up     BIGINT  NOT NULL,
    claim_node  TEXT,
    claim_boot  TEXT,
    claim_at    BIGINT,
    -- What it waits for, while it is not over.
    waiting_for TEXT,
    -- Set when it is over.
    ended_at    BIGINT,
    -- How many idempotency keys refer to it: it is kept for them.
    keys        INTEGER NOT NULL DEFAULT 0,
    version     BIGINT  NOT NULL,
    body        TEXT    NOT NULL
);
CREATE INDEX operation_ended ON operation (ended_at) WHERE over = 1 AND holds = 0 AND keys = 0;
CREATE INDEX operation_by_account ON operation (account, sequence);
CREATE INDEX operation_by_account_state ON operation (account, state, sequence);
CREATE INDEX operation_by_server ON operation (server, sequence);
CREATE INDEX operation_by_action ON operation (action, sequence);
CREATE INDEX operation_by_state ON operation (state, sequence);
CREATE INDEX operation_ready ON operation (account, priority DESC, due, sequence)
    WHERE first = 1 AND over = 0 AND claim_boot IS NULL;
CREATE UNIQUE INDEX operation_first ON operation (server) WHERE first = 1;
CREATE INDEX operation_holding ON operation (server, sequence) WHERE holds = 1;
CREATE INDEX operation_due ON operation (due) WHERE over = 0 AND claim_boot IS NULL;
CREATE INDEX operation_give_up ON operation (give_up) WHERE over = 0;
CREATE INDEX operation_claimed ON operation (claim_boot) WHERE claim_boot IS NOT NULL;
CREATE INDEX operation_waiting ON operation (waiting_for, account, sequence)
    WHERE over = 0 AND waiting_for IS NOT NULL;

CREATE TABLE ledger (
    operation TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    account   TEXT    NOT NULL,
    server    TEXT    NOT NULL,
    cloud_id  TEXT,
    twins     TEXT    NOT NULL,
    standing  TEXT    NOT NULL,
    stray     TEXT    NOT NULL,
    position  INTEGER NOT NULL,
    look_at   BIGINT,
    version   BIGINT  NOT NULL,
    PRIMARY KEY (operation, kind, name)
);
CREATE INDEX ledger_by_server ON ledger (server);
CREATE INDEX ledger_watch ON ledger (look_at, account) WHERE look_at IS NOT NULL;
CREATE INDEX ledger_watched ON ledger (account) WHERE look_at IS NOT NULL;

-- Servers to be refreshed from their cloud.
CREATE TABLE look (
    server  TEXT   NOT NULL PRIMARY KEY,
    account TEXT   NOT NULL,
    due     BIGINT NOT NULL
);
CREATE INDEX look_due ON look (due, account);

CREATE TABLE idempotency (
    scope       TEXT   NOT NULL,
    key         TEXT   NOT NULL,
    fingerprint TEXT   NOT NULL,
    answer      TEXT   NOT NULL,
    -- A JSON list of the operations that came of the request.
    operations  TEXT   NOT NULL,
    created_at  BIGINT NOT NULL,
    -- When it is decided next whether it may go.
    keep_until  BIGINT NOT NULL,
    PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_kept ON idempotency (keep_until);
