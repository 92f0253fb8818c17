// contacts.js - contacts in SQLite: prepared statements, and rows as the interface shows them.

import { DatabaseSync } from "node:sqlite";
import { sortName } from "./names.js";

// The person in whose name the interface writes.
const WRITER = 1;

// Names of the companies that a contact refers to come with its row.
const JOINS = `
  LEFT JOIN contacts company ON company.id = c.company_id
  LEFT JOIN contacts parent ON parent.id = c.parent_company_id`;

const GET = `
  SELECT c.*, company.name AS company_name, parent.name AS parent_company_name
    FROM contacts c ${JOINS}
   WHERE c.id = ?`;

// The rows that a page skips are skipped in the index alone.
const LIST = `
  WITH page AS (SELECT id, sort_name FROM contacts ORDER BY sort_name, id LIMIT ? OFFSET ?)
  SELECT c.id, c.name, c.customer_number, c.contact_type, c.official_number, c.company_id,
         c.parent_company_id, c.visiting_street, c.visiting_additional, c.visiting_postal_code,
         c.visiting_city, c.visiting_state, c.visiting_country_id, c.created, c.updated,
         company.name AS company_name, parent.name AS parent_company_name
    FROM page JOIN contacts c ON c.id = page.id ${JOINS}
   ORDER BY page.sort_name, page.id`;

const ADDRESS = ["streetAddress", "additionalAddress", "postalCode", "city", "state", "countryId"];

// The properties that a client gives, by column.
const GIVEN = {
  name: "name",
  official_number: "organizationalOrSocialSecurityNumber",
  company_id: "companyId",
  parent_company_id: "parentCompanyId",
  is_active: "isActive",
  email: "email",
  invoice_email: "invoiceEmail",
  phone_number: "phoneNumber",
  cell_phone_number: "cellPhoneNumber",
  important_information: "importantInformation",
  is_supplier: "isSupplier",
  is_whole_sale: "isWholeSale",
  is_retailer: "isRetailer",
  is_sub_contractor: "isSubContractor",
  is_partner: "isPartner",
  is_customer: "isCustomer",
  use_reverse_build_tax: "useReverseBuildTax",
  responsible_id: "responsibleId",
};

const COLUMNS = [
  ...Object.keys(GIVEN),
  ...["visiting", "delivery", "invoice"].flatMap((kind) =>
    ["street", "additional", "postal_code", "city", "state", "country_id"].map(
      (part) => `${kind}_${part}`,
    ),
  ),
  "contact_type",
  "sort_name",
  "created",
  "created_by_id",
];

// One statement is one transaction, so other writers wait no longer than they must.
const INSERT = `
  INSERT INTO contacts (${COLUMNS}, customer_number)
  VALUES (${COLUMNS.map(() => "?")}, (SELECT coalesce(max(CAST(customer_number AS INTEGER)), 0) + 1 FROM contacts))
  RETURNING *`;

