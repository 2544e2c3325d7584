/**
 * The filled databases of earlier versions, one of each state that shops have had; the newest last. Each release adds
 * one before its next migration: `rowsOfShop` of a shop that has traded, with some of its reports.
 */
import { lastMigration } from "@daybook/db/migrate";
import type { FormerDatabase } from "@daybook/db/testing-former";
import corrections from "./former/0019_corrections_and_card_payments.json" with { type: "json" };
import country from "./former/0026_country_profile.json" with { type: "json" };
import discounts from "./former/0007_discount_reason.json" with { type: "json" };

export interface StoredFormerShop {
  /** The last migration that the earlier version had. */
  readonly last: string;
  /** When it was left, in UTC milliseconds. */
  readonly now: number;
  readonly rows: FormerDatabase["rows"];
}

export const FORMER_SHOPS: readonly StoredFormerShop[] = [
  { last: "0007_discount_reason", now: discounts.now, rows: discounts.rows },
  { last: "0019_corrections_and_card_payments", now: corrections.now, rows: corrections.rows },
  { last: "0026_country_profile", now: country.now, rows: country.rows },
];

/** Those that an update changes; the newest is of the present state until the next migration. */
export const outdatedShops = (engine: "sqlite" | "postgres"): StoredFormerShop[] =>
  FORMER_SHOPS.filter(({ last }) => last !== lastMigration(engine));
