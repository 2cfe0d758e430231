-- Searching: Dutch stems without accents, an index for each way in which something may exist for a reader, and the words
-- that occur here, so that a part of a compound or a slip of the pen finds its word.
create schema search;

-- The stems of Dutch, of words without their accents: 'coöperatie' is found by 'cooperatie'.
create text search configuration search.dutch (copy = pg_catalog.dutch);
alter text search configuration search.dutch
  alter mapping for hword, hword_part, word with public.unaccent, pg_catalog.dutch_stem;
-- The words themselves, for search.word.
create text search configuration search.plain (copy = pg_catalog.simple);
alter text search configuration search.plain
  alter mapping for hword, hword_part, word with public.unaccent, pg_catalog.simple;

/*
 * The words of a row, and where and when it belongs: the whole scope, its year, its month. One index then answers «this word,
 * in this organisation, this month», and goes back in time only when that gave too little. A common word costs as much as
 * the page that is asked for, not as much as everything that was ever written.
 */
create function search.scoped(words tsvector, scope uuid, at timestamptz) returns tsvector
  language sql immutable parallel safe as $$
    select words || array_to_tsvector(array[
      '§' || replace(scope::text, '-', ''),
      '§' || replace(scope::text, '-', '') || extract(year from at at time zone 'UTC')::text,
      '§' || replace(scope::text, '-', '') || extract(year from at at time zone 'UTC')::text || 'm' || extract(month from at at time zone 'UTC')::text])
  $$;

-- A dossier is in the index when its kind says so here: a kind that is not named is found by nobody.
drop index dossier.dossier_search;
alter table dossier.dossier drop column search;
alter table dossier.dossier add column search tsvector generated always as (
  case when kind in ('opgave', 'initiative', 'area', 'service')
    then setweight(to_tsvector('search.dutch', title), 'A') || to_tsvector('search.dutch', reason || ' ' || purpose) end) stored;
-- One index for each path: what the reader's organisation, council and everybody may read. What is not for them is not met
-- and thrown away, so that time tells nothing of it. The list of what waits to be put in is kept short: every search reads it.
create index dossier_search_organisation on dossier.dossier using gin (organisation_id, search)
  with (gin_pending_list_limit = 256) where ceiling >= 3;
create index dossier_search_council on dossier.dossier using gin (organisation_id, search)
  with (gin_pending_list_limit = 256) where ceiling >= 4;
create index dossier_search_public on dossier.dossier using gin (search) with (gin_pending_list_limit = 256) where ceiling = 5;

drop index dossier.entry_search;
alter table dossier.entry drop column search;
alter table dossier.entry add column search tsvector generated always as (to_tsvector('search.dutch', coalesce(text, ''))) stored;
create index entry_search_organisation on dossier.entry using gin (search.scoped(search, organisation_id, occurred_at))
  with (gin_pending_list_limit = 256) where audience >= 3;
create index entry_search_council on dossier.entry using gin (search.scoped(search, organisation_id, occurred_at))
  with (gin_pending_list_limit = 256) where audience >= 4;
create index entry_search_public on dossier.entry
  using gin (search.scoped(search, '00000000-0000-0000-0000-000000000000', occurred_at))
  with (gin_pending_list_limit = 256) where audience = 5;
-- For learning words from what is new; it costs next to nothing, because entries come in the order of their time.
create index entry_recorded on dossier.entry using brin (recorded_at) with (pages_per_range = 16);

alter table dossier.private_note add column search tsvector generated always as (to_tsvector('search.dutch', text)) stored;

alter table open_items.open_item add column search tsvector generated always as (
  to_tsvector('search.dutch', question || ' ' || coalesce(details ->> 'note', ''))) stored;
create index open_item_search_organisation on open_items.open_item using gin (search.scoped(search, organisation_id, raised_at))
  with (gin_pending_list_limit = 256) where audience >= 3;
create index open_item_search_council on open_items.open_item using gin (search.scoped(search, organisation_id, raised_at))
  with (gin_pending_list_limit = 256) where audience >= 4;
create index open_item_addressee on open_items.open_item (addressee, raised_at desc);
create index open_item_raised_by on open_items.open_item (raised_by, raised_at desc);

alter table kaders.frame_version drop column search;
alter table kaders.frame_version add column search tsvector generated always as (
  setweight(to_tsvector('search.dutch', title), 'A')
  || to_tsvector('search.dutch', purpose || ' ' || fixed || ' ' || movable || ' ' || source || ' ' || competent_body)) stored;
create index frame_version_search on kaders.frame_version using gin (search);

-- Names of people with a slip of the pen, per organisation: nobody's colleagues are met by somebody else.
create index search_key_similar on people.search_key using gin (organisation_id, key gin_trgm_ops);

/*
 * What the forms of a Dutch word have in common, where the stems of PostgreSQL part them: it has 'plan' beside 'plann' of
 * 'plannen', 'huis' beside 'huiz', 'haven' of 'havens' beside 'hav' of 'haven'. It is no word; two words with the same
 * root are forms of one word, or sound alike. Plural and inflection go, z and v at the end become s and f, what is
 * doubled for the spelling becomes single.
 */
