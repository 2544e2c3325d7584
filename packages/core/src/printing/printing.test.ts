import { beforeEach, describe, expect, test } from "vitest";
import { CreatePrinter, ListPrintJobs, PrintSale } from "@daybook/contract/printers";
import type { Printer, PrintJob } from "@daybook/contract/printers";
import { pieces } from "@daybook/contract/quantity";
import { RecordTillEvents } from "@daybook/contract/till-events";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { sell } from "../testing/trade.ts";
import { deviceIdOf, enrolTill } from "../tills/tills.ts";
import { countTillEvents, recordTillEvents } from "../tills/till-events.ts";
import { forgetOldPrintJobs, interruptAll, recordOutcome, takeNextJob } from "./job-queue.ts";
import type { PrintJobRow } from "./job-queue.ts";
import { paperOfJob } from "./paper-of-job.ts";
import { printAfterSale } from "./print-after-sale.ts";
import {
  cancelPrintJob,
  listPrintJobs,
  openDrawer,
  printSale,
  retryPrintJob,
  testPrinter,
} from "./print-jobs.ts";
import type { PrintOutcome } from "./printer-port.ts";
import { printerRows } from "./printer-rows.ts";
import { createPrinter, deactivatePrinter, listPrinters } from "./printers.ts";

const SECOND = 1000;
const OFF: PrintOutcome = { state: "not_sent", problem: "unreachable" };

