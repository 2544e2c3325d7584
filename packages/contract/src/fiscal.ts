/** Signatures of a fiscal signing device, where a country requires one. */
import { z } from "zod";
import { Instant } from "./fields.ts";

/** What a signing device adds to a sale or return. A sale without one names the reason and is signed later. */
export const FiscalSignature = z.strictObject({
  state: z.enum(["signed", "unsigned"]),
  signer: z.string().describe("The serial number of the device"),
  transaction: z.string().describe("The device's number of the transaction"),
  counter: z.int().min(0).describe("The device's number of the signature"),
  value: z.string(),
  code: z.string().describe("What the receipt shows as a code; empty if nothing"),
  reason: z.string().describe("Why it is not signed; else empty"),
  at: Instant.describe("When it was signed, or when that failed"),
});
export type FiscalSignature = z.infer<typeof FiscalSignature>;
