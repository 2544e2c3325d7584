import { expect, test } from "vitest";
import { readRefusal } from "@daybook/contract/refusal";
import { classifySendError } from "./classify-send-error.ts";

function classify(code: string, details: object = {}) {
  const sent = { code, details, fieldErrors: {}, message: "", retryable: false, requestId: "r" };
  return classifySendError(readRefusal(sent));
}

test("[S2] a paid sale that met a closed drawer is kept and sent again, not refused", () => {
  expect(classify("drawer_closed", { name: "Front" })).toBe("later");
});

test("no answer is asked for again, and only a refusal of the sale itself needs a person", () => {
  expect(classifySendError(null)).toBe("again");
  expect(classify("not_signed_in")).toBe("signedOut");
  expect(classify("locked")).toBe("signedOut");
  expect(classify("till_revoked")).toBe("tillRevoked");
  expect(classify("card_number_refused")).toBe("refused");
});
