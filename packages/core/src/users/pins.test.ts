import { beforeEach, describe, expect, test } from "vitest";
import { UserId } from "@daybook/contract/ids";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { DomainError } from "../errors/domain-error.ts";
import { CHEAP_COST } from "./passwords.ts";
import { checkPin, hashPin, setOwnPin } from "./pins.ts";
import { resetPins } from "./throttle.ts";

const PEPPER = new Uint8Array(32).fill(1);
const PIN = "4711";
const TILL = 2;
const SECOND = 1000;
const MINUTE = 60 * SECOND;

let shop: TestShop;
let userId: UserId;
beforeEach(async () => {
  shop = await createTestShop();
  userId = shop.as("owner").actor.publicId;
  const hash = await hashPin(PEPPER, PIN, CHEAP_COST);
  await shop.write((w) => setOwnPin(w, hash));
});

const options = { pepper: PEPPER, cost: CHEAP_COST, field: "pin" };
const attempt = (pin: string, deviceId: number | null = TILL, who = userId) =>
  checkPin(shop.work, { userId: who, pin, deviceId, requestId: "test" }, options);
const wrong = (pin: string, deviceId = TILL) =>
  expectRefusal(attempt(pin, deviceId), "wrong_pin", "pin");

const codeOf = (error: unknown) => (error instanceof DomainError ? error.code : "defect");

describe("[US4] a PIN", () => {
  test("[US4] names its person on a till, and nowhere else", async () => {
    expect(await attempt(PIN)).toMatchObject({ publicId: userId, roles: ["owner"] });
    await wrong("4712");
    await expectRefusal(attempt(PIN, null), "not_a_till");
  });

  test("[US4] [threat A11] is stored in a form that the database alone cannot verify", async () => {
    const [row] = await shop.read((ctx) => ctx.db.select().from(ctx.t.appUser));
    expect(row?.pinHash).toMatch(/^[0-9a-f]{12} 4 \$argon2id\$/);
    const other = { ...options, pepper: new Uint8Array(32).fill(2) };
    await expectRefusal(
      checkPin(shop.work, { userId, pin: PIN, deviceId: TILL, requestId: "test" }, other),
      "wrong_pin",
      "pin",
    );
  });

  test("[US4] five wrong ones stop the person at this till for 30 seconds, then twice as long", async () => {
    for (const pin of ["0000", "0001", "0002", "0003", "0004"]) await wrong(pin);
    const refusal = await expectRefusal(attempt(PIN), "too_many_attempts");
    expect(refusal.details).toEqual({ retryAfterSeconds: 30 });
    await attempt(PIN, TILL + 1);
    shop.advance(30 * SECOND);
    await wrong("0005");
    const longer = await expectRefusal(attempt(PIN), "too_many_attempts");
    expect(longer.details).toEqual({ retryAfterSeconds: 60 });
    shop.advance(MINUTE);
    await attempt(PIN);
    await wrong("0006");
  });

  test("[US4] twenty wrong ones in a day stop the till, until someone signs in with a password", async () => {
    for (let tries = 0; tries < 20; tries += 1) {
      // Of several people: each of them may have twenty.
      const who = tries % 2 === 0 ? userId : UserId.parse(newId());
      await expectRefusal(attempt("0000", TILL, who), "wrong_pin", "pin");
      shop.advance(15 * MINUTE);
    }
    await expectRefusal(attempt(PIN), "pin_blocked");
    await attempt(PIN, TILL + 1);
    await shop.write((w) => resetPins(w, { userId: "someone else", deviceId: TILL }));
    await attempt(PIN);
  });

  test("[US4] twenty wrong ones of one person stop their PIN at every till, until that person gives their password", async () => {
    for (let tries = 0; tries < 20; tries += 1) {
      await wrong("0000", TILL + tries);
      shop.advance(15 * MINUTE);
    }
    await expectRefusal(attempt(PIN, 99), "pin_blocked");
    // Someone else signs in with a password at this till.
    await shop.write((w) => resetPins(w, { userId: "someone else", deviceId: 99 }));
    await expectRefusal(attempt(PIN, 99), "pin_blocked");
    await shop.write((w) => resetPins(w, { userId, deviceId: null }));
    await attempt(PIN, 99);
  });

  test("[US4] a PIN that was tried too often is in the audit log, with its till", async () => {
    for (let tries = 0; tries < 5; tries += 1) await wrong("0000", 1);
    const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
    expect(entries.filter(({ action }) => action === "auth.blockPin")).toMatchObject([
      { entity: "user", entityId: userId, userId: null, after: { until: "soon" } },
    ]);
  });

  test("[US4] [threat A5] 100 connections at once get as many attempts as one", async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) => attempt(String(1000 + index))),
    );
    const codes = results.map((result) =>
      result.status === "rejected" ? codeOf(result.reason) : "right",
    );
    expect(codes.filter((code) => code === "wrong_pin")).toHaveLength(5);
    expect(codes.filter((code) => code === "too_many_attempts")).toHaveLength(95);
  });

  test("[US4] right ones do not count, however many", async () => {
    for (let tries = 0; tries < 30; tries += 1) await attempt(PIN);
  });
});
