import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Files smaller than this gain nothing. */
const COMPRESS_FROM = 1_024;

/** Compresses once, at the build, what the server sends a thousand times. */
function compress(): Plugin {
  return {
    name: 'compress',
    apply: 'build',
    writeBundle({ dir }) {
      for (const entry of readdirSync(dir ?? 'dist', { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.(js|css|svg|html)$/.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const plain = readFileSync(path);
        if (plain.length < COMPRESS_FROM) continue;
        writeFileSync(`${path}.gz`, gzipSync(plain, { level: 9 }));
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length } }),
        );
      }
    },
  };
}

const server = 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), compress()],
  build: {
    target: ['es2020', 'chrome108', 'firefox115', 'safari15.4'],
    sourcemap: false,
    // The page's content security policy admits no data: addresses.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      // The server refuses pages of another origin; here the page's files come from this one.
      '/api': { target: server, ws: true, changeOrigin: true, headers: { origin: server } },
      '/f': { target: server, changeOrigin: true },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['test/**/*.test.{ts,tsx}'],
    restoreMocks: true,
  },
});
