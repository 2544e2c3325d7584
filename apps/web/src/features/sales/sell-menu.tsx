import { memo, useState } from "react";
import { ChoiceField, SwitchChoice } from "../../components/choices.tsx";
import { useKept } from "../../lib/device-storage.ts";
import { sellTexts as texts } from "../../texts/en/sell.ts";
import { receiptPaper } from "./receipt-sizes.ts";
import classes from "./sell-menu.module.css";
import { sounds } from "./sell-sounds.ts";
import type { Selling } from "./use-selling.ts";

type SellMenuProps = Pick<Selling, "places" | "place" | "choosePlace">;

/** What this device remembers of how it sells: from where, with which sounds, on what paper. */
export const SellMenu = memo(function SellMenu(props: SellMenuProps) {
  const { place } = props;
  const [open, setOpen] = useState(false);
  return (
    <details className={classes.menu} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {texts.menu}
        {place === null ? "" : ` · ${place.name}`}
      </summary>
      {open ? <Choices {...props} /> : null}
    </details>
  );
});

function Choices({ places, place, choosePlace }: SellMenuProps) {
  const [loud, setLoud] = useKept(sounds);
  const [paper, setPaper] = useKept(receiptPaper);
  return (
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
      <SwitchChoice label={texts.sounds} hint={texts.soundsHint} value={loud} onChange={setLoud} />
    </div>
  );
}
