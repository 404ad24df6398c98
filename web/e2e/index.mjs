// The browser tests: the real binary, a real Chromium, the story of one order
// and a picture of every page. Ends with "N passed, N failed".
import { buyAndFollow } from './buy.mjs'
import { check, closing } from './checks.mjs'
import { openHouse } from './house.mjs'
import { photograph } from './pages.mjs'
import { openBrowser } from './person.mjs'

const house = await openHouse()
const browser = await openBrowser()
try {
  const orders = await buyAndFollow(browser, house)
  await photograph(browser, house, orders)
  await check('the doctor finds nothing', house.doctor)
} catch (e) {
  await check('the tests came to their end', () => {
    throw e
  })
} finally {
  await browser.close()
  await house.close()
}
process.exit(closing())
