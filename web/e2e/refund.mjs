// Money that lies on a household's card is refunded to the buyer for a proven fault: what the household is asked to
// give back (E8) is the same fen on every page that shows it.
import { check, equal, eventually } from './checks.mjs'
import { desktop, forgetSessions, person, phone, settled } from './person.mjs'

const farmer = '13800000005'
const station = '13800000010'
const merchant = '13800000030'
const district = '13800000090'
const yuan = (fen) => (fen / 100).toFixed(2)

const enter = async (browser, house, number, front, viewport) => (await (await person(browser, house.url, viewport)).signIn(number)).actAs(front)
const household = async (p) => (await p.get('/me/household')).items[0]
const lines = async (p, home) => (await p.get(`/me/household/${home.id}/credits?limit=50`)).items
const text = async (page) => {
  await settled(page)
  return (await page.locator('main').innerText()).replace(/[\s,]/g, '')
}

/** Presses a button and says yes to what it asks. */
async function press(page, name, yes) {
  await page.getByRole('button', { name, exact: true }).first().click()
  await page.getByRole('dialog').last().getByRole('button', { name: yes, exact: true }).click()
}

export async function refundPaidOut(browser, house) {
  let home, line, order, refunded, before, planned

  await check('a household asks at the station and is paid', async () => {
    const f = await enter(browser, house, farmer, 'shop', phone)
    home = await household(f)
    const staff = await enter(browser, house, merchant, 'office', desktop)
    const { page } = staff
    const [weekly] = (await staff.get('/supplier/payouts?limit=5')).items
    await page.goto(`/office/payouts/${weekly.id}`) // the weekly draft holds the household: it is given up
    await press(page, '作废', '作废')
    await eventually('the weekly draft is given up', async () => (await staff.get(`/supplier/payouts/${weekly.id}`)).state === 'cancelled')

    const worker = await enter(browser, house, station, 'station', phone)
    await worker.page.goto('/station/households')
    await worker.page.locator('input[name=q]').fill(home.code)
    await eventually('one household is found', async () => (await worker.page.locator('ul.list li').count()) === 1)
    await worker.page.locator('ul.list button').click()
    await worker.page.getByRole('button', { name: '农户现在要打款' }).click()
    await worker.page.getByRole('dialog').last().getByRole('button', { name: '申请', exact: true }).click()
    const batch = await eventually('the request is a batch', async () => (await staff.get('/supplier/payouts?limit=5')).items.find((b) => b.lines === 1 && b.state === 'draft'))
    await page.goto(`/office/payouts/${batch.id}`)
    await press(page, '复核通过', '复核通过')
    await press(page, '审批放行', '放行')
    await press(page, '导出银行文件', '导出')
    await page.locator('input[type=file]').setInputFiles({
      name: '回盘.csv', mimeType: 'text/csv', buffer: Buffer.from(`序号,状态,失败原因,银行流水号,金额\n1,成功,,T1,${yuan(batch.total_fen)}\n`),
    })
    await page.getByRole('button', { name: '导入回盘' }).click()
    await eventually('the money is on the card', async () => (await household(f)).payable_fen === 0 && (await household(f)).on_the_way_fen === 0)
    equal((await household(f)).paid_fen, home.paid_fen + home.payable_fen, 'paid to the card')
    equal((await lines(f, home)).filter((l) => l.state === 'settled').length, 0, 'lines that wait for payment')
    for (const p of [worker, staff, f]) await p.close()
  })

  await check('the district refunds a sale whose money is on the card', async () => {
    const f = await enter(browser, house, farmer, 'shop', phone)
    before = await household(f)
    const passbook = await lines(f, home)
    planned = new Set(passbook.filter((l) => l.state === 'planned').map((l) => l.id)) // the days sign for some of them
    line = passbook.filter((l) => l.state === 'paid').sort((a, b) => b.amount_fen - a.amount_fen)[0]
    const boss = await enter(browser, house, district, 'office', desktop)
    const { page } = boss
    await page.goto(`/office/orders?no=${line.order_no}`)
    await page.getByRole('link', { name: line.order_no }).first().click()
    await page.getByRole('button', { name: '退一部分款' }).click()
    order = await boss.get(`/district/orders/${page.url().split('/').at(-1)}`)
    const form = page.getByRole('dialog')
    await form.getByLabel('退款原因').selectOption('quality')
    const at = order.refundable.findIndex((l) => l.title.includes(line.product_name))
    refunded = order.refundable[at].left_fen
    await form.locator('input[inputmode=decimal]').nth(at).fill(yuan(refunded))
    await form.getByLabel('核实到的情况').fill('服务站开罐核实，罐口发酵')
    await form.getByLabel('写给买家的说明').fill('开罐发酵，全额退还')
    await form.getByRole('button', { name: '退款', exact: true }).click()
    await page.getByRole('dialog').last().getByRole('button', { name: '退款', exact: true }).click()
    await page.getByText('钱已原路退给买家').waitFor()
    await f.page.goto('/household')
    await f.page.getByText('服务站开罐核实，罐口发酵').waitFor()
    equal((await household(f)).recoverable_fen, 0, 'to be given back before the household was heard')
    equal((await household(f)).paid_fen, before.paid_fen, 'paid to the card')
    for (const p of [boss, f]) await p.close()
  })

  await check('after the days to object every page says the same fen', async () => {
    await house.daysLater(9)
    forgetSessions()
    const f = await enter(browser, house, farmer, 'shop', phone)
    const now = await eventually('the claim is posted', async () => {
      const h = await household(f)
      return h.recoverable_fen > 0 ? h : undefined
    })
    const mine = (await lines(f, home)).find((l) => l.id === line.id)
    equal(mine.refunded_fen, line.amount_fen, 'taken back from the line')
    equal(mine.amount_fen, 0, 'left of the line')
    const all = (h) => h.accrued_fen + h.payable_fen + h.on_the_way_fen + h.paid_fen - h.recoverable_fen
    const signed = (await lines(f, home)).filter((l) => l.state !== 'planned' && planned.has(l.id)).reduce((sum, l) => sum + l.amount_fen, 0)
    equal(all(now), all(before) + signed - line.amount_fen, "all that is the household's")
    equal(now.paid_fen, before.paid_fen, 'nothing was taken from the card')

    const sum = yuan(now.recoverable_fen)
    await f.page.goto('/household')
    const own = await text(f.page)
    equal(own.includes(`待退还¥${sum}`) || own.includes(`待退还${sum}`), true, `the household's page, which should say ${sum}`)
    await f.shot('household-recoverable-360')

    const worker = await enter(browser, house, station, 'station', phone)
    await worker.page.goto('/station/credits')
    equal((await text(worker.page)).includes(sum), true, `the station's list, which should say ${sum}`)

    const boss = await enter(browser, house, district, 'office', desktop)
    const file = await boss.get(`/district/households/${home.id}`)
    equal(file.recoverable_fen, now.recoverable_fen, "the district's file")
    await boss.page.goto(`/office/households/${home.id}`)
    equal((await text(boss.page)).includes(sum), true, `the district's page, which should say ${sum}`)
    await boss.shot('office-household-recoverable-1440')
    await boss.page.goto('/office/claims')
    equal((await text(boss.page)).includes(line.order_no), true, 'the claim on the list')
    await boss.page.goto(`/office/orders/${order.id}`)
    equal((await text(boss.page)).includes(yuan(refunded)), true, "the order's page")

    const staff = await enter(browser, house, merchant, 'office', desktop)
    await staff.page.goto('/office/credits')
    equal((await text(staff.page)).includes(sum), true, `the merchant's list, which should say ${sum}`)
    for (const p of [f, worker, boss, staff]) {
      equal(p.faults.join('\n'), '', 'faults')
      await p.close()
    }
  })
}
