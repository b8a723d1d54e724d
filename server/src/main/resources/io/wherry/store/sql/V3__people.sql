-- What people read of a group or project, and two of a project's switches.
alter table namespace add column name text not null default '';
alter table namespace add column description text not null default '';
alter table namespace add column created_at bigint not null default 0;
alter table namespace add column rewriting_on boolean not null default false;
-- The last name of the path.
update namespace set name = replace(path, rtrim(path, replace(path, '/', '')), '');
-- What lies in a group has a lineage that begins with the group's.
create index namespace_by_kind on namespace (kind, id);

-- A deleted token is in no list any more, and stays for the audit.
alter table deploy_token add column creator_id bigint references person (id) on delete set null;
alter table deploy_token add column deleted_at bigint;
drop index deploy_token_of;
-- With what tells the state of a token, so that counting reads no rows.
create index deploy_token_of on deploy_token (holder_id, id, revoked_at, expires_at)
    where deleted_at is null;
create index deploy_token_creator on deploy_token (creator_id);

-- Secrets that rotations replaced, with the last use of each.
create table former_secret (
    secret blob primary key,
    token_id bigint not null references deploy_token (id) on delete cascade,
    ends_at bigint not null,
    used_at bigint,
    address text,
    what text
);
create index former_secret_of on former_secret (token_id, ends_at);

-- Usernames and emails are unique in any case of their letters.
alter table person add column display_name text not null default '';
alter table person add column email text not null default '';
alter table person add column blocked boolean not null default false;
alter table person add column created_at bigint not null default 0;
update person set display_name = name, email = name || '@localhost';
create unique index person_by_name on person (name collate nocase);
create unique index person_by_email on person (email collate nocase);

-- Made anew: tokens have ids, scopes, an expiry, and stay when they are revoked.
drop table personal_token;
create table personal_token (
    id bigint primary key,
    person_id bigint not null references person (id) on delete cascade,
    name text not null,
    scopes text not null,
    secret blob not null unique,
    created_at bigint not null,
    expires_at bigint,
    revoked_at bigint
);
create index personal_token_of on personal_token (person_id, id);
insert into sequence (name, last) values ('personal_token', 0);

-- The level is GitLab's: 10 guest, 20 reporter, 30 developer, 40 maintainer, 50 owner.
create table membership (
    person_id bigint not null references person (id) on delete cascade,
    namespace_id bigint not null references namespace (id) on delete cascade,
    level integer not null,
    since bigint not null,
    primary key (person_id, namespace_id)
);
create index membership_of on membership (namespace_id, person_id);

-- What happened; nothing here refers to what it is about, which may be gone.
create table audit_event (
    id integer primary key autoincrement,
    at bigint not null,
    type text not null,
    actor_kind text not null,
    actor_id bigint not null,
    actor_name text not null,
    address text not null,
    user_agent text not null,
    subject_kind text not null,
    subject_id bigint not null,
    subject_path text not null,
    details text not null
);
create index audit_event_of on audit_event (subject_kind, subject_id, id);
create index audit_event_at on audit_event (at);
