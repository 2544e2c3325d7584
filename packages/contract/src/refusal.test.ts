import { describe, expect, test } from "vitest";
import { isReason, REASONS } from "./reasons.ts";
import { readRefusal } from "./refusal.ts";
import { isRule, RULES } from "./rules.ts";
import { fieldSentence, plainWriting, reasonSentence } from "./sentences.ts";
import { SAMPLE_DETAILS } from "./testing/sample-details.ts";
import { en } from "./texts/en.ts";

const SENTENCE = /^[A-Z“].*[.]$/;
const wire = {
  message: "As the server says it.",
  fieldErrors: {},
  retryable: false,
  requestId: "r1",
};

describe("[I3] every refusal", () => {
  test.each(Object.keys(REASONS))("%s has a sentence, with all details and with none", (code) => {
    const read = readRefusal({ ...wire, code, details: Reflect.get(SAMPLE_DETAILS, code) });
    if (read === null || read.code === "unknown") throw new Error("The sample is not as sent");
    const { moment: _, ...timeless } = plainWriting;
    for (const writing of [plainWriting, timeless, { ...timeless, right: () => null }]) {
      expect(reasonSentence(read, writing)).toMatch(SENTENCE);
      expect(reasonSentence(read, writing)).not.toMatch(/undefined|NaN|null|\[object/);
    }
  });

  test("has one name among the rules and reasons", () => {
    expect(Object.keys(RULES).filter(isReason)).toEqual([]);
    expect(Object.keys(REASONS).filter(isRule)).toEqual([]);
  });

  test("has another sentence on a screen or for a read where it differs", () => {
    for (const [code, sentence] of Object.entries({ ...en.onScreen, ...en.reading })) {
      expect(sentence).toMatch(SENTENCE);
      expect(isReason(code)).toBe(true);
    }
  });
});

test("[M4] too little cash says where: in the drawer, in the safe, or in the count", () => {
  const sentences = (["drawer", "safe", "count"] as const).map((of) =>
    reasonSentence({ code: "not_enough_cash", details: { of } }, plainWriting),
  );
  expect(sentences).toEqual([
    expect.stringContaining("in the drawer. Sales that a till has not sent yet"),
    "There is not that much cash in the safe.",
    "This is more than the cash that was counted.",
  ]);
});

test("[I3] a refusal at a field has the details of its own code", () => {
  const { fieldErrors } = readRefusal({
    ...wire,
    code: "invalid_input",
    details: {},
    fieldErrors: {
      name: [{ code: "too_long", details: { max: 3 }, message: "x" }],
      sku: [{ code: "duplicate", details: SAMPLE_DETAILS.duplicate, message: "x" }],
      note: [{ code: "too_long", details: {}, message: "x" }],
    },
  }) ?? { fieldErrors: {} };
  expect(fieldErrors).toEqual({
    name: [{ code: "too_long", details: { max: 3 }, message: "x" }],
    sku: [{ code: "duplicate", details: SAMPLE_DETAILS.duplicate, message: "x" }],
    note: [{ code: "unknown", details: {}, message: "x" }],
  });
});

test("a code of a later version is unknown, and its message is kept", () => {
  const unknown = { ...wire, code: "unknown", details: {} };
  expect(readRefusal({ ...wire, code: "moon_phase", details: { phase: 1 } })).toEqual(unknown);
  expect(readRefusal({ ...wire, code: "duplicate", details: { colour: "red" } })).toEqual(unknown);
  const sentence = { code: "too_long", details: { max: 3 }, message: "x" };
  expect(
    readRefusal({
      ...wire,
      code: "invalid_input",
      details: {},
      fieldErrors: { name: [{ ...sentence, help: "/why" }] },
      help: "/why",
    }),
  ).toEqual({ ...wire, code: "invalid_input", details: {}, fieldErrors: { name: [sentence] } });
  expect(readRefusal({ code: "duplicate" })).toBeNull();
  expect(readRefusal("no")).toBeNull();
});

test("amounts without a currency are given in minor units, and permissions by their code", () => {
  const short = { code: "tenders_short", details: SAMPLE_DETAILS.tenders_short } as const;
  expect(reasonSentence(short)).toContain("600 (in minor units)");
  const forbidden = { code: "forbidden", details: SAMPLE_DETAILS.forbidden } as const;
  expect(reasonSentence(forbidden)).toContain("“products.write”");
  expect(fieldSentence({ code: "too_few", details: { min: 2 } })).toBe("Give at least 2.");
});

test("[fault B7] the refusal of a batch over the limit asks for fewer calls", () => {
  const sentence = reasonSentence({ code: "payload_too_large", details: {} });
  expect(sentence).toMatch(/1,048,576 bytes\) and fewer calls at a time/);
});
