import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Role } from "@daybook/contract/permissions";
import { newId } from "@daybook/contract/uuid";
import { createEmptyDatabase } from "@daybook/core/testing/create-empty-database";
import { STORE_FAILURES } from "@daybook/core/testing/store-failures";
import type { ApiContext } from "./context.ts";
import { refusalsOf, refusalsOfKind } from "./declared-refusals.ts";
import { REFUSED_BY_KIND } from "./refusals-by-kind.ts";
import type { CodeOfKind } from "./refusals-by-kind.ts";
import { overTrpc, procedure, procedures } from "./testing/call.ts";
import { apiOf, callerAs, contextAs, requestOf } from "./testing/create-test-caller.ts";
import { populateShop, SET_UP } from "./testing/populated-shop.ts";
import type { PopulatedShop } from "./testing/populated-shop.ts";
import type { Fields, Provocation, Provocations, World } from "./testing/provocation.ts";
import { APPROVAL_PROVOCATIONS } from "./testing/provocations-of-approvals.ts";
import { ARCHIVE_PROVOCATIONS } from "./testing/simulated-archives.ts";
import { BACKUP_PROVOCATIONS } from "./testing/provocations-of-backups.ts";
import { DOCUMENT_PROVOCATIONS } from "./testing/provocations-of-documents.ts";
import { PICTURE_PROVOCATIONS } from "./testing/provocations-of-pictures.ts";
import { PRINTER_PROVOCATIONS } from "./testing/provocations-of-printers.ts";
import { RECORD_PROVOCATIONS, SETUP_PROVOCATIONS } from "./testing/provocations-of-records.ts";

const USED_KEY = newId();
const PROVOCATIONS: Provocations = {
  ...RECORD_PROVOCATIONS,
  ...PICTURE_PROVOCATIONS,
  ...PRINTER_PROVOCATIONS,
  ...DOCUMENT_PROVOCATIONS,
  ...APPROVAL_PROVOCATIONS,
  ...BACKUP_PROVOCATIONS,
  ...ARCHIVE_PROVOCATIONS,
};
const provoked = Object.entries(PROVOCATIONS).flatMap(([name, codes]) =>
  Object.entries(codes).map(([code, provocation]) => ({ name, code, provocation })),
);

let populated: PopulatedShop;

test("every procedure has a summary of one line", () => {
  const summaries = procedures.map(({ meta }) => meta.summary ?? "");
  for (const summary of summaries) expect(summary).toMatch(/^[A-Z][^\n.]{5,69}$/);
  expect(new Set(summaries).size).toBe(summaries.length);
});

test("no procedure declares a refusal that follows from its kind, or one code twice", () => {
  for (const one of procedures) {
    const own = one.meta.refuses ?? [];
    const ofKind = refusalsOfKind(one);
    expect({ name: one.name, again: own.filter((code) => ofKind.has(code)) }).toEqual({
      name: one.name,
      again: [],
    });
    expect(new Set(own).size).toBe(own.length);
  }
});

test("every declared refusal has its provocation, and every provocation a declared refusal", () => {
  // Streams are opened by tests of their own, such as display.test.ts.
  const called = procedures.filter(({ type }) => type !== "subscription");
  const declared = called.flatMap(({ name, meta }) =>
    (meta.refuses ?? []).map((code) => `${name} ${code}`),
  );
  const found = [
    ...provoked.map(({ name, code }) => `${name} ${code}`),
    ...Object.keys(SETUP_PROVOCATIONS).map((code) => `setup.create ${code}`),
  ];
  expect(found.toSorted()).toEqual(declared.toSorted());
});

// It comes first, because some engines have room for one shop at a time.
test.each(Object.entries(SETUP_PROVOCATIONS))(
  "setup.create is refused with %s",
  async (code, change) => {
    const { work } = await createEmptyDatabase();
    const ctx = await apiOf({ work }).makeContext(requestOf());
    const answer = await overTrpc(ctx, "setup.create", { ...SET_UP, ...change });
    expect(answer).toMatchObject({ body: { code } });
    await work.store.close();
  },
);

describe("in a populated shop", () => {
  openPopulated();
  test.each(provoked)("$name is refused with $code", async ({ name, code, provocation }) => {
    expect(await provoke(name, provocation)).toMatchObject({ body: { code } });
  });
});

