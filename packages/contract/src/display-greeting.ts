import { hasDirections } from "./directions.ts";
import { line } from "./fields.ts";
import { rule } from "./rules.ts";

/** The longest greeting. */
const MOST_GREETING = 120;

/** The text of a display that nobody is served at; empty for none. */
export const DisplayGreeting = line(MOST_GREETING).refine(
  (text) => !hasDirections(text),
  rule("direction_characters"),
);
