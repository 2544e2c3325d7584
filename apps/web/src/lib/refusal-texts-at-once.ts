/** For what it does: forms check by themselves, so they need the sentences before a server has said anything. */
import { en } from "@daybook/contract/texts/en";
import { setRefusalTexts } from "./refusal-texts.ts";

setRefusalTexts(en);
