/** After any accepted write, every query succeeds: no figure exceeds the limits. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { minor, MOST_DOCUMENT_MINOR } from "@daybook/contract/money";
import { MAX_MILLI, milli, MOST_LINE_MILLI } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { overTrpc, procedures } from "./testing/call.ts";
import { apiOf, callerAs, contextAs } from "./testing/create-test-caller.ts";
import { populateShop } from "./testing/populated-shop.ts";
import type { PopulatedShop } from "./testing/populated-shop.ts";

const reading = procedures.filter((one) => one.type === "query").map((one) => one.name);

async function expectEveryAnswer({ shop, inputs }: PopulatedShop): Promise<void> {
  const given: Record<string, unknown> = inputs();
  for (const name of reading) {
    const { status, body } = await overTrpc(contextAs(shop, "owner"), name, given[name]);
    expect({ name, status, body: status === 200 ? null : body }).toEqual({
      name,
      status: 200,
      body: null,
    });
  }
}

type Write = { readonly name: string; readonly input: Record<string, unknown> };

const quantity = fc.constantFrom(1, 1000, 999_000, MOST_LINE_MILLI - 1000, MOST_LINE_MILLI, 9e15);
const amount = fc.constantFrom(0, 1, 1_000_000, MOST_DOCUMENT_MINOR - 1, MOST_DOCUMENT_MINOR, 9e15);

function writes(productId: string, locationId: string): fc.Arbitrary<Write[]> {
  const receive = fc.record({ quantityMilli: quantity, costMinor: amount }).map((line) => ({
    name: "movements.receive",
    input: { locationId, lines: [{ productId, ...line }] },
  }));
  const adjust = quantity.map((quantityMilli) => ({
    name: "movements.adjust",
    input: { productId, locationId, quantityMilli, reason: "found" },
  }));
  const sell = fc.record({ quantityMilli: quantity, price: amount }).map((line) => {
    const total = Math.round((line.price * line.quantityMilli) / 1000);
    return {
      name: "sales.ringUp",
      input: {
        locationId,
        lines: [{ productId, quantityMilli: line.quantityMilli, unitPriceMinor: line.price }],
        tenders: total === 0 ? [] : [{ tender: "card", amountMinor: total }],
        expectedTotalMinor: total,
      },
    };
  });
  const rule = fc.record({ reorderPointMilli: quantity, pack: quantity }).map((one) => ({
    name: "products.create",
    input: {
      name: newId(),
      priceMinor: MOST_DOCUMENT_MINOR,
      basisMilli: 1,
      reorderRules: [
        { reorderPointMilli: one.reorderPointMilli - 1, targetMilli: MOST_LINE_MILLI },
      ],
    },
  }));
  return fc.array(fc.oneof(receive, adjust, sell, rule), { minLength: 3, maxLength: 12 });
}

async function send(populated: PopulatedShop, { name, input }: Write): Promise<number> {
  const whole = { key: newId(), ...input };
  const answer = await overTrpc(contextAs(populated.shop, "owner"), name, whole);
  expect([200, 400, 409, 422], `${name} ${JSON.stringify(answer.body)}`).toContain(answer.status);
  return answer.status;
}

test("[fault A6] after any accepted input, every query is answered", async () => {
  const populated = await populateShop();
  const productId = populated.inputs()["products.get"].id;
  const locationId = populated.shop.locationId();
  await fc.assert(
    fc.asyncProperty(writes(productId, locationId), async (all) => {
      for (const one of all) await send(populated, one);
      await expectEveryAnswer(populated);
    }),
    { numRuns: 4 },
  );
  expect(apiOf(populated.shop).problems).toEqual([]);
  await populated.shop.close();
}, 60_000);

test("[fault A6] a sale with a barcode as its quantity is refused at its field, and the next sale works", async () => {
  const populated = await populateShop();
  const { shop } = populated;
  const sale = populated.inputs()["sales.ringUp"];
  const [line] = sale.lines;
  const impossible = { ...sale, lines: [{ ...line, quantityMilli: 9e15 }] };
  expect(await overTrpc(contextAs(shop, "owner"), "sales.ringUp", impossible)).toMatchObject({
    status: 400,
    body: { fieldErrors: { "lines.0.quantityMilli": [{ code: "line_too_large" }] } },
  });
  expect(
    await send(populated, { name: "sales.ringUp", input: populated.inputs()["sales.ringUp"] }),
  ).toBe(200);
  await shop.close();
});

test("[fault A6] figures that would no longer be exact refuse the write, also day after day", async () => {
  const populated = await populateShop();
  const { shop } = populated;
  const service = await callerAs(shop, "owner").products.create({
    key: newId(),
    name: "Consulting",
    kind: "service",
    priceMinor: MOST_DOCUMENT_MINOR,
  });
  const sell = () =>
    send(populated, {
      name: "sales.ringUp",
      input: {
        locationId: shop.locationId(),
        lines: [{ productId: service.id, quantityMilli: 1000 }],
        tenders: [{ tender: "card", amountMinor: MOST_DOCUMENT_MINOR }],
        expectedTotalMinor: MOST_DOCUMENT_MINOR,
      },
    });
  expect(await sell()).toBe(200);
  await raise(populated, { totalMinor: 1e15 - MOST_DOCUMENT_MINOR, goodsMinor: 0 });
  expect(await sell()).toBe(200);
  expect(await sell()).toBe(422);
  shop.clock.now += 3600_000;
  expect(await sell()).toBe(200);
  await raise(populated, { totalMinor: 3e15, goodsMinor: 0 });
  expect(await sell()).toBe(422);
  await expectEveryAnswer(populated);
  await shop.close();
});

test("[fault A6] a database from before the limits, with larger rows, is read and can be corrected", async () => {
  const populated = await populateShop();
  const { shop } = populated;
  await raise(populated, {
    unitsMilli: MAX_MILLI,
    totalMinor: Number.MAX_SAFE_INTEGER,
    goodsMinor: Number.MAX_SAFE_INTEGER,
  });
  await shop.write((ctx) =>
    ctx.db.update(ctx.t.productDaily).set({
      unitsMilli: milli(MAX_MILLI),
      netMinor: minor(Number.MAX_SAFE_INTEGER),
      costMinor: minor(-9e14),
    }),
  );
  await expectEveryAnswer(populated);
  const { id } = populated.inputs()["sales.get"];
  const input = { id, reason: "Typed wrong" };
  expect(await send(populated, { name: "sales.void", input })).toBe(200);
  await shop.close();
});

/** Sets columns of every hour's figures, as writes from before there were bounds could. */
async function raise({ shop }: PopulatedShop, columns: Record<string, number>): Promise<void> {
  await shop.write((ctx) => {
    return ctx.db.update(ctx.t.salesDaily).set(columns);
  });
}
