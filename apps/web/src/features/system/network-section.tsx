import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { AUTHORITY_PATH } from "@daybook/contract/system";
import type { Network } from "@daybook/contract/system";
import { Button } from "../../components/button.tsx";
import { ChoiceField } from "../../components/choices.tsx";
import { Details } from "../../components/details.tsx";
import { Loaded } from "../../components/notices.tsx";
import { Section } from "../../components/page.tsx";
import { QrCode } from "../../components/qr-code.tsx";
import { showToast } from "../../components/toasts.tsx";
import { describeError } from "../../lib/describe-error.ts";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { networkTexts as texts } from "../../texts/en/system.ts";
import classes from "./network-section.module.css";

/** How another device opens Daybook: the addresses, and HTTPS with the shop's own certificate. */
export function NetworkSection() {
  const network = trpc.system.network.useQuery({});
  return (
    <Section title={texts.title}>
      <Loaded query={network} data={network.data} lines={3}>
        {(data) => (data.open ? <Addresses network={data} /> : <Closed />)}
      </Loaded>
    </Section>
  );
}

function Closed() {
  const mayOpen = useAllowed("settings.write");
  return (
    <p>
      {texts.closed} {mayOpen ? <Link to={paths.settings}>{texts.openSettings}</Link> : null}
    </p>
  );
}

function Addresses({ network }: { readonly network: Network }) {
  const { addresses, https } = network;
  // An address of digits works on every device; a name does not where the network has no multicast.
  const best = addresses.find(({ url }) => !url.includes(".local")) ?? addresses[0];
  return (
    <>
      <p>{texts.lead}</p>
      <div className={classes.columns}>
        <ul className={classes.addresses}>
          {addresses.map(({ url }) => (
            <li key={url} className="code">
              {url}
            </li>
          ))}
        </ul>
        {best === undefined ? null : <QrCode text={best.url} label={texts.qr(best.url)} />}
      </div>
      <h3>{texts.httpsTitle}</h3>
      {https === null || best === undefined ? (
        <TurnOn />
      ) : (
        <Certificate https={https} best={best} addresses={addresses} />
      )}
    </>
  );
}

function TurnOn() {
  const mayTurnOn = useAllowed("settings.write");
  const utils = trpc.useUtils();
  const turnOn = trpc.system.turnOnHttps.useMutation({
    onSuccess: (network) => utils.system.network.setData({}, network),
    onError: (error) => showToast({ text: describeError(error) }),
  });
  return (
    <>
      <p className={classes.text}>{texts.httpsWhy}</p>
      {mayTurnOn ? (
        <Button pending={turnOn.isPending} onClick={() => turnOn.mutate({})}>
          {texts.turnOn}
        </Button>
      ) : (
        <p>{texts.askOwner}</p>
      )}
    </>
  );
}

type Platform = keyof typeof texts.steps;

interface CertificateProps {
  readonly https: NonNullable<Network["https"]>;
  readonly best: Network["addresses"][number];
  readonly addresses: Network["addresses"];
}

function Certificate({ https, best, addresses }: CertificateProps) {
  const formats = useFormats();
  const [platform, setPlatform] = useState<Platform>("windows");
  const download = `${best.url}${AUTHORITY_PATH}`;
  return (
    <>
      <p className={classes.text}>{texts.httpsOn}</p>
      <div className={classes.columns}>
        <ul className={classes.addresses}>
          {addresses.flatMap(({ secureUrl }) =>
            secureUrl === null ? (
              []
            ) : (
              <li key={secureUrl} className="code">
                {secureUrl}
              </li>
            ),
          )}
        </ul>
        <QrCode text={download} label={texts.qrOfCertificate} />
      </div>
      <ChoiceField
        label={texts.platform}
        value={platform}
        choices={texts.platforms}
        onChange={setPlatform}
      />
      <ol className={classes.steps}>
        <li>
          {texts.download} <a href={AUTHORITY_PATH}>{download}</a>
        </li>
        {texts.steps[platform].map((step) => (
          <li key={step}>{step}</li>
        ))}
        <li>{texts.lastStep}</li>
      </ol>
      <Details
        items={[
          [texts.fingerprint, https.fingerprint],
          [texts.validUntil, formats.fullMoment(https.validUntil)],
        ]}
      />
    </>
  );
}
