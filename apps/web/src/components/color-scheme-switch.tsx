import { useMantineColorScheme } from "@mantine/core";
import type { MantineColorScheme } from "@mantine/core";
import { shellTexts } from "../texts/en/shell.ts";
import { Icon } from "./icons.tsx";

const NEXT: Readonly<Record<MantineColorScheme, MantineColorScheme>> = {
  auto: "light",
  light: "dark",
  dark: "auto",
};

/** Cycles through system, light and dark. The label is the current choice. */
export function ColorSchemeSwitch({ className }: { readonly className: string | undefined }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <button type="button" className={className} onClick={() => setColorScheme(NEXT[colorScheme])}>
      <Icon name="theme" />
      <span>{shellTexts.colorScheme[colorScheme]}</span>
    </button>
  );
}

/** The current color scheme and a function to change it. */
export function useColorSchemeChoice(): readonly [
  MantineColorScheme,
  (scheme: MantineColorScheme) => void,
] {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return [colorScheme, setColorScheme];
}
