-- The process: how a piece of work stands whose outcome nobody knows yet, and the gates that nobody passes unseen.
create schema process;

-- A line in the journal that says how one thing of the process stands now: its start note, a phase, an uncertainty, its
-- money. The words stand in that entry and only there, so the chain covers them, whoever may read the entry sees the
-- thing, and what is erased by law is gone at once. The newest line is how it stands; the others are its history.
create table process.record (
  entry_id    uuid primary key references dossier.entry,
  dossier_id  uuid not null references dossier.dossier,
  kind        text not null check (kind in ('start', 'phase', 'role', 'uncertainty', 'money', 'ownRoom', 'employer',
                'consultation', 'gatePlan', 'gatePreparation')),
  -- What it is about; the dossier itself for what a dossier has only once.
  thing_id    uuid not null,
  number      integer not null check (number > 0),
  -- Of a phase: planned, running, ended. Of an uncertainty: green, amber, red, settled.
  state       text,
  recorded_by uuid not null references people.membership,
  recorded_at timestamptz not null default now(),
  unique (thing_id, kind, number),
  check (case kind when 'phase' then state in ('planned', 'running', 'ended')
                   when 'uncertainty' then state in ('green', 'amber', 'red', 'settled') else state is null end)
);
create index record_of_dossier on process.record (dossier_id, kind, thing_id, number desc);

-- A moment at which somebody competent goes on, adjusts, stops or extends. Who decides does not change: that would be
-- another gate.
create table process.gate (
  id         uuid primary key,
  dossier_id uuid not null references dossier.dossier,
  phase_id   uuid,
  capacity   text not null check (capacity in ('college', 'raad', 'wethouder', 'manager', 'eigenaar')),
  planned_by uuid not null references people.membership,
  planned_at timestamptz not null default now()
);
create index gate_of_dossier on process.gate (dossier_id, planned_at);
create index gate_of_phase on process.gate (phase_id) where phase_id is not null;

create table process.gate_decision (
  gate_id     uuid primary key references process.gate,
  dossier_id  uuid not null references dossier.dossier,
  entry_id    uuid not null unique references dossier.entry,
  decision_id uuid not null unique references kaders.decision,
  outcome     text not null check (outcome in ('goOn', 'adjust', 'stop', 'extend')),
  decided_on  date not null,
  decided_by  uuid not null references people.membership,
  decided_at  timestamptz not null default now()
);

-- A gate that will not come, with the reason.
create table process.gate_cancellation (
  gate_id      uuid primary key references process.gate,
  dossier_id   uuid not null references dossier.dossier,
  entry_id     uuid not null unique references dossier.entry,
  cancelled_by uuid not null references people.membership,
  cancelled_at timestamptz not null default now()
);

-- A choice that only council or executive may make (R7). It falls at a gate; as long as nobody said at which, no gate goes on.
create table process.reserved_choice (
  id          uuid primary key,
  dossier_id  uuid not null references dossier.dossier,
  gate_id     uuid references process.gate,
  capacity    text not null check (capacity in ('college', 'raad')),
  entry_id    uuid not null unique references dossier.entry,
  reserved_by uuid not null references people.membership,
  reserved_at timestamptz not null default now()
);
create index reserved_choice_of_dossier on process.reserved_choice (dossier_id, reserved_at);
create index reserved_choice_of_gate on process.reserved_choice (gate_id);

create table process.choice_decision (
  choice_id   uuid primary key references process.reserved_choice,
  dossier_id  uuid not null references dossier.dossier,
  entry_id    uuid not null unique references dossier.entry,
  decision_id uuid not null unique references kaders.decision,
  decided_on  date not null,
  decided_by  uuid not null references people.membership,
  decided_at  timestamptz not null default now()
);

-- Vakbezwaar: an adviser says that this must not go on like this (invariant 11).
create table process.objection (
  id         uuid primary key,
  dossier_id uuid not null references dossier.dossier,
  gate_id    uuid not null references process.gate,
  entry_id   uuid not null unique references dossier.entry,
  raised_by  uuid not null references people.membership,
  raised_at  timestamptz not null default now()
);
create index objection_of_gate on process.objection (gate_id, raised_at);
create index objection_of_dossier on process.objection (dossier_id);

create table process.objection_ending (
  objection_id uuid primary key references process.objection,
  dossier_id   uuid not null references dossier.dossier,
  entry_id     uuid not null unique references dossier.entry,
  outcome      text not null check (outcome in ('withdrawn', 'overruled', 'upheld')),
  ended_by     uuid not null references people.membership,
  ended_at     timestamptz not null default now()
);

