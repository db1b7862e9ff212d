-- What happens when nobody acts: who is told, once each, and the queue that nobody opens.
-- Nothing here is written at submission and no index of case_file is added: the scan walks case_queue_banner.

create table policy_escalation (
    region_code    text        not null check (region_code ~ '^[0-9]{12}$'),
    level          text        not null check (level in ('DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER')),
    value          integer     not null check (value >= 0),
    unit           text        not null check (unit in ('MINUTE', 'HOUR', 'CAL_DAY', 'WORK_DAY')),
    effective_from date        not null,
    effective_to   date,
    version        integer     not null,
    basis          text        not null,
    primary key (region_code, level, effective_from)
);
comment on table policy_escalation is 'How long before (DUE_SOON) or after (the others) its due time a case climbs; the most specific region in force on the due day counts';
insert into policy_escalation (region_code, level, value, unit, effective_from, version, basis) values
    ('000000000000', 'DUE_SOON', 1, 'WORK_DAY', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'OVERDUE', 0, 'WORK_DAY', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'TOWNSHIP', 1, 'WORK_DAY', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'BANNER', 3, 'WORK_DAY', date '2026-01-01', 1, '默认值，待旗县确认');

insert into policy_limit (region_code, step_code, value, unit, kind, effective_from, version, basis) values
    ('000000000000', 'UNREAD_QUEUE', 4, 'HOUR', 'MAX', date '2026-01-01', 1, '办公小时数；默认值，待旗县确认');

create table case_escalation (
    case_id     uuid        not null,
    banner_code text        not null,
    step        text        not null,
    level       text        not null check (level in ('DUE_SOON', 'OVERDUE', 'TOWNSHIP', 'BANNER')),
    told_unit   text        not null check (told_unit ~ '^[0-9]{12}$'),
    at          timestamptz not null,
    notice_id   uuid,
    primary key (case_id, step, level, banner_code),
    foreign key (case_id, banner_code) references case_file (id, banner_code)
);
create index case_escalation_of_notice on case_escalation (notice_id) where notice_id is not null;
comment on table case_escalation is 'Each level of each step of a case once, whatever is repeated or runs at the same time';
comment on column case_escalation.step is 'state and due time: the same work owed by the same moment';
comment on column case_escalation.notice_id is 'the notice that tells of it; only on the highest level of those that came together';

alter table case_file add column opened_at timestamptz, add column queued_at timestamptz;
comment on column case_file.opened_at is 'when the staff of the owner unit first opened it; null again with a new owner';
comment on column case_file.queued_at is 'since when it is in this unit''s queue; null: since it was received';

create table queue_alarm (
    unit_code       text        not null check (unit_code ~ '^[0-9]{12}$'),
    kind            text        not null check (kind in ('UNREAD', 'NO_STAFF')),
    began_at        timestamptz not null,
    ended_at        timestamptz,
    unopened_before timestamptz not null,
    told_unit       text        not null check (told_unit ~ '^[0-9]{12}$'),
    notice_id       uuid        not null,
    primary key (unit_code, kind, began_at)
);
create unique index queue_alarm_open on queue_alarm (unit_code, kind) where ended_at is null;
create index queue_alarm_of_notice on queue_alarm (notice_id);
comment on table queue_alarm is 'A queue that nobody opens, or that nobody can: one row an episode, one alarm a row';
comment on column queue_alarm.unopened_before is 'what came before this and was not opened raised it; it ends when none of that is left';

create table duty_roster (
    duty_id    uuid        not null primary key,
    unit_code  text        not null check (unit_code ~ '^[0-9]{12}$'),
    ordinal    smallint    not null check (ordinal >= 0),
    staff_id   uuid        references staff (staff_id),
    phone      bytea       not null,
    from_at    timestamptz not null,
    until_at   timestamptz,
    made_by    uuid        not null,
    made_at    timestamptz not null,
    removed_at timestamptz,
    constraint duty_has_length check (until_at is null or until_at > from_at)
);
create index duty_roster_unit on duty_roster (unit_code, ordinal, duty_id) where removed_at is null;
comment on table duty_roster is 'Whose phone rings for a unit, and when; the lowest ordinal on duty first';
comment on column duty_roster.phone is 'encrypted';
comment on column duty_roster.removed_at is 'taken off by a later roster; rows stay, so that it can be told who was on duty';

create table duty_roster_version (
    unit_code  text        not null primary key check (unit_code ~ '^[0-9]{12}$'),
    version    integer     not null
);
comment on table duty_roster_version is 'Optimistic lock of a unit''s roster, also of an empty one';

create table staff_message (
    notice_id  uuid        not null,
    duty_id    uuid        not null references duty_roster (duty_id),
    unit_code  text        not null,
    status     text        not null check (status in ('QUEUED', 'SUBMITTED', 'FAILED', 'UNKNOWN')),
    attempt    integer     not null default 1,
    provider_message_id text,
    failure    text,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    primary key (notice_id, duty_id)
);
comment on table staff_message is 'One SMS to a duty phone for one notice, whatever is retried or repeated';
comment on column staff_message.unit_code is 'whose duty phone it was: the unit told, or the one above that has somebody on duty';

create table daily_digest (
    unit_code text    not null check (unit_code ~ '^[0-9]{12}$'),
    day       date    not null,
    open      integer not null,
    overdue   integer not null,
    notice_id uuid    not null,
    primary key (unit_code, day)
);
create index daily_digest_of_notice on daily_digest (notice_id);
comment on table daily_digest is 'What each unit with open work was told in the morning; one row a unit and day';