create function search.root(word text) returns text
  language sql immutable strict parallel safe as $$
    select case when length(word) < 4 then word else (
      select regexp_replace(regexp_replace(regexp_replace(c.word, 'z$', 's'), 'v$', 'f'), '([aeou])\1', '\1', 'g')
      from (select regexp_replace(regexp_replace(regexp_replace(word, 'heden$', 'heid'), 'ies$', 'ie'), '^(.{3,}e[lmnr])s$', '\1') as word) a
      cross join lateral (select regexp_replace(a.word, '^(.{2,}(?:[^aeiou]|ie|ee))en?$', '\1') as word) b
      cross join lateral (select regexp_replace(b.word, '([^aeiou])\1$', '\1') as word) c) end
  $$;

/*
 * Every word that occurs here, with its stem. It widens a question (a beginning, a compound, a look-alike) and is shown to
 * nobody: what the reader sees are the words of what they may read.
 */
create table search.word (
  word text collate "C" primary key,
  -- As it stands in the indexes.
  stem text not null,
  -- What its forms have in common: see search.root().
  root text collate "C" not null
);
create index word_root on search.word (root);
create index word_root_end on search.word using gin (root gin_trgm_ops);
create index word_alike on search.word using gin (word gin_trgm_ops);

-- What was written before has not been learned yet; what is erased by law is forgotten with it, and the rest is learned again.
create function search.forget_erased() returns trigger
  language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from search.word w where w.word = any (tsvector_to_array(to_tsvector('search.plain', old.text)));
  update search.learned l set upto = '-infinity';
  return null;
end $$;
create trigger forget_erased after update of text on dossier.entry
  for each row when (old.text is not null and new.text is null) execute function search.forget_erased();

-- How far each source has been read for its words.
create table search.learned (
  source text primary key,
  upto   timestamptz not null
);
insert into search.learned values ('journal', '-infinity');

/*
 * A document as it is found: by its name at once, by its text when that was read. It goes with the document, and follows the
 * audience of its entry in the same transaction.
 */
create table search.document (
  document_id     uuid primary key references dossier.document on delete cascade,
  dossier_id      uuid not null,
  entry_id        uuid not null,
  organisation_id uuid not null,
  audience        smallint not null,
  at              timestamptz not null,
  name            text not null,
  -- Pages are parted by a form feed.
  text            text not null default '',
  -- waiting: not read yet; read; empty: there is no text in it; unreadable: it was tried, and why it did not work.
  state           text not null default 'waiting' check (state in ('waiting', 'read', 'empty', 'unreadable')),
  fault           text,
  tries           smallint not null default 0,
  tried_at        timestamptz,
  read_at         timestamptz,
  search          tsvector generated always as (
    setweight(to_tsvector('search.dutch', name), 'A') || to_tsvector('search.dutch', text)) stored
);
create index document_waiting on search.document (tries, at) where state = 'waiting';
create index document_of_entry on search.document (entry_id);
create index document_of_dossier on search.document (dossier_id);
create index document_read on search.document (read_at);
create index document_search_organisation on search.document using gin (search.scoped(search, organisation_id, at))
  with (gin_pending_list_limit = 256) where audience >= 3;
create index document_search_council on search.document using gin (search.scoped(search, organisation_id, at))
  with (gin_pending_list_limit = 256) where audience >= 4;
create index document_search_public on search.document
  using gin (search.scoped(search, '00000000-0000-0000-0000-000000000000', at))
  with (gin_pending_list_limit = 256) where audience = 5;

create function search.take_in_document() returns trigger
  language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into search.document (document_id, dossier_id, entry_id, organisation_id, audience, at, name, state)
  select new.id, new.dossier_id, new.entry_id, e.organisation_id, e.audience, e.occurred_at,
    -- 'tekening-2.pdf' is no address of a website.
    translate(new.name, '._-', '   ') || ' ' || new.description,
    case when new.type ~ '^text/|^application/(pdf|vnd\.oasis|vnd\.openxml)' then 'waiting' else 'empty' end
  from dossier.entry e where e.id = new.entry_id;
  return null;
end $$;
create trigger take_in_document after insert on dossier.document
  for each row execute function search.take_in_document();

create function search.forget_document() returns trigger
  language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from search.word w where w.word = any (tsvector_to_array(to_tsvector('search.plain', old.name || ' ' || old.text)));
  update search.learned l set upto = '-infinity';
  return null;
end $$;
create trigger forget_document after delete on search.document
  for each row execute function search.forget_document();

create function search.follow_audience() returns trigger
  language plpgsql volatile security definer set search_path = '' as $$
begin
  update search.document d set audience = new.audience where d.entry_id = new.id;
  return null;
end $$;
create trigger follow_audience after update of audience on dossier.entry
  for each row when (old.audience <> new.audience) execute function search.follow_audience();

insert into search.document (document_id, dossier_id, entry_id, organisation_id, audience, at, name, state)
select o.id, o.dossier_id, o.entry_id, e.organisation_id, e.audience, e.occurred_at, translate(o.name, '._-', '   ') || ' ' || o.description,
  case when o.type ~ '^text/|^application/(pdf|vnd\.oasis|vnd\.openxml)' then 'waiting' else 'empty' end
from dossier.document o join dossier.entry e on e.id = o.entry_id;
