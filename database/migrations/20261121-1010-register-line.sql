-- What the register called an organisation and when it said that it ended: what differs from it here was changed here.
alter table organisations.register_line
  add column name text not null,
  add column valid_until date;
