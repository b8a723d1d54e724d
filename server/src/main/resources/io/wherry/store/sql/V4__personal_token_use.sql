-- When personal tokens were last used; no row for one that never was.
create table personal_token_use (
    token_id bigint primary key references personal_token (id) on delete cascade,
    used_at bigint not null
);
