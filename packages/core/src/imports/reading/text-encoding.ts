/** Detects the encoding of a text file and decodes it piece by piece. */

export type TextEncodingName = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** The characters of the bytes 0x80 to 0x9F in Windows-1252; elsewhere it equals Latin-1. */
const WINDOWS_1252 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";
// oxlint-disable-next-line no-control-regex -- these are the bytes that differ from Latin-1
const HIGH_CONTROLS = /[\u0080-\u009f]/g;

/**
 * The encoding of a text: by its byte order mark; UTF-16 without one if every second of the first bytes is zero; UTF-8 if all
 * bytes are valid UTF-8; otherwise Windows-1252, which has all characters of Latin-1.
 */
export async function detectEncoding(pieces: AsyncIterable<Uint8Array>): Promise<TextEncodingName> {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let isFirst = true;
  try {
    for await (const piece of pieces) {
      const marked = isFirst ? utf16Of(piece) : null;
      if (marked !== null) return marked;
      isFirst = false;
      utf8.decode(piece, { stream: true });
    }
    utf8.decode();
    return "utf-8";
  } catch (error) {
    if (error instanceof TypeError) return "windows-1252";
    throw error;
  }
}

function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const some = bytes.subarray(0, 1000);
  const zeros = [0, 0];
  some.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = some.length / 5;
  if (odd > many && even < many / 4) return "utf-16le";
  return even > many && odd < many / 4 ? "utf-16be" : null;
}

/** Decodes piece by piece; a byte order mark is removed. */
export async function* decoded(
  pieces: AsyncIterable<Uint8Array>,
  encoding: TextEncodingName,
): AsyncGenerator<string> {
  if (encoding === "windows-1252") {
    for await (const piece of pieces)
      yield Buffer.from(piece)
        .toString("latin1")
        .replace(HIGH_CONTROLS, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80] ?? char);
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const piece of pieces) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
