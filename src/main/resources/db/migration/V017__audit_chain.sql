-- Every step of a case and every entry of the trail about it becomes a link of the case's hash chain; links are sealed in
-- batches, seals anchored once a day. Sealed after the commit, so that a submission waits for no hash.

-- Transaction numbers begin anew where a dump is loaded into another cluster; the owner's start then raises this figure.
create function commit_order_offset() returns bigint language sql immutable parallel safe return 0::bigint;

-- A constant for what is there, so that no row is rewritten; from now on the transaction's number.
alter table case_event add column commit_order bigint not null default 0;
alter table case_event alter column commit_order set default (pg_current_xact_id()::text::bigint + commit_order_offset());
alter table audit_event add column commit_order bigint not null default 0;
alter table audit_event alter column commit_order set default (pg_current_xact_id()::text::bigint + commit_order_offset());
create index case_event_to_seal on case_event (commit_order, case_id, sequence);
create index audit_event_to_seal on audit_event (commit_order, id) where case_id is not null;
comment on column case_event.commit_order is 'number of the writing transaction: what lies below every open transaction is complete. No part of the hash';
comment on column audit_event.commit_order is 'as in case_event';

create table chain_seal (
    seal_no        bigint      not null primary key check (seal_no > 0),
    sealed_at      timestamptz not null,
    links          integer     not null check (links > 0),
    root           bytea       not null check (octet_length(root) = 32),
    previous       bytea       not null check (octet_length(previous) = 32),
    hash           bytea       not null check (octet_length(hash) = 32),
    event_order    bigint      not null,
    event_case     uuid        not null,
    event_sequence integer     not null,
    audit_order    bigint      not null,
    audit_id       uuid        not null
);
comment on table chain_seal is 'A batch of links under one Merkle root; append-only';
comment on column chain_seal.event_order is 'with event_case and event_sequence the last sealed row of case_event; audit_order and audit_id that of audit_event';

create table case_link (
    case_id    uuid     not null,
    position   integer  not null check (position > 0),
    sequence   integer,
    audit_id   uuid,
    seal_no    bigint   not null references chain_seal (seal_no),
    leaf       integer  not null check (leaf >= 0),
    hash       bytea    not null check (octet_length(hash) = 32),
    primary key (case_id, position),
    constraint link_of_one check ((sequence is null) <> (audit_id is null))
);
create unique index case_link_leaf on case_link (seal_no, leaf);
comment on table case_link is 'The chain of a case: each link hashes the one before and one row of case_event or audit_event; append-only';

create table chain_anchor (
    day        date        not null primary key,
    first_seal bigint      not null,
    last_seal  bigint      not null,
    root       bytea       not null check (octet_length(root) = 32),
    previous   bytea       not null check (octet_length(previous) = 32),
    hash       bytea       not null check (octet_length(hash) = 32),
    made_at    timestamptz not null,
    constraint anchor_of_some check (last_seal >= first_seal)
);
comment on table chain_anchor is 'One hash for all seals up to the end of a day, to be written down elsewhere; append-only';
comment on column chain_anchor.day is 'in Asia/Shanghai';

create trigger chain_seal_append_only before update or delete on chain_seal for each row execute function refuse_change();
create trigger chain_seal_never_emptied before truncate on chain_seal for each statement execute function refuse_change();
create trigger case_link_append_only before update or delete on case_link for each row execute function refuse_change();
create trigger case_link_never_emptied before truncate on case_link for each statement execute function refuse_change();
create trigger chain_anchor_append_only before update or delete on chain_anchor for each row execute function refuse_change();
create trigger chain_anchor_never_emptied before truncate on chain_anchor for each statement execute function refuse_change();
