import { describe, expect, test } from "vitest";
import { readCode } from "./gtin.ts";
import { readGs1 } from "./gs1-codes.ts";

const YEAR = 2026;
const GS = "\u001d";
/** As a scanner or a camera delivers it. */
const read = (text: string, year = YEAR) => readGs1(readCode(text), year);

const fields = (more: object) => ({
  lot: null,
  serial: null,
  expiresOn: null,
  bestBefore: null,
  measure: null,
  ...more,
});

describe("element strings", () => {
  test("[S16] GTIN, best before and lot of a cheese, as in the tests of biip", () => {
    expect(read("010703206980498815210526100329")).toMatchObject(
      fields({ gtin: "07032069804988", bestBefore: "2021-05-26", lot: "0329" }),
    );
    expect(read(`0107032069804988100329${GS}15210526`)).toMatchObject(
      fields({ gtin: "07032069804988", bestBefore: "2021-05-26", lot: "0329" }),
    );
  });

  test("[S16] every symbology identifier, and separators that are not needed", () => {
    const gtin = "09501101530003";
    const expected = fields({ gtin, expiresOn: "2014-07-04", lot: "AB-123" });
    // GS1 General Specifications, the examples with the GTIN 9501101530003.
    for (const prefix of ["", "]C1", "]d2", "]Q3", "]e0", GS, `]d2${GS}`])
      expect(read(`${prefix}01${gtin}1714070410AB-123`)).toMatchObject(expected);
    expect(read(`01${gtin}10AB-123${GS}${GS}17140704${GS}`)).toMatchObject(expected);
    expect(read(`01${gtin}10AB-123<GS>17140704`)).toMatchObject(expected);
  });

  test("[S16] the printed form with brackets", () => {
    expect(read("(01)09501101530003(17)140704(10)AB-123(21)77")).toMatchObject(
      fields({ gtin: "09501101530003", expiresOn: "2014-07-04", lot: "AB-123", serial: "77" }),
    );
    expect(read("(01) 09501101530003 (10) AB-123")).toMatchObject({ lot: "AB-123" });
    for (const text of ["(01)0950110153000", "(1)123", "(01)09501101530003)", "(01)", "(99"])
      expect(read(text)).toBeNull();
  });

  test("day 00 is the end of the month, and the century is the nearest", () => {
    const day = (yymmdd: string, year = YEAR) =>
      (read(`010950110153000317${yymmdd}`, year) as { expiresOn: string | null }).expiresOn;
    expect(day("240200")).toBe("2024-02-29");
    expect(day("260200")).toBe("2026-02-28");
    expect(day("760101")).toBe("2076-01-01");
    expect(day("770101")).toBe("1977-01-01");
    expect(day("990101")).toBe("1999-01-01");
    expect(day("000101", 2095)).toBe("2100-01-01");
    expect(day("261301")).toBeNull();
    expect(day("260230")).toBeNull();
  });

  test("[S16] weight, price and count only of trade items of variable measure", () => {
    // (01)98456789014533(310n) is the example of the GS1 General Specifications 3.6.
    expect(read("01984567890145333103001750")).toMatchObject({
      gtin: "98456789014533",
      measure: { kind: "weight", grams: 1750 },
    });
    expect(read("01984567890145333101000017")).toMatchObject({
      measure: { kind: "weight", grams: 1700 },
    });
    expect(read("01984567890145333202000275")).toMatchObject({
      measure: { kind: "weight", grams: 1247 },
    });
    expect(read(`019845678901453331030017503922${"725"}`)).toMatchObject({
      measure: { kind: "price", value: 725, decimals: 2, grams: 1750 },
    });
    expect(read("01984567890145333012")).toMatchObject({ measure: { kind: "count", pieces: 12 } });
    // A price in another currency is not the price of this shop.
    expect(read("01984567890145333932978725")).toMatchObject({ measure: null });
    expect(read("01095011015300033103001750")).toMatchObject({ measure: null });
    expect(read("01984567890145333103000000")).toEqual({ problem: "no_weight" });
    expect(read("01984567890145333100100000")).toEqual({ problem: "too_much" });
    expect(read("01984567890145333922000")).toEqual({ problem: "no_price" });
  });

  test("[S16] a wrong check digit of the GTIN is refused", () => {
    expect(read("010703206980498915210526100329")).toEqual({ problem: "gtin_check_digit" });
    expect(read("(01)09501101530004")).toEqual({ problem: "gtin_check_digit" });
  });

  test("other codes are not of GS1", () => {
    for (const text of [
      "4006381333931",
      "0703206980498",
      "ABC-123",
      "(00)106141412345678908",
      "00106141412345678908",
      "1022222222222222222222aaa",
      "99999999999999999999",
      "0107032069804988X",
    ])
      expect(read(text)).toBeNull();
  });
});

describe("GS1 Digital Link", () => {
  const gtin = "09506000134352";

  test("[S16] any domain, any folders, any case, as in the GS1 Digital Link standard", () => {
    for (const link of [
      "https://id.gs1.org/01/09506000134352",
      "HTTPS://ID.GS1.ORG/01/09506000134352",
      "http://example.com/some/folders/01/9506000134352",
      "https://example.com/gtin/9506000134352/lot/ABC",
      "https://id.gs1.org/01/9506000134352/22/2A#more",
    ])
      expect(read(link)).toMatchObject({ gtin });
  });

  test("[S16] lot, serial number, dates and weight", () => {
    expect(
      read("https://id.gs1.org/01/9506000134352/10/ABC%2F1/21/0001?17=261231&3103=000189&other=1"),
    ).toMatchObject(fields({ gtin, lot: "ABC/1", serial: "0001", expiresOn: "2026-12-31" }));
    expect(read("https://example.org/01/98456789014533?3103=001750&3922=725")).toMatchObject({
      measure: { kind: "price", value: 725, decimals: 2, grams: 1750 },
    });
    expect(read("https://id.gs1.org/01/04012345678901/10/ABC?17=261231")).toMatchObject({
      gtin: "04012345678901",
    });
  });

  test("links without a GTIN, and compressed ones, are unknown codes", () => {
    for (const link of [
      "https://example.com/",
      "https://id.gs1.org/AQnYUc1gmiCNV4JGYgYAF6ckaCPg",
      "https://id.gs1.org/00/106141412345678908?02=00614141123452",
      "https://example.com/01/2026/12",
      "https://example.com/%E0%A4%A/01/x",
    ])
      expect(read(link)).toBeNull();
    expect(read("https://id.gs1.org/01/9506000134353")).toEqual({ problem: "gtin_check_digit" });
  });

  test("a long link has a short form with the fields that are used", () => {
    const link = `https://example.com/${"x".repeat(300)}/01/98456789014533/10/LOT?3103=001750&3922=725&99=${"y".repeat(80)}`;
    const short = "(01)98456789014533(10)LOT(3103)001750(3922)725";
    expect(read(link)).toMatchObject({ short });
    expect(read(short)).toMatchObject({ short, lot: "LOT" });
  });
});
