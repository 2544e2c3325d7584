import { afterAll, beforeAll, expect, test } from "vitest";
import { dataFolder } from "./testing/child-server.ts";
import { refusalIn } from "./testing/send.ts";
import { openTestServer } from "./testing/test-server.ts";
import type { TestServer } from "./testing/test-server.ts";
import { Till } from "./testing/trade.ts";

const folder = dataFolder();
let server: TestServer;
let till: Till;
beforeAll(async () => {
  server = await openTestServer({ config: { storeUrl: `file:${folder.path}/daybook.db` } });
  till = await Till.open(server.port, server.running.setupToken ?? "");
});
afterAll(async () => {
  till.close();
  await server.stop();
  folder.remove();
});

async function onHand(productId: string): Promise<unknown> {
  const product = await till.get(`/api/products/${productId}`);
  return product["onHandMilli"];
}

test.each([
  [2, 1],
  [50, 20],
])(
  "[L8] of %i tills that sell the last %i pieces at once, exactly that many succeed",
  async (tills, pieces) => {
    const place = await till.stock(`LAST-${pieces}`, pieces);
    const answers = await Promise.all(
      Array.from({ length: tills }, () => till.at(server.port).sell(place)),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused).toHaveLength(tills - pieces);
    for (const { status, text } of refused) {
      expect([status, refusalIn(text)]).toEqual([
        409,
        expect.objectContaining({
          code: "insufficient_stock",
          message: `Only 0 of LAST-${pieces} left in Shop.`,
          fieldErrors: {
            "lines.0.quantityMilli": [
              expect.objectContaining({ message: `Only 0 of LAST-${pieces} left in Shop.` }),
            ],
          },
        }),
      ]);
    }
    expect(await onHand(place.productId)).toBe(0);
    expect(JSON.parse((await till.post("/api/reports/verify", {})).text).clean).toBe(true);
  },
);
