// What registries declare is what the server describes.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { applications } from "../src/applications/declaration.ts";
import { fieldOf, subjectWord } from "../src/audit/words.ts";
import { allRegistries } from "../src/registries/index.ts";
import { type Field, inputOf, type Registry } from "../src/registries/kinds.ts";

type Schema = {
  $ref?: string;
  anyOf?: Schema[];
  enum?: (string | null)[];
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
};

const description = JSON.parse(
  readFileSync(new URL("../../tests/golden/openapi-admin.json", import.meta.url), "utf8"),
);

function follow(schema: Schema | undefined): Schema | undefined {
  if (schema?.$ref)
    return follow(description.components.schemas[schema.$ref.split("/").pop() ?? ""]);
  if (schema?.anyOf)
    return follow(schema.anyOf.find((one) => one.$ref ?? one.properties)) ?? schema;
  return schema;
}

function at(schema: Schema | undefined, name: string): Schema | undefined {
  return name
    .split(".")
    .reduce<Schema | undefined>(
      (inside, part) => follow(follow(inside)?.properties?.[part]),
      schema,
    );
}

function bodyOf(registry: Registry) {
  const { post, get } = description.paths[`/admin/v1/${registry.path}`];
  const listed = follow(get.responses[200].content["application/json"].schema);
  const answer = description.paths[`/admin/v1/${registry.path}/{id}`].get.responses[200];
  const { $ref = "" } = answer.content["application/json"].schema;
  return {
    subject: $ref.replace(/^.*\/admin\./, "").replaceAll("_", " "),
    listed: at(listed, "items")?.items,
    request: follow(post.requestBody.content["application/json"].schema),
    answer: follow(answer.content["application/json"].schema),
    filters: get.parameters.map((parameter: { name: string }) => parameter.name),
    operations: Object.keys(description.paths[`/admin/v1/${registry.path}/{id}`]),
  };
}

const all = [...allRegistries, applications];

describe.each(all.map((registry) => [registry.path, registry] as const))("%s", (_, registry) => {
  const { subject, request, answer, listed, filters, operations } = bodyOf(registry);

  test.each(registry.fields.map((field) => [field.name, field] as const))(
    "%s",
    (_name, field: Field) => {
      expect(at(answer, field.name), "in answers").toBeDefined();
      const asked = at(request, inputOf(field));
      if (field.isFixed) return expect(asked, "in requests").toBeUndefined();
      expect(asked, "in requests").toBeDefined();
      const isRequired = request?.required?.includes(inputOf(field)) ?? false;
      if (isRequired) expect(field.isRequired, "required").toBe(true);
      if (field.kind === "choice")
        expect(field.choices.map((choice) => choice.value).sort()).toEqual(
          (asked?.enum ?? []).filter((word) => word !== null).sort(),
        );
    },
  );

  test("has all that a request may have", () => {
    const known = new Set(registry.fields.map((field) => inputOf(field).split(".")[0]));
    expect(Object.keys(request?.properties ?? {}).filter((name) => !known.has(name))).toEqual([]);
  });

  test("is asked for with filters that it has", () => {
    expect(filters).toContain("filter.query");
    expect(filters.includes("filter.isActive")).toBe(!registry.hasNoActive);
  });

  test("has its words in the audit log", () => {
    expect(subjectWord(subject)).toEqual(registry.one);
    const [field] = registry.fields;
    expect(fieldOf(subject, field?.name ?? "")).toBe(field);
  });

  test("is deleted only where it can be", () => {
    expect(operations.includes("delete")).toBe(!registry.isKept);
  });

  test("lists properties that it has", () => {
    const fields = registry.fields.map((field) => field.name);
    expect(new Set(fields).size, "each field once").toBe(fields.length);
    expect(registry.columns.filter((name) => !fields.includes(name))).toEqual([]);
    expect(registry.columns.filter((name) => !at(listed, name))).toEqual([]);
  });
});

test("every registry of the server that can be written has a page", () => {
  const written = Object.entries(description.paths)
    .filter(([, operations]) => ["get", "post"].every((method) => method in (operations as object)))
    .map(([path]) => path.replace("/admin/v1/", ""))
    // Comments stand on the page of their project.
    .filter((path) => path !== "Session" && path !== "Projects/{projectId}/Comments");
  expect(written.filter((path) => !all.some((one) => one.path === path))).toEqual([]);
});

test("the audit log has words for what is in a row of an invoice", () => {
  expect(fieldOf("invoice", "rows.articleNumber")?.label.en).toBe("Article number");
  expect(fieldOf("invoice", "rows.no")).toBeUndefined();
});
