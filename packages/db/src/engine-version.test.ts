import { expect, test } from "vitest";
import { engineVersion, schemaVersion } from "./engine-version.ts";
import { createTestDatabase } from "./testing.ts";

test.for([
  ["sqlite", /^3\.\d+\.\d+$/],
  ["pglite", /^\d+\.\d+$/],
  ["postgres", /^\d+\.\d+$/],
] as const)("a store on %s says which version it runs on", async ([engine, version], ctx) => {
  const isMissing = engine === "postgres" && process.env["TEST_POSTGRES_URL"] === undefined;
  ctx.skip(isMissing, "TEST_POSTGRES_URL names no server");
  const store = await createTestDatabase(engine);
  expect(await store.read(engineVersion)).toMatch(version);
  await store.close();
});

test("both engines have the same newest migration", () => {
  expect(schemaVersion("sqlite")).toMatch(/^\d{4}_\w+$/);
  expect(schemaVersion("postgres")).toBe(schemaVersion("sqlite"));
});
