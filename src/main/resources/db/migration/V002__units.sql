-- Administrative units as versioned rows. Whoever changes a unit closes its row and opens a new one; rows are never
-- deleted, so an old case can always say what its village was called on that day.

create table unit (
    unit_code      text     not null,
    level          smallint not null,
    name           text     not null,
    short_name     text     not null,
    parent_code    text,
    unit_kind      text     not null,
    is_routable    boolean  not null,
    valid_from     date     not null,
    valid_to       date,
    successor_code text,
    source         text     not null,
    -- four codes of the national table stand on two or three levels (441900000000 is a city and its only county)
    constraint unit_pk primary key (unit_code, level, valid_from),
    constraint unit_code_shape check (unit_code ~ '^[0-9]{12}$'),
    constraint unit_level_range check (level between 1 and 5),
    constraint unit_names_present check (name <> '' and short_name <> ''),
    constraint unit_parent_shape check ((level = 1) = (parent_code is null) and parent_code ~ '^[0-9]{12}$'),
    constraint unit_kind_of_level check (unit_kind = any (case level
        when 1 then array['PROVINCE']
        when 2 then array['LEAGUE', 'CITY']
        when 3 then array['BANNER', 'COUNTY']
        when 4 then array['SUBDISTRICT', 'TOWN', 'TOWNSHIP', 'SUMU', 'TOWNSHIP_LIKE']
        else array['VILLAGE', 'GACHA', 'COMMUNITY', 'VILLAGE_LIKE', 'COMMUNITY_LIKE', 'VIRTUAL']
        end)),
    constraint unit_virtual_is_not_routable check (not (unit_kind = 'VIRTUAL' and is_routable)),
    constraint unit_validity_order check (valid_to is null or valid_to >= valid_from),
    constraint unit_successor_of_retired check (
        successor_code is null
        or (valid_to is not null and successor_code <> unit_code and successor_code ~ '^[0-9]{12}$'))
);

comment on table unit is 'Administrative unit of one of five levels, one row for each period in which it did not change';
comment on column unit.unit_code is '统计用区划代码, 12 digits: 2 province, 2 prefecture, 2 county, 3 township, 3 village';
comment on column unit.level is '1 province, 2 prefecture, 3 county (banner), 4 township, 5 village';
comment on column unit.name is 'Official name as in the source, e.g. 好力保村委会';
comment on column unit.short_name is 'Name without its organisation suffix, e.g. 好力保; always the beginning of name';
comment on column unit.parent_code is 'Code of the unit one level above; null for a province only';
comment on column unit.unit_kind is 'What the unit is by code range and name; see UnitKind';
comment on column unit.is_routable is 'May own a queue; false for virtual units and closed institutions (prisons), whose reports go up';
comment on column unit.valid_from is 'First day on which this row held';
comment on column unit.valid_to is 'First day on which it held no more; null while it is current';
comment on column unit.successor_code is 'Unit that took over when this one was merged, split or re-coded; open cases follow it';
comment on column unit.source is 'Where the row came from: file name and state, or the administrator''s act';

create unique index unit_current on unit (unit_code, level) where valid_to is null;
create index unit_children on unit (parent_code, unit_code) where valid_to is null;
create index unit_code_prefix on unit (unit_code text_pattern_ops) where valid_to is null;
create index unit_name_prefix on unit (name text_pattern_ops) where valid_to is null;
create index unit_retired on unit (unit_code) where valid_to is not null;

create table unit_alias (
    unit_code    text        not null,
    alias        text        not null,
    kind         text        not null,
    source       text        not null,
    confirmed_at timestamptz not null,
    retired_at   timestamptz,
    constraint unit_alias_pk primary key (unit_code, alias),
    constraint unit_alias_code_shape check (unit_code ~ '^[0-9]{12}$'),
    constraint unit_alias_present check (alias <> ''),
    constraint unit_alias_kind_shape check (kind ~ '^[A-Z][A-Z_]*$'),
    constraint unit_alias_validity_order check (retired_at is null or retired_at >= confirmed_at)
);

comment on table unit_alias is 'Another way people write a unit. It only suggests: a unit is identified by its code';
comment on column unit_alias.unit_code is 'The unit meant; its successor is meant once it is retired';
comment on column unit_alias.alias is 'The text as people write it';
comment on column unit_alias.kind is 'OFFICIAL, BARE, TYPE_SWAP, COMMON, COMMUNE_ERA, SPELLING_FOLD, BANNER, TAIL, HISTORIC, HAMLET, LEARNED …; open list';
comment on column unit_alias.source is 'File the alias came from, or the act by which staff confirmed it';
comment on column unit_alias.confirmed_at is 'When the alias became usable';
comment on column unit_alias.retired_at is 'When it was withdrawn; null while in use';

create index unit_alias_text on unit_alias (alias text_pattern_ops) where retired_at is null;

create table unit_table_version (
    version         bigint generated always as identity,
    loaded_at       timestamptz not null,
    effective_from  date        not null,
    source          text        not null,
    checksum        text        not null,
    unit_count      integer     not null,
    inserted_count  integer     not null,
    changed_count   integer     not null,
    retired_count   integer     not null,
    constraint unit_table_version_pk primary key (version),
    constraint unit_table_version_checksum_shape check (checksum ~ '^[0-9a-f]{64}$'),
    constraint unit_table_version_counts check (
        unit_count >= 0 and inserted_count >= 0 and changed_count >= 0 and retired_count >= 0)
);

comment on table unit_table_version is 'One row for each change of unit or unit_alias; the newest is what the servers hold in memory';
comment on column unit_table_version.version is 'Grows with each change; stamped on every routing decision';
comment on column unit_table_version.loaded_at is 'When the change was committed';
comment on column unit_table_version.effective_from is 'Day from which the changed rows hold';
comment on column unit_table_version.source is 'File name and state, or the administrator''s act';
comment on column unit_table_version.checksum is 'SHA-256 of the unpacked file: the same file twice in a row changes nothing';
comment on column unit_table_version.unit_count is 'Current units after the change';
comment on column unit_table_version.inserted_count is 'Units (or aliases) that are new';
comment on column unit_table_version.changed_count is 'Units whose name, kind or parent changed';
comment on column unit_table_version.retired_count is 'Units that vanished within the range the file covers';
