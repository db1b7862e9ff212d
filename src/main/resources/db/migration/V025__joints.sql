-- Where the parts of the procedure meet: objectors are told, the windows have one source, no desk's arrival and no question to a
-- department lies unseen. No index here gets a row at submission.

alter table case_objection add column contact_index bytea check (octet_length(contact_index) = 16);
create index case_objection_phone on case_objection (contact_index) where contact_index is not null;
comment on column case_objection.contact_index is 'blind index of the mobile the objector left, as of the phone in reports: what limits of messages count';

alter table message
    alter column report_id drop not null,
    add column objection_id uuid,
    add constraint message_about_one check ((report_id is null) <> (objection_id is null));
comment on column message.objection_id is 'the objection whose sender is told; then there is no report: who objects is nobody of the family';
comment on column message.recipient is 'who, by our own ids: resident:<id>, report:<id> or objection:<id>; never a phone number';

-- REOPEN_WINDOW says until when a family may rate and say "not solved": two figures for one promise could part.
delete from policy_limit where step_code = 'RATING_WINDOW';

alter table daily_digest add column checks_overdue integer not null default 0;
comment on column daily_digest.checks_overdue is 'of a banner: questions to its departments that are late. Departments have no duty phone, the desk calls them';
create index information_check_late on information_check (due_at, check_id)
    where answered_at is null and cancelled_at is null and escalated_at is null;
comment on index information_check_late is 'what the banner desk has not been told of yet';

-- Every desk's arrivals, not only those to be accepted. Whoever accepted a case has seen it.
update case_file set opened_at = accepted_at
where closed_at is null and opened_at is null and coalesce(queued_at, received_at) <= accepted_at;
create index case_unopened on case_file (owner_unit, queued_at)
    where closed_at is null and opened_at is null and claimed_by is null and state <> 'RECEIVED';
comment on index case_unopened is 'what was handed on to a unit and never opened there';
comment on column case_file.opened_at is 'when the staff of the owner unit first opened it or worked on it; null again with a new owner';
