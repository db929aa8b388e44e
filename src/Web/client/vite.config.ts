import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Every folder of src/islands with an index.ts(x) is an entry; pages load it as /app/NAME.js.
 * The crypto modules are an entry too, so that their own weight can be read off the build.
 */
function islands(): Record<string, string> {
  const root = here('src/islands');
  const entries: Record<string, string> = { crypto: here('src/crypto/index.ts') };
  if (!existsSync(root)) return entries;
  for (const folder of readdirSync(root, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    const file = ['index.tsx', 'index.ts']
      .map((name) => `${root}/${folder.name}/${name}`)
      .find((path) => existsSync(path));
    if (file !== undefined) entries[folder.name] = file;
  }
  return entries;
}

export default defineConfig({
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
    modulePreload: { polyfill: false },
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
