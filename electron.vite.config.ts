import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname

/** What cannot be bundled: the runtime itself, the native database; pg's optional native twin and the unzipper's way to a cloud store, neither installed nor called. */
const EXTERNAL = ['electron', 'better-sqlite3', 'pg-native', '@aws-sdk/client-s3', /^node:/]

// The main program is bundled whole, so that start-up reads a few files instead of a thousand
// and the packed program carries no node_modules but the native one.
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      outDir: 'out/main',
      // Stack frames are all that the log keeps of an exception: they must name functions.
      minify: false,
      sourcemap: false,
      rollupOptions: {
        input: entries({ main: 'electron/shell/main.ts', worker: 'electron/core/worker.ts' }),
        external: EXTERNAL,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      outDir: 'out/preload',
      rollupOptions: {
        input: entries({ preload: 'electron/preload/preload.ts', 'second-screen': 'electron/preload/second-screen.ts' }),
        external: ['electron'],
        // A sandboxed preload can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      emptyOutDir: true,
      // Chromium of our own runtime and no other: nothing to translate down, no module preload script to add.
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2_000,
      rollupOptions: { input: { index: resolve(root, 'renderer/index.html'), secondScreen: resolve(root, 'renderer/second-screen/index.html') } },
    },
  },
})

function entries(wanted: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(wanted).map(([name, path]) => [name, resolve(root, path)] as const).filter(([, path]) => existsSync(path)))
}
