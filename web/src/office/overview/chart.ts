import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { formatMonth } from '@/kit/day'
import { formatFen } from '@/kit/money'
import type { Schema } from '@/kit/api'
import { words } from '../words'

use([BarChart, LineChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer])

type Month = Schema<'MonthFigure'>

export interface Chart {
  show(months: Month[]): void
  dispose(): void
}

/** Draws the months into `box` and follows its width. Loaded only where it is shown: ECharts is large. */
export function drawMonths(box: HTMLElement, months: Month[]): Chart {
  const chart = init(box, undefined, { renderer: 'svg' })
  const show = (now: Month[]) => chart.setOption(optionOf(now, styleOf(box)), true)
  show(months)
  const watch = new ResizeObserver(() => chart.resize())
  watch.observe(box)
  return {
    show,
    dispose() {
      watch.disconnect()
      chart.dispose()
    },
  }
}

/** The colours and the font of the theme: charts have none of their own. */
function styleOf(box: HTMLElement) {
  const css = getComputedStyle(box)
  const value = (name: string) => css.getPropertyValue(name).trim()
  return {
    font: css.fontFamily,
    pomelo: value('--pomelo'),
    rest: value('--mist-3'),
    green: value('--green'),
    line: value('--mist-2'),
    quiet: value('--mist-5'),
    ink: value('--ink'),
    surface: value('--surface'),
    still: matchMedia('(prefers-reduced-motion: reduce)').matches,
  }
}

function optionOf(months: Month[], s: ReturnType<typeof styleOf>) {
  const w = words.overview
  const label = { color: s.quiet, fontFamily: s.font, fontSize: 12 }
  const yuan = (fen: number) => formatFen(fen).replace(/\.\d\d$/, '')
  return {
    animation: !s.still,
    animationDuration: 240,
    grid: { left: 4, right: 4, top: 28, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      backgroundColor: s.surface,
      borderColor: s.line,
      padding: 12,
      textStyle: { color: s.ink, fontFamily: s.font, fontSize: 13 },
      formatter: (points: { dataIndex: number }[]) => {
        const m = months[points[0]?.dataIndex ?? -1]
        if (!m) return ''
        return [formatMonth(`${m.month}-01`), `${w.gross} ${formatFen(m.gross_fen)}`, `${w.toHouseholds} ${formatFen(m.households_fen)}`, `${w.orders} ${m.orders}`].join('<br>')
      },
    },
    xAxis: {
      type: 'category',
      data: months.map((m) => w.monthTick(Number(m.month.slice(5)))),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: s.line } },
      axisLabel: label,
    },
    yAxis: [
      { type: 'value', name: w.axisMoney, nameTextStyle: { ...label, align: 'left' }, splitLine: { lineStyle: { color: s.line } }, axisLabel: { ...label, formatter: yuan } },
      { type: 'value', name: w.axisOrders, nameTextStyle: { ...label, align: 'right' }, min: 0, splitLine: { show: false }, axisLabel: label },
    ],
    series: [
      { name: w.toHouseholds, type: 'bar', stack: 'gross', barMaxWidth: 30, itemStyle: { color: s.pomelo }, data: months.map((m) => m.households_fen) },
      { name: w.rest, type: 'bar', stack: 'gross', itemStyle: { color: s.rest, borderRadius: [2, 2, 0, 0] }, data: months.map((m) => m.gross_fen - m.households_fen) },
      { name: w.orders, type: 'line', yAxisIndex: 1, symbol: 'circle', symbolSize: 6, lineStyle: { width: 2 }, color: s.green, data: months.map((m) => m.orders) },
    ],
  }
}
