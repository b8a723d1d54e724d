-- Instants are milliseconds since 1970 in UTC. Secrets stand here as keyed hashes only.

-- Ids are handed out from here, so that none is ever used twice.
create table sequence (
    name text primary key,
    last bigint not null
);
insert into sequence (name, last) values ('namespace', 0), ('deploy_token', 0), ('person', 0);

-- One row: a hash that tells whether the instance's key is the one all other hashes were made with.
create table instance_key (
    fingerprint blob not null
);

-- path_key is the path in lower case; lineage the ids from the outermost group to the row itself,
-- each followed by a slash.
create table namespace (
    id bigint primary key,
    kind text not null check (kind in ('group', 'project')),
    path text not null,
    path_key text not null unique,
    lineage text not null unique,
    visibility text not null check (visibility in ('private', 'internal', 'public')),
    repository_on boolean not null
);

-- Paths that named a namespace before it moved, until they are used again.
create table former_path (
    path_key text primary key,
    namespace_id bigint not null references namespace (id) on delete cascade
);
create index former_path_of on former_path (namespace_id);

-- expires_at is null for a token without end, revoked_at for one that is not revoked.
create table deploy_token (
    id bigint primary key,
    holder_id bigint not null references namespace (id) on delete cascade,
    name text not null,
    username text not null,
    scopes text not null,
    secret blob not null unique,
    created_at bigint not null,
    expires_at bigint,
    revoked_at bigint
);
create index deploy_token_of on deploy_token (holder_id, id);

-- Apart from the token, because it is written often and may be lost.
create table deploy_token_use (
    token_id bigint primary key references deploy_token (id) on delete cascade,
    used_at bigint not null,
    address text not null,
    what text not null
);

create table person (
    id bigint primary key,
    name text not null unique,
    administrator boolean not null,
    password text not null
);

create table personal_token (
    person_id bigint not null references person (id) on delete cascade,
    name text not null,
    secret blob not null unique,
    primary key (person_id, name)
);
