import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { readRefusal } from "@daybook/contract/refusal";
import type { ReadRefusal } from "@daybook/contract/refusal";
import { SAMPLE_DETAILS as DETAILS } from "@daybook/contract/testing/sample-details";
import { noAnswer } from "../texts/en/notices.ts";
import "./refusal-texts-at-once.ts";
import { describeError, describeReadError, describeRefusal } from "./describe-error.ts";
import { loadRightNames } from "./right-names.ts";
import { createFormats } from "./format.ts";

function refusal(code: string, details: object): ReadRefusal {
  const sent = { code, details, fieldErrors: {}, retryable: false, requestId: "r1" };
  const read = readRefusal({ ...sent, message: "As the server says it." });
  if (read === null) throw new Error("This is no refusal");
  return read;
}

const answered = (data: ReadRefusal) =>
  TRPCClientError.from({
    error: { code: -32603, message: data.message, data: { refusal: data } },
  });

test("a sentence writes numbers in the shop's format", () => {
  const formats = createFormats({
    locale: "de-DE",
    currency: "EUR",
    exponent: 2,
    timeZone: "Europe/Berlin",
  });
  const error = answered(refusal("total_mismatch", DETAILS.total_mismatch));
  expect(describeError(error, formats)).toBe(
    "The total is now 1,20\u00a0€, so nothing was saved. Check the prices and try again.",
  );
});

test("a late edit shows who saved first, and when in the shop's time zone", () => {
  const formats = createFormats({
    locale: "en-GB",
    currency: "EUR",
    exponent: 2,
    timeZone: "Europe/Berlin",
  });
  const late = (details: object) => answered(refusal("stale_version", details));
  expect(describeError(late(DETAILS.stale_version), formats)).toBe(
    "Maya changed this product on 2 Mar, 10:42. Check the changes, then save.",
  );
  expect(describeError(late(DETAILS.stale_version))).toBe(
    "Maya changed this product. Check the changes, then save.",
  );
  expect(describeError(late({ ...DETAILS.stale_version, changedBy: null, changedAt: null }))).toBe(
    "Someone else changed this product. Check the changes, then save.",
  );
});

/** The refusals of a query. */
const READ_CODES = [
  "internal",
  "disk_failing",
  "database_lost",
  "database_unavailable",
  "storage_full",
  "busy",
  "forbidden",
  "not_found",
  "too_many_requests",
] as const;

test("a shortage shows the stock left and its location", () => {
  const error = answered(refusal("insufficient_stock", DETAILS.insufficient_stock));
  expect(describeError(error)).toBe("Only 1 of Mug left in Shop.");
});

test("a code of a newer server is shown with the server's sentence", () => {
  expect(describeRefusal(refusal("moon_phase", {}))).toBe("As the server says it.");
});

test("a known code with unknown details is shown with the server's sentence", () => {
  expect(describeRefusal(refusal("duplicate", { colour: "red" }))).toBe("As the server says it.");
});

test("[fault C1] a missing response does not claim that nothing was saved", () => {
  expect(describeError(TRPCClientError.from(new TypeError("Failed to fetch")))).toBe(noAnswer);
  for (const code of ["internal", "outcome_unknown"])
    expect(describeRefusal(refusal(code, {}))).not.toMatch(/nothing was/i);
  expect(noAnswer).not.toMatch(/nothing was/i);
});

test("[fault G18] a missing permission is named with who can grant it", async () => {
  await loadRightNames();
  const sentence = describeRefusal(refusal("forbidden", DETAILS.forbidden));
  expect(sentence).toContain("“Add and change products”");
  expect(sentence).toContain("An owner can change your role");
  expect(sentence).not.toMatch(/try again/i);
});

test("[fault G18] a failed read does not mention saving", () => {
  const errors = [
    TRPCClientError.from(new TypeError("Failed to fetch")),
    ...READ_CODES.map((code) => answered(refusal(code, DETAILS[code]))),
  ];
  for (const error of errors) expect(describeReadError(error)).not.toMatch(/saved|saving|booked/i);
});

test("[fault G18] an invalid address does not mention fields that are not on the screen", () => {
  const sentence = describeReadError(answered(refusal("invalid_input", {})));
  expect(sentence).toMatch(/address/);
  expect(sentence).not.toMatch(/field/);
});
