import { countryProfile } from "@daybook/contract/country-profiles";
import type { CountryProfile } from "@daybook/contract/country-profiles";
import { Details } from "../../components/details.tsx";
import { createFormats } from "../../lib/format.ts";
import { countryTexts as texts } from "../../texts/en/country.ts";
import classes from "./country-facts.module.css";

interface CountryFactsProps {
  readonly country: string;
  /** BCP 47. */
  readonly locale: string;
}

/** What a shop of a country must know, with its date and sources; one sentence for a country without a profile. */
export function CountryFacts({ country, locale }: CountryFactsProps) {
  const profile = countryProfile(country);
  if (profile === null) return <p className="muted">{texts.unknown}</p>;
  return (
    <div className={classes.facts}>
      <p>
        <strong>{profile.fiscalLaw}</strong>
      </p>
      <Details items={factsOf(profile, locale)} />
      <p className="muted">{texts.sources(asOf(profile, locale), profile.sources)}</p>
    </div>
  );
}

function factsOf(profile: CountryProfile, locale: string): [string, string][] {
  const { currency, rates, rateNote, cash, receipts, retentionYears } = profile;
  const { simplifiedInvoiceMinor: limit } = profile;
  const formats = createFormats({ locale, timeZone: "UTC", currency, exponent: 2 });
  const listed = rates.map(({ name, ppm }) => `${name} ${formats.percent(ppm)}`).join(", ");
  return [
    [profile.taxName, rateNote === null ? listed : `${listed}. ${rateNote}`],
    [texts.cash, texts.rounded(cash.rounding, formats.money(cash.stepMinor))],
    [texts.receipts, receipts],
    ...(limit === null
      ? []
      : [[texts.invoice, texts.invoiceAbove(formats.money(limit))] satisfies [string, string]]),
    [texts.retention, texts.years(retentionYears)],
  ];
}

const asOf = ({ asOf: day }: CountryProfile, locale: string): string =>
  createFormats({ locale, timeZone: "UTC", currency: "XXX", exponent: 2 }).month(day.slice(0, 7));
