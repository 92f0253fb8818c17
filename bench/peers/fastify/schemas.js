// schemas.js - what requests and answers look like; Fastify compiles both.

const text = { type: "string", nullable: true };
const number = { type: "integer", nullable: true };
const id = { type: "integer" };
const always = { type: "string" };
const yes = { type: "boolean" };

const named = {
  type: "object",
  nullable: true,
  properties: { objectName: always, id, name: always },
};

const address = {
  type: "object",
  properties: {
    objectName: always,
    streetAddress: text,
    additionalAddress: text,
    postalCode: text,
    city: text,
    state: text,
    countryId: number,
    countryName: text,
  },
};

const item = {
  type: "object",
  properties: {
    objectName: always,
    id,
    name: always,
    customerNumber: text,
    contactType: always,
    organizationalOrSocialSecurityNumber: text,
    visitingAddress: address,
    company: named,
    parentCompany: named,
    created: always,
    lastUpdated: text,
  },
};

export const detail = {
  type: "object",
  properties: {
    objectName: always,
    id,
    name: always,
    customerNumber: text,
    contactType: always,
    organizationalOrSocialSecurityNumber: text,
    company: named,
    parentCompany: named,
    isActive: yes,
    email: text,
    invoiceEmail: text,
    phoneNumber: text,
    cellPhoneNumber: text,
    importantInformation: text,
    isSupplier: yes,
    isWholeSale: yes,
    isRetailer: yes,
    isSubContractor: yes,
    isPartner: yes,
    isCustomer: yes,
    useReverseBuildTax: yes,
    responsible: named,
    tags: { type: "array", items: named },
    visitingAddress: address,
    deliveryAddress: address,
    invoiceAddress: address,
    created: always,
    createdBy: named,
    lastUpdated: text,
    lastUpdatedBy: named,
  },
};

export const list = {
  type: "object",
  properties: {
    objectName: always,
    page: id,
    pageSize: id,
    itemCount: id,
    totalItemCount: id,
    totalPages: id,
    items: { type: "array", items: item },
  },
};

export const row = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "integer", minimum: 1 } },
};

export const page = {
  type: "object",
  properties: {
    page: { type: "integer", minimum: 1, default: 1 },
    pageSize: { type: "integer", minimum: 1, maximum: 100, default: 25 },
    sortBy: { enum: ["name"] },
    sortOrder: { enum: ["ascending"] },
  },
};

const givenAddress = {
  type: "object",
  nullable: true,
  additionalProperties: false,
  properties: {
    streetAddress: text,
    additionalAddress: text,
    postalCode: text,
    city: text,
    state: text,
    countryId: number,
  },
};

export const given = {
  type: "object",
  required: ["name", "contactType", "responsibleId"],
  additionalProperties: false,
  properties: {
    name: { type: "string", minLength: 1, maxLength: 255 },
    contactType: { enum: ["Person", "Company"] },
    organizationalOrSocialSecurityNumber: text,
    companyId: number,
    parentCompanyId: number,
    isActive: { type: "boolean", default: true },
    email: text,
    invoiceEmail: text,
    phoneNumber: text,
    cellPhoneNumber: text,
    importantInformation: text,
    isSupplier: { type: "boolean", default: false },
    isWholeSale: { type: "boolean", default: false },
    isRetailer: { type: "boolean", default: false },
    isSubContractor: { type: "boolean", default: false },
    isPartner: { type: "boolean", default: false },
    isCustomer: { type: "boolean", default: false },
    useReverseBuildTax: { type: "boolean", default: false },
    responsibleId: id,
    visitingAddress: givenAddress,
    deliveryAddress: givenAddress,
    invoiceAddress: givenAddress,
  },
};
