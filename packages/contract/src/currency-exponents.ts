// No schema here: the page's first code needs the decimals and must stay small.

// ISO 4217: active codes with a minor unit. Codes without one (gold, SDR, testing) are not cash, so they are not
// supported. BGN remains for shops with data from before Bulgaria adopted the euro.
const WITH_TWO_DECIMALS =
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW " +
  "CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR " +
  "ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV " +
  "MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD " +
  "SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";
const WITHOUT_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
const WITH_THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND";
const WITH_FOUR_DECIMALS = "CLF UYW";

/** The number of decimals of a currency: its minor unit is 10^-exponent of the major unit. */
export type CurrencyExponent = 0 | 2 | 3 | 4;

/** Decimals by code. */
export const exponents: ReadonlyMap<string, CurrencyExponent> = new Map<string, CurrencyExponent>([
  ...withExponent(WITH_TWO_DECIMALS, 2),
  ...withExponent(WITHOUT_DECIMALS, 0),
  ...withExponent(WITH_THREE_DECIMALS, 3),
  ...withExponent(WITH_FOUR_DECIMALS, 4),
]);

/** The decimals of an ISO 4217 currency by its uppercase code; `null` if the code is not in the list. */
export function currencyExponent(code: string): CurrencyExponent | null {
  return exponents.get(code) ?? null;
}

function withExponent(codes: string, exponent: CurrencyExponent): [string, CurrencyExponent][] {
  return codes.split(" ").map((code) => [code, exponent]);
}
