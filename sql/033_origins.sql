-- needs 017, 032
-- Which browser programs may call as an application, by the origins of their pages.
ALTER TABLE applications ADD COLUMN origins TEXT NOT NULL DEFAULT ''; -- between blanks; empty: none

-- Browsers ask before they call, without saying as whom, so all lists are looked at;
-- few applications have one.
CREATE INDEX applications_origins ON applications (is_active, origins) WHERE origins > '';
