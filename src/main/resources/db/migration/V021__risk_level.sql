-- How great the danger to a household is: what the rules suggest, what a person set, and the figures the rules take.
-- Nothing here is written at submission: the column is null there, and the index has no row of such a case.

create table policy_income_line (
    region_code text        not null check (region_code ~ '^[0-9]{12}$'),
    year        integer     not null check (year between 2000 and 2100),
    version     integer     not null check (version > 0),
    yuan        integer     not null check (yuan > 0),
    basis       text        not null check (length(basis) between 1 and 200),
    entered_at  timestamptz not null,
    primary key (region_code, year, version)
);
comment on table policy_income_line is 'Yearly yuan a head below which a household is looked at; of a region and year the newest version counts. Decides nothing alone';
comment on column policy_income_line.region_code is 'the unit it holds for and all below; the most specific that has a line counts';
comment on column policy_income_line.basis is 'the document the figure comes from';
insert into policy_income_line (region_code, year, version, yuan, basis, entered_at) values
    ('150000000000', 2024, 1, 8300, '内蒙古自治区2024年防止返贫监测范围', now());

create table policy_risk (
    region_code    text    not null check (region_code ~ '^[0-9]{12}$'),
    version        integer not null check (version > 0),
    effective_from date    not null,
    effective_to   date,
    medium_points  integer not null check (medium_points > 0),
    high_points    integer not null,
    needed         text[]  not null check (needed <@ '{INCOME,RIGID_SPENDING,SCHOOLING,MEDICAL,HOUSING,WATER,LABOUR}'),
    basis          text    not null check (length(basis) between 1 and 200),
    primary key (region_code, version),
    constraint policy_risk_rises check (high_points >= medium_points),
    constraint policy_risk_ends check (effective_to is null or effective_to > effective_from)
);
comment on table policy_risk is 'A set of rules that suggest a risk level; the most specific region in force on the day counts, whole. A change is a new version';
comment on column policy_risk.medium_points is 'from this sum of points on a level is MEDIUM, from high_points on HIGH';
comment on column policy_risk.needed is 'without all of these known nobody is suggested to be in little danger';

create table policy_risk_rule (
    region_code text    not null,
    version     integer not null,
    measure     text    not null check (measure in ('INCOME', 'RIGID_SPENDING', 'EVENT', 'URGENT', 'GUARANTEE', 'LABOUR')),
    value_code  text    not null,
    threshold   numeric(6, 3),
    points      integer not null check (points between 0 and 100),
    is_sudden   boolean not null default false,
    primary key (region_code, version, measure, value_code),
    foreign key (region_code, version) references policy_risk (region_code, version),
    constraint policy_risk_rule_threshold check ((measure in ('INCOME', 'RIGID_SPENDING')) = (threshold is not null))
);
comment on table policy_risk_rule is 'One row a fact that speaks for danger, and for how much. Points never speak against it';
comment on column policy_risk_rule.value_code is 'kind of trouble, guarantee that is not met, labour that is there; a name of the grade for the two with a threshold';
comment on column policy_risk_rule.threshold is 'INCOME: below this share of the income line; RIGID_SPENDING: from this share of the income on';
comment on column policy_risk_rule.is_sudden is 'a household above the income line may be one in sudden hardship by it';
insert into policy_risk (region_code, version, effective_from, medium_points, high_points, needed, basis) values
    ('000000000000', 1, date '2026-01-01', 30, 60, '{INCOME,RIGID_SPENDING,SCHOOLING,MEDICAL,HOUSING,WATER,LABOUR}', '默认值，待旗县确认');
