import { z } from "zod";
import { expect, test } from "vitest";
import { appRouter } from "./root.ts";
import { listProcedures } from "./procedures.ts";
import { createRestRoutes } from "./rest.ts";

const procedures = listProcedures(appRouter);
const WITHOUT_KEY =
  /^(auth|sample|setup|system)\.|^reports\.verify$|^approvals\.approveHere$|^cardPayments\.(check|abort)$|^archives\.(move|bringBack|purge)$|^display\.show$|^backups\.(create|setPassphrase|preview|restore)$/;
const OPEN = ["auth.signIn", "auth.resetPassword", "setup.status", "setup.create"];

test("the walk visits the whole router", () => {
  expect(procedures.length).toBeGreaterThan(80);
});

test.each(procedures.map((one) => [one.name, one] as const))(
  "[US3] %s declares who may call it",
  (name, { meta }) => {
    if (OPEN.includes(name)) expect(meta.openToAll).toMatch(/\w+ \w+/);
    else expect(meta.permission).toBeTypeOf("string");
    expect(meta.permission !== undefined && meta.openToAll !== undefined).toBe(false);
  },
);

test.each(
  procedures.filter((one) => one.type !== "subscription").map((one) => [one.name, one] as const),
)("[I1] %s has a contract, an output and a REST path", (_name, { input, output, meta, type }) => {
  expect(input).not.toBeNull();
  expect(output).not.toBeNull();
  expect(meta.rest?.path).toMatch(/^(\/([a-z-]+|\{\w+\}))+$/);
  if (type === "mutation") expect(meta.rest?.method).not.toBe("GET");
});

test("[I1] no two procedures share a REST path", () => {
  const places = createRestRoutes(appRouter).map(
    (route) => `${route.method} ${route.path.replaceAll(/\{\w+\}/g, "{}")}`,
  );
  expect(new Set(places).size).toBe(places.length);
});

test.each(procedures.map((one) => [one.name, one] as const))(
  "%s refuses unknown fields",
  (_name, { input }) => {
    expect(strict(input)).toEqual([]);
  },
);

test.each(
  procedures.filter((one) => one.type === "mutation").map((one) => [one.name, one] as const),
)("[I6] %s has an idempotency key, unless repeating it is harmless", (name, { input }) => {
  const shape = input instanceof z.ZodObject ? Object.keys(input.shape) : [];
  expect(shape.includes("key")).toBe(!WITHOUT_KEY.test(name));
});

/** The paths of objects in a schema that would let unknown fields through. */
function strict(schema: unknown, path = ""): string[] {
  if (schema instanceof z.ZodObject) {
    const own = schema.def.catchall instanceof z.ZodNever ? [] : [path || "(the whole input)"];
    return [
      ...own,
      ...Object.entries(schema.shape).flatMap(([name, field]) => strict(field, `${path}.${name}`)),
    ];
  }
  if (schema instanceof z.ZodArray) return strict(schema.element, `${path}[]`);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => strict(option, path));
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  ) {
    return strict(schema.unwrap(), path);
  }
  if (schema instanceof z.ZodRecord || schema instanceof z.ZodAny || schema instanceof z.ZodUnknown)
    return [path];
  return [];
}
