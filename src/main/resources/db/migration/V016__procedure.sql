-- The whole procedure: whose household it is, which limit runs since when, pauses, papers that are owed after help came first.
-- Nothing here is written at submission.

alter table case_file
    add column home_unit       text check (home_unit ~ '^[0-9]{12}$'),
    add column limit_code      text,
    add column limit_since     timestamptz,
    add column paused_since    timestamptz,
    add column appeal_until    timestamptz,
    add column reopen_until    timestamptz,
    add column stable_from     timestamptz,
    add column notice_until    timestamptz;
create index case_of_home on case_file (home_unit, id) where home_unit is not null and closed_at is null;
comment on column case_file.home_unit is 'the unit that does the village''s part of the procedure, since it was accepted; it reads the case wherever it is';
comment on column case_file.limit_code is 'step code of the limit that runs; null: ACCEPT or URGENT_CALL since it was received';
comment on column case_file.limit_since is 'when that limit started; an edit never moves it';
comment on column case_file.paused_since is 'since when the clock rests; null: it runs';
comment on column case_file.appeal_until is 'of a refused case: the first moment at which the refusal stands for good';
comment on column case_file.reopen_until is 'of a closed case: the first moment at which "not solved" comes too late';
comment on column case_file.stable_from is 'of a registered case: the first moment at which elimination may be thought of';
comment on column case_file.notice_until is 'the first moment at which the notice of this round may come down';

insert into policy_limit (region_code, step_code, value, unit, kind, effective_from, version, basis) values
    ('000000000000', 'AUTHORISE',        2, 'WORK_DAY', 'MAX', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'VISIT',            2, 'WORK_DAY', 'MAX', date '2026-01-01', 1, '参照安徽2个工作日，待旗县确认'),
    ('000000000000', 'CHECK',            5, 'CAL_DAY',  'MAX', date '2026-01-01', 1, '信息比对5天，待旗县确认'),
    ('000000000000', 'REVIEW',           2, 'CAL_DAY',  'MAX', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'POST_NOTICE',      1, 'WORK_DAY', 'MAX', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'END_NOTICE',       1, 'WORK_DAY', 'MAX', date '2026-01-01', 1, '自公示期满起算；默认值，待旗县确认'),
    ('000000000000', 'AUDIT',            1, 'WORK_DAY', 'MAX', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'DECIDE',           1, 'WORK_DAY', 'MAX', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'ANNOUNCE',         2, 'WORK_DAY', 'MAX', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'REGISTER',         5, 'WORK_DAY', 'MAX', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'PLAN',             1, 'MONTH',    'MAX', date '2026-01-01', 1, '帮扶计划1个月内，默认值，待旗县确认'),
    ('000000000000', 'FOLLOW_UP',        3, 'MONTH',    'MAX', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'STABLE',           6, 'MONTH',    'MIN', date '2026-01-01', 1, '参照安徽、弋江区：识别后满6个月，待旗县确认'),
    ('000000000000', 'APPEAL',          10, 'WORK_DAY', 'MAX', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'APPEAL_WINDOW',   60, 'CAL_DAY',  'MAX', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'REOPEN_WINDOW',   30, 'CAL_DAY',  'MAX', date '2026-01-01', 1, '默认值，待旗县确认'),
    ('000000000000', 'PAUSE_CAP',       10, 'WORK_DAY', 'MAX', date '2026-01-01', 1, '一件累计；默认值，待旗县确认'),
    ('000000000000', 'PAPERWORK',       15, 'CAL_DAY',  'MAX', date '2026-01-01', 1, '绿色通道补办手续；默认值，待旗县确认');

create table case_pause (
    case_id     uuid        not null,
    banner_code text        not null,
    ordinal     integer     not null check (ordinal > 0),
    reason      text        not null check (reason in ('OBJECTION', 'UNREACHABLE', 'AWAITING_RESIDENT', 'FORCE_MAJEURE')),
    approved_by uuid,
    began_at    timestamptz not null,
    ended_at    timestamptz check (ended_at >= began_at),
    primary key (case_id, ordinal, banner_code),
    foreign key (case_id, banner_code) references case_file (id, banner_code)
);
create unique index case_pause_one_at_a_time on case_pause (case_id) where ended_at is null;
comment on table case_pause is 'When the clock rested and who said so; all pauses of a case share one cap';
comment on column case_pause.approved_by is 'null: an objection of somebody outside';

create table paperwork_debt (
    case_id       uuid        not null,
    banner_code   text        not null,
    form_code     text        not null,
    unit_code     text        not null check (unit_code ~ '^[0-9]{12}$'),
    opened_at     timestamptz not null,
    due_at        timestamptz not null,
    paid_at       timestamptz,
    paid_sequence integer,
    primary key (case_id, form_code, opened_at, banner_code),
    foreign key (case_id, banner_code) references case_file (id, banner_code),
    constraint paperwork_paid_by_step check ((paid_at is null) = (paid_sequence is null))
);
create index paperwork_owed on paperwork_debt (left(unit_code, 6), due_at, case_id, form_code) where paid_at is null;
comment on table paperwork_debt is 'Papers owed because help came first; listed until a step with that form pays them';
