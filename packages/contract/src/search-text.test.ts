import { describe, expect, test } from "vitest";
import {
  matchesTerms,
  nationalNumber,
  personRank,
  personSearchText,
  personTerms,
  productSearchText,
  searchWords,
} from "./search-text.ts";

describe("products", () => {
  const cafe = productSearchText({
    sku: "AB-12.3",
    name: "Café Crème T-Shirt, Don’t",
    barcodes: [{ code: "04006381333931", shown: "4006381333931" }],
  });
  const finds = (typed: string) => searchWords(typed).every((word) => cafe.includes(word));

  test.each([
    "cafe creme",
    "creme cafe",
    "CAFÉ",
    "t-shirt",
    "tshirt",
    "shirt",
    "don't",
    "dont",
    "AB-12.3",
    "ab123",
    "ab12",
    "AB 12 3",
    "4006381333931",
    "4006-381333931",
    "creme ab-12",
    "",
  ])("[fault A11] %j finds the product", (typed) => {
    expect(finds(typed)).toBe(true);
  });

  test.each(["cafe noir", "AB-13", "cafecreme", "4006381333932"])("%j does not", (typed) => {
    expect(finds(typed)).toBe(false);
  });

  test.each([
    ["Pizza ½", "½ pizza"],
    ["Wasser 1½ l", "1½ l wasser"],
    ["Rope 3⅓ m", "rope 3⅓"],
  ])("[fault A11] %j is found by %j", (name, typed) => {
    const text = productSearchText({ sku: "1", name, barcodes: [] });
    expect(searchWords(typed).filter((word) => !text.includes(word))).toEqual([]);
  });

  test("the dotted and dotless i are one letter, and so is the last sigma", () => {
    const text = productSearchText({ sku: "1", name: "İstanbul ΚΌΣΜΟΣ", barcodes: [] });
    for (const typed of ["istanbul", "ISTANBUL", "ıstanbul", "κοσμος", "ΚΟΣ", "κόσμος"])
      expect(
        searchWords(typed).every((word) => text.includes(word)),
        typed,
      ).toBe(true);
  });
});

describe("people", () => {
  const anna = {
    name: "Anna-Lena Groß",
    phone: "+49 (0)170 123 45-67",
    email: "a.gross@mail.example",
  };
  const text = personSearchText(anna);

  test.each([
    "gross anna",
    "lena",
    "annalena",
    "0170 1234567",
    "+49 170 1234567",
    "0049-170-1234567",
    "(0170) 123",
    "1234567",
    "491701234567",
    "anna 0170/1234567",
    "a.gross@mail.example",
    "a.gross",
  ])("[fault A11] %j finds the customer", (typed) => {
    expect(matchesTerms(text, personTerms(typed))).toBe(true);
  });

  test.each(["mail", "example", "anna 0171", "+44 170 1234567 8", "berta"])(
    "%j does not",
    (typed) => {
      expect(matchesTerms(text, personTerms(typed))).toBe(false);
    },
  );

  test("[fault A11] a number stored without its country code is found with it", () => {
    const kept = personSearchText({ name: "Berta", phone: "020 7946 0018", email: "" });
    for (const typed of ["+44 20 7946 0018", "00442079460018", "020-79460018", "7946 0018"])
      expect(matchesTerms(kept, personTerms(typed)), typed).toBe(true);
  });

  test("numbers in a name are found too", () => {
    const kept = personSearchText({ name: "Bar 1900 GmbH 24", phone: "", email: "" });
    expect(matchesTerms(kept, personTerms("1900 bar"))).toBe(true);
    expect(matchesTerms(kept, personTerms("24 1900"))).toBe(true);
    expect(matchesTerms(kept, personTerms("1901"))).toBe(false);
  });

  test("[fault G13] a matching name comes before a name or number that only contains the text", () => {
    const ranks = (name: string, email = "") =>
      personRank(personSearchText({ name, phone: "", email }), "ann");
    expect(ranks("Ann Lee")).toBe(0);
    expect(ranks("Lee Ann")).toBe(1);
    expect(ranks("Joanna")).toBe(2);
    expect(ranks("Bert", "ann@mail.example")).toBe(2);
  });
});

test.each([
  ["+44 (0)20 7946 0018", "2079460018"],
  ["0044 20 79460018", "2079460018"],
  ["020-7946-0018", "2079460018"],
  ["(555) 123-4567", "5551234567"],
  ["+1 555 123 4567", "5551234567"],
  ["+353 1 234 5678", "12345678"],
  ["+49", "49"],
  ["0", "0"],
  ["", ""],
])("the national number of %j is %j", (phone, number) => {
  expect(nationalNumber(phone)).toBe(number);
});
