import { expect, test } from "vitest";
import { matchCustomers } from "./match-customers.ts";

const ada = { name: "Ada Byron", phone: "+44 117 496-0000", email: "ada@example.test" };
const asa = { name: "Åsa Öberg", phone: "", email: "" };
const ROWS = [ada, asa];

test.each([
  ["byr ada", [ada]],
  ["ASA", [asa]],
  ["oberg", [asa]],
  ["117496", [ada]],
  ["117 496-", [ada]],
  ["ada@ex", [ada]],
  ["%", []],
  ["  ", ROWS],
  ["ada 9", [ada]],
  ["ada 7777", []],
])("typing “%s” finds them by any part, however the phone is written", (query, expected) => {
  expect(matchCustomers(ROWS, query)).toEqual(expected);
});
