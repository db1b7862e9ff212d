-- The papers of a case: forms as filled in, and what staff photographed or scanned as evidence of them.

create table case_evidence (
    id              uuid        not null,
    banner_code     text        not null check (banner_code ~ '^[0-9]{6}$'),
    case_id         uuid        not null,
    slot            smallint    not null check (slot between 1 and 200),
    idempotency_key uuid        not null,
    kind            text        not null check (kind ~ '^[A-Z_]{1,40}$'),
    media_type      text        not null check (length(media_type) <= 100),
    byte_size       integer     not null check (byte_size > 0),
    width           integer     not null check (width > 0),
    height          integer     not null check (height > 0),
    file_digest     bytea       not null check (octet_length(file_digest) = 32),
    content_digest  bytea       not null check (octet_length(content_digest) = 32),
    made_by         uuid        not null,
    made_at         timestamptz not null,
    primary key (id, banner_code),
    constraint case_evidence_slot unique (case_id, banner_code, slot),
    constraint case_evidence_key unique (case_id, banner_code, idempotency_key),
    foreign key (case_id, banner_code) references case_file (id, banner_code)
);
comment on table case_evidence is 'A photo or scan that staff added to a case; append-only, kept so by a trigger. Its content is in case_evidence_content';
comment on column case_evidence.slot is 'place among those of the case; with its unique constraint it is the limit, also for uploads at the same time';
comment on column case_evidence.idempotency_key is 'chosen by the client for one file; a repeated upload with it is answered with the first row';
comment on column case_evidence.kind is 'code of evidence_kind, for example REVIEW_MINUTES';
comment on column case_evidence.file_digest is 'SHA-256 of the file as uploaded, to tell a repeat from another file under the same key';
comment on column case_evidence.content_digest is 'SHA-256 of the picture as stored, before encryption: what an evidence pack carries';

create table case_evidence_content (
    evidence_id uuid  not null,
    banner_code text  not null,
    content     bytea not null,
    primary key (evidence_id, banner_code),
    foreign key (evidence_id, banner_code) references case_evidence (id, banner_code)
);
-- Encrypted bytes do not compress; trying costs time on every write.
alter table case_evidence_content alter column content set storage external;
comment on table case_evidence_content is 'Encrypted pictures, apart from their rows, so that lists never read one';

create table case_form (
    id             uuid        not null,
    banner_code    text        not null,
    case_id        uuid        not null,
    sequence       integer     not null,
    step_sequence  integer     not null check (step_sequence <= sequence),
    form_code      text        not null check (form_code ~ '^[A-Z_]{1,40}$'),
    form_version   integer     not null check (form_version > 0),
    corrects       uuid,
    content        bytea       not null,
    content_digest bytea       not null check (octet_length(content_digest) = 32),
    evidence       uuid[]      not null,
    made_by        uuid        not null,
    made_at        timestamptz not null,
    primary key (id, banner_code),
    unique (case_id, form_code, step_sequence, id, banner_code),
    unique (corrects, banner_code),
    constraint case_form_corrects_its_like foreign key (case_id, form_code, step_sequence, corrects, banner_code)
        references case_form (case_id, form_code, step_sequence, id, banner_code),
    constraint case_form_of_a_step foreign key (case_id, sequence, banner_code)
        references case_event (case_id, sequence, banner_code),
    constraint case_form_correction_is_later check (corrects is not null or step_sequence = sequence)
);
alter table case_form alter column content set storage external;
comment on table case_form is 'A form as filled in at a step; append-only, kept so by a trigger: a correction is a row of its own';
comment on column case_form.sequence is 'the case_event it was written with';
comment on column case_form.step_sequence is 'the case_event of the step it speaks of; of a correction, that of the row it corrects';
comment on column case_form.form_version is 'the schema it was checked against';
comment on column case_form.corrects is 'the row this one stands in for; one row is corrected once, its correction can be corrected again';
comment on column case_form.content is 'a salt and the data as canonical JSON, encrypted under case_form.content.<id>';
comment on column case_form.content_digest is 'SHA-256 of salt and data: proves what was written to whoever may read it, tells nothing to others';
comment on column case_form.evidence is 'rows of case_evidence it rests on';

create trigger case_evidence_append_only before update or delete on case_evidence for each row execute function refuse_change();
create trigger case_evidence_never_emptied before truncate on case_evidence for each statement execute function refuse_change();
create trigger case_form_append_only before update or delete on case_form for each row execute function refuse_change();
create trigger case_form_never_emptied before truncate on case_form for each statement execute function refuse_change();
