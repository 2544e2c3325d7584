import { afterEach, describe, expect, test } from "vitest";
import { CreatePrinter, ListPrintJobs } from "@daybook/contract/printers";
import type { PrintJob } from "@daybook/contract/printers";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { listPrintJobs } from "@daybook/core/printing/print-jobs";
import type { PrintOutcome, ToPrint } from "@daybook/core/printing/printer-port";
import { createPrinter } from "@daybook/core/printing/printers";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { sell } from "@daybook/core/testing/trade";
import { deviceIdOf, enrolTill } from "@daybook/core/tills/tills";
import { createPrintDesk } from "./print-desk.ts";
import type { PrintDesk } from "./print-desk.ts";
import { printed } from "./printed.ts";

/** A printer whose answers the test gives. */
class TestPort {
  readonly papers: ToPrint[] = [];
  readonly #answers: ((outcome: PrintOutcome) => void)[] = [];

  send(_printer: unknown, toPrint: ToPrint): Promise<PrintOutcome> {
    this.papers.push(toPrint);
    return new Promise((resolve) => this.#answers.push(resolve));
  }

  answer(outcome: PrintOutcome): void {
    this.#answers.shift()?.(outcome);
  }
}

describe("[S7] the print desk", () => {
  let desk: PrintDesk | null = null;
  const problems: unknown[] = [];
  afterEach(async () => {
    await desk?.stop();
    expect(problems).toEqual([]);
  });

  async function shopWithPrinter() {
    const shop = await createTestShop().withProduct("TEA", { onHandMilli: pieces(9) });
    const deviceId = await shop.write(async (ctx) => {
      const till = { key: newId(), name: "Front", receiptPrefix: "F" };
      const { id } = await enrolTill(ctx, till, newId());
      const input = { key: newId(), name: "Counter", address: "10.0.0.9", tillIds: [id] };
      await createPrinter(ctx, CreatePrinter.parse(input));
      await ctx.db.update(ctx.t.shop).set({ receiptPolicy: "always" });
      return deviceIdOf(ctx, id);
    });
    const port = new TestPort();
    desk = createPrintDesk({
      port,
      work: shop.work,
      alone: true,
      checkEveryMs: 5,
      onProblem: (error) => problems.push(error),
    });
    return { shop, port, desk, deviceId };
  }

  const jobsOf = async (shop: TestShop): Promise<PrintJob[]> =>
    (await shop.read((ctx) => listPrintJobs(ctx, ListPrintJobs.parse({})))).items;

  test("a sale is answered while its receipt waits for a printer that says nothing", async () => {
    const { shop, port, desk: own, deviceId } = await shopWithPrinter();
    const sale = await sell(shop, [{ sku: "TEA", quantityMilli: pieces(1) }]);
    const who = { ...shop.as("owner"), actor: { ...shop.as("owner").actor, deviceId } };
    const shopOf = { work: shop.work, home: { work: shop.work, who } };
    // safe because the resolver uses the desk alone
    const services = { printDesk: own } as never;
    const answer = printed(() => Promise.resolve(sale));
    // The answer is there although the printer never answers.
    expect(await answer({ ctx: { ...shopOf, services, who }, input: {} })).toBe(sale);
    await expect.poll(() => port.papers.length).toBe(1);
    expect((await jobsOf(shop)).map(({ kind, status }) => [kind, status])).toEqual([
      ["receipt", "sending"],
    ]);
    port.answer({ state: "printed" });
    await expect.poll(async () => (await jobsOf(shop))[0]?.status).toBe("printed");
  });

  test("a failure of the printer is visible, and does not stop the papers behind it", async () => {
    const { shop, port, desk: own, deviceId } = await shopWithPrinter();
    const who = { ...shop.as("owner"), actor: { ...shop.as("owner").actor, deviceId } };
    for (let count = 0; count < 2; count++)
      own.documentSaved(who, await sell(shop, [{ sku: "TEA", quantityMilli: pieces(1) }]));
    await expect.poll(() => port.papers.length).toBe(1);
    port.answer({ state: "cut_off", problem: "no_answer" });
    await expect.poll(() => port.papers.length).toBe(2);
    port.answer({ state: "sent" });
    await expect
      .poll(async () => (await jobsOf(shop)).map(({ status }) => status))
      .toEqual(["sent", "failed"]);
  });
});
