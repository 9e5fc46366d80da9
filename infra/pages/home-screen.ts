import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { ENTRY_PAGE } from './entry-page.ts';

const BRAND = fileURLToPath(new URL('../../web/brand/', import.meta.url));
/** All are the mark; the drawn ones are for phones that read no vector icons. */
const ICONS = [
  { file: 'mark.svg', sizes: 'any', type: 'image/svg+xml' },
  { file: 'mark-192.png', sizes: '192x192', type: 'image/png' },
  { file: 'mark-512.png', sizes: '512x512', type: 'image/png' },
] as const;

/** Adds what a phone needs to keep the entry page on its home screen: the manifest, and the icons that it names. */
export function homeScreen(): Plugin {
  return {
    name: 'home-screen',
    async generateBundle() {
      const icons = ICONS.map(async ({ file, sizes, type }) => {
        const id = this.emitFile({ type: 'asset', name: file, source: await readFile(`${BRAND}${file}`) });
        return { src: `/${this.getFileName(id)}`, sizes, type };
      });
      const manifest = {
        id: ENTRY_PAGE.path,
        name: 'Bình Ổn: nhập giá',
        short_name: 'Nhập giá',
        lang: 'vi',
        start_url: ENTRY_PAGE.path,
        scope: ENTRY_PAGE.path,
        display: 'standalone',
        background_color: '#f4f5f2',
        theme_color: '#0a5c55',
        icons: await Promise.all(icons),
      };
      this.emitFile({ type: 'asset', fileName: ENTRY_PAGE.manifest.slice(1), source: JSON.stringify(manifest) });
    },
  };
}