-- Advice that was requested for this gate: an open item of kind advice, answered or not (invariant 10).
create table process.gate_advice (
  gate_id      uuid not null references process.gate,
  open_item_id uuid not null references open_items.open_item,
  dossier_id   uuid not null references dossier.dossier,
  linked_by    uuid not null references people.membership,
  linked_at    timestamptz not null default now(),
  primary key (gate_id, open_item_id)
);
create index gate_advice_item on process.gate_advice (open_item_id);

create table process.advice_reaction (
  gate_id      uuid not null,
  open_item_id uuid not null,
  dossier_id   uuid not null references dossier.dossier,
  entry_id     uuid not null unique references dossier.entry,
  reaction     text not null check (reaction in ('followed', 'partly', 'not')),
  reacted_by   uuid not null references people.membership,
  reacted_at   timestamptz not null default now(),
  primary key (gate_id, open_item_id),
  foreign key (gate_id, open_item_id) references process.gate_advice
);

-- Uitvoeringstoets: what those who must carry it out say, point by point (P13).
create table process.feasibility_point (
  id         uuid primary key,
  dossier_id uuid not null references dossier.dossier,
  gate_id    uuid not null references process.gate,
  entry_id   uuid not null unique references dossier.entry,
  raised_by  uuid not null references people.membership,
  raised_at  timestamptz not null default now()
);
create index feasibility_point_of_gate on process.feasibility_point (gate_id, raised_at);

create table process.feasibility_answer (
  point_id    uuid primary key references process.feasibility_point,
  dossier_id  uuid not null references dossier.dossier,
  entry_id    uuid not null unique references dossier.entry,
  reaction    text not null check (reaction in ('followed', 'partly', 'not')),
  answered_by uuid not null references people.membership,
  answered_at timestamptz not null default now()
);

-- For the council its registry speaks, for the executive somebody of the executive; never an administrator, and never the
-- official who leads the work. Asked of the membership that is written down, so that no way of writing goes around it.
create function process.speaks_for(membership uuid, capacity text, dossier uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
    select exists (select from people.membership m join dossier.dossier d on d.id = speaks_for.dossier
      where m.id = speaks_for.membership and m.organisation_id = d.organisation_id
        and m.position = case speaks_for.capacity when 'raad' then 'registry' else 'executive' end)
  $$;

-- The same lock that acts on the dossier take: what is looked at here cannot change before the transaction ends.
create function process.guard_gate() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  gate record;
begin
  if tg_op = 'DELETE' then raise exception using errcode = 'RF409', message = 'process.gateDecided'; end if;
  perform pg_advisory_xact_lock(hashtextextended(new.dossier_id::text, 1));
  select g.* into gate from process.gate g where g.id = new.gate_id;
  if gate.dossier_id is distinct from new.dossier_id then
    raise exception using errcode = 'RF409', message = 'process.noSuchGate';
  end if;
  if tg_op = 'UPDATE' then raise exception using errcode = 'RF409', message = 'process.gateDecided'; end if;
  if exists (select from process.gate_cancellation c where c.gate_id = new.gate_id) then
    raise exception using errcode = 'RF409', message = 'process.gateCancelled';
  end if;
  if gate.capacity in ('raad', 'college', 'wethouder') and not process.speaks_for(new.decided_by, gate.capacity, new.dossier_id) then
    raise exception using errcode = 'RF409', message = 'process.decidesForAnother';
  end if;
  -- Invariant 11: whatever the outcome.
  if exists (select from process.objection o where o.gate_id = new.gate_id
             and not exists (select from process.objection_ending e where e.objection_id = o.id)) then
    raise exception using errcode = 'RF409', message = 'process.objectionOpen';
  end if;
  -- Invariant 10.
  if exists (select from process.gate_advice a where a.gate_id = new.gate_id
             and not exists (select from process.advice_reaction r where r.gate_id = a.gate_id and r.open_item_id = a.open_item_id)) then
    raise exception using errcode = 'RF409', message = 'process.adviceWithoutReaction';
  end if;
  if exists (select from process.feasibility_point p where p.gate_id = new.gate_id
             and not exists (select from process.feasibility_answer a where a.point_id = p.id)) then
    raise exception using errcode = 'RF409', message = 'process.pointUnanswered';
  end if;
  -- Invariant 9: not for an administrator, not for the owner of the tables.
  if new.outcome = 'goOn' then
    if exists (select from process.objection o join process.objection_ending e on e.objection_id = o.id
               where o.gate_id = new.gate_id and e.outcome = 'upheld') then
      raise exception using errcode = 'RF409', message = 'process.objectionUpheld';
    end if;
    if exists (select from process.reserved_choice c where c.gate_id = new.gate_id
               and not exists (select from process.choice_decision d where d.choice_id = c.id)) then
      raise exception using errcode = 'RF409', message = 'process.choiceUndecided';
    end if;
    if exists (select from process.reserved_choice c where c.dossier_id = new.dossier_id and c.gate_id is null
               and not exists (select from process.choice_decision d where d.choice_id = c.id)) then
      raise exception using errcode = 'RF409', message = 'process.choiceUnplaced';
    end if;
  end if;
  return new;
end $$;
create trigger guard_gate before insert or update or delete on process.gate_decision
  for each row execute function process.guard_gate();

-- A cancelled gate must not be the way around a choice or an objection.
create function process.guard_cancellation() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.dossier_id::text, 1));
  if exists (select from process.gate_decision d where d.gate_id = new.gate_id) then
    raise exception using errcode = 'RF409', message = 'process.gateDecided';
  end if;
  if exists (select from process.reserved_choice c where c.gate_id = new.gate_id
             and not exists (select from process.choice_decision d where d.choice_id = c.id)) then
    raise exception using errcode = 'RF409', message = 'process.choiceUndecided';
  end if;
  if exists (select from process.objection o where o.gate_id = new.gate_id
             and not exists (select from process.objection_ending e where e.objection_id = o.id)) then
    raise exception using errcode = 'RF409', message = 'process.objectionOpen';
  end if;
  return new;
