-- What is posted in a village about a household, and who objects. That a notice hangs its days is kept here too: whoever
-- speaks to the database, application or not, cannot shorten it.

alter table policy_limit add constraint notice_never_under_five_days
    check (step_code <> 'NOTICE' or kind <> 'MIN' or unit = 'MONTH' or (unit in ('CAL_DAY', 'WORK_DAY') and value >= 5));
insert into policy_limit (region_code, step_code, value, unit, kind, effective_from, version, basis) values
    ('000000000000', 'NOTICE', 5, 'CAL_DAY', 'MIN', date '2015-01-01', 1, '公示不少于5天，默认值，待旗县确认');

create table notice_policy (
    region_code     text        not null check (region_code ~ '^[0-9]{12}$'),
    name_style      text        check (name_style in ('FULL', 'MASKED')),
    tells_cause     boolean,
    objection_phone text        check (objection_phone ~ '^(0[1-9][0-9]{1,2}-[2-9][0-9]{6,7}|1[012][0-9]{3}|96[0-9]{3,4})$'),
    effective_from  date        not null,
    effective_to    date,
    version         integer     not null,
    basis           text        not null,
    primary key (region_code, effective_from)
);
comment on table notice_policy is 'What notices print; of each column the most specific region in force on the day that says something counts';
comment on column notice_policy.region_code is 'the unit it holds for and all below; 000000000000 = everywhere';
comment on column notice_policy.name_style is 'FULL or MASKED: how the adult head is named; a minor never is';
comment on column notice_policy.tells_cause is 'whether a neutral word on the cause is printed; false: none at all';
comment on column notice_policy.objection_phone is 'of the office that takes objections: a landline or a service number, never a mobile';
insert into notice_policy (region_code, name_style, tells_cause, objection_phone, effective_from, version, basis) values
    ('000000000000', 'FULL', false, '12317', date '2015-01-01', 1, '默认值，待旗县确认');

create table case_notice (
    notice_id          uuid        not null,
    banner_code        text        not null check (banner_code ~ '^[0-9]{6}$'),
    case_id            uuid        not null,
    notice_no          text        not null check (notice_no ~ '^[2-9A-HJ-NP-TV-Z]{10}$'),
    kind               text        not null check (kind in ('RECOGNITION', 'ELIMINATION', 'ANNOUNCEMENT')),
    round              smallint    not null check (round > 0),
    unit_code          text        not null check (unit_code ~ '^[0-9]{12}$'),
    place              text        not null check (length(place) between 1 and 60),
    posted_at          timestamptz not null,
    posted_by          uuid        not null,
    minimum_value      integer     not null,
    minimum_unit       text        not null check (minimum_unit in ('CAL_DAY', 'WORK_DAY', 'MONTH')),
    minimum_until      timestamptz not null,
    policy_version     integer     not null,
    calendar_version   bigint      not null,
    awaited_year       integer,
    text_version       smallint    not null,
    content            bytea       not null,
    post_evidence      uuid[]      not null check (cardinality(post_evidence) between 1 and 9),
    taken_down_at      timestamptz,
    taken_down_by      uuid,
    take_down_evidence uuid[]      check (cardinality(take_down_evidence) between 1 and 9),
    void_reason        text        check (void_reason in ('OBJECTION_FOUNDED', 'CASE_CLOSED')),
    primary key (notice_id, banner_code),
    foreign key (case_id, banner_code) references case_file (id, banner_code),
    constraint notice_hangs_five_whole_days check (
        minimum_until >= ((posted_at at time zone 'Asia/Shanghai')::date + 6)::timestamp at time zone 'Asia/Shanghai'),
    constraint notice_hangs_its_minimum check (taken_down_at >= minimum_until or void_reason is not null),
    constraint notice_removal_complete check (
        case when void_reason is not null then taken_down_at is not null
             else (taken_down_at is null) = (taken_down_by is null)
                  and (taken_down_at is null) = (take_down_evidence is null) end)
);
create unique index case_notice_number on case_notice (notice_no);
create unique index case_notice_round on case_notice (case_id, kind, round);
create unique index case_notice_hanging on case_notice (case_id) where taken_down_at is null and kind <> 'ANNOUNCEMENT';
create index case_notice_of_case on case_notice (case_id, notice_id);
comment on table case_notice is 'A notice on a village''s wall, with its words, its photos and the days it must hang';
comment on column case_notice.notice_no is 'printed on it: nine random characters and a check character';
comment on column case_notice.round is 'the how many-th of its kind in the case';
comment on column case_notice.unit_code is 'the village it is posted in';
comment on column case_notice.place is 'where in the village; read by the guard, so nobody''s number, illness or name is in it';
comment on column case_notice.minimum_until is 'not to be taken down before; only ever moves later';
comment on column case_notice.awaited_year is 'the minimum reaches into a year whose holidays were not announced';
comment on column case_notice.text_version is 'edition of the words it was made with';
comment on column case_notice.content is 'its words in each language, as posted; encrypted';
comment on column case_notice.post_evidence is 'photos of it on the wall';
comment on column case_notice.take_down_evidence is 'photos of the place after it came down';
comment on column case_notice.void_reason is 'why it came down without having served: it counts for nothing, and the next one hangs all its days';

