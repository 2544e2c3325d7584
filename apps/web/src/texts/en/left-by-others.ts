/** Texts about what the people before left unfinished at a till. */
export const leftByOthersTexts = {
  someone: "another person",
  waiting: (n: number, name: string) =>
    n === 1
      ? `1 paid sale by ${name} is waiting here. It is sent when ${name} signs in at this till.`
      : `${n} paid sales by ${name} are waiting here. They are sent when ${name} signs in at this till.`,
  refused: (n: number, name: string) =>
    n === 1
      ? `1 paid sale by ${name} was refused. It waits until ${name} signs in at this till and settles it.`
      : `${n} paid sales by ${name} were refused. They wait until ${name} signs in at this till and settles them.`,
  card: (amount: string, name: string) =>
    `A card payment of ${amount} by ${name} is not finished. It waits until ${name} signs in at this till.`,
};
