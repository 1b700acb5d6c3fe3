import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { FUNNEL_STEPS } from '../../domain/api/prenatal-api.ts'
import { funnelOption, momsOption, progressOption } from '../../renderer/modules/prenatal/bulletin-chart.ts'

beforeAll(async () => { await i18next.init({ lng: 'zh', fallbackLng: false, resources: {}, keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } }) })

type Option = { title?: { text: string }; series: { name?: string; data: unknown[]; label?: { formatter(params: { value: unknown }): string } }[]; xAxis: { min: number; max: number; data: string[] }; yAxis: { min: number; max: number } }
const read = (option: object): Option => option as Option

describe('the funnel', () => {
  const funnelOf = (women: readonly number[]) => read(funnelOption(FUNNEL_STEPS.map((step, index) => ({ step, women: women[index]! }))))
  test('says every step with its own number in the order of the way, whatever their size', () => {
    const [series] = funnelOf([1200, 1234, 61, 58, 40, 0, 39]).series
    const data = series!.data as { name: string; value: number }[]
    expect(data.map(({ name }) => name)).toEqual(['应筛 1200', '已筛 1234', '高风险 61', '召回 58', '诊断 40', '确诊 0', '随访 39'])
    // The width is the step: each narrower than the one before, none gone.
    expect(data.every(({ value }, index) => value > (data[index + 1]?.value ?? 0))).toBe(true)
  })
  test('of nobody says so and draws no step', () => {
    expect(funnelOf([0, 0, 0, 0, 0, 0, 0])).toMatchObject({ title: { text: '这段时间没有应筛的孕妇' }, series: [] })
    expect(funnelOf([1, 0, 0, 0, 0, 0, 0]).title).toBeUndefined()
  })
})

describe('the progress of the year', () => {
  const progressOf = (task: number, cumulative: readonly number[]) => read(progressOption({ months: cumulative.map((one, index) => ({ month: `2026-0${index + 1}`, screened: one, cumulative: one })), total: { task } } as never))
  test('shows the completion of each month against the time, above 100 % too', () => {
    const { series: [done, time], xAxis, yAxis } = progressOf(300, [25, 151, 363])
    expect(done).toMatchObject({ name: '累计完成率', data: [8.33, 50.33, 121] })
    expect(done!.label!.formatter({ value: 121 })).toBe('121%')
    expect(yAxis).toMatchObject({ min: 0, max: 140 })
    expect(time).toMatchObject({ name: '时间进度' })
    expect([time!.data[0], time!.data[5], time!.data[11]]).toEqual([8.3, 50, 100])
    expect([xAxis.data[0], xAxis.data[11]]).toEqual(['1月', '12月'])
  })
  test('stands at 100 while less is done, and draws no completion without a task', () => {
    expect(progressOf(300, [0, 30])).toMatchObject({ yAxis: { max: 100 }, series: [{ data: [0, 10] }, {}] })
    expect(progressOf(0, [5, 9]).series[0]!.data).toEqual([null, null])
  })
})

describe('AFP MoM against gestation', () => {
  test('draws each report where it is, with the line of 1', () => {
    const { series: [points, line], xAxis, title } = read(momsOption([{ gestationDays: 112, mom: 0.98 }, { gestationDays: 140, mom: 3.6 }]))
    expect(points!.data).toEqual([[112, 0.98], [140, 3.6]])
    expect(line!.data).toEqual([[105, 1], [147, 1]])
    expect([xAxis.min, xAxis.max, title]).toEqual([105, 147, undefined])
  })
  test('a report outside of weeks 15 to 21 widens the frame by whole weeks instead of falling out of it', () => {
    const { xAxis, series: [, line] } = read(momsOption([{ gestationDays: 99, mom: 1 }, { gestationDays: 150, mom: 1 }]))
    expect([xAxis.min, xAxis.max, line!.data]).toEqual([98, 154, [[98, 1], [154, 1]]])
  })
  test('of no report says so', () => { expect(read(momsOption([]))).toMatchObject({ title: { text: '这段时间没有AFP MoM' }, series: [{ data: [] }, {}] }) })
})
