contacts
  invalidated by changes  registry contacts
  list invalidated by new contacts
  brief                    SELECT t.id, t.name FROM contacts t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM contacts t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.customer_number, t.contact_type, t.organizational_or_social_security_number, t.visiting_street_address, t.visiting_additional_address, t.visiting_postal_code, t.visiting_city, t.visiting_state, t.visiting_country_id, t.visiting_country_id, t.company_id, t.parent_company_id, t.created_at, t.updated_at FROM contacts t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.customer_number, t.contact_type, t.organizational_or_social_security_number, t.company_id, t.parent_company_id, t.is_active, t.email, t.invoice_email, t.phone_number, t.cell_phone_number, t.important_information, t.is_supplier, t.is_whole_sale, t.is_retailer, t.is_sub_contractor, t.is_partner, t.is_customer, t.use_reverse_build_tax, t.responsible_id, t.visiting_street_address, t.visiting_additional_address, t.visiting_postal_code, t.visiting_city, t.visiting_state, t.visiting_country_id, t.visiting_country_id, t.delivery_street_address, t.delivery_additional_address, t.delivery_postal_code, t.delivery_city, t.delivery_state, t.delivery_country_id, t.delivery_country_id, t.invoice_street_address, t.invoice_additional_address, t.invoice_postal_code, t.invoice_city, t.invoice_state, t.invoice_country_id, t.invoice_country_id, t.created_at, t.created_by_id, t.updated_at, t.updated_by_id FROM contacts t WHERE t.account_id = ?1 AND t.id = ?2
  extended detail          SELECT t.id, t.name, t.customer_number, t.contact_type, t.organizational_or_social_security_number, t.company_id, t.parent_company_id, t.is_active, t.email, t.invoice_email, t.phone_number, t.cell_phone_number, t.important_information, t.is_supplier, t.is_whole_sale, t.is_retailer, t.is_sub_contractor, t.is_partner, t.is_customer, t.use_reverse_build_tax, t.responsible_id, t.visiting_street_address, t.visiting_additional_address, t.visiting_postal_code, t.visiting_city, t.visiting_state, t.visiting_country_id, t.visiting_country_id, t.delivery_street_address, t.delivery_additional_address, t.delivery_postal_code, t.delivery_city, t.delivery_state, t.delivery_country_id, t.delivery_country_id, t.invoice_street_address, t.invoice_additional_address, t.invoice_postal_code, t.invoice_city, t.invoice_state, t.invoice_country_id, t.invoice_country_id, t.created_at, t.created_by_id, t.updated_at, t.updated_by_id FROM contacts t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM contacts WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, customer_number, customer_number_value, contact_type, organizational_or_social_security_number, visiting_street_address, visiting_additional_address, visiting_postal_code, visiting_city, visiting_state, visiting_country_id, company_id, parent_company_id, created_at, created_by_id, updated_at, updated_by_id, is_active, email, invoice_email, phone_number, cell_phone_number, important_information, is_supplier, is_whole_sale, is_retailer, is_sub_contractor, is_partner, is_customer, use_reverse_build_tax, responsible_id, is_primary, delivery_street_address, delivery_additional_address, delivery_postal_code, delivery_city, delivery_state, delivery_country_id, invoice_street_address, invoice_additional_address, invoice_postal_code, invoice_city, invoice_state, invoice_country_id FROM contacts WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO contacts (account_id, id, name, customer_number, customer_number_value, contact_type, organizational_or_social_security_number, visiting_street_address, visiting_additional_address, visiting_postal_code, visiting_city, visiting_state, visiting_country_id, company_id, parent_company_id, created_at, created_by_id, updated_at, updated_by_id, is_active, email, invoice_email, phone_number, cell_phone_number, important_information, is_supplier, is_whole_sale, is_retailer, is_sub_contractor, is_partner, is_customer, use_reverse_build_tax, responsible_id, is_primary, delivery_street_address, delivery_additional_address, delivery_postal_code, delivery_city, delivery_state, delivery_country_id, invoice_street_address, invoice_additional_address, invoice_postal_code, invoice_city, invoice_state, invoice_country_id, name_key, name_folded, customer_number_key, customer_number_folded, updated_order) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46, ?47, ?48, ?49, ?50, coalesce(?18, -9223372036854775808))
  update                   UPDATE contacts SET name = ?3, customer_number = ?4, customer_number_value = ?5, contact_type = ?6, organizational_or_social_security_number = ?7, visiting_street_address = ?8, visiting_additional_address = ?9, visiting_postal_code = ?10, visiting_city = ?11, visiting_state = ?12, visiting_country_id = ?13, company_id = ?14, parent_company_id = ?15, created_at = ?16, created_by_id = ?17, updated_at = ?18, updated_by_id = ?19, is_active = ?20, email = ?21, invoice_email = ?22, phone_number = ?23, cell_phone_number = ?24, important_information = ?25, is_supplier = ?26, is_whole_sale = ?27, is_retailer = ?28, is_sub_contractor = ?29, is_partner = ?30, is_customer = ?31, use_reverse_build_tax = ?32, responsible_id = ?33, is_primary = ?34, delivery_street_address = ?35, delivery_additional_address = ?36, delivery_postal_code = ?37, delivery_city = ?38, delivery_state = ?39, delivery_country_id = ?40, invoice_street_address = ?41, invoice_additional_address = ?42, invoice_postal_code = ?43, invoice_city = ?44, invoice_state = ?45, invoice_country_id = ?46, name_key = ?47, name_folded = ?48, customer_number_key = ?49, customer_number_folded = ?50, updated_order = coalesce(?18, -9223372036854775808) WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM contacts WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name, customer_number FROM contacts WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived from the row     UPDATE contacts SET updated_order = coalesce(updated_at, -9223372036854775808) WHERE updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808)
  not as it follows        SELECT 'contacts', account_id, id, 'updated_order' FROM contacts WHERE updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808)
  derived update           UPDATE contacts SET name_key = ?3, name_folded = ?4, customer_number_key = ?5, customer_number_folded = ?6 WHERE account_id = ?1 AND id = ?2
  links                    SELECT contact_tag_id FROM contact_tag_links WHERE account_id = ?1 AND contact_id = ?2 ORDER BY contact_tag_id
  add link                 INSERT INTO contact_tag_links (account_id, contact_id, contact_tag_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM contact_tag_links WHERE account_id = ?1 AND contact_id = ?2
  rows                     SELECT id, name, is_primary FROM contacts WHERE account_id = ?1 AND company_id = ?2 ORDER BY id
  copy of the key          UPDATE invoices SET customer_name_key = (SELECT k.name_key FROM contacts k WHERE k.account_id = ?1 AND k.id = ?2) WHERE account_id = ?1 AND customer_id = ?2
  key before and after     SELECT customer_name_key FROM invoices WHERE account_id = ?1 AND customer_id = ?2 LIMIT 1
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM contacts WHERE account_id = ?1 AND company_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM contacts WHERE account_id = ?1 AND parent_company_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM projects WHERE account_id = ?1 AND customer_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM time_reports WHERE account_id = ?1 AND contact_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM invoices WHERE account_id = ?1 AND customer_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM supplier_invoices WHERE account_id = ?1 AND supplier_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM opportunities WHERE account_id = ?1 AND customer_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM opportunities WHERE account_id = ?1 AND contact_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM offers WHERE account_id = ?1 AND customer_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM contacts WHERE account_id = ?1 AND company_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM contacts WHERE account_id = ?1 AND parent_company_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM projects WHERE account_id = ?1 AND customer_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM time_reports WHERE account_id = ?1 AND contact_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM invoices WHERE account_id = ?1 AND customer_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM supplier_invoices WHERE account_id = ?1 AND supplier_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM opportunities WHERE account_id = ?1 AND customer_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM opportunities WHERE account_id = ?1 AND contact_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM offers WHERE account_id = ?1 AND customer_id = ?2 LIMIT 1
  ask company is a person  SELECT 1 FROM contacts WHERE account_id = ?1 AND id = ?2 AND contact_type = 'person'
  ask parent is a person   SELECT 1 FROM contacts WHERE account_id = ?1 AND id = ?2 AND contact_type = 'person'
  ask is above its parent  WITH RECURSIVE owners (id, height) AS (SELECT id, 1 FROM contacts WHERE account_id = ?1 AND id = ?2 UNION ALL SELECT c.parent_company_id, o.height + 1 FROM owners o JOIN contacts c ON c.account_id = ?1 AND c.id = o.id WHERE c.parent_company_id IS NOT NULL AND o.height < 1000) SELECT 1 FROM owners WHERE id = ?3 LIMIT 1
  ask has others below it  SELECT 1 FROM contacts WHERE account_id = ?1 AND (company_id = ?2 OR parent_company_id = ?2) LIMIT 1
  ask highest number       SELECT max(customer_number_value) FROM contacts WHERE account_id = ?1
  list by name             SELECT t.id, t.name_key FROM contacts t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM contacts t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM contacts t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM contacts t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by customerNumber   SELECT t.id, t.customer_number_key FROM contacts t WHERE t.account_id = ?1 ORDER BY t.customer_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by customerNumber   SELECT t.id, t.customer_number_key FROM contacts t WHERE t.account_id = ?1 ORDER BY t.customer_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by customerNumber   SELECT t.id, t.customer_number_key FROM contacts t WHERE t.account_id = ?1 AND (t.customer_number_key, t.id) >= (?5, ?4) ORDER BY t.customer_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by customerNumber   SELECT t.id, t.customer_number_key FROM contacts t WHERE t.account_id = ?1 AND (t.customer_number_key, t.id) <= (?5, ?4) ORDER BY t.customer_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.created_at FROM contacts t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.created_at FROM contacts t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.created_at FROM contacts t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.created_at FROM contacts t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updated          SELECT t.id, t.updated_order FROM contacts t WHERE t.account_id = ?1 ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updated          SELECT t.id, t.updated_order FROM contacts t WHERE t.account_id = ?1 ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updated          SELECT t.id, t.updated_order FROM contacts t WHERE t.account_id = ?1 AND (t.updated_order, t.id) >= (?5, ?4) ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updated          SELECT t.id, t.updated_order FROM contacts t WHERE t.account_id = ?1 AND (t.updated_order, t.id) <= (?5, ?4) ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM contacts t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0 OR instr(t.customer_number_folded, ?7) > 0)
  count by tagIds          SELECT count(*) FROM (SELECT l.contact_id FROM contact_tag_links l WHERE l.account_id = ?1 AND l.contact_tag_id IN {list ?7} GROUP BY l.contact_id HAVING count(*) = ?8) ids
  count by createdOrUpdatedSince SELECT count(*) FROM contacts t WHERE t.account_id = ?1 AND (t.created_at >= ?7 OR t.updated_at >= ?7)
  count by contactType     SELECT count(*) FROM contacts t WHERE t.account_id = ?1 AND (t.contact_type = ?7)
  count by relations       SELECT count(*) FROM contacts t WHERE t.account_id = ?1 AND (t.is_customer = 1 AND 0 IN {list ?7} OR t.is_supplier = 1 AND 1 IN {list ?7} OR t.is_whole_sale = 1 AND 2 IN {list ?7} OR t.is_retailer = 1 AND 3 IN {list ?7} OR t.is_sub_contractor = 1 AND 4 IN {list ?7} OR t.is_partner = 1 AND 5 IN {list ?7})
  count                    SELECT count(*) FROM contacts t WHERE t.account_id = ?1
