-- What a resident may do after the report: rate, say that it is not solved, appeal, correct, take a consent back.

create table unit_office (
    unit_code  text        not null primary key check (unit_code ~ '^[0-9]{12}$'),
    phone      text        not null check (phone ~ '^[0-9-]{5,20}$'),
    changed_at timestamptz not null
);
comment on table unit_office is 'Office phones as they hang out at the door: shown to residents beside the step a unit owes; never a person''s own';

create table case_rating (
    report_id   uuid        not null,
    banner_code text        not null,
    occasion_at timestamptz not null,
    case_id     uuid        not null,
    unit_code   text        not null check (unit_code ~ '^[0-9]{12}$'),
    month       date        not null check (extract(day from month) = 1),
    score       smallint    not null check (score between 1 and 5),
    solved      boolean     not null,
    content     bytea,
    rated_at    timestamptz not null,
    changed_at  timestamptz not null,
    reopened_at timestamptz,
    primary key (report_id, occasion_at, banner_code),
    foreign key (report_id, banner_code) references report (id, banner_code)
);
create index case_rating_of_unit on case_rating (unit_code collate "C", month);
comment on table case_rating is 'What a reporter thinks of the work: one row a report and closing (or recognition), changeable within RATING_WINDOW';
comment on column case_rating.occasion_at is 'when the case was closed, or the household recognised';
comment on column case_rating.unit_code is 'who closed it';
comment on column case_rating.month is 'of the occasion, in Asia/Shanghai';
comment on column case_rating.content is 'the words, encrypted';
comment on column case_rating.reopened_at is 'when "not solved" opened the case again';

create table case_appeal (
    report_id       uuid        not null,
    banner_code     text        not null,
    idempotency_key uuid        not null,
    content_hash    bytea       not null,
    case_id         uuid        not null,
    refused_at      timestamptz not null,
    appealed_at     timestamptz not null,
    content         bytea       not null,
    primary key (report_id, idempotency_key, banner_code),
    constraint appeal_once_a_decision unique (case_id, refused_at, banner_code),
    foreign key (report_id, banner_code) references report (id, banner_code)
);
comment on table case_appeal is 'One appeal a decision, with the words of the family, encrypted';

create table report_correction (
    report_id       uuid        not null,
    banner_code     text        not null,
    idempotency_key uuid        not null,
    content_hash    bytea       not null,
    corrected_at    timestamptz not null,
    fields          text[]      not null check (cardinality(fields) > 0),
    content         bytea       not null,
    primary key (report_id, idempotency_key, banner_code),
    foreign key (report_id, banner_code) references report (id, banner_code)
);
comment on table report_correction is 'What a reporter corrected; the report stays as sent. Of one field the latest row counts';
comment on column report_correction.fields is 'JSON pointers into the report; never values';
comment on column report_correction.content is 'the corrected fields as JSON, encrypted';

create table consent_withdrawal (
    report_id    uuid        not null,
    banner_code  text        not null,
    consent      text        not null check (consent in ('PRIVACY', 'SENSITIVE', 'MESSAGES', 'PHOTOS', 'PROXY')),
    withdrawn_at timestamptz not null,
    primary key (report_id, consent, banner_code),
    foreign key (report_id, banner_code) references report (id, banner_code)
);
comment on table consent_withdrawal is 'Consents a reporter took back; what was done before stays lawful (PIPL article 15)';

do $$
declare
    guarded text;
begin
    foreach guarded in array array['report_correction', 'case_appeal', 'consent_withdrawal'] loop
        execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
            guarded || '_append_only', guarded);
    end loop;
end $$;

insert into policy_limit (region_code, step_code, value, unit, kind, effective_from, version, basis) values
    ('000000000000', 'RATING_WINDOW', 30, 'CAL_DAY', 'MAX', date '2026-01-01', 1, '办结后可评价、可说没解决的日子；默认值，待旗县确认'),
    ('000000000000', 'APPEAL_WINDOW', 60, 'CAL_DAY', 'MAX', date '2026-01-01', 1, '不予纳入后可申请复核的日子；参照行政复议60日，假定，待旗县确认')
on conflict do nothing;
