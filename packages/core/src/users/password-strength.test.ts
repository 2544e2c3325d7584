import { expect, test } from "vitest";
import { identityKey } from "@daybook/contract/fold";
import { refuseWeakPassword } from "./password-strength.ts";
import { WORST_PASSWORDS } from "./worst-passwords.ts";

const about = ["olive", "Olive Owner", "The Corner Shop"];
const check = (password: string): string => {
  try {
    refuseWeakPassword(password, about, "password");
    return "accepted";
  } catch (error) {
    return error instanceof Error && "fieldErrors" in error
      ? JSON.stringify(error.fieldErrors)
      : "threw";
  }
};

test.each([
  "123456789012",
  "Password1234",
  "Password2031!!",
  "P@ssw0rd!2026",
  "aaaaaaaaaaaa",
  "abcabcabcabc",
  "qwertyuiopas",
  "mnbvcxzlkjhg",
  "olive1234567",
  "OliveOwner2026!",
  "thecornershop1",
  "the corner shop 12",
  "letmeinletmein",
  "correcthorsebatterystaple",
])("[US1] %s is too weak, and the refusal is at the field", (password) => {
  expect(check(password)).toBe('{"password":[{"code":"weak_password","details":{}}]}');
});

test.each([
  "seven purple umbrellas",
  "kÄse im Regal 3",
  "xK9#mQ2$vL8p",
  "olive trees grow slowly uphill",
])("[US1] %s is accepted: there are no rules of composition", (password) => {
  expect(check(password)).toBe("accepted");
});

test("every entry of the list of weak passwords can occur: long enough for the contract, and normalized", () => {
  const never = [...WORST_PASSWORDS].filter(
    (entry) => entry.length < 12 || identityKey(entry) !== entry,
  );
  expect(never).toEqual([]);
});
