-- What the council asked itself is answered to it: facts go to all groups at once, and who said that a choice is political hears
-- what became of it. And what is said about being late stands in the journal, as every other word to the council does.
alter table council_items.lateness add column entry_id uuid references dossier.entry;
create index lateness_entry on council_items.lateness (entry_id);

create or replace function council_items.forget() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update council_items.council_item i set title = '—', text = '—', submitted_by = '' where i.entry_id = new.id;
  update council_items.step s set text = case when s.text = '' then '' else '—' end where s.entry_id = new.id;
  update council_items.lateness l set explanation = case when l.explanation = '' then '' else '—' end where l.entry_id = new.id;
  update council_items.political_mark m set text = '—' where m.entry_id = new.id;
  update council_items.political_answer a set reason = '—' where a.entry_id = new.id;
  return null;
end $$;

/*
 * Whether this line answers an open item that the council itself raised for the whole council: then it waits for nobody's
 * release. A technical question is answered by staff to all groups (method 2.10); what nobody asked stays under release.
 */
create function council.answers_the_council(dossier uuid, kind text, details jsonb) returns boolean
  language sql stable security definer set search_path = '' as $$
    select kind in ('answer', 'refusal', 'politicalChoice') and exists (
      select from open_items.open_item i where i.id::text = answers_the_council.details ->> 'openItemId'
        and i.dossier_id = answers_the_council.dossier and i.audience >= 4
        and council.office_of(i.raised_by, i.dossier_id) = 'council')
  $$;

create or replace function council.awaits_release() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  part record;
  office text;
  asked timestamptz;
begin
  if new.audience < 4 then return new; end if;
  select p.dossier_id, p.organisation_id into part from council.part p where p.dossier_id = new.dossier_id;
  if part.dossier_id is null then return new; end if;
  office := council.office_of(new.author_id, new.dossier_id);
  if office = 'council' then return new; end if;
  if council.answers_the_council(new.dossier_id, new.kind, new.details) then
    if council.names_officials(new.dossier_id, coalesce(new.text, '') || ' ' || new.details::text) then
      raise exception using errcode = 'RF409', message = 'council.namesOfficials';
    end if;
    return new;
  end if;
  -- A journal that is told afterwards keeps its own moments.
  asked := case when new.recorded_at > now() - interval '1 minute' then clock_timestamp() else new.recorded_at end;
  if office = 'college' then
    if council.names_officials(new.dossier_id, coalesce(new.text, '') || ' ' || new.details::text) then
      raise exception using errcode = 'RF409', message = 'council.namesOfficials';
    end if;
    insert into council.mark (entry_id, dossier_id, organisation_id, wanted, marked_by, marked_at, outcome, audience, decided_by, decided_at)
      values (new.id, part.dossier_id, part.organisation_id, new.audience, new.author_id, asked, 'released', new.audience, new.author_id, asked);
    return new;
  end if;
  insert into council.mark (entry_id, dossier_id, organisation_id, wanted, marked_by, marked_at)
    values (new.id, part.dossier_id, part.organisation_id, new.audience, new.author_id, asked);
  new.audience := 3;
  return new;
end $$;
