contacts
  brief                    SELECT t.id, t.name FROM contacts t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM contacts t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.customer_number, t.contact_type, t.organizational_or_social_security_number, t.visiting_street_address, t.visiting_additional_address, t.visiting_postal_code, t.visiting_city, t.visiting_state, t.visiting_country_id, t.visiting_country_id, t.company_id, t.parent_company_id, t.created_at, t.updated_at FROM contacts t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.name, t.customer_number, t.contact_type, t.organizational_or_social_security_number, t.company_id, t.parent_company_id, t.is_active, t.email, t.invoice_email, t.phone_number, t.cell_phone_number, t.important_information, t.is_supplier, t.is_whole_sale, t.is_retailer, t.is_sub_contractor, t.is_partner, t.is_customer, t.use_reverse_build_tax, t.responsible_id, t.visiting_street_address, t.visiting_additional_address, t.visiting_postal_code, t.visiting_city, t.visiting_state, t.visiting_country_id, t.visiting_country_id, t.delivery_street_address, t.delivery_additional_address, t.delivery_postal_code, t.delivery_city, t.delivery_state, t.delivery_country_id, t.delivery_country_id, t.invoice_street_address, t.invoice_additional_address, t.invoice_postal_code, t.invoice_city, t.invoice_state, t.invoice_country_id, t.invoice_country_id, t.created_at, t.created_by_id, t.updated_at, t.updated_by_id FROM contacts t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM contacts WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, customer_number, customer_number_value, contact_type, organizational_or_social_security_number, visiting_street_address, visiting_additional_address, visiting_postal_code, visiting_city, visiting_state, visiting_country_id, company_id, parent_company_id, created_at, created_by_id, updated_at, updated_by_id, is_active, email, invoice_email, phone_number, cell_phone_number, important_information, is_supplier, is_whole_sale, is_retailer, is_sub_contractor, is_partner, is_customer, use_reverse_build_tax, responsible_id, delivery_street_address, delivery_additional_address, delivery_postal_code, delivery_city, delivery_state, delivery_country_id, invoice_street_address, invoice_additional_address, invoice_postal_code, invoice_city, invoice_state, invoice_country_id FROM contacts WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO contacts (account_id, id, name, customer_number, customer_number_value, contact_type, organizational_or_social_security_number, visiting_street_address, visiting_additional_address, visiting_postal_code, visiting_city, visiting_state, visiting_country_id, company_id, parent_company_id, created_at, created_by_id, updated_at, updated_by_id, is_active, email, invoice_email, phone_number, cell_phone_number, important_information, is_supplier, is_whole_sale, is_retailer, is_sub_contractor, is_partner, is_customer, use_reverse_build_tax, responsible_id, delivery_street_address, delivery_additional_address, delivery_postal_code, delivery_city, delivery_state, delivery_country_id, invoice_street_address, invoice_additional_address, invoice_postal_code, invoice_city, invoice_state, invoice_country_id, name_key, name_folded, customer_number_key, customer_number_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46, ?47, ?48, ?49)
  update                   UPDATE contacts SET name = ?3, customer_number = ?4, customer_number_value = ?5, contact_type = ?6, organizational_or_social_security_number = ?7, visiting_street_address = ?8, visiting_additional_address = ?9, visiting_postal_code = ?10, visiting_city = ?11, visiting_state = ?12, visiting_country_id = ?13, company_id = ?14, parent_company_id = ?15, created_at = ?16, created_by_id = ?17, updated_at = ?18, updated_by_id = ?19, is_active = ?20, email = ?21, invoice_email = ?22, phone_number = ?23, cell_phone_number = ?24, important_information = ?25, is_supplier = ?26, is_whole_sale = ?27, is_retailer = ?28, is_sub_contractor = ?29, is_partner = ?30, is_customer = ?31, use_reverse_build_tax = ?32, responsible_id = ?33, delivery_street_address = ?34, delivery_additional_address = ?35, delivery_postal_code = ?36, delivery_city = ?37, delivery_state = ?38, delivery_country_id = ?39, invoice_street_address = ?40, invoice_additional_address = ?41, invoice_postal_code = ?42, invoice_city = ?43, invoice_state = ?44, invoice_country_id = ?45, name_key = ?46, name_folded = ?47, customer_number_key = ?48, customer_number_folded = ?49 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM contacts WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name, customer_number FROM contacts WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE contacts SET name_key = ?3, name_folded = ?4, customer_number_key = ?5, customer_number_folded = ?6 WHERE account_id = ?1 AND id = ?2
  links                    SELECT contact_tag_id FROM contact_tag_links WHERE account_id = ?1 AND contact_id = ?2 ORDER BY contact_tag_id
  add link                 INSERT INTO contact_tag_links (account_id, contact_id, contact_tag_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM contact_tag_links WHERE account_id = ?1 AND contact_id = ?2
  referred to              SELECT 1 FROM contacts WHERE account_id = ?1 AND company_id = ?2 LIMIT 1
  referred to              SELECT 1 FROM contacts WHERE account_id = ?1 AND parent_company_id = ?2 LIMIT 1
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
  list by updated          SELECT t.id, t.updated_at FROM contacts t WHERE t.account_id = ?1 ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updated          SELECT t.id, t.updated_at FROM contacts t WHERE t.account_id = ?1 ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by updated          SELECT t.id, t.updated_at FROM contacts t WHERE t.account_id = ?1 AND (t.updated_at, t.id) >= (?5, ?4) ORDER BY t.updated_at ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by updated          SELECT t.id, t.updated_at FROM contacts t WHERE t.account_id = ?1 AND (t.updated_at, t.id) <= (?5, ?4) ORDER BY t.updated_at DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM contacts t WHERE t.account_id = ?1 AND (t.name_folded LIKE ?6 ESCAPE '\' OR t.customer_number_folded LIKE ?6 ESCAPE '\')
  count by tagIds          SELECT count(*) FROM contacts t WHERE t.account_id = ?1 AND ((SELECT count(*) FROM contact_tag_links l WHERE l.account_id = t.account_id AND l.contact_id = t.id AND l.contact_tag_id IN {list ?6}) = ?7)
  count by createdOrUpdatedSince SELECT count(*) FROM contacts t WHERE t.account_id = ?1 AND (t.created_at >= ?6 OR t.updated_at >= ?6)
  count by contactType     SELECT count(*) FROM contacts t WHERE t.account_id = ?1 AND (t.contact_type = ?6)
  count                    SELECT count(*) FROM contacts t WHERE t.account_id = ?1
absence projects
  brief                    SELECT t.id, t.name FROM absence_projects t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM absence_projects t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.comment_required_when_time_reporting, t.salary_code_for_monthly_salary, t.salary_code_for_hourly_salary, t.refers_to_sickness, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM absence_projects t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM absence_projects WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, comment_required_when_time_reporting, salary_code_for_monthly_salary, salary_code_for_hourly_salary, refers_to_sickness, is_active, created_at, created_by_id, updated_at, updated_by_id FROM absence_projects WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO absence_projects (account_id, id, name, comment_required_when_time_reporting, salary_code_for_monthly_salary, salary_code_for_hourly_salary, refers_to_sickness, is_active, created_at, created_by_id, updated_at, updated_by_id, name_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
  update                   UPDATE absence_projects SET name = ?3, comment_required_when_time_reporting = ?4, salary_code_for_monthly_salary = ?5, salary_code_for_hourly_salary = ?6, refers_to_sickness = ?7, is_active = ?8, created_at = ?9, created_by_id = ?10, updated_at = ?11, updated_by_id = ?12, name_key = ?13 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM absence_projects WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM absence_projects WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE absence_projects SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM absence_projects t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM absence_projects t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM absence_projects t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM absence_projects t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM absence_projects t WHERE t.account_id = ?1
activities
  brief                    SELECT t.id, t.name FROM activities t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM activities t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.is_active, t.preferred_time_code_id, t.preferred_time_article_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM activities t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM activities WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, is_active, preferred_time_code_id, preferred_time_article_id, created_at, created_by_id, updated_at, updated_by_id FROM activities WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO activities (account_id, id, name, is_active, preferred_time_code_id, preferred_time_article_id, created_at, created_by_id, updated_at, updated_by_id, name_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
  update                   UPDATE activities SET name = ?3, is_active = ?4, preferred_time_code_id = ?5, preferred_time_article_id = ?6, created_at = ?7, created_by_id = ?8, updated_at = ?9, updated_by_id = ?10, name_key = ?11 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM activities WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM activities WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE activities SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
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
  brief                    SELECT t.id, t.name FROM allowances t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM allowances t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM allowances t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM allowances WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, is_active, created_at, created_by_id, updated_at, updated_by_id FROM allowances WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO allowances (account_id, id, name, description, is_active, created_at, created_by_id, updated_at, updated_by_id, name_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
  update                   UPDATE allowances SET name = ?3, description = ?4, is_active = ?5, created_at = ?6, created_by_id = ?7, updated_at = ?8, updated_by_id = ?9, name_key = ?10 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM allowances WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM allowances WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE allowances SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
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
  brief                    SELECT t.id, t.name FROM articles t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM articles t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.article_number, t.name, t.price, t.cost, t.unit_id, t.description, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM articles t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM articles WHERE account_id = ?1 AND id = ?2
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
  count by query           SELECT count(*) FROM articles t WHERE t.account_id = ?1 AND (t.article_number_folded LIKE ?6 ESCAPE '\' OR t.name_folded LIKE ?6 ESCAPE '\')
  count                    SELECT count(*) FROM articles t WHERE t.account_id = ?1
company cars
  brief                    SELECT t.id, t.name FROM company_cars t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM company_cars t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.is_active, t.make_and_model, t.registration_number, t.type, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM company_cars t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM company_cars WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, is_active, make_and_model, registration_number, type, created_at, created_by_id, updated_at, updated_by_id FROM company_cars WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO company_cars (account_id, id, name, is_active, make_and_model, registration_number, type, created_at, created_by_id, updated_at, updated_by_id, name_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
  update                   UPDATE company_cars SET name = ?3, is_active = ?4, make_and_model = ?5, registration_number = ?6, type = ?7, created_at = ?8, created_by_id = ?9, updated_at = ?10, updated_by_id = ?11, name_key = ?12 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM company_cars WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM company_cars WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE company_cars SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
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
  brief                    SELECT t.id, t.title FROM contact_tags t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.title FROM contact_tags t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.title, t.color FROM contact_tags t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM contact_tags WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, title, color, created_at, created_by_id, updated_at, updated_by_id FROM contact_tags WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO contact_tags (account_id, id, title, color, created_at, created_by_id, updated_at, updated_by_id, title_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
  update                   UPDATE contact_tags SET title = ?3, color = ?4, created_at = ?5, created_by_id = ?6, updated_at = ?7, updated_by_id = ?8, title_key = ?9 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM contact_tags WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, title FROM contact_tags WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE contact_tags SET title_key = ?3 WHERE account_id = ?1 AND id = ?2
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
  brief                    SELECT t.id, t.name FROM countries t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM countries t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name FROM countries t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM countries WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM countries WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO countries (account_id, id, name, name_key) VALUES (?1, ?2, ?3, ?4)
  update                   UPDATE countries SET name = ?3, name_key = ?4 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM countries WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM countries WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE countries SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM countries t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM countries t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM countries t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM countries t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM countries t WHERE t.account_id = ?1
equipments
  brief                    SELECT t.id, t.name FROM equipments t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM equipments t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.is_active, t.type_id, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM equipments t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM equipments WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, is_active, type_id, created_at, created_by_id, updated_at, updated_by_id FROM equipments WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO equipments (account_id, id, name, description, is_active, type_id, created_at, created_by_id, updated_at, updated_by_id, name_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
  update                   UPDATE equipments SET name = ?3, description = ?4, is_active = ?5, type_id = ?6, created_at = ?7, created_by_id = ?8, updated_at = ?9, updated_by_id = ?10, name_key = ?11 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM equipments WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM equipments WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE equipments SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
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
  brief                    SELECT t.id, t.name FROM internal_projects t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM internal_projects t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.comment_required_when_time_reporting, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM internal_projects t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM internal_projects WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, comment_required_when_time_reporting, is_active, created_at, created_by_id, updated_at, updated_by_id FROM internal_projects WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO internal_projects (account_id, id, name, comment_required_when_time_reporting, is_active, created_at, created_by_id, updated_at, updated_by_id, name_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
  update                   UPDATE internal_projects SET name = ?3, comment_required_when_time_reporting = ?4, is_active = ?5, created_at = ?6, created_by_id = ?7, updated_at = ?8, updated_by_id = ?9, name_key = ?10 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM internal_projects WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM internal_projects WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE internal_projects SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
  list by name             SELECT t.id, t.name_key FROM internal_projects t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM internal_projects t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM internal_projects t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM internal_projects t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count                    SELECT count(*) FROM internal_projects t WHERE t.account_id = ?1
time additions
  brief                    SELECT t.id, t.name FROM time_additions t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM time_additions t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.type, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM time_additions t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM time_additions WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, type, is_active, created_at, created_by_id, updated_at, updated_by_id FROM time_additions WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO time_additions (account_id, id, name, description, type, is_active, created_at, created_by_id, updated_at, updated_by_id, name_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
  update                   UPDATE time_additions SET name = ?3, description = ?4, type = ?5, is_active = ?6, created_at = ?7, created_by_id = ?8, updated_at = ?9, updated_by_id = ?10, name_key = ?11 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM time_additions WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM time_additions WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE time_additions SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
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
  brief                    SELECT t.id, t.name FROM time_articles t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM time_articles t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.is_active, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM time_articles t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM time_articles WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, is_active, created_at, created_by_id, updated_at, updated_by_id FROM time_articles WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO time_articles (account_id, id, name, description, is_active, created_at, created_by_id, updated_at, updated_by_id, name_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
  update                   UPDATE time_articles SET name = ?3, description = ?4, is_active = ?5, created_at = ?6, created_by_id = ?7, updated_at = ?8, updated_by_id = ?9, name_key = ?10 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM time_articles WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM time_articles WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE time_articles SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
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
  brief                    SELECT t.id, t.name FROM time_codes t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM time_codes t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.name, t.description, t.is_active, t.is_standard, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM time_codes t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM time_codes WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, description, is_active, is_standard, created_at, created_by_id, updated_at, updated_by_id FROM time_codes WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO time_codes (account_id, id, name, description, is_active, is_standard, created_at, created_by_id, updated_at, updated_by_id, name_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
  update                   UPDATE time_codes SET name = ?3, description = ?4, is_active = ?5, is_standard = ?6, created_at = ?7, created_by_id = ?8, updated_at = ?9, updated_by_id = ?10, name_key = ?11 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM time_codes WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM time_codes WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE time_codes SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
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
  brief                    SELECT t.id, t.name FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  list item                SELECT t.id, t.first_name, t.last_name, t.start_date, t.end_date, t.time_reporting_profile_id, t.department_id, t.license, t.permissions, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  detail                   SELECT t.id, t.first_name, t.last_name, t.license, t.email, t.social_security_number, t.mobile_phone_number, t.work_phone_number, t.note, t.start_date, t.end_date, t.department_id, t.cost_center_id, t.salary_type, t.cost_per_hour, t.employee_number, t.settlement_account, t.address_street_address, t.address_additional_address, t.address_postal_code, t.address_city, t.address_state, t.address_country_id, t.address_country_id, t.next_of_kin, t.next_of_kin_relation, t.next_of_kin_phone_number, t.manager_id, t.schedule_id, t.standard_time_article_id, t.standard_activity_id, t.time_reporting_profile_id, t.time_bank_enabled, t.current_time_bank, t.planning_capacity_in_percent, t.permissions, t.created_by_id, t.updated_by_id, t.created_at, t.updated_at FROM users t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM users WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name, first_name, last_name, start_date, end_date, time_reporting_profile_id, department_id, license, permissions, email, social_security_number, mobile_phone_number, work_phone_number, note, cost_center_id, salary_type, cost_per_hour, employee_number, settlement_account, address_street_address, address_additional_address, address_postal_code, address_city, address_state, address_country_id, next_of_kin, next_of_kin_relation, next_of_kin_phone_number, manager_id, schedule_id, standard_time_article_id, standard_activity_id, time_bank_enabled, current_time_bank, planning_capacity_in_percent, created_at, created_by_id, updated_at, updated_by_id FROM users WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO users (account_id, id, name, first_name, last_name, start_date, end_date, time_reporting_profile_id, department_id, license, permissions, email, social_security_number, mobile_phone_number, work_phone_number, note, cost_center_id, salary_type, cost_per_hour, employee_number, settlement_account, address_street_address, address_additional_address, address_postal_code, address_city, address_state, address_country_id, next_of_kin, next_of_kin_relation, next_of_kin_phone_number, manager_id, schedule_id, standard_time_article_id, standard_activity_id, time_bank_enabled, current_time_bank, planning_capacity_in_percent, created_at, created_by_id, updated_at, updated_by_id, name_key, name_folded, first_name_folded, last_name_folded, email_folded, employee_number_folded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46, ?47)
  update                   UPDATE users SET name = ?3, first_name = ?4, last_name = ?5, start_date = ?6, end_date = ?7, time_reporting_profile_id = ?8, department_id = ?9, license = ?10, permissions = ?11, email = ?12, social_security_number = ?13, mobile_phone_number = ?14, work_phone_number = ?15, note = ?16, cost_center_id = ?17, salary_type = ?18, cost_per_hour = ?19, employee_number = ?20, settlement_account = ?21, address_street_address = ?22, address_additional_address = ?23, address_postal_code = ?24, address_city = ?25, address_state = ?26, address_country_id = ?27, next_of_kin = ?28, next_of_kin_relation = ?29, next_of_kin_phone_number = ?30, manager_id = ?31, schedule_id = ?32, standard_time_article_id = ?33, standard_activity_id = ?34, time_bank_enabled = ?35, current_time_bank = ?36, planning_capacity_in_percent = ?37, created_at = ?38, created_by_id = ?39, updated_at = ?40, updated_by_id = ?41, name_key = ?42, name_folded = ?43, first_name_folded = ?44, last_name_folded = ?45, email_folded = ?46, employee_number_folded = ?47 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM users WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name, first_name, last_name, email, employee_number FROM users WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE users SET name_key = ?3, name_folded = ?4, first_name_folded = ?5, last_name_folded = ?6, email_folded = ?7, employee_number_folded = ?8 WHERE account_id = ?1 AND id = ?2
  links                    SELECT user_tag_id FROM user_tag_links WHERE account_id = ?1 AND user_id = ?2 ORDER BY user_tag_id
  add link                 INSERT INTO user_tag_links (account_id, user_id, user_tag_id) VALUES (?1, ?2, ?3)
  delete links             DELETE FROM user_tag_links WHERE account_id = ?1 AND user_id = ?2
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 AND (t.name_key, t.id) >= (?5, ?4) ORDER BY t.name_key ASC NULLS FIRST, t.id ASC LIMIT ?2 OFFSET ?3
  list by name             SELECT t.id, t.name_key FROM users t WHERE t.account_id = ?1 AND (t.name_key, t.id) <= (?5, ?4) ORDER BY t.name_key DESC NULLS LAST, t.id DESC LIMIT ?2 OFFSET ?3
  count by query           SELECT count(*) FROM users t WHERE t.account_id = ?1 AND (t.name_folded LIKE ?6 ESCAPE '\' OR t.first_name_folded LIKE ?6 ESCAPE '\' OR t.last_name_folded LIKE ?6 ESCAPE '\' OR t.email_folded LIKE ?6 ESCAPE '\' OR t.employee_number_folded LIKE ?6 ESCAPE '\')
  count                    SELECT count(*) FROM users t WHERE t.account_id = ?1
cost centers
  brief                    SELECT t.id, t.name FROM cost_centers t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM cost_centers t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM cost_centers WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM cost_centers WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO cost_centers (account_id, id, name, name_key) VALUES (?1, ?2, ?3, ?4)
  update                   UPDATE cost_centers SET name = ?3, name_key = ?4 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM cost_centers WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM cost_centers WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE cost_centers SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
departments
  brief                    SELECT t.id, t.name FROM departments t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM departments t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM departments WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM departments WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO departments (account_id, id, name, name_key) VALUES (?1, ?2, ?3, ?4)
  update                   UPDATE departments SET name = ?3, name_key = ?4 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM departments WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM departments WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE departments SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
equipment types
  brief                    SELECT t.id, t.name FROM equipment_types t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM equipment_types t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM equipment_types WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM equipment_types WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO equipment_types (account_id, id, name, name_key) VALUES (?1, ?2, ?3, ?4)
  update                   UPDATE equipment_types SET name = ?3, name_key = ?4 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM equipment_types WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM equipment_types WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE equipment_types SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
schedules
  brief                    SELECT t.id, t.name FROM schedules t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM schedules t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM schedules WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM schedules WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO schedules (account_id, id, name, name_key) VALUES (?1, ?2, ?3, ?4)
  update                   UPDATE schedules SET name = ?3, name_key = ?4 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM schedules WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM schedules WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE schedules SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
time reporting profiles
  brief                    SELECT t.id, t.name FROM time_reporting_profiles t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM time_reporting_profiles t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM time_reporting_profiles WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM time_reporting_profiles WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO time_reporting_profiles (account_id, id, name, name_key) VALUES (?1, ?2, ?3, ?4)
  update                   UPDATE time_reporting_profiles SET name = ?3, name_key = ?4 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM time_reporting_profiles WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM time_reporting_profiles WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE time_reporting_profiles SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
units
  brief                    SELECT t.id, t.name FROM units t WHERE t.account_id = ?1 AND t.id = ?2
  name                     SELECT t.name FROM units t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM units WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, name FROM units WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO units (account_id, id, name, name_key) VALUES (?1, ?2, ?3, ?4)
  update                   UPDATE units SET name = ?3, name_key = ?4 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM units WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, name FROM units WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE units SET name_key = ?3 WHERE account_id = ?1 AND id = ?2
user tags
  brief                    SELECT t.id, t.title, t.color FROM user_tags t WHERE t.account_id = ?1 AND t.id = ?2
  exists                   SELECT 1 FROM user_tags WHERE account_id = ?1 AND id = ?2
  row                      SELECT id, title, color FROM user_tags WHERE account_id = ?1 AND id = ?2
  insert                   INSERT INTO user_tags (account_id, id, title, color, title_key) VALUES (?1, ?2, ?3, ?4, ?5)
  update                   UPDATE user_tags SET title = ?3, color = ?4, title_key = ?5 WHERE account_id = ?1 AND id = ?2
  delete                   DELETE FROM user_tags WHERE account_id = ?1 AND id = ?2
  derived rows             SELECT account_id, id, title FROM user_tags WHERE (account_id = ?1 AND id > ?2) OR account_id > ?1 ORDER BY account_id, id LIMIT ?3
  derived update           UPDATE user_tags SET title_key = ?3 WHERE account_id = ?1 AND id = ?2
