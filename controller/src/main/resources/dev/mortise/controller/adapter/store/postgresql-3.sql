-- Schema version 3: an event that takes long to write does not hold up the renewal of the lease. The fence's lock is of the
-- row's keys, and the epoch is one of them: it stands against a lease that changes hands, and not against one that is prolonged.
CREATE UNIQUE INDEX mortise_lease_epoch ON mortise_lease (name, epoch);
CREATE OR REPLACE FUNCTION mortise_fence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- locked until these events are committed: a lease that changes hands waits for them, or is seen here
  PERFORM 1 FROM mortise_lease WHERE epoch::text = current_setting('mortise.epoch', true) FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'epoch % is not the epoch of the lease: another controller took over',
      coalesce(current_setting('mortise.epoch', true), '(none)');
  END IF;
  RETURN NULL;
END $$;
