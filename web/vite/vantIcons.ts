import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const ours = fileURLToPath(new URL('../src/ui/vantIcons.css', import.meta.url))

/**
 * Vant's icon stylesheet carries a whole icon font inline (34 KB compressed).
 * The few glyphs its components really show are drawn in src/ui/vantIcons.css instead.
 */
export function vantIcons(): Plugin {
  return {
    name: 'yigou-vant-icons',
    enforce: 'pre',
    resolveId(source, importer) {
      const fromVant = importer?.includes('/vant/') && source.endsWith('/icon/index.css')
      return fromVant || source === 'vant/es/icon/index.css' ? ours : null
    },
  }
}
