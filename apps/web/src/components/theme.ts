import { Button, createTheme } from "@mantine/core";
import type { CSSVariablesResolver, MantineColorsTuple } from "@mantine/core";

// Step 7 is the accent on light, step 3 the accent on dark; the others have the same hue.
const ink: MantineColorsTuple = [
  "#ddebe9",
  "#b9d9d5",
  "#8ad3ca",
  "#6fc2b8",
  "#4a9f97",
  "#357f79",
  "#2a6f6a",
  "#1f5f5b",
  "#174a47",
  "#0e2321",
];

const FONT =
  '"Atkinson Hyperlegible Next Variable", "Atkinson Hyperlegible Next", system-ui, sans-serif';

/** Mantine's scale is that of tokens.css. */
export const theme = createTheme({
  primaryColor: "ink",
  colors: { ink },
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: FONT,
  headings: { fontFamily: FONT, fontWeight: "700" },
  fontSizes: {
    xs: "var(--size-meta)",
    sm: "var(--size-body)",
    md: "var(--size-body)",
    lg: "var(--size-section)",
    xl: "var(--size-title)",
  },
  spacing: {
    xs: "var(--space-1)",
    sm: "var(--space-2)",
    md: "var(--space-4)",
    lg: "var(--space-5)",
    xl: "var(--space-6)",
  },
  radius: {
    xs: "var(--radius)",
    sm: "var(--radius)",
    md: "var(--radius)",
    lg: "var(--radius-layer)",
    xl: "var(--radius-layer)",
  },
  defaultRadius: "sm",
  cursorType: "pointer",
  // Mantine moves pressed elements by a pixel; nothing moves here.
  activeClassName: "",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    // A hint above its field would misalign the fields of a row.
    InputWrapper: {
      defaultProps: { inputWrapperOrder: ["label", "input", "error", "description"] },
    },
    // The arrows are decoration: the field itself says that it is a list.
    NativeSelect: { defaultProps: { rightSectionProps: { "aria-hidden": true } } },
    Button: Button.extend({
      // Mantine calculates text colors of buttons for light mode only.
      vars: (_theme, props) =>
        props.variant === "filled"
          ? {
              root: {
                "--button-bg": "var(--accent)",
                "--button-hover": "var(--accent-hover)",
                "--button-color": "var(--on-accent)",
              },
            }
          : { root: {} },
    }),
  },
});

/** Mantine's defaults do not meet WCAG AA; each is replaced by a measured token of tokens.css. */
export const themeVariables: CSSVariablesResolver = () => {
  const tokens = {
    "--mantine-color-body": "var(--bg)",
    "--mantine-color-text": "var(--text)",
    "--mantine-color-bright": "var(--text)",
    "--mantine-color-dimmed": "var(--muted)",
    "--mantine-color-placeholder": "var(--muted)",
    "--mantine-color-anchor": "var(--accent)",
    "--mantine-color-default": "var(--surface)",
    "--mantine-color-default-hover": "var(--sunken)",
    "--mantine-color-default-color": "var(--text)",
    "--mantine-color-default-border": "var(--control-border)",
    "--mantine-color-error": "var(--bad)",
    "--mantine-color-disabled": "var(--sunken)",
    "--mantine-color-disabled-color": "var(--muted)",
    "--mantine-color-disabled-border": "var(--border)",
    "--mantine-primary-color-filled": "var(--accent)",
    "--mantine-primary-color-filled-hover": "var(--accent-hover)",
    "--mantine-primary-color-contrast": "var(--on-accent)",
    "--mantine-primary-color-light": "var(--accent-soft)",
    "--mantine-color-ink-filled": "var(--accent)",
    "--mantine-color-ink-filled-hover": "var(--accent-hover)",
  };
  return { variables: {}, light: tokens, dark: tokens };
};
