// load.js - fills a database of this program with the contacts of Glimt's: load.js GLIMT_DB DB.

import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { sortName } from "./names.js";

const INSTANT = "'%Y-%m-%d %H:%M:%S +00:00'";

const [source, target] = process.argv.slice(2);
const db = new DatabaseSync(target);
db.function("sort_name", { deterministic: true }, sortName);
db.exec("PRAGMA journal_mode = WAL; PRAGMA foreign_keys = OFF");
db.exec(readFileSync(new URL("schema.sql", import.meta.url), "utf8"));
db.prepare("ATTACH ? AS glimt").run(source);
db.exec(`
  BEGIN;
  INSERT INTO users SELECT id, name FROM glimt.users WHERE account_id = 1;
  INSERT INTO countries SELECT id, name FROM glimt.countries WHERE account_id = 1;
  INSERT INTO tags SELECT id, title FROM glimt.contact_tags WHERE account_id = 1;
  INSERT INTO contacts
  SELECT id, name, sort_name(name), customer_number, contact_type,
         organizational_or_social_security_number, company_id, parent_company_id, is_active, email,
         invoice_email, phone_number, cell_phone_number, important_information, is_supplier,
         is_whole_sale, is_retailer, is_sub_contractor, is_partner, is_customer,
         use_reverse_build_tax, responsible_id,
         visiting_street_address, visiting_additional_address, visiting_postal_code, visiting_city,
         visiting_state, visiting_country_id,
         delivery_street_address, delivery_additional_address, delivery_postal_code, delivery_city,
         delivery_state, delivery_country_id,
         invoice_street_address, invoice_additional_address, invoice_postal_code, invoice_city,
         invoice_state, invoice_country_id,
         strftime(${INSTANT}, created_at, 'unixepoch'), created_by_id,
         strftime(${INSTANT}, updated_at, 'unixepoch'), updated_by_id
    FROM glimt.contacts WHERE account_id = 1;
  INSERT INTO contact_tags
  SELECT contact_id, contact_tag_id FROM glimt.contact_tag_links WHERE account_id = 1;
  COMMIT;
  DETACH glimt;
  ANALYZE;
  PRAGMA wal_checkpoint(TRUNCATE);
`);
db.close();
