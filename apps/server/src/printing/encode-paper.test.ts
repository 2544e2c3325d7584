import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { beforeAll, describe, expect, test } from "vitest";
import type { ReceiptBlock } from "@daybook/contract/receipt-blocks";
import type { PrinterSettings } from "@daybook/core/printing/printer-port";
import { printedPicture } from "../testing/printed-picture.ts";
import { cleanText, wrapText } from "./clean-text.ts";
import { encodePaper, encodePulse, layOutRow } from "./encode-paper.ts";

const PRINTER: PrinterSettings = {
  language: "escpos",
  address: "192.168.1.50",
  paperMm: 80,
  columns: 48,
  text: "code_pages",
  cuts: true,
  drawerPin: 1,
};

const text = (line: string): ReceiptBlock => ({
  kind: "text",
  text: line,
  align: "start",
  size: "normal",
  bold: false,
});
const row = (start: string, end: string): ReceiptBlock => ({
  kind: "row",
  start,
  end,
  size: "normal",
  bold: false,
});

function receiptOf(...names: readonly string[]): ReceiptBlock[] {
  return [
    { kind: "text", text: "Corner shop", align: "center", size: "large", bold: true },
    { kind: "text", text: "1 High Street", align: "center", size: "normal", bold: false },
    { kind: "rule" },
    ...names.flatMap((name) => [text(name), row("  2 × 6.25 €", "12.50 €")]),
    { kind: "rule" },
    { kind: "row", start: "Total", end: "12.50 €", size: "large", bold: true },
    { kind: "space" },
    { kind: "barcode", text: "F-1024" },
  ];
}

const encode = (blocks: readonly ReceiptBlock[], more: Partial<PrinterSettings> = {}) =>
  encodePaper(blocks, { ...PRINTER, ...more }, () => Promise.resolve(null));

/** Bytes as people read them: printable ones as letters, the others as hexadecimal numbers, a line per feed. */
function shown(bytes: Uint8Array): string {
  return [...bytes]
    .map((byte) =>
      byte > 0x20 && byte < 0x7f && byte !== 0x5c
        ? String.fromCharCode(byte)
        : byte === 0x20
          ? " "
          : byte === 0x0a
            ? "\\n\n"
            : `\\${byte.toString(16).padStart(2, "0")}`,
    )
    .join("");
}

const LOOK = process.env["LOOK_AT_PAPERS"];

describe("[S7] papers as bytes", () => {
  test("a receipt in ESC/POS", async () => {
    const bytes = await encode(receiptOf("Crème brûlée", "Łódź Αθήνα"));
    await expect(shown(bytes)).toMatchFileSnapshot("golden/receipt.escpos.txt");
  });

  test("a receipt in StarPRNT", async () => {
    const bytes = await encode(receiptOf("Crème brûlée", "Łódź Αθήνα"), { language: "starprnt" });
    await expect(shown(bytes)).toMatchFileSnapshot("golden/receipt.starprnt.txt");
  });

  test("the pulse of both, on both pins", () => {
    const pulses = (["escpos", "starprnt"] as const).flatMap((language) =>
      ([1, 2] as const).map((drawerPin) => shown(encodePulse({ ...PRINTER, language, drawerPin }))),
    );
    expect(pulses).toEqual([
      "\\1bp\\002\\fa",
      "\\1bp\\012\\fa",
      "\\1b\\07\\n\n2\\07",
      "\\1b\\07\\n\n2\\1a",
    ]);
  });
});

describe("[S7] papers as pictures", () => {
  beforeAll(() => {
    const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
    const wasmBinary = Uint8Array.from(readFileSync(wasm)).buffer;
    prepareZXingModule({ overrides: { wasmBinary } });
  });

  const papers = [
    ["latin", ["Crème brûlée", "Łódź, žluťoučký kůň", "Ελληνικός καφές", "Русский чай"]],
    ["arabic", ["قهوة عربية 500 غ", "Tea شاي بالنعناع (20)"]],
    ["chinese", ["有機龍井茶", "咖啡 Coffee 咖啡豆深度烘焙一公斤裝咖啡豆深度烘焙一公斤裝"]],
    ["hebrew and thai", ["קפה שחור 250 גרם", "กาแฟเย็น"]],
  ] as const;

  for (const language of ["escpos", "starprnt"] as const)
    for (const mode of ["code_pages", "pictures"] as const)
      for (const [script, names] of papers)
        test(`${script} in ${language}, ${mode}: nothing is a question mark, and the bars are read`, async () => {
          const bytes = await encode(receiptOf(...names), { language, text: mode });
          const picture = printedPicture(language, bytes);
          if (LOOK !== undefined)
            writeFileSync(`${LOOK}/${script}-${language}-${mode}.png`, picture.png);
          expect(picture.text).not.toMatch(/[?\uFFFD]/);
          const { width, height, pixels: data } = picture;
          const [code] = await readBarcodes({ width, height, data, colorSpace: "srgb" });
          expect(code?.text).toBe("F-1024");
        });

  test("own letters stay text; only the lines that need it are drawn", async () => {
    const bytes = await encode([text("Crème €5"), text("咖啡"), text("Łódź")]);
    const printed = printedPicture("escpos", bytes).text.trim().split(/\n+/);
    expect(printed).toEqual(["Crème €5", "Łódź"]);
  });

  test("a printer for which only plain letters are chosen gets no others", async () => {
    const bytes = await encode([text("Tea"), text("Crème")], { text: "plain" });
    expect(printedPicture("escpos", bytes).text.trim()).toBe("Tea");
  });

  test("58 mm have 32 columns", async () => {
    const bytes = await encode(receiptOf("Tea"), { paperMm: 58, columns: 32 });
    const { text: printed } = printedPicture("escpos", bytes, 384);
    expect(Math.max(...printed.split("\n").map((line) => line.length))).toBe(32);
  });
});

describe("[S7] the lines of a paper", () => {
  test("wrap at spaces, and long words anywhere", () => {
    const most = (length: number) => (line: string) => line.length <= length;
    expect(wrapText("  two of them", most(7))).toEqual(["  two", "of them"]);
    expect(wrapText("abcdefghij k", most(4))).toEqual(["abcd", "efgh", "ij k"]);
    expect(wrapText("", most(4))).toEqual([""]);
  });

  test("keep the amount at the right, never wrapped", () => {
    expect(layOutRow("Sourdough bread", "4.50", 16)).toEqual(["Sourdough   4.50", "bread"]);
    expect(layOutRow("Signature", "0123456789", 12)).toEqual(["Signature", "  0123456789"]);
    expect(layOutRow("", "4.50", 8)).toEqual(["    4.50"]);
  });

  test("have no characters that change the direction of others", () => {
    expect(cleanText("Tea\u202E05.21\u202C \u20682\u2069\u00a0€\u0007")).toBe("Tea05.21 2 €");
  });
});
