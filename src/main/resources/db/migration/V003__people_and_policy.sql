-- Who signs in, and the policy data cases are stamped with.

create table resident (
    resident_id  uuid        not null primary key,
    openid       text        not null unique,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null
);
comment on table resident is 'A WeChat account that signed in; the person in trouble may be somebody else';
comment on column resident.openid is 'identifies the account in our mini-program only';

create table staff (
    staff_id      uuid        not null primary key,
    account       text        not null unique check (account ~ '^[a-z0-9][a-z0-9._-]{1,63}$'),
    display_name  text        not null,
    password_hash text        not null,
    is_active     boolean     not null default true,
    failed_count  integer     not null default 0,
    locked_until  timestamptz,
    created_at    timestamptz not null,
    changed_at    timestamptz not null
);
comment on table staff is 'Every account is one person; nobody shares one';
comment on column staff.password_hash is 'Argon2id in PHC form';
comment on column staff.failed_count is 'failed sign-ins since the last good one';
comment on column staff.locked_until is 'no sign-in before this time';

create table staff_post (
    post_id    uuid        not null primary key,
    staff_id   uuid        not null references staff (staff_id),
    role       text        not null check (role in ('GRID_WORKER', 'VILLAGE', 'TOWNSHIP', 'BANNER_DESK', 'BANNER_ADMIN', 'AUDITOR')),
    unit_code  text        not null check (unit_code ~ '^[0-9]{12}$'),
    started_at timestamptz not null,
    ended_at   timestamptz
);
create unique index staff_post_current on staff_post (staff_id, role, unit_code) where ended_at is null;
create index staff_post_unit on staff_post (unit_code, role) where ended_at is null;
comment on table staff_post is 'Roles belong to posts: what a person may do, where, since when';

create table policy_limit (
    region_code    text        not null check (region_code ~ '^[0-9]{12}$'),
    step_code      text        not null,
    value          integer     not null check (value > 0),
    unit           text        not null check (unit in ('MINUTE', 'HOUR', 'CAL_DAY', 'WORK_DAY', 'MONTH')),
    kind           text        not null check (kind in ('MIN', 'MAX')),
    effective_from date        not null,
    effective_to   date,
    version        integer     not null,
    basis          text        not null,
    primary key (region_code, step_code, kind, effective_from)
);
comment on table policy_limit is 'How long a step may (MAX) or must (MIN) take; the most specific region in force on the day counts';
comment on column policy_limit.region_code is 'the unit it holds for and all below; 000000000000 = everywhere';
comment on column policy_limit.basis is 'the document or assumption the figure comes from';
insert into policy_limit (region_code, step_code, value, unit, kind, effective_from, version, basis) values
    ('000000000000', 'ACCEPT', 2, 'WORK_DAY', 'MAX', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'URGENT_CALL', 30, 'MINUTE', 'MAX', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'WHOLE_CHAIN', 15, 'CAL_DAY', 'MAX', date '2026-01-01', 1, '从线索到审定15天，默认值，待旗县确认');

create table known_household (
    person_index  bytea       not null primary key,
    unit_code     text        not null check (unit_code ~ '^[0-9]{12}$'),
    basis         text        not null check (basis in ('EARLIER_CASE', 'REGISTRY')),
    confirmed_at  timestamptz not null
);
comment on table known_household is 'The village a person is known to belong to: evidence for routing, never proof';
comment on column known_household.person_index is 'blind index of the ID number';
comment on column known_household.basis is 'a village accepted an earlier case, or the household registry says so';
