import type { Tone } from './event-page.ts';

/** Colours of a mail by day, and by night in programs that ask for them (design tokens of the pages). */
export const COLOURS = {
  background: { light: '#F4F5F2', dark: '#101615' },
  surface: { light: '#FFFFFF', dark: '#18201F' },
  ink: { light: '#16201E', dark: '#EEF2F0' },
  second: { light: '#46524F', dark: '#BCC7C4' },
  line: { light: '#D3D9D6', dark: '#33403D' },
  accent: { light: '#0A5C55', dark: '#6FD0C4' },
  onAccent: { light: '#FFFFFF', dark: '#06231F' },
} as const;

/** Fill, edge and ink of a level's tag: lightness says the level, so that it survives grey. */
export const TAGS: Readonly<Record<Tone, { readonly fill: string; readonly edge: string; readonly ink: string }>> = {
  'watch-up': { fill: '#FFF0CC', edge: '#9A6700', ink: '#5C3D00' },
  'alert-up': { fill: '#F0A04B', edge: '#8A4B00', ink: '#2B1600' },
  'crisis-up': { fill: '#9E1B1B', edge: '#9E1B1B', ink: '#FFFFFF' },
  'watch-down': { fill: '#E2EFF9', edge: '#2F6F9F', ink: '#0B4268' },
  'alert-down': { fill: '#86B6DC', edge: '#1F5A8A', ink: '#05223A' },
  'crisis-down': { fill: '#164A7D', edge: '#164A7D', ink: '#FFFFFF' },
  calm: { fill: '#E1EFED', edge: '#2E6B3F', ink: '#1D4A2A' },
};

const { background, surface, ink, second, line, accent, onAccent } = COLOURS;

/** What a program with a dark side puts over the inline colours; tags keep theirs, which hold on both. */
export const NIGHT = `@media (prefers-color-scheme: dark) {
body,body>table>tbody>tr>td{background-color:${background.dark}!important}
.surface{background-color:${surface.dark}!important}
.ink{color:${ink.dark}!important}
.second{color:${second.dark}!important}
.line{border-color:${line.dark}!important}
.call{color:${accent.dark}!important;border-color:${accent.dark}!important}
.act{background-color:${accent.dark}!important;color:${onAccent.dark}!important}
}`;
