-- Flavors, images, servers and their metadata.
-- Times are RFC 3339 in UTC, to the second, so they sort as text. Booleans are 0 and 1.

-- One row, written with the seed: while it is missing, the database is fresh.
CREATE TABLE origin (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    created TEXT NOT NULL
) STRICT;

CREATE TABLE flavors (
    id          TEXT    PRIMARY KEY NOT NULL,
    name        TEXT    NOT NULL UNIQUE,
    ram         INTEGER NOT NULL,               -- MiB
    vcpus       INTEGER NOT NULL,
    disk        INTEGER NOT NULL,               -- GiB
    ephemeral   INTEGER NOT NULL,               -- GiB
    swap        INTEGER NOT NULL,               -- MiB
    rxtx_factor REAL    NOT NULL,
    is_public   INTEGER NOT NULL,
    disabled    INTEGER NOT NULL
) STRICT;

CREATE TABLE images (
    id   TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL
) STRICT;

-- A server keeps a copy of its flavor and names its image without a foreign key:
-- both may be deleted while it runs.
CREATE TABLE servers (
    number            INTEGER PRIMARY KEY AUTOINCREMENT,
    id                TEXT    NOT NULL UNIQUE,
    project_id        TEXT    NOT NULL,
    user_id           TEXT    NOT NULL,
    name              TEXT    NOT NULL,
    image_id          TEXT    NOT NULL,
    flavor_id         TEXT    NOT NULL,
    flavor_name       TEXT    NOT NULL,
    ram               INTEGER NOT NULL,
    vcpus             INTEGER NOT NULL,
    disk              INTEGER NOT NULL,
    ephemeral         INTEGER NOT NULL,
    swap              INTEGER NOT NULL,
    vm_state          TEXT    NOT NULL,
    task_state        TEXT,                     -- what the driver has still to do
    created           TEXT    NOT NULL,
    updated           TEXT    NOT NULL,
    launched_at       TEXT,
    key_name          TEXT,
    availability_zone TEXT,
    access_ipv4       TEXT,
    access_ipv6       TEXT,
    config_drive      INTEGER NOT NULL,
    networked         INTEGER NOT NULL
) STRICT;

CREATE INDEX servers_of_project ON servers (project_id, number);
CREATE INDEX servers_unfinished ON servers (number) WHERE task_state IS NOT NULL;

CREATE TABLE server_metadata (
    server_id TEXT NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
    key       TEXT NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (server_id, key)
) STRICT, WITHOUT ROWID;

-- A server as it is read: its row, and its metadata as one JSON object.
CREATE VIEW whole_servers AS
SELECT servers.*,
       (SELECT json_group_object(key, value) FROM server_metadata WHERE server_id = servers.id) AS metadata
FROM servers;
