import type { PictureHash } from "./pictures.ts";

/** A part of a receipt, in reading order, whatever prints it. Texts are not wrapped yet. */
export type ReceiptBlock =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly align: "start" | "center";
      readonly size: "normal" | "large";
      readonly bold: boolean;
    }
  /** Two texts on one line; `end` is never wrapped, `start` wraps beside it. */
  | {
      readonly kind: "row";
      readonly start: string;
      readonly end: string;
      readonly size: "normal" | "large";
      readonly bold: boolean;
    }
  | { readonly kind: "rule" }
  | { readonly kind: "space" }
  /** Code 128 of `text`, with the text below. */
  | { readonly kind: "barcode"; readonly text: string }
  /** The shop's logo. */
  | { readonly kind: "picture"; readonly picture: PictureHash };
