import { expect, test } from "vitest";
import { isSimplePin } from "./simple-pin.ts";
import { SetPin } from "./users.ts";

test("PINs that anyone tries first are simple, and others are not", () => {
  const simple = [
    "0000",
    "1111",
    "99999",
    "1234",
    "123456",
    "7890",
    "4321",
    "1212",
    "123123",
    "2580",
    "0852",
    "1122",
    "334455",
    "1900",
    "1984",
    "2099",
  ];
  expect(simple.filter((pin) => !isSimplePin(pin))).toEqual([]);
  const other = [
    "4711",
    "1357",
    "1123",
    "471100",
    "1899",
    "2100",
    "198400",
    "11223",
    "12345".replace("5", "7"),
    "2581",
    "11112",
  ];
  expect(other.filter(isSimplePin)).toEqual([]);
});

test("a new PIN must not be simple; an old one still opens a till", () => {
  const set = (pin: string) => SetPin.safeParse({ password: "password", pin }).error?.issues;
  expect(set("1234")).toMatchObject([{ path: ["pin"], message: "pin_too_simple" }]);
  expect(set("4711")).toBeUndefined();
});
