import { useEffect, useState } from "react";
import { Banner } from "../../components/notices.tsx";
import { browserStorage, guardedTexts } from "../../lib/guarded-texts.ts";
import { usePersonScope } from "../../lib/person-scope.ts";
import { useFormats } from "../../lib/shop-context.tsx";
import { leftByOthersTexts as texts } from "../../texts/en/left-by-others.ts";
import { leftByOthers } from "./sales-of-others.ts";

/** Says what the people before left unfinished at this till. */
export function LeftByOthers() {
  const { money } = useFormats();
  const scope = usePersonScope();
  const read = () => leftByOthers(guardedTexts(browserStorage()), scope);
  const [left, setLeft] = useState(read);
  useEffect(() => {
    const listen = () => setLeft(leftByOthers(guardedTexts(browserStorage()), scope));
    window.addEventListener("storage", listen);
    return () => window.removeEventListener("storage", listen);
  }, [scope]);
  return left.map(({ by, waiting, refused, cardMinor }, index) => {
    const name = by === "" ? texts.someone : by;
    return (
      <Banner key={`${index} ${by}`}>
        {[
          waiting === 0 ? null : texts.waiting(waiting, name),
          refused === 0 ? null : texts.refused(refused, name),
          cardMinor === null ? null : texts.card(money(cardMinor), name),
        ]
          .filter((sentence) => sentence !== null)
          .join(" ")}
      </Banner>
    );
  });
}
