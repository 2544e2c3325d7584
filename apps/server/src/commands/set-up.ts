import { createInterface } from "node:readline/promises";
import { countryOfTimeZone, currencyOfCountry, localeOfCountry } from "@daybook/contract/countries";
import { countryProfile } from "@daybook/contract/country-profiles";
import type { CountryProfile } from "@daybook/contract/country-profiles";
import { SetUpShop } from "@daybook/contract/settings";
import { fieldErrorsOf } from "@daybook/contract/field-errors";
import type { FieldErrors } from "@daybook/contract/refusal";
import { fieldSentence } from "@daybook/contract/sentences";
import { systemActor } from "@daybook/core/context/context";
import { DomainError } from "@daybook/core/errors/domain-error";
import { setUpShop } from "@daybook/core/settings/set-up-shop";
import { createUnitOfWork } from "@daybook/core/writes/unit-of-work";
import { refuseWeakPassword } from "@daybook/core/users/password-strength";
import { hashPassword } from "@daybook/core/users/passwords";
import type { SchemaUpdate } from "@daybook/db/migrate";
import { openStore } from "@daybook/db/open-store";
import type { Config } from "../env.ts";
import { reportUpdates } from "../schema-updates.ts";

type Flag = "shop-name" | "currency" | "time-zone" | "login" | "name" | "password";

/** The options. Missing ones are read from standard input, line by line, except the locale. */
export type SetUpAnswers = Partial<Record<Flag | "locale", string>>;

interface Question {
  readonly flag: Flag;
  readonly text: string;
  /** The default for an empty line. */
  readonly usual?: (given: SetUpAnswers) => string | null;
}

const QUESTIONS: readonly Question[] = [
  { flag: "shop-name", text: "Shop name" },
  {
    flag: "currency",
    text: "Currency, which cannot be changed later (such as EUR)",
    usual: (given) => currencyAt(given["time-zone"] ?? localTimeZone()),
  },
  { flag: "time-zone", text: "Time zone (such as Europe/Berlin)", usual: localTimeZone },
  { flag: "login", text: "Your login name" },
  { flag: "name", text: "Your name" },
  { flag: "password", text: "Your password" },
];

export const SET_UP_FLAGS = [...QUESTIONS.map(({ flag }) => flag), "locale" as const];

const ContractWithoutToken = SetUpShop.omit({ token: true });

/** `setup --owner`: creates the shop and its owner without a browser. The server must not be running. */
export async function setUp(
  config: Config,
  given: SetUpAnswers,
  { print, lan }: { readonly print: (text: string) => void; readonly lan: boolean },
): Promise<number> {
  const answers = await askFor(given, print);
  const country = countryOfTimeZone(answers["time-zone"] ?? "") ?? "";
  const profile = countryProfile(country);
  const parsed = ContractWithoutToken.safeParse({
    shop: {
      name: answers["shop-name"],
      currency: answers.currency,
      timeZone: answers["time-zone"],
      locale: answers.locale ?? localeAt(answers["time-zone"]),
      listenOnLan: lan,
      ...rulesOf(profile),
    },
    owner: { login: answers.login, name: answers.name, password: answers.password },
  });
  if (!parsed.success) {
    print(describeErrors(fieldErrorsOf(parsed.error.issues)));
    return 1;
  }
  const { shop, owner } = parsed.data;
  const updates: SchemaUpdate[] = [];
  const store = await openStore({
    url: config.storeUrl,
    allowNetworkFs: config.allowNetworkFs,
    onUpdated: (update) => updates.push(update),
  });
  try {
    refuseWeakPassword(owner.password, [owner.login, owner.name, shop.name], "owner.password");
    const hash = await hashPassword(owner.password);
    const asSystem = { actor: systemActor(0, new Set()), requestId: "command: setup" };
    const work = createUnitOfWork({ store, clock: Date.now });
    await reportUpdates(work, updates, print);
    await work.write(asSystem, (ctx) => setUpShop(ctx, parsed.data, hash));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    print(`${error.message}\n${describeErrors(error.fieldErrors)}`);
    return 1;
  } finally {
    await store.close();
  }
  if (profile !== null) print(`${profile.fiscalLaw}\n`);
  print(`${shop.name} is set up. Start Daybook and sign in as ${owner.login}.\n`);
  return 0;
}

async function askFor(given: SetUpAnswers, print: (text: string) => void): Promise<SetUpAnswers> {
  const missing = QUESTIONS.filter(({ flag }) => given[flag] === undefined);
  if (missing.length === 0) return given;
  const answers = { ...given };
  const lines = createInterface({ input: process.stdin });
  const reader = lines[Symbol.asyncIterator]();
  for (const { flag, text, usual } of missing) {
    const proposed = usual?.(answers) ?? null;
    print(proposed === null ? `${text}: ` : `${text} (press Enter for ${proposed}): `);
    const { value, done } = await reader.next();
    if (done === true) break;
    answers[flag] = proposed !== null && value.trim() === "" ? proposed : value;
  }
  lines.close();
  return answers;
}

function localTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function currencyAt(timeZone: string): string | null {
  const country = countryOfTimeZone(timeZone);
  return country === null ? null : currencyOfCountry(country);
}

/** What the country decides: taxes are entered in the browser. */
function rulesOf(profile: CountryProfile | null) {
  if (profile === null) return {};
  const { country, cash, retentionYears } = profile;
  return {
    country,
    cashRounding: cash.rounding,
    cashStepMinor: cash.stepMinor,
    retentionYears,
  };
}

/** Numbers and dates use the format of the country of the time zone; otherwise the contract's default. */
function localeAt(timeZone: string | undefined): string | undefined {
  const country = timeZone === undefined ? null : countryOfTimeZone(timeZone);
  return country === null ? undefined : localeOfCountry(country);
}

function describeErrors(errors: FieldErrors): string {
  return Object.entries(errors)
    .map(([field, found]) => `${field}: ${found.map((error) => fieldSentence(error)).join(" ")}\n`)
    .join("");
}
