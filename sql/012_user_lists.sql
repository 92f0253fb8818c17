-- needs 002
-- Lists of users' days leave out who had not begun or has ended; now without reading each user.
DROP INDEX users_by_name;
CREATE INDEX users_by_name ON users (account_id, name_key, id, start_date, end_date, department_id);
