-- Parties of a dossier, what they hold, what they promised, the area and the times they live in, temporary teams, and
-- initiatives that stay the initiator's.
--
-- Who may read a party, a position or an agreement is who may read the line in the journal by which it came (entry_id): one
-- audience, changed in one place.
create schema parties;

create table parties.party (
  id              uuid primary key,
  dossier_id      uuid not null references dossier.dossier,
  entry_id        uuid not null unique references dossier.entry,
  -- As others call it; a group without a legal form is a party too.
  name            text not null check (length(name) between 1 and 200),
  -- The party is this organisation of the register, or this person in one role; else it is known here by its name only.
  organisation_id uuid references organisations.organisation,
  membership_id   uuid references people.membership,
  represented_by  text not null default '' check (length(represented_by) <= 200),
  -- Why this voice is easily missed, and who sees to it that it is heard. Empty: it is not a weak voice.
  weak_voice      text not null default '' check (length(weak_voice) <= 1000),
  -- Who keeps what stands here.
  kept_by         uuid not null references people.membership,
  kept_role       text not null,
  added_by        uuid not null references people.membership,
  added_at        timestamptz not null default now(),
  check (organisation_id is null or membership_id is null)
);
create index party_of_dossier on parties.party (dossier_id, id);
create index party_organisation on parties.party (organisation_id) where organisation_id is not null;
create index party_kept_by on parties.party (kept_by);

-- A party that no longer takes part: with who, when and why.
create table parties.leaving (
  party_id uuid primary key references parties.party,
  reason   text not null check (length(reason) between 1 and 1000),
  left_by  uuid not null references people.membership,
  left_at  timestamptz not null default now()
);

-- How the accountable organisation rates a party. A table of its own, because it is for far fewer readers than the party
-- itself (access.sql). A rating is never changed: a newer one stands beside it.
create table parties.assessment (
  party_id        uuid not null references parties.party,
  number          integer not null check (number > 0),
  dossier_id      uuid not null references dossier.dossier,
  -- 1 hardly … 5 decisive.
  interest        smallint not null check (interest between 1 and 5),
  influence       smallint not null check (influence between 1 and 5),
  why             text not null default '' check (length(why) <= 2000),
  means           text not null default '' check (length(means) <= 1000),
  knowledge       text not null default '' check (length(knowledge) <= 1000),
  assessed_by     uuid not null references people.membership,
  assessed_at     timestamptz not null default now(),
  primary key (party_id, number)
);

create table parties.position (
  id          uuid primary key,
  dossier_id  uuid not null references dossier.dossier,
  entry_id    uuid not null unique references dossier.entry,
  summary     text not null check (length(summary) between 1 and 500),
  -- Whose words: a party of this dossier, or somebody who is none and is named in words.
  party_id    uuid references parties.party,
  whose       text not null check (length(whose) between 1 and 200),
  arguments   text not null default '' check (length(arguments) <= 8000),
  -- When and how they were heard; of who was not heard, what is done about it.
  heard_on    date,
  heard_how   text not null default '' check (length(heard_how) <= 1000),
  unheard     text not null default '' check (length(unheard) <= 1000),
  written_by  uuid not null references people.membership,
  written_at  timestamptz not null default now(),
  changed_at  timestamptz not null default now(),
  check (heard_on is not null or length(unheard) > 0)
);
create index position_of_dossier on parties.position (dossier_id, id);
create index position_of_party on parties.position (party_id) where party_id is not null;

-- Positions that cannot both come true. One row for the two of them.
create table parties.contradiction (
  position_id uuid not null references parties.position,
  other_id    uuid not null references parties.position,
  primary key (position_id, other_id),
  check (position_id <> other_id)
);
create index contradiction_other on parties.contradiction (other_id);

create table parties.withdrawal (
  position_id  uuid primary key references parties.position,
  reason       text not null check (length(reason) between 1 and 1000),
  withdrawn_by uuid not null references people.membership,
  withdrawn_at timestamptz not null default now()
);

