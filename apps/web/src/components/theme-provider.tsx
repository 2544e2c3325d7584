import { localStorageColorSchemeManager, MantineProvider } from "@mantine/core";
import type { ReactNode } from "react";
import "./kit-styles.ts";
import { styleNonce } from "./style-nonce.ts";
import { theme, themeVariables } from "./theme.ts";

// public/prepare.js also reads this key, before the first paint.
const colorSchemeManager = localStorageColorSchemeManager({ key: "daybook-color-scheme" });

/** Colors, fonts and Mantine settings; follows the system by default. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={themeVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
      withGlobalClasses={false}
    >
      {children}
    </MantineProvider>
  );
}
