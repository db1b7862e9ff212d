-- What the console narrows, looks for and counts. No index here gets a row at submission, but that of the few pooled cases.

create index case_queue_pool on case_file (left(owner_unit, 6), priority, due_at, id)
    where closed_at is null and destination = 'TOWNSHIP_POOL';

-- Open cases are found by case_open_name.
create index case_closed_name on case_file (name_index, closed_at) where closed_at is not null and name_index is not null;

create table case_search_key (
    search_key  bytea not null,
    banner_code text  not null check (banner_code ~ '^[0-9]{6}$'),
    case_id     uuid  not null,
    primary key (search_key, banner_code, case_id),
    foreign key (case_id, banner_code) references case_file (id, banner_code)
);
comment on table case_search_key is 'What somebody remembers of a number: the last four digits, blind. Written after the receipt is given';
comment on column case_search_key.search_key is 'blind index of the last four digits of a phone or ID number; one in ten thousand, so always within units';

create index case_event_stepped on case_event (left(owner_unit, 6), at)
    where kind <> 'report-received' and kind <> 'report-linked';
comment on index case_event_stepped is 'which cases moved in a period, for the overview';
