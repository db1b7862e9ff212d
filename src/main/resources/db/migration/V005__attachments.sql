-- Photos and papers of reports. Row and content lie apart, so that lists never read a photo.

create table attachment (
    id              uuid        not null,
    banner_code     text        not null check (banner_code ~ '^[0-9]{6}$'),
    report_id       uuid        not null,
    slot            smallint    not null check (slot between 1 and 3),
    idempotency_key text        not null check (length(idempotency_key) between 1 and 64),
    kind            text        not null check (kind ~ '^[A-Z_]{1,40}$'),
    media_type      text        not null check (length(media_type) <= 100),
    byte_size       integer     not null check (byte_size > 0),
    width           integer              check (width > 0),
    height          integer              check (height > 0),
    sha256          bytea       not null check (octet_length(sha256) = 32),
    created_at      timestamptz not null,
    primary key (id, banner_code),
    constraint attachment_slot unique (report_id, banner_code, slot),
    constraint attachment_key unique (report_id, banner_code, idempotency_key),
    constraint attachment_report foreign key (report_id, banner_code) references report (id, banner_code),
    constraint attachment_size check ((width is null) = (height is null))
);

comment on table attachment is 'What a photo or paper is and to which report it belongs; its content is in attachment_content.';
comment on column attachment.id is 'UUIDv7 made by the server.';
comment on column attachment.banner_code is 'First six digits of the unit code of the report: the distribution key.';
comment on column attachment.report_id is 'The report it came with.';
comment on column attachment.slot is 'Place among the three of a report. With its unique constraint it is the limit, also for uploads at the same time.';
comment on column attachment.idempotency_key is 'Chosen by the client for one file; a repeated upload with it is answered with the first row.';
comment on column attachment.kind is 'Code of evidence_kind, for example MEDICAL_BILL.';
comment on column attachment.media_type is 'Of the content as stored; photos are always image/jpeg.';
comment on column attachment.byte_size is 'Of the content before encryption.';
comment on column attachment.width is 'Pixels; null when it is no picture.';
comment on column attachment.height is 'Pixels; null when it is no picture.';
comment on column attachment.sha256 is 'Of the file as uploaded, to tell a repeat from another file under the same key.';
comment on column attachment.created_at is 'When the upload was stored.';

create table attachment_content (
    attachment_id uuid  not null,
    banner_code   text  not null,
    content       bytea not null,
    primary key (attachment_id, banner_code),
    constraint attachment_content_row foreign key (attachment_id, banner_code)
        references attachment (id, banner_code) on delete cascade
);

-- Encrypted bytes do not compress; trying costs time on every write.
alter table attachment_content alter column content set storage external;

comment on table attachment_content is 'Encrypted contents, one row for each attachment that is kept in the database.';
comment on column attachment_content.attachment_id is 'The attachment.';
comment on column attachment_content.banner_code is 'As in attachment: the distribution key.';
comment on column attachment_content.content is 'Encrypted under the context attachment_content.content.<id>; version, algorithm and key id stand in front.';
