import { beforeEach, describe, expect, test } from "vitest";
import type { AskedAction } from "@daybook/contract/approval-requests";
import type { RingUpSale } from "@daybook/contract/sales";
import { VoidSale } from "@daybook/contract/sales";
import type { Role } from "@daybook/contract/permissions";
import { pieces } from "@daybook/contract/quantity";
import type { RoleLimit } from "@daybook/contract/role-limits";
import { UpdateSettings } from "@daybook/contract/settings";
import { CreateUser } from "@daybook/contract/users";
import { newId } from "@daybook/contract/uuid";
import { requestApproval } from "../approval-requests/request-approval.ts";
import type { Who, WriteCtx } from "../context/context.ts";
import { returnSale } from "../returns/return-sale.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { getSale } from "../sales/sales.ts";
import { voidSale } from "../sales/void-sale.ts";
import { getSettings, updateSettings } from "../settings/settings.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart, goodsBack } from "../testing/inputs.ts";
import { expectDbRefusal, expectRefusal } from "../testing/refusal.ts";
import { sell } from "../testing/trade.ts";
import { createUser } from "../users/users.ts";
import { getUserRow } from "../users/user-rows.ts";
import { decideApproval, getApproval } from "./approvals.ts";

const PERCENT = 10_000;
const MINUTE = 60_000;

let shop: TestShop;
let cashier: Who;
let manager: Who;
beforeEach(async () => {
  shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(50) });
  cashier = await person("Cara", "cashier");
  manager = await person("Mara", "manager");
  await limit({ role: "cashier", limit: "discount", value: 10 * PERCENT });
});

async function person(name: string, role: Role): Promise<Who> {
  const password = "nine yellow bicycles";
  const input = CreateUser.parse({ key: newId(), login: name, name, password, roles: [role] });
  const { id: publicId } = await shop.write((w) => createUser(w, input, "no password"));
  const { id: userId } = await shop.read((r) => getUserRow(r, publicId));
  const who = shop.as(role);
  return { ...who, actor: { ...who.actor, userId, publicId, name } };
}

async function limit(...roleLimits: RoleLimit[]): Promise<void> {
  const { version } = await shop.read((ctx) => getSettings(ctx));
  const input = UpdateSettings.parse({ key: newId(), version, roleLimits });
  await shop.write((w) => updateSettings(w, input));
}

const by = <T>(who: Who, fn: (ctx: WriteCtx) => Promise<T>) => shop.work.write(who, fn);
const ask = (asked: AskedAction) =>
  by(cashier, (w) => requestApproval(w, { key: newId(), ask: asked }));

/** One mug for 10.00 less a discount in percent. */
const mug = (percent: number, more: object = {}): RingUpSale =>
  cart({
    locationId: shop.locationId(),
    lines: [{ productId: shop.productId("MUG"), quantityMilli: pieces(1) }],
    discount: { kind: "percent", ppm: percent * PERCENT },
    expectedTotalMinor: 1000 - percent * 10,
    ...more,
  });

/** An approval of a sale with this discount, decided by the manager. */
async function approved(percent: number) {
  const request = await ask({ action: "sales.ringUp", input: mug(percent) });
  await by(manager, (w) => decideApproval(w, { id: request.id, decision: "approved" }, "session"));
  return request.id;
}

const ringUp = (input: RingUpSale) => by(cashier, (w) => ringUpSale(w, input));
const invalid = (work: Promise<unknown>, path = "approvalId") =>
  expectRefusal(work, "approval_invalid", path);

const sales = () => shop.read((ctx) => ctx.db.select().from(ctx.t.sale));

