-- The holiday calendar as versioned data, due times that wait for a year's notice, and limits that stretch for a while.

create table calendar_version (
    version     bigint      generated always as identity primary key,
    imported_at timestamptz not null,
    source      text        not null,
    checksum    text        not null check (checksum ~ '^[0-9a-f]{64}$'),
    years       integer[]   not null check (cardinality(years) > 0),
    day_count   integer     not null check (day_count > 0)
);
comment on table calendar_version is 'One row for each import of holiday notices; version 0 is the calendar that ships with the program';
comment on column calendar_version.source is 'Name of the file';
comment on column calendar_version.checksum is 'SHA-256 of the file';
comment on column calendar_version.years is 'Years whose notices it holds; it replaces what was known of these years and of no other';

create table calendar_day (
    version     bigint   not null references calendar_version (version),
    notice_year integer  not null,
    day         date     not null,
    kind        text     not null check (kind in ('HOLIDAY', 'MAKE_UP_DAY')),
    holiday     text     not null,
    primary key (notice_year, version, day)
);
create trigger calendar_day_append_only before update or delete on calendar_day for each row execute function refuse_change();
comment on table calendar_day is 'Days of the State Council''s notices; of each year the newest version holds';
comment on column calendar_day.notice_year is 'Year of the notice; its days may reach into the December before and the January after';
comment on column calendar_day.kind is 'HOLIDAY: day off; MAKE_UP_DAY: a weekend day that is worked';

alter table case_file
    add column calendar_version bigint  not null default 0,
    add column due_provisional  boolean not null default false;
comment on column case_file.calendar_version is 'Version of the calendar that due_at and promised_by were computed with; 0 = the shipped one';
comment on column case_file.due_provisional is 'One of them reaches into a year whose holidays were not announced; corrected by event when they are';

create table provisional_due (
    case_id      uuid        not null,
    banner_code  text        not null,
    timer        text        not null check (timer in ('STEP', 'WHOLE_CHAIN')),
    report_id    uuid        not null,
    awaited_year integer     not null,
    started_at   timestamptz not null,
    value        integer     not null check (value > 0),
    unit         text        not null check (unit in ('MINUTE', 'HOUR', 'CAL_DAY', 'WORK_DAY', 'MONTH')),
    due_at       timestamptz not null,
    primary key (case_id, timer, report_id, banner_code),
    foreign key (case_id, banner_code) references case_file (id, banner_code)
);
create index provisional_due_awaiting on provisional_due (awaited_year, case_id);
comment on table provisional_due is 'Work list: limits that wait for a holiday notice. A row goes when its limit was computed with the announced year';
comment on column provisional_due.report_id is 'The report whose submission started the limit';
comment on column provisional_due.awaited_year is 'First year it reaches into that was not announced';
comment on column provisional_due.due_at is 'As computed provisionally: the case is corrected only while this is what it is due at';

alter table case_event
    add column due_before      timestamptz,
    add column due_after       timestamptz,
    add column promised_before date,
    add column promised_after  date;
comment on column case_event.due_before is 'Only on due-date-corrected and due-date-confirmed, like the three beside it';

create table policy_surge (
    region_code    text    not null check (region_code ~ '^[0-9]{12}$'),
    step_code      text    not null,
    percent        integer not null check (percent between 101 and 500),
    effective_from date    not null,
    effective_to   date    not null,
    version        integer not null,
    basis          text    not null,
    primary key (region_code, step_code, effective_from),
    constraint policy_surge_ends check (effective_to > effective_from)
);
comment on table policy_surge is 'After a disaster: by how much MAX limits of a step stretch in a region for a while. MIN limits never change';
comment on column policy_surge.region_code is 'The unit it holds for and all below; the most specific in force on the day counts';
comment on column policy_surge.step_code is 'Each step is named; what is not named, urgent calls first of all, keeps its limit';
comment on column policy_surge.percent is 'Of the limit, rounded up to whole units';
comment on column policy_surge.effective_to is 'Exclusive; a surge has an end';
comment on column policy_surge.basis is 'Who declared it, in which document';
