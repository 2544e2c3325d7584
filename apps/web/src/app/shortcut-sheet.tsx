import { Dialog } from "../components/dialog.tsx";
import { Keys } from "../components/keys.tsx";
import { singleKeys, useListedShortcuts } from "../lib/shortcuts.tsx";
import { shellTexts as texts } from "../texts/en/shell.ts";
import classes from "./shortcut-sheet.module.css";

/** The list of active shortcuts, from the registry that the keyboard uses. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const shortcuts = useListedShortcuts();
  return (
    <Dialog title={texts.shortcuts} closeLabel={texts.close} onClose={onClose} wide>
      <p className="muted">{singleKeys.get() ? texts.shortcutsLead : texts.shortcutsOff}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{texts.keys}</th>
            <th scope="col">{texts.does}</th>
          </tr>
        </thead>
        <tbody>
          {shortcuts.map(({ keys, label }) => (
            <tr key={keys}>
              <th scope="row">
                <Keys keys={keys} />
              </th>
              <td>{label}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
