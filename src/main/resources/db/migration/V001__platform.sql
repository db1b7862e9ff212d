-- What every feature stands on: the outbox, signing keys, sessions.

create table outbox (
    id           uuid        not null primary key,
    kind         text        not null,
    banner_code  text        not null,
    payload      jsonb       not null,
    attempt      integer     not null default 0,
    available_at timestamptz not null,
    created_at   timestamptz not null,
    done_at      timestamptz,
    outcome      text,
    constraint outbox_attempt_not_negative check (attempt >= 0)
);
create index outbox_due on outbox (available_at, id) where done_at is null;
create index outbox_done on outbox (done_at) where done_at is not null;
comment on table outbox is 'Work owed to the outside, written in the transaction that causes it; claimed with skip locked';
comment on column outbox.kind is 'event kind, kebab-case, e.g. report-received';
comment on column outbox.payload is 'ids only, never personal data';
comment on column outbox.attempt is 'how often it was claimed';
comment on column outbox.available_at is 'not before this time; a claim moves it to the end of its lease';
comment on column outbox.done_at is 'settled, whatever the outcome; kept some days for the curious, then deleted';
comment on column outbox.outcome is 'one word on how it ended';

create table signing_key (
    key_id      text        not null primary key,
    algorithm   text        not null,
    public_key  text        not null,
    private_key bytea       not null,
    created_at  timestamptz not null,
    retired_at  timestamptz
);
comment on table signing_key is 'Key pairs of our own tokens; the newest not retired one signs, all not retired ones verify';
comment on column signing_key.key_id is 'kid of the token header';
comment on column signing_key.public_key is 'PEM';
comment on column signing_key.private_key is 'PEM, encrypted with the master key';

create table session (
    session_id   uuid        not null primary key,
    subject_kind text        not null check (subject_kind in ('RESIDENT', 'STAFF')),
    subject_id   uuid        not null,
    started_at   timestamptz not null,
    ended_at     timestamptz,
    end_reason   text
);
create index session_of_subject on session (subject_id) where ended_at is null;
comment on table session is 'One sign-in; all refresh tokens of it form one family';
comment on column session.end_reason is 'signed-out, token-reused, account-changed';

create table refresh_token (
    token_hash bytea       not null primary key,
    session_id uuid        not null references session (session_id),
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index refresh_token_expiry on refresh_token (expires_at);
create index refresh_token_session on refresh_token (session_id);
comment on table refresh_token is 'Only the SHA-256 of a token; a second use ends the session';
