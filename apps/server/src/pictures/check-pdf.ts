import { refuse } from "@daybook/core/errors/domain-error";

/** Both are within the first and the last bytes of every PDF (ISO 32000-1, 7.5.2 and 7.5.5). */
const HEAD = /^%PDF-[12]\.\d/;
const TAIL = "%%EOF";
const TAIL_BYTES = 2048;

/** Refuses 422 `not_a_pdf` for bytes without the head and the tail of a PDF. What is in it is never run here. */
export function checkPdf(bytes: Buffer): void {
  const head = bytes.subarray(0, 8).toString("latin1");
  if (!HEAD.test(head) || !bytes.subarray(-TAIL_BYTES).includes(TAIL))
    throw refuse("not_a_pdf", {});
}
