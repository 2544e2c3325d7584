/** Draws what a printer has no letters for. */
import { createCanvas, loadImage } from "@napi-rs/canvas";
import type { ImageData, SKRSContext2D } from "@napi-rs/canvas";
import { wrapText } from "./clean-text.ts";
import { code128Bars } from "./code-128-bars.ts";
import { fontsFor } from "./fonts.ts";

/** Dots of printers with 203 dots per inch. */
const LINE_DOTS = { normal: 30, large: 60 } as const;
const FONT_DOTS = { normal: 23, large: 46 } as const;
const GAP_DOTS = 12;
/** Less than this beside an amount is too narrow for a name. */
const LEAST_START_DOTS = 96;
const MOST_LOGO_DOTS = 240;

export interface TextToDraw {
  /** The width of the paper in dots. */
  readonly dots: number;
  readonly start: string;
  /** At the right end of the first line; empty without one. */
  readonly end: string;
  readonly align: "start" | "center";
  readonly size: "normal" | "large";
  readonly bold: boolean;
}

/** A text, wrapped, as a black and white picture of the paper's width. Letters are joined and ordered as their script is. */
export async function drawText(drawn: TextToDraw): Promise<ImageData> {
  const { dots, start, end, size, bold } = drawn;
  const fonts = await fontsFor(`${start} ${end}`);
  const font = `${bold ? 700 : 400} ${FONT_DOTS[size]}px ${fonts}`;
  const measure = createCanvas(1, 1).getContext("2d");
  measure.font = font;
  const widthOf = (text: string): number => Math.ceil(measure.measureText(text).width);
  const beside = end === "" ? dots : dots - widthOf(end) - GAP_DOTS;
  const isBeside = beside >= Math.min(LEAST_START_DOTS, widthOf(start));
  const startDots = isBeside ? beside : dots;
  const starts = start === "" ? [] : wrapText(start, (line) => widthOf(line) <= startDots);
  const ends = end === "" ? [] : wrapText(end, (line) => widthOf(line) <= dots);
  const rows = isBeside ? Math.max(starts.length, ends.length, 1) : starts.length + ends.length;
  const height = rows * LINE_DOTS[size];
  const ctx = blank(dots, height);
  ctx.font = font;
  const baseline = (row: number): number => row * LINE_DOTS[size] + FONT_DOTS[size];
  for (const [row, line] of starts.entries()) {
    const x = drawn.align === "center" ? (dots - widthOf(line)) / 2 : 0;
    ctx.fillText(line, Math.max(0, x), baseline(row));
  }
  const firstEnd = isBeside ? 0 : starts.length;
  for (const [row, line] of ends.entries())
    ctx.fillText(line, Math.max(0, dots - widthOf(line)), baseline(firstEnd + row));
  return ctx.getImageData(0, 0, dots, height);
}

/** A line across the paper. */
export function drawRule(dots: number): ImageData {
  const ctx = blank(dots, 16);
  ctx.fillRect(0, 7, dots, 2);
  return ctx.getImageData(0, 0, dots, 16);
}

/** Code 128 of a text, as large as the paper allows, with the text below. */
export async function drawBars(dots: number, text: string): Promise<ImageData> {
  const { width, bars } = code128Bars(text);
  const dotsOfModule = Math.max(1, Math.min(3, Math.floor((dots - 40) / width)));
  const height = 96;
  const ctx = blank(dots, height);
  const left = Math.floor((dots - width * dotsOfModule) / 2);
  for (const { x, modules } of bars)
    ctx.fillRect(left + x * dotsOfModule, 0, modules * dotsOfModule, 62);
  ctx.font = `400 ${FONT_DOTS.normal}px ${await fontsFor(text)}`;
  ctx.textAlign = "center";
  ctx.fillText(text, dots / 2, height - 10);
  return ctx.getImageData(0, 0, dots, height);
}

/** A picture, no larger than a part of the paper, in the middle of it. */
export async function drawPicture(dots: number, bytes: Uint8Array): Promise<ImageData> {
  const image = await loadImage(Buffer.from(bytes));
  const scale = Math.min(1, (dots * 0.7) / image.width, MOST_LOGO_DOTS / image.height);
  const width = Math.round(image.width * scale);
  const height = Math.max(8, Math.round(image.height * scale));
  const ctx = blank(dots, height);
  ctx.drawImage(image, Math.round((dots - width) / 2), 0, width, height);
  return ctx.getImageData(0, 0, dots, height);
}

/** White paper whose height printers accept: a multiple of eight dots. */
function blank(width: number, height: number): SKRSContext2D {
  const ctx = createCanvas(width, height).getContext("2d");
  ctx.fillStyle = "#fff";
  ctx.fillRect(0, 0, width, height);
  ctx.fillStyle = "#000";
  return ctx;
}
