-- Bounces are counted and end with a decision; what looks like no report waits for a look.

alter table case_file add column held_at timestamptz;
comment on column case_file.held_at is 'since when it waits for somebody to say that it is a report at all; null: it does not';
create index case_queue_held on case_file (left(owner_unit, 6), priority, due_at, id) where closed_at is null and held_at is not null;
create index case_queue_bounced on case_file (left(owner_unit, 6), priority, due_at, id) where closed_at is null and bounce_count > 0;

alter table case_event add column by_unit text, add column meant_for text;
comment on column case_event.by_unit is 'the unit whose post the decision was made with; only on case-assigned, which is final';
comment on column case_event.meant_for is 'the unit the step was meant for, where nobody serves in it: the level above got the case';
create index case_event_returned on case_event (left(owner_unit, 6), at) where kind = 'case-returned';

-- Intake stores flags in one statement of its own; the mark on the case follows from them in the same transaction.
create function hold_case_to_check() returns trigger language plpgsql as $$
begin
    update case_file set held_at = new.submitted_at
    where id = new.case_id and banner_code = new.banner_code and first_report_id = new.id;
    return null;
end $$;
create trigger report_held after insert on report for each row
    when ('held-for-check' = any (new.flags)) execute function hold_case_to_check();

create table report_screening (
    report_id     uuid        not null,
    banner_code   text        not null,
    resident_id   uuid        not null,
    submitted_at  timestamptz not null,
    text_print    bytea,
    rules_version smallint    not null,
    garbage       smallint    not null check (garbage between 0 and 100),
    spam          smallint    not null check (spam between 0 and 100),
    copies        integer     not null,
    held          boolean     not null,
    signs         text[]      not null,
    distress      text[]      not null,
    text_check    text        check (text_check in ('PASS', 'REVIEW', 'RISKY', 'UNCHECKED')),
    text_checked_at timestamptz,
    primary key (report_id, banner_code),
    foreign key (report_id, banner_code) references report (id, banner_code)
);
create index report_screening_copies on report_screening (resident_id, text_print, submitted_at) where text_print is not null;
comment on table report_screening is 'What the machine thought of a narrative: scores, what they come from, and WeChat''s opinion. Advice to people';
comment on column report_screening.text_print is 'keyed print of the letters and digits of the narrative: equal texts have equal prints';
comment on column report_screening.copies is 'how often this account had sent the same text in the day before';
comment on column report_screening.text_check is 'WeChat''s suggestion; UNCHECKED: it gave none in time';
