-- needs 006
-- The tags and members of a task are shown in the order in which they were given. Those of before have
-- none, and are shown by their ids.
ALTER TABLE task_tag_links ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE task_member_links ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
