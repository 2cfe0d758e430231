-- The own words of an organisation, and its own look: name, colour and logo.
create schema appearance;

-- One row for each word that an organisation calls otherwise. What is not here is called as the house calls it.
create table appearance.own_word (
  organisation_id uuid not null references organisations.organisation,
  language        text not null check (language in ('nl', 'en')),
  -- A name of foundation/words/concepts.ts; a pack of another town speaks of the same ones.
  concept         text not null check (concept ~ '^[A-Za-z]{2,40}$'),
  singular        text not null check (length(singular) between 1 and 40),
  plural          text not null check (length(plural) between 1 and 40),
  article         text check (article in ('de', 'het')),
  chosen_by       uuid not null references people.membership,
  chosen_at       timestamptz not null default now(),
  primary key (organisation_id, language, concept),
  check ((language = 'nl') = (article is not null))
);

create table appearance.theme (
  organisation_id uuid primary key references organisations.organisation,
  -- How the organisation signs; its name in the register when empty.
  name            text check (length(name) between 1 and 60),
  colour          text check (colour ~ '^#[0-9a-f]{6}$'),
  changed_by      uuid not null references people.membership,
  changed_at      timestamptz not null default now()
);

-- Drawn anew by us from what was brought, so that nothing but a picture is kept.
create table appearance.logo (
  organisation_id uuid primary key references organisations.organisation,
  png             bytea not null check (length(png) between 50 and 262144),
  width           integer not null check (width between 1 and 640),
  height          integer not null check (height between 1 and 160),
  -- What who cannot see it hears.
  alt             text not null check (length(alt) between 1 and 120),
  placed_by       uuid not null references people.membership,
  placed_at       timestamptz not null default now()
);
