-- The open item: who owes whom an answer, by when, and who hears it when nothing comes.
create schema open_items;

create table open_items.open_item (
  id                uuid primary key,
  dossier_id        uuid not null references dossier.dossier,
  organisation_id   uuid not null,
  kind              text not null check (kind in ('question', 'advice', 'agreement', 'contribution', 'promise', 'task')),
  question          text not null check (length(question) between 1 and 4000),
  details           jsonb not null default '{}',
  raised_by         uuid not null references people.membership,
  raised_role       text not null,
  raised_at         timestamptz not null default now(),
  -- 'm:<membership>', 'o:<organisation>' or 'r:<organisation>:<function>': see access.keys().
  addressee         text not null,
  addressee_membership_id   uuid references people.membership,
  addressee_organisation_id uuid not null references organisations.organisation,
  addressee_function        text,
  due_on            date not null,
  audience          smallint not null check (audience between 1 and 5),
  opening_entry_id  uuid references dossier.entry,
  -- How far silence has climbed; 0: not at all.
  step              smallint not null default 0,
  lapsed_at         timestamptz,
  -- Repeats what the closing records, because lists filter on it.
  closed_at         timestamptz,
  outcome           text check (outcome in ('answered', 'refused', 'withdrawn')),
  check ((closed_at is null) = (outcome is null))
);
create index open_item_waits_on on open_items.open_item (addressee, due_on, id) where closed_at is null;
create index open_item_waited_for_by on open_items.open_item (raised_by, due_on, id) where closed_at is null;
create index open_item_of_dossier on open_items.open_item (dossier_id, raised_at desc, id desc);
create index open_item_of_organisation on open_items.open_item (organisation_id, due_on) where closed_at is null;

-- How it closed: by answer, by reasoned refusal, or withdrawn by who asked.
create table open_items.closing (
  open_item_id uuid primary key references open_items.open_item,
  outcome      text not null check (outcome in ('answered', 'refused', 'withdrawn')),
  text         text not null check (length(text) > 0),
  closed_by    uuid not null references people.membership,
  closed_role  text not null,
  closed_at    timestamptz not null default clock_timestamp(),
  entry_id     uuid references dossier.entry
);

-- The ladder: made when the item is raised, climbed by a job, each step once.
create table open_items.step (
  open_item_id uuid not null references open_items.open_item,
  number       smallint not null,
  kind         text not null check (kind in ('remind', 'lapse', 'manager', 'owner', 'head', 'escalate')),
  at           timestamptz not null,
  -- Who hears it, as a key; null: nobody holds that place, and the step says so.
  subject      text,
  reached_at   timestamptz,
  -- Set when a person escalated by hand, with the reason.
  by_hand      uuid references people.membership,
  reason       text not null default '',
  primary key (open_item_id, number)
);
create index step_waiting on open_items.step (at) where reached_at is null;

-- Who may see an item because it climbed to them; it opens no other door.
create table open_items.hears (
  open_item_id uuid not null references open_items.open_item,
  subject      text not null,
  since        timestamptz not null default now(),
  primary key (open_item_id, subject)
);
create index hears_subject on open_items.hears (subject);

-- Why it is late, said by who owes the answer. A reason, not blame (V12).
create table open_items.lateness (
  id           uuid primary key,
  open_item_id uuid not null references open_items.open_item,
  code         text not null check (code in ('workload', 'unclearQuestion', 'missingData', 'disagreement', 'absent', 'other')),
  explanation  text not null default '',
  expected_on  date,
  said_by      uuid not null references people.membership,
  said_at      timestamptz not null default now()
);
create index lateness_of on open_items.lateness (open_item_id, said_at);
