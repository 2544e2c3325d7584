/** For tests: provocations of approvals and of PINs. */
import { newId } from "@daybook/contract/uuid";
import type { Actor } from "@daybook/core/context/context";
import { callerAs } from "./create-test-caller.ts";
import { by, having, HOUR_MS, missing, to } from "./provocation.ts";
import type { Fields, Provocations, World } from "./provocation.ts";

const PIECE = 1000;
const MANAGERS = "nine yellow bicycles";

/** The sale of the test shop with these fields. */
const sale = (fields: (w: World) => Fields) =>
  by((w) => ({
    ask: { action: "sales.ringUp", input: { ...w.inputs()["sales.ringUp"], ...fields(w) } },
  }));
/** The return of the test shop with these lines. */
const back = (...lines: readonly Fields[]) =>
  by((w) => ({
    ask: {
      action: "sales.return",
      input: {
        ...w.inputs()["sales.return"],
        lines: lines.map((line) => ({ lineNo: 1, quantityMilli: PIECE, ...line })),
      },
    },
  }));
const line = (productId: string, fields: Fields = {}) => ({
  lines: [{ productId, quantityMilli: PIECE, ...fields }],
});
const voided = (id: string) => ({
  ask: { action: "sales.void", input: { key: newId(), id, reason: "Mistake" } },
});

/** A new request for the approval of a discount, which needs it. */
async function asked(w: World): Promise<string> {
  const input = w.inputs()["sales.ringUp"];
  const ask = { action: "sales.ringUp" as const, input };
  return (await w.owner.approvals.request({ key: newId(), ask })).id;
}

/** A request that the manager may not decide: by the limit of managers. */
async function askedTooMuch(w: World): Promise<string> {
  const limit = (value: number | null) => ({ role: "manager", limit: "discount", value }) as const;
  const { version } = await w.owner.settings.get({});
  const roleLimits = [limit(0), { ...limit(0), role: "cashier" } as const];
  await w.owner.settings.update({ key: newId(), version, roleLimits });
  const input = {
    ...w.inputs()["sales.ringUp"],
    discount: { kind: "amount" as const, amountMinor: 100 },
    expectedTotalMinor: 1900,
  };
  const ask = { action: "sales.ringUp" as const, input };
  return (await callerAs(w.shop, "cashier").approvals.request({ key: newId(), ask })).id;
}

async function decided(w: World): Promise<Fields> {
  const id = await asked(w);
  await w.owner.approvals.decide({ key: newId(), id, decision: "declined" });
  return { id };
}

/** The owner at a till. */
const onTill =
  (deviceId: number) =>
  ({ shop }: World): Actor => ({ ...shop.as("owner").actor, deviceId });

/** As many wrong PINs at a till as it accepts in a day, each of another person. */
const wrongPinsAt = (deviceId: number) => async (w: World) => {
  const caller = callerAs(w.shop, onTill(deviceId)(w));
  for (let tries = 0; tries < 20; tries += 1)
    await caller.auth.switchUser({ userId: newId(), pin: "0000" }).catch(() => undefined);
  return {};
};

/** As many wrong PINs of one person as are accepted at once. */
const wrongPinsOf = (deviceId: number) => async (w: World) => {
  const caller = callerAs(w.shop, onTill(deviceId)(w));
  const { userId } = w.inputs()["auth.switchUser"];
  for (let tries = 0; tries < 5; tries += 1)
    await caller.auth.switchUser({ userId, pin: "0000" }).catch(() => undefined);
  return {};
};

export const APPROVAL_PROVOCATIONS: Provocations = {
  "auth.switchUser": {
    not_a_till: to({}),
    wrong_pin: by(() => ({ pin: "0000" }), { as: onTill(3) }),
    pin_blocked: by(wrongPinsAt(4), { as: onTill(4) }),
    too_many_attempts: by(wrongPinsOf(5), { as: onTill(5) }),
  },
  "auth.setPin": {
    wrong_credentials: by(() => ({ password: "not the password" }), { later: 3 * HOUR_MS }),
    too_many_attempts: by(async (w) => {
      const wrong = { password: "not the password", pin: "4711" };
      for (let tries = 0; tries < 10; tries += 1)
        await w.owner.auth.setPin(wrong).catch(() => undefined);
      return {};
    }),
  },
  "approvals.get": { not_found: missing("id") },
  "approvals.request": {
    not_found: by(() => voided(newId())),
    inactive: sale((w) => line(w.inputs()["products.reactivate"].id)),
    wrong_state: by(async (w) => {
      const { id } = await w.owner.sales.ringUp(w.inputs()["sales.ringUp"]);
      await w.owner.sales.void({ key: newId(), id, reason: "Rung up twice" });
      return voided(id);
    }),
    happens_in_future: sale(({ shop }) => ({
      occurredAt: new Date(shop.clock.now + HOUR_MS).toISOString(),
    })),
    too_long_ago: sale(() => ({ occurredAt: "0001-01-01T00:00:00.000Z" })),
    fraction_not_allowed: sale((w) => line(w.inputs()["products.get"].id, { quantityMilli: 1500 })),
    total_mismatch: sale(() => ({ expectedTotalMinor: 1 })),
    discount_too_large: sale(() => ({ discount: { kind: "amount", amountMinor: 999_999 } })),
    return_too_much: back({ quantityMilli: 900 * PIECE }),
    duplicate: back({}, {}),
    price_above_list: by(
      (w) => ({
        ask: {
          action: "sales.returnWithoutReceipt",
          input: {
            ...w.inputs()["sales.returnWithoutReceipt"],
            ...line(w.inputs()["products.get"].id, { unitPriceMinor: 9999 }),
          },
        },
      }),
      { as: having("sales.ringUp", "sales.returnWithoutReceipt") },
    ),
  },
  "approvals.decide": {
    not_found: missing("id"),
    needs_approval: by(async (w) => ({ id: await askedTooMuch(w) }), { as: "manager" }),
    approval_invalid: by(decided),
  },
  "approvals.approveHere": {
    not_found: missing("id"),
    inactive: by((w) => ({ userId: w.inputs()["users.reactivate"].id })),
    approval_invalid: by(decided),
    wrong_credentials: to({ secret: "not the password" }),
    wrong_pin: by(() => ({ secret: "0000" }), { as: onTill(1) }),
    not_a_till: to({ secret: "0000" }),
    pin_blocked: by(
      async (w) => {
        await wrongPinsAt(2)(w);
        return { secret: "0000" };
      },
      { as: onTill(2) },
    ),
    too_many_attempts: by(async (w) => {
      const wrong = { ...w.inputs()["approvals.approveHere"], secret: "not the password" };
      for (let tries = 0; tries < 10; tries += 1)
        await w.owner.approvals.approveHere(wrong).catch(() => undefined);
      return {};
    }),
    needs_approval: by(async (w) => {
      const { id: userId } = await w.owner.users.create({
        key: newId(),
        login: "mara",
        name: "Mara",
        password: MANAGERS,
        roles: ["manager"],
      });
      return { id: await askedTooMuch(w), userId, secret: MANAGERS };
    }),
  },
};
