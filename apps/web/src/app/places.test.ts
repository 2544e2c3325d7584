import { expect, test } from "vitest";
import { ROLE_PERMISSIONS, ROLES } from "@daybook/contract/permissions";
import {
  firstPlace,
  includesPage,
  siblingPages,
  phonePlaces,
  PLACES,
  placesFor,
} from "./places.ts";

test("each role starts on the page of its main task", () => {
  expect(ROLES.map((role) => [role, firstPlace(ROLE_PERMISSIONS[role])])).toEqual([
    ["owner", "/dashboard"],
    ["manager", "/dashboard"],
    ["cashier", "/sell"],
    ["stock_clerk", "/scan"],
    ["viewer", "/dashboard"],
  ]);
});

test("[X3] a phone's tab bar has four places including the scanner, whatever the role", () => {
  for (const role of ROLES) {
    const bar = phonePlaces(ROLE_PERMISSIONS[role]);
    expect(bar.map(({ to }) => to)).toContain("/scan");
    expect(bar.length).toBe(4);
  }
});

test("no user is shown a place that their role may not open", () => {
  for (const role of ROLES) {
    const allowed: readonly string[] = ROLE_PERMISSIONS[role];
    for (const place of placesFor(ROLE_PERMISSIONS[role]))
      expect(allowed).toContain(place.permission);
    for (const page of siblingPages("/settings", ROLE_PERMISSIONS[role]))
      expect(allowed).toContain(page.permission);
  }
});

test("every place has its own shortcut", () => {
  const keys = PLACES.map((place) => place.keys);
  expect(new Set(keys).size).toBe(keys.length);
});

test("[X3] every page and every record belongs to one place, which the navigation marks", () => {
  const at = (pathname: string) =>
    PLACES.filter((place) => includesPage(place, pathname)).map(({ to }) => to);
  for (const { to, pages = [] } of PLACES)
    expect(pages.map((page) => [page.to, at(page.to)])).toEqual(
      pages.map((page) => [page.to, [to]]),
    );
  expect(at("/suppliers/0189")).toEqual(["/products"]);
  expect(at("/ledger/documents/0189")).toEqual(["/ledger"]);
  expect(at("/sales/0189/receipt")).toEqual(["/sales"]);
  expect(at("/more")).toEqual([]);
});
