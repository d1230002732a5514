-- What administrators see and set: the machines, aggregates of them, quotas, who may use a flavor; and what later microversions
-- show of flavors and servers.

-- The machines that servers run on; each is a service and a hypervisor.
CREATE TABLE hosts (
    number          INTEGER PRIMARY KEY AUTOINCREMENT,
    name            TEXT    NOT NULL UNIQUE,
    service_id      TEXT    NOT NULL UNIQUE,
    hypervisor_id   TEXT    NOT NULL UNIQUE,
    disabled        INTEGER NOT NULL DEFAULT 0,
    disabled_reason TEXT,
    forced_down     INTEGER NOT NULL DEFAULT 0,
    updated         TEXT    NOT NULL
) STRICT;

-- A database that was seeded has had its machine all the time.
INSERT INTO hosts (name, service_id, hypervisor_id, updated)
SELECT 'fakehost', '22222222-2222-4222-8222-222222222222', '33333333-3333-4333-8333-333333333333', created
FROM origin
WHERE EXISTS (SELECT 1 FROM images);

CREATE TABLE aggregates (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    id      TEXT NOT NULL UNIQUE,
    name    TEXT NOT NULL UNIQUE,
    created TEXT NOT NULL,
    updated TEXT
) STRICT;

-- The availability zone is among it, as `availability_zone`.
CREATE TABLE aggregate_metadata (
    aggregate INTEGER NOT NULL REFERENCES aggregates (number) ON DELETE CASCADE,
    key       TEXT    NOT NULL,
    value     TEXT    NOT NULL,
    PRIMARY KEY (aggregate, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE aggregate_hosts (
    aggregate INTEGER NOT NULL REFERENCES aggregates (number) ON DELETE CASCADE,
    host      TEXT    NOT NULL REFERENCES hosts (name) ON DELETE CASCADE,
    PRIMARY KEY (aggregate, host)
) STRICT, WITHOUT ROWID;

CREATE VIEW whole_aggregates AS
SELECT aggregates.*,
       (SELECT json_group_object(key, value) FROM aggregate_metadata WHERE aggregate = aggregates.number) AS metadata,
       (SELECT json_group_array(host) FROM aggregate_hosts WHERE aggregate = aggregates.number) AS hosts
FROM aggregates;

-- Limits that differ from the built-in ones: of a project, or of a class, whose `default` holds for all projects.
CREATE TABLE quotas (
    kind     TEXT    NOT NULL CHECK (kind IN ('project', 'class')),
    owner    TEXT    NOT NULL,
    resource TEXT    NOT NULL,
    "limit"  INTEGER NOT NULL,              -- -1 is any number
    PRIMARY KEY (kind, owner, resource)
) STRICT, WITHOUT ROWID;

CREATE TABLE flavor_access (
    flavor_id  TEXT NOT NULL REFERENCES flavors (id) ON DELETE CASCADE,
    project_id TEXT NOT NULL,
    PRIMARY KEY (flavor_id, project_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE flavors ADD COLUMN description TEXT;

CREATE VIEW whole_flavors AS
SELECT flavors.*,
       (SELECT json_group_object(key, value) FROM flavor_extra_specs WHERE flavor_id = flavors.id) AS extra_specs
FROM flavors;

CREATE TABLE server_tags (
    server_id TEXT NOT NULL REFERENCES servers (id) ON DELETE CASCADE,
    tag       TEXT NOT NULL,
    PRIMARY KEY (server_id, tag)
) STRICT, WITHOUT ROWID;

-- A view names its columns when it is made, so it is made again.
DROP VIEW whole_servers;

ALTER TABLE servers ADD COLUMN description TEXT;
ALTER TABLE servers ADD COLUMN locked_reason TEXT;
ALTER TABLE servers ADD COLUMN hostname TEXT;
ALTER TABLE servers ADD COLUMN pinned_zone TEXT;             -- the availability zone that it was asked to run in
ALTER TABLE servers ADD COLUMN flavor_extra_specs TEXT NOT NULL DEFAULT '{}';

CREATE VIEW whole_servers AS
SELECT servers.*,
       (SELECT json_group_object(key, value) FROM server_metadata WHERE server_id = servers.id) AS metadata,
       (SELECT json_group_array(tag) FROM server_tags WHERE server_id = servers.id) AS tags,
       (SELECT CASE WHEN forced_down THEN 'DOWN' WHEN disabled THEN 'MAINTENANCE' ELSE 'UP' END
        FROM hosts ORDER BY number LIMIT 1) AS host_status
FROM servers;