describe("[US9] a manager's approval", () => {
  test("[US9] a discount beyond the limit is sold with the approval of a manager, with both names", async () => {
    await expectRefusal(ringUp(mug(20)), "needs_approval", "discount");
    const request = await ask({ action: "sales.ringUp", input: mug(20) });
    expect(request).toMatchObject({
      state: "open",
      needs: [{ need: "discount", most: 10 * PERCENT }],
      amountMinor: 800,
      askedBy: { name: "Cara" },
      decidedBy: null,
    });
    const { id } = request;
    const decided = await by(manager, (w) =>
      decideApproval(w, { id, decision: "approved" }, "session"),
    );
    expect(decided).toMatchObject({ state: "approved", decidedBy: { name: "Mara" } });
    const sale = await ringUp(mug(20, { approvalId: id }));
    expect(sale.soldBy.name).toBe("Cara");
    expect(sale.approvals).toEqual([
      {
        action: "sales.ringUp",
        by: { id: manager.actor.publicId, name: "Mara" },
        method: "session",
      },
    ]);
    expect(await shop.read((ctx) => getSale(ctx, { id: sale.id }))).toEqual(sale);
    expect((await shop.read((ctx) => getApproval(ctx, { id }))).state).toBe("used");
    const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
    expect(entries.at(-1)).toMatchObject({
      userId: cashier.actor.userId,
      action: "sales.ringUp",
      after: { approvedBy: "Mara" },
    });
  });

  test("[US9] it serves once, for exactly what was approved, and nothing is written otherwise", async () => {
    const approvalId = await approved(20);
    await invalid(ringUp(mug(21, { approvalId })));
    await invalid(ringUp(mug(5, { approvalId })));
    const lines = [{ productId: shop.productId("MUG"), quantityMilli: pieces(2) }];
    await invalid(ringUp(mug(20, { approvalId, lines, expectedTotalMinor: 1600 })));
    const sold = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]);
    const other = VoidSale.parse({ key: newId(), id: sold.id, reason: "Mistake", approvalId });
    await invalid(by(cashier, (w) => voidSale(w, other)));
    expect(await sales()).toHaveLength(1);
    await ringUp(mug(20, { approvalId }));
    await invalid(ringUp(mug(20, { approvalId })));
    await invalid(ringUp(mug(20, { approvalId: newId() })));
    expect(await sales()).toHaveLength(2);
  });

  test("[US9] two actions at the same moment cannot both use it", async () => {
    const approvalId = await approved(20);
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => ringUp(mug(20, { approvalId }))),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await sales()).toHaveLength(1);
  });

  test("[US9] it expires after five minutes, and is not valid before or without a decision", async () => {
    const open = await ask({ action: "sales.ringUp", input: mug(20) });
    await invalid(ringUp(mug(20, { approvalId: open.id })));
    await by(manager, (w) => decideApproval(w, { id: open.id, decision: "declined" }, "session"));
    await invalid(ringUp(mug(20, { approvalId: open.id })));
    const approvalId = await approved(20);
    const late = await ask({ action: "sales.ringUp", input: mug(20) });
    shop.advance(5 * MINUTE);
    await invalid(ringUp(mug(20, { approvalId })));
    const decide = { id: late.id, decision: "approved" } as const;
    await invalid(
      by(manager, (w) => decideApproval(w, decide, "session")),
      "id",
    );
    expect(await sales()).toHaveLength(0);
  });

  test("[US9] only someone who may do it alone can approve it", async () => {
    await limit({ role: "manager", limit: "discount", value: 15 * PERCENT });
    const { id } = await ask({ action: "sales.ringUp", input: mug(20) });
    const decide = (who: Who) =>
      by(who, (w) => decideApproval(w, { id, decision: "approved" }, "session"));
    await expectRefusal(decide(cashier), "needs_approval", "id");
    const refusal = await expectRefusal(decide(manager), "needs_approval", "id");
    expect(refusal.details).toMatchObject({ most: 15 * PERCENT });
    expect((await decide(shop.as("owner"))).decidedBy?.name).toBe("Olive Owner");
    await invalid(decide(shop.as("owner")), "id");
  });

  test("[US9] a colleague cannot decline it, and the person who asked can", async () => {
    const { id } = await ask({ action: "sales.ringUp", input: mug(20) });
    const colleague = await person("Cleo", "cashier");
    const decline = (who: Who) =>
      by(who, (w) => decideApproval(w, { id, decision: "declined" }, "session"));
    await expectRefusal(decline(colleague), "needs_approval", "id");
    expect((await decline(cashier)).decidedBy?.name).toBe("Cara");
  });

  test("[US9] an API key approves nothing for its owner", async () => {
    const { id } = await ask({ action: "sales.ringUp", input: mug(20) });
    const owner = shop.as("owner");
    const key = { ...owner, actor: { ...owner.actor, apiKeyId: 1 } };
    await expectRefusal(
      by(key, (w) => decideApproval(w, { id, decision: "approved" }, "session")),
      "forbidden",
    );
  });

  test("[US9] two refunds of one method are what it paid together", async () => {
    const sold = await ringUp(
      mug(0, {
        discount: null,
        tenders: [
          { tender: "card", amountMinor: 600 },
          { tender: "cash", amountMinor: 400 },
        ],
      }),
    );
    const input = goodsBack(sold, {
      lines: [{ lineNo: 1, quantityMilli: pieces(1) }],
      expectedTotalMinor: 1000,
      refunds: [
        { tender: "card", amountMinor: 500 },
        { tender: "card", amountMinor: 500 },
      ],
    });
    const { id, needs } = await ask({ action: "sales.return", input });
    expect(needs).toEqual([{ need: "refundOtherTender", asked: 500, most: 0 }]);
    await by(manager, (w) => decideApproval(w, { id, decision: "approved" }, "session"));
    const back = await by(cashier, (w) => returnSale(w, { ...input, approvalId: id }));
    expect(back.payments.map(({ amountMinor }) => amountMinor)).toEqual([500, 500]);
  });

  test("[US9] a cashier voids a sale and refunds above the limit with an approval", async () => {
    await limit({ role: "cashier", limit: "refund", value: 500 });
    const [first, second] = [
      await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]),
      await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }]),
    ];
    const voiding = VoidSale.parse({ key: newId(), id: first.id, reason: "Mistake" });
    await expectRefusal(
      by(cashier, (w) => voidSale(w, voiding)),
      "needs_approval",
      "id",
    );
    const request = await ask({ action: "sales.void", input: voiding });
    expect(request).toMatchObject({ amountMinor: 1000, receiptNumber: first.receiptNumber });
    const decide = { id: request.id, decision: "approved" } as const;
    await expectRefusal(
      by(cashier, (w) => decideApproval(w, decide, "session")),
      "forbidden",
      "id",
    );
    await by(manager, (w) => decideApproval(w, decide, "session"));
    const voided = await by(cashier, (w) => voidSale(w, { ...voiding, approvalId: request.id }));
    expect(voided.approvals).toMatchObject([{ action: "sales.void", by: { name: "Mara" } }]);

    const input = goodsBack(second, {
      lines: [{ lineNo: 1, quantityMilli: pieces(1) }],
      expectedTotalMinor: 1000,
    });
    await expectRefusal(
      by(cashier, (w) => returnSale(w, input)),
      "needs_approval",
      "refunds",
    );
    const refund = await ask({ action: "sales.return", input });
    await by(manager, (w) => decideApproval(w, { ...decide, id: refund.id }, "session"));
    const back = await by(cashier, (w) => returnSale(w, { ...input, approvalId: refund.id }));
    expect(back.approvals).toMatchObject([{ action: "sales.return", by: { name: "Mara" } }]);
  });

  test("[US9] a card sale is refunded in cash with an approval", async () => {
    const sold = await sell(shop, [{ sku: "MUG", quantityMilli: pieces(1) }], { tender: "card" });
    const input = goodsBack(sold, {
      lines: [{ lineNo: 1, quantityMilli: pieces(1) }],
      expectedTotalMinor: 1000,
      refunds: [{ tender: "cash", amountMinor: 1000 }],
    });
    await expectRefusal(
      by(cashier, (w) => returnSale(w, input)),
      "refund_exceeds_tender",
      "refunds.0.amountMinor",
    );
    const { id, needs } = await ask({ action: "sales.return", input });
    expect(needs).toMatchObject([{ need: "refundOtherTender", asked: 1000 }]);
    await by(manager, (w) => decideApproval(w, { id, decision: "approved" }, "session"));
    const back = await by(cashier, (w) => returnSale(w, { ...input, approvalId: id }));
    expect(back.payments).toMatchObject([{ tender: "cash", amountMinor: 1000 }]);
  });

  test("[US9] a request and its decision cannot be changed or deleted", async () => {
    const id = await approved(20);
    await expectDbRefusal(
      shop.write(async ({ db, t }) => void (await db.update(t.approval).set({ subject: "" }))),
      "append_only",
    );
    await expectDbRefusal(
      shop.write(async ({ db, t }) => void (await db.delete(t.approval))),
      "append_only",
    );
    expect((await shop.read((ctx) => getApproval(ctx, { id }))).state).toBe("approved");
  });
});
