-- What administrators do to the list of units: changes, some of them planned for a day to come, and the names that
-- people write and staff understood.

create table unit_change (
    change_id       uuid        not null primary key,
    banner_code     text        not null check (banner_code ~ '^[0-9]{6}$'),
    kind            text        not null check (kind in ('RENAME', 'MERGE', 'SPLIT', 'RECODE', 'RETIRE', 'ADD', 'ROUTABLE')),
    unit_codes      text[]      not null check (cardinality(unit_codes) between 1 and 40),
    content         jsonb       not null,
    effective_from  date        not null,
    status          text        not null check (status in ('PLANNED', 'APPLIED', 'CANCELLED', 'FAILED')),
    made_by         uuid        not null,
    made_at         timestamptz not null,
    settled_by      uuid,
    settled_at      timestamptz,
    applied_version bigint,
    failure         text,
    version         integer     not null default 1,
    constraint unit_change_settled check ((status = 'PLANNED') = (settled_at is null)),
    constraint unit_change_applied check ((status = 'APPLIED') = (applied_version is not null))
);
create index unit_change_of_banner on unit_change (banner_code, change_id);
create index unit_change_planned on unit_change (effective_from, change_id) where status = 'PLANNED';
comment on table unit_change is 'An administrator''s change of units: applied at once, or planned and applied at the first moment of its day';
comment on column unit_change.unit_codes is 'every unit it touches, old and new';
comment on column unit_change.content is 'the change as asked for: codes and names of units, nothing else';
comment on column unit_change.effective_from is 'first day on which the new units hold, in Asia/Shanghai';
comment on column unit_change.settled_by is 'who applied or cancelled it; null when its day did';
comment on column unit_change.applied_version is 'version of the unit table that holds it';
comment on column unit_change.failure is 'why it could no longer be applied on its day; a code';

create table alias_suggestion (
    suggestion_id uuid        not null primary key,
    banner_code   text        not null check (banner_code ~ '^[0-9]{6}$'),
    unit_code     text        not null check (unit_code ~ '^[0-9]{12}$'),
    place_text    text        not null check (length(place_text) between 2 and 8),
    status        text        not null check (status in ('OPEN', 'CONFIRMED', 'REJECTED')),
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    decided_by    uuid,
    decided_at    timestamptz,
    rejection     text,
    version       integer     not null default 1,
    constraint alias_suggestion_once unique (unit_code, place_text),
    constraint alias_suggestion_decided check ((status = 'OPEN') = (decided_at is null)),
    constraint alias_suggestion_rejected check ((status = 'REJECTED') = (rejection is not null))
);
create index alias_suggestion_of_banner on alias_suggestion (banner_code, status, suggestion_id);
comment on table alias_suggestion is 'A place word no reader knew, and the village staff sent its report to; an administrator decides whether it is a name';
comment on column alias_suggestion.place_text is 'the hamlet or settlement alone, normalised; never a sentence, a number or a person';
comment on column alias_suggestion.rejection is 'coded reason';

create table alias_suggestion_case (
    suggestion_id uuid        not null references alias_suggestion (suggestion_id),
    case_id       uuid        not null,
    seen_at       timestamptz not null,
    primary key (suggestion_id, case_id)
);
comment on table alias_suggestion_case is 'Which cases speak for a suggestion; one row a case, so that nothing counts twice';
