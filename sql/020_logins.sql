-- needs 009
-- Logins and invitations are rows of resources, which are known by `id`. Theirs is the id of the user.
ALTER TABLE logins RENAME COLUMN user_id TO id;
ALTER TABLE invitations RENAME COLUMN user_id TO id;
