import { expect, test } from "vitest";
import { IssueInvoice } from "@daybook/contract/invoices";
import { pieces } from "@daybook/contract/quantity";
import type { Sale } from "@daybook/contract/sales";
import { GetSalesTotals } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { returnSale } from "../returns/return-sale.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart, goodsBack, voiding } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { issueInvoice } from "./invoices.ts";
import { ringUpSale } from "./ring-up-sale.ts";
import { getSale } from "./sales.ts";
import { getSalesTotals } from "./sales-totals.ts";
import { voidSale } from "./void-sale.ts";

const BUYER = {
  buyerName: "Byron Ltd",
  buyerAddress: "2 Mill Lane\nLeeds",
  buyerTaxNumber: "GB 42",
};

const shopWithMugs = () =>
  createTestShop().withProduct("MUG", {
    priceMinor: 500,
    onHandMilli: pieces(20),
    costMinor: 4000,
  });

function sell(shop: TestShop, count = 1): Promise<Sale> {
  const lines = [{ productId: shop.productId("MUG"), quantityMilli: pieces(count) }];
  const expectedTotalMinor = 500 * count;
  const input = cart({ locationId: shop.locationId(), lines, expectedTotalMinor });
  return shop.write((ctx) => ringUpSale(ctx, input));
}

const invoice = (shop: TestShop, { id }: Pick<Sale, "id">, buyer: object = BUYER) =>
  shop.write((ctx) => issueInvoice(ctx, IssueInvoice.parse({ key: newId(), id, ...buyer })));

const totals = (shop: TestShop) =>
  shop.read((ctx) => getSalesTotals(ctx, GetSalesTotals.parse({})));

test("[F9] a paid sale gets one invoice with the buyer, and no figure counts it again", async () => {
  const shop = await shopWithMugs();
  const sale = await sell(shop);
  const before = await totals(shop);
  const invoiced = await invoice(shop, sale);
  expect(invoiced).toEqual({
    ...sale,
    invoice: { number: "INV-1", ...BUYER, issuedAt: "2026-03-02T10:00:00.000Z" },
  });
  expect(await totals(shop)).toEqual(before);
  await expectRefusal(invoice(shop, sale), "wrong_state", "id");
  expect((await shop.read((ctx) => verifyDatabase(ctx))).clean).toBe(true);
});

test("[F9] the numbers of invoices have no gaps, also after refused ones", async () => {
  const shop = await shopWithMugs();
  const sales = [await sell(shop), await sell(shop), await sell(shop)];
  const numbers: (string | undefined)[] = [];
  for (const sale of sales) {
    numbers.push((await invoice(shop, sale)).invoice?.number);
    await expectRefusal(invoice(shop, sale), "wrong_state", "id");
  }
  expect(numbers).toEqual(["INV-1", "INV-2", "INV-3"]);
});

test("[F9] a return and a void of an invoiced sale name the invoice that they correct", async () => {
  const shop = await shopWithMugs();
  const [returned, voided] = [await sell(shop, 2), await sell(shop)];
  await invoice(shop, returned);
  await invoice(shop, voided);
  const lines = [{ lineNo: 1, quantityMilli: pieces(1), disposition: "restock" }];
  const back = await shop.write((ctx) =>
    returnSale(ctx, goodsBack(returned, { lines, expectedTotalMinor: 500 })),
  );
  expect(back.invoice?.number).toBe("INV-1");
  const { voidDocument } = await shop.write((ctx) => voidSale(ctx, voiding(voided)));
  const id = voidDocument?.id ?? voided.id;
  expect((await shop.read((ctx) => getSale(ctx, { id }))).invoice?.number).toBe("INV-2");
});

test("[F9] an invoice is refused for a return, a void, a voided and a partly returned sale, and without an address", async () => {
  const shop = await shopWithMugs();
  const [returned, voided] = [await sell(shop, 2), await sell(shop)];
  const lines = [{ lineNo: 1, quantityMilli: pieces(1), disposition: "restock" }];
  const back = await shop.write((ctx) =>
    returnSale(ctx, goodsBack(returned, { lines, expectedTotalMinor: 500 })),
  );
  await shop.write((ctx) => voidSale(ctx, voiding(voided)));
  for (const sale of [back, returned, voided])
    await expectRefusal(invoice(shop, sale), "wrong_state", "id");
  await expectRefusal(invoice(shop, { id: newId() }), "not_found", "id");
  const parsed = IssueInvoice.safeParse({
    key: newId(),
    id: returned.id,
    ...BUYER,
    buyerAddress: "",
  });
  expect(parsed.error?.issues.map(({ message }) => message)).toEqual(["required"]);
});
