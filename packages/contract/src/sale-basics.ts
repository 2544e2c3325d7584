/** What the first page of the browser needs of sales, without their contracts. */
import { z } from "zod";
import { line } from "./fields.ts";

/** A sale; a return of goods; the void of a whole sale on its day. Each has a receipt number of its own. */
export const DOCUMENT_KINDS = ["sale", "return", "void"] as const;
export const DocumentKind = z.enum(DOCUMENT_KINDS);
export type DocumentKind = z.infer<typeof DocumentKind>;

/** The maximum number of lines of a sale or return. */
export const MAX_SALE_LINES = 500;

/** A cart may be open for a month; a longer one has a wrong clock. */
export const MAX_SALE_DURATION_MS = 31 * 24 * 60 * 60 * 1000;

/** A scanned code as the document keeps it. */
export const ScannedCode = line(200, 1);
