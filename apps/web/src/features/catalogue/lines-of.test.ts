import fc from "fast-check";
import { expect, test } from "vitest";
import { linesOf } from "./lines-of.ts";

/** The bytes of a text, repeatedly cut into pieces of these sizes. */
function stream(text: string, sizes: readonly number[]): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let from = 0;
  let turn = 0;
  return new ReadableStream({
    pull(controller) {
      if (from >= bytes.length) return controller.close();
      const to = from + (sizes[turn++ % sizes.length] ?? 1);
      controller.enqueue(bytes.slice(from, to));
      from = to;
    },
  });
}

test("lines are complete, however the text was split", async () => {
  const line = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\n", ""));
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.array(line), sizes, async (lines, cut) => {
      const read: string[] = [];
      for await (const one of linesOf(stream(lines.map((text) => `${text}\n`).join(""), cut)))
        read.push(one);
      expect(read).toEqual(lines);
    }),
    { numRuns: 50 },
  );
});

test("a last line needs no line break, and a reader that stops cancels the stream", async () => {
  const read: string[] = [];
  for await (const one of linesOf(stream("a\nb", [2]))) read.push(one);
  expect(read).toEqual(["a", "b"]);
  let cancelled = false;
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode("again\n")),
    cancel: () => void (cancelled = true),
  });
  for await (const one of linesOf(endless)) if (one === "again") break;
  expect(cancelled).toBe(true);
});
