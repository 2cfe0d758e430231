-- When somebody's digest must be looked at next, so that nobody is looked at before: a minute in which nobody is due costs one
-- look into an index, also with a hundred thousand people and also in a weekend.
create table attention.digest_due (
  person_id uuid primary key references people.person on delete cascade,
  -- The next moment on which there may be a digest to send; -infinity: something changed, look now; infinity: never, until
  -- something changes.
  at        timestamptz not null default '-infinity'
);
create index digest_due_at on attention.digest_due (at);
insert into attention.digest_due (person_id) select id from people.person;

create function attention.wake_digest() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  person uuid;
begin
  if tg_table_name = 'person' then person := new.id; else person := new.person_id; end if;
  insert into attention.digest_due (person_id) values (person)
    on conflict (person_id) do update set at = '-infinity' where digest_due.at <> '-infinity';
  return null;
end $$;
create trigger wake_digest after insert or update of email on people.person for each row execute function attention.wake_digest();
create trigger wake_digest after insert or update of since, until, person_id on people.membership
  for each row execute function attention.wake_digest();
create trigger wake_digest after insert or update on attention.setting for each row execute function attention.wake_digest();
