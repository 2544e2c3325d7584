import type { ImageData } from "@napi-rs/canvas";
import ReceiptPrinterEncoder from "@point-of-sale/receipt-printer-encoder";
import type { ImageInput } from "@point-of-sale/receipt-printer-encoder";
import type { PictureHash } from "@daybook/contract/pictures";
import type { ReceiptBlock } from "@daybook/contract/receipt-blocks";
import type { PrinterSettings } from "@daybook/core/printing/printer-port";
import { cleanText, wrapText } from "./clean-text.ts";
import { CODE_PAGES, hasOwnLetters } from "./own-letters.ts";

/** The bytes of a picture; null if it does not exist any more. */
export type ReadPicture = (picture: PictureHash) => Promise<Uint8Array | null>;

const DOTS_OF_PAPER = { 58: 384, 80: 576 } as const;
const LANGUAGES = { escpos: "esc-pos", starprnt: "star-prnt" } as const;
const MAPPINGS = { escpos: "epson", starprnt: "star" } as const;
/** Between the print head and the knife. */
const LINES_BEFORE_CUT = 4;
/** A threshold between ink and paper for the edges of letters. */
const THRESHOLD = 150;
const LINE_FEED = 0x0a;
const BARS_HEIGHT = 60;
/** Less than this beside an amount is too narrow for a name. */
const LEAST_START = 8;
const PULSE_ON_MS = 100;
const PULSE_OFF_MS = 500;

type Text = Extract<ReceiptBlock, { kind: "text" }>;
type Row = Extract<ReceiptBlock, { kind: "row" }>;

/**
 * The bytes of a paper. Text that the printer has no letters for is drawn, a line at a time: nothing becomes a question
 * mark.
 */
export async function encodePaper(
  blocks: readonly ReceiptBlock[],
  printer: PrinterSettings,
  readPicture: ReadPicture,
): Promise<Uint8Array> {
  const encoder = newEncoder(printer).initialize().codepage("auto");
  const writing: Writing = { encoder, printer, readPicture, parts: [] };
  for (const block of blocks) await append(writing, block);
  if (printer.cuts) encoder.cut("partial");
  else encoder.newline(LINES_BEFORE_CUT);
  return Buffer.concat([...writing.parts, encoder.encode()]);
}

/** The pulse that opens the drawer. */
export function encodePulse(printer: PrinterSettings): Uint8Array {
  return newEncoder(printer)
    .pulse(printer.drawerPin - 1, PULSE_ON_MS, PULSE_OFF_MS)
    .encode();
}

function newEncoder({ language, columns }: PrinterSettings): ReceiptPrinterEncoder {
  return new ReceiptPrinterEncoder({
    language: LANGUAGES[language],
    columns,
    imageMode: "raster",
    feedBeforeCut: LINES_BEFORE_CUT,
    newline: "\n",
    codepageMapping: MAPPINGS[language],
    codepageCandidates: [...CODE_PAGES[language]],
  });
}

interface Writing {
  readonly encoder: ReceiptPrinterEncoder;
  readonly printer: PrinterSettings;
  readonly readPicture: ReadPicture;
  /** The bytes up to the last picture. */
  readonly parts: Uint8Array[];
}

async function append(writing: Writing, block: ReceiptBlock): Promise<void> {
  const { encoder, printer, readPicture } = writing;
  const dots = DOTS_OF_PAPER[printer.paperMm];
  switch (block.kind) {
    case "space":
      encoder.newline();
      return;
    case "rule":
      if (printer.text !== "pictures") encoder.line("-".repeat(printer.columns));
      else appendPicture(writing, (await drawing()).drawRule(dots));
      return;
    case "text":
      return appendText(writing, block);
    case "row":
      return appendRow(writing, block);
    case "barcode":
      return appendBarcode(writing, cleanText(block.text));
    case "picture": {
      const bytes = await readPicture(block.picture);
      if (bytes !== null) appendPicture(writing, await (await drawing()).drawPicture(dots, bytes));
    }
  }
}

