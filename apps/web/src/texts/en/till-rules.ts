/** Texts of the till for products with rules of their own: entered prices, ages and empties. */
export const tillRuleTexts = {
  close: "Close",
  askTitle: (product: string) => `Price of ${product}`,
  price: "Price",
  name: "What it is",
  nameHint: "The receipt shows it.",
  add: "Add to the cart",
  ageTitle: (age: number) => `Age check: ${age}`,
  age: (age: number, date: string) =>
    `Sell this only to someone who is ${age} or older: born on ${date} or earlier.`,
  oldEnough: (age: number) => `${age} or older`,
  tooYoung: "Not old enough",
  ageKeys: "Press Y for yes or N for no. Only the age is recorded.",
  empties: "Empties",
  keys: { empties: "Take empties back" },
  takingBack: "Taking empties back",
  takingBackLead: "Scan the empties or choose their deposit. Type 12* first for twelve.",
  done: "Done",
  moreBack: (name: string) => `One more of ${name} back`,
  fewerBack: (name: string) => `One less of ${name} back`,
  back: "Empties that come back",
  times: (quantity: string, name: string) => `${quantity} × ${name}`,
};
