-- What departments are asked about one authorised household, and the village that a conflict of interest leaves out.

create table department (
    department_code text     not null primary key check (department_code ~ '^[A-Z][A-Z_]{1,39}$'),
    ordinal         smallint not null unique
);
comment on table department is 'Offices of a banner that are asked about households; message files hold their names as department.<code>';
insert into department (department_code, ordinal) values
    ('CIVIL_AFFAIRS', 1), ('MEDICAL_INSURANCE', 2), ('HUMAN_RESOURCES', 3), ('DISABLED_FEDERATION', 4), ('HOUSING', 5),
    ('EDUCATION', 6), ('NATURAL_RESOURCES', 7), ('PUBLIC_SECURITY', 8), ('MARKET_SUPERVISION', 9), ('TAX', 10),
    ('EMERGENCY', 11), ('HEALTH', 12), ('WATER', 13);

alter table staff_post
    add column department_code text references department (department_code),
    drop constraint staff_post_role_check,
    add constraint staff_post_role_check check (role in
        ('GRID_WORKER', 'VILLAGE', 'TOWNSHIP', 'BANNER_DESK', 'DEPARTMENT', 'BANNER_ADMIN', 'AUDITOR')),
    add constraint staff_post_of_department check ((role = 'DEPARTMENT') = (department_code is not null));
create index staff_post_department on staff_post (unit_code, department_code) where ended_at is null and department_code is not null;
comment on column staff_post.department_code is 'only of the role DEPARTMENT: which office of the banner';

create table check_data_set (
    region_code     text    not null check (region_code ~ '^[0-9]{12}$'),
    data_set        text    not null check (data_set ~ '^[A-Z][A-Z_]{1,39}$'),
    department_code text    not null references department (department_code),
    scope           text    not null check (scope ~ '^[A-Z][A-Z_]{1,39}$'),
    asked           boolean not null default true,
    effective_from  date    not null,
    effective_to    date,
    version         integer not null,
    basis           text    not null,
    primary key (region_code, data_set, effective_from)
);
comment on table check_data_set is 'Which department is asked for what; of each data set the most specific region in force on the day counts';
comment on column check_data_set.region_code is 'the unit it holds for and all below; 000000000000 = everywhere';
comment on column check_data_set.scope is 'the item of the authorisation that must have been given';
comment on column check_data_set.asked is 'false: this region does not ask it';
comment on column check_data_set.basis is 'the document or assumption it comes from';
insert into check_data_set (region_code, data_set, department_code, scope, effective_from, version, basis)
select '000000000000', data_set, department, scope, date '2026-01-01', 1, '默认值，待旗县确认'
from (values
    ('SOCIAL_ASSISTANCE', 'CIVIL_AFFAIRS', 'AID'),
    ('MEDICAL_EXPENSES', 'MEDICAL_INSURANCE', 'MEDICAL'),
    ('EMPLOYMENT', 'HUMAN_RESOURCES', 'INCOME'),
    ('DISABILITY_CARD', 'DISABLED_FEDERATION', 'DISABILITY'),
    ('HOUSE_SAFETY', 'HOUSING', 'PROPERTY'),
    ('SCHOOL_ENROLMENT', 'EDUCATION', 'SCHOOLING'),
    ('REAL_ESTATE', 'NATURAL_RESOURCES', 'PROPERTY'),
    ('HOUSEHOLD_REGISTER', 'PUBLIC_SECURITY', 'REGISTER'),
    ('VEHICLES', 'PUBLIC_SECURITY', 'VEHICLE'),
    ('BUSINESS_REGISTRATION', 'MARKET_SUPERVISION', 'COMPANY'),
    ('TAX_RECORDS', 'TAX', 'INCOME'),
    ('DISASTER_LOSSES', 'EMERGENCY', 'AID'),
    ('TREATMENT', 'HEALTH', 'MEDICAL'),
    ('DRINKING_WATER', 'WATER', 'REGISTER')) as seed (data_set, department, scope);

insert into policy_limit (region_code, step_code, value, unit, kind, effective_from, version, basis) values
    ('000000000000', 'INFO_CHECK', 5, 'CAL_DAY', 'MAX', date '2026-01-01', 1, '默认值，待旗县确认');

