// From the basket to the farmer's passbook, by clicking.
import { check, equal, eventually } from './checks.mjs'
import { person, phone, settled } from './person.mjs'

const stations = { 桂香村: '13800000010', 长塘村: '13800000011' }

/** The first product of a village that can be bought now. */
async function productOf(visitor, village) {
  const { items } = await visitor.get('/shop/products?limit=50')
  const found = items.find((p) => p.village.name === village && p.in_stock)
  if (!found) throw new Error(`${village} sells nothing`)
  return found
}

export async function buyAndFollow(browser, house) {
  const buyer = await person(browser, house.url, phone)
  const { page } = buyer
  const orders = []

  await check('a visitor puts products of two merchants into the basket', async () => {
    for (const village of Object.keys(stations)) {
      const p = await productOf(buyer, village)
      await page.goto(`/products/${p.id}`)
      await page.getByRole('heading', { name: p.name, level: 1 }).first().waitFor()
      await page.getByRole('button', { name: '放进购物篮' }).click()
      await page.getByText('已放进购物篮').first().waitFor()
    }
    await page.goto('/cart')
    await page.getByRole('button', { name: '去结算' }).or(page.getByRole('link', { name: '去结算' })).first().click()
    await page.waitForURL('**/checkout**')
  })

  await check('the phone is asked for at checkout, and the basket survives it', async () => {
    await page.getByRole('button', { name: '登录' }).first().click()
    await page.locator('input[name=phone]').first().fill('13800020099')
    await page.getByRole('button', { name: '发验证码' }).click()
    await page.getByRole('button', { name: '填进去' }).click()
    await page.locator('form').getByRole('button', { name: '登录', exact: true }).click()
    await page.getByRole('button', { name: '添新地址' }).first().waitFor()
  })

  await check('one pasted line becomes an address', async () => {
    await page.getByRole('button', { name: '添新地址' }).first().click()
    await page.locator('textarea[name=paste]').fill('林小青 13800020099 重庆市渝中区解放碑街道民权路12号')
    await page.getByRole('button', { name: '识别', exact: true }).click()
    await page.getByText('已填好').waitFor()
    await page.getByRole('button', { name: '保存地址' }).click()
    await page.getByText('民权路12号').first().waitFor()
  })

  await check('the checkout becomes two orders and one payment', async () => {
    await settled(page)
    await page.getByRole('button', { name: /提交订单/ }).click()
    await page.waitForURL('**/sandbox/pay/**') // one payment: the way leads straight to its cashier
    const { items } = await buyer.get('/me/orders?limit=10')
    equal(items.length, 2, 'orders')
    for (const o of items) equal(o.state, 'created', `order ${o.no}`)
  })

  await check('the sandbox cashier takes the money', async () => {
    await buyer.shot('sandbox-cashier-360')
    await page.getByRole('button', { name: '确认付款' }).click()
    await page.waitForURL(/\/pay\/\d+/)
    await page.getByText('付好了').or(page.getByText('订单已经到服务站')).first().waitFor()
    const { items } = await buyer.get('/me/orders?limit=10')
    for (const o of items) orders.push(await buyer.get(`/me/orders/${o.id}`))
    equal(orders.length, 2, 'orders')
    for (const o of orders) equal(o.state, 'paid', `order ${o.no}`)
  })

  await check('each station packs and ships its order', async () => {
    for (const o of orders) {
      const village = Object.keys(stations).find((v) => o.station.name.includes(v))
      const worker = await (await person(browser, house.url, phone)).signIn(stations[village])
      await worker.actAs('station')
      await worker.page.goto(`/station/orders/${o.id}`)
      await worker.page.getByRole('button', { name: '装好了' }).click()
      await eventually(`order ${o.no} is packed`, async () => (await worker.get(`/station/orders/${o.id}`)).state === 'packed')
      await worker.page.locator('select[name=carrier]').selectOption('yuantong')
      await worker.page.locator('input[name=waybill]').fill(`YT${o.id.slice(-13)}`)
      await worker.page.getByRole('button', { name: '交给快递了' }).click()
      await eventually(`order ${o.no} is shipped`, async () => (await worker.get(`/station/orders/${o.id}`)).state === 'shipped')
      equal(worker.faults.join('\n'), '', 'faults of the station page')
      await worker.close()
    }
  })

  await check('the buyer signs off', async () => {
    for (const o of orders) {
      await page.goto(`/orders/${o.id}`)
      await page.getByRole('button', { name: '确认收货' }).first().click()
      await page.getByRole('button', { name: '收到了' }).click()
      await eventually(`order ${o.no} is signed`, async () => (await buyer.get(`/me/orders/${o.id}`)).state === 'signed')
    }
  })

  await check("the household's page shows the fen that the order page shows", async () => {
    const honey = await buyer.get(`/me/orders/${orders.find((o) => o.station.name.includes('桂香村')).id}`)
    const farmer = await (await person(browser, house.url, phone)).signIn('13800000005')
    await farmer.actAs('shop')
    const [home] = (await farmer.get('/me/household')).items
    const line = await eventually('the passbook has the sale', async () => {
      const { items } = await farmer.get(`/me/household/${home.id}/credits?limit=20`)
      return items.find((l) => l.order_no === honey.no && l.state === 'accrued')
    })
    const share = honey.households.shares.find((s) => s.name === home.name && s.amount_fen === line.amount_fen)
    if (!share) throw new Error(`the passbook says ${line.amount_fen} fen, the order ${JSON.stringify(honey.households.shares)}`)
    const yuan = (line.amount_fen / 100).toFixed(2)
    await farmer.page.goto('/household')
    await settled(farmer.page)
    const passbook = (await farmer.page.locator('main').innerText()).replace(/\s/g, '')
    if (!passbook.includes(yuan)) throw new Error(`the household's page does not show ${yuan}`)
    await farmer.page.evaluate(() => {
      globalThis.said = []
      speechSynthesis.speak = (u) => { said.push(u.text); queueMicrotask(u.onend) }
    })
    await farmer.page.getByRole('button', { name: '读给我听' }).click()
    const said = (await farmer.page.evaluate(() => said)).join('')
    if (!said.includes(`已卖，${(home.accrued_fen / 100).toFixed(2)}元`)) throw new Error(`the page reads aloud: ${said}`)
    await page.goto(`/orders/${honey.id}`)
    await settled(page)
    const shown = (await page.locator('main').innerText()).replace(/\s/g, '')
    if (!shown.includes(yuan)) throw new Error(`the order's page does not show ${yuan}`)
    equal(farmer.faults.join('\n'), '', "faults of the household's page")
    await farmer.close()
  })

  await check('no page of the shop had a fault', async () => equal(buyer.faults.join('\n'), '', 'faults'))
  await buyer.close()
  return orders
}
