-- Letters to the council (raadsinformatiebrieven): composed of released lines, decided on and sent by the executive.
create schema letters;

create table letters.letter (
  id              uuid primary key,
  dossier_id      uuid not null references dossier.dossier,
  organisation_id uuid not null references organisations.organisation,
  title           text not null check (length(title) between 1 and 200),
  -- A letter that was sent is never changed: what was wrong in it is put right by another.
  corrects        uuid references letters.letter,
  drafted_by      uuid not null references people.membership,
  drafted_at      timestamptz not null default clock_timestamp(),
  check (corrects <> id)
);
create index letter_of_dossier on letters.letter (dossier_id, drafted_at desc);
create index letter_of_organisation on letters.letter (organisation_id, drafted_at desc);
create index letter_corrects on letters.letter (corrects) where corrects is not null;

-- What a draft is made of, in order. A line of the journal is named and not copied: nobody retypes it, so nobody changes it.
create table letters.part (
  letter_id uuid not null references letters.letter,
  place     smallint not null check (place between 1 and 200),
  kind      text not null check (kind in ('heading', 'own', 'line')),
  text      text check (length(text) between 1 and 8000),
  entry_id  uuid references dossier.entry,
  primary key (letter_id, place),
  unique (letter_id, entry_id),
  check ((kind = 'line') = (entry_id is not null)),
  check ((kind = 'line') = (text is null))
);
create index part_entry on letters.part (entry_id) where entry_id is not null;

-- That a draft lies with the executive, and that it came back, with the reason.
create table letters.submission (
  id           uuid primary key,
  letter_id    uuid not null references letters.letter,
  submitted_by uuid not null references people.membership,
  submitted_at timestamptz not null default clock_timestamp(),
  returned_by  uuid references people.membership,
  returned_at  timestamptz,
  reason       text check (length(reason) between 1 and 2000),
  check ((returned_by is null) = (returned_at is null) and (returned_at is null) = (reason is null))
);
create unique index submission_now on letters.submission (letter_id) where returned_at is null;
create index submission_of on letters.submission (letter_id, submitted_at desc);

-- Sent: the words stand in the entry from then on, and only there, under the chain of the journal.
create table letters.sending (
  letter_id       uuid primary key references letters.letter,
  entry_id        uuid not null unique references dossier.entry,
  organisation_id uuid not null references organisations.organisation,
  year            smallint not null,
  number          integer not null check (number > 0),
  decided_on      date not null,
  sent_by         uuid not null references people.membership,
  sent_at         timestamptz not null default clock_timestamp(),
  unique (organisation_id, year, number)
);
create index sending_by_time on letters.sending (sent_at desc, letter_id desc);

-- That the council dealt with it; only its own registry says so.
create table letters.discussion (
  letter_id    uuid primary key references letters.letter,
  entry_id     uuid not null references dossier.entry,
  discussed_on date not null,
  words        text not null default '' check (length(words) <= 2000),
  recorded_by  uuid not null references people.membership,
  recorded_at  timestamptz not null default clock_timestamp()
);

-- Whoever writes, by whichever way: what was sent stays as it was, and only a draft that lay with the executive is sent.
create function letters.stays_as_sent() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from letters.sending s where s.letter_id = coalesce(new.letter_id, old.letter_id)) then
    raise exception using errcode = 'RF409', message = 'letters.isDraft';
  end if;
  return coalesce(new, old);
end $$;
create trigger stays_as_sent before insert or update or delete on letters.part
  for each row execute function letters.stays_as_sent();

create function letters.was_submitted() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from letters.submission s where s.letter_id = new.letter_id and s.returned_at is null) then
    raise exception using errcode = 'RF409', message = 'letters.isWithTheCollege';
  end if;
  -- The executive decides (art. 169 Gemeentewet); an official in its name, or an administrator, does not.
  if not exists (select from people.membership m where m.id = new.sent_by and m.position = 'executive') then
    raise exception using errcode = 'RF409', message = 'letters.isTheCollege';
  end if;
  return new;
end $$;
create trigger was_submitted before insert on letters.sending for each row execute function letters.was_submitted();
