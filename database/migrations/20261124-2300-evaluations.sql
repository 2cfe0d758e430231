-- Learning evaluations: what was fixed at the start and what was found stand in the journal; only a draft has a table.
create schema evaluations;

create index entry_of_evaluation on dossier.entry (dossier_id, position) where kind in ('evaluationPlan', 'evaluation');

-- What somebody is still writing. What is published stands in its entry, and this row goes.
create table evaluations.draft (
  dossier_id uuid primary key references dossier.dossier,
  content    jsonb not null check (jsonb_typeof(content) = 'object'),
  written_by uuid not null references people.membership,
  written_at timestamptz not null default clock_timestamp()
);

/* A text that says something. */
create function evaluations.says(value jsonb, name text) returns boolean language sql immutable set search_path = '' as $$
  select coalesce(jsonb_typeof(value -> name) = 'string' and length(trim(value ->> name)) > 0, false) $$;

-- No evaluation without a method statement, and no figure without numerator, denominator (or «n.v.t.»), reference date and
-- source (invariant 19), in whichever way it was written. And what was fixed at the start is answered, all of it.
create function evaluations.is_whole() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  one jsonb;
  name text;
begin
  foreach name in array array['n', 'period', 'source', 'limits'] loop
    if not evaluations.says(new.details -> 'method', name) then
      raise exception using errcode = 'RF409', message = 'evaluations.needsMethod';
    end if;
  end loop;
  for one in select * from jsonb_array_elements(coalesce(new.details -> 'figures', '[]')) loop
    foreach name in array array['label', 'value', 'numerator', 'denominator', 'referenceDate', 'source'] loop
      if not evaluations.says(one, name) then
        raise exception using errcode = 'RF409', message = 'evaluations.needsFigure';
      end if;
    end loop;
  end loop;
  for one in select * from jsonb_array_elements(coalesce(new.details -> 'answers', '[]')) loop
    if not evaluations.says(one, 'question') or not evaluations.says(one, 'answer') then
      raise exception using errcode = 'RF409', message = 'evaluations.needsAnswers';
    end if;
  end loop;
  if jsonb_array_length(coalesce(new.details -> 'answers', '[]')) < (
    select coalesce(sum(jsonb_array_length(e.details -> 'questions')), 1) from dossier.entry e
    where e.dossier_id = new.dossier_id and e.kind = 'evaluationPlan' and e.erased_at is null) then
    raise exception using errcode = 'RF409', message = 'evaluations.needsAnswers';
  end if;
  return new;
end $$;
-- Before dossier.chain_entry, by its name.
create trigger a_whole_evaluation before insert on dossier.entry
  for each row when (new.kind = 'evaluation') execute function evaluations.is_whole();
