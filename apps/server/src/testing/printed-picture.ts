/** For tests: draws what a printer prints from the bytes that it gets, of the commands that are used. */
import CodepageEncoder from "@point-of-sale/codepage-encoder";
import type { Codepage } from "@point-of-sale/codepage-encoder";
import { createCanvas } from "@napi-rs/canvas";
import type { SKRSContext2D } from "@napi-rs/canvas";
import { code128Bars } from "../printing/code-128-bars.ts";

const ESC = 0x1b;
const GS = 0x1d;
const LINE = 30;
const COLUMN = 12;

/** The numbers of code pages in the manuals of Epson and Star. */
const PAGES: Readonly<Record<"escpos" | "starprnt", Readonly<Record<number, Codepage>>>> = {
  escpos: {
    0: "cp437",
    11: "cp851",
    13: "cp857",
    14: "cp737",
    17: "cp866",
    16: "windows1252",
    18: "cp852",
    19: "cp858",
    33: "cp775",
    45: "windows1250",
    46: "windows1251",
    47: "windows1253",
    51: "windows1257",
  },
  starprnt: {
    0: "star/standard",
    1: "cp437",
    4: "cp858",
    5: "cp852",
    10: "cp866",
    13: "cp857",
    15: "cp737",
    32: "windows1252",
    33: "windows1250",
    34: "windows1251",
  },
};

export interface PrintedPicture {
  /** PNG. */
  readonly png: Buffer;
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly pixels: Uint8ClampedArray;
  /** The text that was printed with the printer's own letters. */
  readonly text: string;
}

/** Reads the bytes of a paper of 576 dots. An unknown command is an error. */
export function printedPicture(
  language: "escpos" | "starprnt",
  bytes: Uint8Array,
  width = 576,
): PrintedPicture {
  const printer = new Paper(language, width);
  const read = language === "escpos" ? readEscPos : readStarPrnt;
  let at = 0;
  while (at < bytes.length) at = read(printer, bytes, at);
  return printer.picture();
}

class Paper {
  readonly #canvas: SKRSContext2D;
  readonly language: "escpos" | "starprnt";
  readonly width: number;
  page = 0;
  scale = 1;
  bold = false;
  align = 0;
  text = "";
  #line: { text: string; scale: number; bold: boolean }[] = [];
  #y = 10;

  constructor(language: "escpos" | "starprnt", width: number) {
    this.language = language;
    this.width = width;
    this.#canvas = createCanvas(width, 6000).getContext("2d");
    this.#canvas.fillStyle = "#fff";
    this.#canvas.fillRect(0, 0, width, 6000);
    this.#canvas.fillStyle = "#000";
  }

  letter(byte: number): void {
    const page = PAGES[this.language][this.page];
    if (page === undefined) throw new Error(`code page ${this.page} is not known`);
    const points = CodepageEncoder.getCodepoints(page, true);
    const point = byte < 0x80 ? byte : (points[byte] ?? 0xfffd);
    const last = this.#line.at(-1);
    if (last !== undefined && last.scale === this.scale && last.bold === this.bold)
      last.text += String.fromCodePoint(point);
    else
      this.#line.push({
        text: String.fromCodePoint(point),
        scale: this.scale,
        bold: this.bold,
      });
  }

  feed(): void {
    const parts = this.#line.splice(0);
    const columns = parts.reduce((sum, { text, scale }) => sum + text.length * scale, 0);
    const free = this.width - columns * COLUMN;
    let x = this.align === 1 ? Math.max(0, free / 2) : 0;
    const scale = Math.max(1, ...parts.map((part) => part.scale));
    this.#y += LINE * scale;
    for (const part of parts) {
      this.#canvas.font = `${part.bold ? 700 : 400} ${20 * part.scale}px "DejaVu Sans Mono", monospace`;
      for (const letter of part.text) {
        this.#canvas.fillText(letter, x, this.#y - 8);
        x += COLUMN * part.scale;
      }
    }
    this.text += `${parts.map(({ text }) => text).join("")}\n`;
  }

  dots(width: number, height: number, isBlack: (x: number, y: number) => boolean): void {
    const left = this.align === 1 ? Math.floor((this.width - width) / 2) : 0;
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        if (isBlack(x, y)) this.#canvas.fillRect(left + x, this.#y + y, 1, 1);
    this.#y += height;
  }

  barcode(text: string): void {
    const { width, bars } = code128Bars(text);
    const left = Math.floor((this.width - width * 2) / 2);
    for (const { x, modules } of bars)
      this.#canvas.fillRect(left + x * 2, this.#y, modules * 2, 60);
    this.#y += 60;
    this.#line.push({ text, scale: 1, bold: false });
    this.feed();
  }

  picture(): PrintedPicture {
    const height = this.#y + 10;
    const whole = createCanvas(this.width, height);
    whole.getContext("2d").drawImage(this.#canvas.canvas, 0, 0);
    const { data } = whole.getContext("2d").getImageData(0, 0, this.width, height);
    const png = whole.toBuffer("image/png");
    return { png, width: this.width, height, pixels: data, text: this.text };
  }
}

