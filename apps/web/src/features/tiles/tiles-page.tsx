import type { TileArrangements } from "@daybook/contract/tiles";
import type { Till } from "@daybook/contract/tills";
import { ChoiceField } from "../../components/choices.tsx";
import { NotLoaded } from "../../components/notices.tsx";
import { Page } from "../../components/page.tsx";
import { useAllowed } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useAddress } from "../../lib/use-address.ts";
import { tilesTexts as texts } from "../../texts/en/tiles.ts";
import { TilesEditor } from "./tiles-editor.tsx";

/** The tiles of all tills, and of single ones: products on tabs, in a chosen order. */
export function TilesPage() {
  const tiles = trpc.tiles.list.useQuery({});
  const tills = trpc.tills.list.useQuery({});
  return (
    <Page title={texts.title} lead={texts.lead} query={tiles}>
      {tiles.data === undefined || tills.data === undefined ? (
        <NotLoaded query={tiles.data === undefined ? tiles : tills} lines={6} />
      ) : (
        <Arrangements
          arrangements={tiles.data.items}
          tills={tills.data.items}
          refetch={tiles.refetch}
        />
      )}
    </Page>
  );
}

interface ArrangementsProps {
  readonly arrangements: TileArrangements["items"];
  readonly tills: readonly Till[];
  readonly refetch: () => Promise<unknown>;
}

function Arrangements({ arrangements, tills, refetch }: ArrangementsProps) {
  const [{ till: chosen }, change] = useAddress("/shell/settings/tiles");
  const mayArrange = useAllowed("settings.write");
  const offered = tills.filter(({ id, revokedAt }) => revokedAt === null || id === chosen);
  const till = offered.find(({ id }) => id === chosen) ?? null;
  const arrangement = arrangements.find((one) => (one.till?.id ?? null) === (till?.id ?? null));
  const choices = {
    "": texts.allTills,
    ...Object.fromEntries(offered.map(({ id, name }) => [id, name])),
  };
  const others = arrangements.filter((one) => one !== arrangement && one.pages.length > 0);
  return (
    <>
      <ChoiceField
        label={texts.arranged}
        hint={till === null ? texts.allHint : texts.ownHint}
        value={till?.id ?? ""}
        choices={choices}
        onChange={(id) => change({ till: id === "" ? undefined : id })}
      />
      {mayArrange ? (
        <TilesEditor
          key={till?.id ?? ""}
          tillId={till?.id ?? null}
          arrangement={arrangement ?? { version: 0, pages: [] }}
          others={others}
          refetch={refetch}
        />
      ) : (
        <>
          <p className="muted">{texts.readOnly}</p>
          {(arrangement?.pages ?? []).map(({ name, products }) => (
            <p key={name}>
              <strong>{name}</strong>: {products.map((product) => product.name).join(", ")}
            </p>
          ))}
        </>
      )}
    </>
  );
}
