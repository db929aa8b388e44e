import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Every folder of src/islands with an index.ts(x) is an entry; pages load it as /app/NAME.js. */
function islands(): Record<string, string> {
  const root = here('src/islands');
  const entries: Record<string, string> = {};
  for (const folder of readdirSync(root, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    const file = ['index.tsx', 'index.ts']
      .map((name) => `${root}/${folder.name}/${name}`)
      .find((path) => existsSync(path));
    if (file !== undefined) entries[folder.name] = file;
  }
  return entries;
}

/** The HPKE libraries look for Node's crypto module where there is no global one; every browser, and Node 20, has the global. */
const globalCrypto: Plugin = {
  name: 'global-crypto',
  transform: {
    filter: { id: /node_modules\/(@hpke|mlkem)\// },
    handler: (code) => code.replace(/await import\(["']crypto["']\)/g, '{ webcrypto: globalThis.crypto }'),
  },
};

export default defineConfig({
  plugins: [globalCrypto],
  base: '/app/',
  publicDir: false,
  // Classic JSX needs no plugin; the runtime is Preact's own.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../wwwroot/app'),
    emptyOutDir: true,
    target: 'es2022',
    manifest: 'manifest.json',
    sourcemap: false,
    // The policy is script-src 'self', require-trusted-types-for 'script': nothing inline, no injected preload script.
    modulePreload: false,
    assetsInlineLimit: 0,
    rollupOptions: {
      input: islands(),
      preserveEntrySignatures: 'exports-only',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
