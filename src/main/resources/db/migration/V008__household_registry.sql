-- The household registry as the banner hands it over: households, their members, and each file that was loaded. Personal data
-- are sealed; what they can be found by are blind indexes, with the keys of the case's, so that a report meets its household.

create table registry_load (
    load_id            bigint      generated always as identity primary key,
    loaded_at          timestamptz not null,
    as_of              date        not null,
    source             text        not null,
    checksum           text        not null check (checksum ~ '^[0-9a-f]{64}$'),
    unit_table_version bigint      not null,
    household_count    integer     not null check (household_count >= 0),
    person_count       integer     not null check (person_count >= 0),
    inserted_count     integer     not null check (inserted_count >= 0),
    changed_count      integer     not null check (changed_count >= 0),
    retired_count      integer     not null check (retired_count >= 0),
    followed_count     integer     not null check (followed_count >= 0),
    fault_count        integer     not null check (fault_count >= 0)
);
comment on table registry_load is 'One row for each registry that was loaded; the newest is what registry_household and registry_person hold';
comment on column registry_load.load_id is 'Grows with each load';
comment on column registry_load.loaded_at is 'When the load was committed';
comment on column registry_load.as_of is 'The day the registry speaks of: what a village confirmed later than this is newer';
comment on column registry_load.source is 'Names of the two files';
comment on column registry_load.checksum is 'SHA-256 over the unpacked files: the same registry twice in a row changes nothing';
comment on column registry_load.unit_table_version is 'Unit table by which village codes were followed to their successors';
comment on column registry_load.household_count is 'Households in the registry after the load';
comment on column registry_load.person_count is 'Persons in the registry after the load';
comment on column registry_load.inserted_count is 'Households and persons that are new';
comment on column registry_load.changed_count is 'Households and persons that read differently, or came back';
comment on column registry_load.retired_count is 'Households and persons the registry names no more';
comment on column registry_load.followed_count is 'Households whose village was retired and has a successor';
comment on column registry_load.fault_count is 'Rows with a fault, left out or loaded without the faulty value';

create table registry_household (
    household_key    uuid        not null primary key,
    household_no     text        not null unique,
    unit_code        text        not null check (unit_code ~ '^[0-9]{12}$'),
    household_class  text        not null check (household_class in
                         ('ORDINARY', 'EX_POOR', 'UNSTABLE_EX_POOR', 'AT_RISK_EDGE', 'SUDDEN_HARDSHIP')),
    monitor_status   text        not null check (monitor_status in
                         ('NONE', 'MONITORED', 'ELIMINATED', 'ELIMINATED_BY_HELP', 'ELIMINATED_NATURAL', 'ELIMINATION_HOLD',
                          'CLOSED_OTHER')),
    monitored_since  date,
    registered_on    date,
    member_count     smallint    not null check (member_count between 1 and 98),
    has_dibao        boolean     not null,
    phone_index      bytea,
    content          bytea       not null,
    row_index        bytea       not null,
    stated_on        date        not null,
    load_id          bigint      not null references registry_load (load_id),
    retired_at       timestamptz
);
create index registry_household_of_unit on registry_household (unit_code, household_key) where retired_at is null;
create index registry_household_of_phone on registry_household (phone_index)
    where retired_at is null and phone_index is not null;
