import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, GridComponent, AriaComponent, SVGRenderer])

/** Bars lying on their side; answers how to take them away. */
export function bars(where: HTMLElement, names: string[], values: number[], chosen: (index: number) => void): () => void {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const chart = init(where, undefined, { renderer: 'svg' })
  chart.setOption({
    aria: { enabled: true, decal: { show: true } },
    animation: false,
    grid: { left: 8, right: 36, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: 'value', minInterval: 1, axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: { type: 'category', inverse: true, data: names, axisLabel: { color: colour('--ink'), width: 120, overflow: 'truncate' }, axisTick: { show: false } },
    series: [{ type: 'bar', barMaxWidth: 28, data: values, itemStyle: { color: colour('--brand') }, label: { show: true, position: 'right', color: colour('--ink') } }],
  })
  chart.on('click', event => chosen(event.dataIndex))
  const fit = new ResizeObserver(() => chart.resize())
  fit.observe(where)
  return () => { fit.disconnect(); chart.dispose() }
}
