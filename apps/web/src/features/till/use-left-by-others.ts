import { useEffect, useState } from "react";
import { browserStorage, guardedTexts } from "../../lib/guarded-texts.ts";
import { usePersonScope } from "../../lib/person-scope.ts";
import { leftByOthers } from "./sales-of-others.ts";
import type { LeftByOther } from "./sales-of-others.ts";

/** What the people before left unfinished at this till. */
export function useLeftByOthers(): readonly LeftByOther[] {
  const scope = usePersonScope();
  const read = () => leftByOthers(guardedTexts(browserStorage()), scope);
  const [left, setLeft] = useState(read);
  useEffect(() => {
    const listen = () => setLeft(leftByOthers(guardedTexts(browserStorage()), scope));
    window.addEventListener("storage", listen);
    return () => window.removeEventListener("storage", listen);
  }, [scope]);
  return left;
}
