// The parts of echarts the program draws with, in a piece of the bundle of their own: only who opens a chart loads it.
import { BarChart, type BarSeriesOption, FunnelChart, type FunnelSeriesOption, LineChart, type LineSeriesOption, ScatterChart, type ScatterSeriesOption } from 'echarts/charts'
import { GridComponent, type GridComponentOption, LegendComponent, type LegendComponentOption, MarkAreaComponent, type MarkAreaComponentOption, TitleComponent, type TitleComponentOption, TooltipComponent, type TooltipComponentOption } from 'echarts/components'
import { type ComposeOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

use([BarChart, FunnelChart, LineChart, ScatterChart, GridComponent, LegendComponent, MarkAreaComponent, TitleComponent, TooltipComponent, SVGRenderer])

export type ChartOption = ComposeOption<BarSeriesOption | FunnelSeriesOption | LineSeriesOption | ScatterSeriesOption | GridComponentOption | LegendComponentOption | MarkAreaComponentOption | TitleComponentOption | TooltipComponentOption>

/** A chart in an element, as SVG: sharp at every zoom, and its text is text. */
export const openChart = (element: HTMLElement) => init(element, null, { renderer: 'svg' })
