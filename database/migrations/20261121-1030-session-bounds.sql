-- Whom a session was vouched for by, and what that opens: an organisation's own provider opens that organisation only.
alter table signin.session
  -- Set when one organisation vouched for this person: then only the doors of their memberships there are open.
  add column organisation_id uuid references organisations.organisation;
create index session_last_used on signin.session (person_id, last_used_at desc);
