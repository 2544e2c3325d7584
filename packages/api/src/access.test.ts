import { z } from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@daybook/core/context/context";
import { newId } from "@daybook/contract/uuid";
import { KEY_SCOPES } from "@daybook/contract/permissions";
import { ACCESS_MATRIX, COLUMNS } from "./testing/access-matrix.ts";
import type { Column } from "./testing/access-matrix.ts";
import { overTrpc, procedure, procedures } from "./testing/call.ts";
import { apiOf, contextAs } from "./testing/create-test-caller.ts";
import { populateShop } from "./testing/populated-shop.ts";
import type { PopulatedShop } from "./testing/populated-shop.ts";
import { appRouter } from "./root.ts";
import { createCallerFactory } from "./trpc.ts";

let populated: PopulatedShop;
beforeAll(async () => {
  populated = await populateShop();
});
afterAll(async () => {
  expect(apiOf(populated.shop).problems).toEqual([]);
  await populated.shop.close();
});

test("[US3] every procedure has its row in the table of permissions, and every row its procedure", () => {
  expect(Object.keys(ACCESS_MATRIX).toSorted()).toEqual(
    procedures.map((one) => one.name).toSorted(),
  );
});

/** Someone who stands for a column; a key carries all scopes there are, or none that helps. */
function someone(column: Column): Actor | Exclude<Column, "key" | "key_without"> {
  if (column !== "key" && column !== "key_without") return column;
  const { actor } = populated.shop.as("owner");
  return { ...actor, apiKeyId: 1, permissions: new Set(column === "key" ? KEY_SCOPES : []) };
}

async function call(
  name: string,
  as: Parameters<typeof contextAs>[1],
): Promise<{ status: number; body: unknown }> {
  const ctx = contextAs(populated.shop, as);
  if (procedure(name).type === "subscription") return subscribe(name, ctx);
  const inputs: Record<string, unknown> = populated.inputs();
  return overTrpc(ctx, name, inputs[name]);
}

/** A subscription is refused, or it begins. */
async function subscribe(
  name: string,
  ctx: Parameters<ReturnType<typeof createCallerFactory>>[0] & object,
) {
  const caller = createCallerFactory(appRouter)(await ctx);
  const open = {
    "live.changes": () => caller.live.changes({}),
    "display.watch": () => caller.display.watch({ tillId: newId() }),
    "display.watchers": () => caller.display.watchers({}),
  }[name];
  if (open === undefined) throw new Error(`${name} has no call here`);
  try {
    const events = await open();
    await events[Symbol.asyncIterator]().return?.(undefined);
    return { status: 200, body: null };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    const { permission } = procedure(name).meta;
    return {
      status: code === "UNAUTHORIZED" ? 401 : 403,
      body: { details: { permission } },
    };
  }
}

const rows = Object.entries(ACCESS_MATRIX);
const guarded = rows.filter(([, row]) => row !== "open");
const cells = guarded.flatMap(([name, row]) =>
  COLUMNS.map((column, index) => ({ name, column, cell: row.split(" ")[index] })),
);

test.each(rows.filter(([, row]) => row === "open"))("[US2] %s needs no sign-in", async (name) => {
  const { status } = await call(name, null);
  expect([401, 403]).not.toContain(status);
});

test.each(guarded)("[US2] %s is refused to users who are not signed in", async (name) => {
  expect(await call(name, null)).toMatchObject({ status: 401 });
});

test.each(cells.filter(({ cell }) => cell !== "+"))(
  "[US3] [threat A1] $name is refused to $column",
  async ({ name, column, cell }) => {
    expect(cell).toBe("-");
    const { permission } = procedure(name).meta;
    expect(await call(name, someone(column))).toMatchObject({
      status: 403,
      body: { details: { permission } },
    });
  },
);

test.each(cells.filter(({ cell }) => cell === "+"))(
  "[US3] $name is allowed for $column",
  async ({ name, column }) => {
    // What is allowed may still be refused by the state that the call before left behind, but not for want of a right.
    const { body } = await call(name, someone(column));
    const { code } = z.looseObject({ code: z.string() }).catch({ code: "" }).parse(body);
    expect(["not_signed_in", "forbidden", "confirm_password", "internal"]).not.toContain(code);
  },
);
