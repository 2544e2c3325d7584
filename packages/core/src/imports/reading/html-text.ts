const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  bull: "•",
  deg: "°",
  reg: "®",
  trade: "™",
  copy: "©",
  euro: "€",
  pound: "£",
};

const TAG = /<\/?[a-z][^<>]*>/i;
const HIDDEN = /<(style|script)\b[^<>]*>[\s\S]{0,100000}?<\/\1\s*>/gi;
const BREAK = /<(?:br|\/p|\/div|\/li|\/h[1-6]|\/tr|\/ul|\/ol)\b[^<>]*>/gi;
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi;

/** A description that may be HTML as plain text with line breaks; other text stays as it is. */
export function htmlText(text: string): string {
  if (!TAG.test(text)) return text.trim();
  return text
    .replace(HIDDEN, "")
    .replace(/[\r\n\t]+/g, " ")
    .replace(BREAK, "\n")
    .replace(/<!--[^>]*-->|<\/?[a-z][^<>]*>/gi, "")
    .replace(ENTITY, (entity, decimal?: string, hex?: string, name?: string) =>
      characterOf(entity, decimal, hex, name),
    )
    .split("\n")
    .map((one) => one.replace(/[\s\u00a0]+/g, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function characterOf(entity: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name.toLowerCase()] ?? entity;
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : " ";
}
