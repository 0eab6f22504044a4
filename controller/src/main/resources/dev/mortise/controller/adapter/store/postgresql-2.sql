-- Schema version 2: snapshots are fenced as events are. One that woke up after its lease had gone must not write a state of
-- the past over that of its successor, which the next start would begin from.
CREATE TRIGGER mortise_fence BEFORE INSERT OR UPDATE ON snapshot
  FOR EACH STATEMENT EXECUTE FUNCTION mortise_fence();