function open(file) {
  const db = new DatabaseSync(file, { timeout: 5000 });
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -65536;
    PRAGMA mmap_size = 268435456;
    PRAGMA temp_store = MEMORY;
  `);
  return db;
}

function names(db, query) {
  return new Map(
    db
      .prepare(query)
      .all()
      .map((row) => [row.id, { objectName: "generic.name_id", id: row.id, name: row.name }]),
  );
}

const capitalised = { person: "Person", company: "Company" };

function reference(id, name) {
  return id === null ? null : { objectName: "generic.name_id", id, name };
}

function now() {
  return `${new Date().toISOString().slice(0, 19).replace("T", " ")} +00:00`;
}

function flag(value) {
  return typeof value === "boolean" ? Number(value) : (value ?? null);
}

export function openContacts(file) {
  const db = open(file);
  // Registries are small and nothing here changes them.
  const users = names(db, "SELECT id, name FROM users");
  const countries = names(db, "SELECT id, name FROM countries");
  const tags = names(db, "SELECT id, title AS name FROM tags");
  const getRow = db.prepare(GET);
  const getType = db.prepare("SELECT contact_type FROM contacts WHERE id = ?");
  const listRows = db.prepare(LIST);
  const countRows = db.prepare("SELECT count(*) AS total FROM contacts");
  const tagsOf = db.prepare("SELECT tag_id FROM contact_tags WHERE contact_id = ? ORDER BY tag_id");
  const insertRow = db.prepare(INSERT);

  function address(street, additional, postalCode, city, state, countryId) {
    return {
      objectName: "generic.address",
      streetAddress: street,
      additionalAddress: additional,
      postalCode,
      city,
      state,
      countryId,
      countryName: countryId === null ? null : countries.get(countryId).name,
    };
  }

  function visitingAddress(row) {
    return address(
      row.visiting_street,
      row.visiting_additional,
      row.visiting_postal_code,
      row.visiting_city,
      row.visiting_state,
      row.visiting_country_id,
    );
  }

  function item(row) {
    return {
      objectName: "contact.list",
      id: row.id,
      name: row.name,
      customerNumber: row.customer_number,
      contactType: row.contact_type,
      organizationalOrSocialSecurityNumber: row.official_number,
      visitingAddress: visitingAddress(row),
      company: reference(row.company_id, row.company_name),
      parentCompany: reference(row.parent_company_id, row.parent_company_name),
      created: row.created,
      lastUpdated: row.updated,
    };
  }

  function detail(row, itsTags) {
    return {
      objectName: "contact.detail",
      id: row.id,
      name: row.name,
      customerNumber: row.customer_number,
      contactType: capitalised[row.contact_type],
      organizationalOrSocialSecurityNumber: row.official_number,
      company: reference(row.company_id, row.company_name),
      parentCompany: reference(row.parent_company_id, row.parent_company_name),
      isActive: row.is_active === 1,
      email: row.email,
      invoiceEmail: row.invoice_email,
      phoneNumber: row.phone_number,
      cellPhoneNumber: row.cell_phone_number,
      importantInformation: row.important_information,
      isSupplier: row.is_supplier === 1,
      isWholeSale: row.is_whole_sale === 1,
      isRetailer: row.is_retailer === 1,
      isSubContractor: row.is_sub_contractor === 1,
      isPartner: row.is_partner === 1,
      isCustomer: row.is_customer === 1,
      useReverseBuildTax: row.use_reverse_build_tax === 1,
      responsible: users.get(row.responsible_id),
      tags: itsTags,
      visitingAddress: visitingAddress(row),
      deliveryAddress: address(
        row.delivery_street,
        row.delivery_additional,
        row.delivery_postal_code,
        row.delivery_city,
        row.delivery_state,
        row.delivery_country_id,
      ),
      invoiceAddress: address(
        row.invoice_street,
        row.invoice_additional,
        row.invoice_postal_code,
        row.invoice_city,
        row.invoice_state,
        row.invoice_country_id,
      ),
      created: row.created,
      createdBy: users.get(row.created_by_id),
      lastUpdated: row.updated,
      lastUpdatedBy: row.updated_by_id === null ? null : users.get(row.updated_by_id),
    };
  }

  return {
    get(id) {
      const row = getRow.get(id);
      return (
        row &&
        detail(
          row,
          tagsOf.all(id).map((link) => tags.get(link.tag_id)),
        )
      );
    },

    list(page, pageSize) {
      const { total } = countRows.get();
      const items = listRows.all(pageSize, (page - 1) * pageSize).map(item);
      return {
        objectName: "generic.pagedlist",
        page,
        pageSize,
        itemCount: items.length,
        totalItemCount: total,
        totalPages: Math.ceil(total / pageSize),
        items,
      };
    },

    /** What is wrong with a new contact, or nothing. */
    check(body) {
      if (!users.has(body.responsibleId)) {
        return "There is no such user.";
      }
      for (const id of [body.companyId, body.parentCompanyId]) {
        if (id && getType.get(id)?.contact_type !== "company") {
          return "There is no such company.";
        }
      }
      return undefined;
    },

    create(body) {
      const made = insertRow.get(
        ...Object.values(GIVEN).map((property) => flag(body[property])),
        ...[body.visitingAddress, body.deliveryAddress, body.invoiceAddress].flatMap((group) =>
          ADDRESS.map((part) => group?.[part] ?? null),
        ),
        body.contactType.toLowerCase(),
        sortName(body.name),
        now(),
        WRITER,
      );
      const hasCompany = made.company_id !== null || made.parent_company_id !== null;
      return hasCompany ? this.get(made.id) : detail(made, []);
    },
  };
}