-- What one side promised the other. It hangs from an open item, which climbs when the day passes in silence.
create table parties.agreement (
  id              uuid primary key,
  dossier_id      uuid not null references dossier.dossier,
  entry_id        uuid not null unique references dossier.entry,
  open_item_id    uuid not null unique references open_items.open_item,
  promise         text not null check (length(promise) between 1 and 4000),
  -- A party of this dossier; null: the accountable organisation itself.
  promiser_id     uuid references parties.party,
  receiver_id     uuid references parties.party,
  -- As they were called on the day.
  promiser        text not null check (length(promiser) between 1 and 200),
  receiver        text not null check (length(receiver) between 1 and 200),
  -- 'm:<membership>' or 'o:<organisation>': who may speak for that side here; null: nobody signs in for it.
  promiser_key    text,
  receiver_key    text,
  -- The first day that was agreed; the open item holds the one that counts.
  due_on          date not null,
  recorded_by     uuid not null references people.membership,
  recorded_at     timestamptz not null default now(),
  check (promiser_id is distinct from receiver_id)
);
create index agreement_of_dossier on parties.agreement (dossier_id, recorded_at desc);
create index agreement_promiser on parties.agreement (promiser_key) where promiser_key is not null;
create index agreement_receiver on parties.agreement (receiver_key) where receiver_key is not null;

-- What a side says of an agreement: kept, not kept, or changed with the reason. Both sides may say it, and both stand there.
create table parties.word (
  id           uuid primary key,
  agreement_id uuid not null references parties.agreement,
  side         text not null check (side in ('promiser', 'receiver')),
  state        text not null check (state in ('kept', 'notKept', 'changed')),
  reason       text not null check (length(reason) between 1 and 2000),
  -- The new day, of a change.
  due_on       date,
  entry_id     uuid not null references dossier.entry,
  said_by      uuid not null references people.membership,
  said_role    text not null,
  said_at      timestamptz not null default clock_timestamp(),
  check (due_on is null or state = 'changed')
);
create index word_of_agreement on parties.word (agreement_id, said_at);

-- Dossiers of one area (P10): a dossier may lie in more than one.
create table parties.area_link (
  id         uuid primary key,
  dossier_id uuid not null references dossier.dossier,
  area_id    uuid not null references dossier.dossier,
  linked_by  uuid not null references people.membership,
  linked_at  timestamptz not null default now(),
  ended_by   uuid references people.membership,
  ended_at   timestamptz,
  check (dossier_id <> area_id),
  check ((ended_by is null) = (ended_at is null))
);
create unique index area_link_now on parties.area_link (area_id, dossier_id) where ended_at is null;
create index area_link_dossier on parties.area_link (dossier_id) where ended_at is null;

-- What changes around the work (P16): a law, cuts, a reform, an election.
create table parties.context_change (
  id              uuid primary key,
  organisation_id uuid not null references organisations.organisation,
  kind            text not null check (kind in ('law', 'cuts', 'reform', 'election', 'other')),
  title           text not null check (length(title) between 1 and 200),
  meaning         text not null check (length(meaning) between 1 and 4000),
  happens_on      date not null,
  source          text not null check (length(source) between 1 and 500),
  source_link     text check (source_link ~ '^https?://'),
  recorded_by     uuid not null references people.membership,
  recorded_at     timestamptz not null default now()
);
create index context_change_of on parties.context_change (organisation_id, happens_on desc, id desc);

create table parties.touched (
  context_change_id uuid not null references parties.context_change,
  dossier_id        uuid not null references dossier.dossier,
  entry_id          uuid not null references dossier.entry,
  how               text not null check (length(how) between 1 and 2000),
  touched_by        uuid not null references people.membership,
  touched_at        timestamptz not null default now(),
  primary key (context_change_id, dossier_id)
);
create index touched_dossier on parties.touched (dossier_id);

-- A temporary team over organisations (P17). The access of its members is their involvement in the dossier, with its dates.
create table parties.team (
  id          uuid primary key,
  dossier_id  uuid not null references dossier.dossier,
  entry_id    uuid not null references dossier.entry,
  name        text not null check (length(name) between 1 and 200),
  purpose     text not null check (length(purpose) between 1 and 2000),
  starts_on   date not null,
  -- The last day.
  ends_on     date not null,
  composed_by uuid not null references people.membership,
  composed_at timestamptz not null default now(),
  ended_by    uuid references people.membership,
  ended_at    timestamptz,
  check (ends_on >= starts_on),
  check ((ended_by is null) = (ended_at is null))
);
create index team_of_dossier on parties.team (dossier_id, starts_on desc);

create table parties.team_member (
  team_id         uuid not null references parties.team,
  membership_id   uuid not null references people.membership,
  -- Null until the first day: who takes part later does not take part yet, for nobody and in no list.
  involvement_id  uuid references dossier.involvement,
  -- Function and organisation on the day the team was composed, never the name.
  label           text not null,
  organisation_id uuid not null references organisations.organisation,
  role            text not null check (length(role) between 1 and 200),
  powers          text not null check (length(powers) between 1 and 1000),
  -- Of the core team, or involved as any partner.
  is_core         boolean not null,
  opens_on        date not null,
  -- When the access was opened, or when it turned out that there was nothing to open; a job looks after it (opening.ts). The
  -- end needs no work: the reach ends by itself.
  settled_at      timestamptz,
  primary key (team_id, membership_id)
);
create index team_member_to_open on parties.team_member (opens_on) where settled_at is null;

