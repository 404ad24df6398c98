// Whether a page can be read: by those who need large text, a keyboard or a voice.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']
const grave = ['serious', 'critical']

/** What axe finds serious or critical on the page, a line each. */
export async function barriers(page) {
  await page.evaluate(axe)
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), rules)
  return found.violations
    .filter((v) => grave.includes(v.impact))
    .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')} ${n.html.slice(0, 120)} — ${n.failureSummary.split('\n').slice(1).join('; ').trim()}`))
}

/** How many pixels the page is wider than its window, and what sticks out. */
export async function overflow(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth - clientWidth <= 1) return ''
    const out = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > clientWidth + 1)
    const names = out.slice(0, 6).map((e) => `${e.tagName.toLowerCase()}.${String(e.className?.baseVal ?? e.className).replaceAll(' ', '.')}`)
    return `${scrollWidth - clientWidth} px wider than the window: ${names.join(', ')}`
  })
}

/** Looks at the page with the browser's text at twice its size. */
export async function atTwiceTheText(page, look) {
  const size = (percent) => page.evaluate((p) => (document.documentElement.style.fontSize = p), percent)
  await size('200%')
  try {
    return await look()
  } finally {
    await size('')
  }
}
