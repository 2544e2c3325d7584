import { useMantineColorScheme } from "@mantine/core";
import type { MantineColorScheme } from "@mantine/core";
import { shellTexts } from "../texts/en/shell.ts";
import { Icon } from "./icons.tsx";

const NEXT: Readonly<Record<MantineColorScheme, MantineColorScheme>> = {
  auto: "light",
  light: "dark",
  dark: "auto",
};

/** Goes round: as the system, light, dark. Its words say what is chosen now. */
export function ColorSchemeSwitch({ className }: { readonly className: string | undefined }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <button type="button" className={className} onClick={() => setColorScheme(NEXT[colorScheme])}>
      <Icon name="theme" />
      <span>{shellTexts.colorScheme[colorScheme]}</span>
    </button>
  );
}

/** What is chosen now, and how to choose. */
export function useColorSchemeChoice(): readonly [
  MantineColorScheme,
  (scheme: MantineColorScheme) => void,
] {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return [colorScheme, setColorScheme];
}
