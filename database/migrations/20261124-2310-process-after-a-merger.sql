-- The registry and the executive of the organisation that took a town over speak for its council and executive too.
create or replace function process.speaks_for(membership uuid, capacity text, dossier uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from people.membership m join dossier.dossier d on d.id = speaks_for.dossier
      where m.id = speaks_for.membership
        and (m.organisation_id = d.organisation_id or exists (select from organisations.heritage h
          where h.organisation_id = m.organisation_id and h.predecessor_id = d.organisation_id))
        and m.position = case speaks_for.capacity when 'raad' then 'registry' else 'executive' end)
  $$;
