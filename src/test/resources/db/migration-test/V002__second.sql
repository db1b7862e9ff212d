create table second (id int primary key);
create function answer() returns int language plpgsql as $$ begin return 42; end $$;
