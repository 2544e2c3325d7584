import { execFileSync } from "node:child_process";
import { constants, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { ReceiptBlock } from "@daybook/contract/receipt-blocks";
import type { PrinterSettings } from "@daybook/core/printing/printer-port";
import { startTcpPrinter } from "../testing/tcp-printer.ts";
import type { Behaviour, TcpPrinter } from "../testing/tcp-printer.ts";
import { openNetworkLine } from "./network-line.ts";
import type { PrinterLimits } from "./printer-line.ts";
import { readPrinted, readStatus } from "./printer-status.ts";
import { sendToPrinter } from "./send-to-printer.ts";
import { createPrinterPort } from "./server-printer-port.ts";
import { openUsbLine } from "./usb-line.ts";

const LIMITS: PrinterLimits = { connectMs: 500, idleMs: 150, statusMs: 100, printMs: 300 };
const BLOCKS: readonly ReceiptBlock[] = [
  { kind: "text", text: "Corner shop", align: "start", size: "normal", bold: false },
  { kind: "row", start: "Total", end: "12.50", size: "normal", bold: false },
];

function at(address: string): PrinterSettings {
  return {
    language: "escpos",
    address,
    paperMm: 80,
    columns: 48,
    text: "code_pages",
    cuts: true,
    drawerPin: 1,
  };
}

function makeFifo(fifo: string): void {
  const command = ["mkfifo", fifo];
  execFileSync("/usr/bin/env", command);
}

const port = createPrinterPort({ readPicture: () => Promise.resolve(null), limits: LIMITS });
const print = (address: string) => port.send(at(address), { kind: "paper", blocks: BLOCKS });

describe("[S7] a printer in the network", () => {
  const running: Pick<TcpPrinter, "stop">[] = [];
  const start = async (behaviour: Behaviour) => {
    const printer = await startTcpPrinter(behaviour);
    running.push(printer);
    return printer;
  };
  afterEach(async () => {
    for (const printer of running.splice(0)) await printer.stop();
  });

  test("prints, and says that it has printed", async () => {
    const printer = await start("answers");
    expect(await print(printer.address)).toEqual({ state: "printed" });
    expect(printer.papers.map(String).join()).toContain("Corner shop");
    expect(printer.papers.map(String).join()).toContain("Total");
  });

  test("that answers nothing, or answers noise, is printed on: the outcome is not known", async () => {
    for (const behaviour of ["silent", "noise"] as const) {
      const printer = await start(behaviour);
      expect(await print(printer.address)).toEqual({ state: "sent" });
      expect(printer.papers).toHaveLength(1);
    }
  });

  test("without paper gets nothing, so it can be tried again", async () => {
    const printer = await start("no_paper");
    expect(await print(printer.address)).toEqual({ state: "not_sent", problem: "paper_out" });
    expect(printer.papers).toEqual([]);
  });

  test("that closes in the middle of a paper may have printed a part", async () => {
    const printer = await start("closes_half_way");
    expect(await print(printer.address)).toMatchObject({ state: "cut_off" });
  });

  test("that is off is not reached", async () => {
    const printer = await startTcpPrinter("answers");
    await printer.stop();
    expect(await print(printer.address)).toEqual({ state: "not_sent", problem: "unreachable" });
  });

  test("that stops taking bytes is given up, after it may have printed a part", async () => {
    const stuck = net.createServer((socket) => {
      socket.pause();
      socket.on("error", () => undefined);
      running.push({ stop: () => Promise.resolve(void socket.destroy()) });
    });
    await new Promise<void>((resolve) => stuck.listen(0, "127.0.0.1", resolve));
    const address = stuck.address();
    if (address === null || typeof address === "string") throw new Error("it listens on a port");
    const open = () => openNetworkLine({ host: "127.0.0.1", port: address.port }, LIMITS);
    // More than the buffers of the system take.
    const bytes = Buffer.alloc(16 * 1024 * 1024, "x");
    const sending = { language: "escpos", bytes, asks: false, limits: LIMITS } as const;
    expect(await sendToPrinter(open, sending)).toEqual({ state: "cut_off", problem: "no_answer" });
    stuck.close();
  });

  test("gets the pulse for the drawer without any question", async () => {
    const printer = await start("answers");
    expect(await port.send(at(printer.address), { kind: "pulse" })).toEqual({ state: "sent" });
    await printer.stop();
    expect(printer.papers[0]?.includes(Buffer.from([0x1b, 0x70, 0x00]))).toBe(true);
  });

  test("with a name that leads to the internet is not connected to", async () => {
    const outside = openNetworkLine({ host: "8.8.8.8", port: 9100 }, LIMITS);
    await expect(outside).rejects.toMatchObject({ problem: "not_local" });
  });
});

describe("[S7] a printer on a USB port", () => {
  const folder = () => mkdtempSync(path.join(os.tmpdir(), "daybook-usb-"));
  const bytes = Buffer.from("Corner shop\n");
  const sending = { language: "escpos", bytes, asks: true, limits: LIMITS } as const;

  test("gets the bytes; it does not say whether it prints them", async () => {
    const device = path.join(folder(), "lp0");
    writeFileSync(device, "");
    const outcome = await sendToPrinter(() => openUsbLine(device, LIMITS), sending);
    expect(outcome).toEqual({ state: "sent" });
    expect(readFileSync(device, "utf8")).toContain("Corner shop");
  });

  test("that is not connected gets nothing", async () => {
    const missing = path.join(folder(), "lp7");
    const fifo = path.join(folder(), "lp1");
    makeFifo(fifo);
    for (const device of [missing, fifo])
      expect(await sendToPrinter(() => openUsbLine(device, LIMITS), sending)).toEqual({
        state: "not_sent",
        problem: "device_missing",
      });
  });

  test("that stops taking bytes holds up nothing, and may have printed a part", async () => {
    const fifo = path.join(folder(), "lp1");
    makeFifo(fifo);
    const reader = await open(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
    const long = { ...sending, bytes: Buffer.alloc(300_000, "x") };
    const outcome = await sendToPrinter(() => openUsbLine(fifo, LIMITS), long);
    await reader.close();
    expect(outcome).toEqual({ state: "cut_off", problem: "no_answer" });
  });
});

describe("[S7] the answers of printers", () => {
  test("of ESC/POS: paper, cover, error, and what is no answer", () => {
    const read = (...bytes: number[]) => readStatus("escpos", Uint8Array.from(bytes));
    expect(read(0x12, 0x12)).toEqual({ problem: null, finished: null });
    expect(read(0x16, 0x12)?.problem).toBe("cover_open");
    expect(read(0x12, 0x72)?.problem).toBe("paper_out");
    expect(read(0x52, 0x12)?.problem).toBe("printer_error");
    expect(read(0x12)).toBeNull();
    expect(read(0xff, 0x00, 0x41)).toBeNull();
  });

  test("of Star: the counter says that a paper is finished", () => {
    const status = (printer: number, paper: number, counter: number) =>
      Uint8Array.from([0x23, 0x06, printer, 0, 0, paper, 0, counter, 0]);
    const before = readStatus("starprnt", status(0, 0, 0));
    expect(before).toEqual({ problem: null, finished: 0 });
    expect(readStatus("starprnt", status(0x20, 0, 0))?.problem).toBe("cover_open");
    expect(readStatus("starprnt", status(0, 0x08, 0))?.problem).toBe("paper_out");
    expect(readStatus("starprnt", Uint8Array.from([0x23, 0x06]))).toBeNull();
    if (before === null) throw new Error("it was read");
    expect(readPrinted("starprnt", status(0, 0, 0), before)).toBeNull();
    expect(readPrinted("starprnt", status(0, 0, 0x02), before)).toBe("printed");
  });
});
