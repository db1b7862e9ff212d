-- What carriers say of messages, and what phones answer.

alter table message
    add column phone_index   bytea,
    add column sending       boolean not null default false,
    add column interruptions integer not null default 0;
comment on column message.status is 'QUEUED, SUBMITTED: accepted by the provider, DELIVERED, FAILED: see failure, UNKNOWN: it left and nobody answered';
comment on column message.phone_index is 'blind index of the number an SMS goes to: for the limits of a day, and to settle what is unknown';
comment on column message.sending is 'an attempt is under way; true after a crash between request and answer';
comment on column message.interruptions is 'attempts that a crash cut off: after the second the message is UNKNOWN and not sent again';
create index message_of_phone on message (phone_index, changed_at) where phone_index is not null;
create index message_of_provider on message (provider, provider_message_id) where channel = 'SMS' and provider_message_id is not null;
create index message_sms_unknown on message (changed_at) where channel = 'SMS' and status = 'UNKNOWN';

create table sms_receipt (
    provider            text        not null,
    provider_message_id text        not null check (length(provider_message_id) <= 64),
    phone_index         bytea       not null,
    delivered           boolean     not null,
    code                text        not null check (length(code) <= 80),
    received_at         timestamptz not null,
    matched_at          timestamptz,
    primary key (provider, provider_message_id)
);
create index sms_receipt_waiting on sms_receipt (received_at) where matched_at is null;
comment on table sms_receipt is 'What a provider said became of a message; may come before our own note that it took it, twice, or out of order';

create table sms_reply (
    reply_id          uuid        not null primary key,
    provider          text        not null,
    provider_reply_id text        not null check (length(provider_reply_id) <= 64),
    kind              text        not null check (kind in ('STATUS', 'OPT_OUT', 'TEXT')),
    phone_index       bytea       not null,
    phone             bytea       not null,
    content           bytea       not null,
    case_id           uuid,
    banner_code       text,
    received_at       timestamptz not null,
    answer            text        check (answer in ('SENDING', 'SENT', 'FAILED', 'UNKNOWN', 'NONE')),
    answered_at       timestamptz,
    settled_at        timestamptz,
    settled_by        uuid,
    unique (provider, provider_reply_id)
);
create index sms_reply_unmatched on sms_reply (reply_id) where kind = 'TEXT' and case_id is null and settled_at is null;
create index sms_reply_of_case on sms_reply (case_id, reply_id) where case_id is not null;
create index sms_reply_of_phone on sms_reply (phone_index, answered_at) where answer is not null;
comment on table sms_reply is 'What a phone sent to our number; phone and words are encrypted';
comment on column sms_reply.case_id is 'the one open case of that phone; null: nobody can tell, a person looks';
comment on column sms_reply.answer is 'what became of our answer by SMS; SENDING after a crash: not sent again, the sender may ask again';

create table sms_opt_out (
    phone_index bytea       not null primary key,
    since       timestamptz not null
);
comment on table sms_opt_out is 'Numbers that asked for no more SMS: people call instead';
