import { ChoiceField, SwitchChoice } from "../../components/choices.tsx";
import { useKept } from "../../lib/device-storage.ts";
import { sellTexts as texts } from "../../texts/en/sell.ts";
import { receiptPaper } from "./receipt-sizes.ts";
import classes from "./sell-menu.module.css";
import { sounds } from "./sell-sounds.ts";
import type { Selling } from "./use-selling.ts";

/** What this device remembers of how it sells: from where, with which sounds, on what paper. */
export function SellMenu({ selling }: { readonly selling: Selling }) {
  const { places, place, choosePlace } = selling;
  const [loud, setLoud] = useKept(sounds);
  const [paper, setPaper] = useKept(receiptPaper);
  return (
    <details className={classes.menu}>
      <summary>
        {texts.menu}
        {place === null ? "" : ` · ${place.name}`}
      </summary>
      <div className={classes.content}>
        {places === undefined || place === null ? null : (
          <ChoiceField
            label={texts.place}
            value={`${place.id}`}
            choices={Object.fromEntries(places.map(({ id, name }) => [id, name]))}
            onChange={choosePlace}
          />
        )}
        <ChoiceField label={texts.paper} value={paper} choices={texts.papers} onChange={setPaper} />
        <SwitchChoice
          label={texts.sounds}
          hint={texts.soundsHint}
          value={loud}
          onChange={setLoud}
        />
      </div>
    </details>
  );
}