-- An initiative stays the initiator's (P11): its words are theirs, our part in it and one contact person are ours.
create table parties.initiative (
  dossier_id      uuid primary key references dossier.dossier,
  initiator       text not null check (length(initiator) between 1 and 200),
  -- 'm:<membership>' or 'o:<organisation>'; null: the initiator does not sign in here, and nobody changes their words.
  initiator_key   text,
  support         text not null check (length(support) between 1 and 2000),
  contact_id      uuid not null references people.membership,
  contact_role    text not null,
  named_by        uuid not null references people.membership,
  named_at        timestamptz not null default now()
);
create index initiative_initiator on parties.initiative (initiator_key) where initiator_key is not null;

-- Every wording of the idea. The first was written down as it was heard; each later one is the initiator's own.
create table parties.idea (
  dossier_id uuid not null references parties.initiative,
  number     integer not null check (number > 0),
  words      text not null check (length(words) between 1 and 8000),
  written_by uuid not null references people.membership,
  written_at timestamptz not null default now(),
  primary key (dossier_id, number)
);

-- The initiator agrees that the dossier closes, or the owner states why it closes without that.
create table parties.consent (
  id           uuid primary key,
  dossier_id   uuid not null references parties.initiative,
  by_initiator boolean not null,
  reason       text not null check (length(reason) between 1 and 2000),
  said_by      uuid not null references people.membership,
  said_at      timestamptz not null default now()
);
create index consent_of on parties.consent (dossier_id, said_at desc);

-- Whoever closes and by whichever way: an initiative closes with its initiator, or with a reason that was told before. A
-- consent counts for the closing it was given for, so not for the next one after a reopening.
create function parties.closes_with_the_initiator() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from parties.initiative i where i.dossier_id = new.dossier_id) and not exists (
    select from parties.consent c where c.dossier_id = new.dossier_id and c.said_at > coalesce(
      (select max(e.closed_at) from dossier.closure e where e.dossier_id = new.dossier_id), '-infinity')) then
    raise exception using errcode = 'RF409', message = 'parties.initiatorWasAsked';
  end if;
  return new;
end $$;
create trigger closes_with_the_initiator before insert on dossier.closure
  for each row execute function parties.closes_with_the_initiator();

-- Nor does it get another name: there is no act that renames a dossier, and when one comes, it asks first too.
create function parties.keeps_its_name() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from parties.initiative i where i.dossier_id = new.id and (
      i.initiator_key is null or not i.initiator_key = any (coalesce(access.acting_keys(), '{}')))) then
    raise exception using errcode = 'RF409', message = 'parties.initiatorNames';
  end if;
  return new;
end $$;
create trigger keeps_its_name before update of title on dossier.dossier
  for each row when (new.title is distinct from old.title) execute function parties.keeps_its_name();

-- Statutory erasure (art. 17 AVG) takes the words from the journal; what repeats them here goes with them.
create function parties.forget() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update parties.party p set name = '—', represented_by = '', weak_voice = case when weak_voice = '' then '' else '—' end,
      membership_id = null
    where old.kind = 'party' and p.id::text = old.details ->> 'partyId';
  update parties.assessment a set why = '', means = '', knowledge = ''
    where old.kind = 'party' and a.party_id::text = old.details ->> 'partyId';
  update parties.position p set summary = '—', arguments = '', whose = '—', heard_how = '', unheard = case when unheard = '' then '' else '—' end
    where old.kind = 'position' and p.id::text = old.details ->> 'positionId';
  update parties.agreement a set promise = '—', promiser = '—', receiver = '—' where a.entry_id = old.id;
  update parties.word w set reason = '—' where w.entry_id = old.id;
  update parties.touched t set how = '—' where t.entry_id = old.id;
  update parties.team t set name = '—', purpose = '—' where t.entry_id = old.id;
  update parties.idea i set words = '—' where old.kind = 'initiative' and i.dossier_id = old.dossier_id
    and i.number::text = old.details ->> 'number';
  update parties.consent c set reason = '—' where old.kind = 'initiative' and c.id::text = old.details ->> 'consentId';
  return null;
end $$;
create trigger forget after update of erased_at on dossier.entry
  for each row when (old.erased_at is null and new.erased_at is not null
    and old.kind in ('party', 'position', 'agreement', 'contextChange', 'team', 'initiative'))
  execute function parties.forget();
