/** Pictures and files for tests, among them those that must be refused. */
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

/** A photo: its pixels differ, so it does not shrink to nothing. */
export function photo(width: number, height: number) {
  const noise = { type: "gaussian", mean: 128, sigma: 40 } as const;
  return sharp({ create: { width, height, channels: 3, background: "#888888", noise } });
}

const PNG_HEAD = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/** A grey PNG that says it has this many pixels, with other bytes in their place. */
export function pngOf(width: number, height: number, pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const parts = [
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(pixels)),
    chunk("IEND", Buffer.alloc(0)),
  ];
  return Buffer.concat([PNG_HEAD, ...parts]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** 100 million pixels in about 100 KB. */
export const hugePicture = (): Buffer => pngOf(10_000, 10_000, Buffer.alloc(10_001 * 10_000));

/** Says that it has 3,600 million pixels, in 100 bytes. */
export const pictureBomb = (): Buffer => pngOf(60_000, 60_000, Buffer.alloc(100));

export const svgWithScript = (): Buffer =>
  Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
  );

/** The smallest PDF that programs open: one empty page. */
export const pdf = (title = "Manual"): Buffer =>
  Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R/Info<</Title(${title})>>>>\n%%EOF\n`,
  );