insert into policy_risk_rule (region_code, version, measure, value_code, threshold, points, is_sudden) values
    ('000000000000', 1, 'INCOME', 'BELOW_LINE', 1.000, 25, false),
    ('000000000000', 1, 'INCOME', 'FAR_BELOW_LINE', 0.700, 35, false),
    ('000000000000', 1, 'INCOME', 'NEAR_LINE', 1.500, 10, false),
    ('000000000000', 1, 'RIGID_SPENDING', 'HALF_OF_INCOME', 0.500, 20, true),
    ('000000000000', 1, 'RIGID_SPENDING', 'ALL_OF_INCOME', 1.000, 35, true),
    ('000000000000', 1, 'EVENT', 'ILLNESS', null, 15, true),
    ('000000000000', 1, 'EVENT', 'DISABILITY', null, 10, false),
    ('000000000000', 1, 'EVENT', 'SCHOOLING', null, 10, false),
    ('000000000000', 1, 'EVENT', 'DISASTER', null, 20, true),
    ('000000000000', 1, 'EVENT', 'ACCIDENT', null, 20, true),
    ('000000000000', 1, 'EVENT', 'SUDDEN_EVENT', null, 20, true),
    ('000000000000', 1, 'EVENT', 'BUSINESS_FAILURE', null, 10, true),
    ('000000000000', 1, 'EVENT', 'JOB_UNSTABLE', null, 10, true),
    ('000000000000', 1, 'EVENT', 'LABOUR_LACK', null, 10, false),
    ('000000000000', 1, 'EVENT', 'HOUSING', null, 10, false),
    ('000000000000', 1, 'EVENT', 'WATER', null, 10, false),
    ('000000000000', 1, 'EVENT', 'EPIDEMIC', null, 15, true),
    ('000000000000', 1, 'EVENT', 'OTHER', null, 5, false),
    ('000000000000', 1, 'URGENT', 'NO_FOOD', null, 60, false),
    ('000000000000', 1, 'URGENT', 'NO_MEDICINE', null, 60, false),
    ('000000000000', 1, 'URGENT', 'NO_SHELTER', null, 60, false),
    ('000000000000', 1, 'URGENT', 'OTHER', null, 30, false),
    ('000000000000', 1, 'GUARANTEE', 'SCHOOLING', null, 30, false),
    ('000000000000', 1, 'GUARANTEE', 'MEDICAL', null, 30, false),
    ('000000000000', 1, 'GUARANTEE', 'HOUSING', null, 40, false),
    ('000000000000', 1, 'GUARANTEE', 'WATER', null, 25, false),
    ('000000000000', 1, 'LABOUR', 'WEAK', null, 10, false),
    ('000000000000', 1, 'LABOUR', 'NONE', null, 25, false);

create table policy_risk_colour (
    region_code text not null check (region_code ~ '^[0-9]{12}$'),
    level       text not null check (level in ('LOW', 'MEDIUM', 'HIGH')),
    colour      text not null check (colour in ('BLUE', 'YELLOW', 'ORANGE', 'RED')),
    primary key (region_code, level)
);
comment on table policy_risk_colour is 'How a region shows a level; shown only, kept with no case. The most specific region counts';
insert into policy_risk_colour (region_code, level, colour) values
    ('000000000000', 'LOW', 'BLUE'),
    ('000000000000', 'MEDIUM', 'YELLOW'),
    ('000000000000', 'HIGH', 'RED');

create trigger policy_income_line_append_only before update or delete on policy_income_line for each row execute function refuse_change();
create trigger policy_income_line_never_emptied before truncate on policy_income_line for each statement execute function refuse_change();
create trigger policy_risk_rule_append_only before update or delete on policy_risk_rule for each row execute function refuse_change();

alter table case_file add column risk_level text check (risk_level in ('LOW', 'MEDIUM', 'HIGH'));
comment on column case_file.risk_level is 'danger to the household as a person set it last; null: nobody has. Nothing to do with how late we are';
create index case_queue_risk on case_file (left(owner_unit, 6), risk_level, priority, due_at, id)
    where closed_at is null and risk_level is not null;

create table case_risk_level (
    case_id         uuid        not null,
    banner_code     text        not null,
    ordinal         integer     not null check (ordinal > 0),
    level           text        not null check (level in ('LOW', 'MEDIUM', 'HIGH')),
    suggested_level text        not null check (suggested_level in ('NOT_ENOUGH_KNOWN', 'LOW', 'MEDIUM', 'HIGH')),
    rule_version    text        not null,
    reason_codes    text[]      not null,
    facts           bytea       not null,
    reason          text,
    note            bytea,
    set_by          uuid        not null,
    set_at          timestamptz not null,
    primary key (case_id, ordinal, banner_code),
    foreign key (case_id, banner_code) references case_file (id, banner_code)
);
create trigger case_risk_level_append_only before update or delete on case_risk_level for each row execute function refuse_change();
create trigger case_risk_level_never_emptied before truncate on case_risk_level for each statement execute function refuse_change();
comment on table case_risk_level is 'Every level a person set, beside what the rules suggested then; append-only';
comment on column case_risk_level.rule_version is 'region and version of the rules, and the income line they took';
comment on column case_risk_level.reason_codes is 'codes of the rules that spoke';
comment on column case_risk_level.facts is 'what was known then, encrypted: so that the suggestion can be explained later';
comment on column case_risk_level.reason is 'coded; why it is another than before';
comment on column case_risk_level.note is 'what the person wrote, encrypted';
