import type { ImportField, ImportKind, ImportSource } from "@daybook/contract/import-fields";

/** The headings of one program's export, in lower case. Programs rename headings, so a field may have several. */
export interface SourceHeadings {
  readonly source: ImportSource;
  readonly kind: ImportKind;
  /** Headings that together occur in no other program's files. */
  readonly needs: readonly (readonly string[])[];
  readonly headings: Readonly<Partial<Record<ImportField, readonly string[]>>>;
  /** Headings that contain a name of the shop: of a store, of a tax. */
  readonly patterns?: readonly HeadingPattern[];
  /** Between the levels of a category. */
  readonly categorySeparator?: string;
  /** Several categories in one cell, separated by commas. */
  readonly categoryList?: boolean;
  /** Names contain their options already, unless they come from the parent. `group` is the SKU of the parent. */
  readonly namesAreWhole?: boolean;
}

export interface HeadingPattern {
  readonly field: ImportField;
  /** The first group is the name of the store or of the tax. */
  readonly pattern: RegExp;
  /** Only the first store is proposed, unless the shop has locations of these names. */
  readonly names: "location" | "tax";
}
