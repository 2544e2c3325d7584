import { Dialog } from "../components/dialog.tsx";
import { Keys } from "../components/keys.tsx";
import { singleKeys, useListedShortcuts } from "../lib/shortcuts.tsx";
import { shellSheetTexts } from "../texts/en/shell-sheets.ts";
import classes from "./shortcut-sheet.module.css";

/** The list of active shortcuts, from the registry that the keyboard uses. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const shortcuts = useListedShortcuts();
  return (
    <Dialog
      title={shellSheetTexts.shortcuts}
      closeLabel={shellSheetTexts.close}
      onClose={onClose}
      wide
    >
      <p className="muted">
        {singleKeys.get() ? shellSheetTexts.shortcutsLead : shellSheetTexts.shortcutsOff}
      </p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{shellSheetTexts.keys}</th>
            <th scope="col">{shellSheetTexts.does}</th>
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
