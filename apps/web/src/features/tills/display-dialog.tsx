import { Link } from "@tanstack/react-router";
import type { Till } from "@daybook/contract/tills";
import { LinkButton } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Loaded } from "../../components/notices.tsx";
import { QrCode } from "../../components/qr-code.tsx";
import { RowActions } from "../../components/row-actions.tsx";
import { paths } from "../../lib/paths.ts";
import { trpc } from "../../lib/trpc.ts";
import { tillsTexts as texts } from "../../texts/en/tills.ts";
import classes from "./display-dialog.module.css";

interface DisplayDialogProps {
  readonly till: Till;
  readonly onClose: () => void;
}

/** How a second screen shows the cart of a till: in a second window here, or on another device. */
export function DisplayDialog({ till, onClose }: DisplayDialogProps) {
  const network = trpc.system.network.useQuery({});
  return (
    <Dialog title={texts.displayTitle(till.name)} closeLabel={texts.close} onClose={onClose}>
      <p>{texts.displayHere}</p>
      <RowActions>
        <LinkButton
          kind="primary"
          to={paths.display}
          params={{ till: till.id }}
          target="_blank"
          rel="noopener"
        >
          {texts.openDisplay}
        </LinkButton>
      </RowActions>
      <Loaded query={network} data={network.data} lines={2}>
        {({ open, addresses }) =>
          open && addresses.length > 0 ? (
            <>
              <p>{texts.displayThere}</p>
              <Addresses urls={addresses.map(({ url }) => displayUrl(url, till.id))} />
            </>
          ) : (
            <p>
              {texts.displayClosed} <Link to={paths.devices}>{texts.toDevices}</Link>
            </p>
          )
        }
      </Loaded>
    </Dialog>
  );
}

function Addresses({ urls }: { readonly urls: readonly string[] }) {
  // An address of digits works on every device; a name does not where the network has no multicast.
  const best = urls.find((url) => !url.includes(".local")) ?? urls[0];
  return (
    <>
      <ul className={classes.addresses}>
        {urls.map((url) => (
          <li key={url} className="code">
            {url}
          </li>
        ))}
      </ul>
      {best === undefined ? null : <QrCode text={best} label={texts.displayQr(best)} />}
    </>
  );
}

const displayUrl = (server: string, tillId: string) =>
  server + paths.display.replace("$till", tillId);
