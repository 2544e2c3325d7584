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
  ["0117 496 0000", [ada]],
])("typing “%s” finds them by any part, in any format of the phone number", (query, expected) => {
  expect(matchCustomers(ROWS, query)).toEqual(expected);
});

test("[fault G13] a matching name comes first, and a mail domain matches nobody", () => {
  const person = (name: string, email = "") => ({ name, phone: "", email });
  const rows = [
    person("Bea Joannes"),
    person("Carl Ann"),
    person("Dora", "ann@post.example"),
    person("Ann Lee", "lee@post.example"),
  ];
  const names = (query: string) => matchCustomers(rows, query).map(({ name }) => name);
  expect(names("ann")).toEqual(["Ann Lee", "Carl Ann", "Bea Joannes", "Dora"]);
  expect(names("post")).toEqual([]);
  expect(names("post.example")).toEqual([]);
  expect(names("ann@post.example")).toEqual(["Ann Lee", "Carl Ann", "Bea Joannes", "Dora"]);
});