describe("[S7] the queue of a printer", () => {
  let shop: TestShop;
  let printer: Printer;
  let rowId: number;
  let deviceId: number;

  beforeEach(async () => {
    shop = await createTestShop().withProduct("TEA", { onHandMilli: pieces(50) });
    const till = await shop.write((ctx) =>
      enrolTill(ctx, { key: newId(), name: "Front", receiptPrefix: "F" }, newId()),
    );
    deviceId = await shop.read((ctx) => deviceIdOf(ctx, till.id));
    const input = CreatePrinter.parse({
      key: newId(),
      name: "Counter",
      address: "192.168.1.50",
      opensDrawer: true,
      tillIds: [till.id],
    });
    printer = await shop.write((ctx) => createPrinter(ctx, input));
    await shop.write((ctx) => ctx.db.update(ctx.t.shop).set({ receiptPolicy: "always" }));
    rowId = (await shop.read((ctx) => printerRows.get(ctx, printer.id))).id;
  });

  const atTill = <T>(act: (ctx: Parameters<Parameters<TestShop["write"]>[0]>[0]) => Promise<T>) =>
    shop.write((ctx) => act({ ...ctx, actor: { ...ctx.actor, deviceId } }));
  const ask = (): Promise<PrintJob> =>
    shop.write((ctx) => testPrinter(ctx, { key: newId(), id: printer.id }));
  const take = (): Promise<PrintJobRow | null> => shop.write((ctx) => takeNextJob(ctx, rowId));
  const became = (job: PrintJobRow | null, outcome: PrintOutcome): Promise<void> =>
    shop.write((ctx) => recordOutcome(ctx, job?.id ?? 0, outcome));
  const jobs = async (more = {}): Promise<PrintJob[]> =>
    (await shop.read((ctx) => listPrintJobs(ctx, ListPrintJobs.parse(more)))).items;
  const sold = () => sell(shop, [{ sku: "TEA", quantityMilli: pieces(1) }]);
  const saved = async () => {
    const sale = await sold();
    await atTill((ctx) => printAfterSale(ctx, sale));
    return sale;
  };

  test("prints in order, one at a time, and says what it knows", async () => {
    const [first, second] = [await ask(), await ask()];
    const job = await take();
    expect(job?.publicId).toBe(first.id);
    expect(await take()).toBeNull();
    await became(job, { state: "printed" });
    const next = await take();
    expect(next?.publicId).toBe(second.id);
    await became(next, { state: "sent" });
    expect((await jobs()).map(({ status }) => status)).toEqual(["sent", "printed"]);
  });

  test("tries again what was not written, later each time, and then leaves it to a person", async () => {
    await ask();
    const waited: number[] = [];
    for (;;) {
      const job = await take();
      if (job === null) break;
      await became(job, OFF);
      const [{ status } = { status: "none" }] = await jobs();
      if (status === "failed") break;
      expect(await take()).toBeNull();
      const before = shop.clock.now;
      while ((await shop.read((ctx) => nothingDue(ctx))) && shop.clock.now - before < 61 * SECOND)
        shop.clock.now += SECOND;
      waited.push((shop.clock.now - before) / SECOND);
    }
    expect(waited).toEqual([2, 5, 15, 30, 60]);
    const [job] = await jobs({ troubled: true });
    expect(job).toMatchObject({ status: "failed", problem: "unreachable", mayHavePrinted: false });
    if (job === undefined) throw new Error("it is listed");
    await shop.write((ctx) => retryPrintJob(ctx, { key: newId(), id: job.id }));
    await became(await take(), { state: "printed" });
    expect(await jobs({ troubled: true })).toEqual([]);
  });

  const nothingDue = async (ctx: Parameters<Parameters<TestShop["read"]>[0]>[0]) => {
    const { printJob } = ctx.t;
    const rows = await ctx.db.select().from(printJob);
    return rows.every(({ dueAt }) => dueAt > ctx.now);
  };

  test("never prints half a paper twice by itself", async () => {
    await ask();
    await became(await take(), { state: "cut_off", problem: "no_answer" });
    shop.clock.now += 600 * SECOND;
    expect(await take()).toBeNull();
    expect((await jobs())[0]).toMatchObject({
      status: "failed",
      problem: "cut_off",
      mayHavePrinted: true,
    });
  });

  test("continues after a restart; what was being sent is not known", async () => {
    const [first, second] = [await ask(), await ask()];
    expect((await take())?.publicId).toBe(first.id);
    await shop.write(interruptAll);
    expect((await take())?.publicId).toBe(second.id);
    expect((await jobs()).find(({ id }) => id === first.id)).toMatchObject({
      status: "failed",
      problem: "interrupted",
      mayHavePrinted: true,
    });
  });

  test("of another server that stopped continue when its time is over", async () => {
    await ask();
    await take();
    const second = await ask();
    shop.clock.now += 89 * SECOND;
    expect(await take()).toBeNull();
    shop.clock.now += 2 * SECOND;
    expect((await take())?.publicId).toBe(second.id);
  });

  test("opens the drawer before papers, for cash only, and never late", async () => {
    await ask();
    const card = await sell(shop, [{ sku: "TEA", quantityMilli: pieces(1) }], { tender: "card" });
    await atTill((ctx) => printAfterSale(ctx, card));
    expect((await jobs()).map(({ kind }) => kind)).toEqual(["receipt", "test"]);
    await saved();
    const pulse = await take();
    expect(pulse?.kind).toBe("drawer");
    await became(pulse, OFF);
    shop.clock.now += 16 * SECOND;
    expect((await take())?.kind).toBe("test");
    expect((await jobs()).find(({ kind }) => kind === "drawer")).toMatchObject({
      status: "cancelled",
      problem: "too_late",
    });
  });

  test("opens the drawer without a sale, which the journal records", async () => {
    const key = newId();
    await atTill((ctx) => openDrawer(ctx, { key, reason: "Change" }));
    // The answer was lost, so the till records it too.
    const occurredAt = new Date(shop.clock.now).toISOString();
    const events = [{ key, kind: "no_sale", detail: "Change", occurredAt }];
    const input = RecordTillEvents.parse({ key: newId(), events });
    await atTill((ctx) => recordTillEvents(ctx, input));
    const part = { deviceId, after: 0, last: 99 };
    const counts = await shop.read((ctx) => countTillEvents(ctx, [part]));
    expect(counts.map(({ kind, count }) => [kind, count])).toEqual([["no_sale", 1]]);
    expect((await take())?.kind).toBe("drawer");
  });

  test("prints a receipt once; later prints are copies, and are counted", async () => {
    const sale = await saved();
    await atTill((ctx) => printAfterSale(ctx, sale));
    const again = PrintSale.parse({ key: newId(), id: sale.id, copy: false });
    expect((await atTill((ctx) => printSale(ctx, again))).kind).toBe("copy");
    const kinds = (await jobs()).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "receipt")).toHaveLength(1);
    const counts = await shop.read((ctx) =>
      countTillEvents(ctx, [{ deviceId, after: 0, last: 99 }]),
    );
    expect(counts).toMatchObject([{ kind: "copy_printed", count: 1 }]);
    const rows = await shop.read((ctx) => ctx.db.select().from(ctx.t.printJob));
    const copy = rows.find(({ kind }) => kind === "copy");
    if (copy === undefined) throw new Error("it is in the queue");
    const { toPrint } = await shop.read((ctx) => paperOfJob(ctx, copy));
    expect(JSON.stringify(toPrint)).toMatch(/copy/i);
  });

  test("prints gift receipts without prices, which are no copies", async () => {
    const sale = await sold();
    const gift = () => PrintSale.parse({ key: newId(), id: sale.id, gift: true });
    for (const input of [gift(), gift()])
      expect((await atTill((ctx) => printSale(ctx, input))).kind).toBe("gift");
    const counts = await shop.read((ctx) =>
      countTillEvents(ctx, [{ deviceId, after: 0, last: 99 }]),
    );
    expect(counts).toEqual([]);
    const [job] = await shop.read((ctx) => ctx.db.select().from(ctx.t.printJob));
    if (job === undefined) throw new Error("it is in the queue");
    const { toPrint } = await shop.read((ctx) => paperOfJob(ctx, job));
    const paper = JSON.stringify(toPrint);
    expect(paper).toMatch(/gift receipt/i);
    expect(paper).toContain("TEA");
    expect(paper).not.toMatch(/\d\.\d\d/);
    // The receipt itself was not printed yet, so it is no copy.
    const first = PrintSale.parse({ key: newId(), id: sale.id, copy: false });
    expect((await atTill((ctx) => printSale(ctx, first))).kind).toBe("receipt");
  });

  test("is emptied when the printer is deactivated, and its tills have none", async () => {
    await ask();
    const { id, version } = printer;
    await shop.write((ctx) => deactivatePrinter(ctx, { key: newId(), id, version }));
    expect((await jobs())[0]).toMatchObject({
      status: "cancelled",
      problem: "printer_deactivated",
    });
    const { items } = await shop.read(listPrinters);
    expect(items[0]?.tills).toEqual([]);
    const input = PrintSale.parse({ key: newId(), id: (await sold()).id });
    await expect(atTill((ctx) => printSale(ctx, input))).rejects.toMatchObject({
      code: "no_printer",
    });
  });

  test("cancels what waits, and forgets finished jobs after thirty days", async () => {
    const job = await ask();
    await shop.write((ctx) => cancelPrintJob(ctx, { key: newId(), id: job.id }));
    await ask();
    shop.clock.now += 31 * 24 * 3600 * SECOND;
    expect(await shop.write(forgetOldPrintJobs)).toBe(1);
    expect((await jobs()).map(({ status }) => status)).toEqual(["waiting"]);
  });
});

describe("[S7] the address of a printer", () => {
  const of = (address: string) =>
    CreatePrinter.safeParse({ key: newId(), name: "Counter", address }).success;

  test("is in the shop's network, or a USB port", () => {
    for (const address of [
      "192.168.1.50",
      "10.0.0.7:9101",
      "127.0.0.1:9100",
      "printer.local",
      "tm-t20:9100",
      "[fe80::1]:9100",
      "/dev/usb/lp0",
    ])
      expect([address, of(address)]).toEqual([address, true]);
  });

  test("is not on the internet, no other file and no other port", () => {
    for (const address of [
      "8.8.8.8",
      "172.32.0.1",
      "[2001:db8::1]",
      "192.168.1.50:0",
      "192.168.1.50:70000",
      "/dev/sda",
      "/dev/usb/lp0/../../sda",
      "/dev/usb/../sda",
      "0x7f.1/path",
      "host name",
      "3232235777",
      "http://192.168.1.50",
    ])
      expect([address, of(address)]).toEqual([address, false]);
  });
});
