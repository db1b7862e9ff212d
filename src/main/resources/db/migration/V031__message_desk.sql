-- Messages as work: who is still to be called, what was said to whom, and the numbers of a day.

create table call_attempt (
    call_id    uuid        not null primary key,
    message_id uuid        not null references message,
    staff_id   uuid        not null references staff,
    called_at  timestamptz not null,
    result     text        not null check (result in ('TOLD', 'TOLD_AT_HOME', 'NO_ANSWER', 'WRONG_NUMBER', 'UNREACHABLE')),
    note       bytea
);
create index call_attempt_of_task on call_attempt (message_id, called_at);
comment on table call_attempt is 'Proof of contact: each time somebody tried to tell a family what no message could';
comment on column call_attempt.call_id is 'the key the request came with: a repeat adds nothing';
comment on column call_attempt.result is 'TOLD and TOLD_AT_HOME end the task; UNREACHABLE ends it after several tries on several days';
comment on column call_attempt.note is 'what was said, encrypted';

create index message_to_call on message (banner_code, created_at, message_id) where channel = 'CALL_TASK' and status = 'QUEUED';
create index message_desk on message (banner_code, status, channel, created_at, message_id);
create index case_moved_banner on case_file (owner_unit) where left(owner_unit, 6) <> banner_code;
comment on index case_moved_banner is 'cases another banner owns now: their calls are hers, the rows bear the first banner';

create index sms_reply_to_read on sms_reply (banner_code, reply_id) where kind = 'TEXT' and case_id is null and settled_at is null;
drop index sms_reply_unmatched;
comment on column sms_reply.banner_code is 'whose desk reads it: of the case, of the last report of that number, else of the central desk';
