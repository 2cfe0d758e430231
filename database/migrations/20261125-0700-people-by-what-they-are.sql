-- Who speaks for an organisation, and who sits in its council or serves it: a handful among thousands, asked for with events.
create index membership_speaking on people.membership (organisation_id) where speaks_for_organisation;
create index membership_position on people.membership (organisation_id, position) where position <> 'staff';
-- Heirs are found from what they inherited.
create index heritage_predecessor on organisations.heritage (predecessor_id);
