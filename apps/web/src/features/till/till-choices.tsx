import { LinkButton } from "../../components/button.tsx";
import { ChoiceField, SwitchChoice } from "../../components/choices.tsx";
import { useDeviceValue } from "../../lib/device-storage.ts";
import { paths } from "../../lib/paths.ts";
import { arrangedTileTexts as tiles } from "../../texts/en/arranged-tiles.ts";
import { tillChangeTexts as texts } from "../../texts/en/till-changes.ts";
import { useReceiptPaper } from "../receipts/receipt-paper.ts";
import classes from "./till-menu.module.css";
import { sounds } from "./sounds.ts";
import type { Till } from "./use-till.ts";

export type TillChoicesProps = Pick<Till, "places" | "place" | "choosePlace">;

/** The fields of the till's menu. */
export function TillChoices({ places, place, choosePlace }: TillChoicesProps) {
  const [loud, setLoud] = useDeviceValue(sounds);
  const [paper, setPaper] = useReceiptPaper();
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
      <LinkButton to={paths.tiles}>{tiles.arrange}</LinkButton>
      <SwitchChoice label={texts.sounds} hint={texts.soundsHint} value={loud} onChange={setLoud} />
    </div>
  );
}
