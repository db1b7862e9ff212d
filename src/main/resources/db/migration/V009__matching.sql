-- What two reports are compared by, without decrypting anything, and what people decide about pairs that are not certain.

-- The name within a unit was wrong as soon as a case moved, and said nothing where the unit was unclear. Names alone do not move.
-- The name of a case that is open today cannot be computed here (the key is not in the database): it is recognised by its ID number.
alter table case_file
    drop column name_unit_index,
    add column name_index          bytea,
    add column name_claim          bytea,
    add column household_key       bytea,
    add column household_claim     bytea,
    add column risk_types          text,
    add column narrative_print     bigint,
    add column last_report_at      timestamptz,
    add column previous_case_id    uuid,
    add column merged_into         uuid,
    add column pending_suggestions smallint not null default 0 check (pending_suggestions >= 0),
    add constraint case_name_complete check ((name_index is null) = (name_claim is null)),
    add constraint case_household_complete check ((household_key is null) = (household_claim is null)),
    add constraint case_merged_is_closed check (merged_into is null or closed_at is not null);

-- Three indexes, each for finding candidates and for letting only one of two simultaneous reports of the same person through:
-- the other one fails, looks again and now finds the first. The claim says what must not open twice; a case whose double was
-- seen and judged to be another person's claims its own id, which is nobody else's.
drop index case_open_person;
create unique index case_open_person on case_file (person_index, banner_code, previous_case_id) nulls not distinct
    where closed_at is null and person_index is not null;
create unique index case_open_name on case_file (name_index, banner_code, name_claim)
    where closed_at is null and name_index is not null;
create unique index case_open_household on case_file (household_key, banner_code, household_claim)
    where closed_at is null and household_key is not null;
-- Written when a case closes, never at submission.
create index case_closed_person on case_file (person_index, closed_at) where closed_at is not null and person_index is not null;
create index case_merged_into on case_file (merged_into) where merged_into is not null;
create index case_to_compare on case_file (owner_unit collate "C", id) where closed_at is null and pending_suggestions > 0;

comment on column case_file.name_index is 'blind index of the subject''s name alone, for matching; needs no change when the case moves';
comment on column case_file.name_claim is 'with the name, what must not open twice: phone index, without a phone the first owner unit; own id where a double was seen and judged another''s';
comment on column case_file.household_key is 'key of registry_household as bytes, like the other keys compared by; null when unknown';
comment on column case_file.household_claim is 'empty for the household''s first open case, own id for others that were seen and judged';
comment on column case_file.risk_types is 'kinds of trouble of its first report, space between; null = unknown';
comment on column case_file.narrative_print is 'SimHash of keyed pairs of characters: says only how alike two narratives are';
comment on column case_file.last_report_at is 'when a report was last attached; null = only the first came';
comment on column case_file.previous_case_id is 'an earlier case of the same person: closed, or of another event long ago';
comment on column case_file.merged_into is 'the case its reports moved to, when a person judged both the same';
comment on column case_file.pending_suggestions is 'how many comparisons it waits for';

create table match_suggestion (
    id           uuid        not null,
    banner_code  text        not null,
    case_id      uuid        not null,
    candidate_id uuid        not null,
    score        smallint    not null check (score between 0 and 100),
    reasons      text        not null,
    state        text        not null default 'PENDING' check (state in ('PENDING', 'LINKED', 'SEPARATE')),
    created_at   timestamptz not null,
    decided_at   timestamptz,
    decided_by   uuid,
    version      integer     not null default 1,
    primary key (id, banner_code),
    foreign key (case_id, banner_code) references case_file (id, banner_code),
    foreign key (candidate_id, banner_code) references case_file (id, banner_code),
    constraint suggestion_decided check ((decided_at is null) = (state = 'PENDING')),
    constraint suggestion_of_two check (case_id <> candidate_id)
);
create unique index suggestion_of_pair on match_suggestion (case_id, candidate_id);
comment on table match_suggestion is 'Two cases that may be one: a person compares and decides, once and for all';
comment on column match_suggestion.case_id is 'the younger, which would be merged';
comment on column match_suggestion.candidate_id is 'the older, which would stay';
comment on column match_suggestion.reasons is 'codes of what speaks for it and against it, space between';
comment on column match_suggestion.state is 'PENDING, LINKED (merged), SEPARATE (two households)';
