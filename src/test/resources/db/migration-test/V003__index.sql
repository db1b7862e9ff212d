create index concurrently second_by_id on second (id);
