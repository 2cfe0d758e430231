-- Which letters exist for whom: a draft for the core team, and for the executive once it lies there; a letter that was sent
-- for whoever may read its entry in the journal.
grant usage on schema letters to schakel_app;

/* Organisations in whose executive this person sits, and those that these inherited. */
create or replace function letters.colleges() returns uuid[] language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct c.organisation_id), '{}') from (
    select m.organisation_id from people.membership m where m.id = any (access.memberships()) and m.position = 'executive'
    union select h.predecessor_id from people.membership m join organisations.heritage h on h.organisation_id = m.organisation_id
      where m.id = any (access.memberships()) and m.position = 'executive') c
$$;

/* Whether who acts now does so for this organisation, or for its heir. */
create or replace function letters.is_home(organisation uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from people.membership m where m.id = access.acting() and (m.organisation_id = is_home.organisation
      or exists (select from organisations.heritage h where h.organisation_id = m.organisation_id and h.predecessor_id = is_home.organisation)))
  $$;

/* Whether a letter was sent, or lies with the executive; asked of a letter that is looked at anyway, it says no more. */
create or replace function letters.is_sent(letter uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from letters.sending s where s.letter_id = is_sent.letter) $$;
create or replace function letters.is_submitted(letter uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from letters.submission s where s.letter_id = is_submitted.letter and s.returned_at is null) $$;
grant execute on function letters.colleges(), letters.is_home(uuid), letters.is_sent(uuid), letters.is_submitted(uuid),
  letters.stays_as_sent(), letters.was_submitted() to schakel_app;

create policy visible on letters.sending for select to schakel_app using (
  exists (select from dossier.entry e where e.id = sending.entry_id));
create policy sent on letters.sending for insert to schakel_app with check (
  sent_by = (select access.acting()) and organisation_id = any ((select letters.colleges())::uuid[])
  and exists (select from dossier.entry e where e.id = sending.entry_id and e.author_id = (select access.acting())));
grant select, insert on letters.sending to schakel_app;

create policy visible on letters.letter for select to schakel_app using (
  exists (select from letters.sending s where s.letter_id = letter.id)
  or (not letters.is_sent(letter.id) and (
    exists (select from dossier.reach r where r.dossier_id = letter.dossier_id and r.reach = 1
            and r.subject = any ((select access.keys())::text[]) and r.until > now())
    or (organisation_id = any ((select letters.colleges())::uuid[]) and letters.is_submitted(letter.id)))));
create policy drafted on letters.letter for insert to schakel_app with check (
  drafted_by = (select access.acting())
  and exists (select from dossier.dossier d where d.id = letter.dossier_id and d.organisation_id = letter.organisation_id)
  and exists (select from dossier.reach r where r.dossier_id = letter.dossier_id and r.reach = 1
              and r.subject = any ((select access.keys())::text[]) and r.until > now()));
create policy renamed on letters.letter for update to schakel_app using (not letters.is_sent(letter.id)
  and exists (select from dossier.reach r where r.dossier_id = letter.dossier_id and r.reach = 1
              and r.subject = any ((select access.keys())::text[]) and r.until > now()));
create policy discarded on letters.letter for delete to schakel_app using (not letters.is_sent(letter.id)
  and exists (select from dossier.reach r where r.dossier_id = letter.dossier_id and r.reach = 1
              and r.subject = any ((select access.keys())::text[]) and r.until > now()));
grant select, insert, delete on letters.letter to schakel_app;
grant update (title) on letters.letter to schakel_app;

-- Of a draft; the executive empties it when it is sent.
create policy of_a_draft on letters.part to schakel_app
  using (exists (select from letters.letter l where l.id = part.letter_id))
  with check (exists (select from letters.letter l where l.id = part.letter_id
    and exists (select from dossier.reach r where r.dossier_id = l.dossier_id and r.reach = 1
                and r.subject = any ((select access.keys())::text[]) and r.until > now())));
grant select, insert, delete on letters.part to schakel_app;

-- How often a letter went back and forth, and why, is between its writers and the executive.
create policy inside on letters.submission for select to schakel_app using (
  exists (select from letters.letter l where l.id = submission.letter_id and (
    l.organisation_id = any ((select letters.colleges())::uuid[])
    or exists (select from dossier.reach r where r.dossier_id = l.dossier_id and r.reach = 1
               and r.subject = any ((select access.keys())::text[]) and r.until > now()))));
create policy submitted on letters.submission for insert to schakel_app with check (
  submitted_by = (select access.acting()) and exists (select from letters.letter l where l.id = submission.letter_id));
create policy returned on letters.submission for update to schakel_app using (
  exists (select from letters.letter l where l.id = submission.letter_id)) with check (returned_by = (select access.acting()));
create policy discarded on letters.submission for delete to schakel_app using (
  not letters.is_sent(submission.letter_id) and exists (select from letters.letter l where l.id = submission.letter_id));
grant select, insert, delete on letters.submission to schakel_app;
grant update (returned_by, returned_at, reason) on letters.submission to schakel_app;

create policy visible on letters.discussion for select to schakel_app using (
  exists (select from dossier.entry e where e.id = discussion.entry_id));
create policy recorded on letters.discussion for insert to schakel_app with check (
  recorded_by = (select access.acting()) and exists (select from letters.sending s where s.letter_id = discussion.letter_id)
  and exists (select from dossier.entry e where e.id = discussion.entry_id and e.author_id = (select access.acting())));
grant select, insert on letters.discussion to schakel_app;