/** Reads one command or letter, and answers where the next one is. */
function readEscPos(paper: Paper, bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0, n = 0] = bytes.subarray(at);
  if (first === 0x0a) return (paper.feed(), at + 1);
  if (first === 0x0d) return at + 1;
  if (first === 0x1c && second === 0x2e) return at + 2;
  if (first === ESC) {
    const command = String.fromCharCode(second);
    if (command === "@") return at + 2;
    if (command === "t") paper.page = n;
    else if (command === "E") paper.bold = n === 1;
    else if (command === "a") paper.align = n;
    else if (command === "p") return at + 5;
    else if (command !== "M") throw new Error(`ESC ${command} is not known`);
    return at + 3;
  }
  if (first === GS) {
    const command = String.fromCharCode(second);
    if (command === "!") paper.scale = (n & 7) + 1;
    else if (command === "v") return rasterAt(paper, bytes, at);
    else if (command === "k") {
      const length = bytes[at + 3] ?? 0;
      const text = Buffer.from(bytes.subarray(at + 4, at + 4 + length)).toString("latin1");
      if (n !== 0x49 || !text.startsWith("{B")) throw new Error("it is no Code 128 B");
      paper.barcode(text.slice(2));
      return at + 4 + length;
    } else if (!"hwHV".includes(command)) throw new Error(`GS ${command} is not known`);
    return at + 3;
  }
  paper.letter(first);
  return at + 1;
}

/** GS v 0: a picture, one bit for a dot, line by line. */
function rasterAt(paper: Paper, bytes: Uint8Array, at: number): number {
  const [xl = 0, xh = 0, yl = 0, yh = 0] = bytes.subarray(at + 4);
  const rowBytes = xl + xh * 256;
  const height = yl + yh * 256;
  const data = bytes.subarray(at + 8, at + 8 + rowBytes * height);
  paper.dots(rowBytes * 8, height, (x, y) => {
    const byte = data[y * rowBytes + (x >> 3)] ?? 0;
    return (byte & (0x80 >> (x & 7))) !== 0;
  });
  return at + 8 + rowBytes * height;
}

function readStarPrnt(paper: Paper, bytes: Uint8Array, at: number): number {
  const [first = 0, second = 0, n = 0, m = 0] = bytes.subarray(at);
  if (first === 0x0a) return (paper.feed(), at + 1);
  if (first === 0x0d || first === 0x18) return at + 1;
  if (first === ESC && second === GS) {
    const command = String.fromCharCode(n);
    if (command === "t") paper.page = m;
    else if (command === "a") paper.align = m;
    else if (command !== "P") throw new Error(`ESC GS ${command} is not known`);
    return at + 4;
  }
  if (first === ESC) {
    const command = String.fromCharCode(second);
    if (command === "@" || command === "0") return at + 2;
    if (command === "E" || command === "F") {
      paper.bold = command === "E";
      return at + 2;
    }
    if (command === "i") {
      paper.scale = n + 1;
      return at + 4;
    }
    if (command === "X") return columnsAt(paper, bytes, at);
    if (command === "b") {
      const end = bytes.indexOf(0x1e, at);
      if (n !== 6) throw new Error("it is no Code 128");
      paper.barcode(Buffer.from(bytes.subarray(at + 6, end)).toString("latin1"));
      return end + 1;
    }
    if (!"dz".includes(command)) throw new Error(`ESC ${command} is not known`);
    return at + 3;
  }
  paper.letter(first);
  return at + 1;
}

/** ESC X: a picture of 24 lines, three bytes for a column. The feed behind it is that of the picture. */
function columnsAt(paper: Paper, bytes: Uint8Array, at: number): number {
  const columns = (bytes[at + 2] ?? 0) + (bytes[at + 3] ?? 0) * 256;
  const data = bytes.subarray(at + 4, at + 4 + columns * 3);
  paper.dots(columns, 24, (x, y) => {
    const byte = data[x * 3 + (y >> 3)] ?? 0;
    return (byte & (0x80 >> (y & 7))) !== 0;
  });
  const next = at + 4 + columns * 3;
  return bytes[next] === 0x0a ? next + (bytes[next + 1] === 0x0d ? 2 : 1) : next;
}
