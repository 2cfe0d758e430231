-- Who is asking, as the policies read it, and what the serving role may do with what every room stands on.
--
-- The settings are local to one transaction (set by access.become) and are read inside `(select …)`, so that the planner
-- evaluates them once per statement and can use an index; bare, they are evaluated per row (stack.md 2.3).
-- current_setting gives '' instead of null once a setting was used in a session: hence nullif.

create or replace function access.person() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.person', true), '')::uuid $$;
create or replace function access.acting() returns uuid language sql stable parallel safe as $$
  select nullif(current_setting('app.acting', true), '')::uuid $$;
/* All current memberships of the person. */
create or replace function access.memberships() returns uuid[] language sql stable parallel safe as $$
  select nullif(current_setting('app.memberships', true), '')::uuid[] $$;
/* Organisations in which the person works, and those they inherited: reach 3. */
create or replace function access.organisations() returns uuid[] language sql stable parallel safe as $$
  select nullif(current_setting('app.organisations', true), '')::uuid[] $$;
/* Organisations of which the person may know who works there: those they work in, and that whose council they serve. */
create or replace function access.colleagues() returns uuid[] language sql stable parallel safe as $$
  select nullif(current_setting('app.colleagues', true), '')::uuid[] $$;
/* Organisations whose council the person sits in or serves: reach 4. */
create or replace function access.councils() returns uuid[] language sql stable parallel safe as $$
  select nullif(current_setting('app.councils', true), '')::uuid[] $$;
/* Organisations whose shells the person administers; it opens no content. */
create or replace function access.administers() returns uuid[] language sql stable parallel safe as $$
  select nullif(current_setting('app.administers', true), '')::uuid[] $$;
/* 'm:<membership>', 'o:<organisation>' for which they speak, 'r:<organisation>:<function>': what may be addressed. */
create or replace function access.keys() returns text[] language sql stable parallel safe as $$
  select nullif(current_setting('app.keys', true), '')::text[] $$;
/* The keys of the one role in which somebody acts now: what they may do hangs from these, what they may see from all. */
create or replace function access.acting_keys() returns text[] language sql stable parallel safe as $$
  select nullif(current_setting('app.acting_keys', true), '')::text[] $$;
/* Stops a statement, and with it its transaction, when something is not so; the message is the refusal's code. */
create or replace function access.must(holds boolean, code text) returns void language plpgsql as $$
begin
  if holds is not true then raise exception using errcode = 'RF409', message = code; end if;
end $$;

grant usage on schema access, foundation to schakel_app;
grant execute on function access.person(), access.acting(), access.memberships(), access.organisations(), access.colleagues(), access.councils(),
  access.administers(), access.keys(), access.acting_keys(), access.must(boolean, text) to schakel_app;

-- Audit lines, events and mail are put in, never read back, by the serving role.
create policy put_in on foundation.audit_line for insert to schakel_app with check (true);
grant insert on foundation.audit_line to schakel_app;
create policy put_in on foundation.event for insert to schakel_app with check (true);
grant insert on foundation.event to schakel_app;
create policy put_in on foundation.mail for insert to schakel_app with check (true);
grant insert on foundation.mail to schakel_app;

create policy own on foundation.idempotency to schakel_app
  using (person_id = (select access.person())) with check (person_id = (select access.person()));
grant select, insert on foundation.idempotency to schakel_app;

-- A digest says nothing without the bytes; which documents carry it is decided where the document is.
create policy known on foundation.file for select to schakel_app using (true);
create policy put_in on foundation.file for insert to schakel_app with check (true);
grant select, insert on foundation.file to schakel_app;

create policy known on foundation.setting for select to schakel_app using (true);
grant select on foundation.setting to schakel_app;

create policy own on foundation.upload to schakel_app
  using (person_id = (select access.person())) with check (person_id = (select access.person()));
grant select, insert, delete on foundation.upload to schakel_app;
