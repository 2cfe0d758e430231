-- Runs before the access.sql files, in the same transaction: nothing old stays allowed, nothing new starts open.
do $$
declare p record; t record; s record; f record;
begin
  for p in select schemaname, tablename, policyname from pg_policies
           where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker') loop
    execute format('drop policy %I on %I.%I', p.policyname, p.schemaname, p.tablename);
  end loop;
  for s in select nspname from pg_namespace
           where nspname not like 'pg\_%' and nspname not in ('information_schema', 'graphile_worker', 'public') loop
    execute format('revoke all on schema %I from schakel_app', s.nspname);
    execute format('revoke all on all tables in schema %I from schakel_app', s.nspname);
    execute format('revoke all on all sequences in schema %I from schakel_app', s.nspname);
    execute format('revoke all on all functions in schema %I from schakel_app, public', s.nspname);
  end loop;
  for t in select schemaname, tablename from pg_tables
           where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'public') loop
    execute format('alter table %I.%I enable row level security', t.schemaname, t.tablename);
  end loop;
end $$;
