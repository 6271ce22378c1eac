-- Full-text index over the folded text of every record. Contentless: the text itself stays in search_doc.
CREATE VIRTUAL TABLE search_index USING fts5(text, content='', contentless_delete=1, tokenize='trigram', detail='none');
--> statement-breakpoint
-- The log is append-only: what an operation is and where it stands never changes (redaction replaces its line).
CREATE TRIGGER sync_op_fixed BEFORE UPDATE OF seq, w, n, x, t, tbl, row ON sync_op
BEGIN
  SELECT RAISE(ABORT, 'an operation never changes');
END;
