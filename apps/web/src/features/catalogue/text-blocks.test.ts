import fc from "fast-check";
import { expect, test } from "vitest";
import { TextBlocks } from "./text-blocks.ts";

const letters = fc.string({ unit: fc.constantFrom("a", "b", "é", "茶", "\n"), maxLength: 6 });
const word = fc.string({ unit: fc.constantFrom("a", "b", "é", "茶"), minLength: 1, maxLength: 3 });

const found = (marks: Uint8Array) => [...marks].map((mark) => mark === 1);

test("[X1] the same texts are found as by searching each one, also after some have changed", () => {
  const texts = fc.array(letters, { maxLength: 1500, size: "max" });
  const changes = fc.array(fc.record({ index: fc.nat(1600), text: letters }), { maxLength: 5 });
  fc.assert(
    fc.property(texts, fc.array(word, { maxLength: 2 }), changes, (all, words, later) => {
      const blocks = new TextBlocks(all);
      const expected = () => all.map((text) => words.some((one) => text.includes(one)));
      expect(found(blocks.containing(words))).toEqual(expected());
      for (const { index, text } of later) {
        const at = Math.min(index, all.length);
        all[at] = text;
        blocks.changed(at);
      }
      expect(found(blocks.containing(words))).toEqual(expected());
    }),
    { numRuns: 40 },
  );
});
