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
  exists (select from staffing.function f where f.id = ending.function_id));
grant select, insert on staffing.ending to schakel_app;
grant update (withdrawn_by, withdrawn_at) on staffing.ending to schakel_app;

create policy administered on staffing.line for select to schakel_app using (
  exists (select from people.membership m where m.id = line.membership_id
          and m.organisation_id = any ((select access.administers())::uuid[])));
grant select on staffing.line to schakel_app;

/*
 * A new name for a function, for whoever holds it. What is asked of the function, and where it takes part, goes along: the key
 * 'r:<organisation>:<function>' is made of the name. A name that is used already is refused: it would open doors.
 */
create or replace function staffing.rename_function(renaming uuid, which uuid, became text) returns void
  language plpgsql volatile security definer set search_path = '' as $$
declare
  old      staffing.function;
  was_key  text;
  new_key  text;
  dossiers uuid[];
begin
  select * into old from staffing.function f where f.id = rename_function.which;
  perform people.wait_for(old.organisation_id);
  perform access.must(people.administers(old.organisation_id), 'staffing.administersIt');
  select * into old from staffing.function f where f.id = rename_function.which for update;
  was_key := 'r:' || old.organisation_id || ':' || old.name;
  new_key := 'r:' || old.organisation_id || ':' || became;
  perform access.must(not exists (select from staffing.function f where f.organisation_id = old.organisation_id and f.name = became)
    and not exists (select from people.membership m where m.organisation_id = old.organisation_id and m.function_name = became)
    and not exists (select from dossier.involvement i where i.subject = new_key)
    and not exists (select from open_items.open_item i where i.addressee = new_key), 'staffing.nameInUse');
  update staffing.function f set name = became where f.id = old.id;
  insert into staffing.renaming (id, function_id, was, became, renamed_by) values (renaming, old.id, old.name, became, access.acting());
  update people.membership m set function_name = became
    where m.organisation_id = old.organisation_id and m.function_name = old.name and (m.until is null or m.until >= current_date);
  with moved as (
    update dossier.involvement i set subject = new_key where i.subject = was_key and (i.until is null or i.until > now())
    returning i.dossier_id)
  select array_agg(distinct dossier_id) into dossiers from moved;
  update open_items.open_item i set addressee = new_key, addressee_function = became where i.addressee = was_key and i.closed_at is null;
  update open_items.step s set subject = new_key where s.subject = was_key and s.reached_at is null;
  insert into open_items.hears (open_item_id, subject, since)
    select h.open_item_id, new_key, h.since from open_items.hears h where h.subject = was_key on conflict do nothing;
  perform dossier.settle_reach(d) from unnest(dossiers) as d;
end $$;

/* Several lines at once, all or none. Nobody puts people under themselves: what climbs to a manager is read by that manager. */
create or replace function staffing.change_lines(organisation uuid, memberships uuid[], manager uuid) returns void
  language plpgsql volatile security definer set search_path = '' as $$
begin
  perform people.wait_for(organisation);
  perform access.must(people.administers(organisation), 'staffing.administersIt');
  perform access.must(manager is distinct from access.acting(), 'staffing.notForYourself');
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
grant execute on function staffing.rename_function(uuid, uuid, text), staffing.change_lines(uuid, uuid[], uuid) to schakel_app;
