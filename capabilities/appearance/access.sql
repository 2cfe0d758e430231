-- Which own words and looks exist for whom: for everybody, because a public page speaks and looks like the organisation too;
-- written by who administers the organisation, in the role in which they do.
grant usage on schema appearance to schakel_app;

create policy known on appearance.own_word for select to schakel_app using (true);
create policy chosen on appearance.own_word for insert to schakel_app with check (
  chosen_by = (select access.acting()) and organisation_id = any ((select access.administers())::uuid[]));
create policy chosen_again on appearance.own_word for update to schakel_app
  using (organisation_id = any ((select access.administers())::uuid[]))
  with check (chosen_by = (select access.acting()));
create policy given_up on appearance.own_word for delete to schakel_app using (
  organisation_id = any ((select access.administers())::uuid[]));
grant select, insert, delete on appearance.own_word to schakel_app;
grant update (singular, plural, article, chosen_by, chosen_at) on appearance.own_word to schakel_app;

create policy known on appearance.theme for select to schakel_app using (true);
create policy chosen on appearance.theme for insert to schakel_app with check (
  changed_by = (select access.acting()) and organisation_id = any ((select access.administers())::uuid[]));
create policy chosen_again on appearance.theme for update to schakel_app
  using (organisation_id = any ((select access.administers())::uuid[]))
  with check (changed_by = (select access.acting()));
create policy given_up on appearance.theme for delete to schakel_app using (
  organisation_id = any ((select access.administers())::uuid[]));
grant select, insert, delete on appearance.theme to schakel_app;
grant update (name, colour, changed_by, changed_at) on appearance.theme to schakel_app;

create policy known on appearance.logo for select to schakel_app using (true);
create policy placed on appearance.logo for insert to schakel_app with check (
  placed_by = (select access.acting()) and organisation_id = any ((select access.administers())::uuid[]));
create policy placed_again on appearance.logo for update to schakel_app
  using (organisation_id = any ((select access.administers())::uuid[]))
  with check (placed_by = (select access.acting()));
create policy removed on appearance.logo for delete to schakel_app using (
  organisation_id = any ((select access.administers())::uuid[]));
grant select, insert, delete on appearance.logo to schakel_app;
grant update (png, width, height, alt, placed_by, placed_at) on appearance.logo to schakel_app;
