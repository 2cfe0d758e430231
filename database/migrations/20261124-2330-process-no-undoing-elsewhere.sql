-- What was decided at a gate, or by the body to which a choice is reserved, is not undone by a loose decision beside it:
-- the gate would still stand open. It changes at a gate to come.
create function process.guard_revocation() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from process.gate_decision g where g.decision_id = new.revokes)
     or exists (select from process.choice_decision c where c.decision_id = new.revokes) then
    raise exception using errcode = 'RF409', message = 'process.decidedAtGate';
  end if;
  return new;
end $$;
create trigger guard_revocation before insert or update of revokes on kaders.decision
  for each row when (new.revokes is not null) execute function process.guard_revocation();
