import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds src/interop/peer.ts, the TypeScript side of tests/Interop, into one file for Node. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: here('src/interop/peer.ts'),
    outDir: here('../../../tests/Interop/peer'),
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rollupOptions: { output: { entryFileNames: 'peer.mjs' } },
  },
});
