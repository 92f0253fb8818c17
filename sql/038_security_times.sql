-- needs 028
-- Events that are counted are written later than they began, so their ids are not in the order of their times.
CREATE INDEX security_events_by_time ON security_events (account_id, at, id);
