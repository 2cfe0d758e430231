-- Says that a letter is a letter, as the index of letters does: without, each erasure read the whole journal of the dossier.
create or replace function letters.strike() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  letter record;
  made uuid;
  role text;
  parts jsonb;
begin
  for letter in
    select s.letter_id, e.* from letters.sending s join dossier.entry e on e.id = s.entry_id
    where e.dossier_id = new.dossier_id and e.kind = 'letter' and e.erased_at is null and e.id <> new.id
      and e.details -> 'parts' @> jsonb_build_array(jsonb_build_object('entryId', new.id))
    order by e.position
  loop
    select m.function_name || ', ' || o.name into role from people.membership m
      join organisations.organisation o on o.id = m.organisation_id where m.id = access.acting();
    parts := (select jsonb_agg(case when p.part ->> 'entryId' = new.id::text then p.part || '{"text": null}' else p.part end order by p.place)
      from jsonb_array_elements(letter.details -> 'parts') with ordinality as p (part, place));
    made := gen_random_uuid();
    -- Kept inside first: opening it is what its release once did, and is taken over below.
    insert into dossier.entry (id, dossier_id, organisation_id, position, kind, text, details, author_id, author_role, occurred_at,
        audience, first_audience, corrects, attachments, salt, content_digest, previous, chain)
      values (made, letter.dossier_id, letter.organisation_id, 0, 'letter',
        (select string_agg(w.words, E'\n\n' order by w.place) from (
          select 0 as place, letter.details ->> 'title' as words
          union all select p.place, p.part ->> 'text' from jsonb_array_elements(parts) with ordinality as p (part, place)
            where p.part ->> 'text' is not null) w),
        letter.details || jsonb_build_object('parts', parts, 'struck', coalesce(letter.details -> 'struck', '[]') || jsonb_build_array(
          jsonb_build_object('entryId', new.id, 'at', to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'ground', new.erased_ground, 'byRole', coalesce(role, letter.author_role)))),
        coalesce(access.acting(), letter.author_id), coalesce(role, letter.author_role), letter.occurred_at,
        least(letter.audience, 3), least(letter.audience, 3), letter.id, 0, '', '', '', '');
    update letters.sending s set entry_id = made where s.letter_id = letter.letter_id;
    perform council.carry_over(letter.id, made);
    update dossier.entry e set text = null, details = '{}', salt = '', erased_at = now(), erased_ground = new.erased_ground
      where e.id = letter.id;
  end loop;
  return null;
end $$;