comment on table registry_household is 'A household of the registry; rows that it names no more stay, retired';
comment on column registry_household.household_key is 'Ours, opaque, the same in every load';
comment on column registry_household.household_no is 'The registry''s own number of the household';
comment on column registry_household.unit_code is 'hukou village today, the successor where the stated one was retired';
comment on column registry_household.household_class is 'ORDINARY, EX_POOR, or the class a monitored household was recognised in';
comment on column registry_household.monitor_status is 'NONE, MONITORED …; ELIMINATED where the registry does not say in which way';
comment on column registry_household.monitored_since is 'Day of recognition';
comment on column registry_household.registered_on is 'Day the household was entered into the registry';
comment on column registry_household.member_count is 'Members as the registry states them';
comment on column registry_household.has_dibao is '低保: receives the subsistence allowance';
comment on column registry_household.phone_index is 'Blind index of the household''s phone, the same as case_file.phone_index';
comment on column registry_household.content is 'Phone, address, group, incomes as JSON, encrypted; begins with version, algorithm and key id';
comment on column registry_household.row_index is 'Keyed hash of the row as given: tells a change without opening anything';
comment on column registry_household.stated_on is 'as_of of the load since which this village is stated';
comment on column registry_household.load_id is 'Load that wrote this row last';
comment on column registry_household.retired_at is 'When a newer registry named it no more; null while it does';

create table registry_person (
    person_key       uuid        not null primary key,
    person_no        text        not null unique,
    household_key    uuid        not null references registry_household (household_key),
    relation         text        not null check (relation in
                         ('HEAD', 'SPOUSE', 'SON', 'DAUGHTER', 'SON_WIFE', 'DAUGHTER_HUSBAND', 'GRANDCHILD', 'FATHER', 'MOTHER',
                          'WIFE_PARENT', 'HUSBAND_PARENT', 'GRANDPARENT', 'SIBLING', 'OTHER')),
    sex              text        check (sex in ('MALE', 'FEMALE')),
    birth_year       smallint    check (birth_year between 1900 and 2199),
    person_index     bytea,
    name_index       bytea       not null,
    content          bytea       not null,
    row_index        bytea       not null,
    stated_on        date        not null,
    load_id          bigint      not null references registry_load (load_id),
    retired_at       timestamptz
);
create index registry_person_of_id on registry_person (person_index) where retired_at is null and person_index is not null;
create index registry_person_of_name on registry_person (name_index) where retired_at is null;
create index registry_person_of_household on registry_person (household_key) where retired_at is null;
comment on table registry_person is 'A member of a registry household; rows that it names no more stay, retired';
comment on column registry_person.person_key is 'Ours, opaque, the same in every load';
comment on column registry_person.person_no is 'The registry''s own number of the person';
comment on column registry_person.household_key is 'The household the person belongs to';
comment on column registry_person.relation is 'Relation to the head; HEAD for the head';
comment on column registry_person.sex is 'As the registry states it, else by the ID number';
comment on column registry_person.birth_year is 'Enough to tell namesakes apart; the day is in content';
comment on column registry_person.person_index is 'Blind index of the ID number, the same as case_file.person_index; null where the number is missing or wrong';
comment on column registry_person.name_index is 'Blind index of the name alone, without dots, spaces and case';
comment on column registry_person.content is 'Name, ID number, birth date, health, schooling, labour as JSON, encrypted; begins with version, algorithm and key id';
comment on column registry_person.row_index is 'Keyed hash of the row as given: tells a change without opening anything';
comment on column registry_person.stated_on is 'as_of of the load since which this household is stated';
comment on column registry_person.load_id is 'Load that wrote this row last';
comment on column registry_person.retired_at is 'When a newer registry named the person no more; null while it does';

alter table known_household add column household_key uuid;
comment on column known_household.household_key is 'The person''s household in the registry; also beside an EARLIER_CASE. Null where the registry does not know the person';
comment on column known_household.basis is 'The newer of: a village accepted an earlier case (EARLIER_CASE); the registry says so (REGISTRY)';

-- 人户分离: two links per case, one owner.
alter table case_file add column helper_unit text check (helper_unit ~ '^[0-9]{12}$');
alter table case_file add constraint case_helper_is_another check (helper_unit <> owner_unit);
create index case_queue_helper on case_file (helper_unit, priority, due_at, id) where closed_at is null and helper_unit is not null;
comment on column case_file.helper_unit is 'The other village of a household that lives elsewhere than registered: reads and visits, owes nothing. Null for most';
alter table case_event add column helper_unit text;
comment on column case_event.helper_unit is 'The helper after the step, for a step that named one';
