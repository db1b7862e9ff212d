-- What is told to people outside, and what WeChat lets us tell.

create table message (
    message_id   uuid        not null primary key,
    case_id      uuid        not null,
    banner_code  text        not null,
    report_id    uuid        not null,
    step         text        not null,
    channel      text        not null check (channel in ('WECHAT', 'SMS', 'CALL_TASK')),
    recipient    text        not null,
    template     text        not null,
    status       text        not null check (status in ('QUEUED', 'SUBMITTED', 'DELIVERED', 'FAILED', 'UNKNOWN')),
    attempt      integer     not null default 0,
    provider     text,
    provider_message_id text,
    failure      text,
    created_at   timestamptz not null,
    changed_at   timestamptz not null,
    constraint message_once unique (case_id, step, channel, recipient)
);
create index message_of_case on message (case_id, message_id);
comment on table message is 'One message a case, step, channel and recipient, whatever is retried or repeated';
comment on column message.step is 'the event it tells of: case id, sequence and kind make it unique';
comment on column message.recipient is 'who, by our own ids: resident:<id> or report:<id>; never a phone number';
comment on column message.failure is 'our failure code; never the provider''s text';

create table message_grant (
    grant_id    uuid        not null primary key,
    resident_id uuid        not null,
    template    text        not null,
    granted_at  timestamptz not null,
    spent_at    timestamptz,
    void_reason text
);
create index message_grant_open on message_grant (resident_id, template, granted_at) where spent_at is null and void_reason is null;
comment on table message_grant is 'Consent ledger: WeChat keeps no count, so one row an acceptance, spent by one successful message';
