-- Handing over: an offer that both sides confirm, the leaver's own advice, and what goes along.
create schema handover;

-- «Wat ik als eerste zou doen»: the one thing that is written for a hand-over; all else is there already.
create table handover.note (
  dossier_id uuid primary key references dossier.dossier,
  text       text not null check (length(text) between 1 and 4000),
  written_by uuid not null references people.membership,
  written_at timestamptz not null default now()
);

-- Until it is accepted the owner stays the owner. Its words (why, what first) stand in its entry in the journal.
create table handover.offer (
  id            uuid primary key,
  dossier_id    uuid not null references dossier.dossier,
  from_id       uuid not null references people.membership,
  to_id         uuid not null references people.membership,
  deputy_id     uuid references people.membership,
  entry_id      uuid not null references dossier.entry,
  -- By which who is asked can read what they are asked to take; ends when it comes to nothing, and when they own it.
  involvement_id uuid references dossier.involvement,
  -- Open items that stay with the leaver; all others go along.
  keeps         uuid[] not null default '{}',
  offered_at    timestamptz not null default clock_timestamp(),
  outcome       text check (outcome in ('accepted', 'declined', 'withdrawn', 'overtaken')),
  ended_by      uuid references people.membership,
  ended_at      timestamptz,
  check ((outcome is null) = (ended_at is null)),
  check (to_id <> from_id)
);
create unique index offer_waiting on handover.offer (dossier_id) where outcome is null;
create index offer_to on handover.offer (to_id, offered_at) where outcome is null;
create index offer_from on handover.offer (from_id, offered_at) where outcome is null;
create index offer_of_dossier on handover.offer (dossier_id, offered_at);

-- Which open items changed hands with the dossier, so that who asked or owed it first is never lost.
create table handover.passed_item (
  handover_id  uuid not null references dossier.handover,
  open_item_id uuid not null references open_items.open_item,
  -- owes: the leaver was asked; awaits: the leaver had asked.
  side         text not null check (side in ('owes', 'awaits')),
  was          uuid not null references people.membership,
  primary key (handover_id, open_item_id, side)
);
create index passed_item_of on handover.passed_item (open_item_id);
