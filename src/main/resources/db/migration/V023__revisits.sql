-- Refusals drawn by lot for a second look. The seed of a month is committed to before its first draw and published when it is over.

create table policy_revisit (
    region_code    text    not null check (region_code ~ '^[0-9]{12}$'),
    percent        integer not null check (percent between 0 and 100),
    effective_from date    not null,
    effective_to   date,
    version        integer not null,
    basis          text    not null,
    primary key (region_code, effective_from)
);
comment on table policy_revisit is 'How many of a hundred refusals are looked at again; the most specific region in force on the day counts';
insert into policy_revisit (region_code, percent, effective_from, version, basis) values
    ('000000000000', 5, date '2026-01-01', 1, '默认值，待旗县确认');
insert into policy_limit (region_code, step_code, value, unit, kind, effective_from, version, basis) values
    ('000000000000', 'REVISIT', 10, 'WORK_DAY', 'MAX', date '2026-01-01', 1, '默认值，待旗县确认');

create table revisit_seed (
    month        date        not null primary key check (extract(day from month) = 1),
    commitment   text        not null check (commitment ~ '^[0-9a-f]{64}$'),
    sealed       bytea       not null,
    committed_at timestamptz not null,
    seed         text        check (seed ~ '^[0-9a-f]{64}$'),
    revealed_at  timestamptz,
    constraint revisit_seed_whole check ((seed is null) = (revealed_at is null))
);
comment on table revisit_seed is 'One secret a month, made before anybody can know whom it meets';
comment on column revisit_seed.month is 'first day of the month, China time';
comment on column revisit_seed.commitment is 'SHA-256 over the seed; also on the audit trail since the moment it was made';
comment on column revisit_seed.sealed is 'the seed, encrypted until it is published';
comment on column revisit_seed.seed is 'published when the month is over: everybody can recompute its draws';
create function keep_revisit_seed() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.seed is not null
       or (new.month, new.commitment, new.sealed, new.committed_at) is distinct from (old.month, old.commitment, old.sealed, old.committed_at) then
        raise exception 'a seed is only ever published' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger revisit_seed_kept before update or delete on revisit_seed for each row execute function keep_revisit_seed();
create trigger revisit_seed_never_emptied before truncate on revisit_seed for each statement execute function refuse_change();

create table revisit_draw (
    case_id        uuid        not null,
    banner_code    text        not null,
    sequence       integer     not null check (sequence > 0),
    month          date        not null references revisit_seed (month),
    percent        integer     not null,
    policy_version integer     not null,
    algorithm      integer     not null,
    drawn          boolean     not null,
    refused_by     uuid        not null,
    refused_at     timestamptz not null,
    primary key (case_id, sequence, banner_code),
    foreign key (case_id, banner_code) references case_file (id, banner_code)
);
create index revisit_draw_of_month on revisit_draw (banner_code, month, case_id, sequence);
create trigger revisit_draw_append_only before update or delete on revisit_draw for each row execute function refuse_change();
create trigger revisit_draw_never_emptied before truncate on revisit_draw for each statement execute function refuse_change();
comment on table revisit_draw is 'Each refusal and whether the lot fell on it; append-only, kept so by a trigger';
comment on column revisit_draw.sequence is 'number of the refusal in the history of its case';
comment on column revisit_draw.algorithm is 'how the lot is computed from seed, case and sequence';

create table revisit (
    revisit_id     uuid        not null,
    banner_code    text        not null,
    case_id        uuid        not null,
    sequence       integer     not null,
    township       text        not null check (township ~ '^[0-9]{12}$'),
    refused_by     uuid        not null,
    due_at         timestamptz not null,
    policy_version integer     not null,
    finding        text        check (finding in ('AGREED', 'CONTRADICTED')),
    note           bytea,
    done_by        uuid,
    done_at        timestamptz,
    version        integer     not null default 1,
    primary key (revisit_id, banner_code),
    foreign key (case_id, sequence, banner_code) references revisit_draw (case_id, sequence, banner_code),
    constraint revisit_done_whole check ((done_at is null) = (finding is null) and (done_at is null) = (done_by is null)
                                         and (done_at is null) = (note is null)),
    constraint revisit_by_another check (done_by is distinct from refused_by)
);
create unique index revisit_once on revisit (case_id, sequence, banner_code);
create index revisit_owed on revisit (township, due_at, revisit_id) where done_at is null;
create index revisit_contradicted on revisit (banner_code, due_at, revisit_id) where finding = 'CONTRADICTED';
comment on table revisit is 'A second look that a township owes';
comment on column revisit.township is 'of the household; its staff look, but for who refused';
comment on column revisit.finding is 'CONTRADICTED does not reopen by itself: the banner desk sees it';
comment on column revisit.note is 'what was found, encrypted';
