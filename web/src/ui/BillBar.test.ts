import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import BillBar from './BillBar.vue'

const parts = [
  { role: 'station', title: '服务站服务费', amount_fen: 408, payee: '桂香村电商服务站', basis: '售价的 6%', set_by: '合作社' },
  { role: 'household', title: '农户货款', amount_fen: 6392, payee: '桂香村 12 户农户' },
]

describe('BillBar', () => {
  it('shows every part to the fen, households first', () => {
    const bar = mount(BillBar, { props: { parts, total: 6800 } })
    expect(bar.findAll('.label').map((l) => l.text())).toEqual(['农户货款', '服务站服务费'])
    expect(bar.findAll('li .spoken').map((l) => l.text())).toEqual(['63.92元', '4.08元'])
    expect(bar.find('[role=alert]').exists()).toBe(false)
  })

  it('reads what a part is and who set it when its segment or its line is tapped', async () => {
    const bar = mount(BillBar, { props: { parts, total: 6800 } })
    await bar.findAll('.segment')[1]?.trigger('click')
    expect(bar.find('dl').text()).toContain('桂香村电商服务站')
    expect(bar.find('dl').text()).toContain('售价的 6%')
    expect(bar.findAll('button').map((b) => b.attributes('aria-expanded'))).toEqual(['false', 'true'])
    await bar.findAll('button')[1]?.trigger('click')
    expect(bar.find('dl').exists()).toBe(false)
  })

  it('says so when the parts are not the total', () => {
    const bar = mount(BillBar, { props: { parts, total: 6801 } })
    expect(bar.find('[role=alert]').text()).toContain('¥0.01')
  })
})