projects
  invalidated by changes  registry contacts projects
  list invalidated by new projects
  brief                    SELECT t.id, t.title, t.order_number FROM projects t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.title FROM projects t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.order_number, t.title, t.status_id, t.start_date, t.end_date, t.invoice_type, t.location_longitude, t.location_latitude, t.location_street_address, t.location_postal_code, t.location_city, t.location_country_id, t.project_manager_id, t.customer_id, t.project_collection_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM projects t WHERE t.account_id = ?1 AND t.id = ?2
  extended list item       SELECT t.id, t.order_number, t.title, t.status_id, t.start_date, t.end_date, t.invoice_type, t.location_longitude, t.location_latitude, t.location_street_address, t.location_postal_code, t.location_city, t.location_country_id, t.project_manager_id, t.customer_id, t.project_collection_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at, t.category_id, t.sales_responsible_id, t.cost_center_id FROM projects t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.order_number, t.title, t.status_id, t.start_date, t.end_date, t.invoice_type, t.location_longitude, t.location_latitude, t.location_street_address, t.location_postal_code, t.location_city, t.location_country_id, t.project_manager_id, t.customer_id, t.project_collection_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at, t.project_manager_id, t.description, t.location_street_address, t.location_postal_code, t.location_city, t.location_longitude, t.location_latitude, t.your_reference, t.our_reference, t.customer_reference_marking, t.invoice_text, t.sales_responsible_id, t.category_id, t.cost_center_id, t.project_collection_id, t.cost_center_id, t.booking_project_id, t.category_id, t.ready_for_invoice, t.all_is_member FROM projects t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM projects WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, order_number, order_number_value, title, status_id, start_date, end_date, invoice_type, location_longitude, location_latitude, location_street_address, location_postal_code, location_city, location_country_id, project_manager_id, customer_id, project_collection_id, created_at, created_by_id, updated_at, updated_by_id, description, your_reference, our_reference, customer_reference_marking, invoice_text, sales_responsible_id, category_id, cost_center_id, booking_project_id, ready_for_invoice, all_is_member, rate, discount, budgeted_hours, budgeted_by FROM projects WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO projects (account_id, id, order_number, order_number_value, title, status_id, start_date, end_date, invoice_type, location_longitude, location_latitude, location_street_address, location_postal_code, location_city, location_country_id, project_manager_id, customer_id, project_collection_id, created_at, created_by_id, updated_at, updated_by_id, description, your_reference, our_reference, customer_reference_marking, invoice_text, sales_responsible_id, category_id, cost_center_id, booking_project_id, ready_for_invoice, all_is_member, rate, discount, budgeted_hours, budgeted_by, order_number_key, order_number_folded, title_key, title_folded, updated_order) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, coalesce(?21, -9223372036854775808))
  update                   UPDATE projects SET order_number = ?3, order_number_value = ?4, title = ?5, status_id = ?6, start_date = ?7, end_date = ?8, invoice_type = ?9, location_longitude = ?10, location_latitude = ?11, location_street_address = ?12, location_postal_code = ?13, location_city = ?14, location_country_id = ?15, project_manager_id = ?16, customer_id = ?17, project_collection_id = ?18, created_at = ?19, created_by_id = ?20, updated_at = ?21, updated_by_id = ?22, description = ?23, your_reference = ?24, our_reference = ?25, customer_reference_marking = ?26, invoice_text = ?27, sales_responsible_id = ?28, category_id = ?29, cost_center_id = ?30, booking_project_id = ?31, ready_for_invoice = ?32, all_is_member = ?33, rate = ?34, discount = ?35, budgeted_hours = ?36, budgeted_by = ?37, order_number_key = ?38, order_number_folded = ?39, title_key = ?40, title_folded = ?41, updated_order = coalesce(?21, -9223372036854775808) WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM projects WHERE account_id = ?1 AND id = ?2
  owned rows               SELECT 0, id FROM project_comments WHERE account_id = ?1 AND project_id = ?2
  derived rows             SELECT account_id, id, order_number, title FROM projects WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived from the row     UPDATE projects SET updated_order = coalesce(updated_at, -9223372036854775808) WHERE updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808)
  not as it follows        SELECT 'projects', account_id, id, 'updated_order' FROM projects WHERE updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808)
  derived update           UPDATE projects SET order_number_key = ?3, order_number_folded = ?4, title_key = ?5, title_folded = ?6 WHERE account_id = ?1 AND id = ?2
  links                    SELECT project_tag_id FROM project_tag_links WHERE account_id = ?1 AND project_id = ?2 ORDER BY project_tag_id
  add link                 INSERT INTO project_tag_links (account_id, project_id, project_tag_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM project_tag_links WHERE account_id = ?1 AND project_id = ?2
  links                    SELECT user_id FROM project_member_links WHERE account_id = ?1 AND project_id = ?2 ORDER BY user_id
  add link                 INSERT INTO project_member_links (account_id, project_id, user_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM project_member_links WHERE account_id = ?1 AND project_id = ?2
  ask highest number       SELECT max(order_number_value) FROM projects WHERE account_id = ?1
  list by orderNumber      SELECT t.id, t.order_number_key FROM projects t WHERE t.account_id = ?1 ORDER BY t.order_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by orderNumber      SELECT t.id, t.order_number_key FROM projects t WHERE t.account_id = ?1 ORDER BY t.order_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by orderNumber      SELECT t.id, t.order_number_key FROM projects t WHERE t.account_id = ?1 AND (t.order_number_key, t.id) >= (?5, ?4) ORDER BY t.order_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by orderNumber      SELECT t.id, t.order_number_key FROM projects t WHERE t.account_id = ?1 AND (t.order_number_key, t.id) <= (?5, ?4) ORDER BY t.order_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM projects t WHERE t.account_id = ?1 ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM projects t WHERE t.account_id = ?1 ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM projects t WHERE t.account_id = ?1 AND (t.title_key, t.id) >= (?5, ?4) ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM projects t WHERE t.account_id = ?1 AND (t.title_key, t.id) <= (?5, ?4) ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM projects t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM projects t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM projects t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM projects t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM projects t WHERE t.account_id = ?1 ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM projects t WHERE t.account_id = ?1 ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM projects t WHERE t.account_id = ?1 AND (t.updated_order, t.id) >= (?5, ?4) ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM projects t WHERE t.account_id = ?1 AND (t.updated_order, t.id) <= (?5, ?4) ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM projects t WHERE t.account_id = ?1 AND (instr(t.order_number_folded, ?7) > 0 OR instr(t.title_folded, ?7) > 0 OR t.customer_id IN (SELECT c.id FROM contacts c WHERE c.account_id = ?1 AND instr(c.name_folded, ?7) > 0) OR t.project_collection_id IN (SELECT p.id FROM project_collections p WHERE p.account_id = ?1 AND (instr(p.number_folded, ?7) > 0 OR instr(p.name_folded, ?7) > 0)))
  count                    SELECT count(*) FROM projects t WHERE t.account_id = ?1
project comments
  invalidated by changes  registry projects
  list invalidated by new projects
  list item                SELECT t.id, t.text, t.created_at, t.created_by_id, t.created_by_id FROM project_comments t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.text, t.created_at, t.created_by_id, t.created_by_id FROM project_comments t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM project_comments WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, text, created_at, created_by_id, updated_at, updated_by_id, project_id FROM project_comments WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO project_comments (account_id, id, text, created_at, created_by_id, updated_at, updated_by_id, project_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
  update                   UPDATE project_comments SET text = ?3, created_at = ?4, created_by_id = ?5, updated_at = ?6, updated_by_id = ?7, project_id = ?8 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM project_comments WHERE account_id = ?1 AND id = ?2
  has all its parts        SELECT 1 FROM project_comments WHERE account_id = ?1 AND project_id = ?2 LIMIT 1 OFFSET 999
  list by createdDate      SELECT t.id, t.created_at FROM project_comments t WHERE t.account_id = ?1 AND t.project_id = ?6 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM project_comments t WHERE t.account_id = ?1 AND t.project_id = ?6 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM project_comments t WHERE t.account_id = ?1 AND t.project_id = ?6 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM project_comments t WHERE t.account_id = ?1 AND t.project_id = ?6 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM project_comments t WHERE t.account_id = ?1 AND t.project_id = ?6
time calculations
task boards
  invalidated by changes  registry projects tasks
  list invalidated by new registry projects tasks
  item invalidated by new registry projects tasks
  brief                    SELECT t.id, t.name FROM task_boards t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM task_boards t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.project_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM task_boards t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM task_boards WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, project_id, created_at, created_by_id, updated_at, updated_by_id FROM task_boards WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO task_boards (account_id, id, name, project_id, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded, updated_order) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, coalesce(?7, -9223372036854775808))
  update                   UPDATE task_boards SET name = ?3, project_id = ?4, created_at = ?5, created_by_id = ?6, updated_at = ?7, updated_by_id = ?8, name_key = ?9, name_folded = ?10, updated_order = coalesce(?7, -9223372036854775808) WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM task_boards WHERE account_id = ?1 AND id = ?2
  owned rows               SELECT 0, id FROM task_board_columns WHERE account_id = ?1 AND task_board_id = ?2
  derived rows             SELECT account_id, id, name FROM task_boards WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived from the row     UPDATE task_boards SET updated_order = coalesce(updated_at, -9223372036854775808) WHERE updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808)
  not as it follows        SELECT 'task_boards', account_id, id, 'updated_order' FROM task_boards WHERE updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808)
  derived update           UPDATE task_boards SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  links                    SELECT task_tag_id FROM task_board_tag_links WHERE account_id = ?1 AND task_board_id = ?2 ORDER BY task_tag_id
  add link                 INSERT INTO task_board_tag_links (account_id, task_board_id, task_tag_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM task_board_tag_links WHERE account_id = ?1 AND task_board_id = ?2
  links                    SELECT user_id FROM task_board_member_links WHERE account_id = ?1 AND task_board_id = ?2 ORDER BY user_id
  add link                 INSERT INTO task_board_member_links (account_id, task_board_id, user_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM task_board_member_links WHERE account_id = ?1 AND task_board_id = ?2
  rows                     SELECT t.id, t.name, (SELECT count(*) FROM tasks x WHERE x.account_id = t.account_id AND x.task_board_column_id = t.id), t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM task_board_columns t WHERE t.account_id = ?1 AND t.task_board_id = ?2 ORDER BY t.position, t.id
  ids of rows              SELECT id FROM task_board_columns WHERE account_id = ?1 AND task_board_id = ?2
  other rows               SELECT 0, id FROM task_board_columns WHERE account_id = ?1 AND task_board_id = ?2 AND id NOT IN {list ?3}
  list by createdDate      SELECT t.id, t.created_at FROM task_boards t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM task_boards t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM task_boards t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM task_boards t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM task_boards t WHERE t.account_id = ?1 ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM task_boards t WHERE t.account_id = ?1 ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM task_boards t WHERE t.account_id = ?1 AND (t.updated_order, t.id) >= (?5, ?4) ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM task_boards t WHERE t.account_id = ?1 AND (t.updated_order, t.id) <= (?5, ?4) ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM task_boards t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM task_boards t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM task_boards t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM task_boards t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM task_boards t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by projectIds      SELECT count(*) FROM task_boards t WHERE t.account_id = ?1 AND (t.project_id IN {list ?7})
  count                    SELECT count(*) FROM task_boards t WHERE t.account_id = ?1
tasks
  invalidated by changes  registry projects tasks
  list invalidated by new tasks
  brief                    SELECT t.id, t.title FROM tasks t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.title FROM tasks t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.title, t.description, t.completed_at, t.time_reporting_enabled, t.estimate, t.start_date, t.start_time, t.end_date, t.end_time, (SELECT count(*) FROM task_comments x WHERE x.account_id = t.account_id AND x.task_id = t.id), (SELECT count(*) FROM task_attachments x WHERE x.account_id = t.account_id AND x.task_id = t.id), (SELECT count(*) FROM task_checklists c JOIN task_checklist_items i ON i.account_id = c.account_id AND i.task_checklist_id = c.id WHERE c.account_id = t.account_id AND c.task_id = t.id), t.task_board_column_id, t.task_board_id, t.project_id, t.project_collection_id, t.opportunity_id, t.created_by_id, t.created_at, t.updated_at FROM tasks t WHERE t.account_id = ?1 AND t.id = ?2
  extended list item       SELECT t.id, t.title, t.description, t.completed_at, t.time_reporting_enabled, t.estimate, t.start_date, t.start_time, t.end_date, t.end_time, (SELECT count(*) FROM task_comments x WHERE x.account_id = t.account_id AND x.task_id = t.id), (SELECT count(*) FROM task_attachments x WHERE x.account_id = t.account_id AND x.task_id = t.id), (SELECT count(*) FROM task_checklists c JOIN task_checklist_items i ON i.account_id = c.account_id AND i.task_checklist_id = c.id WHERE c.account_id = t.account_id AND c.task_id = t.id), t.task_board_column_id, t.task_board_id, t.project_id, t.project_collection_id, t.opportunity_id, t.created_by_id, t.created_at, t.updated_at, t.archived_date FROM tasks t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.title, t.description, t.completed_at, t.time_reporting_enabled, t.estimate, t.start_date, t.start_time, t.end_date, t.end_time, (SELECT count(*) FROM task_comments x WHERE x.account_id = t.account_id AND x.task_id = t.id), (SELECT count(*) FROM task_attachments x WHERE x.account_id = t.account_id AND x.task_id = t.id), (SELECT count(*) FROM task_checklists c JOIN task_checklist_items i ON i.account_id = c.account_id AND i.task_checklist_id = c.id WHERE c.account_id = t.account_id AND c.task_id = t.id), t.task_board_column_id, t.task_board_id, t.project_id, t.project_collection_id, t.opportunity_id, t.created_by_id, t.created_at, t.updated_at FROM tasks t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM tasks WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, title, description, is_completed, completed_at, time_reporting_enabled, estimate, start_at, start_date, start_time, end_at, end_date, end_time, archived_date, task_board_column_id, task_board_id, project_id, project_collection_id, opportunity_id, created_at, created_by_id, updated_at, updated_by_id FROM tasks WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO tasks (account_id, id, title, description, is_completed, completed_at, time_reporting_enabled, estimate, start_at, start_date, start_time, end_at, end_date, end_time, archived_date, task_board_column_id, task_board_id, project_id, project_collection_id, opportunity_id, created_at, created_by_id, updated_at, updated_by_id, title_key, start_order, end_order) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, coalesce(?9, -9223372036854775808), coalesce(?12, -9223372036854775808))
  update                   UPDATE tasks SET title = ?3, description = ?4, is_completed = ?5, completed_at = ?6, time_reporting_enabled = ?7, estimate = ?8, start_at = ?9, start_date = ?10, start_time = ?11, end_at = ?12, end_date = ?13, end_time = ?14, archived_date = ?15, task_board_column_id = ?16, task_board_id = ?17, project_id = ?18, project_collection_id = ?19, opportunity_id = ?20, created_at = ?21, created_by_id = ?22, updated_at = ?23, updated_by_id = ?24, title_key = ?25, start_order = coalesce(?9, -9223372036854775808), end_order = coalesce(?12, -9223372036854775808) WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM tasks WHERE account_id = ?1 AND id = ?2
  owned rows               SELECT 0, id FROM task_comments WHERE account_id = ?1 AND task_id = ?2 UNION ALL SELECT 1, id FROM task_checklists WHERE account_id = ?1 AND task_id = ?2 UNION ALL SELECT 2, id FROM task_attachments WHERE account_id = ?1 AND task_id = ?2
  derived rows             SELECT account_id, id, title FROM tasks WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived from the row     UPDATE tasks SET start_order = coalesce(start_at, -9223372036854775808), end_order = coalesce(end_at, -9223372036854775808) WHERE start_order IS DISTINCT FROM coalesce(start_at, -9223372036854775808) OR end_order IS DISTINCT FROM coalesce(end_at, -9223372036854775808)
  not as it follows        SELECT 'tasks', account_id, id, 'start_order' FROM tasks WHERE start_order IS DISTINCT FROM coalesce(start_at, -9223372036854775808) UNION ALL SELECT 'tasks', account_id, id, 'end_order' FROM tasks WHERE end_order IS DISTINCT FROM coalesce(end_at, -9223372036854775808)
  derived update           UPDATE tasks SET title_key = ?3 WHERE account_id = ?1 AND id = ?2
  links                    SELECT task_tag_id FROM task_tag_links WHERE account_id = ?1 AND task_id = ?2 ORDER BY position, task_tag_id
  add link                 INSERT INTO task_tag_links (account_id, task_id, task_tag_id, position) VALUES (?1, ?2, ?3, ?4)
  delete links             DELETE FROM task_tag_links WHERE account_id = ?1 AND task_id = ?2
  links                    SELECT user_id FROM task_member_links WHERE account_id = ?1 AND task_id = ?2 ORDER BY position, user_id
  add link                 INSERT INTO task_member_links (account_id, task_id, user_id, position) VALUES (?1, ?2, ?3, ?4)
  delete links             DELETE FROM task_member_links WHERE account_id = ?1 AND task_id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM time_reports WHERE account_id = ?1 AND task_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM time_reports WHERE account_id = ?1 AND task_id = ?2 LIMIT 1
  ask board                SELECT task_board_id FROM task_board_columns WHERE account_id = ?1 AND id = ?2
  ask tags of the board    SELECT count(*) FROM task_board_tag_links WHERE account_id = ?1 AND task_board_id = ?2 AND task_tag_id IN {list ?3}
  list by createdDate      SELECT t.id, t.created_at FROM tasks t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM tasks t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM tasks t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM tasks t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM tasks t WHERE t.account_id = ?1 ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM tasks t WHERE t.account_id = ?1 ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM tasks t WHERE t.account_id = ?1 AND (t.title_key, t.id) >= (?5, ?4) ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM tasks t WHERE t.account_id = ?1 AND (t.title_key, t.id) <= (?5, ?4) ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by startDate        SELECT t.id, t.start_order FROM tasks t WHERE t.account_id = ?1 ORDER BY t.start_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by startDate        SELECT t.id, t.start_order FROM tasks t WHERE t.account_id = ?1 ORDER BY t.start_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by startDate        SELECT t.id, t.start_order FROM tasks t WHERE t.account_id = ?1 AND (t.start_order, t.id) >= (?5, ?4) ORDER BY t.start_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by startDate        SELECT t.id, t.start_order FROM tasks t WHERE t.account_id = ?1 AND (t.start_order, t.id) <= (?5, ?4) ORDER BY t.start_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by endDate          SELECT t.id, t.end_order FROM tasks t WHERE t.account_id = ?1 ORDER BY t.end_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by endDate          SELECT t.id, t.end_order FROM tasks t WHERE t.account_id = ?1 ORDER BY t.end_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by endDate          SELECT t.id, t.end_order FROM tasks t WHERE t.account_id = ?1 AND (t.end_order, t.id) >= (?5, ?4) ORDER BY t.end_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by endDate          SELECT t.id, t.end_order FROM tasks t WHERE t.account_id = ?1 AND (t.end_order, t.id) <= (?5, ?4) ORDER BY t.end_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by from            SELECT count(*) FROM (SELECT x.id FROM tasks x WHERE x.account_id = ?1 AND x.start_order >= ?7) ids
  count by to              SELECT count(*) FROM (SELECT x.id FROM tasks x WHERE x.account_id = ?1 AND x.end_order > -9223372036854775808 AND x.end_order <= ?7) ids
  count by memberIds       SELECT count(*) FROM (SELECT DISTINCT l.task_id FROM task_member_links l WHERE l.account_id = ?1 AND l.user_id IN {list ?7}) ids
  count by createdByUserIds SELECT count(*) FROM tasks t WHERE t.account_id = ?1 AND (t.created_by_id IN {list ?7})
  count by taskIds         SELECT count(*) FROM tasks t WHERE t.account_id = ?1 AND (t.id IN {list ?7})
  count by taskBoardId     SELECT count(*) FROM tasks t WHERE t.account_id = ?1 AND (t.task_board_id IS nullif(?7, -1))
  count by taskBoardColumnId SELECT count(*) FROM tasks t WHERE t.account_id = ?1 AND (t.task_board_column_id = ?7)
  count                    SELECT count(*) FROM tasks t WHERE t.account_id = ?1
task comments
  invalidated by changes  registry tasks
  list invalidated by new tasks
  list item                SELECT t.id, t.text, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM task_comments t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.text, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM task_comments t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM task_comments WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, text, created_at, created_by_id, updated_at, updated_by_id, task_id FROM task_comments WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO task_comments (account_id, id, text, created_at, created_by_id, updated_at, updated_by_id, task_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
  update                   UPDATE task_comments SET text = ?3, created_at = ?4, created_by_id = ?5, updated_at = ?6, updated_by_id = ?7, task_id = ?8 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM task_comments WHERE account_id = ?1 AND id = ?2
  has all its parts        SELECT 1 FROM task_comments WHERE account_id = ?1 AND task_id = ?2 LIMIT 1 OFFSET 999
  list by createdDate      SELECT t.id, t.created_at FROM task_comments t WHERE t.account_id = ?1 AND t.task_id = ?6 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM task_comments t WHERE t.account_id = ?1 AND t.task_id = ?6 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM task_comments t WHERE t.account_id = ?1 AND t.task_id = ?6 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM task_comments t WHERE t.account_id = ?1 AND t.task_id = ?6 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM task_comments t WHERE t.account_id = ?1 AND t.task_id = ?6
task checklists
  invalidated by changes  registry tasks
  list invalidated by new tasks
  name                     SELECT t.name FROM task_checklists t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.created_by_id, t.created_at, t.updated_at FROM task_checklists t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.created_by_id, t.created_at, t.updated_at FROM task_checklists t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM task_checklists WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, created_at, created_by_id, updated_at, updated_by_id, task_id FROM task_checklists WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO task_checklists (account_id, id, name, created_at, created_by_id, updated_at, updated_by_id, name_key, task_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
  update                   UPDATE task_checklists SET name = ?3, created_at = ?4, created_by_id = ?5, updated_at = ?6, updated_by_id = ?7, name_key = ?8, task_id = ?9 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM task_checklists WHERE account_id = ?1 AND id = ?2
  has all its parts        SELECT 1 FROM task_checklists WHERE account_id = ?1 AND task_id = ?2 LIMIT 1 OFFSET 999
  owned rows               SELECT 0, id FROM task_checklist_items WHERE account_id = ?1 AND task_checklist_id = ?2
  derived rows             SELECT account_id, id, name FROM task_checklists WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE task_checklists SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
  rows                     SELECT t.id, t.title, t.position, t.completed_at, t.created_by_id, t.created_at, t.updated_at FROM task_checklist_items t WHERE t.account_id = ?1 AND t.task_checklist_id = ?2 ORDER BY t.position, t.id
  ids of rows              SELECT id FROM task_checklist_items WHERE account_id = ?1 AND task_checklist_id = ?2
  other rows               SELECT 0, id FROM task_checklist_items WHERE account_id = ?1 AND task_checklist_id = ?2 AND id NOT IN {list ?3}
  list by name             SELECT t.id, t.name_key FROM task_checklists t WHERE t.account_id = ?1 AND t.task_id = ?6 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM task_checklists t WHERE t.account_id = ?1 AND t.task_id = ?6 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM task_checklists t WHERE t.account_id = ?1 AND t.task_id = ?6 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM task_checklists t WHERE t.account_id = ?1 AND t.task_id = ?6 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM task_checklists t WHERE t.account_id = ?1 AND t.task_id = ?6
task attachments
  invalidated by changes  registry tasks
  list invalidated by new tasks
  name                     SELECT t.name FROM task_attachments t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.type, t.content_type, t.size_in_bytes, t.external_url, t.created_by_id, t.created_at, t.updated_at FROM task_attachments t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.type, t.content_type, t.size_in_bytes, t.external_url, t.created_by_id, t.created_at, t.updated_at FROM task_attachments t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM task_attachments WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, type, content_type, size_in_bytes, external_url, external_url_type, file_name, content_hash, created_at, created_by_id, updated_at, updated_by_id, task_id FROM task_attachments WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO task_attachments (account_id, id, name, type, content_type, size_in_bytes, external_url, external_url_type, file_name, content_hash, created_at, created_by_id, updated_at, updated_by_id, name_key, task_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
  update                   UPDATE task_attachments SET name = ?3, type = ?4, content_type = ?5, size_in_bytes = ?6, external_url = ?7, external_url_type = ?8, file_name = ?9, content_hash = ?10, created_at = ?11, created_by_id = ?12, updated_at = ?13, updated_by_id = ?14, name_key = ?15, task_id = ?16 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM task_attachments WHERE account_id = ?1 AND id = ?2
  has all its parts        SELECT 1 FROM task_attachments WHERE account_id = ?1 AND task_id = ?2 LIMIT 1 OFFSET 999
  file in use              SELECT id FROM task_attachments WHERE account_id = ?1 AND content_hash = ?2 LIMIT 1
  file that may go         INSERT INTO file_removals (account_id, content_hash, times) SELECT account_id, content_hash, 1 FROM task_attachments WHERE account_id = ?1 AND id = ?2 AND content_hash IS NOT NULL ON CONFLICT (account_id, content_hash) DO UPDATE SET times = file_removals.times + 1
  files of rows            SELECT account_id, content_hash, min(size_in_bytes), max(size_in_bytes) FROM task_attachments WHERE (account_id, content_hash) > (?1, ?2) AND length(content_hash) = 64 AND ltrim(content_hash, '0123456789abcdef') = '' GROUP BY account_id, content_hash ORDER BY account_id, content_hash LIMIT ?3
  no file of a row         SELECT 'task_attachments', account_id, id, 'content_hash' FROM task_attachments WHERE content_hash IS NOT NULL AND NOT (length(content_hash) = 64 AND ltrim(content_hash, '0123456789abcdef') = '')
  derived rows             SELECT account_id, id, name FROM task_attachments WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE task_attachments SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM task_attachments t WHERE t.account_id = ?1 AND t.task_id = ?6 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM task_attachments t WHERE t.account_id = ?1 AND t.task_id = ?6 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM task_attachments t WHERE t.account_id = ?1 AND t.task_id = ?6 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM task_attachments t WHERE t.account_id = ?1 AND t.task_id = ?6 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM task_attachments t WHERE t.account_id = ?1 AND t.task_id = ?6
time reports
  invalidated by changes  registry contacts projects time
  list invalidated by new time
  list item                SELECT t.id, t.date, t.clock_start, t.clock_end, t.hours, t.invoiceable_hours, t.break_minutes, t.cost, t.rate, t.discount, t.comment, t.internal_comment, t.sent_to_attest_at, t.attested_at, t.user_id, t.project_id, t.internal_project_id, t.absence_project_id, t.contact_id, t.activity_id, t.time_code_id, t.time_article_id, t.cost_center_id, t.invoice_id, t.travel_report_id, t.allowance_report_id, t.created_at, t.updated_at FROM time_reports t WHERE t.account_id = ?1 AND t.id = ?2
  extended list item       SELECT t.id, t.date, t.clock_start, t.clock_end, t.hours, t.invoiceable_hours, t.break_minutes, t.cost, t.rate, t.discount, t.comment, t.internal_comment, t.sent_to_attest_at, t.attested_at, t.user_id, t.project_id, t.internal_project_id, t.absence_project_id, t.contact_id, t.activity_id, t.time_code_id, t.time_article_id, t.cost_center_id, t.invoice_id, t.travel_report_id, t.allowance_report_id, t.created_at, t.updated_at, t.invoiced_date, t.invoice_draft_id, (EXISTS (SELECT 1 FROM addition_reports x WHERE x.account_id = t.account_id AND x.time_report_id = t.id)), (EXISTS (SELECT 1 FROM equipment_reports x WHERE x.account_id = t.account_id AND x.time_report_id = t.id)), t.created_by_id, t.updated_by_id, t.task_id FROM time_reports t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.date, t.clock_start, t.clock_end, t.hours, t.invoiceable_hours, t.break_minutes, t.cost, t.rate, t.discount, t.comment, t.internal_comment, t.sent_to_attest_at, t.attested_at, t.attested_by_id, t.user_id, t.contact_id, t.project_id, t.internal_project_id, t.absence_project_id, t.activity_id, t.time_code_id, t.time_article_id, t.cost_center_id, t.booking_project_id, t.invoice_id, t.task_id, t.created_at, t.updated_at FROM time_reports t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM time_reports WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, date, clock_start, clock_end, hours, invoiceable_hours, break_minutes, cost, rate, discount, comment, internal_comment, sent_to_attest_at, attested_at, attested_by_id, user_id, project_id, internal_project_id, absence_project_id, contact_id, activity_id, time_code_id, time_article_id, cost_center_id, booking_project_id, invoice_id, task_id, invoiced_date, invoice_draft_id, travel_report_id, allowance_report_id, created_at, created_by_id, updated_at, updated_by_id FROM time_reports WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO time_reports (account_id, id, date, clock_start, clock_end, hours, invoiceable_hours, break_minutes, cost, rate, discount, comment, internal_comment, sent_to_attest_at, attested_at, attested_by_id, user_id, project_id, internal_project_id, absence_project_id, contact_id, activity_id, time_code_id, time_article_id, cost_center_id, booking_project_id, invoice_id, task_id, invoiced_date, invoice_draft_id, travel_report_id, allowance_report_id, created_at, created_by_id, updated_at, updated_by_id, user_name_key, sent_order, attested_order, updated_order, class) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, (SELECT k.name_key FROM users k WHERE k.account_id = ?1 AND k.id = ?17), coalesce(?14, -9223372036854775808), coalesce(?15, -9223372036854775808), coalesce(?35, -9223372036854775808), CASE WHEN CAST(?14 AS INTEGER) IS NULL THEN 0 ELSE 1 END + CASE WHEN CAST(?15 AS INTEGER) IS NULL THEN 0 ELSE 2 END + CASE WHEN CAST(?19 AS INTEGER) IS NULL THEN 0 ELSE 4 END + CASE WHEN CAST(?20 AS INTEGER) IS NULL THEN 0 ELSE 8 END)
  update                   UPDATE time_reports SET date = ?3, clock_start = ?4, clock_end = ?5, hours = ?6, invoiceable_hours = ?7, break_minutes = ?8, cost = ?9, rate = ?10, discount = ?11, comment = ?12, internal_comment = ?13, sent_to_attest_at = ?14, attested_at = ?15, attested_by_id = ?16, user_id = ?17, project_id = ?18, internal_project_id = ?19, absence_project_id = ?20, contact_id = ?21, activity_id = ?22, time_code_id = ?23, time_article_id = ?24, cost_center_id = ?25, booking_project_id = ?26, invoice_id = ?27, task_id = ?28, invoiced_date = ?29, invoice_draft_id = ?30, travel_report_id = ?31, allowance_report_id = ?32, created_at = ?33, created_by_id = ?34, updated_at = ?35, updated_by_id = ?36, user_name_key = (SELECT k.name_key FROM users k WHERE k.account_id = ?1 AND k.id = ?17), sent_order = coalesce(?14, -9223372036854775808), attested_order = coalesce(?15, -9223372036854775808), updated_order = coalesce(?35, -9223372036854775808), class = CASE WHEN CAST(?14 AS INTEGER) IS NULL THEN 0 ELSE 1 END + CASE WHEN CAST(?15 AS INTEGER) IS NULL THEN 0 ELSE 2 END + CASE WHEN CAST(?19 AS INTEGER) IS NULL THEN 0 ELSE 4 END + CASE WHEN CAST(?20 AS INTEGER) IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM time_reports WHERE account_id = ?1 AND id = ?2
  owned rows               SELECT 0, id FROM travel_reports WHERE account_id = ?1 AND time_report_id = ?2 UNION ALL SELECT 1, id FROM allowance_reports WHERE account_id = ?1 AND time_report_id = ?2 UNION ALL SELECT 2, id FROM material_reports WHERE account_id = ?1 AND time_report_id = ?2 UNION ALL SELECT 3, id FROM equipment_reports WHERE account_id = ?1 AND time_report_id = ?2 UNION ALL SELECT 4, id FROM addition_reports WHERE account_id = ?1 AND time_report_id = ?2
  derived from the row     UPDATE time_reports SET sent_order = coalesce(sent_to_attest_at, -9223372036854775808), attested_order = coalesce(attested_at, -9223372036854775808), updated_order = coalesce(updated_at, -9223372036854775808), class = CASE WHEN sent_to_attest_at IS NULL THEN 0 ELSE 1 END + CASE WHEN attested_at IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END, travel_report_id = (SELECT x.id FROM travel_reports x WHERE x.account_id = time_reports.account_id AND x.time_report_id = time_reports.id), allowance_report_id = (SELECT x.id FROM allowance_reports x WHERE x.account_id = time_reports.account_id AND x.time_report_id = time_reports.id) WHERE sent_order IS DISTINCT FROM coalesce(sent_to_attest_at, -9223372036854775808) OR attested_order IS DISTINCT FROM coalesce(attested_at, -9223372036854775808) OR updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808) OR class IS DISTINCT FROM CASE WHEN sent_to_attest_at IS NULL THEN 0 ELSE 1 END + CASE WHEN attested_at IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END OR travel_report_id IS DISTINCT FROM (SELECT x.id FROM travel_reports x WHERE x.account_id = time_reports.account_id AND x.time_report_id = time_reports.id) OR allowance_report_id IS DISTINCT FROM (SELECT x.id FROM allowance_reports x WHERE x.account_id = time_reports.account_id AND x.time_report_id = time_reports.id)
  not as it follows        SELECT 'time_reports', account_id, id, 'sent_order' FROM time_reports WHERE sent_order IS DISTINCT FROM coalesce(sent_to_attest_at, -9223372036854775808) UNION ALL SELECT 'time_reports', account_id, id, 'attested_order' FROM time_reports WHERE attested_order IS DISTINCT FROM coalesce(attested_at, -9223372036854775808) UNION ALL SELECT 'time_reports', account_id, id, 'updated_order' FROM time_reports WHERE updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808) UNION ALL SELECT 'time_reports', account_id, id, 'class' FROM time_reports WHERE class IS DISTINCT FROM CASE WHEN sent_to_attest_at IS NULL THEN 0 ELSE 1 END + CASE WHEN attested_at IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END UNION ALL SELECT 'time_reports', account_id, id, 'travel_report_id' FROM time_reports WHERE travel_report_id IS DISTINCT FROM (SELECT x.id FROM travel_reports x WHERE x.account_id = time_reports.account_id AND x.time_report_id = time_reports.id) UNION ALL SELECT 'time_reports', account_id, id, 'allowance_report_id' FROM time_reports WHERE allowance_report_id IS DISTINCT FROM (SELECT x.id FROM allowance_reports x WHERE x.account_id = time_reports.account_id AND x.time_report_id = time_reports.id)
  rows                     SELECT t.id, t.place, t.invoicable_place, t.distance, t.invoicable_distance, t.to_salary, t.to_be_invoiced, t.cost, t.rate, t.discount, t.sent_to_attest_at, t.attested_at, t.cost_center_id, t.booking_project_id, t.invoice_id, t.company_car_id, t.company_car_id, t.company_car_trip_start, t.company_car_trip_end, t.company_car_address_start, t.company_car_address_goal, t.company_car_address_end FROM travel_reports t WHERE t.account_id = ?1 AND t.time_report_id = ?2 ORDER BY t.id
  ids of rows              SELECT id FROM travel_reports WHERE account_id = ?1 AND time_report_id = ?2
  other rows               SELECT 0, id FROM travel_reports WHERE account_id = ?1 AND time_report_id = ?2 AND id NOT IN {list ?3}
  rows                     SELECT t.id, t.description, t.cost, t.amount, t.invoicable_amount, t.discount, t.allowance_id, t.to_be_invoiced, t.sent_to_attest_at, t.attested_at, t.cost_center_id, t.booking_project_id, t.invoice_id FROM allowance_reports t WHERE t.account_id = ?1 AND t.time_report_id = ?2 ORDER BY t.id
  ids of rows              SELECT id FROM allowance_reports WHERE account_id = ?1 AND time_report_id = ?2
  other rows               SELECT 0, id FROM allowance_reports WHERE account_id = ?1 AND time_report_id = ?2 AND id NOT IN {list ?3}
  rows                     SELECT t.id, t.title, t.units, t.cost_per_unit, t.discount_in_percent, t.invoicable_units, t.unit_price, t.invoicable_unit_price, t.tax_percent, t.amount, t.invoicable_amount, t.cost, t.calculated_units, t.tax, t.to_be_invoiced, t.article_id, t.unit_text, t.invoicable_unit_text, t.is_rot_rut, t.invoice_id, t.article_number, t.cost_center_id, t.booking_project_id FROM material_reports t WHERE t.account_id = ?1 AND t.time_report_id = ?2 ORDER BY t.id
  ids of rows              SELECT id FROM material_reports WHERE account_id = ?1 AND time_report_id = ?2
  other rows               SELECT 0, id FROM material_reports WHERE account_id = ?1 AND time_report_id = ?2 AND id NOT IN {list ?3}
  rows                     SELECT t.id, t.hours, t.cost, t.rate, t.invoicable_rate, t.invoicable_hours, t.equipment_id, t.invoice_id, t.discount, t.comment, t.cost_center_id, t.booking_project_id FROM equipment_reports t WHERE t.account_id = ?1 AND t.time_report_id = ?2 ORDER BY t.id
  ids of rows              SELECT id FROM equipment_reports WHERE account_id = ?1 AND time_report_id = ?2
  other rows               SELECT 0, id FROM equipment_reports WHERE account_id = ?1 AND time_report_id = ?2 AND id NOT IN {list ?3}
  rows                     SELECT t.id, t.salary_count, t.invoicable_count, t.cost, t.invoicable_price, t.discount, t.time_addition_id, t.cost_center_id, t.booking_project_id FROM addition_reports t WHERE t.account_id = ?1 AND t.time_report_id = ?2 ORDER BY t.id
  ids of rows              SELECT id FROM addition_reports WHERE account_id = ?1 AND time_report_id = ?2
  other rows               SELECT 0, id FROM addition_reports WHERE account_id = ?1 AND time_report_id = ?2 AND id NOT IN {list ?3}
  send                     UPDATE time_reports SET sent_to_attest_at = ?3, sent_order = coalesce(?3, -9223372036854775808), class = CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 1 END + CASE WHEN attested_at IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id = ?2
  send                     UPDATE time_reports SET sent_to_attest_at = ?3, sent_order = coalesce(?3, -9223372036854775808), class = CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 1 END + CASE WHEN attested_at IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id IN {list ?2}
  unsend                   UPDATE time_reports SET sent_to_attest_at = ?3, sent_order = coalesce(?3, -9223372036854775808), class = CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 1 END + CASE WHEN attested_at IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id = ?2
  unsend                   UPDATE time_reports SET sent_to_attest_at = ?3, sent_order = coalesce(?3, -9223372036854775808), class = CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 1 END + CASE WHEN attested_at IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id IN {list ?2}
  attest                   UPDATE time_reports SET attested_at = ?3, attested_by_id = ?4, attested_order = coalesce(?3, -9223372036854775808), class = CASE WHEN sent_to_attest_at IS NULL THEN 0 ELSE 1 END + CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id = ?2
  attest                   UPDATE time_reports SET attested_at = ?3, attested_by_id = ?4, attested_order = coalesce(?3, -9223372036854775808), class = CASE WHEN sent_to_attest_at IS NULL THEN 0 ELSE 1 END + CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id IN {list ?2}
  unattest                 UPDATE time_reports SET attested_at = ?3, attested_by_id = ?4, attested_order = coalesce(?3, -9223372036854775808), class = CASE WHEN sent_to_attest_at IS NULL THEN 0 ELSE 1 END + CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id = ?2
  unattest                 UPDATE time_reports SET attested_at = ?3, attested_by_id = ?4, attested_order = coalesce(?3, -9223372036854775808), class = CASE WHEN sent_to_attest_at IS NULL THEN 0 ELSE 1 END + CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id IN {list ?2}
  place of a row           SELECT t.id, t.class, t.date, t.user_name_key, t.hours, t.invoiceable_hours, t.sent_order, t.attested_order, t.created_at, t.updated_order, t.internal_project_id, t.absence_project_id FROM time_reports t WHERE t.account_id = ?1 AND t.id = ?2
  places of rows           SELECT t.id, t.class, t.date, t.user_name_key, t.hours, t.invoiceable_hours, t.sent_order, t.attested_order, t.created_at, t.updated_order, t.internal_project_id, t.absence_project_id FROM time_reports t WHERE t.account_id = ?1 AND t.id IN {list ?2}
  block of a place         SELECT first_prefix, first_key, first_id FROM counted_blocks WHERE account_id = ?1 AND resource = 1 AND list = ?2 AND level = ?3 AND (first_prefix, first_key, first_id) <= (?4, ?5, ?6) ORDER BY first_prefix DESC, first_key DESC, first_id DESC LIMIT 1
  next block               SELECT first_prefix, first_key, first_id FROM counted_blocks WHERE account_id = ?1 AND resource = 1 AND list = ?2 AND level = ?3 AND (first_prefix, first_key, first_id) > (?4, ?5, ?6) ORDER BY first_prefix, first_key, first_id LIMIT 1
  add to class 0           UPDATE counted_blocks SET total = total + ?7, class_0 = class_0 + ?7 WHERE account_id = ?1 AND resource = 1 AND list = ?2 AND level = ?3 AND (first_prefix, first_key, first_id) = (SELECT b.first_prefix, b.first_key, b.first_id FROM counted_blocks b WHERE b.account_id = ?1 AND b.resource = 1 AND b.list = ?2 AND b.level = ?3 AND (b.first_prefix, b.first_key, b.first_id) <= (?4, ?5, ?6) ORDER BY b.first_prefix DESC, b.first_key DESC, b.first_id DESC LIMIT 1) AND total + ?7 <= ?8
  add to classes           UPDATE counted_blocks SET total = total + ?7, class_0 = class_0 + ?9, class_1 = class_1 + ?10, class_2 = class_2 + ?11, class_3 = class_3 + ?12, class_4 = class_4 + ?13, class_5 = class_5 + ?14, class_6 = class_6 + ?15, class_7 = class_7 + ?16, class_8 = class_8 + ?17, class_9 = class_9 + ?18, class_10 = class_10 + ?19, class_11 = class_11 + ?20 WHERE account_id = ?1 AND resource = 1 AND list = ?2 AND level = ?3 AND (first_prefix, first_key, first_id) = (SELECT b.first_prefix, b.first_key, b.first_id FROM counted_blocks b WHERE b.account_id = ?1 AND b.resource = 1 AND b.list = ?2 AND b.level = ?3 AND (b.first_prefix, b.first_key, b.first_id) <= (?4, ?5, ?6) ORDER BY b.first_prefix DESC, b.first_key DESC, b.first_id DESC LIMIT 1) AND total + ?7 <= ?8
  put a block              INSERT INTO counted_blocks (account_id, resource, list, level, first_prefix, first_key, first_id, total, class_0, class_1, class_2, class_3, class_4, class_5, class_6, class_7, class_8, class_9, class_10, class_11) VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19) ON CONFLICT (account_id, resource, list, level, first_prefix, first_key, first_id) DO UPDATE SET total = excluded.total, class_0 = excluded.class_0, class_1 = excluded.class_1, class_2 = excluded.class_2, class_3 = excluded.class_3, class_4 = excluded.class_4, class_5 = excluded.class_5, class_6 = excluded.class_6, class_7 = excluded.class_7, class_8 = excluded.class_8, class_9 = excluded.class_9, class_10 = excluded.class_10, class_11 = excluded.class_11
  delete blocks            DELETE FROM counted_blocks WHERE account_id = ?1 AND resource = 1 AND list = ?2 AND level = ?3 AND (first_prefix, first_key, first_id) > (?4, ?5, ?6) AND (first_prefix, first_key, first_id) < (?7, ?8, ?9)
  delete last blocks       DELETE FROM counted_blocks WHERE account_id = ?1 AND resource = 1 AND list = ?2 AND level = ?3 AND (first_prefix, first_key, first_id) > (?4, ?5, ?6)
  ask seal                 SELECT CASE WHEN r.attested_at IS NOT NULL THEN 1 WHEN (r.invoice_id IS NOT NULL OR EXISTS (SELECT 1 FROM travel_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL) OR EXISTS (SELECT 1 FROM allowance_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL) OR EXISTS (SELECT 1 FROM material_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL) OR EXISTS (SELECT 1 FROM equipment_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL)) THEN 2 WHEN EXISTS (SELECT 1 FROM locked_days l WHERE l.account_id = ?1 AND l.user_id = r.user_id AND l.date = r.date) THEN 3 ELSE 0 END FROM time_reports r WHERE r.account_id = ?1 AND r.id = ?2
  ask locked day           SELECT 1 FROM locked_days WHERE account_id = ?1 AND user_id = ?2 AND date = ?3
  ask comment required     SELECT 1 FROM internal_projects WHERE account_id = ?1 AND id = ?2 AND comment_required_when_time_reporting = 1 UNION ALL SELECT 1 FROM absence_projects WHERE account_id = ?1 AND id = ?3 AND comment_required_when_time_reporting = 1
  ask task closed to time  SELECT 1 FROM tasks WHERE account_id = ?1 AND id = ?2 AND time_reporting_enabled = 0
  ask journey              SELECT 1 FROM travel_reports WHERE account_id = ?1 AND time_report_id = ?2
  ask cost                 SELECT cost_per_hour FROM users WHERE account_id = ?1 AND id = ?2
  ask customer             SELECT customer_id FROM projects WHERE account_id = ?1 AND id = ?2
  ask cost center          SELECT coalesce((SELECT cost_center_id FROM projects WHERE account_id = ?1 AND id = ?2), cost_center_id) FROM users WHERE account_id = ?1 AND id = ?3
  ask price                SELECT coalesce(p.rate, a.rate), coalesce(p.discount, a.discount) FROM time_articles a LEFT JOIN projects p ON p.account_id = ?1 AND p.id = ?2 WHERE a.account_id = ?1 AND a.id = ?3
  list by date             SELECT t.id, t.date FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.date FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.date FROM time_reports t WHERE t.account_id = ?1 AND (t.date, t.id) >= (?5, ?4) ORDER BY t.date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.date FROM time_reports t WHERE t.account_id = ?1 AND (t.date, t.id) <= (?5, ?4) ORDER BY t.date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by userName         SELECT t.id, t.user_name_key FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.user_name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by userName         SELECT t.id, t.user_name_key FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.user_name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by userName         SELECT t.id, t.user_name_key FROM time_reports t WHERE t.account_id = ?1 AND (t.user_name_key, t.id) >= (?5, ?4) ORDER BY t.user_name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by userName         SELECT t.id, t.user_name_key FROM time_reports t WHERE t.account_id = ?1 AND (t.user_name_key, t.id) <= (?5, ?4) ORDER BY t.user_name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by hours            SELECT t.id, t.hours FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.hours ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by hours            SELECT t.id, t.hours FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.hours DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by hours            SELECT t.id, t.hours FROM time_reports t WHERE t.account_id = ?1 AND (t.hours, t.id) >= (?5, ?4) ORDER BY t.hours ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by hours            SELECT t.id, t.hours FROM time_reports t WHERE t.account_id = ?1 AND (t.hours, t.id) <= (?5, ?4) ORDER BY t.hours DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by invoiceableHours SELECT t.id, t.invoiceable_hours FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.invoiceable_hours ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by invoiceableHours SELECT t.id, t.invoiceable_hours FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.invoiceable_hours DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by invoiceableHours SELECT t.id, t.invoiceable_hours FROM time_reports t WHERE t.account_id = ?1 AND (t.invoiceable_hours, t.id) >= (?5, ?4) ORDER BY t.invoiceable_hours ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by invoiceableHours SELECT t.id, t.invoiceable_hours FROM time_reports t WHERE t.account_id = ?1 AND (t.invoiceable_hours, t.id) <= (?5, ?4) ORDER BY t.invoiceable_hours DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by sentToAttestDate SELECT t.id, t.sent_order FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.sent_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by sentToAttestDate SELECT t.id, t.sent_order FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.sent_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by sentToAttestDate SELECT t.id, t.sent_order FROM time_reports t WHERE t.account_id = ?1 AND (t.sent_order, t.id) >= (?5, ?4) ORDER BY t.sent_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by sentToAttestDate SELECT t.id, t.sent_order FROM time_reports t WHERE t.account_id = ?1 AND (t.sent_order, t.id) <= (?5, ?4) ORDER BY t.sent_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by attestedDate     SELECT t.id, t.attested_order FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.attested_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by attestedDate     SELECT t.id, t.attested_order FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.attested_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by attestedDate     SELECT t.id, t.attested_order FROM time_reports t WHERE t.account_id = ?1 AND (t.attested_order, t.id) >= (?5, ?4) ORDER BY t.attested_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by attestedDate     SELECT t.id, t.attested_order FROM time_reports t WHERE t.account_id = ?1 AND (t.attested_order, t.id) <= (?5, ?4) ORDER BY t.attested_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_reports t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_reports t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM time_reports t WHERE t.account_id = ?1 AND (t.updated_order, t.id) >= (?5, ?4) ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM time_reports t WHERE t.account_id = ?1 AND (t.updated_order, t.id) <= (?5, ?4) ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by from            SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.date >= ?7)
  count by to              SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.date <= ?7)
  count by userIds         SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.user_id IN {list ?7})
  count by projectId       SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.project_id = ?7)
  count by internalProjectId SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.internal_project_id = ?7)
  count by absenceProjectId SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.absence_project_id = ?7)
  count by contactId       SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.contact_id = ?7)
  count by isSentToAttest  SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND ((?7 >> t.class) & 1 = 1)
  count by isAttested      SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND ((?7 >> t.class) & 1 = 1)
  count by projectType     SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND ((?7 >> t.class) & 1 = 1)
  count                    SELECT count(*) FROM time_reports t WHERE t.account_id = ?1
user day statistics
  invalidated by changes  registry
  list invalidated by new registry
  list item                SELECT t.id, t.name, t.department_id FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM users WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, department_id FROM users WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO users (account_id, id, name, department_id) VALUES (?1, ?2, ?3, ?4)
  update                   UPDATE users SET name = ?3, department_id = ?4 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM users WHERE account_id = ?1 AND id = ?2
  rows                     WITH RECURSIVE days (day) AS (SELECT ?3 UNION ALL SELECT day + 1 FROM days WHERE day < ?4), reported AS (SELECT date, sum(hours) AS hours, count(*) AS reports, count(attested_at) AS attested, max(attested_at) AS attested_at FROM time_reports WHERE account_id = ?1 AND user_id = ?2 AND date BETWEEN ?3 AND ?4 GROUP BY date) SELECT d.day, coalesce(r.hours, 0), CASE WHEN d.day < u.start_date OR d.day > u.end_date OR s.id IS NULL THEN 0 ELSE CASE ((d.day + 3) % 7 + 7) % 7 WHEN 0 THEN s.monday WHEN 1 THEN s.tuesday WHEN 2 THEN s.wednesday WHEN 3 THEN s.thursday WHEN 4 THEN s.friday WHEN 5 THEN s.saturday ELSE s.sunday END END, l.locked_at, CASE WHEN r.attested = r.reports THEN r.attested_at END FROM users u CROSS JOIN days d LEFT JOIN reported r ON r.date = d.day LEFT JOIN schedules s ON s.account_id = u.account_id AND s.id = u.schedule_id LEFT JOIN locked_days l ON l.account_id = ?1 AND l.user_id = ?2 AND l.date = d.day WHERE u.account_id = ?1 AND u.id = ?2 ORDER BY d.day
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by from            SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (t.end_date IS NULL OR t.end_date >= ?7)
  count by to              SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (t.start_date IS NULL OR t.start_date <= ?7)
  count by userIds         SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (t.id IN {list ?7})
  count by departmentIds   SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (t.department_id IN {list ?7})
  count                    SELECT count(*) FROM users t WHERE t.account_id = ?1