create table check_authorisation (
    authorisation_id uuid        not null,
    banner_code      text        not null,
    case_id          uuid        not null,
    scope            text[]      not null check (cardinality(scope) > 0),
    signed_on        date        not null,
    members          bytea       not null,
    member_count     smallint    not null check (member_count > 0),
    recorded_by      uuid        not null,
    recorded_at      timestamptz not null,
    ended_at         timestamptz,
    primary key (authorisation_id, banner_code),
    foreign key (case_id, banner_code) references case_file (id, banner_code)
);
create unique index check_authorisation_current on check_authorisation (case_id, banner_code) where ended_at is null;
comment on table check_authorisation is 'What a household allowed to be asked, and about whom; without a row that has not ended nothing is asked';
comment on column check_authorisation.members is 'names and ID numbers of those who signed, encrypted';
comment on column check_authorisation.ended_at is 'withdrawn, replaced by a later one, or the case is over';

create table information_check (
    check_id         uuid        not null,
    banner_code      text        not null,
    case_id          uuid        not null,
    authorisation_id uuid        not null,
    department_code  text        not null references department (department_code),
    data_set         text        not null,
    data_set_version integer     not null,
    asked_by         uuid        not null,
    asked_at         timestamptz not null,
    due_at           timestamptz not null,
    policy_version   integer     not null,
    calendar_version bigint      not null,
    result           text        check (result in ('MATCH', 'DIFFERENCE', 'NO_DATA', 'UNAVAILABLE')),
    source           text        check (source in ('DEPARTMENT_SYSTEM', 'DEPARTMENT_LIST', 'LETTER', 'TELEPHONE')),
    finding          bytea,
    answered_by      uuid,
    answered_as      text        check (answered_as in ('DEPARTMENT', 'BANNER_DESK')),
    answered_at      timestamptz,
    answer_key       uuid,
    cancelled_at     timestamptz,
    escalated_at     timestamptz,
    version          integer     not null default 1,
    primary key (check_id, banner_code),
    foreign key (case_id, banner_code) references case_file (id, banner_code),
    foreign key (authorisation_id, banner_code) references check_authorisation (authorisation_id, banner_code),
    constraint check_answered_whole check (
        (answered_at is null) = (result is null) and (answered_at is null) = (source is null)
        and (answered_at is null) = (answered_by is null) and (answered_at is null) = (answered_as is null)
        and (answered_at is null) = (answer_key is null)),
    constraint check_difference_told check (result <> 'DIFFERENCE' or finding is not null),
    constraint check_not_both check (answered_at is null or cancelled_at is null)
);
create unique index information_check_once on information_check (case_id, data_set, banner_code)
    where answered_at is null and cancelled_at is null;
create index information_check_of_department on information_check (banner_code, department_code, due_at, check_id)
    where answered_at is null and cancelled_at is null;
create index information_check_of_banner on information_check (banner_code, due_at, check_id)
    where answered_at is null and cancelled_at is null;
create index information_check_of_case on information_check (case_id, asked_at, check_id);
comment on table information_check is 'One question to one department about one household; an answer never decides anything, a difference is for the visitor to have explained';
comment on column information_check.data_set_version is 'of the rule by which this department was asked';
comment on column information_check.finding is 'what the department found, encrypted';
comment on column information_check.answered_as is 'BANNER_DESK: the desk wrote down what a department without an account said';
comment on column information_check.answer_key is 'the client''s key of the answer: a retry answers the same';
comment on column information_check.cancelled_at is 'no longer asked: the authorisation ended before an answer came';
comment on column information_check.escalated_at is 'when the banner desk was told that it is late';

-- Conflict of interest

alter table case_file add column villages_skipped text[] not null default '{}';
alter table case_file add constraint case_not_with_skipped_village check (
    not owner_unit = any (villages_skipped) and (helper_unit is null or not helper_unit = any (villages_skipped))
    and (home_unit is null or not home_unit = any (villages_skipped)));
comment on column case_file.villages_skipped is 'villages that may not have this case: a report names one of their people, or a handler there is related';

create table case_recusal (
    case_id     uuid        not null,
    banner_code text        not null,
    staff_id    uuid        not null references staff (staff_id),
    unit_code   text        not null,
    declared_at timestamptz not null,
    primary key (case_id, staff_id, banner_code),
    foreign key (case_id, banner_code) references case_file (id, banner_code)
);
create trigger case_recusal_append_only before update or delete on case_recusal for each row execute function refuse_change();
create trigger case_recusal_never_emptied before truncate on case_recusal for each statement execute function refuse_change();
comment on table case_recusal is 'Who said to be related to the household: takes no step in this case again';
