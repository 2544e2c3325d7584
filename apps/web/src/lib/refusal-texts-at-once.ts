/** Imported for its side effect: forms validate in the browser and need the sentences before any response. */
import { en } from "@daybook/contract/texts/en";
import { setRefusalTexts } from "./refusal-texts.ts";

setRefusalTexts(en);
