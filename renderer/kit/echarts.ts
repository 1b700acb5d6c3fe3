// The parts of echarts the program draws with, in a piece of the bundle of their own: only who opens a chart loads it.
import { FunnelChart, type FunnelSeriesOption, LineChart, type LineSeriesOption, ScatterChart, type ScatterSeriesOption } from 'echarts/charts'
import { GridComponent, type GridComponentOption, MarkAreaComponent, type MarkAreaComponentOption, TooltipComponent, type TooltipComponentOption } from 'echarts/components'
import { type ComposeOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([FunnelChart, LineChart, ScatterChart, GridComponent, MarkAreaComponent, TooltipComponent, SVGRenderer])

export type ChartOption = ComposeOption<FunnelSeriesOption | LineSeriesOption | ScatterSeriesOption | GridComponentOption | MarkAreaComponentOption | TooltipComponentOption>

/** A chart in an element, as SVG: sharp at every zoom, and its text is text. */
export const openChart = (element: HTMLElement) => init(element, null, { renderer: 'svg' })
