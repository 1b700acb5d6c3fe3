import { useEffect, useRef } from 'react'
import type { ChartOption } from './echarts.ts'

export type { ChartOption } from './echarts.ts'

type Opened = ReturnType<typeof import('./echarts.ts').openChart>

/**
 * A drawing of numbers that came from a handler. A chart is a picture: `label` says what it shows, and the page offers
 * the same numbers as a table.
 */
export function Chart({ option, label, height }: { option: ChartOption; label: string; height: number }) {
  const box = useRef<HTMLDivElement>(null)
  const latest = useRef(option)
  const chart = useRef<Opened | null>(null)
  useEffect(() => {
    latest.current = option
    chart.current?.setOption(option, { notMerge: true })
  }, [option])
  useEffect(() => {
    const element = box.current
    if (!element) return
    let closed = false
    const observer = new ResizeObserver(() => chart.current?.resize())
    void import('./echarts.ts').then(({ openChart }) => {
      if (closed) return
      chart.current = openChart(element)
      chart.current.setOption(latest.current, { notMerge: true })
      observer.observe(element)
    })
    return () => {
      closed = true
      observer.disconnect()
      chart.current?.dispose()
      chart.current = null
    }
  }, [])
  return <div ref={box} role="img" aria-label={label} className="chart" style={{ height }} />
}
