import { ChoiceField, SwitchChoice } from "../../components/choices.tsx";
import { useColorSchemeChoice } from "../../components/color-scheme-switch.tsx";
import { Page } from "../../components/page.tsx";
import { density } from "../../lib/density.ts";
import { useDeviceValue } from "../../lib/device-storage.ts";
import { singleKeys } from "../../lib/shortcuts.tsx";
import { settingsTexts as texts } from "../../texts/en/settings.ts";

/** Appearance and sounds on this device. */
export function AppearancePage() {
  const [scheme, setScheme] = useColorSchemeChoice();
  const [rows, setRows] = useDeviceValue(density);
  const [letters, setLetters] = useDeviceValue(singleKeys);
  return (
    <Page title={texts.lookTitle} lead={texts.lookLead}>
      <ChoiceField label={texts.theme} value={scheme} choices={texts.themes} onChange={setScheme} />
      <ChoiceField
        label={texts.density}
        hint={texts.densityHint}
        value={rows}
        choices={texts.densities}
        onChange={setRows}
      />
      <SwitchChoice
        label={texts.singleKeys}
        hint={texts.singleKeysHint}
        value={letters}
        onChange={setLetters}
      />
      <p className="muted">{texts.showKeys}</p>
    </Page>
  );
}
