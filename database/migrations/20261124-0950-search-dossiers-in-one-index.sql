-- Dossiers in one index of words, with a mark for each way in: their organisation, its council, everybody. With a partial
-- index for each the planner preferred an index without words, and read every public dossier of the country (10 of 12 ms).
create function search.of_dossier(words tsvector, organisation uuid, ceiling smallint) returns tsvector
  language sql immutable parallel safe as $$
    select words || array_to_tsvector(array_remove(array[
      case when ceiling >= 3 then '§' || replace(organisation::text, '-', '') end,
      case when ceiling >= 4 then '§c' || replace(organisation::text, '-', '') end,
      case when ceiling = 5 then '§p' end], null))
  $$;
create index dossier_search on dossier.dossier using gin (search.of_dossier(search, organisation_id, ceiling))
  with (gin_pending_list_limit = 256);
drop index dossier.dossier_search_organisation;
drop index dossier.dossier_search_council;
drop index dossier.dossier_search_public;
