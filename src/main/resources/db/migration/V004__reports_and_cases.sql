-- The report as sent, the case it belongs to, and every step. Tables that grow carry the banner code, so that they can be
-- distributed by it without change.

create table case_file (
    id                uuid        not null,
    banner_code       text        not null check (banner_code ~ '^[0-9]{6}$'),
    owner_unit        text        not null check (owner_unit ~ '^[0-9]{12}$'),
    destination       text        not null check (destination in ('VILLAGE', 'TOWNSHIP_POOL', 'BANNER_DESK', 'TRANSFER_LIST')),
    state             text        not null,
    priority          smallint    not null check (priority in (0, 1)),
    received_at       timestamptz not null,
    due_at            timestamptz not null,
    promised_by       date        not null,
    policy_version    integer     not null,
    accepted_at       timestamptz,
    closed_at         timestamptz,
    outcome           text,
    answer            bytea,
    claimed_by        uuid,
    claimed_at        timestamptz,
    transfer_target   text,
    bounce_count      integer     not null default 0,
    person_index      bytea,
    phone_index       bytea,
    name_unit_index   bytea,
    first_report_id   uuid        not null,
    report_count      integer     not null default 1,
    last_sequence     integer     not null default 1,
    version           integer     not null default 1,
    changed_at        timestamptz not null,
    changed_by        uuid,
    primary key (id, banner_code),
    constraint case_closed_with_outcome check ((closed_at is null) = (outcome is null)),
    constraint case_claim_complete check ((claimed_by is null) = (claimed_at is null))
);
create unique index case_open_person on case_file (person_index, banner_code) where closed_at is null and person_index is not null;
create index case_open_name_unit on case_file (name_unit_index) where closed_at is null and name_unit_index is not null;
create index case_queue_unit on case_file (owner_unit, priority, due_at, id) where closed_at is null;
create index case_queue_township on case_file (left(owner_unit, 9), priority, due_at, id) where closed_at is null;
create index case_queue_banner on case_file (left(owner_unit, 6), priority, due_at, id) where closed_at is null;
alter table case_file set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
comment on table case_file is 'One case a household; its state says which step is owed, its owner unit by whom. A queue is a query on it';
comment on column case_file.banner_code is 'first six digits of the unit that got the case first; never changes';
comment on column case_file.owner_unit is 'who owes the next step; changed only together with an event';
comment on column case_file.priority is '0 urgent, 1 normal: ascending like every sort column of the queue';
comment on column case_file.received_at is 'submission of the first report; every clock starts here';
comment on column case_file.promised_by is 'the day the resident was promised an answer by';
comment on column case_file.policy_version is 'version of the limits the due times were computed with';
comment on column case_file.answer is 'the sentence given to the resident at closing, encrypted';
comment on column case_file.bounce_count is 'how often it was returned as not ours';
comment on column case_file.person_index is 'blind index of the subject''s ID number';
comment on column case_file.phone_index is 'blind index of the contact phone';
comment on column case_file.name_unit_index is 'blind index of name and owning unit, for matching';
comment on column case_file.version is 'optimistic lock; the ETag staff writes must match';

create table report (
    id              uuid        not null,
    banner_code     text        not null,
    receipt_no      text        not null,
    resident_id     uuid        not null,
    case_id         uuid        not null,
    submitted_at    timestamptz not null,
    unit_code       text        not null check (unit_code ~ '^[0-9]{12}$'),
    promised_by     date        not null,
    reporter_kind   text        not null,
    risk_main       text        not null,
    urgent          boolean     not null,
    phone_index     bytea,
    flags           text[]      not null,
    routing         jsonb       not null,
    matching        jsonb       not null,
    consents        jsonb       not null,
    content         bytea       not null,
    withdrawn_at    timestamptz,
    primary key (id, banner_code),
    foreign key (case_id, banner_code) references case_file (id, banner_code)
);
create unique index report_receipt_no on report (receipt_no);
create index report_of_resident on report (resident_id, id);
create index report_of_case on report (case_id);
create index report_of_phone on report (phone_index, submitted_at) where phone_index is not null;
-- A row is about 2 kB; encrypted content does not compress, and moving it aside costs a second write.
alter table report set (toast_tuple_target = 4080);
alter table report alter column content set storage external;
comment on table report is 'What a resident sent, as sent; what happens next is the business of its case';
comment on column report.receipt_no is 'the number the resident keeps; random with a check character';
comment on column report.unit_code is 'the unit that got it at submission, as told in the receipt';
comment on column report.flags is 'what looked odd; for the visitor to have explained, never a reason to reject';
comment on column report.routing is 'why it went there: destination, reasons, candidates, algorithm, unit table version';
comment on column report.matching is 'new, linked or suggested, and why';
comment on column report.consents is 'text versions agreed to; the time is submitted_at';
comment on column report.content is 'everything that was sent, as canonical JSON, encrypted';

create table report_key (
    resident_id     uuid  not null,
    idempotency_key uuid  not null,
    content_hash    bytea not null,
    report_id       uuid  not null,
    banner_code     text  not null,
    primary key (resident_id, idempotency_key)
);
comment on table report_key is 'One row a client key: same key and content answers the same, other content is a conflict';

create table report_supplement (
    report_id       uuid        not null,
    banner_code     text        not null,
    idempotency_key uuid        not null,
    content_hash    bytea       not null,
    added_at        timestamptz not null,
    content         bytea       not null,
    primary key (report_id, idempotency_key),
    foreign key (report_id, banner_code) references report (id, banner_code)
);
comment on table report_supplement is 'What the resident added later; content encrypted';

create table case_event (
    case_id     uuid        not null,
    banner_code text        not null,
    sequence    integer     not null check (sequence > 0),
    at          timestamptz not null,
    kind        text        not null,
    actor_kind  text        not null check (actor_kind in ('SYSTEM', 'RESIDENT', 'STAFF')),
    actor_id    uuid,
    state       text        not null,
    owner_unit  text        not null,
    from_unit   text,
    reason      text,
    report_id   uuid,
    note        bytea,
    primary key (case_id, sequence, banner_code),
    foreign key (case_id, banner_code) references case_file (id, banner_code)
);
comment on table case_event is 'Every step of a case; append-only, kept so by a trigger';
comment on column case_event.kind is 'report-received, report-linked, case-accepted … kebab-case; message files hold its words';
comment on column case_event.state is 'state after the step';
comment on column case_event.owner_unit is 'owner after the step';
comment on column case_event.from_unit is 'owner before, where the step moved the case';
comment on column case_event.note is 'what the person wrote, encrypted';

create table audit_event (
    id          uuid        not null primary key,
    at          timestamptz not null,
    actor_kind  text        not null check (actor_kind in ('SYSTEM', 'RESIDENT', 'STAFF')),
    actor_id    uuid,
    action      text        not null,
    unit_code   text,
    case_id     uuid,
    detail      text
);
create index audit_event_of_banner on audit_event (left(unit_code, 6), id);
create index audit_event_of_case on audit_event (case_id, id) where case_id is not null;
comment on table audit_event is 'Who read or changed what; append-only, kept so by a trigger';
comment on column audit_event.detail is 'codes only, never personal data';

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger case_event_append_only before update or delete on case_event for each row execute function refuse_change();
create trigger audit_event_append_only before update or delete on audit_event for each row execute function refuse_change();
