import { Banner } from "../../components/notices.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import { leftByOthersTexts as texts } from "../../texts/en/left-by-others.ts";
import { useLeftByOthers } from "./use-left-by-others.ts";

/** Says what the people before left unfinished at this till. */
export function LeftByOthers() {
  const { money } = useFormats();
  return useLeftByOthers().map(({ by, waiting, refused, cardMinor }, index) => {
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
