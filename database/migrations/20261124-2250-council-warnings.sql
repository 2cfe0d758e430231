-- Warnings that stand open, by organisation: found for whoever begins their day.
create index duty_warned on council.duty (organisation_id, due_on) where informed_at is null and told > 0;