/** How each code that follows from a procedure's kind is provoked, on one procedure of that kind. */
const OF_KIND: Readonly<Record<CodeOfKind, OfKind>> = {
  invalid_input: { name: "products.get", fields: { id: "7" } },
  too_many_requests: { name: "products.get", context: () => ({ spend: () => 3 }) },
  internal: failing("products.get", new Error("a bug")),
  database_unavailable: failing("products.get", STORE_FAILURES.database_unavailable),
  database_lost: failing("products.get", STORE_FAILURES.database_lost),
  disk_failing: failing("products.get", STORE_FAILURES.disk_failing),
  storage_full: failing("products.create", STORE_FAILURES.storage_full),
  busy: failing("products.get", STORE_FAILURES.busy),
  outcome_unknown: failing("products.create", STORE_FAILURES.outcome_unknown),
  too_large: failing("products.create", STORE_FAILURES.too_large),
  key_reused: { name: "sales.ringUp", fields: { key: USED_KEY, note: "another" } },
  not_signed_in: { name: "products.get", as: null },
  forbidden: { name: "products.create", as: "viewer" },
  other_shop: {
    name: "products.get",
    context: ({ request }) => ({ request: { ...request, shownShop: "sample" } }),
  },
  not_in_sample_shop: { name: "users.deactivate", context: inSession({ sampleShop: true }) },
  locked: { name: "products.create", context: inSession({ locked: true }) },
  confirm_password: { name: "apiKeys.create", context: inSession({ confirmedAt: null }) },
};

describe("refusals that follow from the kind of a procedure", () => {
  openPopulated();
  test("are all provoked", () => {
    expect(Object.keys(OF_KIND).toSorted()).toEqual(
      [...new Set(Object.values(REFUSED_BY_KIND).flat())].toSorted(),
    );
  });

  test.each(Object.entries(OF_KIND))("%s", async (code, { name, as = "owner", ...change }) => {
    const base = contextAs(populated.shop, as);
    if (code === "key_reused") await overTrpc(base, name, { ...inputOf(name), key: USED_KEY });
    const services = { ...base.services, report: () => undefined };
    const ctx = { ...base, services, ...change.context?.(base) };
    const answer = await overTrpc(ctx, name, { ...inputOf(name), ...change.fields });
    expect(answer).toMatchObject({ body: { code } });
    expect([...refusalsOfKind(procedure(name))]).toContain(code);
  });

  test("a password confirmed too long ago is required again", async () => {
    const base = contextAs(populated.shop, "owner");
    const ctx = { ...base, ...inSession({ authenticatedAt: 0 })(base) };
    expect(await overTrpc(ctx, "users.deactivate", inputOf("users.deactivate"))).toMatchObject({
      body: { code: "confirm_password" },
    });
    expect([...refusalsOf(procedure("users.deactivate"))]).toContain("confirm_password");
  });
});

function openPopulated(): void {
  beforeAll(async () => {
    populated = await populateShop();
  });
  afterAll(async () => {
    expect(apiOf(populated.shop).problems).toEqual([]);
    await populated.shop.close();
  });
}

interface OfKind {
  readonly name: string;
  readonly fields?: Fields;
  readonly as?: Role | null;
  readonly context?: (ctx: ApiContext) => Partial<ApiContext>;
}

/** The store fails with this error whatever it is asked. */
function failing(name: string, error: Error): OfKind {
  const fail = () => Promise.reject(error);
  return { name, context: ({ work }) => ({ work: { ...work, read: fail, once: fail } }) };
}

function inSession(change: Partial<NonNullable<ApiContext["session"]>>) {
  return ({ session }: ApiContext): Partial<ApiContext> => ({
    session: session === null ? null : { ...session, ...change },
  });
}

function inputOf(name: string): Fields {
  const inputs: Record<string, unknown> = populated.inputs();
  return z.record(z.string(), z.unknown()).parse(inputs[name]);
}

async function provoke(name: string, provocation: Provocation) {
  const { change, as = "owner", later = 0, context } = provocation;
  const { shop, inputs } = populated;
  const world: World = { shop, inputs, owner: callerAs(shop, "owner") };
  const input = { ...inputOf(name), ...(await change(world)) };
  shop.advance(later);
  try {
    const caller = typeof as === "string" ? as : as(world);
    const ctx = contextAs(shop, caller);
    return await overTrpc({ ...ctx, ...context?.(ctx) }, name, input);
  } finally {
    shop.advance(-later);
  }
}
