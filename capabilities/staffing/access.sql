-- Functions and lines are there for the administrators of the organisation. Shells: no dossier is opened by any of it.
grant usage on schema staffing to schakel_app;

create policy administered on staffing.function for select to schakel_app using (
  organisation_id = any ((select access.administers())::uuid[]));
create policy added on staffing.function for insert to schakel_app with check (
  made_by = (select access.acting()) and organisation_id = any ((select access.administers())::uuid[]));
grant select, insert on staffing.function to schakel_app;

create policy administered on staffing.renaming for select to schakel_app using (
  exists (select from staffing.function f where f.id = renaming.function_id));
grant select on staffing.renaming to schakel_app;

create policy administered on staffing.ending for select to schakel_app using (
  exists (select from staffing.function f where f.id = ending.function_id));
create policy made on staffing.ending for insert to schakel_app with check (
  ended_by = (select access.acting()) and exists (select from staffing.function f where f.id = ending.function_id));
create policy taken_back on staffing.ending for update to schakel_app using (
  withdrawn_at is null and exists (select from staffing.function f where f.id = ending.function_id))
  with check (withdrawn_by = (select access.acting()) and withdrawn_at is not null);
grant select, insert on staffing.ending to schakel_app;
grant update (withdrawn_by, withdrawn_at) on staffing.ending to schakel_app;

create policy administered on staffing.line for select to schakel_app using (
  exists (select from people.membership m where m.id = line.membership_id
          and m.organisation_id = any ((select access.administers())::uuid[])));
grant select on staffing.line to schakel_app;

/*
 * A new name for a function, for whoever holds it or is invited to it. What is asked of the function, what it owes and where it
 * takes part goes along (staffing.follow_renaming): the key 'r:<organisation>:<function>' is made of the name. A name that is
 * used, or was, is refused: it would open doors. Only its own former name a function may take back: nothing stayed behind there.
 */
create or replace function staffing.rename_function(renaming uuid, which uuid, became text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  old     staffing.function;
  new_key text;
begin
  select * into old from staffing.function f where f.id = rename_function.which;
  perform people.wait_for(old.organisation_id);
  perform access.must(people.administers(old.organisation_id), 'staffing.administersIt');
  select * into old from staffing.function f where f.id = rename_function.which for update;
  new_key := 'r:' || old.organisation_id || ':' || became;
  perform access.must(not exists (select from staffing.function f where f.organisation_id = old.organisation_id and f.name = became)
    and not exists (select from staffing.renaming r join staffing.function f on f.id = r.function_id
      where r.was = rename_function.became and f.organisation_id = old.organisation_id and f.id <> old.id)
    and not exists (select from people.membership m where m.organisation_id = old.organisation_id and m.function_name = became
      and (m.until is null or m.until >= current_date))
    and not exists (select from people.invitation i where i.organisation_id = old.organisation_id and i.function_name = became
      and i.accepted_at is null and i.withdrawn_at is null)
    and not dossier.knows_key(new_key) and not open_items.knows_key(new_key) and not council_items.knows_key(new_key),
    'staffing.nameInUse');
  update staffing.function f set name = became where f.id = old.id;
  insert into staffing.renaming (id, function_id, was, became, renamed_by) values (renaming, old.id, old.name, became, access.acting());
  update people.membership m set function_name = became
    where m.organisation_id = old.organisation_id and m.function_name = old.name and (m.until is null or m.until >= current_date);
  update people.invitation i set function_name = became
    where i.organisation_id = old.organisation_id and i.function_name = old.name and i.accepted_at is null and i.withdrawn_at is null;
end $$;

/* Several lines at once, all or none. Nobody puts people under themselves: what climbs to a manager is read by that manager. */
create or replace function staffing.change_lines(organisation uuid, memberships uuid[], manager uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform people.wait_for(organisation);
  perform access.must(people.administers(organisation), 'staffing.administersIt');
  perform access.must(not people.is_mine(manager), 'staffing.notForYourself');
  perform access.must(not exists (select from unnest(memberships) as which (id) where not exists (select from people.membership m
    where m.id = which.id and m.organisation_id = change_lines.organisation and (m.until is null or m.until >= current_date))), 'staffing.notMembers');
  if manager is not null then
    perform access.must(exists (select from people.membership m where m.id = manager and m.organisation_id = change_lines.organisation
      and (m.until is null or m.until >= current_date)), 'staffing.notAColleague');
    perform access.must(not exists (
      with recursive line (id) as (
        select manager
        union
        select m.manager_id from line join people.membership m on m.id = line.id where m.manager_id is not null)
      select from line where line.id = any (memberships)), 'staffing.noCircle');
  end if;
  update people.membership m set manager_id = manager where m.id = any (memberships) and m.manager_id is distinct from manager;
end $$;
grant execute on function staffing.rename_function(uuid, uuid, text), staffing.change_lines(uuid, uuid[], uuid),
  staffing.is_former(uuid, text) to schakel_app;