/** Loaded with the first text that needs it. */
function drawing() {
  return import("./drawn-text.ts");
}

/** A picture ends its line by itself; the encoder would add an empty one. */
function appendPicture(
  { encoder, printer, parts }: Writing,
  { width, height, data }: ImageData,
): void {
  // safe because the encoder reads these three only
  const image = { width, height, data } as ImageInput;
  const bytes = newEncoder(printer)
    .image(image, { width, height, algorithm: "threshold", threshold: THRESHOLD })
    .encode();
  parts.push(encoder.encode(), bytes.subarray(0, bytes.lastIndexOf(LINE_FEED)));
}

async function appendText(writing: Writing, block: Text): Promise<void> {
  const { encoder, printer } = writing;
  const text = cleanText(block.text);
  if (text.trim() === "") encoder.newline();
  else if (hasOwnLetters(text, printer)) {
    const most = columnsOf(printer, block.size);
    const lines = wrapText(text, (line) => line.length <= most);
    encoder.align(block.align === "center" ? "center" : "left");
    styled(encoder, block, () => lines.forEach((line) => encoder.line(line)));
    encoder.align("left");
  } else await appendDrawn(writing, { ...block, start: text, end: "" });
}

async function appendRow(writing: Writing, block: Row): Promise<void> {
  const { encoder, printer } = writing;
  const start = cleanText(block.start);
  const end = cleanText(block.end);
  if (!hasOwnLetters(start + end, printer))
    return appendDrawn(writing, { ...block, start, end, align: "start" });
  const lines = layOutRow(start, end, columnsOf(printer, block.size));
  styled(encoder, block, () => lines.forEach((line) => encoder.line(line)));
}

async function appendDrawn(
  writing: Writing,
  text: Pick<Text, "align" | "size" | "bold"> & { readonly start: string; readonly end: string },
): Promise<void> {
  const { drawText } = await drawing();
  appendPicture(writing, await drawText({ ...text, dots: DOTS_OF_PAPER[writing.printer.paperMm] }));
}

function columnsOf({ columns }: PrinterSettings, size: "normal" | "large"): number {
  return size === "large" ? Math.floor(columns / 2) : columns;
}

function styled(
  encoder: ReceiptPrinterEncoder,
  { size, bold }: Pick<Text, "size" | "bold">,
  write: () => void,
): void {
  const scale = size === "large" ? 2 : 1;
  encoder.bold(bold).size(scale, scale);
  write();
  encoder.size(1, 1).bold(false);
}

/** The lines of a row: `start` wraps beside `end`, or above it if that leaves too little. */
export function layOutRow(start: string, end: string, columns: number): string[] {
  const beside = columns - end.length - 1;
  const isBeside = beside >= Math.min(LEAST_START, start.length);
  const most = isBeside ? beside : columns;
  const starts = start === "" ? [] : wrapText(start, (line) => line.length <= most);
  if (isBeside) {
    const [first = "", ...rest] = starts;
    return [first + end.padStart(columns - first.length), ...rest];
  }
  const ends = wrapText(end, (line) => line.length <= columns);
  return [...starts, ...ends.map((line) => line.padStart(columns))];
}

/** What Code 128 has: the characters of ASCII. */
const IN_CODE_128 = /^[ -~]{1,30}$/;

async function appendBarcode(writing: Writing, text: string): Promise<void> {
  const { encoder, printer } = writing;
  if (!IN_CODE_128.test(text)) {
    const block = { align: "center", size: "normal", bold: false } as const;
    return appendDrawn(writing, { ...block, start: text, end: "" });
  }
  if (printer.text === "pictures") {
    const { drawBars } = await drawing();
    appendPicture(writing, await drawBars(DOTS_OF_PAPER[printer.paperMm], text));
    return;
  }
  encoder.align("center");
  encoder.barcode(text, "code128", { height: BARS_HEIGHT, width: 2, text: true });
  encoder.align("left");
}