absence projects
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM absence_projects t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM absence_projects t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.comment_required_when_time_reporting, t.salary_code_for_monthly_salary, t.salary_code_for_hourly_salary, t.refers_to_sickness, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM absence_projects t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM absence_projects WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, comment_required_when_time_reporting, salary_code_for_monthly_salary, salary_code_for_hourly_salary, refers_to_sickness, is_active, created_at, created_by_id, updated_at, updated_by_id FROM absence_projects WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO absence_projects (account_id, id, name, comment_required_when_time_reporting, salary_code_for_monthly_salary, salary_code_for_hourly_salary, refers_to_sickness, is_active, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
  update                   UPDATE absence_projects SET name = ?3, comment_required_when_time_reporting = ?4, salary_code_for_monthly_salary = ?5, salary_code_for_hourly_salary = ?6, refers_to_sickness = ?7, is_active = ?8, created_at = ?9, created_by_id = ?10, updated_at = ?11, updated_by_id = ?12, name_key = ?13, name_folded = ?14 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM absence_projects WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM absence_projects WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE absence_projects SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM absence_projects t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM absence_projects t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM absence_projects t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM absence_projects t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM absence_projects t WHERE t.account_id = ?1
activities
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM activities t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM activities t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.is_active, t.preferred_time_code_id, t.preferred_time_article_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM activities t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM activities WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, is_active, preferred_time_code_id, preferred_time_article_id, created_at, created_by_id, updated_at, updated_by_id FROM activities WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO activities (account_id, id, name, is_active, preferred_time_code_id, preferred_time_article_id, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
  update                   UPDATE activities SET name = ?3, is_active = ?4, preferred_time_code_id = ?5, preferred_time_article_id = ?6, created_at = ?7, created_by_id = ?8, updated_at = ?9, updated_by_id = ?10, name_key = ?11, name_folded = ?12 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM activities WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM activities WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE activities SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM activities t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM activities t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM activities t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM activities t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM activities t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM activities t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM activities t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM activities t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM activities t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM activities t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM activities t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM activities t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM activities t WHERE t.account_id = ?1
allowances
  invalidated by changes  registry
  list invalidated by new registry
  name                     SELECT t.name FROM allowances t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM allowances t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM allowances WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, is_active, cost, amount, invoicable_amount, discount, created_at, created_by_id, updated_at, updated_by_id FROM allowances WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO allowances (account_id, id, name, description, is_active, cost, amount, invoicable_amount, discount, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
  update                   UPDATE allowances SET name = ?3, description = ?4, is_active = ?5, cost = ?6, amount = ?7, invoicable_amount = ?8, discount = ?9, created_at = ?10, created_by_id = ?11, updated_at = ?12, updated_by_id = ?13, name_key = ?14, name_folded = ?15 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM allowances WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM allowances WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE allowances SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM allowances t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM allowances t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM allowances t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM allowances t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM allowances t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM allowances t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM allowances t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM allowances t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM allowances t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM allowances t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM allowances t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM allowances t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM allowances t WHERE t.account_id = ?1
articles
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM articles t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM articles t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.article_number, t.name, t.price, t.cost, t.unit_id, t.description, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM articles t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM articles WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, article_number, name, price, cost, unit_id, description, is_active, created_at, created_by_id, updated_at, updated_by_id FROM articles WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO articles (account_id, id, article_number, name, price, cost, unit_id, description, is_active, created_at, created_by_id, updated_at, updated_by_id, article_number_key, article_number_folded, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
  update                   UPDATE articles SET article_number = ?3, name = ?4, price = ?5, cost = ?6, unit_id = ?7, description = ?8, is_active = ?9, created_at = ?10, created_by_id = ?11, updated_at = ?12, updated_by_id = ?13, article_number_key = ?14, article_number_folded = ?15, name_key = ?16, name_folded = ?17 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM articles WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, article_number, name FROM articles WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE articles SET article_number_key = ?3, article_number_folded = ?4, name_key = ?5, name_folded = ?6 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM articles t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM articles t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM articles t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM articles t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by articleNumber    SELECT t.id, t.article_number_key FROM articles t WHERE t.account_id = ?1 ORDER BY t.article_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by articleNumber    SELECT t.id, t.article_number_key FROM articles t WHERE t.account_id = ?1 ORDER BY t.article_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by articleNumber    SELECT t.id, t.article_number_key FROM articles t WHERE t.account_id = ?1 AND (t.article_number_key, t.id) >= (?5, ?4) ORDER BY t.article_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by articleNumber    SELECT t.id, t.article_number_key FROM articles t WHERE t.account_id = ?1 AND (t.article_number_key, t.id) <= (?5, ?4) ORDER BY t.article_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM articles t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM articles t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM articles t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM articles t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM articles t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM articles t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM articles t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM articles t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM articles t WHERE t.account_id = ?1 AND (instr(t.article_number_folded, ?7) > 0 OR instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM articles t WHERE t.account_id = ?1
company cars
  invalidated by changes  registry
  list invalidated by new registry
  name                     SELECT t.name FROM company_cars t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.is_active, t.make_and_model, t.registration_number, t.type, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM company_cars t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM company_cars WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, is_active, make_and_model, registration_number, type, created_at, created_by_id, updated_at, updated_by_id FROM company_cars WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO company_cars (account_id, id, name, is_active, make_and_model, registration_number, type, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
  update                   UPDATE company_cars SET name = ?3, is_active = ?4, make_and_model = ?5, registration_number = ?6, type = ?7, created_at = ?8, created_by_id = ?9, updated_at = ?10, updated_by_id = ?11, name_key = ?12, name_folded = ?13 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM company_cars WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM company_cars WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE company_cars SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM company_cars t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM company_cars t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM company_cars t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM company_cars t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM company_cars t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM company_cars t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM company_cars t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM company_cars t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM company_cars t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM company_cars t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM company_cars t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM company_cars t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM company_cars t WHERE t.account_id = ?1
contact tags
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.title FROM contact_tags t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.title FROM contact_tags t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.title, t.color FROM contact_tags t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM contact_tags WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, title, color, created_at, created_by_id, updated_at, updated_by_id FROM contact_tags WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO contact_tags (account_id, id, title, color, created_at, created_by_id, updated_at, updated_by_id, title_key, title_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
  update                   UPDATE contact_tags SET title = ?3, color = ?4, created_at = ?5, created_by_id = ?6, updated_at = ?7, updated_by_id = ?8, title_key = ?9, title_folded = ?10 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM contact_tags WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, title FROM contact_tags WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE contact_tags SET title_key = ?3, title_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.title_key FROM contact_tags t WHERE t.account_id = ?1 ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.title_key FROM contact_tags t WHERE t.account_id = ?1 ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.title_key FROM contact_tags t WHERE t.account_id = ?1 AND (t.title_key, t.id) >= (?5, ?4) ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.title_key FROM contact_tags t WHERE t.account_id = ?1 AND (t.title_key, t.id) <= (?5, ?4) ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM contact_tags t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM contact_tags t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM contact_tags t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM contact_tags t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM contact_tags t WHERE t.account_id = ?1
countries
  invalidated by changes  registry
  list invalidated by new registry
  name                     SELECT t.name FROM countries t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name FROM countries t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM countries WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM countries WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO countries (account_id, id, name, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE countries SET name = ?3, name_key = ?4, name_folded = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM countries WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM countries WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE countries SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM countries t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM countries t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM countries t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM countries t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM countries t WHERE t.account_id = ?1
equipments
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM equipments t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM equipments t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.is_active, t.type_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM equipments t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM equipments WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, is_active, type_id, cost, rate, invoicable_rate, discount, created_at, created_by_id, updated_at, updated_by_id FROM equipments WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO equipments (account_id, id, name, description, is_active, type_id, cost, rate, invoicable_rate, discount, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
  update                   UPDATE equipments SET name = ?3, description = ?4, is_active = ?5, type_id = ?6, cost = ?7, rate = ?8, invoicable_rate = ?9, discount = ?10, created_at = ?11, created_by_id = ?12, updated_at = ?13, updated_by_id = ?14, name_key = ?15, name_folded = ?16 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM equipments WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM equipments WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE equipments SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM equipments t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM equipments t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM equipments t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM equipments t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM equipments t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM equipments t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM equipments t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM equipments t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM equipments t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM equipments t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM equipments t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM equipments t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM equipments t WHERE t.account_id = ?1
internal projects
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM internal_projects t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM internal_projects t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.comment_required_when_time_reporting, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM internal_projects t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM internal_projects WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, comment_required_when_time_reporting, is_active, created_at, created_by_id, updated_at, updated_by_id FROM internal_projects WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO internal_projects (account_id, id, name, comment_required_when_time_reporting, is_active, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
  update                   UPDATE internal_projects SET name = ?3, comment_required_when_time_reporting = ?4, is_active = ?5, created_at = ?6, created_by_id = ?7, updated_at = ?8, updated_by_id = ?9, name_key = ?10, name_folded = ?11 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM internal_projects WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM internal_projects WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE internal_projects SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM internal_projects t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM internal_projects t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM internal_projects t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM internal_projects t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM internal_projects t WHERE t.account_id = ?1
time additions
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM time_additions t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM time_additions t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.type, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM time_additions t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM time_additions WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, type, is_active, cost, invoicable_price, discount, created_at, created_by_id, updated_at, updated_by_id FROM time_additions WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO time_additions (account_id, id, name, description, type, is_active, cost, invoicable_price, discount, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
  update                   UPDATE time_additions SET name = ?3, description = ?4, type = ?5, is_active = ?6, cost = ?7, invoicable_price = ?8, discount = ?9, created_at = ?10, created_by_id = ?11, updated_at = ?12, updated_by_id = ?13, name_key = ?14, name_folded = ?15 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM time_additions WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM time_additions WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE time_additions SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM time_additions t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_additions t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_additions t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_additions t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_additions t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_additions t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_additions t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_additions t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_additions t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_additions t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_additions t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_additions t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM time_additions t WHERE t.account_id = ?1
time articles
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM time_articles t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM time_articles t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM time_articles t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM time_articles WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, is_active, rate, discount, created_at, created_by_id, updated_at, updated_by_id FROM time_articles WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO time_articles (account_id, id, name, description, is_active, rate, discount, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
  update                   UPDATE time_articles SET name = ?3, description = ?4, is_active = ?5, rate = ?6, discount = ?7, created_at = ?8, created_by_id = ?9, updated_at = ?10, updated_by_id = ?11, name_key = ?12, name_folded = ?13 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM time_articles WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM time_articles WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE time_articles SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM time_articles t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_articles t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_articles t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_articles t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_articles t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_articles t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_articles t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_articles t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_articles t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_articles t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_articles t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_articles t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM time_articles t WHERE t.account_id = ?1
time codes
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM time_codes t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM time_codes t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.is_active, t.is_standard, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM time_codes t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM time_codes WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, is_active, is_standard, created_at, created_by_id, updated_at, updated_by_id FROM time_codes WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO time_codes (account_id, id, name, description, is_active, is_standard, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
  update                   UPDATE time_codes SET name = ?3, description = ?4, is_active = ?5, is_standard = ?6, created_at = ?7, created_by_id = ?8, updated_at = ?9, updated_by_id = ?10, name_key = ?11, name_folded = ?12 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM time_codes WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM time_codes WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE time_codes SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM time_codes t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_codes t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_codes t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_codes t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_codes t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_codes t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_codes t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_codes t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_codes t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_codes t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_codes t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_codes t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM time_codes t WHERE t.account_id = ?1
users
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.first_name, t.last_name, t.start_date, t.end_date, t.time_reporting_profile_id, t.department_id, t.license, t.permissions, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  extended list item       SELECT t.id, t.first_name, t.last_name, t.start_date, t.end_date, t.time_reporting_profile_id, t.department_id, t.license, t.permissions, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at, t.email, t.employee_number, t.cost_center_id, (CASE t.salary_type WHEN 'hourly' THEN 1 WHEN 'monthly' THEN 2 ELSE 0 END), t.is_restricted FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.first_name, t.last_name, t.license, t.email, t.social_security_number, t.mobile_phone_number, t.work_phone_number, t.note, t.start_date, t.end_date, t.department_id, t.cost_center_id, t.salary_type, t.cost_per_hour, t.employee_number, t.settlement_account, t.address_street_address, t.address_additional_address, t.address_postal_code, t.address_city, t.address_state, t.address_country_id, t.address_country_id, t.next_of_kin, t.next_of_kin_relation, t.next_of_kin_phone_number, t.manager_id, t.schedule_id, t.standard_time_article_id, t.standard_activity_id, t.time_reporting_profile_id, t.time_bank_enabled, t.current_time_bank, t.planning_capacity_in_percent, t.permissions, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  extended detail          SELECT t.id, t.first_name, t.last_name, t.license, t.email, t.social_security_number, t.mobile_phone_number, t.work_phone_number, t.note, t.start_date, t.end_date, t.department_id, t.cost_center_id, t.salary_type, t.cost_per_hour, t.employee_number, t.settlement_account, t.address_street_address, t.address_additional_address, t.address_postal_code, t.address_city, t.address_state, t.address_country_id, t.address_country_id, t.next_of_kin, t.next_of_kin_relation, t.next_of_kin_phone_number, t.manager_id, t.schedule_id, t.standard_time_article_id, t.standard_activity_id, t.time_reporting_profile_id, t.time_bank_enabled, t.current_time_bank, t.planning_capacity_in_percent, t.permissions, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at, t.is_restricted FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM users WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, first_name, last_name, start_date, end_date, time_reporting_profile_id, department_id, license, permissions, email, social_security_number, mobile_phone_number, work_phone_number, note, cost_center_id, salary_type, cost_per_hour, employee_number, settlement_account, address_street_address, address_additional_address, address_postal_code, address_city, address_state, address_country_id, next_of_kin, next_of_kin_relation, next_of_kin_phone_number, manager_id, schedule_id, standard_time_article_id, standard_activity_id, time_bank_enabled, current_time_bank, planning_capacity_in_percent, is_restricted, created_at, created_by_id, updated_at, updated_by_id FROM users WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO users (account_id, id, name, first_name, last_name, start_date, end_date, time_reporting_profile_id, department_id, license, permissions, email, social_security_number, mobile_phone_number, work_phone_number, note, cost_center_id, salary_type, cost_per_hour, employee_number, settlement_account, address_street_address, address_additional_address, address_postal_code, address_city, address_state, address_country_id, next_of_kin, next_of_kin_relation, next_of_kin_phone_number, manager_id, schedule_id, standard_time_article_id, standard_activity_id, time_bank_enabled, current_time_bank, planning_capacity_in_percent, is_restricted, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded, first_name_folded, last_name_folded, email_folded, employee_number_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46, ?47, ?48)
  update                   UPDATE users SET name = ?3, first_name = ?4, last_name = ?5, start_date = ?6, end_date = ?7, time_reporting_profile_id = ?8, department_id = ?9, license = ?10, permissions = ?11, email = ?12, social_security_number = ?13, mobile_phone_number = ?14, work_phone_number = ?15, note = ?16, cost_center_id = ?17, salary_type = ?18, cost_per_hour = ?19, employee_number = ?20, settlement_account = ?21, address_street_address = ?22, address_additional_address = ?23, address_postal_code = ?24, address_city = ?25, address_state = ?26, address_country_id = ?27, next_of_kin = ?28, next_of_kin_relation = ?29, next_of_kin_phone_number = ?30, manager_id = ?31, schedule_id = ?32, standard_time_article_id = ?33, standard_activity_id = ?34, time_bank_enabled = ?35, current_time_bank = ?36, planning_capacity_in_percent = ?37, is_restricted = ?38, created_at = ?39, created_by_id = ?40, updated_at = ?41, updated_by_id = ?42, name_key = ?43, name_folded = ?44, first_name_folded = ?45, last_name_folded = ?46, email_folded = ?47, employee_number_folded = ?48 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM users WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name, first_name, last_name, email, employee_number FROM users WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE users SET name_key = ?3, name_folded = ?4, first_name_folded = ?5, last_name_folded = ?6, email_folded = ?7, employee_number_folded = ?8 WHERE account_id = ?1 AND id = ?2
  links                    SELECT user_tag_id FROM user_tag_links WHERE account_id = ?1 AND user_id = ?2 ORDER BY user_tag_id
  add link                 INSERT INTO user_tag_links (account_id, user_id, user_tag_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM user_tag_links WHERE account_id = ?1 AND user_id = ?2
  copy of the key          UPDATE time_reports SET user_name_key = (SELECT k.name_key FROM users k WHERE k.account_id = ?1 AND k.id = ?2) WHERE account_id = ?1 AND user_id = ?2
  key before and after     SELECT user_name_key FROM time_reports WHERE account_id = ?1 AND user_id = ?2 LIMIT 1
  give rights              UPDATE users SET permissions = ?3 WHERE account_id = ?1 AND id = ?2
  give rights              UPDATE users SET permissions = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  ask other administrator  SELECT 1 FROM logins l JOIN users u ON u.account_id = l.account_id AND u.id = l.id WHERE l.account_id = ?1 AND l.id <> ?2 AND l.password_hash IS NOT NULL AND (u.end_date IS NULL OR u.end_date >= ?3) AND replace(' ' || u.permissions || ' ', ' administrator ', '') <> ' ' || u.permissions || ' ' LIMIT 1
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0 OR instr(t.first_name_folded, ?7) > 0 OR instr(t.last_name_folded, ?7) > 0 OR instr(t.email_folded, ?7) > 0 OR instr(t.employee_number_folded, ?7) > 0)
  count                    SELECT count(*) FROM users t WHERE t.account_id = ?1
invoices
  invalidated by changes  contacts projects
  list invalidated by new projects
  list item                SELECT t.id, t.invoice_date, t.created_at, t.from_date, t.to_date, t.sum, t.customer_id, t.sent_to_economy_system FROM invoices t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.invoice_date, t.created_at, t.from_date, t.to_date, t.sum, t.customer_id, t.sent_to_economy_system FROM invoices t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM invoices WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, invoice_date, from_date, to_date, sum, customer_id, sent_to_economy_system, economy_system_invoice_number, created_at, created_by_id, updated_at, updated_by_id FROM invoices WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO invoices (account_id, id, invoice_date, from_date, to_date, sum, customer_id, sent_to_economy_system, economy_system_invoice_number, created_at, created_by_id, updated_at, updated_by_id, customer_name_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, (SELECT k.name_key FROM contacts k WHERE k.account_id = ?1 AND k.id = ?7))
  update                   UPDATE invoices SET invoice_date = ?3, from_date = ?4, to_date = ?5, sum = ?6, customer_id = ?7, sent_to_economy_system = ?8, economy_system_invoice_number = ?9, created_at = ?10, created_by_id = ?11, updated_at = ?12, updated_by_id = ?13, customer_name_key = (SELECT k.name_key FROM contacts k WHERE k.account_id = ?1 AND k.id = ?7) WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM invoices WHERE account_id = ?1 AND id = ?2
  owned rows               SELECT 0, id FROM invoice_rows WHERE account_id = ?1 AND invoice_id = ?2
  rows                     SELECT t.id, t.article_number, t.article, t.comment, t.value, t.rate, t.discount, t.sum, t.position, t.is_header, t.is_sum_row FROM invoice_rows t WHERE t.account_id = ?1 AND t.invoice_id = ?2 ORDER BY t.position, t.id
  ids of rows              SELECT id FROM invoice_rows WHERE account_id = ?1 AND invoice_id = ?2
  other rows               SELECT 0, id FROM invoice_rows WHERE account_id = ?1 AND invoice_id = ?2 AND id NOT IN {list ?3}
  send                     UPDATE invoices SET sent_to_economy_system = ?3, economy_system_invoice_number = ?4, updated_at = ?5, updated_by_id = ?6 WHERE account_id = ?1 AND id = ?2
  send                     UPDATE invoices SET sent_to_economy_system = ?3, economy_system_invoice_number = ?4, updated_at = ?5, updated_by_id = ?6 WHERE account_id = ?1 AND id IN {list ?2}
  send without a number    UPDATE invoices SET sent_to_economy_system = ?3, updated_at = ?4, updated_by_id = ?5 WHERE account_id = ?1 AND id = ?2
  send without a number    UPDATE invoices SET sent_to_economy_system = ?3, updated_at = ?4, updated_by_id = ?5 WHERE account_id = ?1 AND id IN {list ?2}
  list by createdDate      SELECT t.id, t.created_at FROM invoices t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM invoices t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM invoices t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM invoices t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by invoiceDate      SELECT t.id, t.invoice_date FROM invoices t WHERE t.account_id = ?1 ORDER BY t.invoice_date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by invoiceDate      SELECT t.id, t.invoice_date FROM invoices t WHERE t.account_id = ?1 ORDER BY t.invoice_date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by invoiceDate      SELECT t.id, t.invoice_date FROM invoices t WHERE t.account_id = ?1 AND (t.invoice_date, t.id) >= (?5, ?4) ORDER BY t.invoice_date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by invoiceDate      SELECT t.id, t.invoice_date FROM invoices t WHERE t.account_id = ?1 AND (t.invoice_date, t.id) <= (?5, ?4) ORDER BY t.invoice_date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by customer         SELECT t.id, t.customer_name_key FROM invoices t WHERE t.account_id = ?1 ORDER BY t.customer_name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by customer         SELECT t.id, t.customer_name_key FROM invoices t WHERE t.account_id = ?1 ORDER BY t.customer_name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by customer         SELECT t.id, t.customer_name_key FROM invoices t WHERE t.account_id = ?1 AND (t.customer_name_key, t.id) >= (?5, ?4) ORDER BY t.customer_name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by customer         SELECT t.id, t.customer_name_key FROM invoices t WHERE t.account_id = ?1 AND (t.customer_name_key, t.id) <= (?5, ?4) ORDER BY t.customer_name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by sum              SELECT t.id, t.sum FROM invoices t WHERE t.account_id = ?1 ORDER BY t.sum ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by sum              SELECT t.id, t.sum FROM invoices t WHERE t.account_id = ?1 ORDER BY t.sum DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by sum              SELECT t.id, t.sum FROM invoices t WHERE t.account_id = ?1 AND (t.sum, t.id) >= (?5, ?4) ORDER BY t.sum ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by sum              SELECT t.id, t.sum FROM invoices t WHERE t.account_id = ?1 AND (t.sum, t.id) <= (?5, ?4) ORDER BY t.sum DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by sentToEconomySystem SELECT t.id, t.sent_to_economy_system FROM invoices t WHERE t.account_id = ?1 ORDER BY t.sent_to_economy_system ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by sentToEconomySystem SELECT t.id, t.sent_to_economy_system FROM invoices t WHERE t.account_id = ?1 ORDER BY t.sent_to_economy_system DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by sentToEconomySystem SELECT t.id, t.sent_to_economy_system FROM invoices t WHERE t.account_id = ?1 AND (t.sent_to_economy_system, t.id) >= (?5, ?4) ORDER BY t.sent_to_economy_system ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by sentToEconomySystem SELECT t.id, t.sent_to_economy_system FROM invoices t WHERE t.account_id = ?1 AND (t.sent_to_economy_system, t.id) <= (?5, ?4) ORDER BY t.sent_to_economy_system DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by customerId      SELECT count(*) FROM invoices t WHERE t.account_id = ?1 AND (t.customer_id = ?7)
  count by createdSince    SELECT count(*) FROM invoices t WHERE t.account_id = ?1 AND (t.created_at >= ?7)
  count by sinceId         SELECT count(*) FROM invoices t WHERE t.account_id = ?1 AND (t.id > ?7)
  count                    SELECT count(*) FROM invoices t WHERE t.account_id = ?1
payment plans
  invalidated by changes  projects
  list invalidated by new projects
  item invalidated by new projects
  name                     SELECT t.description FROM payment_plans t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.date, t.price, t.units, t.article_number, t.description, t.batch_id, t.invoice_id, (SELECT i.invoice_date FROM invoices i WHERE i.account_id = ?1 AND i.id = t.invoice_id), t.invoice_draft_id, t.project_id, t.created_at, t.updated_at FROM payment_plans t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM payment_plans WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, date, price, units, article_number, description, batch_id, invoice_id, invoice_draft_id, project_id, created_at, created_by_id, updated_at, updated_by_id FROM payment_plans WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO payment_plans (account_id, id, date, price, units, article_number, description, batch_id, invoice_id, invoice_draft_id, project_id, created_at, created_by_id, updated_at, updated_by_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
  update                   UPDATE payment_plans SET date = ?3, price = ?4, units = ?5, article_number = ?6, description = ?7, batch_id = ?8, invoice_id = ?9, invoice_draft_id = ?10, project_id = ?11, created_at = ?12, created_by_id = ?13, updated_at = ?14, updated_by_id = ?15 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM payment_plans WHERE account_id = ?1 AND id = ?2
  list by date             SELECT t.id, t.date FROM payment_plans t WHERE t.account_id = ?1 ORDER BY t.date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.date FROM payment_plans t WHERE t.account_id = ?1 ORDER BY t.date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.date FROM payment_plans t WHERE t.account_id = ?1 AND (t.date, t.id) >= (?5, ?4) ORDER BY t.date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.date FROM payment_plans t WHERE t.account_id = ?1 AND (t.date, t.id) <= (?5, ?4) ORDER BY t.date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM payment_plans t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM payment_plans t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM payment_plans t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM payment_plans t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM payment_plans t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM payment_plans t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM payment_plans t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM payment_plans t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by projectId       SELECT count(*) FROM payment_plans t WHERE t.account_id = ?1 AND (t.project_id = ?7)
  count                    SELECT count(*) FROM payment_plans t WHERE t.account_id = ?1
supplier invoices
  invalidated by changes  contacts projects
  list invalidated by new projects
  name                     SELECT t.title FROM supplier_invoices t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.invoice_number, t.invoice_date, t.title, t.description, t.total_amount, t.cost, t.invoice_cost_addition, t.to_be_invoiced, t.invoice_id, t.project_id, t.supplier_id, t.created_at, t.updated_at FROM supplier_invoices t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM supplier_invoices WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, invoice_number, invoice_date, title, description, total_amount, cost, invoice_cost_addition, to_be_invoiced, invoice_id, project_id, supplier_id, created_at, created_by_id, updated_at, updated_by_id FROM supplier_invoices WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO supplier_invoices (account_id, id, invoice_number, invoice_date, title, description, total_amount, cost, invoice_cost_addition, to_be_invoiced, invoice_id, project_id, supplier_id, created_at, created_by_id, updated_at, updated_by_id, title_key, title_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
  update                   UPDATE supplier_invoices SET invoice_number = ?3, invoice_date = ?4, title = ?5, description = ?6, total_amount = ?7, cost = ?8, invoice_cost_addition = ?9, to_be_invoiced = ?10, invoice_id = ?11, project_id = ?12, supplier_id = ?13, created_at = ?14, created_by_id = ?15, updated_at = ?16, updated_by_id = ?17, title_key = ?18, title_folded = ?19 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM supplier_invoices WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, title FROM supplier_invoices WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE supplier_invoices SET title_key = ?3, title_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by invoiceDate      SELECT t.id, t.invoice_date FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.invoice_date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by invoiceDate      SELECT t.id, t.invoice_date FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.invoice_date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by invoiceDate      SELECT t.id, t.invoice_date FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.invoice_date, t.id) >= (?5, ?4) ORDER BY t.invoice_date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by invoiceDate      SELECT t.id, t.invoice_date FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.invoice_date, t.id) <= (?5, ?4) ORDER BY t.invoice_date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.title_key, t.id) >= (?5, ?4) ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.title_key, t.id) <= (?5, ?4) ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by projectId       SELECT count(*) FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.project_id = ?7)
  count by invoiceDateFrom SELECT count(*) FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.invoice_date >= ?7)
  count by invoiceDateTo   SELECT count(*) FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.invoice_date <= ?7)
  count                    SELECT count(*) FROM supplier_invoices t WHERE t.account_id = ?1
used materials
  invalidated by changes  projects time
  list invalidated by new projects time
  item invalidated by new projects time
  list item                SELECT t.id, (SELECT count(*) FROM material_reports x WHERE x.account_id = ?1 AND x.time_report_id = t.time_report_id AND x.id < t.id), t.article_number, t.title, (SELECT r.comment FROM time_reports r WHERE r.account_id = ?1 AND r.id = t.time_report_id), t.units, (coalesce(t.invoicable_units, t.units)), t.unit_text, t.cost_per_unit, (coalesce(t.invoicable_unit_price, t.unit_price)), t.discount_in_percent, t.invoicable_amount, t.to_be_invoiced, t.invoice_id, (SELECT i.invoice_date FROM invoices i WHERE i.account_id = ?1 AND i.id = t.invoice_id), t.invoice_draft_id, (SELECT r.project_id FROM time_reports r WHERE r.account_id = ?1 AND r.id = t.time_report_id), t.time_report_id, (SELECT r.created_at FROM time_reports r WHERE r.account_id = ?1 AND r.id = t.time_report_id), (SELECT r.updated_at FROM time_reports r WHERE r.account_id = ?1 AND r.id = t.time_report_id) FROM material_reports t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM material_reports WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, article_number, title, units, unit_text, cost_per_unit, discount_in_percent, invoicable_amount, to_be_invoiced, invoice_id, invoice_draft_id, time_report_id FROM material_reports WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO material_reports (account_id, id, article_number, title, units, unit_text, cost_per_unit, discount_in_percent, invoicable_amount, to_be_invoiced, invoice_id, invoice_draft_id, time_report_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
  update                   UPDATE material_reports SET article_number = ?3, title = ?4, units = ?5, unit_text = ?6, cost_per_unit = ?7, discount_in_percent = ?8, invoicable_amount = ?9, to_be_invoiced = ?10, invoice_id = ?11, invoice_draft_id = ?12, time_report_id = ?13 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM material_reports WHERE account_id = ?1 AND id = ?2
  list by id               SELECT t.id, t.id FROM material_reports t WHERE t.account_id = ?1 ORDER BY t.id ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by id               SELECT t.id, t.id FROM material_reports t WHERE t.account_id = ?1 ORDER BY t.id DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by id               SELECT t.id, t.id FROM material_reports t WHERE t.account_id = ?1 AND (t.id, t.id) >= (?5, ?4) ORDER BY t.id ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by id               SELECT t.id, t.id FROM material_reports t WHERE t.account_id = ?1 AND (t.id, t.id) <= (?5, ?4) ORDER BY t.id DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by projectId       SELECT count(*) FROM material_reports t WHERE t.account_id = ?1 AND (t.time_report_id IN (SELECT r.id FROM time_reports r WHERE r.account_id = ?1 AND r.project_id = ?7))
  count                    SELECT count(*) FROM material_reports t WHERE t.account_id = ?1
opportunity statuses
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM opportunity_statuses t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM opportunity_statuses t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.color FROM opportunity_statuses t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM opportunity_statuses WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, color FROM opportunity_statuses WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO opportunity_statuses (account_id, id, name, color, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  update                   UPDATE opportunity_statuses SET name = ?3, color = ?4, name_key = ?5, name_folded = ?6 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM opportunity_statuses WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM opportunity_statuses WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE opportunity_statuses SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM opportunity_statuses t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM opportunity_statuses t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM opportunity_statuses t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM opportunity_statuses t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM opportunity_statuses t WHERE t.account_id = ?1
opportunity tags
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name, t.color FROM opportunity_tags t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM opportunity_tags t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.color FROM opportunity_tags t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM opportunity_tags WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, color FROM opportunity_tags WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO opportunity_tags (account_id, id, name, color, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  update                   UPDATE opportunity_tags SET name = ?3, color = ?4, name_key = ?5, name_folded = ?6 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM opportunity_tags WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM opportunity_tags WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE opportunity_tags SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM opportunity_tags t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM opportunity_tags t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM opportunity_tags t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM opportunity_tags t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM opportunity_tags t WHERE t.account_id = ?1
opportunities
  invalidated by changes  registry contacts projects
  list invalidated by new registry contacts projects
  item invalidated by new registry contacts projects
  brief                    SELECT t.id, t.name FROM opportunities t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM opportunities t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.turnover, t.probability, t.description, (CASE WHEN EXISTS (SELECT 1 FROM offers o WHERE o.account_id = ?1 AND o.opportunity_id = t.id) THEN 1 ELSE 0 END), t.user_id, t.customer_id, t.contact_id, t.opportunity_state, t.closed_date, t.estimated_closing_date, t.status_id, t.project_id, t.created_at, t.updated_at FROM opportunities t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.turnover, t.probability, t.description, (CASE WHEN EXISTS (SELECT 1 FROM offers o WHERE o.account_id = ?1 AND o.opportunity_id = t.id) THEN 1 ELSE 0 END), t.user_id, t.customer_id, t.contact_id, t.opportunity_state, t.closed_date, t.estimated_closing_date, t.status_id, t.project_id, t.created_at, t.updated_at FROM opportunities t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM opportunities WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, turnover, probability, description, user_id, customer_id, contact_id, opportunity_state, closed_date, estimated_closing_date, status_id, project_id, created_at, created_by_id, updated_at, updated_by_id FROM opportunities WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO opportunities (account_id, id, name, turnover, probability, description, user_id, customer_id, contact_id, opportunity_state, closed_date, estimated_closing_date, status_id, project_id, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
  update                   UPDATE opportunities SET name = ?3, turnover = ?4, probability = ?5, description = ?6, user_id = ?7, customer_id = ?8, contact_id = ?9, opportunity_state = ?10, closed_date = ?11, estimated_closing_date = ?12, status_id = ?13, project_id = ?14, created_at = ?15, created_by_id = ?16, updated_at = ?17, updated_by_id = ?18, name_key = ?19, name_folded = ?20 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM opportunities WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM opportunities WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE opportunities SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  links                    SELECT opportunity_tag_id FROM opportunity_tag_links WHERE account_id = ?1 AND opportunity_id = ?2 ORDER BY opportunity_tag_id
  add link                 INSERT INTO opportunity_tag_links (account_id, opportunity_id, opportunity_tag_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM opportunity_tag_links WHERE account_id = ?1 AND opportunity_id = ?2
  list by title            SELECT t.id, t.name_key FROM opportunities t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.name_key FROM opportunities t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.name_key FROM opportunities t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.name_key FROM opportunities t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM opportunities t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM opportunities t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM opportunities t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM opportunities t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM opportunities t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM opportunities t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM opportunities t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM opportunities t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by createdDateFrom SELECT count(*) FROM opportunities t WHERE t.account_id = ?1 AND (t.created_at >= ?7)
  count by createdDateTo   SELECT count(*) FROM opportunities t WHERE t.account_id = ?1 AND (t.created_at <= ?7)
  count by updatedDateFrom SELECT count(*) FROM opportunities t WHERE t.account_id = ?1 AND (t.updated_at >= ?7)
  count by updatedDateTo   SELECT count(*) FROM opportunities t WHERE t.account_id = ?1 AND (t.updated_at <= ?7)
  count by closedDateFrom  SELECT count(*) FROM opportunities t WHERE t.account_id = ?1 AND (t.closed_date >= ?7)
  count by closedDateTo    SELECT count(*) FROM opportunities t WHERE t.account_id = ?1 AND (t.closed_date <= ?7)
  count by estimatedClosingDateFrom SELECT count(*) FROM opportunities t WHERE t.account_id = ?1 AND (t.estimated_closing_date >= ?7)
  count by estimatedClosingDateTo SELECT count(*) FROM opportunities t WHERE t.account_id = ?1 AND (t.estimated_closing_date <= ?7)
  count by hasOffers       SELECT count(*) FROM opportunities t WHERE t.account_id = ?1 AND (CASE WHEN EXISTS (SELECT 1 FROM offers o WHERE o.account_id = ?1 AND o.opportunity_id = t.id) THEN 1 ELSE 0 END = ?7)
  count by opportunityStatusIds SELECT count(*) FROM opportunities t WHERE t.account_id = ?1 AND (t.status_id IN {list ?7})
  count by opportunityTagIds SELECT count(*) FROM opportunities t WHERE t.account_id = ?1 AND (t.id IN (SELECT l.opportunity_id FROM opportunity_tag_links l WHERE l.account_id = ?1 AND l.opportunity_tag_id IN {list ?7} GROUP BY l.opportunity_id HAVING count(*) = ?8))
  count by opportunityState SELECT count(*) FROM opportunities t WHERE t.account_id = ?1 AND (t.opportunity_state = ?7)
  count                    SELECT count(*) FROM opportunities t WHERE t.account_id = ?1
offers
  invalidated by changes  registry contacts
  list invalidated by new registry
  name                     SELECT t.title FROM offers t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.offer_number, t.version, t.title, t.offer_value, t.offer_state, t.has_pdf, t.user_id, t.customer_id, t.opportunity_id, t.created_at, t.updated_at FROM offers t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM offers WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, offer_number, version, title, offer_value, offer_state, has_pdf, user_id, customer_id, opportunity_id, created_at, created_by_id, updated_at, updated_by_id FROM offers WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO offers (account_id, id, offer_number, version, title, offer_value, offer_state, has_pdf, user_id, customer_id, opportunity_id, created_at, created_by_id, updated_at, updated_by_id, offer_number_key, offer_number_folded, title_key, title_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
  update                   UPDATE offers SET offer_number = ?3, version = ?4, title = ?5, offer_value = ?6, offer_state = ?7, has_pdf = ?8, user_id = ?9, customer_id = ?10, opportunity_id = ?11, created_at = ?12, created_by_id = ?13, updated_at = ?14, updated_by_id = ?15, offer_number_key = ?16, offer_number_folded = ?17, title_key = ?18, title_folded = ?19 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM offers WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, offer_number, title FROM offers WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE offers SET offer_number_key = ?3, offer_number_folded = ?4, title_key = ?5, title_folded = ?6 WHERE account_id = ?1 AND id = ?2
  list by title            SELECT t.id, t.title_key FROM offers t WHERE t.account_id = ?1 ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM offers t WHERE t.account_id = ?1 ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM offers t WHERE t.account_id = ?1 AND (t.title_key, t.id) >= (?5, ?4) ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM offers t WHERE t.account_id = ?1 AND (t.title_key, t.id) <= (?5, ?4) ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by offerNumber      SELECT t.id, t.offer_number_key FROM offers t WHERE t.account_id = ?1 ORDER BY t.offer_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by offerNumber      SELECT t.id, t.offer_number_key FROM offers t WHERE t.account_id = ?1 ORDER BY t.offer_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by offerNumber      SELECT t.id, t.offer_number_key FROM offers t WHERE t.account_id = ?1 AND (t.offer_number_key, t.id) >= (?5, ?4) ORDER BY t.offer_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by offerNumber      SELECT t.id, t.offer_number_key FROM offers t WHERE t.account_id = ?1 AND (t.offer_number_key, t.id) <= (?5, ?4) ORDER BY t.offer_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM offers t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM offers t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM offers t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM offers t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM offers t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM offers t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM offers t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM offers t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by offerNumber     SELECT count(*) FROM offers t WHERE t.account_id = ?1 AND (t.offer_number_folded = ?7)
  count by createdDateFrom SELECT count(*) FROM offers t WHERE t.account_id = ?1 AND (t.created_at >= ?7)
  count by createdDateTo   SELECT count(*) FROM offers t WHERE t.account_id = ?1 AND (t.created_at <= ?7)
  count by updatedDateFrom SELECT count(*) FROM offers t WHERE t.account_id = ?1 AND (t.updated_at >= ?7)
  count by updatedDateTo   SELECT count(*) FROM offers t WHERE t.account_id = ?1 AND (t.updated_at <= ?7)
  count by offerState      SELECT count(*) FROM offers t WHERE t.account_id = ?1 AND (t.offer_state = ?7)
  count by opportunityId   SELECT count(*) FROM offers t WHERE t.account_id = ?1 AND (t.opportunity_id = ?7)
  count                    SELECT count(*) FROM offers t WHERE t.account_id = ?1
planned users
  invalidated by changes  registry
  list invalidated by new registry
  list item                SELECT t.id, t.employee_number, t.first_name, t.last_name FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM users WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, employee_number, first_name, last_name FROM users WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO users (account_id, id, employee_number, first_name, last_name) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE users SET employee_number = ?3, first_name = ?4, last_name = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM users WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by fromDate        SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (EXISTS (SELECT 1 FROM plannings p WHERE p.account_id = ?1 AND p.user_id = t.id AND p.to_date >= ?7))
  count by toDate          SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (EXISTS (SELECT 1 FROM plannings p WHERE p.account_id = ?1 AND p.user_id = t.id AND p.from_date <= ?7))
  count by excludeDeleted  SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (?7 IN (0, 1))
  count by excludeRestricted SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (?7 = 0 OR t.is_restricted = 0)
  count by planned         SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (EXISTS (SELECT 1 FROM plannings p WHERE p.account_id = ?1 AND p.user_id = t.id AND p.to_date >= ?7 AND p.from_date <= ?8))
  count by stillThere      SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (t.end_date IS NULL OR t.end_date >= ?7)
  count                    SELECT count(*) FROM users t WHERE t.account_id = ?1
plannings
  invalidated by changes  registry projects
  list invalidated by new registry projects
  item invalidated by new registry projects
  list item                SELECT (coalesce(t.project_id, t.internal_project_id, t.absence_project_id)), (coalesce((SELECT x.title FROM projects x WHERE x.account_id = ?1 AND x.id = t.project_id), (SELECT x.name FROM internal_projects x WHERE x.account_id = ?1 AND x.id = t.internal_project_id), (SELECT x.name FROM absence_projects x WHERE x.account_id = ?1 AND x.id = t.absence_project_id))), t.project_id, t.from_date, t.to_date, t.hours FROM plannings t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM plannings WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, user_id, project_id, internal_project_id, absence_project_id, from_date, to_date, hours, created_at, created_by_id, updated_at, updated_by_id FROM plannings WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO plannings (account_id, id, user_id, project_id, internal_project_id, absence_project_id, from_date, to_date, hours, created_at, created_by_id, updated_at, updated_by_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
  update                   UPDATE plannings SET user_id = ?3, project_id = ?4, internal_project_id = ?5, absence_project_id = ?6, from_date = ?7, to_date = ?8, hours = ?9, created_at = ?10, created_by_id = ?11, updated_at = ?12, updated_by_id = ?13 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM plannings WHERE account_id = ?1 AND id = ?2
  list by fromDate         SELECT t.id, t.from_date FROM plannings t WHERE t.account_id = ?1 ORDER BY t.from_date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by fromDate         SELECT t.id, t.from_date FROM plannings t WHERE t.account_id = ?1 ORDER BY t.from_date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by fromDate         SELECT t.id, t.from_date FROM plannings t WHERE t.account_id = ?1 AND (t.from_date, t.id) >= (?5, ?4) ORDER BY t.from_date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by fromDate         SELECT t.id, t.from_date FROM plannings t WHERE t.account_id = ?1 AND (t.from_date, t.id) <= (?5, ?4) ORDER BY t.from_date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by userId          SELECT count(*) FROM plannings t WHERE t.account_id = ?1 AND (t.user_id = ?7)
  count by fromDate        SELECT count(*) FROM plannings t WHERE t.account_id = ?1 AND (t.to_date >= ?7)
  count by toDate          SELECT count(*) FROM plannings t WHERE t.account_id = ?1 AND (t.from_date <= ?7)
  count by excludeProjects SELECT count(*) FROM plannings t WHERE t.account_id = ?1 AND (?7 = 0 OR t.project_id IS NULL)
  count by excludeAbsence  SELECT count(*) FROM plannings t WHERE t.account_id = ?1 AND (?7 = 0 OR t.absence_project_id IS NULL)
  count by excludeInternal SELECT count(*) FROM plannings t WHERE t.account_id = ?1 AND (?7 = 0 OR t.internal_project_id IS NULL)
  count                    SELECT count(*) FROM plannings t WHERE t.account_id = ?1
invoices sent
invoice rows
  name                     SELECT t.article FROM invoice_rows t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.article_number, t.article, t.comment, t.value, t.rate, t.discount, t.sum, t.position, t.is_header, t.is_sum_row FROM invoice_rows t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM invoice_rows WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, article_number, article, comment, value, rate, discount, sum, position, is_header, is_sum_row, invoice_id FROM invoice_rows WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO invoice_rows (account_id, id, article_number, article, comment, value, rate, discount, sum, position, is_header, is_sum_row, invoice_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
  update                   UPDATE invoice_rows SET article_number = ?3, article = ?4, comment = ?5, value = ?6, rate = ?7, discount = ?8, sum = ?9, position = ?10, is_header = ?11, is_sum_row = ?12, invoice_id = ?13 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM invoice_rows WHERE account_id = ?1 AND id = ?2
  next position            SELECT coalesce(max(position) + 1, 0) FROM invoice_rows WHERE account_id = ?1 AND invoice_id = ?2
checklist items
  name                     SELECT t.title FROM task_checklist_items t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.title, t.position, t.completed_at, t.created_by_id, t.created_at, t.updated_at FROM task_checklist_items t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM task_checklist_items WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, title, position, is_completed, completed_at, created_at, created_by_id, updated_at, updated_by_id, task_checklist_id FROM task_checklist_items WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO task_checklist_items (account_id, id, title, position, is_completed, completed_at, created_at, created_by_id, updated_at, updated_by_id, task_checklist_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
  update                   UPDATE task_checklist_items SET title = ?3, position = ?4, is_completed = ?5, completed_at = ?6, created_at = ?7, created_by_id = ?8, updated_at = ?9, updated_by_id = ?10, task_checklist_id = ?11 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM task_checklist_items WHERE account_id = ?1 AND id = ?2
  next position            SELECT coalesce(max(position) + 1, 0) FROM task_checklist_items WHERE account_id = ?1 AND task_checklist_id = ?2
travel reports
  detail                   SELECT t.id, t.place, t.invoicable_place, t.distance, t.invoicable_distance, t.to_salary, t.to_be_invoiced, t.cost, t.rate, t.discount, t.sent_to_attest_at, t.attested_at, t.cost_center_id, t.booking_project_id, t.invoice_id, t.company_car_id, t.company_car_id, t.company_car_trip_start, t.company_car_trip_end, t.company_car_address_start, t.company_car_address_goal, t.company_car_address_end FROM travel_reports t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM travel_reports WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, place, invoicable_place, distance, invoicable_distance, to_salary, to_be_invoiced, cost, rate, discount, sent_to_attest_at, attested_at, cost_center_id, booking_project_id, invoice_id, company_car_id, company_car_trip_start, company_car_trip_end, company_car_address_start, company_car_address_goal, company_car_address_end, time_report_id FROM travel_reports WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO travel_reports (account_id, id, place, invoicable_place, distance, invoicable_distance, to_salary, to_be_invoiced, cost, rate, discount, sent_to_attest_at, attested_at, cost_center_id, booking_project_id, invoice_id, company_car_id, company_car_trip_start, company_car_trip_end, company_car_address_start, company_car_address_goal, company_car_address_end, time_report_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)
  update                   UPDATE travel_reports SET place = ?3, invoicable_place = ?4, distance = ?5, invoicable_distance = ?6, to_salary = ?7, to_be_invoiced = ?8, cost = ?9, rate = ?10, discount = ?11, sent_to_attest_at = ?12, attested_at = ?13, cost_center_id = ?14, booking_project_id = ?15, invoice_id = ?16, company_car_id = ?17, company_car_trip_start = ?18, company_car_trip_end = ?19, company_car_address_start = ?20, company_car_address_goal = ?21, company_car_address_end = ?22, time_report_id = ?23 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM travel_reports WHERE account_id = ?1 AND id = ?2
  send                     UPDATE travel_reports SET sent_to_attest_at = ?3 WHERE account_id = ?1 AND id = ?2
  send                     UPDATE travel_reports SET sent_to_attest_at = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  unsend                   UPDATE travel_reports SET sent_to_attest_at = ?3 WHERE account_id = ?1 AND id = ?2
  unsend                   UPDATE travel_reports SET sent_to_attest_at = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  attest                   UPDATE travel_reports SET attested_at = ?3 WHERE account_id = ?1 AND id = ?2
  attest                   UPDATE travel_reports SET attested_at = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  unattest                 UPDATE travel_reports SET attested_at = ?3 WHERE account_id = ?1 AND id = ?2
  unattest                 UPDATE travel_reports SET attested_at = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  ask prices               SELECT travel_cost, travel_rate FROM settings WHERE account_id = ?1 AND id = 1
allowance reports
  detail                   SELECT t.id, t.description, t.cost, t.amount, t.invoicable_amount, t.discount, t.allowance_id, t.to_be_invoiced, t.sent_to_attest_at, t.attested_at, t.cost_center_id, t.booking_project_id, t.invoice_id FROM allowance_reports t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM allowance_reports WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, description, cost, amount, invoicable_amount, discount, allowance_id, to_be_invoiced, sent_to_attest_at, attested_at, cost_center_id, booking_project_id, invoice_id, time_report_id FROM allowance_reports WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO allowance_reports (account_id, id, description, cost, amount, invoicable_amount, discount, allowance_id, to_be_invoiced, sent_to_attest_at, attested_at, cost_center_id, booking_project_id, invoice_id, time_report_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
  update                   UPDATE allowance_reports SET description = ?3, cost = ?4, amount = ?5, invoicable_amount = ?6, discount = ?7, allowance_id = ?8, to_be_invoiced = ?9, sent_to_attest_at = ?10, attested_at = ?11, cost_center_id = ?12, booking_project_id = ?13, invoice_id = ?14, time_report_id = ?15 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM allowance_reports WHERE account_id = ?1 AND id = ?2
  send                     UPDATE allowance_reports SET sent_to_attest_at = ?3 WHERE account_id = ?1 AND id = ?2
  send                     UPDATE allowance_reports SET sent_to_attest_at = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  unsend                   UPDATE allowance_reports SET sent_to_attest_at = ?3 WHERE account_id = ?1 AND id = ?2
  unsend                   UPDATE allowance_reports SET sent_to_attest_at = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  attest                   UPDATE allowance_reports SET attested_at = ?3 WHERE account_id = ?1 AND id = ?2
  attest                   UPDATE allowance_reports SET attested_at = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  unattest                 UPDATE allowance_reports SET attested_at = ?3 WHERE account_id = ?1 AND id = ?2
  unattest                 UPDATE allowance_reports SET attested_at = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  ask prices               SELECT cost, amount, invoicable_amount, discount FROM allowances WHERE account_id = ?1 AND id = ?2
material reports
  name                     SELECT t.title FROM material_reports t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.title, t.units, t.cost_per_unit, t.discount_in_percent, t.invoicable_units, t.unit_price, t.invoicable_unit_price, t.tax_percent, t.amount, t.invoicable_amount, t.cost, t.calculated_units, t.tax, t.to_be_invoiced, t.article_id, t.unit_text, t.invoicable_unit_text, t.is_rot_rut, t.invoice_id, t.article_number, t.cost_center_id, t.booking_project_id FROM material_reports t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM material_reports WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, title, units, cost_per_unit, discount_in_percent, invoicable_units, unit_price, invoicable_unit_price, tax_percent, amount, invoicable_amount, cost, calculated_units, tax, to_be_invoiced, article_id, unit_text, invoicable_unit_text, is_rot_rut, invoice_id, article_number, cost_center_id, booking_project_id, is_text_only, invoice_draft_id, time_report_id FROM material_reports WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO material_reports (account_id, id, title, units, cost_per_unit, discount_in_percent, invoicable_units, unit_price, invoicable_unit_price, tax_percent, amount, invoicable_amount, cost, calculated_units, tax, to_be_invoiced, article_id, unit_text, invoicable_unit_text, is_rot_rut, invoice_id, article_number, cost_center_id, booking_project_id, is_text_only, invoice_draft_id, time_report_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27)
  update                   UPDATE material_reports SET title = ?3, units = ?4, cost_per_unit = ?5, discount_in_percent = ?6, invoicable_units = ?7, unit_price = ?8, invoicable_unit_price = ?9, tax_percent = ?10, amount = ?11, invoicable_amount = ?12, cost = ?13, calculated_units = ?14, tax = ?15, to_be_invoiced = ?16, article_id = ?17, unit_text = ?18, invoicable_unit_text = ?19, is_rot_rut = ?20, invoice_id = ?21, article_number = ?22, cost_center_id = ?23, booking_project_id = ?24, is_text_only = ?25, invoice_draft_id = ?26, time_report_id = ?27 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM material_reports WHERE account_id = ?1 AND id = ?2
  ask article              SELECT a.name, a.article_number, a.price, a.cost, u.name FROM articles a LEFT JOIN units u ON u.account_id = a.account_id AND u.id = a.unit_id WHERE a.account_id = ?1 AND a.id = ?2
  ask tax                  SELECT tax_percent FROM settings WHERE account_id = ?1 AND id = 1
equipment reports
  detail                   SELECT t.id, t.hours, t.cost, t.rate, t.invoicable_rate, t.invoicable_hours, t.equipment_id, t.invoice_id, t.discount, t.comment, t.cost_center_id, t.booking_project_id FROM equipment_reports t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM equipment_reports WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, hours, cost, rate, invoicable_rate, invoicable_hours, equipment_id, invoice_id, discount, comment, cost_center_id, booking_project_id, time_report_id FROM equipment_reports WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO equipment_reports (account_id, id, hours, cost, rate, invoicable_rate, invoicable_hours, equipment_id, invoice_id, discount, comment, cost_center_id, booking_project_id, time_report_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
  update                   UPDATE equipment_reports SET hours = ?3, cost = ?4, rate = ?5, invoicable_rate = ?6, invoicable_hours = ?7, equipment_id = ?8, invoice_id = ?9, discount = ?10, comment = ?11, cost_center_id = ?12, booking_project_id = ?13, time_report_id = ?14 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM equipment_reports WHERE account_id = ?1 AND id = ?2
  ask prices               SELECT cost, rate, invoicable_rate, discount FROM equipments WHERE account_id = ?1 AND id = ?2
addition reports
  detail                   SELECT t.id, t.salary_count, t.invoicable_count, t.cost, t.invoicable_price, t.discount, t.time_addition_id, t.cost_center_id, t.booking_project_id FROM addition_reports t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM addition_reports WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, salary_count, invoicable_count, cost, invoicable_price, discount, time_addition_id, yes_no, number_count, cost_center_id, booking_project_id, time_report_id FROM addition_reports WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO addition_reports (account_id, id, salary_count, invoicable_count, cost, invoicable_price, discount, time_addition_id, yes_no, number_count, cost_center_id, booking_project_id, time_report_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
  update                   UPDATE addition_reports SET salary_count = ?3, invoicable_count = ?4, cost = ?5, invoicable_price = ?6, discount = ?7, time_addition_id = ?8, yes_no = ?9, number_count = ?10, cost_center_id = ?11, booking_project_id = ?12, time_report_id = ?13 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM addition_reports WHERE account_id = ?1 AND id = ?2
  ask is a number          SELECT CASE type WHEN 'number' THEN 1 ELSE 0 END FROM time_additions WHERE account_id = ?1 AND id = ?2
  ask prices               SELECT cost, invoicable_price, discount FROM time_additions WHERE account_id = ?1 AND id = ?2
user days
contact persons
logins
  exists                   SELECT 1 FROM logins WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, email, password_hash, totp_secret, totp_pending, totp_step, created_at, last_sign_in_at FROM logins WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO logins (account_id, id, email, password_hash, totp_secret, totp_pending, totp_step, created_at, last_sign_in_at, email_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
  update                   UPDATE logins SET email = ?3, password_hash = ?4, totp_secret = ?5, totp_pending = ?6, totp_step = ?7, created_at = ?8, last_sign_in_at = ?9, email_folded = ?10 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM logins WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, email FROM logins WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE logins SET email_folded = ?3 WHERE account_id = ?1 AND id = ?2
  set                      UPDATE logins SET email = ?3, password_hash = ?4, email_folded = ?5 WHERE account_id = ?1 AND id = ?2
  set                      UPDATE logins SET email = ?3, password_hash = ?4, email_folded = ?5 WHERE account_id = ?1 AND id IN {list ?2}
  password                 UPDATE logins SET password_hash = ?3 WHERE account_id = ?1 AND id = ?2
  password                 UPDATE logins SET password_hash = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  sign in                  UPDATE logins SET last_sign_in_at = ?3 WHERE account_id = ?1 AND id = ?2
  sign in                  UPDATE logins SET last_sign_in_at = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  use a code               UPDATE logins SET totp_step = ?3 WHERE account_id = ?1 AND id = ?2
  use a code               UPDATE logins SET totp_step = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  offer codes              UPDATE logins SET totp_pending = ?3 WHERE account_id = ?1 AND id = ?2
  offer codes              UPDATE logins SET totp_pending = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  want codes               UPDATE logins SET totp_secret = ?3, totp_pending = ?4, totp_step = ?5 WHERE account_id = ?1 AND id = ?2
  want codes               UPDATE logins SET totp_secret = ?3, totp_pending = ?4, totp_step = ?5 WHERE account_id = ?1 AND id IN {list ?2}
  forget codes             UPDATE logins SET totp_secret = ?3, totp_pending = ?4 WHERE account_id = ?1 AND id = ?2
  forget codes             UPDATE logins SET totp_secret = ?3, totp_pending = ?4 WHERE account_id = ?1 AND id IN {list ?2}
invitations
  exists                   SELECT 1 FROM invitations WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, hash, expires_at FROM invitations WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO invitations (account_id, id, hash, expires_at) VALUES (?1, ?2, ?3, ?4)
  update                   UPDATE invitations SET hash = ?3, expires_at = ?4 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM invitations WHERE account_id = ?1 AND id = ?2
  renew                    UPDATE invitations SET hash = ?3, expires_at = ?4 WHERE account_id = ?1 AND id = ?2
  renew                    UPDATE invitations SET hash = ?3, expires_at = ?4 WHERE account_id = ?1 AND id IN {list ?2}
locked days
  exists                   SELECT 1 FROM locked_days WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, user_id, date, locked_at, locked_by_id FROM locked_days WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO locked_days (account_id, id, user_id, date, locked_at, locked_by_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  update                   UPDATE locked_days SET user_id = ?3, date = ?4, locked_at = ?5, locked_by_id = ?6 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM locked_days WHERE account_id = ?1 AND id = ?2
returned days
  exists                   SELECT 1 FROM returned_days WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, user_id, date, comment, returned_at, returned_by_id FROM returned_days WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO returned_days (account_id, id, user_id, date, comment, returned_at, returned_by_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  update                   UPDATE returned_days SET user_id = ?3, date = ?4, comment = ?5, returned_at = ?6, returned_by_id = ?7 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM returned_days WHERE account_id = ?1 AND id = ?2
settings
  name                     SELECT t.company_name FROM settings t WHERE t.account_id = ?1 AND t.id = ?2
  seen by people           SELECT t.id, t.company_name, t.tax_percent, t.travel_cost, t.travel_rate, t.demands_codes, t.keep_audit_days, t.keep_changes_days, t.keep_usage_days, t.keep_security_days, t.updated_at, t.updated_by_id FROM settings t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM settings WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, company_name, tax_percent, travel_cost, travel_rate, demands_codes, keep_audit_days, keep_changes_days, keep_usage_days, keep_security_days, updated_at, updated_by_id FROM settings WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO settings (account_id, id, company_name, tax_percent, travel_cost, travel_rate, demands_codes, keep_audit_days, keep_changes_days, keep_usage_days, keep_security_days, updated_at, updated_by_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
  update                   UPDATE settings SET company_name = ?3, tax_percent = ?4, travel_cost = ?5, travel_rate = ?6, demands_codes = ?7, keep_audit_days = ?8, keep_changes_days = ?9, keep_usage_days = ?10, keep_security_days = ?11, updated_at = ?12, updated_by_id = ?13 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM settings WHERE account_id = ?1 AND id = ?2
  demand codes             UPDATE settings SET demands_codes = ?3 WHERE account_id = ?1 AND id = ?2
  demand codes             UPDATE settings SET demands_codes = ?3 WHERE account_id = ?1 AND id IN {list ?2}
applications
  brief                    SELECT t.id, t.name FROM applications t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM applications t WHERE t.account_id = ?1 AND t.id = ?2
  seen by people           SELECT t.id, t.public_id, t.name, t.responsible_id, ((SELECT x.end_date FROM users x WHERE x.account_id = t.account_id AND x.id = t.responsible_id)), t.permissions, t.allow, t.origins, t.rate, t.extended_answers, t.is_active, (t.secret_hash IS NOT NULL), (EXISTS (SELECT 1 FROM tokens x WHERE x.account_id = t.account_id AND x.application_id = t.id AND x.expires_at IS NULL)), t.last_used_at, t.created_at, t.created_by_id, t.updated_at, t.updated_by_id FROM applications t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM applications WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, public_id, name, responsible_id, permissions, allow, origins, rate, extended_answers, is_active, last_used_at, secret_hash, created_at, created_by_id, updated_at, updated_by_id FROM applications WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO applications (account_id, id, public_id, name, responsible_id, permissions, allow, origins, rate, extended_answers, is_active, last_used_at, secret_hash, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
  update                   UPDATE applications SET public_id = ?3, name = ?4, responsible_id = ?5, permissions = ?6, allow = ?7, origins = ?8, rate = ?9, extended_answers = ?10, is_active = ?11, last_used_at = ?12, secret_hash = ?13, created_at = ?14, created_by_id = ?15, updated_at = ?16, updated_by_id = ?17, name_key = ?18, name_folded = ?19 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM applications WHERE account_id = ?1 AND id = ?2
  owned rows               SELECT 0, id FROM tokens WHERE account_id = ?1 AND application_id = ?2 UNION ALL SELECT 1, id FROM usage_entries WHERE account_id = ?1 AND application_id = ?2 UNION ALL SELECT 2, id FROM usage_hours WHERE account_id = ?1 AND application_id = ?2 UNION ALL SELECT 3, id FROM usage_days WHERE account_id = ?1 AND application_id = ?2
  derived rows             SELECT account_id, id, name FROM applications WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE applications SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  new secret               UPDATE applications SET secret_hash = ?3 WHERE account_id = ?1 AND id = ?2
  new secret               UPDATE applications SET secret_hash = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  use                      UPDATE applications SET last_used_at = ?3 WHERE account_id = ?1 AND id = ?2
  use                      UPDATE applications SET last_used_at = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  end                      UPDATE applications SET is_active = ?3 WHERE account_id = ?1 AND id = ?2
  end                      UPDATE applications SET is_active = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  extend                   UPDATE applications SET extended_answers = ?3 WHERE account_id = ?1 AND id = ?2
  extend                   UPDATE applications SET extended_answers = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  list origins             UPDATE applications SET origins = ?3 WHERE account_id = ?1 AND id = ?2
  list origins             UPDATE applications SET origins = ?3 WHERE account_id = ?1 AND id IN {list ?2}
application tokens
  seen by people           SELECT t.id, t.created_at, t.expires_at FROM tokens t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM tokens WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, created_at, expires_at, hash, application_id FROM tokens WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO tokens (account_id, id, created_at, expires_at, hash, application_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  update                   UPDATE tokens SET created_at = ?3, expires_at = ?4, hash = ?5, application_id = ?6 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM tokens WHERE account_id = ?1 AND id = ?2
usage entries
  seen by people           SELECT t.id, t.at, t.method, t.path, t.status, t.duration, t.address, t.one_of FROM usage_entries t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM usage_entries WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, at, method, path, status, duration, address, one_of, application_id FROM usage_entries WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO usage_entries (account_id, id, at, method, path, status, duration, address, one_of, application_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
  update                   UPDATE usage_entries SET at = ?3, method = ?4, path = ?5, status = ?6, duration = ?7, address = ?8, one_of = ?9, application_id = ?10 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM usage_entries WHERE account_id = ?1 AND id = ?2
usage hours
  seen by people           SELECT t.id, t.at, (t.succeeded + t.client_errors + t.server_errors), t.succeeded, t.client_errors, t.server_errors FROM usage_hours t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM usage_hours WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, at, succeeded, client_errors, server_errors, application_id FROM usage_hours WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO usage_hours (account_id, id, at, succeeded, client_errors, server_errors, application_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  update                   UPDATE usage_hours SET at = ?3, succeeded = ?4, client_errors = ?5, server_errors = ?6, application_id = ?7 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM usage_hours WHERE account_id = ?1 AND id = ?2
usage days
  seen by people           SELECT t.id, t.date, (t.succeeded + t.client_errors + t.server_errors), t.succeeded, t.client_errors, t.server_errors FROM usage_days t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM usage_days WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, date, succeeded, client_errors, server_errors, application_id FROM usage_days WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO usage_days (account_id, id, date, succeeded, client_errors, server_errors, application_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  update                   UPDATE usage_days SET date = ?3, succeeded = ?4, client_errors = ?5, server_errors = ?6, application_id = ?7 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM usage_days WHERE account_id = ?1 AND id = ?2
audit entries
  seen by people           SELECT t.id, t.at, t.user_id, t.application_id, t.action, t.subject, t.subject_id, t.title, t.changes FROM audit_entries t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM audit_entries WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, at, user_id, application_id, action, subject, subject_id, title, changes FROM audit_entries WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO audit_entries (account_id, id, at, user_id, application_id, action, subject, subject_id, title, changes, title_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
  update                   UPDATE audit_entries SET at = ?3, user_id = ?4, application_id = ?5, action = ?6, subject = ?7, subject_id = ?8, title = ?9, changes = ?10, title_folded = ?11 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM audit_entries WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, title FROM audit_entries WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE audit_entries SET title_folded = ?3 WHERE account_id = ?1 AND id = ?2
security events
  seen by people           SELECT t.id, t.at, t.last_at, t.kind, t.outcome, t.times, t.address, t.user_id, t.application_id, t.about_user_id, t.about_application_id FROM security_events t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM security_events WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, at, last_at, kind, outcome, times, address, user_id, application_id, about_user_id, about_application_id FROM security_events WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO security_events (account_id, id, at, last_at, kind, outcome, times, address, user_id, application_id, about_user_id, about_application_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
  update                   UPDATE security_events SET at = ?3, last_at = ?4, kind = ?5, outcome = ?6, times = ?7, address = ?8, user_id = ?9, application_id = ?10, about_user_id = ?11, about_application_id = ?12 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM security_events WHERE account_id = ?1 AND id = ?2
users' days
  seen by people           SELECT t.id, t.name, t.department_id, t.manager_id, (CASE WHEN ?3 = 0 OR (t.manager_id = ?3 AND t.id <> ?3) THEN 1 ELSE 0 END) FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM users WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, department_id, manager_id FROM users WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO users (account_id, id, name, department_id, manager_id) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE users SET name = ?3, department_id = ?4, manager_id = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM users WHERE account_id = ?1 AND id = ?2
  rows                     WITH RECURSIVE days (day) AS (SELECT ?3 UNION ALL SELECT day + 1 FROM days WHERE day < ?4), reported AS (SELECT r.date, sum(r.hours) AS hours, count(*) AS reports, count(r.sent_to_attest_at) AS sent, count(r.attested_at) AS attested, max(r.attested_at) AS attested_at, sum(CASE WHEN (r.invoice_id IS NOT NULL OR EXISTS (SELECT 1 FROM travel_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL) OR EXISTS (SELECT 1 FROM allowance_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL) OR EXISTS (SELECT 1 FROM material_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL) OR EXISTS (SELECT 1 FROM equipment_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL)) THEN 1 ELSE 0 END) AS invoiced FROM time_reports r WHERE r.account_id = ?1 AND r.user_id = ?2 AND r.date BETWEEN ?3 AND ?4 GROUP BY r.date), scheduled AS (SELECT d.day, CASE WHEN d.day < u.start_date OR d.day > u.end_date OR s.id IS NULL THEN 0 ELSE CASE ((d.day + 3) % 7 + 7) % 7 WHEN 0 THEN s.monday WHEN 1 THEN s.tuesday WHEN 2 THEN s.wednesday WHEN 3 THEN s.thursday WHEN 4 THEN s.friday WHEN 5 THEN s.saturday ELSE s.sunday END END AS hours FROM users u CROSS JOIN days d LEFT JOIN schedules s ON s.account_id = u.account_id AND s.id = u.schedule_id WHERE u.account_id = ?1 AND u.id = ?2) SELECT d.day, coalesce(r.hours, 0), d.hours, coalesce(r.reports, 0), coalesce(r.sent, 0), coalesce(r.attested, 0), coalesce(r.invoiced, 0), l.locked_at, CASE WHEN r.attested = r.reports THEN r.attested_at END, n.returned_at, n.comment, CASE WHEN r.attested = r.reports THEN 'attested' WHEN l.locked_at IS NOT NULL THEN 'sent' WHEN r.reports > 0 THEN 'reported' WHEN d.hours <= 0 THEN 'free' WHEN d.day <= ?5 THEN 'missing' ELSE 'coming' END FROM scheduled d LEFT JOIN reported r ON r.date = d.day LEFT JOIN locked_days l ON l.account_id = ?1 AND l.user_id = ?2 AND l.date = d.day LEFT JOIN returned_days n ON n.account_id = ?1 AND n.user_id = ?2 AND n.date = d.day ORDER BY d.day
days
application secrets
wishes for application secrets
static tokens
sign in
sign in answer
sign in account
session
session list
session row
password change
password check
totp secret
totp check
recovery codes
invitation
invitation answer
accepted invitation
invitation link
login
demands of codes
storage
stored logs
day choices
day outcomes
skipped days
booking projects
  brief                    SELECT t.id, t.name FROM booking_projects t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM booking_projects t WHERE t.account_id = ?1 AND t.id = ?2
  seen by people           SELECT t.id, t.name FROM booking_projects t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM booking_projects WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM booking_projects WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO booking_projects (account_id, id, name, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE booking_projects SET name = ?3, name_key = ?4, name_folded = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM booking_projects WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM booking_projects WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE booking_projects SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
cost centers
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM cost_centers t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM cost_centers t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.code, t.is_active FROM cost_centers t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM cost_centers WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, code, is_active FROM cost_centers WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO cost_centers (account_id, id, name, code, is_active, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  update                   UPDATE cost_centers SET name = ?3, code = ?4, is_active = ?5, name_key = ?6, name_folded = ?7 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM cost_centers WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM cost_centers WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE cost_centers SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM cost_centers t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM cost_centers t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM cost_centers t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM cost_centers t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM cost_centers t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM cost_centers t WHERE t.account_id = ?1
departments
  brief                    SELECT t.id, t.name FROM departments t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM departments t WHERE t.account_id = ?1 AND t.id = ?2
  seen by people           SELECT t.id, t.name FROM departments t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM departments WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM departments WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO departments (account_id, id, name, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE departments SET name = ?3, name_key = ?4, name_folded = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM departments WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM departments WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE departments SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
equipment types
  brief                    SELECT t.id, t.name FROM equipment_types t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM equipment_types t WHERE t.account_id = ?1 AND t.id = ?2
  seen by people           SELECT t.id, t.name FROM equipment_types t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM equipment_types WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM equipment_types WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO equipment_types (account_id, id, name, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE equipment_types SET name = ?3, name_key = ?4, name_folded = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM equipment_types WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM equipment_types WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE equipment_types SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
project categories
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name, t.color FROM project_categories t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM project_categories t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.color, t.is_active FROM project_categories t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM project_categories WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, color, is_active FROM project_categories WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO project_categories (account_id, id, name, color, is_active, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  update                   UPDATE project_categories SET name = ?3, color = ?4, is_active = ?5, name_key = ?6, name_folded = ?7 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM project_categories WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM project_categories WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE project_categories SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM project_categories t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_categories t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_categories t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_categories t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM project_categories t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM project_categories t WHERE t.account_id = ?1
project collections
  brief                    SELECT t.id, t.name, t.number FROM project_collections t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM project_collections t WHERE t.account_id = ?1 AND t.id = ?2
  seen by people           SELECT t.id, t.number, t.name FROM project_collections t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM project_collections WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, number, name FROM project_collections WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO project_collections (account_id, id, number, name, number_key, number_folded, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
  update                   UPDATE project_collections SET number = ?3, name = ?4, number_key = ?5, number_folded = ?6, name_key = ?7, name_folded = ?8 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM project_collections WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, number, name FROM project_collections WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE project_collections SET number_key = ?3, number_folded = ?4, name_key = ?5, name_folded = ?6 WHERE account_id = ?1 AND id = ?2
project statuses
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name, t.is_completed_status FROM project_statuses t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM project_statuses t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.color, t.is_active, t.is_completed_status FROM project_statuses t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM project_statuses WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, color, is_active, is_completed_status FROM project_statuses WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO project_statuses (account_id, id, name, color, is_active, is_completed_status, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
  update                   UPDATE project_statuses SET name = ?3, color = ?4, is_active = ?5, is_completed_status = ?6, name_key = ?7, name_folded = ?8 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM project_statuses WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM project_statuses WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE project_statuses SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM project_statuses t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_statuses t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_statuses t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_statuses t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM project_statuses t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM project_statuses t WHERE t.account_id = ?1
project tags
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name, t.name, t.color FROM project_tags t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM project_tags t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.color, t.is_active FROM project_tags t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM project_tags WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, color, is_active FROM project_tags WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO project_tags (account_id, id, name, color, is_active, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  update                   UPDATE project_tags SET name = ?3, color = ?4, is_active = ?5, name_key = ?6, name_folded = ?7 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM project_tags WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM project_tags WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE project_tags SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM project_tags t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_tags t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_tags t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_tags t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM project_tags t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM project_tags t WHERE t.account_id = ?1
schedules
  brief                    SELECT t.id, t.name FROM schedules t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM schedules t WHERE t.account_id = ?1 AND t.id = ?2
  seen by people           SELECT t.id, t.name, t.monday, t.tuesday, t.wednesday, t.thursday, t.friday, t.saturday, t.sunday FROM schedules t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM schedules WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, monday, tuesday, wednesday, thursday, friday, saturday, sunday FROM schedules WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO schedules (account_id, id, name, monday, tuesday, wednesday, thursday, friday, saturday, sunday, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
  update                   UPDATE schedules SET name = ?3, monday = ?4, tuesday = ?5, wednesday = ?6, thursday = ?7, friday = ?8, saturday = ?9, sunday = ?10, name_key = ?11, name_folded = ?12 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM schedules WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM schedules WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE schedules SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
task board columns
  brief                    SELECT t.id, t.name FROM task_board_columns t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM task_board_columns t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, (SELECT count(*) FROM tasks x WHERE x.account_id = t.account_id AND x.task_board_column_id = t.id), t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM task_board_columns t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM task_board_columns WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, position, created_at, created_by_id, updated_at, updated_by_id, task_board_id FROM task_board_columns WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO task_board_columns (account_id, id, name, position, created_at, created_by_id, updated_at, updated_by_id, task_board_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
  update                   UPDATE task_board_columns SET name = ?3, position = ?4, created_at = ?5, created_by_id = ?6, updated_at = ?7, updated_by_id = ?8, task_board_id = ?9 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM task_board_columns WHERE account_id = ?1 AND id = ?2
  next position            SELECT coalesce(max(position) + 1, 0) FROM task_board_columns WHERE account_id = ?1 AND task_board_id = ?2
task tags
  brief                    SELECT t.id, t.title, t.color FROM task_tags t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.title FROM task_tags t WHERE t.account_id = ?1 AND t.id = ?2
  seen by people           SELECT t.id, t.title, t.color FROM task_tags t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM task_tags WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, title, color FROM task_tags WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO task_tags (account_id, id, title, color, title_key, title_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  update                   UPDATE task_tags SET title = ?3, color = ?4, title_key = ?5, title_folded = ?6 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM task_tags WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, title FROM task_tags WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE task_tags SET title_key = ?3, title_folded = ?4 WHERE account_id = ?1 AND id = ?2
time reporting profiles
  brief                    SELECT t.id, t.name FROM time_reporting_profiles t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM time_reporting_profiles t WHERE t.account_id = ?1 AND t.id = ?2
  seen by people           SELECT t.id, t.name FROM time_reporting_profiles t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM time_reporting_profiles WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM time_reporting_profiles WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO time_reporting_profiles (account_id, id, name, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE time_reporting_profiles SET name = ?3, name_key = ?4, name_folded = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM time_reporting_profiles WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM time_reporting_profiles WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE time_reporting_profiles SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
units
  brief                    SELECT t.id, t.name FROM units t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM units t WHERE t.account_id = ?1 AND t.id = ?2
  seen by people           SELECT t.id, t.name FROM units t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM units WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM units WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO units (account_id, id, name, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE units SET name = ?3, name_key = ?4, name_folded = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM units WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM units WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE units SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
user tags
  brief                    SELECT t.id, t.title, t.color FROM user_tags t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.title FROM user_tags t WHERE t.account_id = ?1 AND t.id = ?2
  seen by people           SELECT t.id, t.title, t.color FROM user_tags t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM user_tags WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, title, color FROM user_tags WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO user_tags (account_id, id, title, color, title_key, title_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  update                   UPDATE user_tags SET title = ?3, color = ?4, title_key = ?5, title_folded = ?6 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM user_tags WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, title FROM user_tags WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE user_tags SET title_key = ?3, title_folded = ?4 WHERE account_id = ?1 AND id = ?2

administration

contacts
  invalidated by changes  contacts
  list invalidated by new contacts
  brief                    SELECT t.id, t.name FROM contacts t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM contacts t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.customer_number, t.contact_type, t.is_active FROM contacts t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.customer_number, t.contact_type, t.is_active FROM contacts t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM contacts WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, customer_number, customer_number_value, contact_type, organizational_or_social_security_number, visiting_street_address, visiting_additional_address, visiting_postal_code, visiting_city, visiting_state, visiting_country_id, company_id, parent_company_id, created_at, created_by_id, updated_at, updated_by_id, is_active, email, invoice_email, phone_number, cell_phone_number, important_information, is_supplier, is_whole_sale, is_retailer, is_sub_contractor, is_partner, is_customer, use_reverse_build_tax, responsible_id, is_primary, delivery_street_address, delivery_additional_address, delivery_postal_code, delivery_city, delivery_state, delivery_country_id, invoice_street_address, invoice_additional_address, invoice_postal_code, invoice_city, invoice_state, invoice_country_id FROM contacts WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO contacts (account_id, id, name, customer_number, customer_number_value, contact_type, organizational_or_social_security_number, visiting_street_address, visiting_additional_address, visiting_postal_code, visiting_city, visiting_state, visiting_country_id, company_id, parent_company_id, created_at, created_by_id, updated_at, updated_by_id, is_active, email, invoice_email, phone_number, cell_phone_number, important_information, is_supplier, is_whole_sale, is_retailer, is_sub_contractor, is_partner, is_customer, use_reverse_build_tax, responsible_id, is_primary, delivery_street_address, delivery_additional_address, delivery_postal_code, delivery_city, delivery_state, delivery_country_id, invoice_street_address, invoice_additional_address, invoice_postal_code, invoice_city, invoice_state, invoice_country_id, name_key, name_folded, customer_number_key, customer_number_folded, updated_order) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46, ?47, ?48, ?49, ?50, coalesce(?18, -9223372036854775808))
  update                   UPDATE contacts SET name = ?3, customer_number = ?4, customer_number_value = ?5, contact_type = ?6, organizational_or_social_security_number = ?7, visiting_street_address = ?8, visiting_additional_address = ?9, visiting_postal_code = ?10, visiting_city = ?11, visiting_state = ?12, visiting_country_id = ?13, company_id = ?14, parent_company_id = ?15, created_at = ?16, created_by_id = ?17, updated_at = ?18, updated_by_id = ?19, is_active = ?20, email = ?21, invoice_email = ?22, phone_number = ?23, cell_phone_number = ?24, important_information = ?25, is_supplier = ?26, is_whole_sale = ?27, is_retailer = ?28, is_sub_contractor = ?29, is_partner = ?30, is_customer = ?31, use_reverse_build_tax = ?32, responsible_id = ?33, is_primary = ?34, delivery_street_address = ?35, delivery_additional_address = ?36, delivery_postal_code = ?37, delivery_city = ?38, delivery_state = ?39, delivery_country_id = ?40, invoice_street_address = ?41, invoice_additional_address = ?42, invoice_postal_code = ?43, invoice_city = ?44, invoice_state = ?45, invoice_country_id = ?46, name_key = ?47, name_folded = ?48, customer_number_key = ?49, customer_number_folded = ?50, updated_order = coalesce(?18, -9223372036854775808) WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM contacts WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name, customer_number FROM contacts WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived from the row     UPDATE contacts SET updated_order = coalesce(updated_at, -9223372036854775808) WHERE updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808)
  not as it follows        SELECT 'contacts', account_id, id, 'updated_order' FROM contacts WHERE updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808)
  derived update           UPDATE contacts SET name_key = ?3, name_folded = ?4, customer_number_key = ?5, customer_number_folded = ?6 WHERE account_id = ?1 AND id = ?2
  links                    SELECT contact_tag_id FROM contact_tag_links WHERE account_id = ?1 AND contact_id = ?2 ORDER BY contact_tag_id
  add link                 INSERT INTO contact_tag_links (account_id, contact_id, contact_tag_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM contact_tag_links WHERE account_id = ?1 AND contact_id = ?2
  rows                     SELECT id, name, is_primary FROM contacts WHERE account_id = ?1 AND company_id = ?2 ORDER BY id
  copy of the key          UPDATE invoices SET customer_name_key = (SELECT k.name_key FROM contacts k WHERE k.account_id = ?1 AND k.id = ?2) WHERE account_id = ?1 AND customer_id = ?2
  key before and after     SELECT customer_name_key FROM invoices WHERE account_id = ?1 AND customer_id = ?2 LIMIT 1
  ask company is a person  SELECT 1 FROM contacts WHERE account_id = ?1 AND id = ?2 AND contact_type = 'person'
  ask parent is a person   SELECT 1 FROM contacts WHERE account_id = ?1 AND id = ?2 AND contact_type = 'person'
  ask is above its parent  WITH RECURSIVE owners (id, height) AS (SELECT id, 1 FROM contacts WHERE account_id = ?1 AND id = ?2 UNION ALL SELECT c.parent_company_id, o.height + 1 FROM owners o JOIN contacts c ON c.account_id = ?1 AND c.id = o.id WHERE c.parent_company_id IS NOT NULL AND o.height < 1000) SELECT 1 FROM owners WHERE id = ?3 LIMIT 1
  ask has others below it  SELECT 1 FROM contacts WHERE account_id = ?1 AND (company_id = ?2 OR parent_company_id = ?2) LIMIT 1
  ask highest number       SELECT max(customer_number_value) FROM contacts WHERE account_id = ?1
  list by name             SELECT t.id, t.name_key FROM contacts t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM contacts t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM contacts t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM contacts t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by customerNumber   SELECT t.id, t.customer_number_key FROM contacts t WHERE t.account_id = ?1 ORDER BY t.customer_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by customerNumber   SELECT t.id, t.customer_number_key FROM contacts t WHERE t.account_id = ?1 ORDER BY t.customer_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by customerNumber   SELECT t.id, t.customer_number_key FROM contacts t WHERE t.account_id = ?1 AND (t.customer_number_key, t.id) >= (?5, ?4) ORDER BY t.customer_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by customerNumber   SELECT t.id, t.customer_number_key FROM contacts t WHERE t.account_id = ?1 AND (t.customer_number_key, t.id) <= (?5, ?4) ORDER BY t.customer_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.created_at FROM contacts t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.created_at FROM contacts t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.created_at FROM contacts t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.created_at FROM contacts t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updated          SELECT t.id, t.updated_order FROM contacts t WHERE t.account_id = ?1 ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updated          SELECT t.id, t.updated_order FROM contacts t WHERE t.account_id = ?1 ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updated          SELECT t.id, t.updated_order FROM contacts t WHERE t.account_id = ?1 AND (t.updated_order, t.id) >= (?5, ?4) ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updated          SELECT t.id, t.updated_order FROM contacts t WHERE t.account_id = ?1 AND (t.updated_order, t.id) <= (?5, ?4) ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM contacts t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0 OR instr(t.customer_number_folded, ?7) > 0)
  count by tagIds          SELECT count(*) FROM (SELECT l.contact_id FROM contact_tag_links l WHERE l.account_id = ?1 AND l.contact_tag_id IN {list ?7} GROUP BY l.contact_id HAVING count(*) = ?8) ids
  count by createdOrUpdatedSince SELECT count(*) FROM contacts t WHERE t.account_id = ?1 AND (t.created_at >= ?7 OR t.updated_at >= ?7)
  count by contactType     SELECT count(*) FROM contacts t WHERE t.account_id = ?1 AND (t.contact_type = ?7)
  count by relations       SELECT count(*) FROM contacts t WHERE t.account_id = ?1 AND (t.is_customer = 1 AND 0 IN {list ?7} OR t.is_supplier = 1 AND 1 IN {list ?7} OR t.is_whole_sale = 1 AND 2 IN {list ?7} OR t.is_retailer = 1 AND 3 IN {list ?7} OR t.is_sub_contractor = 1 AND 4 IN {list ?7} OR t.is_partner = 1 AND 5 IN {list ?7})
  count                    SELECT count(*) FROM contacts t WHERE t.account_id = ?1
projects
  invalidated by changes  registry contacts projects
  list invalidated by new projects
  brief                    SELECT t.id, t.title, t.order_number FROM projects t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.title FROM projects t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.order_number, t.title, t.status_id, t.start_date, t.end_date, t.project_manager_id, t.customer_id, t.project_collection_id, t.category_id, t.created_at, t.updated_at FROM projects t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.order_number, t.title, t.status_id, t.start_date, t.end_date, t.invoice_type, t.location_longitude, t.location_latitude, t.location_street_address, t.location_postal_code, t.location_city, t.location_country_id, t.location_country_id, t.project_manager_id, t.customer_id, t.project_collection_id, t.cost_center_id, t.rate, t.discount, t.description, t.your_reference, t.our_reference, t.customer_reference_marking, t.invoice_text, t.sales_responsible_id, t.category_id, t.booking_project_id, t.ready_for_invoice, t.all_is_member, t.budgeted_hours, t.budgeted_by, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM projects t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM projects WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, order_number, order_number_value, title, status_id, start_date, end_date, invoice_type, location_longitude, location_latitude, location_street_address, location_postal_code, location_city, location_country_id, project_manager_id, customer_id, project_collection_id, created_at, created_by_id, updated_at, updated_by_id, description, your_reference, our_reference, customer_reference_marking, invoice_text, sales_responsible_id, category_id, cost_center_id, booking_project_id, ready_for_invoice, all_is_member, rate, discount, budgeted_hours, budgeted_by FROM projects WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO projects (account_id, id, order_number, order_number_value, title, status_id, start_date, end_date, invoice_type, location_longitude, location_latitude, location_street_address, location_postal_code, location_city, location_country_id, project_manager_id, customer_id, project_collection_id, created_at, created_by_id, updated_at, updated_by_id, description, your_reference, our_reference, customer_reference_marking, invoice_text, sales_responsible_id, category_id, cost_center_id, booking_project_id, ready_for_invoice, all_is_member, rate, discount, budgeted_hours, budgeted_by, order_number_key, order_number_folded, title_key, title_folded, updated_order) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, coalesce(?21, -9223372036854775808))
  update                   UPDATE projects SET order_number = ?3, order_number_value = ?4, title = ?5, status_id = ?6, start_date = ?7, end_date = ?8, invoice_type = ?9, location_longitude = ?10, location_latitude = ?11, location_street_address = ?12, location_postal_code = ?13, location_city = ?14, location_country_id = ?15, project_manager_id = ?16, customer_id = ?17, project_collection_id = ?18, created_at = ?19, created_by_id = ?20, updated_at = ?21, updated_by_id = ?22, description = ?23, your_reference = ?24, our_reference = ?25, customer_reference_marking = ?26, invoice_text = ?27, sales_responsible_id = ?28, category_id = ?29, cost_center_id = ?30, booking_project_id = ?31, ready_for_invoice = ?32, all_is_member = ?33, rate = ?34, discount = ?35, budgeted_hours = ?36, budgeted_by = ?37, order_number_key = ?38, order_number_folded = ?39, title_key = ?40, title_folded = ?41, updated_order = coalesce(?21, -9223372036854775808) WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM projects WHERE account_id = ?1 AND id = ?2
  owned rows               SELECT 0, id FROM project_comments WHERE account_id = ?1 AND project_id = ?2
  derived rows             SELECT account_id, id, order_number, title FROM projects WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived from the row     UPDATE projects SET updated_order = coalesce(updated_at, -9223372036854775808) WHERE updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808)
  not as it follows        SELECT 'projects', account_id, id, 'updated_order' FROM projects WHERE updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808)
  derived update           UPDATE projects SET order_number_key = ?3, order_number_folded = ?4, title_key = ?5, title_folded = ?6 WHERE account_id = ?1 AND id = ?2
  links                    SELECT project_tag_id FROM project_tag_links WHERE account_id = ?1 AND project_id = ?2 ORDER BY project_tag_id
  add link                 INSERT INTO project_tag_links (account_id, project_id, project_tag_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM project_tag_links WHERE account_id = ?1 AND project_id = ?2
  links                    SELECT user_id FROM project_member_links WHERE account_id = ?1 AND project_id = ?2 ORDER BY user_id
  add link                 INSERT INTO project_member_links (account_id, project_id, user_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM project_member_links WHERE account_id = ?1 AND project_id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM task_boards WHERE account_id = ?1 AND project_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM tasks WHERE account_id = ?1 AND project_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM time_reports WHERE account_id = ?1 AND project_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM payment_plans WHERE account_id = ?1 AND project_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM supplier_invoices WHERE account_id = ?1 AND project_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM opportunities WHERE account_id = ?1 AND project_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM plannings WHERE account_id = ?1 AND project_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM task_boards WHERE account_id = ?1 AND project_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM tasks WHERE account_id = ?1 AND project_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM time_reports WHERE account_id = ?1 AND project_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM payment_plans WHERE account_id = ?1 AND project_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM supplier_invoices WHERE account_id = ?1 AND project_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM opportunities WHERE account_id = ?1 AND project_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM plannings WHERE account_id = ?1 AND project_id = ?2 LIMIT 1
  ask highest number       SELECT max(order_number_value) FROM projects WHERE account_id = ?1
  list by orderNumber      SELECT t.id, t.order_number_key FROM projects t WHERE t.account_id = ?1 ORDER BY t.order_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by orderNumber      SELECT t.id, t.order_number_key FROM projects t WHERE t.account_id = ?1 ORDER BY t.order_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by orderNumber      SELECT t.id, t.order_number_key FROM projects t WHERE t.account_id = ?1 AND (t.order_number_key, t.id) >= (?5, ?4) ORDER BY t.order_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by orderNumber      SELECT t.id, t.order_number_key FROM projects t WHERE t.account_id = ?1 AND (t.order_number_key, t.id) <= (?5, ?4) ORDER BY t.order_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM projects t WHERE t.account_id = ?1 ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM projects t WHERE t.account_id = ?1 ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM projects t WHERE t.account_id = ?1 AND (t.title_key, t.id) >= (?5, ?4) ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM projects t WHERE t.account_id = ?1 AND (t.title_key, t.id) <= (?5, ?4) ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM projects t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM projects t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM projects t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM projects t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM projects t WHERE t.account_id = ?1 ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM projects t WHERE t.account_id = ?1 ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM projects t WHERE t.account_id = ?1 AND (t.updated_order, t.id) >= (?5, ?4) ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM projects t WHERE t.account_id = ?1 AND (t.updated_order, t.id) <= (?5, ?4) ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM projects t WHERE t.account_id = ?1 AND (instr(t.order_number_folded, ?7) > 0 OR instr(t.title_folded, ?7) > 0 OR t.customer_id IN (SELECT c.id FROM contacts c WHERE c.account_id = ?1 AND instr(c.name_folded, ?7) > 0) OR t.project_collection_id IN (SELECT p.id FROM project_collections p WHERE p.account_id = ?1 AND (instr(p.number_folded, ?7) > 0 OR instr(p.name_folded, ?7) > 0)))
  count                    SELECT count(*) FROM projects t WHERE t.account_id = ?1
project comments
  invalidated by changes  registry projects
  list invalidated by new projects
  list item                SELECT t.id, t.text, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM project_comments t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.text, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM project_comments t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM project_comments WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, text, created_at, created_by_id, updated_at, updated_by_id, project_id FROM project_comments WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO project_comments (account_id, id, text, created_at, created_by_id, updated_at, updated_by_id, project_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
  update                   UPDATE project_comments SET text = ?3, created_at = ?4, created_by_id = ?5, updated_at = ?6, updated_by_id = ?7, project_id = ?8 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM project_comments WHERE account_id = ?1 AND id = ?2
  has all its parts        SELECT 1 FROM project_comments WHERE account_id = ?1 AND project_id = ?2 LIMIT 1 OFFSET 999
  list by createdDate      SELECT t.id, t.created_at FROM project_comments t WHERE t.account_id = ?1 AND t.project_id = ?6 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM project_comments t WHERE t.account_id = ?1 AND t.project_id = ?6 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM project_comments t WHERE t.account_id = ?1 AND t.project_id = ?6 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM project_comments t WHERE t.account_id = ?1 AND t.project_id = ?6 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM project_comments t WHERE t.account_id = ?1 AND t.project_id = ?6
task boards
  invalidated by changes  registry projects tasks
  list invalidated by new registry projects tasks
  item invalidated by new registry projects tasks
  brief                    SELECT t.id, t.name FROM task_boards t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM task_boards t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.project_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM task_boards t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.project_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM task_boards t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM task_boards WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, project_id, created_at, created_by_id, updated_at, updated_by_id FROM task_boards WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO task_boards (account_id, id, name, project_id, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded, updated_order) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, coalesce(?7, -9223372036854775808))
  update                   UPDATE task_boards SET name = ?3, project_id = ?4, created_at = ?5, created_by_id = ?6, updated_at = ?7, updated_by_id = ?8, name_key = ?9, name_folded = ?10, updated_order = coalesce(?7, -9223372036854775808) WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM task_boards WHERE account_id = ?1 AND id = ?2
  owned rows               SELECT 0, id FROM task_board_columns WHERE account_id = ?1 AND task_board_id = ?2
  derived rows             SELECT account_id, id, name FROM task_boards WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived from the row     UPDATE task_boards SET updated_order = coalesce(updated_at, -9223372036854775808) WHERE updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808)
  not as it follows        SELECT 'task_boards', account_id, id, 'updated_order' FROM task_boards WHERE updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808)
  derived update           UPDATE task_boards SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  links                    SELECT task_tag_id FROM task_board_tag_links WHERE account_id = ?1 AND task_board_id = ?2 ORDER BY task_tag_id
  add link                 INSERT INTO task_board_tag_links (account_id, task_board_id, task_tag_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM task_board_tag_links WHERE account_id = ?1 AND task_board_id = ?2
  links                    SELECT user_id FROM task_board_member_links WHERE account_id = ?1 AND task_board_id = ?2 ORDER BY user_id
  add link                 INSERT INTO task_board_member_links (account_id, task_board_id, user_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM task_board_member_links WHERE account_id = ?1 AND task_board_id = ?2
  rows                     SELECT t.id, t.name, (SELECT count(*) FROM tasks x WHERE x.account_id = t.account_id AND x.task_board_column_id = t.id), t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM task_board_columns t WHERE t.account_id = ?1 AND t.task_board_id = ?2 ORDER BY t.position, t.id
  ids of rows              SELECT id FROM task_board_columns WHERE account_id = ?1 AND task_board_id = ?2
  other rows               SELECT 0, id FROM task_board_columns WHERE account_id = ?1 AND task_board_id = ?2 AND id NOT IN {list ?3}
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM tasks WHERE account_id = ?1 AND task_board_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM tasks WHERE account_id = ?1 AND task_board_id = ?2 LIMIT 1
  list by createdDate      SELECT t.id, t.created_at FROM task_boards t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM task_boards t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM task_boards t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM task_boards t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM task_boards t WHERE t.account_id = ?1 ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM task_boards t WHERE t.account_id = ?1 ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM task_boards t WHERE t.account_id = ?1 AND (t.updated_order, t.id) >= (?5, ?4) ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM task_boards t WHERE t.account_id = ?1 AND (t.updated_order, t.id) <= (?5, ?4) ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM task_boards t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM task_boards t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM task_boards t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM task_boards t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM task_boards t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by projectIds      SELECT count(*) FROM task_boards t WHERE t.account_id = ?1 AND (t.project_id IN {list ?7})
  count                    SELECT count(*) FROM task_boards t WHERE t.account_id = ?1
time reports
  invalidated by changes  registry contacts projects time
  list invalidated by new time
  list item                SELECT t.id, t.date, t.clock_start, t.clock_end, t.hours, t.invoiceable_hours, t.break_minutes, t.cost, t.rate, t.discount, t.comment, t.internal_comment, t.sent_to_attest_at, t.attested_at, t.user_id, t.project_id, t.internal_project_id, t.absence_project_id, t.contact_id, t.activity_id, t.time_code_id, t.time_article_id, t.cost_center_id, t.invoice_id, t.travel_report_id, t.allowance_report_id, t.created_at, t.updated_at FROM time_reports t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.date, t.clock_start, t.clock_end, t.hours, t.invoiceable_hours, t.break_minutes, t.cost, t.rate, t.discount, t.comment, t.internal_comment, t.sent_to_attest_at, t.attested_at, t.attested_by_id, t.user_id, t.contact_id, t.project_id, t.internal_project_id, t.absence_project_id, t.activity_id, t.time_code_id, t.time_article_id, t.cost_center_id, t.booking_project_id, t.invoice_id, t.task_id, t.created_at, t.updated_at FROM time_reports t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM time_reports WHERE account_id = ?1 AND id = ?2
  visible                  SELECT 1 FROM time_reports t WHERE t.account_id = ?1 AND t.id = ?2 AND (t.user_id IN (SELECT v.id FROM users v WHERE v.account_id = ?1 AND (v.id = ?3 OR v.manager_id = ?3)))
  row                      SELECT id, date, clock_start, clock_end, hours, invoiceable_hours, break_minutes, cost, rate, discount, comment, internal_comment, sent_to_attest_at, attested_at, attested_by_id, user_id, project_id, internal_project_id, absence_project_id, contact_id, activity_id, time_code_id, time_article_id, cost_center_id, booking_project_id, invoice_id, task_id, invoiced_date, invoice_draft_id, travel_report_id, allowance_report_id, created_at, created_by_id, updated_at, updated_by_id FROM time_reports WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO time_reports (account_id, id, date, clock_start, clock_end, hours, invoiceable_hours, break_minutes, cost, rate, discount, comment, internal_comment, sent_to_attest_at, attested_at, attested_by_id, user_id, project_id, internal_project_id, absence_project_id, contact_id, activity_id, time_code_id, time_article_id, cost_center_id, booking_project_id, invoice_id, task_id, invoiced_date, invoice_draft_id, travel_report_id, allowance_report_id, created_at, created_by_id, updated_at, updated_by_id, user_name_key, sent_order, attested_order, updated_order, class) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, (SELECT k.name_key FROM users k WHERE k.account_id = ?1 AND k.id = ?17), coalesce(?14, -9223372036854775808), coalesce(?15, -9223372036854775808), coalesce(?35, -9223372036854775808), CASE WHEN CAST(?14 AS INTEGER) IS NULL THEN 0 ELSE 1 END + CASE WHEN CAST(?15 AS INTEGER) IS NULL THEN 0 ELSE 2 END + CASE WHEN CAST(?19 AS INTEGER) IS NULL THEN 0 ELSE 4 END + CASE WHEN CAST(?20 AS INTEGER) IS NULL THEN 0 ELSE 8 END)
  update                   UPDATE time_reports SET date = ?3, clock_start = ?4, clock_end = ?5, hours = ?6, invoiceable_hours = ?7, break_minutes = ?8, cost = ?9, rate = ?10, discount = ?11, comment = ?12, internal_comment = ?13, sent_to_attest_at = ?14, attested_at = ?15, attested_by_id = ?16, user_id = ?17, project_id = ?18, internal_project_id = ?19, absence_project_id = ?20, contact_id = ?21, activity_id = ?22, time_code_id = ?23, time_article_id = ?24, cost_center_id = ?25, booking_project_id = ?26, invoice_id = ?27, task_id = ?28, invoiced_date = ?29, invoice_draft_id = ?30, travel_report_id = ?31, allowance_report_id = ?32, created_at = ?33, created_by_id = ?34, updated_at = ?35, updated_by_id = ?36, user_name_key = (SELECT k.name_key FROM users k WHERE k.account_id = ?1 AND k.id = ?17), sent_order = coalesce(?14, -9223372036854775808), attested_order = coalesce(?15, -9223372036854775808), updated_order = coalesce(?35, -9223372036854775808), class = CASE WHEN CAST(?14 AS INTEGER) IS NULL THEN 0 ELSE 1 END + CASE WHEN CAST(?15 AS INTEGER) IS NULL THEN 0 ELSE 2 END + CASE WHEN CAST(?19 AS INTEGER) IS NULL THEN 0 ELSE 4 END + CASE WHEN CAST(?20 AS INTEGER) IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM time_reports WHERE account_id = ?1 AND id = ?2
  owned rows               SELECT 0, id FROM travel_reports WHERE account_id = ?1 AND time_report_id = ?2 UNION ALL SELECT 1, id FROM allowance_reports WHERE account_id = ?1 AND time_report_id = ?2 UNION ALL SELECT 2, id FROM material_reports WHERE account_id = ?1 AND time_report_id = ?2 UNION ALL SELECT 3, id FROM equipment_reports WHERE account_id = ?1 AND time_report_id = ?2 UNION ALL SELECT 4, id FROM addition_reports WHERE account_id = ?1 AND time_report_id = ?2
  derived from the row     UPDATE time_reports SET sent_order = coalesce(sent_to_attest_at, -9223372036854775808), attested_order = coalesce(attested_at, -9223372036854775808), updated_order = coalesce(updated_at, -9223372036854775808), class = CASE WHEN sent_to_attest_at IS NULL THEN 0 ELSE 1 END + CASE WHEN attested_at IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END, travel_report_id = (SELECT x.id FROM travel_reports x WHERE x.account_id = time_reports.account_id AND x.time_report_id = time_reports.id), allowance_report_id = (SELECT x.id FROM allowance_reports x WHERE x.account_id = time_reports.account_id AND x.time_report_id = time_reports.id) WHERE sent_order IS DISTINCT FROM coalesce(sent_to_attest_at, -9223372036854775808) OR attested_order IS DISTINCT FROM coalesce(attested_at, -9223372036854775808) OR updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808) OR class IS DISTINCT FROM CASE WHEN sent_to_attest_at IS NULL THEN 0 ELSE 1 END + CASE WHEN attested_at IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END OR travel_report_id IS DISTINCT FROM (SELECT x.id FROM travel_reports x WHERE x.account_id = time_reports.account_id AND x.time_report_id = time_reports.id) OR allowance_report_id IS DISTINCT FROM (SELECT x.id FROM allowance_reports x WHERE x.account_id = time_reports.account_id AND x.time_report_id = time_reports.id)
  not as it follows        SELECT 'time_reports', account_id, id, 'sent_order' FROM time_reports WHERE sent_order IS DISTINCT FROM coalesce(sent_to_attest_at, -9223372036854775808) UNION ALL SELECT 'time_reports', account_id, id, 'attested_order' FROM time_reports WHERE attested_order IS DISTINCT FROM coalesce(attested_at, -9223372036854775808) UNION ALL SELECT 'time_reports', account_id, id, 'updated_order' FROM time_reports WHERE updated_order IS DISTINCT FROM coalesce(updated_at, -9223372036854775808) UNION ALL SELECT 'time_reports', account_id, id, 'class' FROM time_reports WHERE class IS DISTINCT FROM CASE WHEN sent_to_attest_at IS NULL THEN 0 ELSE 1 END + CASE WHEN attested_at IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END UNION ALL SELECT 'time_reports', account_id, id, 'travel_report_id' FROM time_reports WHERE travel_report_id IS DISTINCT FROM (SELECT x.id FROM travel_reports x WHERE x.account_id = time_reports.account_id AND x.time_report_id = time_reports.id) UNION ALL SELECT 'time_reports', account_id, id, 'allowance_report_id' FROM time_reports WHERE allowance_report_id IS DISTINCT FROM (SELECT x.id FROM allowance_reports x WHERE x.account_id = time_reports.account_id AND x.time_report_id = time_reports.id)
  rows                     SELECT t.id, t.place, t.invoicable_place, t.distance, t.invoicable_distance, t.to_salary, t.to_be_invoiced, t.cost, t.rate, t.discount, t.sent_to_attest_at, t.attested_at, t.cost_center_id, t.booking_project_id, t.invoice_id, t.company_car_id, t.company_car_id, t.company_car_trip_start, t.company_car_trip_end, t.company_car_address_start, t.company_car_address_goal, t.company_car_address_end FROM travel_reports t WHERE t.account_id = ?1 AND t.time_report_id = ?2 ORDER BY t.id
  ids of rows              SELECT id FROM travel_reports WHERE account_id = ?1 AND time_report_id = ?2
  other rows               SELECT 0, id FROM travel_reports WHERE account_id = ?1 AND time_report_id = ?2 AND id NOT IN {list ?3}
  rows                     SELECT t.id, t.description, t.cost, t.amount, t.invoicable_amount, t.discount, t.allowance_id, t.to_be_invoiced, t.sent_to_attest_at, t.attested_at, t.cost_center_id, t.booking_project_id, t.invoice_id FROM allowance_reports t WHERE t.account_id = ?1 AND t.time_report_id = ?2 ORDER BY t.id
  ids of rows              SELECT id FROM allowance_reports WHERE account_id = ?1 AND time_report_id = ?2
  other rows               SELECT 0, id FROM allowance_reports WHERE account_id = ?1 AND time_report_id = ?2 AND id NOT IN {list ?3}
  rows                     SELECT t.id, t.title, t.units, t.cost_per_unit, t.discount_in_percent, t.invoicable_units, t.unit_price, t.invoicable_unit_price, t.tax_percent, t.amount, t.invoicable_amount, t.cost, t.calculated_units, t.tax, t.to_be_invoiced, t.article_id, t.unit_text, t.invoicable_unit_text, t.is_rot_rut, t.invoice_id, t.article_number, t.cost_center_id, t.booking_project_id FROM material_reports t WHERE t.account_id = ?1 AND t.time_report_id = ?2 ORDER BY t.id
  ids of rows              SELECT id FROM material_reports WHERE account_id = ?1 AND time_report_id = ?2
  other rows               SELECT 0, id FROM material_reports WHERE account_id = ?1 AND time_report_id = ?2 AND id NOT IN {list ?3}
  rows                     SELECT t.id, t.hours, t.cost, t.rate, t.invoicable_rate, t.invoicable_hours, t.equipment_id, t.invoice_id, t.discount, t.comment, t.cost_center_id, t.booking_project_id FROM equipment_reports t WHERE t.account_id = ?1 AND t.time_report_id = ?2 ORDER BY t.id
  ids of rows              SELECT id FROM equipment_reports WHERE account_id = ?1 AND time_report_id = ?2
  other rows               SELECT 0, id FROM equipment_reports WHERE account_id = ?1 AND time_report_id = ?2 AND id NOT IN {list ?3}
  rows                     SELECT t.id, t.salary_count, t.invoicable_count, t.cost, t.invoicable_price, t.discount, t.time_addition_id, t.cost_center_id, t.booking_project_id FROM addition_reports t WHERE t.account_id = ?1 AND t.time_report_id = ?2 ORDER BY t.id
  ids of rows              SELECT id FROM addition_reports WHERE account_id = ?1 AND time_report_id = ?2
  other rows               SELECT 0, id FROM addition_reports WHERE account_id = ?1 AND time_report_id = ?2 AND id NOT IN {list ?3}
  send                     UPDATE time_reports SET sent_to_attest_at = ?3, sent_order = coalesce(?3, -9223372036854775808), class = CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 1 END + CASE WHEN attested_at IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id = ?2
  send                     UPDATE time_reports SET sent_to_attest_at = ?3, sent_order = coalesce(?3, -9223372036854775808), class = CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 1 END + CASE WHEN attested_at IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id IN {list ?2}
  unsend                   UPDATE time_reports SET sent_to_attest_at = ?3, sent_order = coalesce(?3, -9223372036854775808), class = CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 1 END + CASE WHEN attested_at IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id = ?2
  unsend                   UPDATE time_reports SET sent_to_attest_at = ?3, sent_order = coalesce(?3, -9223372036854775808), class = CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 1 END + CASE WHEN attested_at IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id IN {list ?2}
  attest                   UPDATE time_reports SET attested_at = ?3, attested_by_id = ?4, attested_order = coalesce(?3, -9223372036854775808), class = CASE WHEN sent_to_attest_at IS NULL THEN 0 ELSE 1 END + CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id = ?2
  attest                   UPDATE time_reports SET attested_at = ?3, attested_by_id = ?4, attested_order = coalesce(?3, -9223372036854775808), class = CASE WHEN sent_to_attest_at IS NULL THEN 0 ELSE 1 END + CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id IN {list ?2}
  unattest                 UPDATE time_reports SET attested_at = ?3, attested_by_id = ?4, attested_order = coalesce(?3, -9223372036854775808), class = CASE WHEN sent_to_attest_at IS NULL THEN 0 ELSE 1 END + CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id = ?2
  unattest                 UPDATE time_reports SET attested_at = ?3, attested_by_id = ?4, attested_order = coalesce(?3, -9223372036854775808), class = CASE WHEN sent_to_attest_at IS NULL THEN 0 ELSE 1 END + CASE WHEN CAST(?3 AS INTEGER) IS NULL THEN 0 ELSE 2 END + CASE WHEN internal_project_id IS NULL THEN 0 ELSE 4 END + CASE WHEN absence_project_id IS NULL THEN 0 ELSE 8 END WHERE account_id = ?1 AND id IN {list ?2}
  ask seal                 SELECT CASE WHEN r.attested_at IS NOT NULL THEN 1 WHEN (r.invoice_id IS NOT NULL OR EXISTS (SELECT 1 FROM travel_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL) OR EXISTS (SELECT 1 FROM allowance_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL) OR EXISTS (SELECT 1 FROM material_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL) OR EXISTS (SELECT 1 FROM equipment_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL)) THEN 2 WHEN EXISTS (SELECT 1 FROM locked_days l WHERE l.account_id = ?1 AND l.user_id = r.user_id AND l.date = r.date) THEN 3 ELSE 0 END FROM time_reports r WHERE r.account_id = ?1 AND r.id = ?2
  ask locked day           SELECT 1 FROM locked_days WHERE account_id = ?1 AND user_id = ?2 AND date = ?3
  ask comment required     SELECT 1 FROM internal_projects WHERE account_id = ?1 AND id = ?2 AND comment_required_when_time_reporting = 1 UNION ALL SELECT 1 FROM absence_projects WHERE account_id = ?1 AND id = ?3 AND comment_required_when_time_reporting = 1
  ask task closed to time  SELECT 1 FROM tasks WHERE account_id = ?1 AND id = ?2 AND time_reporting_enabled = 0
  ask journey              SELECT 1 FROM travel_reports WHERE account_id = ?1 AND time_report_id = ?2
  ask cost                 SELECT cost_per_hour FROM users WHERE account_id = ?1 AND id = ?2
  ask customer             SELECT customer_id FROM projects WHERE account_id = ?1 AND id = ?2
  ask cost center          SELECT coalesce((SELECT cost_center_id FROM projects WHERE account_id = ?1 AND id = ?2), cost_center_id) FROM users WHERE account_id = ?1 AND id = ?3
  ask price                SELECT coalesce(p.rate, a.rate), coalesce(p.discount, a.discount) FROM time_articles a LEFT JOIN projects p ON p.account_id = ?1 AND p.id = ?2 WHERE a.account_id = ?1 AND a.id = ?3
  list by date             SELECT t.id, t.date FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.date FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.date FROM time_reports t WHERE t.account_id = ?1 AND (t.date, t.id) >= (?5, ?4) ORDER BY t.date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.date FROM time_reports t WHERE t.account_id = ?1 AND (t.date, t.id) <= (?5, ?4) ORDER BY t.date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by userName         SELECT t.id, t.user_name_key FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.user_name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by userName         SELECT t.id, t.user_name_key FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.user_name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by userName         SELECT t.id, t.user_name_key FROM time_reports t WHERE t.account_id = ?1 AND (t.user_name_key, t.id) >= (?5, ?4) ORDER BY t.user_name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by userName         SELECT t.id, t.user_name_key FROM time_reports t WHERE t.account_id = ?1 AND (t.user_name_key, t.id) <= (?5, ?4) ORDER BY t.user_name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by hours            SELECT t.id, t.hours FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.hours ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by hours            SELECT t.id, t.hours FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.hours DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by hours            SELECT t.id, t.hours FROM time_reports t WHERE t.account_id = ?1 AND (t.hours, t.id) >= (?5, ?4) ORDER BY t.hours ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by hours            SELECT t.id, t.hours FROM time_reports t WHERE t.account_id = ?1 AND (t.hours, t.id) <= (?5, ?4) ORDER BY t.hours DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by invoiceableHours SELECT t.id, t.invoiceable_hours FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.invoiceable_hours ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by invoiceableHours SELECT t.id, t.invoiceable_hours FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.invoiceable_hours DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by invoiceableHours SELECT t.id, t.invoiceable_hours FROM time_reports t WHERE t.account_id = ?1 AND (t.invoiceable_hours, t.id) >= (?5, ?4) ORDER BY t.invoiceable_hours ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by invoiceableHours SELECT t.id, t.invoiceable_hours FROM time_reports t WHERE t.account_id = ?1 AND (t.invoiceable_hours, t.id) <= (?5, ?4) ORDER BY t.invoiceable_hours DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by sentToAttestDate SELECT t.id, t.sent_order FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.sent_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by sentToAttestDate SELECT t.id, t.sent_order FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.sent_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by sentToAttestDate SELECT t.id, t.sent_order FROM time_reports t WHERE t.account_id = ?1 AND (t.sent_order, t.id) >= (?5, ?4) ORDER BY t.sent_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by sentToAttestDate SELECT t.id, t.sent_order FROM time_reports t WHERE t.account_id = ?1 AND (t.sent_order, t.id) <= (?5, ?4) ORDER BY t.sent_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by attestedDate     SELECT t.id, t.attested_order FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.attested_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by attestedDate     SELECT t.id, t.attested_order FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.attested_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by attestedDate     SELECT t.id, t.attested_order FROM time_reports t WHERE t.account_id = ?1 AND (t.attested_order, t.id) >= (?5, ?4) ORDER BY t.attested_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by attestedDate     SELECT t.id, t.attested_order FROM time_reports t WHERE t.account_id = ?1 AND (t.attested_order, t.id) <= (?5, ?4) ORDER BY t.attested_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_reports t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_reports t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM time_reports t WHERE t.account_id = ?1 ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM time_reports t WHERE t.account_id = ?1 AND (t.updated_order, t.id) >= (?5, ?4) ORDER BY t.updated_order ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_order FROM time_reports t WHERE t.account_id = ?1 AND (t.updated_order, t.id) <= (?5, ?4) ORDER BY t.updated_order DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by from            SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.date >= ?7)
  count by to              SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.date <= ?7)
  count by userIds         SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.user_id IN {list ?7})
  count by projectId       SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.project_id = ?7)
  count by internalProjectId SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.internal_project_id = ?7)
  count by absenceProjectId SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.absence_project_id = ?7)
  count by contactId       SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.contact_id = ?7)
  count by isSentToAttest  SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND ((?7 >> t.class) & 1 = 1)
  count by isAttested      SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND ((?7 >> t.class) & 1 = 1)
  count by projectType     SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND ((?7 >> t.class) & 1 = 1)
  count by visibleTo       SELECT count(*) FROM time_reports t WHERE t.account_id = ?1 AND (t.user_id IN (SELECT v.id FROM users v WHERE v.account_id = ?1 AND (v.id = ?7 OR v.manager_id = ?7)))
  count                    SELECT count(*) FROM time_reports t WHERE t.account_id = ?1
absence projects
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM absence_projects t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM absence_projects t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.comment_required_when_time_reporting, t.salary_code_for_monthly_salary, t.salary_code_for_hourly_salary, t.refers_to_sickness, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM absence_projects t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.comment_required_when_time_reporting, t.salary_code_for_monthly_salary, t.salary_code_for_hourly_salary, t.refers_to_sickness, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM absence_projects t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM absence_projects WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, comment_required_when_time_reporting, salary_code_for_monthly_salary, salary_code_for_hourly_salary, refers_to_sickness, is_active, created_at, created_by_id, updated_at, updated_by_id FROM absence_projects WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO absence_projects (account_id, id, name, comment_required_when_time_reporting, salary_code_for_monthly_salary, salary_code_for_hourly_salary, refers_to_sickness, is_active, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
  update                   UPDATE absence_projects SET name = ?3, comment_required_when_time_reporting = ?4, salary_code_for_monthly_salary = ?5, salary_code_for_hourly_salary = ?6, refers_to_sickness = ?7, is_active = ?8, created_at = ?9, created_by_id = ?10, updated_at = ?11, updated_by_id = ?12, name_key = ?13, name_folded = ?14 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM absence_projects WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM absence_projects WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE absence_projects SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM time_reports WHERE account_id = ?1 AND absence_project_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM plannings WHERE account_id = ?1 AND absence_project_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM time_reports WHERE account_id = ?1 AND absence_project_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM plannings WHERE account_id = ?1 AND absence_project_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM absence_projects t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM absence_projects t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM absence_projects t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM absence_projects t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM absence_projects t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM absence_projects t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM absence_projects t WHERE t.account_id = ?1
activities
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM activities t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM activities t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.is_active, t.preferred_time_code_id, t.preferred_time_article_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM activities t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.is_active, t.preferred_time_code_id, t.preferred_time_article_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM activities t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM activities WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, is_active, preferred_time_code_id, preferred_time_article_id, created_at, created_by_id, updated_at, updated_by_id FROM activities WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO activities (account_id, id, name, is_active, preferred_time_code_id, preferred_time_article_id, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
  update                   UPDATE activities SET name = ?3, is_active = ?4, preferred_time_code_id = ?5, preferred_time_article_id = ?6, created_at = ?7, created_by_id = ?8, updated_at = ?9, updated_by_id = ?10, name_key = ?11, name_folded = ?12 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM activities WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM activities WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE activities SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM time_reports WHERE account_id = ?1 AND activity_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM users WHERE account_id = ?1 AND standard_activity_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM time_reports WHERE account_id = ?1 AND activity_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM users WHERE account_id = ?1 AND standard_activity_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM activities t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM activities t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM activities t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM activities t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM activities t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM activities t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM activities t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM activities t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM activities t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM activities t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM activities t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM activities t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM activities t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM activities t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM activities t WHERE t.account_id = ?1
allowances
  invalidated by changes  registry
  list invalidated by new registry
  name                     SELECT t.name FROM allowances t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.is_active, t.cost, t.amount, t.invoicable_amount, t.discount, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM allowances t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.description, t.is_active, t.cost, t.amount, t.invoicable_amount, t.discount, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM allowances t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM allowances WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, is_active, cost, amount, invoicable_amount, discount, created_at, created_by_id, updated_at, updated_by_id FROM allowances WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO allowances (account_id, id, name, description, is_active, cost, amount, invoicable_amount, discount, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
  update                   UPDATE allowances SET name = ?3, description = ?4, is_active = ?5, cost = ?6, amount = ?7, invoicable_amount = ?8, discount = ?9, created_at = ?10, created_by_id = ?11, updated_at = ?12, updated_by_id = ?13, name_key = ?14, name_folded = ?15 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM allowances WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM allowances WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE allowances SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM allowance_reports WHERE account_id = ?1 AND allowance_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM allowance_reports WHERE account_id = ?1 AND allowance_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM allowances t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM allowances t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM allowances t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM allowances t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM allowances t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM allowances t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM allowances t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM allowances t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM allowances t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM allowances t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM allowances t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM allowances t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM allowances t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM allowances t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM allowances t WHERE t.account_id = ?1
articles
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM articles t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM articles t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.article_number, t.name, t.price, t.cost, t.unit_id, t.description, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM articles t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.article_number, t.name, t.price, t.cost, t.unit_id, t.description, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM articles t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM articles WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, article_number, name, price, cost, unit_id, description, is_active, created_at, created_by_id, updated_at, updated_by_id FROM articles WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO articles (account_id, id, article_number, name, price, cost, unit_id, description, is_active, created_at, created_by_id, updated_at, updated_by_id, article_number_key, article_number_folded, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
  update                   UPDATE articles SET article_number = ?3, name = ?4, price = ?5, cost = ?6, unit_id = ?7, description = ?8, is_active = ?9, created_at = ?10, created_by_id = ?11, updated_at = ?12, updated_by_id = ?13, article_number_key = ?14, article_number_folded = ?15, name_key = ?16, name_folded = ?17 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM articles WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, article_number, name FROM articles WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE articles SET article_number_key = ?3, article_number_folded = ?4, name_key = ?5, name_folded = ?6 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM material_reports WHERE account_id = ?1 AND article_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM material_reports WHERE account_id = ?1 AND article_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM articles t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM articles t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM articles t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM articles t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by articleNumber    SELECT t.id, t.article_number_key FROM articles t WHERE t.account_id = ?1 ORDER BY t.article_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by articleNumber    SELECT t.id, t.article_number_key FROM articles t WHERE t.account_id = ?1 ORDER BY t.article_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by articleNumber    SELECT t.id, t.article_number_key FROM articles t WHERE t.account_id = ?1 AND (t.article_number_key, t.id) >= (?5, ?4) ORDER BY t.article_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by articleNumber    SELECT t.id, t.article_number_key FROM articles t WHERE t.account_id = ?1 AND (t.article_number_key, t.id) <= (?5, ?4) ORDER BY t.article_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM articles t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM articles t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM articles t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM articles t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM articles t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM articles t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM articles t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM articles t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM articles t WHERE t.account_id = ?1 AND (instr(t.article_number_folded, ?7) > 0 OR instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM articles t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM articles t WHERE t.account_id = ?1
company cars
  invalidated by changes  registry
  list invalidated by new registry
  name                     SELECT t.name FROM company_cars t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.is_active, t.make_and_model, t.registration_number, t.type, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM company_cars t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.is_active, t.make_and_model, t.registration_number, t.type, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM company_cars t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM company_cars WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, is_active, make_and_model, registration_number, type, created_at, created_by_id, updated_at, updated_by_id FROM company_cars WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO company_cars (account_id, id, name, is_active, make_and_model, registration_number, type, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
  update                   UPDATE company_cars SET name = ?3, is_active = ?4, make_and_model = ?5, registration_number = ?6, type = ?7, created_at = ?8, created_by_id = ?9, updated_at = ?10, updated_by_id = ?11, name_key = ?12, name_folded = ?13 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM company_cars WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM company_cars WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE company_cars SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM travel_reports WHERE account_id = ?1 AND company_car_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM travel_reports WHERE account_id = ?1 AND company_car_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM company_cars t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM company_cars t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM company_cars t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM company_cars t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM company_cars t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM company_cars t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM company_cars t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM company_cars t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM company_cars t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM company_cars t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM company_cars t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM company_cars t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM company_cars t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM company_cars t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM company_cars t WHERE t.account_id = ?1
contact tags
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.title FROM contact_tags t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.title FROM contact_tags t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.title, t.color, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM contact_tags t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.title, t.color, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM contact_tags t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM contact_tags WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, title, color, created_at, created_by_id, updated_at, updated_by_id FROM contact_tags WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO contact_tags (account_id, id, title, color, created_at, created_by_id, updated_at, updated_by_id, title_key, title_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
  update                   UPDATE contact_tags SET title = ?3, color = ?4, created_at = ?5, created_by_id = ?6, updated_at = ?7, updated_by_id = ?8, title_key = ?9, title_folded = ?10 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM contact_tags WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, title FROM contact_tags WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE contact_tags SET title_key = ?3, title_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM contact_tag_links WHERE account_id = ?1 AND contact_tag_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM contact_tag_links WHERE account_id = ?1 AND contact_tag_id = ?2 LIMIT 1
  list by title            SELECT t.id, t.title_key FROM contact_tags t WHERE t.account_id = ?1 ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM contact_tags t WHERE t.account_id = ?1 ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM contact_tags t WHERE t.account_id = ?1 AND (t.title_key, t.id) >= (?5, ?4) ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM contact_tags t WHERE t.account_id = ?1 AND (t.title_key, t.id) <= (?5, ?4) ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM contact_tags t WHERE t.account_id = ?1 AND (instr(t.title_folded, ?7) > 0)
  count                    SELECT count(*) FROM contact_tags t WHERE t.account_id = ?1
countries
  invalidated by changes  registry
  list invalidated by new registry
  name                     SELECT t.name FROM countries t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name FROM countries t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name FROM countries t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM countries WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM countries WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO countries (account_id, id, name, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE countries SET name = ?3, name_key = ?4, name_folded = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM countries WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM countries WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE countries SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM contacts WHERE account_id = ?1 AND visiting_country_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM contacts WHERE account_id = ?1 AND delivery_country_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM contacts WHERE account_id = ?1 AND invoice_country_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM projects WHERE account_id = ?1 AND location_country_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM users WHERE account_id = ?1 AND address_country_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM contacts WHERE account_id = ?1 AND visiting_country_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM contacts WHERE account_id = ?1 AND delivery_country_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM contacts WHERE account_id = ?1 AND invoice_country_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM projects WHERE account_id = ?1 AND location_country_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM users WHERE account_id = ?1 AND address_country_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM countries t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM countries t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM countries t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM countries t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM countries t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM countries t WHERE t.account_id = ?1
equipments
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM equipments t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM equipments t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.is_active, t.type_id, t.cost, t.rate, t.invoicable_rate, t.discount, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM equipments t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.description, t.is_active, t.type_id, t.cost, t.rate, t.invoicable_rate, t.discount, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM equipments t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM equipments WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, is_active, type_id, cost, rate, invoicable_rate, discount, created_at, created_by_id, updated_at, updated_by_id FROM equipments WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO equipments (account_id, id, name, description, is_active, type_id, cost, rate, invoicable_rate, discount, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
  update                   UPDATE equipments SET name = ?3, description = ?4, is_active = ?5, type_id = ?6, cost = ?7, rate = ?8, invoicable_rate = ?9, discount = ?10, created_at = ?11, created_by_id = ?12, updated_at = ?13, updated_by_id = ?14, name_key = ?15, name_folded = ?16 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM equipments WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM equipments WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE equipments SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM equipment_reports WHERE account_id = ?1 AND equipment_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM equipment_reports WHERE account_id = ?1 AND equipment_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM equipments t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM equipments t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM equipments t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM equipments t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM equipments t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM equipments t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM equipments t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM equipments t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM equipments t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM equipments t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM equipments t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM equipments t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM equipments t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM equipments t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM equipments t WHERE t.account_id = ?1
internal projects
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM internal_projects t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM internal_projects t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.comment_required_when_time_reporting, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM internal_projects t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.comment_required_when_time_reporting, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM internal_projects t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM internal_projects WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, comment_required_when_time_reporting, is_active, created_at, created_by_id, updated_at, updated_by_id FROM internal_projects WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO internal_projects (account_id, id, name, comment_required_when_time_reporting, is_active, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
  update                   UPDATE internal_projects SET name = ?3, comment_required_when_time_reporting = ?4, is_active = ?5, created_at = ?6, created_by_id = ?7, updated_at = ?8, updated_by_id = ?9, name_key = ?10, name_folded = ?11 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM internal_projects WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM internal_projects WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE internal_projects SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM time_reports WHERE account_id = ?1 AND internal_project_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM plannings WHERE account_id = ?1 AND internal_project_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM time_reports WHERE account_id = ?1 AND internal_project_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM plannings WHERE account_id = ?1 AND internal_project_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM internal_projects t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM internal_projects t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM internal_projects t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM internal_projects t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM internal_projects t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM internal_projects t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM internal_projects t WHERE t.account_id = ?1
time additions
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM time_additions t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM time_additions t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.type, t.is_active, t.cost, t.invoicable_price, t.discount, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM time_additions t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.description, t.type, t.is_active, t.cost, t.invoicable_price, t.discount, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM time_additions t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM time_additions WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, type, is_active, cost, invoicable_price, discount, created_at, created_by_id, updated_at, updated_by_id FROM time_additions WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO time_additions (account_id, id, name, description, type, is_active, cost, invoicable_price, discount, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
  update                   UPDATE time_additions SET name = ?3, description = ?4, type = ?5, is_active = ?6, cost = ?7, invoicable_price = ?8, discount = ?9, created_at = ?10, created_by_id = ?11, updated_at = ?12, updated_by_id = ?13, name_key = ?14, name_folded = ?15 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM time_additions WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM time_additions WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE time_additions SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM addition_reports WHERE account_id = ?1 AND time_addition_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM addition_reports WHERE account_id = ?1 AND time_addition_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM time_additions t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_additions t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_additions t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_additions t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_additions t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_additions t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_additions t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_additions t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_additions t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_additions t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_additions t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_additions t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM time_additions t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM time_additions t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM time_additions t WHERE t.account_id = ?1
time articles
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM time_articles t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM time_articles t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.is_active, t.rate, t.discount, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM time_articles t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.description, t.is_active, t.rate, t.discount, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM time_articles t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM time_articles WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, is_active, rate, discount, created_at, created_by_id, updated_at, updated_by_id FROM time_articles WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO time_articles (account_id, id, name, description, is_active, rate, discount, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
  update                   UPDATE time_articles SET name = ?3, description = ?4, is_active = ?5, rate = ?6, discount = ?7, created_at = ?8, created_by_id = ?9, updated_at = ?10, updated_by_id = ?11, name_key = ?12, name_folded = ?13 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM time_articles WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM time_articles WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE time_articles SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM time_reports WHERE account_id = ?1 AND time_article_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM activities WHERE account_id = ?1 AND preferred_time_article_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM users WHERE account_id = ?1 AND standard_time_article_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM time_reports WHERE account_id = ?1 AND time_article_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM activities WHERE account_id = ?1 AND preferred_time_article_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM users WHERE account_id = ?1 AND standard_time_article_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM time_articles t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_articles t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_articles t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_articles t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_articles t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_articles t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_articles t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_articles t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_articles t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_articles t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_articles t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_articles t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM time_articles t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM time_articles t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM time_articles t WHERE t.account_id = ?1
time codes
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM time_codes t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM time_codes t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.is_active, t.is_standard, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM time_codes t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.description, t.is_active, t.is_standard, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM time_codes t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM time_codes WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, is_active, is_standard, created_at, created_by_id, updated_at, updated_by_id FROM time_codes WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO time_codes (account_id, id, name, description, is_active, is_standard, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
  update                   UPDATE time_codes SET name = ?3, description = ?4, is_active = ?5, is_standard = ?6, created_at = ?7, created_by_id = ?8, updated_at = ?9, updated_by_id = ?10, name_key = ?11, name_folded = ?12 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM time_codes WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM time_codes WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE time_codes SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM time_reports WHERE account_id = ?1 AND time_code_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM activities WHERE account_id = ?1 AND preferred_time_code_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM time_reports WHERE account_id = ?1 AND time_code_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM activities WHERE account_id = ?1 AND preferred_time_code_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM time_codes t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_codes t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_codes t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_codes t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_codes t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_codes t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_codes t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM time_codes t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_codes t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_codes t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_codes t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM time_codes t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM time_codes t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM time_codes t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM time_codes t WHERE t.account_id = ?1
users
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.first_name, t.last_name, t.email, t.employee_number, t.start_date, t.end_date, t.department_id, t.license, t.permissions, t.manager_id FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.first_name, t.last_name, t.license, t.email, t.social_security_number, t.mobile_phone_number, t.work_phone_number, t.note, t.start_date, t.end_date, t.department_id, t.cost_center_id, t.salary_type, t.cost_per_hour, t.employee_number, t.settlement_account, t.address_street_address, t.address_additional_address, t.address_postal_code, t.address_city, t.address_state, t.address_country_id, t.address_country_id, t.next_of_kin, t.next_of_kin_relation, t.next_of_kin_phone_number, t.manager_id, t.schedule_id, t.standard_time_article_id, t.standard_activity_id, t.time_reporting_profile_id, t.time_bank_enabled, t.current_time_bank, t.planning_capacity_in_percent, t.permissions, t.is_restricted, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM users WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, first_name, last_name, start_date, end_date, time_reporting_profile_id, department_id, license, permissions, email, social_security_number, mobile_phone_number, work_phone_number, note, cost_center_id, salary_type, cost_per_hour, employee_number, settlement_account, address_street_address, address_additional_address, address_postal_code, address_city, address_state, address_country_id, next_of_kin, next_of_kin_relation, next_of_kin_phone_number, manager_id, schedule_id, standard_time_article_id, standard_activity_id, time_bank_enabled, current_time_bank, planning_capacity_in_percent, is_restricted, created_at, created_by_id, updated_at, updated_by_id FROM users WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO users (account_id, id, name, first_name, last_name, start_date, end_date, time_reporting_profile_id, department_id, license, permissions, email, social_security_number, mobile_phone_number, work_phone_number, note, cost_center_id, salary_type, cost_per_hour, employee_number, settlement_account, address_street_address, address_additional_address, address_postal_code, address_city, address_state, address_country_id, next_of_kin, next_of_kin_relation, next_of_kin_phone_number, manager_id, schedule_id, standard_time_article_id, standard_activity_id, time_bank_enabled, current_time_bank, planning_capacity_in_percent, is_restricted, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded, first_name_folded, last_name_folded, email_folded, employee_number_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46, ?47, ?48)
  update                   UPDATE users SET name = ?3, first_name = ?4, last_name = ?5, start_date = ?6, end_date = ?7, time_reporting_profile_id = ?8, department_id = ?9, license = ?10, permissions = ?11, email = ?12, social_security_number = ?13, mobile_phone_number = ?14, work_phone_number = ?15, note = ?16, cost_center_id = ?17, salary_type = ?18, cost_per_hour = ?19, employee_number = ?20, settlement_account = ?21, address_street_address = ?22, address_additional_address = ?23, address_postal_code = ?24, address_city = ?25, address_state = ?26, address_country_id = ?27, next_of_kin = ?28, next_of_kin_relation = ?29, next_of_kin_phone_number = ?30, manager_id = ?31, schedule_id = ?32, standard_time_article_id = ?33, standard_activity_id = ?34, time_bank_enabled = ?35, current_time_bank = ?36, planning_capacity_in_percent = ?37, is_restricted = ?38, created_at = ?39, created_by_id = ?40, updated_at = ?41, updated_by_id = ?42, name_key = ?43, name_folded = ?44, first_name_folded = ?45, last_name_folded = ?46, email_folded = ?47, employee_number_folded = ?48 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM users WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name, first_name, last_name, email, employee_number FROM users WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE users SET name_key = ?3, name_folded = ?4, first_name_folded = ?5, last_name_folded = ?6, email_folded = ?7, employee_number_folded = ?8 WHERE account_id = ?1 AND id = ?2
  links                    SELECT user_tag_id FROM user_tag_links WHERE account_id = ?1 AND user_id = ?2 ORDER BY user_tag_id
  add link                 INSERT INTO user_tag_links (account_id, user_id, user_tag_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM user_tag_links WHERE account_id = ?1 AND user_id = ?2
  copy of the key          UPDATE time_reports SET user_name_key = (SELECT k.name_key FROM users k WHERE k.account_id = ?1 AND k.id = ?2) WHERE account_id = ?1 AND user_id = ?2
  key before and after     SELECT user_name_key FROM time_reports WHERE account_id = ?1 AND user_id = ?2 LIMIT 1
  give rights              UPDATE users SET permissions = ?3 WHERE account_id = ?1 AND id = ?2
  give rights              UPDATE users SET permissions = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  ask other administrator  SELECT 1 FROM logins l JOIN users u ON u.account_id = l.account_id AND u.id = l.id WHERE l.account_id = ?1 AND l.id <> ?2 AND l.password_hash IS NOT NULL AND (u.end_date IS NULL OR u.end_date >= ?3) AND replace(' ' || u.permissions || ' ', ' administrator ', '') <> ' ' || u.permissions || ' ' LIMIT 1
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0 OR instr(t.first_name_folded, ?7) > 0 OR instr(t.last_name_folded, ?7) > 0 OR instr(t.email_folded, ?7) > 0 OR instr(t.employee_number_folded, ?7) > 0)
  count                    SELECT count(*) FROM users t WHERE t.account_id = ?1
invoices
  invalidated by changes  contacts projects
  list invalidated by new projects
  list item                SELECT t.id, t.invoice_date, t.customer_id, t.sum, t.sent_to_economy_system, t.created_at FROM invoices t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.invoice_date, t.from_date, t.to_date, t.sum, t.customer_id, t.sent_to_economy_system, t.economy_system_invoice_number, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM invoices t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM invoices WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, invoice_date, from_date, to_date, sum, customer_id, sent_to_economy_system, economy_system_invoice_number, created_at, created_by_id, updated_at, updated_by_id FROM invoices WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO invoices (account_id, id, invoice_date, from_date, to_date, sum, customer_id, sent_to_economy_system, economy_system_invoice_number, created_at, created_by_id, updated_at, updated_by_id, customer_name_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, (SELECT k.name_key FROM contacts k WHERE k.account_id = ?1 AND k.id = ?7))
  update                   UPDATE invoices SET invoice_date = ?3, from_date = ?4, to_date = ?5, sum = ?6, customer_id = ?7, sent_to_economy_system = ?8, economy_system_invoice_number = ?9, created_at = ?10, created_by_id = ?11, updated_at = ?12, updated_by_id = ?13, customer_name_key = (SELECT k.name_key FROM contacts k WHERE k.account_id = ?1 AND k.id = ?7) WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM invoices WHERE account_id = ?1 AND id = ?2
  owned rows               SELECT 0, id FROM invoice_rows WHERE account_id = ?1 AND invoice_id = ?2
  rows                     SELECT t.id, t.article_number, t.article, t.comment, t.value, t.rate, t.discount, t.sum, t.position, t.is_header, t.is_sum_row FROM invoice_rows t WHERE t.account_id = ?1 AND t.invoice_id = ?2 ORDER BY t.position, t.id
  ids of rows              SELECT id FROM invoice_rows WHERE account_id = ?1 AND invoice_id = ?2
  other rows               SELECT 0, id FROM invoice_rows WHERE account_id = ?1 AND invoice_id = ?2 AND id NOT IN {list ?3}
  send                     UPDATE invoices SET sent_to_economy_system = ?3, economy_system_invoice_number = ?4, updated_at = ?5, updated_by_id = ?6 WHERE account_id = ?1 AND id = ?2
  send                     UPDATE invoices SET sent_to_economy_system = ?3, economy_system_invoice_number = ?4, updated_at = ?5, updated_by_id = ?6 WHERE account_id = ?1 AND id IN {list ?2}
  send without a number    UPDATE invoices SET sent_to_economy_system = ?3, updated_at = ?4, updated_by_id = ?5 WHERE account_id = ?1 AND id = ?2
  send without a number    UPDATE invoices SET sent_to_economy_system = ?3, updated_at = ?4, updated_by_id = ?5 WHERE account_id = ?1 AND id IN {list ?2}
  list by createdDate      SELECT t.id, t.created_at FROM invoices t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM invoices t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM invoices t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM invoices t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by invoiceDate      SELECT t.id, t.invoice_date FROM invoices t WHERE t.account_id = ?1 ORDER BY t.invoice_date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by invoiceDate      SELECT t.id, t.invoice_date FROM invoices t WHERE t.account_id = ?1 ORDER BY t.invoice_date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by invoiceDate      SELECT t.id, t.invoice_date FROM invoices t WHERE t.account_id = ?1 AND (t.invoice_date, t.id) >= (?5, ?4) ORDER BY t.invoice_date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by invoiceDate      SELECT t.id, t.invoice_date FROM invoices t WHERE t.account_id = ?1 AND (t.invoice_date, t.id) <= (?5, ?4) ORDER BY t.invoice_date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by customer         SELECT t.id, t.customer_name_key FROM invoices t WHERE t.account_id = ?1 ORDER BY t.customer_name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by customer         SELECT t.id, t.customer_name_key FROM invoices t WHERE t.account_id = ?1 ORDER BY t.customer_name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by customer         SELECT t.id, t.customer_name_key FROM invoices t WHERE t.account_id = ?1 AND (t.customer_name_key, t.id) >= (?5, ?4) ORDER BY t.customer_name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by customer         SELECT t.id, t.customer_name_key FROM invoices t WHERE t.account_id = ?1 AND (t.customer_name_key, t.id) <= (?5, ?4) ORDER BY t.customer_name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by sum              SELECT t.id, t.sum FROM invoices t WHERE t.account_id = ?1 ORDER BY t.sum ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by sum              SELECT t.id, t.sum FROM invoices t WHERE t.account_id = ?1 ORDER BY t.sum DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by sum              SELECT t.id, t.sum FROM invoices t WHERE t.account_id = ?1 AND (t.sum, t.id) >= (?5, ?4) ORDER BY t.sum ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by sum              SELECT t.id, t.sum FROM invoices t WHERE t.account_id = ?1 AND (t.sum, t.id) <= (?5, ?4) ORDER BY t.sum DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by sentToEconomySystem SELECT t.id, t.sent_to_economy_system FROM invoices t WHERE t.account_id = ?1 ORDER BY t.sent_to_economy_system ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by sentToEconomySystem SELECT t.id, t.sent_to_economy_system FROM invoices t WHERE t.account_id = ?1 ORDER BY t.sent_to_economy_system DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by sentToEconomySystem SELECT t.id, t.sent_to_economy_system FROM invoices t WHERE t.account_id = ?1 AND (t.sent_to_economy_system, t.id) >= (?5, ?4) ORDER BY t.sent_to_economy_system ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by sentToEconomySystem SELECT t.id, t.sent_to_economy_system FROM invoices t WHERE t.account_id = ?1 AND (t.sent_to_economy_system, t.id) <= (?5, ?4) ORDER BY t.sent_to_economy_system DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM invoices t WHERE t.account_id = ?1 AND (t.customer_id IN (SELECT c.id FROM contacts c WHERE c.account_id = ?1 AND instr(c.name_folded, ?7) > 0))
  count                    SELECT count(*) FROM invoices t WHERE t.account_id = ?1
payment plans
  invalidated by changes  registry projects
  list invalidated by new registry projects
  item invalidated by new registry projects
  name                     SELECT t.description FROM payment_plans t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.date, t.price, t.units, t.article_number, t.description, t.batch_id, t.invoice_id, (SELECT i.invoice_date FROM invoices i WHERE i.account_id = ?1 AND i.id = t.invoice_id), t.invoice_draft_id, t.project_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM payment_plans t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.date, t.price, t.units, t.article_number, t.description, t.batch_id, t.invoice_id, (SELECT i.invoice_date FROM invoices i WHERE i.account_id = ?1 AND i.id = t.invoice_id), t.invoice_draft_id, t.project_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM payment_plans t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM payment_plans WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, date, price, units, article_number, description, batch_id, invoice_id, invoice_draft_id, project_id, created_at, created_by_id, updated_at, updated_by_id FROM payment_plans WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO payment_plans (account_id, id, date, price, units, article_number, description, batch_id, invoice_id, invoice_draft_id, project_id, created_at, created_by_id, updated_at, updated_by_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
  update                   UPDATE payment_plans SET date = ?3, price = ?4, units = ?5, article_number = ?6, description = ?7, batch_id = ?8, invoice_id = ?9, invoice_draft_id = ?10, project_id = ?11, created_at = ?12, created_by_id = ?13, updated_at = ?14, updated_by_id = ?15 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM payment_plans WHERE account_id = ?1 AND id = ?2
  list by date             SELECT t.id, t.date FROM payment_plans t WHERE t.account_id = ?1 ORDER BY t.date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.date FROM payment_plans t WHERE t.account_id = ?1 ORDER BY t.date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.date FROM payment_plans t WHERE t.account_id = ?1 AND (t.date, t.id) >= (?5, ?4) ORDER BY t.date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.date FROM payment_plans t WHERE t.account_id = ?1 AND (t.date, t.id) <= (?5, ?4) ORDER BY t.date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM payment_plans t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM payment_plans t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM payment_plans t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM payment_plans t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM payment_plans t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM payment_plans t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM payment_plans t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM payment_plans t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM payment_plans t WHERE t.account_id = ?1 AND (t.project_id IN (SELECT p.id FROM projects p WHERE p.account_id = ?1 AND instr(p.title_folded, ?7) > 0))
  count                    SELECT count(*) FROM payment_plans t WHERE t.account_id = ?1
supplier invoices
  invalidated by changes  registry contacts projects
  list invalidated by new projects
  name                     SELECT t.title FROM supplier_invoices t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.invoice_number, t.invoice_date, t.title, t.description, t.total_amount, t.cost, t.invoice_cost_addition, t.to_be_invoiced, t.invoice_id, t.project_id, t.supplier_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM supplier_invoices t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.invoice_number, t.invoice_date, t.title, t.description, t.total_amount, t.cost, t.invoice_cost_addition, t.to_be_invoiced, t.invoice_id, t.project_id, t.supplier_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM supplier_invoices t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM supplier_invoices WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, invoice_number, invoice_date, title, description, total_amount, cost, invoice_cost_addition, to_be_invoiced, invoice_id, project_id, supplier_id, created_at, created_by_id, updated_at, updated_by_id FROM supplier_invoices WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO supplier_invoices (account_id, id, invoice_number, invoice_date, title, description, total_amount, cost, invoice_cost_addition, to_be_invoiced, invoice_id, project_id, supplier_id, created_at, created_by_id, updated_at, updated_by_id, title_key, title_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
  update                   UPDATE supplier_invoices SET invoice_number = ?3, invoice_date = ?4, title = ?5, description = ?6, total_amount = ?7, cost = ?8, invoice_cost_addition = ?9, to_be_invoiced = ?10, invoice_id = ?11, project_id = ?12, supplier_id = ?13, created_at = ?14, created_by_id = ?15, updated_at = ?16, updated_by_id = ?17, title_key = ?18, title_folded = ?19 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM supplier_invoices WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, title FROM supplier_invoices WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE supplier_invoices SET title_key = ?3, title_folded = ?4 WHERE account_id = ?1 AND id = ?2
  list by invoiceDate      SELECT t.id, t.invoice_date FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.invoice_date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by invoiceDate      SELECT t.id, t.invoice_date FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.invoice_date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by invoiceDate      SELECT t.id, t.invoice_date FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.invoice_date, t.id) >= (?5, ?4) ORDER BY t.invoice_date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by invoiceDate      SELECT t.id, t.invoice_date FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.invoice_date, t.id) <= (?5, ?4) ORDER BY t.invoice_date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.title_key, t.id) >= (?5, ?4) ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.title_key, t.id) <= (?5, ?4) ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM supplier_invoices t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM supplier_invoices t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM supplier_invoices t WHERE t.account_id = ?1 AND (instr(t.title_folded, ?7) > 0)
  count                    SELECT count(*) FROM supplier_invoices t WHERE t.account_id = ?1
opportunity statuses
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM opportunity_statuses t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM opportunity_statuses t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.color FROM opportunity_statuses t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.color FROM opportunity_statuses t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM opportunity_statuses WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, color FROM opportunity_statuses WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO opportunity_statuses (account_id, id, name, color, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  update                   UPDATE opportunity_statuses SET name = ?3, color = ?4, name_key = ?5, name_folded = ?6 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM opportunity_statuses WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM opportunity_statuses WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE opportunity_statuses SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM opportunities WHERE account_id = ?1 AND status_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM opportunities WHERE account_id = ?1 AND status_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM opportunity_statuses t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM opportunity_statuses t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM opportunity_statuses t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM opportunity_statuses t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM opportunity_statuses t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM opportunity_statuses t WHERE t.account_id = ?1
opportunity tags
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name, t.color FROM opportunity_tags t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM opportunity_tags t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.color FROM opportunity_tags t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.color FROM opportunity_tags t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM opportunity_tags WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, color FROM opportunity_tags WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO opportunity_tags (account_id, id, name, color, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  update                   UPDATE opportunity_tags SET name = ?3, color = ?4, name_key = ?5, name_folded = ?6 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM opportunity_tags WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM opportunity_tags WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE opportunity_tags SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM opportunity_tag_links WHERE account_id = ?1 AND opportunity_tag_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM opportunity_tag_links WHERE account_id = ?1 AND opportunity_tag_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM opportunity_tags t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM opportunity_tags t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM opportunity_tags t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM opportunity_tags t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM opportunity_tags t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM opportunity_tags t WHERE t.account_id = ?1
opportunities
  invalidated by changes  registry contacts
  list invalidated by new registry contacts
  item invalidated by new registry contacts
  brief                    SELECT t.id, t.name FROM opportunities t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM opportunities t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.turnover, t.probability, t.opportunity_state, t.user_id, t.customer_id, t.status_id, t.estimated_closing_date, t.created_at, t.updated_at FROM opportunities t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.turnover, t.probability, t.description, (CASE WHEN EXISTS (SELECT 1 FROM offers o WHERE o.account_id = ?1 AND o.opportunity_id = t.id) THEN 1 ELSE 0 END), t.user_id, t.customer_id, t.contact_id, t.opportunity_state, t.closed_date, t.estimated_closing_date, t.status_id, t.project_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM opportunities t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM opportunities WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, turnover, probability, description, user_id, customer_id, contact_id, opportunity_state, closed_date, estimated_closing_date, status_id, project_id, created_at, created_by_id, updated_at, updated_by_id FROM opportunities WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO opportunities (account_id, id, name, turnover, probability, description, user_id, customer_id, contact_id, opportunity_state, closed_date, estimated_closing_date, status_id, project_id, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
  update                   UPDATE opportunities SET name = ?3, turnover = ?4, probability = ?5, description = ?6, user_id = ?7, customer_id = ?8, contact_id = ?9, opportunity_state = ?10, closed_date = ?11, estimated_closing_date = ?12, status_id = ?13, project_id = ?14, created_at = ?15, created_by_id = ?16, updated_at = ?17, updated_by_id = ?18, name_key = ?19, name_folded = ?20 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM opportunities WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM opportunities WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE opportunities SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  links                    SELECT opportunity_tag_id FROM opportunity_tag_links WHERE account_id = ?1 AND opportunity_id = ?2 ORDER BY opportunity_tag_id
  add link                 INSERT INTO opportunity_tag_links (account_id, opportunity_id, opportunity_tag_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM opportunity_tag_links WHERE account_id = ?1 AND opportunity_id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM tasks WHERE account_id = ?1 AND opportunity_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM offers WHERE account_id = ?1 AND opportunity_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM tasks WHERE account_id = ?1 AND opportunity_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM offers WHERE account_id = ?1 AND opportunity_id = ?2 LIMIT 1
  list by title            SELECT t.id, t.name_key FROM opportunities t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.name_key FROM opportunities t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.name_key FROM opportunities t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.name_key FROM opportunities t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM opportunities t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM opportunities t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM opportunities t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM opportunities t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM opportunities t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM opportunities t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM opportunities t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM opportunities t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM opportunities t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM opportunities t WHERE t.account_id = ?1
offers
  invalidated by changes  registry contacts
  list invalidated by new registry
  name                     SELECT t.title FROM offers t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.offer_number, t.version, t.title, t.offer_value, t.offer_state, t.has_pdf, t.user_id, t.customer_id, t.opportunity_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM offers t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.offer_number, t.version, t.title, t.offer_value, t.offer_state, t.has_pdf, t.user_id, t.customer_id, t.opportunity_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM offers t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM offers WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, offer_number, version, title, offer_value, offer_state, has_pdf, user_id, customer_id, opportunity_id, created_at, created_by_id, updated_at, updated_by_id FROM offers WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO offers (account_id, id, offer_number, version, title, offer_value, offer_state, has_pdf, user_id, customer_id, opportunity_id, created_at, created_by_id, updated_at, updated_by_id, offer_number_key, offer_number_folded, title_key, title_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
  update                   UPDATE offers SET offer_number = ?3, version = ?4, title = ?5, offer_value = ?6, offer_state = ?7, has_pdf = ?8, user_id = ?9, customer_id = ?10, opportunity_id = ?11, created_at = ?12, created_by_id = ?13, updated_at = ?14, updated_by_id = ?15, offer_number_key = ?16, offer_number_folded = ?17, title_key = ?18, title_folded = ?19 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM offers WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, offer_number, title FROM offers WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE offers SET offer_number_key = ?3, offer_number_folded = ?4, title_key = ?5, title_folded = ?6 WHERE account_id = ?1 AND id = ?2
  list by title            SELECT t.id, t.title_key FROM offers t WHERE t.account_id = ?1 ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM offers t WHERE t.account_id = ?1 ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM offers t WHERE t.account_id = ?1 AND (t.title_key, t.id) >= (?5, ?4) ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM offers t WHERE t.account_id = ?1 AND (t.title_key, t.id) <= (?5, ?4) ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by offerNumber      SELECT t.id, t.offer_number_key FROM offers t WHERE t.account_id = ?1 ORDER BY t.offer_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by offerNumber      SELECT t.id, t.offer_number_key FROM offers t WHERE t.account_id = ?1 ORDER BY t.offer_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by offerNumber      SELECT t.id, t.offer_number_key FROM offers t WHERE t.account_id = ?1 AND (t.offer_number_key, t.id) >= (?5, ?4) ORDER BY t.offer_number_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by offerNumber      SELECT t.id, t.offer_number_key FROM offers t WHERE t.account_id = ?1 AND (t.offer_number_key, t.id) <= (?5, ?4) ORDER BY t.offer_number_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM offers t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM offers t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM offers t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by createdDate      SELECT t.id, t.created_at FROM offers t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM offers t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM offers t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM offers t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updatedDate      SELECT t.id, t.updated_at FROM offers t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM offers t WHERE t.account_id = ?1 AND (instr(t.offer_number_folded, ?7) > 0 OR instr(t.title_folded, ?7) > 0)
  count                    SELECT count(*) FROM offers t WHERE t.account_id = ?1
plannings
  invalidated by changes  registry projects
  list invalidated by new registry projects
  item invalidated by new registry projects
  list item                SELECT t.id, t.user_id, t.project_id, t.internal_project_id, t.absence_project_id, t.from_date, t.to_date, t.hours, (coalesce((SELECT x.title FROM projects x WHERE x.account_id = ?1 AND x.id = t.project_id), (SELECT x.name FROM internal_projects x WHERE x.account_id = ?1 AND x.id = t.internal_project_id), (SELECT x.name FROM absence_projects x WHERE x.account_id = ?1 AND x.id = t.absence_project_id))), t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM plannings t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.user_id, t.project_id, t.internal_project_id, t.absence_project_id, t.from_date, t.to_date, t.hours, (coalesce((SELECT x.title FROM projects x WHERE x.account_id = ?1 AND x.id = t.project_id), (SELECT x.name FROM internal_projects x WHERE x.account_id = ?1 AND x.id = t.internal_project_id), (SELECT x.name FROM absence_projects x WHERE x.account_id = ?1 AND x.id = t.absence_project_id))), t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM plannings t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM plannings WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, user_id, project_id, internal_project_id, absence_project_id, from_date, to_date, hours, created_at, created_by_id, updated_at, updated_by_id FROM plannings WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO plannings (account_id, id, user_id, project_id, internal_project_id, absence_project_id, from_date, to_date, hours, created_at, created_by_id, updated_at, updated_by_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
  update                   UPDATE plannings SET user_id = ?3, project_id = ?4, internal_project_id = ?5, absence_project_id = ?6, from_date = ?7, to_date = ?8, hours = ?9, created_at = ?10, created_by_id = ?11, updated_at = ?12, updated_by_id = ?13 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM plannings WHERE account_id = ?1 AND id = ?2
  list by fromDate         SELECT t.id, t.from_date FROM plannings t WHERE t.account_id = ?1 ORDER BY t.from_date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by fromDate         SELECT t.id, t.from_date FROM plannings t WHERE t.account_id = ?1 ORDER BY t.from_date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by fromDate         SELECT t.id, t.from_date FROM plannings t WHERE t.account_id = ?1 AND (t.from_date, t.id) >= (?5, ?4) ORDER BY t.from_date ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by fromDate         SELECT t.id, t.from_date FROM plannings t WHERE t.account_id = ?1 AND (t.from_date, t.id) <= (?5, ?4) ORDER BY t.from_date DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM plannings t WHERE t.account_id = ?1 AND (t.user_id IN (SELECT u.id FROM users u WHERE u.account_id = ?1 AND instr(u.name_folded, ?7) > 0))
  count                    SELECT count(*) FROM plannings t WHERE t.account_id = ?1
settings
  invalidated by changes  registry
  list invalidated by new registry
  name                     SELECT t.company_name FROM settings t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.company_name, t.tax_percent, t.travel_cost, t.travel_rate, t.demands_codes, t.keep_audit_days, t.keep_changes_days, t.keep_usage_days, t.keep_security_days, t.updated_at, t.updated_by_id FROM settings t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.company_name, t.tax_percent, t.travel_cost, t.travel_rate, t.demands_codes, t.keep_audit_days, t.keep_changes_days, t.keep_usage_days, t.keep_security_days, t.updated_at, t.updated_by_id FROM settings t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM settings WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, company_name, tax_percent, travel_cost, travel_rate, demands_codes, keep_audit_days, keep_changes_days, keep_usage_days, keep_security_days, updated_at, updated_by_id FROM settings WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO settings (account_id, id, company_name, tax_percent, travel_cost, travel_rate, demands_codes, keep_audit_days, keep_changes_days, keep_usage_days, keep_security_days, updated_at, updated_by_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
  update                   UPDATE settings SET company_name = ?3, tax_percent = ?4, travel_cost = ?5, travel_rate = ?6, demands_codes = ?7, keep_audit_days = ?8, keep_changes_days = ?9, keep_usage_days = ?10, keep_security_days = ?11, updated_at = ?12, updated_by_id = ?13 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM settings WHERE account_id = ?1 AND id = ?2
  demand codes             UPDATE settings SET demands_codes = ?3 WHERE account_id = ?1 AND id = ?2
  demand codes             UPDATE settings SET demands_codes = ?3 WHERE account_id = ?1 AND id IN {list ?2}
applications
  brief                    SELECT t.id, t.name FROM applications t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM applications t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.public_id, t.name, t.responsible_id, ((SELECT x.end_date FROM users x WHERE x.account_id = t.account_id AND x.id = t.responsible_id)), t.permissions, t.allow, t.origins, t.rate, t.extended_answers, t.is_active, (t.secret_hash IS NOT NULL), (EXISTS (SELECT 1 FROM tokens x WHERE x.account_id = t.account_id AND x.application_id = t.id AND x.expires_at IS NULL)), t.last_used_at, t.created_at, t.created_by_id, t.updated_at, t.updated_by_id FROM applications t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.public_id, t.name, t.responsible_id, ((SELECT x.end_date FROM users x WHERE x.account_id = t.account_id AND x.id = t.responsible_id)), t.permissions, t.allow, t.origins, t.rate, t.extended_answers, t.is_active, (t.secret_hash IS NOT NULL), (EXISTS (SELECT 1 FROM tokens x WHERE x.account_id = t.account_id AND x.application_id = t.id AND x.expires_at IS NULL)), t.last_used_at, t.created_at, t.created_by_id, t.updated_at, t.updated_by_id FROM applications t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM applications WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, public_id, name, responsible_id, permissions, allow, origins, rate, extended_answers, is_active, last_used_at, secret_hash, created_at, created_by_id, updated_at, updated_by_id FROM applications WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO applications (account_id, id, public_id, name, responsible_id, permissions, allow, origins, rate, extended_answers, is_active, last_used_at, secret_hash, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
  update                   UPDATE applications SET public_id = ?3, name = ?4, responsible_id = ?5, permissions = ?6, allow = ?7, origins = ?8, rate = ?9, extended_answers = ?10, is_active = ?11, last_used_at = ?12, secret_hash = ?13, created_at = ?14, created_by_id = ?15, updated_at = ?16, updated_by_id = ?17, name_key = ?18, name_folded = ?19 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM applications WHERE account_id = ?1 AND id = ?2
  owned rows               SELECT 0, id FROM tokens WHERE account_id = ?1 AND application_id = ?2 UNION ALL SELECT 1, id FROM usage_entries WHERE account_id = ?1 AND application_id = ?2 UNION ALL SELECT 2, id FROM usage_hours WHERE account_id = ?1 AND application_id = ?2 UNION ALL SELECT 3, id FROM usage_days WHERE account_id = ?1 AND application_id = ?2
  derived rows             SELECT account_id, id, name FROM applications WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE applications SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  new secret               UPDATE applications SET secret_hash = ?3 WHERE account_id = ?1 AND id = ?2
  new secret               UPDATE applications SET secret_hash = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  use                      UPDATE applications SET last_used_at = ?3 WHERE account_id = ?1 AND id = ?2
  use                      UPDATE applications SET last_used_at = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  end                      UPDATE applications SET is_active = ?3 WHERE account_id = ?1 AND id = ?2
  end                      UPDATE applications SET is_active = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  extend                   UPDATE applications SET extended_answers = ?3 WHERE account_id = ?1 AND id = ?2
  extend                   UPDATE applications SET extended_answers = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  list origins             UPDATE applications SET origins = ?3 WHERE account_id = ?1 AND id = ?2
  list origins             UPDATE applications SET origins = ?3 WHERE account_id = ?1 AND id IN {list ?2}
  list by name             SELECT t.id, t.name_key FROM applications t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM applications t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM applications t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM applications t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.created_at FROM applications t WHERE t.account_id = ?1 ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.created_at FROM applications t WHERE t.account_id = ?1 ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.created_at FROM applications t WHERE t.account_id = ?1 AND (t.created_at, t.id) >= (?5, ?4) ORDER BY t.created_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.created_at FROM applications t WHERE t.account_id = ?1 AND (t.created_at, t.id) <= (?5, ?4) ORDER BY t.created_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM applications t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM applications t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM applications t WHERE t.account_id = ?1
application tokens
  list item                SELECT t.id, t.created_at, t.expires_at FROM tokens t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.created_at, t.expires_at FROM tokens t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM tokens WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, created_at, expires_at, hash, application_id FROM tokens WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO tokens (account_id, id, created_at, expires_at, hash, application_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  update                   UPDATE tokens SET created_at = ?3, expires_at = ?4, hash = ?5, application_id = ?6 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM tokens WHERE account_id = ?1 AND id = ?2
  list by created          SELECT t.id, t.id FROM tokens t WHERE t.account_id = ?1 AND t.application_id = ?6 ORDER BY t.id ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.id FROM tokens t WHERE t.account_id = ?1 AND t.application_id = ?6 ORDER BY t.id DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.id FROM tokens t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.id, t.id) >= (?5, ?4) ORDER BY t.id ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by created          SELECT t.id, t.id FROM tokens t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.id, t.id) <= (?5, ?4) ORDER BY t.id DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by liveAt          SELECT count(*) FROM tokens t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.expires_at IS NULL OR t.expires_at > ?7)
  count                    SELECT count(*) FROM tokens t WHERE t.account_id = ?1 AND t.application_id = ?6
usage entries
  list item                SELECT t.id, t.at, t.method, t.path, t.status, t.duration, t.address, t.one_of FROM usage_entries t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.at, t.method, t.path, t.status, t.duration, t.address, t.one_of FROM usage_entries t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM usage_entries WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, at, method, path, status, duration, address, one_of, application_id FROM usage_entries WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO usage_entries (account_id, id, at, method, path, status, duration, address, one_of, application_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
  update                   UPDATE usage_entries SET at = ?3, method = ?4, path = ?5, status = ?6, duration = ?7, address = ?8, one_of = ?9, application_id = ?10 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM usage_entries WHERE account_id = ?1 AND id = ?2
  list by time             SELECT t.id, t.id FROM usage_entries t WHERE t.account_id = ?1 AND t.application_id = ?6 ORDER BY t.id ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by time             SELECT t.id, t.id FROM usage_entries t WHERE t.account_id = ?1 AND t.application_id = ?6 ORDER BY t.id DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by time             SELECT t.id, t.id FROM usage_entries t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.id, t.id) >= (?5, ?4) ORDER BY t.id ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by time             SELECT t.id, t.id FROM usage_entries t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.id, t.id) <= (?5, ?4) ORDER BY t.id DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by from            SELECT count(*) FROM usage_entries t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.at >= ?7)
  count by to              SELECT count(*) FROM usage_entries t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.at <= ?7)
  count by status          SELECT count(*) FROM usage_entries t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.status = ?7)
  count by failed          SELECT count(*) FROM usage_entries t WHERE t.account_id = ?1 AND t.application_id = ?6 AND ((t.status >= 400) = ?7)
  count                    SELECT count(*) FROM usage_entries t WHERE t.account_id = ?1 AND t.application_id = ?6
usage hours
  list item                SELECT t.id, t.at, (t.succeeded + t.client_errors + t.server_errors), t.succeeded, t.client_errors, t.server_errors FROM usage_hours t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.at, (t.succeeded + t.client_errors + t.server_errors), t.succeeded, t.client_errors, t.server_errors FROM usage_hours t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM usage_hours WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, at, succeeded, client_errors, server_errors, application_id FROM usage_hours WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO usage_hours (account_id, id, at, succeeded, client_errors, server_errors, application_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  update                   UPDATE usage_hours SET at = ?3, succeeded = ?4, client_errors = ?5, server_errors = ?6, application_id = ?7 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM usage_hours WHERE account_id = ?1 AND id = ?2
  list by time             SELECT t.id, t.id FROM usage_hours t WHERE t.account_id = ?1 AND t.application_id = ?6 ORDER BY t.id ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by time             SELECT t.id, t.id FROM usage_hours t WHERE t.account_id = ?1 AND t.application_id = ?6 ORDER BY t.id DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by time             SELECT t.id, t.id FROM usage_hours t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.id, t.id) >= (?5, ?4) ORDER BY t.id ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by time             SELECT t.id, t.id FROM usage_hours t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.id, t.id) <= (?5, ?4) ORDER BY t.id DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by from            SELECT count(*) FROM usage_hours t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.at >= ?7)
  count by to              SELECT count(*) FROM usage_hours t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.at <= ?7)
  count                    SELECT count(*) FROM usage_hours t WHERE t.account_id = ?1 AND t.application_id = ?6
usage days
  list item                SELECT t.id, t.date, (t.succeeded + t.client_errors + t.server_errors), t.succeeded, t.client_errors, t.server_errors FROM usage_days t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.date, (t.succeeded + t.client_errors + t.server_errors), t.succeeded, t.client_errors, t.server_errors FROM usage_days t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM usage_days WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, date, succeeded, client_errors, server_errors, application_id FROM usage_days WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO usage_days (account_id, id, date, succeeded, client_errors, server_errors, application_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  update                   UPDATE usage_days SET date = ?3, succeeded = ?4, client_errors = ?5, server_errors = ?6, application_id = ?7 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM usage_days WHERE account_id = ?1 AND id = ?2
  list by date             SELECT t.id, t.id FROM usage_days t WHERE t.account_id = ?1 AND t.application_id = ?6 ORDER BY t.id ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.id FROM usage_days t WHERE t.account_id = ?1 AND t.application_id = ?6 ORDER BY t.id DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.id FROM usage_days t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.id, t.id) >= (?5, ?4) ORDER BY t.id ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by date             SELECT t.id, t.id FROM usage_days t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.id, t.id) <= (?5, ?4) ORDER BY t.id DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by from            SELECT count(*) FROM usage_days t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.date >= ?7)
  count by to              SELECT count(*) FROM usage_days t WHERE t.account_id = ?1 AND t.application_id = ?6 AND (t.date <= ?7)
  count                    SELECT count(*) FROM usage_days t WHERE t.account_id = ?1 AND t.application_id = ?6
audit entries
  list item                SELECT t.id, t.at, t.user_id, t.application_id, t.action, t.subject, t.subject_id, t.title, t.changes FROM audit_entries t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.at, t.user_id, t.application_id, t.action, t.subject, t.subject_id, t.title, t.changes FROM audit_entries t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM audit_entries WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, at, user_id, application_id, action, subject, subject_id, title, changes FROM audit_entries WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO audit_entries (account_id, id, at, user_id, application_id, action, subject, subject_id, title, changes, title_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
  update                   UPDATE audit_entries SET at = ?3, user_id = ?4, application_id = ?5, action = ?6, subject = ?7, subject_id = ?8, title = ?9, changes = ?10, title_folded = ?11 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM audit_entries WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, title FROM audit_entries WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE audit_entries SET title_folded = ?3 WHERE account_id = ?1 AND id = ?2
  list by time             SELECT t.id, t.id FROM audit_entries t WHERE t.account_id = ?1 ORDER BY t.id ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by time             SELECT t.id, t.id FROM audit_entries t WHERE t.account_id = ?1 ORDER BY t.id DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by time             SELECT t.id, t.id FROM audit_entries t WHERE t.account_id = ?1 AND (t.id, t.id) >= (?5, ?4) ORDER BY t.id ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by time             SELECT t.id, t.id FROM audit_entries t WHERE t.account_id = ?1 AND (t.id, t.id) <= (?5, ?4) ORDER BY t.id DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM audit_entries t WHERE t.account_id = ?1 AND (instr(t.title_folded, ?7) > 0)
  count by subject         SELECT count(*) FROM audit_entries t WHERE t.account_id = ?1 AND (t.subject = ?7)
  count by subjectId       SELECT count(*) FROM audit_entries t WHERE t.account_id = ?1 AND (t.subject_id = ?7)
  count by userId          SELECT count(*) FROM audit_entries t WHERE t.account_id = ?1 AND (t.user_id = ?7)
  count by applicationId   SELECT count(*) FROM audit_entries t WHERE t.account_id = ?1 AND (t.application_id = ?7)
  count by action          SELECT count(*) FROM audit_entries t WHERE t.account_id = ?1 AND (lower(t.action) = ?7)
  count by from            SELECT count(*) FROM audit_entries t WHERE t.account_id = ?1 AND (t.at >= ?7)
  count by to              SELECT count(*) FROM audit_entries t WHERE t.account_id = ?1 AND (t.at <= ?7)
  count                    SELECT count(*) FROM audit_entries t WHERE t.account_id = ?1
security events
  list item                SELECT t.id, t.at, t.last_at, t.kind, t.outcome, t.times, t.address, t.user_id, t.application_id, t.about_user_id, t.about_application_id FROM security_events t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.at, t.last_at, t.kind, t.outcome, t.times, t.address, t.user_id, t.application_id, t.about_user_id, t.about_application_id FROM security_events t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM security_events WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, at, last_at, kind, outcome, times, address, user_id, application_id, about_user_id, about_application_id FROM security_events WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO security_events (account_id, id, at, last_at, kind, outcome, times, address, user_id, application_id, about_user_id, about_application_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
  update                   UPDATE security_events SET at = ?3, last_at = ?4, kind = ?5, outcome = ?6, times = ?7, address = ?8, user_id = ?9, application_id = ?10, about_user_id = ?11, about_application_id = ?12 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM security_events WHERE account_id = ?1 AND id = ?2
  list by time             SELECT t.id, t.at FROM security_events t WHERE t.account_id = ?1 ORDER BY t.at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by time             SELECT t.id, t.at FROM security_events t WHERE t.account_id = ?1 ORDER BY t.at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by time             SELECT t.id, t.at FROM security_events t WHERE t.account_id = ?1 AND (t.at, t.id) >= (?5, ?4) ORDER BY t.at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by time             SELECT t.id, t.at FROM security_events t WHERE t.account_id = ?1 AND (t.at, t.id) <= (?5, ?4) ORDER BY t.at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by kind            SELECT count(*) FROM security_events t WHERE t.account_id = ?1 AND (t.kind = ?7)
  count by outcome         SELECT count(*) FROM security_events t WHERE t.account_id = ?1 AND (t.outcome = ?7)
  count by userId          SELECT count(*) FROM security_events t WHERE t.account_id = ?1 AND (?7 IN (t.user_id, t.about_user_id))
  count by applicationId   SELECT count(*) FROM security_events t WHERE t.account_id = ?1 AND (?7 IN (t.application_id, t.about_application_id))
  count by address         SELECT count(*) FROM security_events t WHERE t.account_id = ?1 AND (t.address = ?7)
  count by from            SELECT count(*) FROM security_events t WHERE t.account_id = ?1 AND (t.last_at >= ?7)
  count by to              SELECT count(*) FROM security_events t WHERE t.account_id = ?1 AND (t.at <= ?7)
  count                    SELECT count(*) FROM security_events t WHERE t.account_id = ?1
users' days
  invalidated by changes  registry
  list invalidated by new registry
  list item                SELECT t.id, t.name, t.department_id, t.manager_id, (CASE WHEN ?3 = 0 OR (t.manager_id = ?3 AND t.id <> ?3) THEN 1 ELSE 0 END) FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.department_id, t.manager_id, (CASE WHEN ?3 = 0 OR (t.manager_id = ?3 AND t.id <> ?3) THEN 1 ELSE 0 END) FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM users WHERE account_id = ?1 AND id = ?2
  visible                  SELECT 1 FROM users t WHERE t.account_id = ?1 AND t.id = ?2 AND (t.id = ?3 OR t.manager_id = ?3)
  row                      SELECT id, name, department_id, manager_id FROM users WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO users (account_id, id, name, department_id, manager_id) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE users SET name = ?3, department_id = ?4, manager_id = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM users WHERE account_id = ?1 AND id = ?2
  rows                     WITH RECURSIVE days (day) AS (SELECT ?3 UNION ALL SELECT day + 1 FROM days WHERE day < ?4), reported AS (SELECT r.date, sum(r.hours) AS hours, count(*) AS reports, count(r.sent_to_attest_at) AS sent, count(r.attested_at) AS attested, max(r.attested_at) AS attested_at, sum(CASE WHEN (r.invoice_id IS NOT NULL OR EXISTS (SELECT 1 FROM travel_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL) OR EXISTS (SELECT 1 FROM allowance_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL) OR EXISTS (SELECT 1 FROM material_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL) OR EXISTS (SELECT 1 FROM equipment_reports x WHERE x.account_id = r.account_id AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL)) THEN 1 ELSE 0 END) AS invoiced FROM time_reports r WHERE r.account_id = ?1 AND r.user_id = ?2 AND r.date BETWEEN ?3 AND ?4 GROUP BY r.date), scheduled AS (SELECT d.day, CASE WHEN d.day < u.start_date OR d.day > u.end_date OR s.id IS NULL THEN 0 ELSE CASE ((d.day + 3) % 7 + 7) % 7 WHEN 0 THEN s.monday WHEN 1 THEN s.tuesday WHEN 2 THEN s.wednesday WHEN 3 THEN s.thursday WHEN 4 THEN s.friday WHEN 5 THEN s.saturday ELSE s.sunday END END AS hours FROM users u CROSS JOIN days d LEFT JOIN schedules s ON s.account_id = u.account_id AND s.id = u.schedule_id WHERE u.account_id = ?1 AND u.id = ?2) SELECT d.day, coalesce(r.hours, 0), d.hours, coalesce(r.reports, 0), coalesce(r.sent, 0), coalesce(r.attested, 0), coalesce(r.invoiced, 0), l.locked_at, CASE WHEN r.attested = r.reports THEN r.attested_at END, n.returned_at, n.comment, CASE WHEN r.attested = r.reports THEN 'attested' WHEN l.locked_at IS NOT NULL THEN 'sent' WHEN r.reports > 0 THEN 'reported' WHEN d.hours <= 0 THEN 'free' WHEN d.day <= ?5 THEN 'missing' ELSE 'coming' END FROM scheduled d LEFT JOIN reported r ON r.date = d.day LEFT JOIN locked_days l ON l.account_id = ?1 AND l.user_id = ?2 AND l.date = d.day LEFT JOIN returned_days n ON n.account_id = ?1 AND n.user_id = ?2 AND n.date = d.day ORDER BY d.day
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by from            SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (t.end_date IS NULL OR t.end_date >= ?7)
  count by to              SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (t.start_date IS NULL OR t.start_date <= ?7)
  count by today           SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (CAST(?7 AS INTEGER) IS NOT NULL)
  count by userIds         SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (t.id IN {list ?7})
  count by departmentIds   SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (t.department_id IN {list ?7})
  count by query           SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0 OR instr(t.employee_number_folded, ?7) > 0)
  count by visibleTo       SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (t.id = ?7 OR t.manager_id = ?7)
  count                    SELECT count(*) FROM users t WHERE t.account_id = ?1
booking projects
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM booking_projects t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM booking_projects t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name FROM booking_projects t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name FROM booking_projects t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM booking_projects WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM booking_projects WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO booking_projects (account_id, id, name, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE booking_projects SET name = ?3, name_key = ?4, name_folded = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM booking_projects WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM booking_projects WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE booking_projects SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM projects WHERE account_id = ?1 AND booking_project_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM time_reports WHERE account_id = ?1 AND booking_project_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM travel_reports WHERE account_id = ?1 AND booking_project_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM allowance_reports WHERE account_id = ?1 AND booking_project_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM material_reports WHERE account_id = ?1 AND booking_project_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM equipment_reports WHERE account_id = ?1 AND booking_project_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM addition_reports WHERE account_id = ?1 AND booking_project_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM projects WHERE account_id = ?1 AND booking_project_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM time_reports WHERE account_id = ?1 AND booking_project_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM travel_reports WHERE account_id = ?1 AND booking_project_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM allowance_reports WHERE account_id = ?1 AND booking_project_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM material_reports WHERE account_id = ?1 AND booking_project_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM equipment_reports WHERE account_id = ?1 AND booking_project_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM addition_reports WHERE account_id = ?1 AND booking_project_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM booking_projects t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM booking_projects t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM booking_projects t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM booking_projects t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM booking_projects t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM booking_projects t WHERE t.account_id = ?1
cost centers
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM cost_centers t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM cost_centers t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.code, t.is_active FROM cost_centers t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.code, t.is_active FROM cost_centers t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM cost_centers WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, code, is_active FROM cost_centers WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO cost_centers (account_id, id, name, code, is_active, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  update                   UPDATE cost_centers SET name = ?3, code = ?4, is_active = ?5, name_key = ?6, name_folded = ?7 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM cost_centers WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM cost_centers WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE cost_centers SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM projects WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM time_reports WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM users WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM travel_reports WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM allowance_reports WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM material_reports WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM equipment_reports WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM addition_reports WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM projects WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM time_reports WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM users WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM travel_reports WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM allowance_reports WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM material_reports WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM equipment_reports WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM addition_reports WHERE account_id = ?1 AND cost_center_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM cost_centers t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM cost_centers t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM cost_centers t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM cost_centers t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM cost_centers t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM cost_centers t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM cost_centers t WHERE t.account_id = ?1
departments
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM departments t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM departments t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name FROM departments t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name FROM departments t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM departments WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM departments WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO departments (account_id, id, name, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE departments SET name = ?3, name_key = ?4, name_folded = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM departments WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM departments WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE departments SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM users WHERE account_id = ?1 AND department_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM users WHERE account_id = ?1 AND department_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM users WHERE account_id = ?1 AND department_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM users WHERE account_id = ?1 AND department_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM users WHERE account_id = ?1 AND department_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM users WHERE account_id = ?1 AND department_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM departments t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM departments t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM departments t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM departments t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM departments t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM departments t WHERE t.account_id = ?1
equipment types
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM equipment_types t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM equipment_types t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name FROM equipment_types t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name FROM equipment_types t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM equipment_types WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM equipment_types WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO equipment_types (account_id, id, name, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE equipment_types SET name = ?3, name_key = ?4, name_folded = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM equipment_types WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM equipment_types WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE equipment_types SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM equipments WHERE account_id = ?1 AND type_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM equipments WHERE account_id = ?1 AND type_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM equipment_types t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM equipment_types t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM equipment_types t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM equipment_types t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM equipment_types t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM equipment_types t WHERE t.account_id = ?1
project categories
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name, t.color FROM project_categories t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM project_categories t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.color, t.is_active FROM project_categories t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.color, t.is_active FROM project_categories t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM project_categories WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, color, is_active FROM project_categories WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO project_categories (account_id, id, name, color, is_active, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  update                   UPDATE project_categories SET name = ?3, color = ?4, is_active = ?5, name_key = ?6, name_folded = ?7 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM project_categories WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM project_categories WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE project_categories SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM projects WHERE account_id = ?1 AND category_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM projects WHERE account_id = ?1 AND category_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM project_categories t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_categories t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_categories t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_categories t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM project_categories t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM project_categories t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM project_categories t WHERE t.account_id = ?1
project collections
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name, t.number FROM project_collections t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM project_collections t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.number, t.name FROM project_collections t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.number, t.name FROM project_collections t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM project_collections WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, number, name FROM project_collections WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO project_collections (account_id, id, number, name, number_key, number_folded, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
  update                   UPDATE project_collections SET number = ?3, name = ?4, number_key = ?5, number_folded = ?6, name_key = ?7, name_folded = ?8 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM project_collections WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, number, name FROM project_collections WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE project_collections SET number_key = ?3, number_folded = ?4, name_key = ?5, name_folded = ?6 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM projects WHERE account_id = ?1 AND project_collection_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM tasks WHERE account_id = ?1 AND project_collection_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM projects WHERE account_id = ?1 AND project_collection_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM tasks WHERE account_id = ?1 AND project_collection_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM project_collections t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_collections t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_collections t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_collections t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM project_collections t WHERE t.account_id = ?1 AND (instr(t.number_folded, ?7) > 0 OR instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM project_collections t WHERE t.account_id = ?1
project statuses
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name, t.is_completed_status FROM project_statuses t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM project_statuses t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.color, t.is_active, t.is_completed_status FROM project_statuses t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.color, t.is_active, t.is_completed_status FROM project_statuses t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM project_statuses WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, color, is_active, is_completed_status FROM project_statuses WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO project_statuses (account_id, id, name, color, is_active, is_completed_status, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
  update                   UPDATE project_statuses SET name = ?3, color = ?4, is_active = ?5, is_completed_status = ?6, name_key = ?7, name_folded = ?8 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM project_statuses WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM project_statuses WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE project_statuses SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM projects WHERE account_id = ?1 AND status_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM projects WHERE account_id = ?1 AND status_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM project_statuses t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_statuses t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_statuses t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_statuses t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM project_statuses t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM project_statuses t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM project_statuses t WHERE t.account_id = ?1
project tags
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name, t.name, t.color FROM project_tags t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM project_tags t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.color, t.is_active FROM project_tags t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.color, t.is_active FROM project_tags t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT is_active FROM project_tags WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, color, is_active FROM project_tags WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO project_tags (account_id, id, name, color, is_active, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
  update                   UPDATE project_tags SET name = ?3, color = ?4, is_active = ?5, name_key = ?6, name_folded = ?7 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM project_tags WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM project_tags WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE project_tags SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM project_tag_links WHERE account_id = ?1 AND project_tag_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM project_tag_links WHERE account_id = ?1 AND project_tag_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM project_tags t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_tags t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_tags t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM project_tags t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM project_tags t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count by isActive        SELECT count(*) FROM project_tags t WHERE t.account_id = ?1 AND (t.is_active = ?7)
  count                    SELECT count(*) FROM project_tags t WHERE t.account_id = ?1
schedules
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM schedules t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM schedules t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.monday, t.tuesday, t.wednesday, t.thursday, t.friday, t.saturday, t.sunday FROM schedules t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.monday, t.tuesday, t.wednesday, t.thursday, t.friday, t.saturday, t.sunday FROM schedules t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM schedules WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, monday, tuesday, wednesday, thursday, friday, saturday, sunday FROM schedules WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO schedules (account_id, id, name, monday, tuesday, wednesday, thursday, friday, saturday, sunday, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
  update                   UPDATE schedules SET name = ?3, monday = ?4, tuesday = ?5, wednesday = ?6, thursday = ?7, friday = ?8, saturday = ?9, sunday = ?10, name_key = ?11, name_folded = ?12 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM schedules WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM schedules WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE schedules SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM users WHERE account_id = ?1 AND schedule_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM users WHERE account_id = ?1 AND schedule_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM schedules t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM schedules t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM schedules t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM schedules t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM schedules t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM schedules t WHERE t.account_id = ?1
task tags
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.title, t.color FROM task_tags t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.title FROM task_tags t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.title, t.color FROM task_tags t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.title, t.color FROM task_tags t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM task_tags WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, title, color FROM task_tags WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO task_tags (account_id, id, title, color, title_key, title_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  update                   UPDATE task_tags SET title = ?3, color = ?4, title_key = ?5, title_folded = ?6 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM task_tags WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, title FROM task_tags WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE task_tags SET title_key = ?3, title_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM task_board_tag_links WHERE account_id = ?1 AND task_tag_id = ?2 LIMIT 1) OR EXISTS (SELECT 1 FROM task_tag_links WHERE account_id = ?1 AND task_tag_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM task_board_tag_links WHERE account_id = ?1 AND task_tag_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM task_tag_links WHERE account_id = ?1 AND task_tag_id = ?2 LIMIT 1
  list by title            SELECT t.id, t.title_key FROM task_tags t WHERE t.account_id = ?1 ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM task_tags t WHERE t.account_id = ?1 ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM task_tags t WHERE t.account_id = ?1 AND (t.title_key, t.id) >= (?5, ?4) ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM task_tags t WHERE t.account_id = ?1 AND (t.title_key, t.id) <= (?5, ?4) ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM task_tags t WHERE t.account_id = ?1 AND (instr(t.title_folded, ?7) > 0)
  count                    SELECT count(*) FROM task_tags t WHERE t.account_id = ?1
time reporting profiles
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM time_reporting_profiles t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM time_reporting_profiles t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name FROM time_reporting_profiles t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name FROM time_reporting_profiles t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM time_reporting_profiles WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM time_reporting_profiles WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO time_reporting_profiles (account_id, id, name, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE time_reporting_profiles SET name = ?3, name_key = ?4, name_folded = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM time_reporting_profiles WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM time_reporting_profiles WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE time_reporting_profiles SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM users WHERE account_id = ?1 AND time_reporting_profile_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM users WHERE account_id = ?1 AND time_reporting_profile_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM time_reporting_profiles t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_reporting_profiles t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_reporting_profiles t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM time_reporting_profiles t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM time_reporting_profiles t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM time_reporting_profiles t WHERE t.account_id = ?1
units
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.name FROM units t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM units t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name FROM units t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name FROM units t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM units WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM units WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO units (account_id, id, name, name_key, name_folded) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE units SET name = ?3, name_key = ?4, name_folded = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM units WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM units WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE units SET name_key = ?3, name_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM articles WHERE account_id = ?1 AND unit_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM articles WHERE account_id = ?1 AND unit_id = ?2 LIMIT 1
  list by name             SELECT t.id, t.name_key FROM units t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM units t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM units t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM units t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM units t WHERE t.account_id = ?1 AND (instr(t.name_folded, ?7) > 0)
  count                    SELECT count(*) FROM units t WHERE t.account_id = ?1
user tags
  invalidated by changes  registry
  list invalidated by new registry
  brief                    SELECT t.id, t.title, t.color FROM user_tags t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.title FROM user_tags t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.title, t.color FROM user_tags t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.title, t.color FROM user_tags t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM user_tags WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, title, color FROM user_tags WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO user_tags (account_id, id, title, color, title_key, title_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
  update                   UPDATE user_tags SET title = ?3, color = ?4, title_key = ?5, title_folded = ?6 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM user_tags WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, title FROM user_tags WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE user_tags SET title_key = ?3, title_folded = ?4 WHERE account_id = ?1 AND id = ?2
  referred to at all       SELECT 1 WHERE EXISTS (SELECT 1 FROM user_tag_links WHERE account_id = ?1 AND user_tag_id = ?2 LIMIT 1)
  referred to              SELECT 1 FROM user_tag_links WHERE account_id = ?1 AND user_tag_id = ?2 LIMIT 1
  list by title            SELECT t.id, t.title_key FROM user_tags t WHERE t.account_id = ?1 ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM user_tags t WHERE t.account_id = ?1 ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM user_tags t WHERE t.account_id = ?1 AND (t.title_key, t.id) >= (?5, ?4) ORDER BY t.title_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by title            SELECT t.id, t.title_key FROM user_tags t WHERE t.account_id = ?1 AND (t.title_key, t.id) <= (?5, ?4) ORDER BY t.title_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM user_tags t WHERE t.account_id = ?1 AND (instr(t.title_folded, ?7) > 0)
  count                    SELECT count(*) FROM user_tags t WHERE t.account_id = ?1
