-- A guest who was invited for a dossier takes part in it from the moment they accept; whoever accepts for them, by whatever way.
--
-- They speak for nobody: what a partner's speaker reads in other dossiers is not theirs. So they take part by name, and only
-- while the dossier is open and their organisation still takes part.
create function people.admit_guest() returns trigger
  language plpgsql volatile security definer set search_path = '' as $$
declare
  d    dossier.dossier;
  who  record;
  made uuid := gen_random_uuid();
  line uuid := gen_random_uuid();
begin
  select * into d from dossier.dossier x where x.id = new.dossier_id and x.state <> 'closed';
  if d.id is null or not exists (select from dossier.involvement i where i.dossier_id = d.id
      and i.subject = 'o:' || new.organisation_id and (i.until is null or i.until > now())) then
    return null;
  end if;
  select m.id, m.function_name || ', ' || o.name as role, p.name || ' (' || m.function_name || ', ' || o.name || ')' as label into who
    from people.membership m join people.person p on p.id = m.person_id join organisations.organisation o on o.id = m.organisation_id
    where m.person_id = new.accepted_by and m.organisation_id = new.organisation_id
      and m.since <= current_date and (m.until is null or m.until >= current_date)
    order by (m.position = new.position and m.function_name = new.function_name) desc, m.made_at desc limit 1;
  if who.id is null or exists (select from dossier.involvement i where i.dossier_id = d.id and i.subject = 'm:' || who.id
      and (i.until is null or i.until > now())) then
    return null;
  end if;
  insert into dossier.involvement (id, dossier_id, subject, membership_id, role, added_by)
    values (made, d.id, 'm:' || who.id, who.id, 'partner', d.owner_id);
  insert into dossier.entry (id, dossier_id, organisation_id, kind, text, details, author_id, author_role, occurred_at, audience)
    values (line, d.id, d.organisation_id, 'involvement', who.label, '{"role": "partner"}', who.id, who.role, now(), least(2, d.ceiling));
  update dossier.dossier x set changed_at = now() where x.id = d.id;
  perform dossier.settle_reach(d.id);
  insert into foundation.event (name, dossier_id, organisation_id, person_id, payload) values
    ('involved', d.id, d.organisation_id, new.accepted_by, jsonb_build_object('involvementId', made, 'subject', 'm:' || who.id)),
    ('entryAdded', d.id, d.organisation_id, new.accepted_by, jsonb_build_object('entryId', line, 'kind', 'involvement'));
  return null;
end $$;
create trigger admit_guest after update of accepted_by on people.invitation
  for each row when (old.accepted_by is null and new.accepted_by is not null and new.dossier_id is not null)
  execute function people.admit_guest();

-- Who receives what is asked of an organisation, and takes part in its name.
create index membership_speaks on people.membership (organisation_id) where speaks_for_organisation;
