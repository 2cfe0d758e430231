-- Which private notes a package of a person has words of: one that is forgotten while the package is made is over too.
alter table moving.own_package add column note_ids uuid[] not null default '{}';