create function keep_notice_as_posted() returns trigger language plpgsql as $$
begin
    if new.minimum_until < old.minimum_until then
        raise exception 'no role may shorten a notice' using errcode = 'restrict_violation';
    end if;
    if old.taken_down_at is not null then
        raise exception 'a notice that came down is history' using errcode = 'restrict_violation';
    end if;
    if new.void_reason = 'OBJECTION_FOUNDED' and not exists (
            select from case_objection o
            where o.notice_id = new.notice_id and o.banner_code = new.banner_code and o.founded)
        or new.void_reason = 'CASE_CLOSED' and not exists (
            select from case_file c
            where c.id = new.case_id and c.banner_code = new.banner_code and c.closed_at is not null) then
        raise exception 'a notice is void only by a founded objection or a closed case' using errcode = 'restrict_violation';
    end if;
    if (new.notice_id, new.banner_code, new.case_id, new.notice_no, new.kind, new.round, new.unit_code, new.place,
            new.posted_at, new.posted_by, new.minimum_value, new.minimum_unit, new.policy_version, new.text_version,
            new.content, new.post_evidence)
        is distinct from
        (old.notice_id, old.banner_code, old.case_id, old.notice_no, old.kind, old.round, old.unit_code, old.place,
            old.posted_at, old.posted_by, old.minimum_value, old.minimum_unit, old.policy_version, old.text_version,
            old.content, old.post_evidence) then
        raise exception 'a notice stays as it was posted' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger case_notice_as_posted before update on case_notice for each row execute function keep_notice_as_posted();
create trigger case_notice_stays before delete on case_notice for each row execute function refuse_change();
create trigger case_notice_never_emptied before truncate on case_notice for each statement execute function refuse_change();

create table case_objection (
    objection_id    uuid        not null,
    banner_code     text        not null,
    objection_no    text        not null check (objection_no ~ '^[2-9A-HJ-NP-TV-Z]{12}$'),
    notice_id       uuid        not null,
    case_id         uuid        not null,
    channel         text        not null check (channel in ('RESIDENT', 'STAFF')),
    resident_id     uuid,
    recorded_by     uuid,
    idempotency_key uuid,
    content_hash    bytea       check (octet_length(content_hash) = 32),
    content         bytea       not null,
    contact         bytea,
    received_at     timestamptz not null,
    decided_at      timestamptz,
    decided_by      uuid,
    founded         boolean,
    finding         bytea,
    primary key (objection_id, banner_code),
    foreign key (notice_id, banner_code) references case_notice (notice_id, banner_code),
    constraint objection_has_a_source check (
        (channel = 'RESIDENT') = (resident_id is not null and idempotency_key is not null and content_hash is not null)
        and (channel = 'STAFF') = (recorded_by is not null)),
    constraint objection_decided_whole check (
        (decided_at is null) = (decided_by is null) and (decided_at is null) = (founded is null)
        and (decided_at is null) = (finding is null)),
    constraint objection_decided_after check (decided_at >= received_at)
);
create unique index case_objection_number on case_objection (objection_no);
create unique index case_objection_key on case_objection (resident_id, idempotency_key) where resident_id is not null;
create index case_objection_of_resident on case_objection (resident_id, received_at) where resident_id is not null;
create index case_objection_of_notice on case_objection (notice_id, received_at);
create index case_objection_open on case_objection (case_id) where decided_at is null;
comment on table case_objection is 'Somebody says that a notice is wrong; while it is open the notice stays up';
comment on column case_objection.objection_no is 'what the objector keeps';
comment on column case_objection.channel is 'RESIDENT: on the phone; STAFF: told or written to the office and recorded there';
comment on column case_objection.content_hash is 'salted with the key: same key and text answers the same';
comment on column case_objection.content is 'what was said, encrypted; who said it is for those who decide';
comment on column case_objection.contact is 'how the objector wants to be reached, encrypted';
comment on column case_objection.finding is 'what came of it, in words for the objector, encrypted';

create function keep_objection() returns trigger language plpgsql as $$
begin
    if old.decided_at is not null
        or (to_jsonb(new) - '{decided_at,decided_by,founded,finding}'::text[])
            is distinct from (to_jsonb(old) - '{decided_at,decided_by,founded,finding}'::text[]) then
        raise exception 'an objection is decided once and stays as it came' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger case_objection_kept before update on case_objection for each row execute function keep_objection();
create trigger case_objection_stays before delete on case_objection for each row execute function refuse_change();
create trigger case_objection_never_emptied before truncate on case_objection for each statement execute function refuse_change();
