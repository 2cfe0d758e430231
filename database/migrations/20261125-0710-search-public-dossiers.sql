-- Public dossiers by the words of their title, with the year and the month in which they changed: a word that a thousand
-- towns use is answered from the newest of them. All were read and sorted before (30 of 35 ms among a million dossiers).
create index dossier_search_public on dossier.dossier
  using gin (search.scoped(ts_filter(search, '{a}'), '00000000-0000-0000-0000-000000000000', changed_at)) with (gin_pending_list_limit = 256)
  where ceiling = 5;
