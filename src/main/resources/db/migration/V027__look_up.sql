-- What somebody may try a few times only, counted for all nodes together.

create table limited_try (
    key_index bytea       not null primary key check (octet_length(key_index) = 16),
    since     timestamptz not null,
    tries     integer     not null check (tries > 0)
);
create index limited_try_since on limited_try (since);
comment on table limited_try is 'Tries within a window: of a receipt number, of an address, of an account. A row older than a day says nothing and is removed by later tries';
comment on column limited_try.key_index is 'blind index of what is limited; nobody reads an address or a number from it';
comment on column limited_try.since is 'when the window began';
