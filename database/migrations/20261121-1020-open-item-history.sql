-- What an open item goes through before it closes: handed on, given more time; and under which words somebody was asked.

-- As it read when they were asked: 'adviseur ruimte en erfgoed, Gemeente Wierdijk'. No name: who may know it looks it up.
alter table open_items.open_item add column addressee_role text not null default '';
-- Of advice: how certain it is and what it does not cover (V1).
alter table open_items.closing add column details jsonb not null default '{}';

create table open_items.passing (
  id           uuid primary key,
  open_item_id uuid not null references open_items.open_item,
  was          text not null,
  was_role     text not null,
  became       text not null,
  became_role  text not null,
  reason       text not null check (length(reason) > 0),
  passed_by    uuid not null references people.membership,
  passed_at    timestamptz not null default clock_timestamp()
);
create index passing_of on open_items.passing (open_item_id, passed_at);

create table open_items.extension (
  id           uuid primary key,
  open_item_id uuid not null references open_items.open_item,
  was          date not null,
  became       date not null,
  reason       text not null check (length(reason) > 0),
  extended_by  uuid not null references people.membership,
  extended_at  timestamptz not null default clock_timestamp()
);
create index extension_of on open_items.extension (open_item_id, extended_at);