end $$;
create trigger guard_cancellation before insert or update on process.gate_cancellation
  for each row execute function process.guard_cancellation();

-- What was reserved stays reserved, for whom it was, and stays at its gate.
create function process.guard_choice() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' or new.capacity <> old.capacity or new.dossier_id <> old.dossier_id or new.entry_id <> old.entry_id
     or (old.gate_id is not null and new.gate_id is distinct from old.gate_id) then
    raise exception using errcode = 'RF409', message = 'process.choiceStays';
  end if;
  return new;
end $$;
create trigger guard_choice before update or delete on process.reserved_choice
  for each row execute function process.guard_choice();

-- A choice falls at a gate of the same dossier that is still to come.
create function process.guard_placing() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.gate_id is not null and not exists (select from process.gate g where g.id = new.gate_id and g.dossier_id = new.dossier_id
      and not exists (select from process.gate_decision d where d.gate_id = g.id)
      and not exists (select from process.gate_cancellation c where c.gate_id = g.id)) then
    raise exception using errcode = 'RF409', message = 'process.noGateToCome';
  end if;
  return new;
end $$;
create trigger guard_placing before insert or update of gate_id on process.reserved_choice
  for each row execute function process.guard_placing();

create function process.guard_choice_decision() returns trigger language plpgsql security definer set search_path = '' as $$
declare
  whose text := (select c.capacity from process.reserved_choice c where c.id = new.choice_id and c.dossier_id = new.dossier_id);
begin
  if tg_op <> 'INSERT' then raise exception using errcode = 'RF409', message = 'process.choiceDecided'; end if;
  if whose is null or not process.speaks_for(new.decided_by, whose, new.dossier_id) then
    raise exception using errcode = 'RF409', message = 'process.decidesForAnother';
  end if;
  -- It is the decision of that body, and of no other.
  if not exists (select from kaders.decision d where d.id = new.decision_id and d.capacity = whose and d.dossier_id = new.dossier_id) then
    raise exception using errcode = 'RF409', message = 'process.decidesForAnother';
  end if;
  return new;
end $$;
create trigger guard_choice_decision before insert or update on process.choice_decision
  for each row execute function process.guard_choice_decision();
create function process.keep() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = 'RF409', message = 'process.staysAsItIs';
end $$;
create trigger keep before delete on process.choice_decision for each row execute function process.keep();
create trigger keep before delete on process.objection for each row execute function process.keep();

-- A phase does not end while a gate of it waits, nor begin behind a gate whose choice somebody else must still make (R7).
create function process.guard_phase() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.dossier_id::text, 1));
  if new.state = 'ended' and exists (select from process.gate g where g.phase_id = new.thing_id
      and not exists (select from process.gate_decision d where d.gate_id = g.id)
      and not exists (select from process.gate_cancellation c where c.gate_id = g.id)) then
    raise exception using errcode = 'RF409', message = 'process.gateWaits';
  end if;
  if new.state in ('running', 'ended') and exists (
      select from process.reserved_choice c join process.gate g on g.id = c.gate_id
      where c.dossier_id = new.dossier_id and not exists (select from process.choice_decision d where d.choice_id = c.id)
        and case when new.state = 'ended' then g.phase_id = new.thing_id
            -- Phases are in the order in which they were planned: the first line of each says when.
            else (select r.recorded_at from process.record r where r.kind = 'phase' and r.thing_id = g.phase_id and r.number = 1)
               < (select r.recorded_at from process.record r where r.kind = 'phase' and r.thing_id = new.thing_id and r.number = 1) end) then
    raise exception using errcode = 'RF409', message = 'process.choiceUndecided';
  end if;
  return new;
end $$;
create trigger guard_phase before insert or update on process.record
  for each row when (new.kind = 'phase' and new.number > 1) execute function process.guard_phase();
